//! What is said of plans that are put together or compared.

use crate::issue::Text;

pub(in crate::plan::stored) static NO_PART: Text = Text {
    en: ("no part is given", "give every part of the plan"),
    fr: (
        "aucune partie n'est donnée",
        "donnez toutes les parties du plan",
    ),
};

pub(in crate::plan::stored) static PART_FOREIGN: Text = Text {
    en: (
        "the part is of another plan than the first: {fields}",
        "make all parts from the same inputs, with the same options and the same version",
    ),
    fr: (
        "la partie vient d'un autre plan que la première : {fields}",
        "faites toutes les parties avec les mêmes données, les mêmes options et la même version",
    ),
};

pub(in crate::plan::stored) static OTHER_OCCURRENCES: Text = Text {
    en: (
        "the part has other occurrences than the first one",
        "make all parts with the same options",
    ),
    fr: (
        "la partie n'a pas les mêmes occurrences que la première",
        "faites toutes les parties avec les mêmes options",
    ),
};

pub(in crate::plan::stored) static PART_MISSING: Text = Text {
    en: (
        "parts are missing: {shards}{more}",
        "make each with `flashplan plan --shard`, and give all of them",
    ),
    fr: (
        "des parties manquent : {shards}{more}",
        "faites-les avec `flashplan plan --shard`, et donnez-les toutes",
    ),
};

pub(in crate::plan::stored) static PART_DOUBLE: Text = Text {
    en: ("part {shard} is there twice", "give each part once"),
    fr: (
        "la partie {shard} est donnée deux fois",
        "donnez chaque partie une seule fois",
    ),
};

pub(in crate::plan::stored) static POSITION_DOUBLE: Text = Text {
    en: (
        "another part has the contact at this position too",
        "make all parts from the same contacts",
    ),
    fr: (
        "une autre partie contient aussi le contact à cette position",
        "faites toutes les parties avec les mêmes contacts",
    ),
};

pub(in crate::plan::stored) static KEY_DOUBLE: Text = Text {
    en: (
        "the key {key} stands twice: the message would be sent twice",
        "make all parts from the same contacts",
    ),
    fr: (
        "la clé {key} figure deux fois : le message partirait deux fois",
        "faites toutes les parties avec les mêmes contacts",
    ),
};

pub(in crate::plan::stored) static NO_SUCH_OCCURRENCE: Text = Text {
    en: (
        "the plan has no occurrence {index}",
        "name one by the `index` of its line",
    ),
    fr: (
        "le plan n'a pas d'occurrence {index}",
        "nommez-en une par l'`index` de sa ligne",
    ),
};

pub(in crate::plan::stored) static NO_OCCURRENCE: Text = Text {
    en: (
        "the plan has no occurrence",
        "compare plans that have somebody to write to",
    ),
    fr: (
        "le plan n'a aucune occurrence",
        "comparez des plans qui ont quelqu'un à qui écrire",
    ),
};
