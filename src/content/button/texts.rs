//! What is said about buttons.

use crate::issue::Text;

pub(super) static BUTTONS_REQUIRED: Text = Text {
    en: (
        "a message with buttons needs at least one",
        "give one or two buttons",
    ),
    fr: (
        "un message à boutons doit en avoir au moins un",
        "donnez un ou deux boutons",
    ),
};

pub(super) static BUTTONS_TOO_MANY: Text = Text {
    en: (
        "{got} buttons are given, and {max} are allowed",
        "remove some, or write a text with numbered choices",
    ),
    fr: (
        "{got} boutons sont donnés, et {max} sont permis",
        "retirez-en, ou écrivez un texte avec des choix numérotés",
    ),
};

pub(super) static BUTTON_FIELD_REQUIRED: Text = Text {
    en: (
        "a button of this kind needs this field",
        "write at least one visible character",
    ),
    fr: (
        "ce champ est obligatoire pour ce genre de bouton",
        "écrivez au moins un caractère visible",
    ),
};

pub(super) static BUTTON_ID_PADDED: Text = Text {
    en: (
        "the id starts or ends with white space, which WhatsApp refuses",
        "remove the white space around it",
    ),
    fr: (
        "l'identifiant commence ou finit par un espace, ce que WhatsApp refuse",
        "retirez les espaces autour",
    ),
};

pub(super) static BUTTON_ID_TOO_LONG: Text = Text {
    en: (
        "the id has {got} characters (unit: {unit}), and {max} are allowed",
        "shorten it",
    ),
    fr: (
        "l'identifiant a {got} caractères (unité : {unit}), et {max} sont permis",
        "raccourcissez-le",
    ),
};

pub(super) static BUTTON_IS_NULL: Text = Text {
    en: ("an object is expected, and this is null", "remove it"),
    fr: ("un objet est attendu, ceci est null", "retirez-le"),
};

pub(super) static BUTTON_KIND: Text = Text {
    en: (
        "the button has no known kind",
        "write its `type`: one of {known}",
    ),
    fr: (
        "le bouton n'a pas de genre connu",
        "écrivez son `type`, parmi {known}",
    ),
};

pub(super) static BUTTON_MIX: Text = Text {
    en: (
        "these kinds of buttons do not go together",
        "reply buttons stand among their like, and a pix button stands alone",
    ),
    fr: (
        "ces genres de boutons ne vont pas ensemble",
        "un bouton reply ne va qu'avec d'autres boutons reply, et un bouton pix doit être seul",
    ),
};

pub(super) static BUTTON_PHONE: Text = Text {
    en: (
        "this is not a phone number of E.164",
        "write `+`, the country code and the number, without spaces",
    ),
    fr: (
        "ce n'est pas un numéro au format E.164",
        "écrivez `+`, l'indicatif du pays et le numéro, sans espaces",
    ),
};

pub(super) static BUTTON_REPEATED: Text = Text {
    en: (
        "another button says the same",
        "give each button a text and an id of its own",
    ),
    fr: (
        "un autre bouton dit la même chose",
        "donnez à chaque bouton son propre texte et son propre identifiant",
    ),
};

pub(super) static BUTTON_TEXT_TOO_LONG: Text = Text {
    en: (
        "the text has {got} characters (unit: {unit}), and a button shows {max}",
        "shorten it",
    ),
    fr: (
        "le texte a {got} caractères (unité : {unit}), et un bouton en affiche {max}",
        "raccourcissez-le",
    ),
};

pub(super) static BUTTON_TITLE_IGNORED: Text = Text {
    en: (
        "a button with a `type` has no title",
        "write the text on the button as `displayText`",
    ),
    fr: (
        "un bouton avec un `type` n'a pas de titre",
        "écrivez le texte du bouton dans `displayText`",
    ),
};

pub(super) static BUTTON_URL: Text = Text {
    en: (
        "this is not an absolute http or https address",
        "write the whole address: `https://example.com`",
    ),
    fr: (
        "ce n'est pas une adresse http ou https absolue",
        "écrivez l'adresse entière : `https://example.com`",
    ),
};
