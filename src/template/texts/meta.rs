//! What Meta's review would refuse.

use crate::issue::Text;

pub(in crate::template) static META_SYNTAX: Text = Text {
    en: (
        "a template of Meta has placeholders and nothing else",
        "write `{{namespace.name}}` alone, or keep this template to MsgFlash",
    ),
    fr: (
        "un modèle Meta n'a que de simples variables",
        "écrivez `{{espace.nom}}` seul, ou gardez ce modèle pour MsgFlash",
    ),
};

pub(in crate::template) static META_START: Text = Text {
    en: (
        "a template of Meta does not begin with a placeholder",
        "write a word in front of it",
    ),
    fr: (
        "un modèle Meta ne commence pas par une variable",
        "écrivez un mot devant elle",
    ),
};

pub(in crate::template) static META_END: Text = Text {
    en: (
        "a template of Meta does not end with a placeholder, nor with one and punctuation",
        "write a word behind it",
    ),
    fr: (
        "un modèle Meta ne finit pas par une variable, même suivie de ponctuation",
        "écrivez un mot derrière elle",
    ),
};

pub(in crate::template) static META_ADJACENT: Text = Text {
    en: (
        "in a template of Meta two placeholders do not stand next to each other",
        "write a word or a comma between them",
    ),
    fr: (
        "dans un modèle Meta, deux variables ne se suivent pas",
        "écrivez un mot ou une virgule entre elles",
    ),
};

pub(in crate::template) static META_WORDS: Text = Text {
    en: (
        "a template of Meta with these placeholders needs {least} words around them; here are {words}",
        "write more text, or take placeholders out",
    ),
    fr: (
        "un modèle Meta avec ces variables demande {least} mots autour d'elles ; il y en a {words}",
        "écrivez plus de texte, ou enlevez des variables",
    ),
};
