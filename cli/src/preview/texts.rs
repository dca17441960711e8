//! What a preview says in a terminal, in each language.

use crate::words::{Counted, Words};

pub(super) const VALID: Words = Words {
    en: "the definition is valid; fingerprint {fingerprint}",
    fr: "la définition est valide ; empreinte {fingerprint}",
};

pub(super) const REPEAT: Words = Words {
    en: "repeat {repeat}, zone {zone}, zone data {data}",
    fr: "répétition {repeat}, fuseau {zone}, données de fuseaux {data}",
};

pub(super) const ONCE: Words = Words {
    en: "none",
    fr: "aucune",
};

pub(super) const DAILY: Words = Words {
    en: "daily",
    fr: "chaque jour",
};

pub(super) const WEEKLY: Words = Words {
    en: "weekly",
    fr: "chaque semaine",
};

pub(super) const OCCURRENCES: Words = Words {
    en: "Next occurrences",
    fr: "Prochaines occurrences",
};

pub(super) const NO_OCCURRENCE: Words = Words {
    en: "none",
    fr: "aucune",
};

pub(super) const WITHOUT_END: Words = Words {
    en: ".. and so on, without an end: `plan` needs --count or --until",
    fr: ".. et ainsi de suite, sans fin : `plan` demande --count ou --until",
};

pub(super) const AUDIENCE: Words = Words {
    en: "Audience, each time",
    fr: "Destinataires, à chaque fois",
};

pub(super) const SELECTED: Words = Words {
    en: "selected of {contacts} contacts ({selector})",
    fr: "choisis sur {contacts} contacts ({selector})",
};

pub(super) const EVERYBODY: Words = Words {
    en: "all",
    fr: "tous",
};

pub(super) const TAGS: Words = Words {
    en: "tags {tags}",
    fr: "étiquettes {tags}",
};

pub(super) const NAMED: Words = Words {
    en: "{n} named",
    fr: "{n} nommés",
};

pub(super) const GROUP: Words = Words {
    en: "group {id}",
    fr: "groupe {id}",
};

pub(super) const PLANNED: Words = Words {
    en: "planned",
    fr: "planifiés",
};

pub(super) const SKIPPED: Words = Words {
    en: "skipped",
    fr: "ignorés",
};

pub(super) const ROW: Words = Words {
    en: "row {row}",
    fr: "rang {row}",
};

pub(super) const MESSAGES: Words = Words {
    en: "Messages, {shown} of {all}",
    fr: "Messages, {shown} sur {all}",
};

pub(super) const FIRST: Words = Words {
    en: "first",
    fr: "premier",
};

pub(super) const SHORTEST: Words = Words {
    en: "shortest",
    fr: "plus court",
};

pub(super) const LONGEST: Words = Words {
    en: "longest",
    fr: "plus long",
};

pub(super) const MESSAGE: Words = Words {
    en: "{which}: row {row}, to {to}, {length} characters",
    fr: "{which} : rang {row}, à {to}, {length} caractères",
};

pub(super) const FORECAST: Words = Words {
    en: "Forecast",
    fr: "Prévision",
};

pub(super) const NO_MESSAGE: Words = Words {
    en: "no message leaves",
    fr: "aucun message ne part",
};

pub(super) const COUNTS: Words = Words {
    en: "{messages} in {occurrences}",
    fr: "{messages} en {occurrences}",
};

pub(super) const COUNT_OF_MESSAGES: Counted = Counted {
    one: Words {
        en: "{n} message",
        fr: "{n} message",
    },
    many: Words {
        en: "{n} messages",
        fr: "{n} messages",
    },
};

pub(super) const COUNT_OF_OCCURRENCES: Counted = Counted {
    one: Words {
        en: "{n} occurrence",
        fr: "{n} occurrence",
    },
    many: Words {
        en: "{n} occurrences",
        fr: "{n} occurrences",
    },
};

pub(super) const LEAVES: Words = Words {
    en: "the first leaves {first}, the last {last}",
    fr: "le premier part {first}, le dernier {last}",
};

pub(super) const MONTH: Words = Words {
    en: "{month} (UTC): {messages}",
    fr: "{month} (UTC) : {messages}",
};

pub(super) const MONTH_LEFT: Words = Words {
    en: "{month} (UTC): {messages} and {used} used before; the quota is {quota}: {n} left",
    fr: "{month} (UTC) : {messages}, et {used} déjà utilisés ; le quota est de {quota} : il en reste {n}",
};

pub(super) const MONTH_TOO_MANY: Words = Words {
    en: "{month} (UTC): {messages} and {used} used before; the quota is {quota}: {n} too many",
    fr: "{month} (UTC) : {messages}, et {used} déjà utilisés ; le quota est de {quota} : {n} de trop",
};

pub(super) const HASH: Words = Words {
    en: "plan hash {hash}",
    fr: "empreinte {hash}",
};

pub(super) const PAGE: Words = Words {
    en: "the page is in {file}",
    fr: "la page est dans {file}",
};

pub(super) const NOT_OPENED: Words = Words {
    en: "cannot open {file} in a browser: {reason}",
    fr: "impossible d'ouvrir {file} dans un navigateur : {reason}",
};

pub(super) const SKIPPED_FOR: Words = Words {
    en: "{n} skipped: {why}",
    fr: "{n} ignorés : {why}",
};

pub(super) const QUOTA_LEFT: Words = Words {
    en: "{n} left of the month's quota",
    fr: "{n} restants sur le quota du mois",
};
