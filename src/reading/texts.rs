//! What is said about any field of any definition.

use crate::issue::{ApiCode, Language, Text};
use crate::json::Kind;
use crate::phone::{Phone, PhoneError};

/// The word that JSON's users have for a kind.
pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Boolean => "boolean",
        Kind::Number => "number",
        Kind::Text => "string",
        Kind::Array => "array",
        Kind::Object => "object",
    }
}

pub(super) fn type_expected(kind: Kind) -> &'static Text {
    match kind {
        Kind::Number => &NUMBER_EXPECTED,
        Kind::Array => &ARRAY_EXPECTED,
        Kind::Object => &OBJECT_EXPECTED,
        Kind::Boolean => &BOOLEAN_EXPECTED,
        Kind::Null | Kind::Text => &TEXT_EXPECTED,
    }
}

/// Something else that is often given in place of a UUID gets a hint of its own.
pub(super) fn uuid_invalid(text: &str) -> &'static Text {
    match Phone::parse(text) {
        Err(PhoneError::Jid) => &UUID_IS_A_JID,
        Ok(_) => &UUID_IS_A_PHONE,
        Err(_) => &UUID_INVALID,
    }
}

/// The sentence of an envelope: the published one where a page has it (resources/error-codes).
pub(super) fn envelope_message(api: Option<ApiCode>, language: Language) -> &'static str {
    let (en, fr) = match api {
        None => ("Unreadable data", "Données illisibles"),
        Some(ApiCode::ValidationError) => ("Invalid request data", "Données de requête invalides"),
        Some(ApiCode::InvalidDestination) => (
            "Invalid recipient number",
            "Numéro du destinataire invalide",
        ),
        Some(ApiCode::TemplateInvalid) => ("Invalid template", "Modèle invalide"),
        Some(ApiCode::TemplateVariablesMissing) => (
            "One or more required variables could not be resolved",
            "Une ou plusieurs variables requises n'ont pas pu être résolues",
        ),
        Some(ApiCode::TemplateContextUnavailable) => (
            "Requested context is not available (instance or contact)",
            "Le contexte demandé n'est pas disponible (instance ou contact)",
        ),
        Some(ApiCode::NotFound) => ("Resource not found", "Ressource introuvable"),
        Some(ApiCode::UnsupportedFeature) => (
            "This feature requires a WhatsApp Business account",
            "Cette fonction demande un compte WhatsApp Business",
        ),
        Some(ApiCode::CampaignsNotAvailableOnPlan) => (
            "Campaigns are not available on your plan",
            "Les campagnes ne sont pas disponibles dans votre offre",
        ),
        Some(ApiCode::FeatureNotAvailableOnPlan) => (
            "This feature is not available on your plan",
            "Cette fonction n'est pas disponible dans votre offre",
        ),
        Some(ApiCode::SubscriptionInactive) => (
            "The subscription is not active",
            "L'abonnement n'est pas actif",
        ),
        Some(ApiCode::MonthlyOutboundQuotaExceeded) => (
            "Monthly outbound quota exceeded",
            "Quota mensuel d'envois dépassé",
        ),
    };
    match language {
        Language::English => en,
        Language::French => fr,
    }
}

pub(super) static ROOT_TYPE: Text = Text {
    en: (
        "the body is a JSON {got}, and an object is expected",
        "send `{ .. }` with the fields in it",
    ),
    fr: (
        "le corps est du type JSON {got}, un objet est attendu",
        "envoyez `{ .. }` avec les champs dedans",
    ),
};

pub(super) static MORE_ISSUES: Text = Text {
    en: (
        "{more} more issues are not listed; {max} are",
        "mend those that are listed, and check again",
    ),
    fr: (
        "{more} autres problèmes ne sont pas listés ; {max} le sont",
        "corrigez ceux qui sont listés, puis vérifiez de nouveau",
    ),
};

pub(crate) static REQUIRED: Text = Text {
    en: (
        "the field `{field}` is missing",
        "add the field; null counts as missing",
    ),
    fr: (
        "le champ `{field}` manque",
        "ajoutez le champ ; null compte comme absent",
    ),
};

pub(super) static EMPTY: Text = Text {
    en: (
        "the text is empty or only white space",
        "write at least one visible character",
    ),
    fr: (
        "le texte est vide ou ne contient que des espaces",
        "écrivez au moins un caractère visible",
    ),
};

pub(super) static TEXT_EXPECTED: Text = Text {
    en: (
        "a string is expected, and this is of type {got}",
        "write a text in double quotes",
    ),
    fr: (
        "une chaîne est attendue, et la valeur est de type {got}",
        "écrivez un texte entre guillemets doubles",
    ),
};

pub(super) static NUMBER_EXPECTED: Text = Text {
    en: (
        "a number is expected, and this is of type {got}",
        "write a number without quotes",
    ),
    fr: (
        "un nombre est attendu, et la valeur est de type {got}",
        "écrivez un nombre sans guillemets",
    ),
};

pub(super) static BOOLEAN_EXPECTED: Text = Text {
    en: (
        "a boolean is expected, and this is of type {got}",
        "write true or false without quotes",
    ),
    fr: (
        "un booléen est attendu, et la valeur est de type {got}",
        "écrivez true ou false sans guillemets",
    ),
};

pub(super) static ARRAY_EXPECTED: Text = Text {
    en: (
        "an array is expected, and this is of type {got}",
        "put it in brackets: `[ .. ]`",
    ),
    fr: (
        "un tableau est attendu, et la valeur est de type {got}",
        "mettez-le entre crochets : `[ .. ]`",
    ),
};

pub(super) static OBJECT_EXPECTED: Text = Text {
    en: (
        "an object is expected, and this is of type {got}",
        "write `{ .. }` with the fields in it",
    ),
    fr: (
        "un objet est attendu, et la valeur est de type {got}",
        "écrivez `{ .. }` avec les champs dedans",
    ),
};

pub(super) static UUID_INVALID: Text = Text {
    en: (
        "this is not a UUID of the form 8-4-4-4-12",
        "copy the technical id as the API gives it, without braces",
    ),
    fr: (
        "ce n'est pas un UUID de la forme 8-4-4-4-12",
        "copiez l'identifiant technique tel que l'API le donne, sans accolades",
    ),
};

pub(super) static UUID_IS_A_PHONE: Text = Text {
    en: (
        "a phone number stands where a UUID should be",
        "give the id; a number does not stand for it",
    ),
    fr: (
        "un numéro de téléphone se trouve à la place d'un UUID",
        "donnez l'identifiant ; un numéro ne le remplace pas",
    ),
};

pub(super) static UUID_IS_A_JID: Text = Text {
    en: (
        "a WhatsApp id (JID) stands where a UUID should be",
        "give the MsgFlash id; a WhatsApp id does not stand for it",
    ),
    fr: (
        "un identifiant WhatsApp (JID) se trouve à la place d'un UUID",
        "donnez l'identifiant MsgFlash ; celui de WhatsApp ne le remplace pas",
    ),
};

pub(super) static UUID_NIL: Text = Text {
    en: (
        "this UUID is all zeros",
        "it is often a placeholder; put the real id in its place",
    ),
    fr: (
        "cet UUID n'a que des zéros",
        "c'est souvent un bouche-trou ; mettez l'identifiant réel",
    ),
};

pub(super) static FIELD_IGNORED: Text = Text {
    en: (
        "this field has no meaning beside the others and is ignored",
        "remove it",
    ),
    fr: (
        "ce champ n'a pas de sens avec les autres ; il est ignoré",
        "retirez-le",
    ),
};

pub(super) static DUPLICATE_KEY: Text = Text {
    en: (
        "this key stands more than once; the last one counts",
        "keep one of them",
    ),
    fr: (
        "cette clé apparaît plus d'une fois ; la dernière compte",
        "gardez-en une seule",
    ),
};

pub(super) static UNKNOWN_FIELD: Text = Text {
    en: ("no published page knows this field here", "remove it"),
    fr: (
        "aucune page publiée ne mentionne ce champ ici",
        "retirez-le",
    ),
};

pub(super) static UNKNOWN_FIELD_MEANT: Text = Text {
    en: (
        "no published page knows this field here",
        "did you mean `{meant}`?",
    ),
    fr: (
        "aucune page publiée ne mentionne ce champ ici",
        "vouliez-vous dire `{meant}` ?",
    ),
};

pub(super) static FIELD_OF_MESSAGES: Text = Text {
    en: (
        "this is a field of single messages, and no campaign has it",
        "remove it, or send a single message",
    ),
    fr: (
        "ce champ n'existe que dans les messages simples, pas dans les campagnes",
        "retirez-le, ou envoyez un message simple",
    ),
};

pub(super) static SCHEDULE_IN_PAST: Text = Text {
    en: (
        "the start lies in the past",
        "choose a later time, or expect the first send at once",
    ),
    fr: (
        "la date d'envoi est dans le passé",
        "choisissez une heure plus tardive, ou attendez-vous à un envoi immédiat",
    ),
};

pub(super) static SCHEDULE_FAR_AHEAD: Text = Text {
    en: ("the start is more than a year ahead", "check the year"),
    fr: ("la date d'envoi est dans plus d'un an", "vérifiez l'année"),
};
