//! The words of the issues that reading a rule or a schedule finds.

use crate::issue::Text;

pub(super) static LINE_WITHOUT_VALUE: Text = Text {
    en: (
        "a line without a value",
        "write NAME:VALUE, like RRULE:FREQ=DAILY",
    ),
    fr: (
        "une ligne sans valeur",
        "écrivez NOM:VALEUR, comme RRULE:FREQ=DAILY",
    ),
};
pub(super) static LINE_UNKNOWN: Text = Text {
    en: (
        "a line of no known name",
        "write DTSTART, RRULE, EXDATE and RDATE, each on one line",
    ),
    fr: (
        "une ligne de nom inconnu",
        "écrivez DTSTART, RRULE, EXDATE et RDATE, chacun sur une ligne",
    ),
};
pub(super) static LINE_TWICE: Text = Text {
    en: ("a second line of this name", "keep one of them"),
    fr: ("une deuxième ligne de ce nom", "n'en gardez qu'une"),
};
pub(super) static EXRULE_NOT_TAKEN: Text = Text {
    en: (
        "EXRULE is not taken: RFC 5545 has given it up",
        "list the dates with EXDATE",
    ),
    fr: (
        "EXRULE n'est pas admis : la RFC 5545 l'a abandonné",
        "énumérez les dates avec EXDATE",
    ),
};
pub(super) static START_MISSING: Text = Text {
    en: (
        "the schedule has no DTSTART",
        "add one, like DTSTART;TZID=Europe/Paris:20300501T090000",
    ),
    fr: (
        "le calendrier n'a pas de DTSTART",
        "ajoutez-en un, comme DTSTART;TZID=Europe/Paris:20300501T090000",
    ),
};
pub(super) static OTHER_ZONE: Text = Text {
    en: (
        "dates of another zone than that of DTSTART",
        "write them in that zone, or in UTC with a Z",
    ),
    fr: (
        "des dates d'un autre fuseau que celui de DTSTART",
        "écrivez-les dans ce fuseau, ou en UTC avec un Z",
    ),
};
pub(super) static RULE_TOO_LARGE: Text = Text {
    en: (
        "the rule has more than {max} bytes",
        "a rule with every part has less than half of that",
    ),
    fr: (
        "la règle dépasse {max} octets",
        "une règle avec toutes ses parties n'en a pas la moitié",
    ),
};
pub(super) static PART_EMPTY: Text = Text {
    en: (
        "an empty part of the rule",
        "write NAME=VALUE, and one ; between two of them",
    ),
    fr: (
        "une partie vide dans la règle",
        "écrivez NOM=VALEUR, et un seul ; entre deux",
    ),
};
pub(super) static PART_WITHOUT_VALUE: Text = Text {
    en: ("{part} has no value", "write NAME=VALUE, like FREQ=DAILY"),
    fr: (
        "{part} n'a pas de valeur",
        "écrivez NOM=VALEUR, comme FREQ=DAILY",
    ),
};
pub(super) static PART_NOT_TAKEN: Text = Text {
    en: (
        "{part} is not taken",
        "rules choose dates by BYDAY, BYMONTHDAY, BYMONTH and BYSETPOS; the time of day is that of the start",
    ),
    fr: (
        "{part} n'est pas admis",
        "les règles choisissent des dates par BYDAY, BYMONTHDAY, BYMONTH et BYSETPOS ; l'heure est celle du début",
    ),
};
pub(super) static PART_UNKNOWN: Text = Text {
    en: ("{name} is no part of a rule", "did you mean {near}?"),
    fr: (
        "{name} n'est pas une partie de règle",
        "vouliez-vous dire {near} ?",
    ),
};
pub(super) static PART_TWICE: Text = Text {
    en: (
        "{part} stands there twice",
        "keep one of them; values of a list go together: BYDAY=MO,FR",
    ),
    fr: (
        "{part} figure deux fois",
        "n'en gardez qu'un ; les valeurs d'une liste vont ensemble : BYDAY=MO,FR",
    ),
};
pub(super) static FREQUENCY_MISSING: Text = Text {
    en: (
        "the rule has no FREQ",
        "begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY",
    ),
    fr: (
        "la règle n'a pas de FREQ",
        "commencez par FREQ=DAILY, WEEKLY, MONTHLY ou YEARLY",
    ),
};
pub(super) static FREQUENCY_UNKNOWN: Text = Text {
    en: ("{name} is no frequency", "did you mean {near}?"),
    fr: (
        "{name} n'est pas une fréquence",
        "vouliez-vous dire {near} ?",
    ),
};
pub(super) static FREQUENCY_NOT_TAKEN: Text = Text {
    en: (
        "{name} is not taken: a schedule happens once a day at most",
        "write FREQ=DAILY, WEEKLY, MONTHLY or YEARLY",
    ),
    fr: (
        "{name} n'est pas admis : un calendrier a lieu au plus une fois par jour",
        "écrivez FREQ=DAILY, WEEKLY, MONTHLY ou YEARLY",
    ),
};
pub(super) static WEEKDAY_UNKNOWN: Text = Text {
    en: ("{name} is no weekday", "write MO, TU, WE, TH, FR, SA or SU"),
    fr: (
        "{name} n'est pas un jour de la semaine",
        "écrivez MO, TU, WE, TH, FR, SA ou SU",
    ),
};
pub(super) static NOT_A_NUMBER: Text = Text {
    en: (
        "{part} needs a number, not {got}",
        "write a number in the range {range}",
    ),
    fr: (
        "{part} veut un nombre, pas {got}",
        "écrivez un nombre dans l'intervalle {range}",
    ),
};
pub(super) static COUNT_AND_UNTIL: Text = Text {
    en: (
        "the rule ends twice, by COUNT and by UNTIL",
        "keep one of them",
    ),
    fr: (
        "la règle se termine deux fois, par COUNT et par UNTIL",
        "gardez l'un des deux",
    ),
};
pub(super) static NTH_WITHOUT_MONTH: Text = Text {
    en: (
        "an nth weekday in a rule of days or weeks",
        "write the weekday alone, or FREQ=MONTHLY",
    ),
    fr: (
        "un énième jour de semaine dans une règle de jours ou de semaines",
        "écrivez le jour seul, ou FREQ=MONTHLY",
    ),
};
pub(super) static MONTH_DAY_WEEKLY: Text = Text {
    en: (
        "BYMONTHDAY does not go with FREQ=WEEKLY",
        "write FREQ=MONTHLY, or FREQ=DAILY to take what is in both",
    ),
    fr: (
        "BYMONTHDAY ne va pas avec FREQ=WEEKLY",
        "écrivez FREQ=MONTHLY, ou FREQ=DAILY pour prendre ce qui est dans les deux",
    ),
};
pub(super) static POSITION_DAILY: Text = Text {
    en: (
        "BYSETPOS chooses among the times of a day here, and a day has one",
        "leave BYSETPOS out, or write FREQ=MONTHLY",
    ),
    fr: (
        "BYSETPOS choisit ici parmi les heures d'un jour, et un jour n'en a qu'une",
        "retirez BYSETPOS, ou écrivez FREQ=MONTHLY",
    ),
};
pub(super) static POSITION_ALONE: Text = Text {
    en: (
        "BYSETPOS has nothing to choose from",
        "add BYDAY, BYMONTHDAY or BYMONTH",
    ),
    fr: (
        "BYSETPOS n'a rien parmi quoi choisir",
        "ajoutez BYDAY, BYMONTHDAY ou BYMONTH",
    ),
};
