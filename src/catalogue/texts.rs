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

pub(super) static TEXT_TOO_LONG: Text = Text {
    en: (
        "the text has {got} characters (unit: {unit}), and {max} are allowed",
        "shorten it",
    ),
    fr: (
        "le texte a {got} caractères (unité : {unit}), et {max} sont permis",
        "raccourcissez-le",
    ),
};

pub(super) static CAPTION_TOO_LONG: Text = Text {
    en: (
        "the caption has {got} characters (unit: {unit}), and WhatsApp shows {max}",
        "shorten it",
    ),
    fr: (
        "la légende a {got} caractères (unité : {unit}), et WhatsApp en affiche {max}",
        "raccourcissez-la",
    ),
};

pub(crate) static LEAST_TOO_LONG: Text = Text {
    en: (
        "outside placeholders and blocks there are {got} characters (unit: {unit}), and {max} are allowed",
        "shorten the text: no value makes it fit",
    ),
    fr: (
        "hors variables et blocs il y a {got} caractères (unité : {unit}), et {max} sont permis",
        "raccourcissez le texte : aucune valeur ne le fait tenir",
    ),
};

pub(super) static CAPTION_EMPTY: Text = Text {
    en: (
        "the caption is there and says nothing; it is left out",
        "write it, or remove the field",
    ),
    fr: (
        "la légende est présente mais vide ; elle est laissée de côté",
        "écrivez-la, ou retirez le champ",
    ),
};

pub(super) static FIELD_UNKNOWN_IN_NAMESPACE: Text = Text {
    en: (
        "no published page gives `{path}`",
        "it is missing unless the host supplies it; a value of the request is `custom.x`",
    ),
    fr: (
        "aucune page publiée ne donne `{path}`",
        "il manque sauf si l'hôte le fournit ; une valeur de la requête s'écrit `custom.x`",
    ),
};

pub(super) static CUSTOM_MISSING: Text = Text {
    en: (
        "the template needs values that are not given: {paths}",
        "add them to `variables`, without `custom.`",
    ),
    fr: (
        "le modèle utilise des valeurs qui ne sont pas fournies : {paths}",
        "ajoutez-les à `variables`, sans `custom.`",
    ),
};

pub(super) static CONTACT_MISSING: Text = Text {
    en: (
        "without `contactId` only the phone of the contact is known, and the template needs {paths}",
        "give the id of a stored contact",
    ),
    fr: (
        "sans `contactId` seul le téléphone du contact est connu, et le modèle a besoin de {paths}",
        "donnez l'id d'un contact enregistré",
    ),
};

pub(super) static VARIABLE_UNUSED: Text = Text {
    en: (
        "the template does not use this variable",
        "remove it, or check its name in the template",
    ),
    fr: (
        "le modèle n'utilise pas cette variable",
        "retirez-la, ou vérifiez son nom dans le modèle",
    ),
};

pub(super) static INSTANCE_NOT_FOUND: Text = Text {
    en: (
        "the account has no instance of this id",
        "copy `data[n].id` from GET /api/v1/instances",
    ),
    fr: (
        "le compte n'a pas d'instance de cet id",
        "copiez `data[n].id` de GET /api/v1/instances",
    ),
};

pub(super) static INSTANCE_OF_PROVIDER: Text = Text {
    en: (
        "this is the id of the provider's instance, not of MsgFlash's",
        "copy `data[n].id` from GET /api/v1/instances",
    ),
    fr: (
        "c'est l'id de l'instance du fournisseur, pas de celle de MsgFlash",
        "copiez `data[n].id` de GET /api/v1/instances",
    ),
};

pub(super) static INSTANCE_DELETED: Text = Text {
    en: (
        "the instance was deleted, and cannot send",
        "choose another one",
    ),
    fr: (
        "l'instance a été supprimée, et ne peut pas envoyer",
        "choisissez-en une autre",
    ),
};

pub(super) static INSTANCE_NOT_CONNECTED: Text = Text {
    en: (
        "the instance is not connected",
        "connect it before the first send, or choose one that is",
    ),
    fr: (
        "l'instance n'est pas connectée",
        "connectez-la avant le premier envoi, ou choisissez-en une qui l'est",
    ),
};

pub(super) static ID_IS_A_NUMBER: Text = Text {
    en: (
        "a phone number stands where the instance's id should be",
        "give `{id}` from GET /api/v1/instances; `waNumber` is only shown on screen",
    ),
    fr: (
        "un numéro de téléphone se trouve à la place de l'identifiant de l'instance",
        "donnez `{id}` de GET /api/v1/instances ; `waNumber` n'est qu'un affichage",
    ),
};

pub(super) static ID_IS_A_NAME: Text = Text {
    en: (
        "the name of an instance stands where its id should be",
        "give `{id}` from GET /api/v1/instances",
    ),
    fr: (
        "le nom d'une instance se trouve à la place de son identifiant",
        "donnez `{id}` de GET /api/v1/instances",
    ),
};

pub(super) static TEMPLATE_NOT_FOUND: Text = Text {
    en: (
        "the account has no template of this id",
        "copy the id of a stored template",
    ),
    fr: (
        "le compte n'a aucun modèle portant cet identifiant",
        "copiez l'identifiant d'un modèle enregistré",
    ),
};

pub(super) static GROUP_NOT_FOUND: Text = Text {
    en: (
        "the account has no contact group of this id",
        "copy the id of a MsgFlash contact group; a WhatsApp group is something else",
    ),
    fr: (
        "le compte n'a aucun groupe de contacts portant cet identifiant",
        "copiez l'identifiant d'un groupe de contacts MsgFlash ; un groupe WhatsApp est autre chose",
    ),
};

pub(super) static CONTACT_NOT_FOUND: Text = Text {
    en: (
        "the account has no contact of this id",
        "copy the id of a stored contact",
    ),
    fr: (
        "le compte n'a aucun contact portant cet identifiant",
        "copiez l'identifiant d'un contact enregistré",
    ),
};

pub(super) static CONTEXT_UNAVAILABLE: Text = Text {
    en: (
        "the contact that the template is filled in for is not there",
        "copy the id of a stored contact, or leave it out",
    ),
    fr: (
        "le contact pour qui le modèle est rempli n'existe pas",
        "copiez l'identifiant d'un contact enregistré, ou retirez-le",
    ),
};

pub(super) static INSTANCE_CONTEXT_UNAVAILABLE: Text = Text {
    en: (
        "the instance that the template is filled in for is not there",
        "copy the id of an instance of the account, or leave it out",
    ),
    fr: (
        "l'instance pour qui le modèle est rempli n'existe pas",
        "copiez l'identifiant d'une instance du compte, ou retirez-le",
    ),
};

pub(super) static AUDIENCE_EMPTY: Text = Text {
    en: (
        "the account has none of these contacts, so nobody gets the campaign",
        "copy the ids of stored contacts",
    ),
    fr: (
        "le compte n'a aucun de ces contacts, donc personne ne reçoit la campagne",
        "copiez les identifiants de contacts enregistrés",
    ),
};

pub(super) static BUTTONS_UNSUPPORTED: Text = Text {
    en: (
        "buttons require a WhatsApp Business account, and this number is none",
        "send a text with numbered choices",
    ),
    fr: (
        "les boutons demandent un compte WhatsApp Business, et ce numéro n'en est pas un",
        "envoyez un texte avec des choix numérotés",
    ),
};

pub(super) static BUSINESS_UNKNOWN: Text = Text {
    en: (
        "buttons require a WhatsApp Business account, and it is not known whether this number is one",
        "make sure of it, or send a text with numbered choices",
    ),
    fr: (
        "les boutons demandent un compte WhatsApp Business, et on ne sait pas si ce numéro en est un",
        "assurez-vous-en, ou envoyez un texte avec des choix numérotés",
    ),
};

pub(super) static NO_CAMPAIGNS: Text = Text {
    en: (
        "the account's plan has no campaigns",
        "change to a plan that has them",
    ),
    fr: (
        "l'offre du compte ne comprend pas les campagnes",
        "passez à une offre qui les comprend",
    ),
};

pub(super) static NO_VOICE_NOTES: Text = Text {
    en: (
        "the account's plan has no voice notes",
        "send the sound as `audio`, or change to a plan that has them",
    ),
    fr: (
        "l'offre du compte ne comprend pas les notes vocales",
        "envoyez le son comme `audio`, ou passez à une offre qui les comprend",
    ),
};

pub(super) static ACCOUNT_EXPECTED: Text = Text {
    en: (
        "this says nothing of a plan, a subscription or a usage",
        "give the body of GET /api/v1/billing/usage, or of /api/v1/billing/subscription",
    ),
    fr: (
        "ceci ne dit rien d'une offre, d'un abonnement ou d'une consommation",
        "donnez le corps de GET /api/v1/billing/usage, ou de /api/v1/billing/subscription",
    ),
};

pub(super) static COUNT: Text = Text {
    en: (
        "a count is a whole number from 0",
        "write digits alone: `5000`",
    ),
    fr: (
        "un nombre est un entier à partir de 0",
        "n'écrivez que des chiffres : `5000`",
    ),
};

pub(super) static SUBSCRIPTION_INACTIVE: Text = Text {
    en: ("the account's subscription is not active", "renew it"),
    fr: ("l'abonnement du compte n'est pas actif", "renouvelez-le"),
};

pub(super) static QUOTA_EXCEEDED: Text = Text {
    en: (
        "the monthly quota of {quota} messages and statuses is used up",
        "wait for the first of the month (UTC), or change the plan",
    ),
    fr: (
        "le quota mensuel de {quota} messages et statuts est épuisé",
        "attendez le premier du mois (UTC), ou changez d'offre",
    ),
};

pub(super) static DESTINATION_INVALID: Text = Text {
    en: (
        "this number was found not to be on WhatsApp",
        "ask the recipient for the right one",
    ),
    fr: (
        "ce numéro n'a pas été trouvé sur WhatsApp",
        "demandez le bon au destinataire",
    ),
};
