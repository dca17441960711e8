//! What is said about single messages.

use crate::issue::Text;

pub(super) static PHONE_INVALID: Text = Text {
    en: (
        "this is not a phone number of E.164",
        "write `+`, the country code and the number: 7 to 15 digits, no spaces",
    ),
    fr: (
        "ce n'est pas un numéro au format E.164",
        "écrivez `+`, l'indicatif du pays et le numéro : 7 à 15 chiffres, sans espaces",
    ),
};

pub(super) static PHONE_NO_PLUS: Text = Text {
    en: (
        "the number does not start with `+`",
        "write `+` and the country code in front",
    ),
    fr: (
        "le numéro ne commence pas par `+`",
        "écrivez `+` et l'indicatif du pays devant",
    ),
};

pub(super) static PHONE_LEADING_ZERO: Text = Text {
    en: (
        "no country code starts with 0",
        "write the country code right after the `+`",
    ),
    fr: (
        "aucun indicatif de pays ne commence par 0",
        "écrivez l'indicatif du pays juste après le `+`",
    ),
};

pub(super) static PHONE_LENGTH: Text = Text {
    en: (
        "a number of E.164 has 7 to 15 digits",
        "check that none is missing or too many",
    ),
    fr: (
        "un numéro E.164 a de 7 à 15 chiffres",
        "vérifiez qu'aucun ne manque ou n'est de trop",
    ),
};

pub(super) static PHONE_IS_A_JID: Text = Text {
    en: (
        "this is a WhatsApp id (JID), not a phone number",
        "write `+` and the digits before the `@`; groups cannot be written to",
    ),
    fr: (
        "c'est un identifiant WhatsApp (JID), pas un numéro",
        "écrivez `+` et les chiffres avant le `@` ; on ne peut pas écrire aux groupes",
    ),
};

pub(super) static LATITUDE_REQUIRED: Text = Text {
    en: (
        "a location needs its latitude",
        "write degrees as a number, -90 to 90",
    ),
    fr: (
        "une position doit avoir une latitude",
        "écrivez les degrés comme un nombre, de -90 à 90",
    ),
};

pub(super) static LONGITUDE_REQUIRED: Text = Text {
    en: (
        "a location needs its longitude",
        "write degrees as a number, -180 to 180",
    ),
    fr: (
        "une position doit avoir une longitude",
        "écrivez les degrés comme un nombre, de -180 à 180",
    ),
};

pub(super) static DEGREES: Text = Text {
    en: (
        "the degrees lie outside -{max} to {max}",
        "check whether latitude and longitude are swapped",
    ),
    fr: (
        "les degrés sont hors de -{max} à {max}",
        "vérifiez si latitude et longitude sont inversées",
    ),
};

pub(super) static NULL_ISLAND: Text = Text {
    en: (
        "latitude and longitude are both 0, a point in the ocean",
        "give the real place",
    ),
    fr: (
        "latitude et longitude sont toutes deux 0, un point dans l'océan",
        "donnez le lieu réel",
    ),
};

pub(super) static NAME_MISSING: Text = Text {
    en: (
        "a location without `{field}` may be refused by the provider",
        "write it",
    ),
    fr: (
        "une position sans `{field}` peut être refusée par le fournisseur",
        "écrivez-le",
    ),
};

pub(super) static CONTACT_ID_REQUIRED: Text = Text {
    en: (
        "a shared contact needs its `contactId`",
        "give the id of the contact",
    ),
    fr: (
        "un contact partagé exige `contactId`",
        "donnez l'identifiant du contact",
    ),
};

pub(super) static ID_MISSING: Text = Text {
    en: (
        "this is no stored message: it has no `id`",
        "give the body that the API answered",
    ),
    fr: (
        "ce n'est pas un message enregistré : il n'a pas d'`id`",
        "donnez le corps que l'API a répondu",
    ),
};
