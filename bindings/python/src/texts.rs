//! What is said of Python values. Never what a contact holds.

use flashplan::issue::Text;

pub(crate) const COLUMN_LACKING: Text = Text {
    en: (
        "the frame has no column `{column}`",
        "expected a column `{column}` of {expected}; the frame has {columns}",
    ),
    fr: (
        "le tableau n'a pas de colonne `{column}`",
        "une colonne `{column}` est attendue ({expected}) ; le tableau a {columns}",
    ),
};

pub(crate) const COLUMN_MISNAMED: Text = Text {
    en: (
        "the frame has no column `{column}`",
        "expected a column `{column}` of {expected}; is `{nearest}` meant? then rename it",
    ),
    fr: (
        "le tableau n'a pas de colonne `{column}`",
        "une colonne `{column}` est attendue ({expected}) ; s'agit-il de `{nearest}` ? alors renommez-la",
    ),
};

pub(crate) const COLUMN_TYPE: Text = Text {
    en: ("column `{column}` is of type {type}", "expected {expected}"),
    fr: (
        "la colonne `{column}` est de type {type}",
        "type attendu : {expected}",
    ),
};

pub(crate) const COLUMN_NULL: Text = Text {
    en: (
        "column `{column}` holds nothing but nulls",
        "expected {expected}; a contact without one is skipped, but here it is every contact",
    ),
    fr: (
        "la colonne `{column}` ne contient que des valeurs nulles",
        "type attendu : {expected} ; un contact sans valeur est ignoré, mais ici ils le sont tous",
    ),
};

pub(crate) const COLUMN_TWICE: Text = Text {
    en: (
        "the frame has two columns `{column}`",
        "give each column a name of its own",
    ),
    fr: (
        "le tableau a deux colonnes `{column}`",
        "donnez à chaque colonne un nom différent",
    ),
};

pub(crate) const OPTION_UNKNOWN: Text = Text {
    en: ("there is no option `{name}`", "is `{nearest}` meant?"),
    fr: (
        "il n'y a pas d'option `{name}`",
        "s'agit-il de `{nearest}` ?",
    ),
};

pub(crate) const OPTION_VALUE: Text = Text {
    en: ("`{name}` cannot be {got}", "expected {expected}"),
    fr: (
        "`{name}` ne peut pas valoir {got}",
        "valeur attendue : {expected}",
    ),
};

pub(crate) const OPTION_OF_FILES: Text = Text {
    en: (
        "`{name}` is about a file of contacts, and here contacts are a frame",
        "leave it out, and write each number with its country code: +2290197000001",
    ),
    fr: (
        "`{name}` concerne un fichier de contacts, et ici les contacts sont un tableau",
        "omettez-la, et écrivez chaque numéro avec son indicatif : +2290197000001",
    ),
};

pub(crate) const FOLDER_FILE: Text = Text {
    en: ("{file} is invalid: {why}", "expected {expected}"),
    fr: ("{file} n'est pas valide : {why}", "attendu : {expected}"),
};

pub(crate) const CLOCKS: Text = Text {
    en: (
        "`quiet_zone` cannot be \"contact\" where contacts are planned by partitions",
        "use the campaign's zone, or plan on one machine: flashplan.plan",
    ),
    fr: (
        "`quiet_zone` ne peut pas valoir \"contact\" quand les contacts sont planifiés par partitions",
        "utilisez le fuseau de la campagne, ou planifiez sur une seule machine : flashplan.plan",
    ),
};

pub(crate) const SUBJECT: Text = Text {
    en: (
        "nothing is checked as `{got}`",
        "expected campaign, message, scheduled-message, template or instances",
    ),
    fr: (
        "rien ne se vérifie en tant que `{got}`",
        "attendu : campaign, message, scheduled-message, template ou instances",
    ),
};

pub(crate) const UNBOUNDED: Text = Text {
    en: (
        "the rule has no end",
        "expected a COUNT or an UNTIL in it, or count=",
    ),
    fr: (
        "la règle n'a pas de fin",
        "un COUNT ou un UNTIL y est attendu, ou count=",
    ),
};

pub(crate) const TOO_MANY: Text = Text {
    en: (
        "the rule gives more than {max} occurrences",
        "ask for fewer with count=",
    ),
    fr: (
        "la règle donne plus de {max} occurrences",
        "demandez-en moins avec count=",
    ),
};
