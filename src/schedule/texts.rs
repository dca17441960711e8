//! The words of the stage's issues and notes; those about a text are in `text/texts.rs`.

use crate::issue::Text;

pub(super) static ZONE_UNKNOWN: Text = Text {
    en: (
        "no time zone is called {name}",
        "write an IANA name like Europe/Paris or Africa/Porto-Novo",
    ),
    fr: (
        "aucun fuseau horaire ne s'appelle {name}",
        "écrivez un nom IANA comme Europe/Paris ou Africa/Porto-Novo",
    ),
};
pub(super) static ZONE_UNKNOWN_NEAR: Text = Text {
    en: (
        "no time zone is called {name}",
        "the nearest known ones: {near}",
    ),
    fr: (
        "aucun fuseau horaire ne s'appelle {name}",
        "les plus proches connus : {near}",
    ),
};
pub(super) static TZIF_TOO_LARGE: Text = Text {
    en: (
        "the zone's data has more than {max} bytes",
        "hand over one TZif file, not a bundle of them",
    ),
    fr: (
        "les données du fuseau dépassent {max} octets",
        "donnez un seul fichier TZif, pas une archive",
    ),
};
pub(super) static TZIF_MAGIC: Text = Text {
    en: (
        "the zone's data does not begin with TZif",
        "hand over a compiled file of the zoneinfo folder",
    ),
    fr: (
        "les données du fuseau ne commencent pas par TZif",
        "donnez un fichier compilé du dossier zoneinfo",
    ),
};
pub(super) static TZIF_VERSION: Text = Text {
    en: (
        "the zone's data is TZif version 1, which ends in 2038",
        "compile the zone with zic -b slim",
    ),
    fr: (
        "les données du fuseau sont en TZif version 1, qui s'arrête en 2038",
        "compilez le fuseau avec zic -b slim",
    ),
};
pub(super) static TZIF_CUT_OFF: Text = Text {
    en: (
        "the zone's data ends before what its header announces",
        "copy the whole file",
    ),
    fr: (
        "les données du fuseau s'arrêtent avant ce que l'en-tête annonce",
        "copiez le fichier entier",
    ),
};
pub(super) static TZIF_LEAP_SECONDS: Text = Text {
    en: (
        "the zone's data counts leap seconds",
        "take the file of the same name outside the folder right/",
    ),
    fr: (
        "les données du fuseau comptent les secondes intercalaires",
        "prenez le fichier du même nom hors du dossier right/",
    ),
};
pub(super) static TZIF_TRANSITIONS: Text = Text {
    en: (
        "the zone's changes are out of order, or of no known type",
        "the file is damaged: take it anew",
    ),
    fr: (
        "les changements du fuseau sont en désordre ou d'un type inconnu",
        "le fichier est abîmé : reprenez-le",
    ),
};
pub(super) static TZIF_TYPES: Text = Text {
    en: (
        "the zone has no offset, or one of a day and more",
        "the file is damaged: take it anew",
    ),
    fr: (
        "le fuseau n'a aucun décalage, ou en a un d'un jour et plus",
        "le fichier est abîmé : reprenez-le",
    ),
};
pub(super) static TZIF_FOOTER: Text = Text {
    en: (
        "the rule at the end of the zone's data cannot be read",
        "it should look like CET-1CEST,M3.5.0,M10.5.0/3",
    ),
    fr: (
        "la règle à la fin des données du fuseau est illisible",
        "elle devrait ressembler à CET-1CEST,M3.5.0,M10.5.0/3",
    ),
};
pub(super) static OUT_OF_RANGE: Text = Text {
    en: (
        "{part} cannot be {got}",
        "write a number in the range {range}",
    ),
    fr: (
        "{part} ne peut pas être {got}",
        "écrivez un nombre dans l'intervalle {range}",
    ),
};
pub(super) static COUNT_ZERO: Text = Text {
    en: (
        "a count of 0 leaves no occurrence",
        "count from 1, or leave the count out",
    ),
    fr: (
        "un nombre de 0 ne laisse aucune occurrence",
        "comptez à partir de 1, ou omettez le nombre",
    ),
};
pub(super) static TOO_MANY_DATES: Text = Text {
    en: (
        "{name} has {got} dates, more than {max}",
        "split the schedule, or choose dates by a rule",
    ),
    fr: (
        "{name} contient {got} dates, plus que {max}",
        "divisez le calendrier, ou choisissez les dates par une règle",
    ),
};
pub(super) static RULE_BARREN: Text = Text {
    en: (
        "the rule never gives a date before the year 10000",
        "look for a day that its months do not have, or an interval that never meets it",
    ),
    fr: (
        "la règle ne donne aucune date avant l'an 10000",
        "cherchez un jour que ses mois n'ont pas, ou un intervalle qui ne le rencontre jamais",
    ),
};
pub(super) static REJECT_UNBOUNDED: Text = Text {
    en: (
        "a policy that rejects needs a schedule with an end",
        "add a count or an end, or choose another policy",
    ),
    fr: (
        "une politique de refus exige un calendrier qui se termine",
        "ajoutez un nombre ou une fin, ou choisissez une autre politique",
    ),
};
pub(super) static GAP_REJECTED: Text = Text {
    en: (
        "the clock skips {asked} here",
        "choose another time of day, or the policy shift",
    ),
    fr: (
        "l'horloge saute {asked} ici",
        "choisissez une autre heure, ou la politique shift",
    ),
};
pub(super) static FOLD_REJECTED: Text = Text {
    en: (
        "the clock shows {asked} twice here",
        "choose another time of day, or the policy first or second",
    ),
    fr: (
        "l'horloge affiche deux fois {asked} ici",
        "choisissez une autre heure, ou la politique first ou second",
    ),
};
pub(super) static GAP_LATER: Text = Text {
    en: ("the clock skips {asked}: moved {minutes} min later", ""),
    fr: ("l'horloge saute {asked} : repoussé de {minutes} min", ""),
};
pub(super) static GAP_EARLIER: Text = Text {
    en: ("the clock skips {asked}: moved {minutes} min earlier", ""),
    fr: ("l'horloge saute {asked} : avancé de {minutes} min", ""),
};
pub(super) static GAP_DROPPED: Text = Text {
    en: ("the clock skips {asked}: dropped", ""),
    fr: ("l'horloge saute {asked} : abandonné", ""),
};
pub(super) static DATE_SKIPPED_BY_ZONE: Text = Text {
    en: (
        "{asked} falls on the instant of the occurrence before: dropped",
        "",
    ),
    fr: (
        "{asked} tombe à l'instant de l'occurrence précédente : abandonné",
        "",
    ),
};
pub(super) static FOLD_FIRST: Text = Text {
    en: ("the clock shows {asked} twice: the first is taken", ""),
    fr: (
        "l'horloge affiche deux fois {asked} : la première est prise",
        "",
    ),
};
pub(super) static FOLD_SECOND: Text = Text {
    en: ("the clock shows {asked} twice: the second is taken", ""),
    fr: (
        "l'horloge affiche deux fois {asked} : la seconde est prise",
        "",
    ),
};
pub(super) static MONTH_OVERFLOW: Text = Text {
    en: (
        "the month has no such day: its last day stands in, {asked}",
        "",
    ),
    fr: (
        "le mois n'a pas ce jour : son dernier jour le remplace, {asked}",
        "",
    ),
};
pub(super) static DATE_EXCLUDED: Text = Text {
    en: ("{asked} is excluded", ""),
    fr: ("{asked} est exclu", ""),
};
pub(super) static DATE_EXTRA: Text = Text {
    en: ("{asked} is an extra date", ""),
    fr: ("{asked} est une date ajoutée", ""),
};
pub(super) static LATE: Text = Text {
    en: (
        "{asked} has passed: it runs late by {late}",
        "choose another policy for what was missed, if it is not to run any more",
    ),
    fr: (
        "{asked} est passé : envoi en retard de {late}",
        "choisissez une autre règle pour ce qui a été manqué, s'il ne doit plus partir",
    ),
};
pub(super) static COUNT_TOO_HIGH: Text = Text {
    en: (
        "a count of {count} goes beyond the year 9999",
        "count fewer, or repeat more often",
    ),
    fr: (
        "un nombre de {count} dépasse l'an 9999",
        "comptez moins, ou répétez plus souvent",
    ),
};
pub(super) static ICS_TOO_LONG: Text = Text {
    en: (
        "a calendar lists at most {max} occurrences",
        "end the schedule earlier",
    ),
    fr: (
        "un agenda contient au plus {max} occurrences",
        "terminez le calendrier plus tôt",
    ),
};
pub(super) static ICS_UNBOUNDED: Text = Text {
    en: (
        "a calendar needs a schedule with an end",
        "add a count or an end",
    ),
    fr: (
        "un agenda exige un calendrier qui se termine",
        "ajoutez un nombre ou une fin",
    ),
};

// why an occurrence is when it is

pub(super) static BEFORE_IT: Text = Text {
    en: ("before it, {note}", ""),
    fr: ("avant elle, {note}", ""),
};

pub(super) static ASKED_FOR: Text = Text {
    en: ("asked for {time}", ""),
    fr: ("demandé : {time}", ""),
};

pub(super) static SHOWN_ONCE: Text = Text {
    en: ("the clock shows it once, at the offset {offset}", ""),
    fr: ("l'horloge l'affiche une fois, au décalage {offset}", ""),
};

pub(super) static LAST_DAY_STANDS_IN: Text = Text {
    en: (
        "{rule} asks for a day that the month lacks, so its last day stands in (month policy {policy})",
        "",
    ),
    fr: (
        "{rule} demande un jour que le mois n'a pas : son dernier jour le remplace (politique month {policy})",
        "",
    ),
};

pub(super) static CHANGE_OF_CLOCKS: Text = Text {
    en: (
        "on that day the clock goes from {before} to {after}, at {at} it shows {shown}",
        "",
    ),
    fr: (
        "ce jour-là l'horloge passe de {before} à {after}, à {at} elle affiche {shown}",
        "",
    ),
};

pub(super) static MOVED_LATER: Text = Text {
    en: (
        "{change}: the time does not exist, so it is moved {minutes} min later (gap policy {policy})",
        "",
    ),
    fr: (
        "{change} : l'heure n'existe pas, elle est reportée de {minutes} min (politique gap {policy})",
        "",
    ),
};

pub(super) static MOVED_EARLIER: Text = Text {
    en: (
        "{change}: the time does not exist, so it is moved {minutes} min earlier (gap policy {policy})",
        "",
    ),
    fr: (
        "{change} : l'heure n'existe pas, elle est avancée de {minutes} min (politique gap {policy})",
        "",
    ),
};

pub(super) static FIRST_TAKEN: Text = Text {
    en: (
        "{change}: the time comes twice, and the first is taken (fold policy {policy})",
        "",
    ),
    fr: (
        "{change} : l'heure vient deux fois, la première est prise (politique fold {policy})",
        "",
    ),
};

pub(super) static SECOND_TAKEN: Text = Text {
    en: (
        "{change}: the time comes twice, and the second is taken (fold policy {policy})",
        "",
    ),
    fr: (
        "{change} : l'heure vient deux fois, la seconde est prise (politique fold {policy})",
        "",
    ),
};
