//! What is said of the lines of a stored plan by themselves.

use crate::issue::Text;

pub(in crate::plan::stored) static KIND_UNKNOWN: Text = Text {
    en: (
        "`kind` is none that a plan has",
        "a line is a plan, an occurrence, a send, skipped or a summary",
    ),
    fr: (
        "`kind` n'existe pas dans un plan",
        "une ligne est plan, occurrence, send, skipped ou summary",
    ),
};

pub(in crate::plan::stored) static NOT_KEPT: Text = Text {
    en: (
        "the header has a number here that is too large, or lists inside lists without end",
        "make the plan again; its numbers are below 1.8e308",
    ),
    fr: (
        "l'en-tête contient ici un nombre trop grand, ou des listes imbriquées sans fin",
        "refaites le plan ; ses nombres sont inférieurs à 1.8e308",
    ),
};

pub(in crate::plan::stored) static SHARD_FORM: Text = Text {
    en: (
        "`shard` does not name a part",
        "a part is INDEX/COUNT such as 0/4; the whole is 0/1",
    ),
    fr: (
        "`shard` ne désigne aucune partie",
        "une partie s'écrit INDEX/NOMBRE comme 0/4 ; le tout est 0/1",
    ),
};

pub(in crate::plan::stored) static KEY_FORM: Text = Text {
    en: (
        "the key is not a UUID",
        "make the plan again; keys are never written by hand",
    ),
    fr: (
        "la clé n'est pas un UUID",
        "refaites le plan ; une clé ne s'écrit jamais à la main",
    ),
};

pub(in crate::plan::stored) static NUMBER_FORM: Text = Text {
    en: (
        "`to` is not a phone number of E.164",
        "a plan has + and 7 to 15 digits; spreadsheets may have changed it",
    ),
    fr: (
        "`to` n'est pas un numéro E.164",
        "un plan contient + et 7 à 15 chiffres ; un tableur a pu le modifier",
    ),
};

pub(in crate::plan::stored) static TYPE_UNKNOWN: Text = Text {
    en: ("`type` is none that a message has", "make the plan again"),
    fr: ("`type` n'existe pour aucun message", "refaites le plan"),
};

pub(in crate::plan::stored) static REASON_UNKNOWN: Text = Text {
    en: (
        "this is no reason for which a candidate is skipped",
        "make the plan again, or read it with the version that made it",
    ),
    fr: (
        "ce n'est pas une raison d'ignorer un candidat",
        "refaites le plan, ou lisez-le avec la version qui l'a produit",
    ),
};

pub(in crate::plan::stored) static NOT_A_COUNT: Text = Text {
    en: (
        "this is not a whole number from 0 on",
        "make the plan again",
    ),
    fr: (
        "ce n'est pas un nombre entier positif ou nul",
        "refaites le plan",
    ),
};

pub(in crate::plan::stored) static NOT_A_MONTH: Text = Text {
    en: ("this is no calendar month", "a month is written 2030-05"),
    fr: (
        "ce n'est pas un mois du calendrier",
        "un mois s'écrit 2030-05",
    ),
};

pub(in crate::plan::stored) static HASH_FORM: Text = Text {
    en: ("`hash` is not 64 hexadecimal digits", "make the plan again"),
    fr: (
        "`hash` ne contient pas 64 chiffres hexadécimaux",
        "refaites le plan",
    ),
};

pub(in crate::plan::stored) static LINE_TOO_LONG: Text = Text {
    en: (
        "the line has more than {max} bytes",
        "a plan has one entry a line; this is no line of a plan",
    ),
    fr: (
        "la ligne dépasse {max} octets",
        "un plan a une entrée par ligne ; ceci n'en est pas une",
    ),
};

pub(in crate::plan::stored) static NO_HEADER: Text = Text {
    en: (
        "the first line is not the header of a plan",
        "give the whole file that `flashplan plan` wrote",
    ),
    fr: (
        "la première ligne n'est pas l'en-tête d'un plan",
        "donnez tout le fichier que `flashplan plan` a écrit",
    ),
};

pub(in crate::plan::stored) static SECOND_HEADER: Text = Text {
    en: (
        "a second plan begins",
        "keep each plan in its own file; `flashplan merge` puts parts together",
    ),
    fr: (
        "un deuxième plan commence",
        "gardez chaque plan dans son fichier ; `flashplan merge` réunit les parties",
    ),
};

pub(in crate::plan::stored) static CUT_OFF: Text = Text {
    en: (
        "the plan ends without a summary: it was cut off",
        "make the plan again, with --out: then a file is whole or not there",
    ),
    fr: (
        "le plan finit sans résumé : il a été coupé",
        "refaites le plan avec --out : le fichier est alors entier ou absent",
    ),
};

pub(in crate::plan::stored) static GOES_ON: Text = Text {
    en: (
        "the plan goes on after its summary",
        "remove what was added; a plan ends with its summary",
    ),
    fr: (
        "le plan continue après son résumé",
        "retirez ce qui a été ajouté ; un plan finit par son résumé",
    ),
};

pub(in crate::plan::stored) static REDACTED: Text = Text {
    en: (
        "the plan is redacted: its numbers and texts are masked",
        "take the plan itself; a redacted one is for reading alone",
    ),
    fr: (
        "le plan est masqué : numéros et textes y sont cachés",
        "prenez le plan lui-même ; un plan masqué ne sert qu'à la lecture",
    ),
};
