//! What is said of settings that mean no planning option.

use crate::words::Words;
use flashplan::issue::Text;

pub(super) const NO_INSTANT: Text = Text {
    en: (
        "`{name}` cannot be `{got}`: {why}",
        "write an instant such as 2030-05-01T00:00:00Z",
    ),
    fr: (
        "`{name}` ne peut pas valoir `{got}` : {raison}",
        "écrivez un instant comme 2030-05-01T00:00:00Z",
    ),
};

pub(super) const NO_HOURS: Text = Text {
    en: (
        "`{name}` cannot have `{got}`: {why}",
        "write 22:00-08:00, or \"sun 00:00-24:00\" for one day",
    ),
    fr: (
        "`{name}` ne peut pas contenir `{got}` : {raison}",
        "écrivez 22:00-08:00, ou \"sun 00:00-24:00\" pour un seul jour",
    ),
};

pub(super) const NO_CAP: Text = Text {
    en: (
        "{why}",
        "leave the cap out for none, or state one from 1 to 10000000",
    ),
    fr: (
        "{raison}",
        "omettez le plafond pour n'en avoir aucun, ou indiquez-en un de 1 à 10000000",
    ),
};

pub(super) const NOT_ALONE: Text = Text {
    en: (
        "`{name}` says nothing without `{got}`",
        "give both, such as 50 and 10m",
    ),
    fr: (
        "`{name}` ne dit rien sans `{got}`",
        "donnez les deux, par exemple 50 et 10m",
    ),
};

pub(super) const NOT_ALONE_NOW: Text = Text {
    en: (
        "`{name}` says nothing without `{got}`",
        "say when the plan is made, such as 2030-05-01T09:30:00Z: there is no clock here",
    ),
    fr: (
        "`{name}` ne dit rien sans `{got}`",
        "dites quand le plan est fait, par exemple 2030-05-01T09:30:00Z : il n'y a pas d'horloge ici",
    ),
};

pub(super) const NOT_ALONE_LATE: Text = Text {
    en: (
        "`{name}` says nothing without `{got}`",
        "give both, such as `--missed late --late-within 2h`",
    ),
    fr: (
        "`{name}` ne dit rien sans `{got}`",
        "donnez les deux, par exemple `--missed late --late-within 2h`",
    ),
};

pub(super) const NO_BATCHES: Text = Text {
    en: (
        "batches cannot be `{got}`: {why}",
        "pause after one message or more, for a second or longer: 50 and 10m",
    ),
    fr: (
        "des lots de `{got}` sont impossibles : {raison}",
        "marquez une pause après au moins un message, d'une seconde ou plus : 50 et 10m",
    ),
};

pub(super) const NO_LENGTH: Text = Text {
    en: (
        "`{name}` cannot be `{got}`",
        "keep one character of a value or more",
    ),
    fr: (
        "`{name}` ne peut pas valoir `{got}`",
        "gardez au moins un caractère d'une valeur",
    ),
};

pub(super) const NO_OFFSET: Text = Text {
    en: (
        "`{name}` is `{got}`, which has no offset",
        "add Z for UTC, or an offset such as +01:00",
    ),
    fr: (
        "`{name}` vaut `{got}`, sans décalage horaire",
        "ajoutez Z pour UTC, ou un décalage comme +01:00",
    ),
};

pub(super) const NOT_A_DATE: Text = Text {
    en: (
        "`{name}` has `{got}`, which is no date",
        "write a date as 2030-05-01",
    ),
    fr: (
        "`{name}` contient `{got}`, qui n'est pas une date",
        "écrivez une date comme 2030-05-01",
    ),
};

pub(super) const MEANT: Words = Words {
    en: "; is `{name}` meant?",
    fr: " ; s'agit-il de `{name}` ?",
};

pub(super) const NOT_A_POLICY: Text = Text {
    en: ("`{name}` cannot be `{got}`", "it is one of {why}"),
    fr: (
        "`{name}` ne peut pas valoir `{got}`",
        "valeurs possibles : {why}",
    ),
};

pub(super) const NOT_A_TIME: Text = Text {
    en: (
        "`{name}` is `{got}`, which is no length of time",
        "write whole seconds, minutes or hours: 2s, 5m, 1h",
    ),
    fr: (
        "`{name}` vaut `{got}`, qui n'est pas une durée",
        "écrivez des secondes, minutes ou heures entières : 2s, 5m, 1h",
    ),
};
