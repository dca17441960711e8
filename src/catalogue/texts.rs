//! What is said about stored things.

use crate::issue::Text;

pub(super) static TEMPLATES_EXPECTED: Text = Text {
    en: (
        "a list of templates is expected",
        "give an array of templates, or an object with the array under `data`",
    ),
    fr: (
        "une liste de modèles est attendue",
        "donnez un tableau de modèles, ou un objet avec le tableau sous `data`",
    ),
};

pub(super) static BODY_REQUIRED: Text = Text {
    en: (
        "a template of a text needs its body",
        "write at least one visible character",
    ),
    fr: (
        "un modèle de texte a besoin de son contenu",
        "écrivez au moins un caractère visible",
    ),
};

pub(super) static TEMPLATE_TOO_LARGE: Text = Text {
    en: (
        "the template has {got} bytes, and {max} are allowed",
        "shorten it; a message has 4,096 characters",
    ),
    fr: (
        "le modèle a {got} octets, et {max} sont permis",
        "raccourcissez-le ; un message a 4 096 caractères",
    ),
};
