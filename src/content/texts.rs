//! What is said about content.

use crate::issue::Text;

pub(super) static ENUM: Text = Text {
    en: (
        "this is none of the published values",
        "write one of {known}",
    ),
    fr: (
        "cette valeur ne fait pas partie des valeurs publiées",
        "écrivez l'une de ces valeurs : {known}",
    ),
};

pub(super) static ENUM_MEANT: Text = Text {
    en: (
        "this is none of the published values",
        "did you mean `{meant}`? the values are {known}",
    ),
    fr: (
        "cette valeur ne fait pas partie des valeurs publiées",
        "vouliez-vous dire `{meant}` ? les valeurs sont {known}",
    ),
};

pub(super) static TYPE_NOT_IN_CAMPAIGN: Text = Text {
    en: (
        "this type is available in messages/send only",
        "send single messages, or choose a type that campaigns have",
    ),
    fr: (
        "ce type n'existe que dans messages/send",
        "envoyez des messages simples, ou choisissez un type prévu pour les campagnes",
    ),
};

pub(super) static TYPE_NOT_IN_TEMPLATE: Text = Text {
    en: (
        "templates do not have this type",
        "choose text, image, video, audio or document",
    ),
    fr: (
        "ce type n'existe pas pour les modèles",
        "choisissez text, image, video, audio ou document",
    ),
};

pub(super) static BODY_REQUIRED: Text = Text {
    en: (
        "a text needs its body",
        "write at least one visible character",
    ),
    fr: (
        "un message de type texte doit avoir un contenu",
        "écrivez au moins un caractère visible",
    ),
};

pub(super) static MEDIA_REQUIRED: Text = Text {
    en: (
        "this type needs a `mediaUrl`",
        "give the public https address of the file",
    ),
    fr: (
        "ce type exige `mediaUrl`",
        "donnez l'adresse https publique du fichier",
    ),
};

pub(super) static MEDIA_URL_INVALID: Text = Text {
    en: (
        "this is not an absolute http or https address",
        "write the whole address: `https://example.com/photo.jpg`",
    ),
    fr: (
        "ce n'est pas une adresse http ou https absolue",
        "écrivez l'adresse entière : `https://example.com/photo.jpg`",
    ),
};

pub(super) static MEDIA_URL_TOO_LONG: Text = Text {
    en: (
        "the address has {got} bytes, and {max} are allowed",
        "give a shorter address",
    ),
    fr: (
        "l'adresse a {got} octets, et {max} sont permis",
        "donnez une adresse plus courte",
    ),
};

pub(super) static MEDIA_URL_NOT_PUBLIC: Text = Text {
    en: (
        "WhatsApp's servers cannot reach this address",
        "give an address that is public and needs no password",
    ),
    fr: (
        "les serveurs de WhatsApp ne peuvent pas atteindre cette adresse",
        "donnez une adresse publique, sans mot de passe",
    ),
};

pub(super) static MEDIA_EXTENSION: Text = Text {
    en: (
        "a file `.{extension}` does not go with the type `{type}`",
        "give a file of {fits}, or another type",
    ),
    fr: (
        "un fichier `.{extension}` ne va pas avec le type `{type}`",
        "donnez un fichier {fits}, ou choisissez un autre type",
    ),
};

pub(super) static PLACEHOLDER_IN_URL: Text = Text {
    en: (
        "placeholders in an address are not filled in",
        "write the address as it is",
    ),
    fr: (
        "les variables dans une adresse ne sont pas remplacées",
        "écrivez l'adresse telle quelle",
    ),
};

pub(super) static PLACEHOLDER_IN_DIRECT_CONTENT: Text = Text {
    en: (
        "direct content is sent as written, placeholders too",
        "store the text as a template and give its `templateId`",
    ),
    fr: (
        "le contenu direct est envoyé tel quel, y compris ce qui est entre accolades",
        "enregistrez le texte comme modèle et donnez son `templateId`",
    ),
};

pub(super) static TEXT_TOO_LONG: Text = Text {
    en: (
        "the text has {got} characters (unit: {unit}), and {max} are allowed",
        "shorten it, or send it in two",
    ),
    fr: (
        "le texte a {got} caractères (unité : {unit}), et {max} sont permis",
        "raccourcissez-le, ou envoyez-le en deux",
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

pub(super) static CAPTION_NOT_SUPPORTED: Text = Text {
    en: (
        "WhatsApp shows no text with a sound",
        "send the text as a message of its own",
    ),
    fr: (
        "WhatsApp n'affiche pas de texte avec un fichier audio",
        "envoyez le texte dans un message à part",
    ),
};

pub(super) static TEXT_EMPTY: Text = Text {
    en: (
        "the text is there and says nothing; it is left out",
        "write it, or remove the field",
    ),
    fr: (
        "le texte est présent mais vide ; il est laissé de côté",
        "écrivez-le, ou retirez le champ",
    ),
};

pub(super) static BUTTON_TITLE_REQUIRED: Text = Text {
    en: (
        "a message with buttons needs a title",
        "write the line that stands above",
    ),
    fr: (
        "un message à boutons doit avoir un titre",
        "écrivez la ligne du haut",
    ),
};

pub(super) static BUTTON_DESCRIPTION_REQUIRED: Text = Text {
    en: (
        "a message with buttons needs a description",
        "write the text that stands above the buttons",
    ),
    fr: (
        "un message à boutons doit avoir une description",
        "écrivez le texte au-dessus des boutons",
    ),
};

pub(super) static TITLE_TOO_LONG: Text = Text {
    en: (
        "the title has {got} characters (unit: {unit}), and WhatsApp shows {max}",
        "shorten it",
    ),
    fr: (
        "le titre a {got} caractères (unité : {unit}), et WhatsApp en affiche {max}",
        "raccourcissez-le",
    ),
};

pub(super) static TITLE_MARKUP: Text = Text {
    en: (
        "the title is sent in bold, and a `*` or a line break ends that",
        "remove it",
    ),
    fr: (
        "le titre est envoyé en gras, et un `*` ou un saut de ligne interrompt le gras",
        "retirez-le",
    ),
};

pub(super) static BUTTONS_TOO_LONG: Text = Text {
    en: (
        "title and description have {got} characters together (unit: {unit}), and WhatsApp takes {max}",
        "shorten the description",
    ),
    fr: (
        "titre et description ont {got} caractères ensemble (unité : {unit}), et WhatsApp en prend {max}",
        "raccourcissez la description",
    ),
};

pub(super) static FOOTER_TOO_LONG: Text = Text {
    en: (
        "the footer has {got} characters (unit: {unit}), and WhatsApp shows {max}",
        "shorten it",
    ),
    fr: (
        "le pied de message a {got} caractères (unité : {unit}), et WhatsApp en affiche {max}",
        "raccourcissez-le",
    ),
};

pub(super) static DUPLICATE_VARIABLE: Text = Text {
    en: (
        "this variable stands more than once; the last one counts",
        "keep one of them",
    ),
    fr: (
        "cette variable apparaît plus d'une fois ; la dernière compte",
        "gardez-en une seule",
    ),
};

pub(super) static VARIABLE_KEY_PREFIXED: Text = Text {
    en: (
        "the name is written without its namespace here",
        "write `{name}`; a template calls it `custom.{name}`",
    ),
    fr: (
        "le nom s'écrit ici sans son espace de noms",
        "écrivez `{name}` ; un modèle l'appelle `custom.{name}`",
    ),
};

pub(super) static VARIABLE_NAME: Text = Text {
    en: (
        "no placeholder can hold this name",
        "use letters, digits, `_` and `-`, and start with a letter or `_`",
    ),
    fr: (
        "aucune variable de modèle ne peut porter ce nom",
        "utilisez des lettres sans accents, des chiffres, `_` et `-`, et commencez par une lettre ou `_`",
    ),
};

pub(super) static VARIABLE_NUMBER: Text = Text {
    en: (
        "the number is too large",
        "write it as a text in double quotes",
    ),
    fr: (
        "le nombre est trop grand",
        "écrivez-le comme un texte, entre guillemets doubles",
    ),
};

pub(super) static VALUE_NOT_SCALAR: Text = Text {
    en: (
        "a variable is a text, a number or a boolean",
        "give each value a name of its own",
    ),
    fr: (
        "une variable est un texte, un nombre ou un booléen",
        "donnez à chaque valeur un nom propre",
    ),
};

pub(super) static VALUE_TOO_LARGE: Text = Text {
    en: (
        "the value has {got} bytes, and {max} are allowed",
        "shorten it",
    ),
    fr: (
        "la valeur a {got} octets, et {max} sont permis",
        "raccourcissez-la",
    ),
};

pub(super) static VALUE_EMPTY: Text = Text {
    en: (
        "the value is empty, and prints as nothing",
        "write it, or leave the variable out",
    ),
    fr: (
        "la valeur est vide, et n'affiche rien",
        "écrivez-la, ou retirez la variable",
    ),
};

pub(super) static VALUE_COUNTS_AS_MISSING: Text = Text {
    en: (
        "the value is empty, and counts as missing",
        "write it, or leave the variable out",
    ),
    fr: (
        "la valeur est vide, et compte comme absente",
        "écrivez-la, ou retirez la variable",
    ),
};

pub(super) static VALUE_HAS_CONTROL: Text = Text {
    en: (
        "the value has control characters, which no one sees",
        "remove them",
    ),
    fr: (
        "la valeur contient des caractères de contrôle, que personne ne voit",
        "retirez-les",
    ),
};

pub(super) static TEXT_HAS_CONTROL: Text = Text {
    en: (
        "the text has control characters, which no one sees",
        "remove them",
    ),
    fr: (
        "le texte contient des caractères de contrôle, que personne ne voit",
        "retirez-les",
    ),
};

pub(super) static MEDIA_MIME: Text = Text {
    en: (
        "a file of `{mime}` does not go with the type `{type}`",
        "give a file of {fits}, or another type",
    ),
    fr: (
        "un fichier `{mime}` ne va pas avec le type `{type}`",
        "donnez un fichier {fits}, ou choisissez un autre type",
    ),
};

pub(super) static MEDIA_CODEC: Text = Text {
    en: (
        "WhatsApp plays OGG with Opus only",
        "encode the sound with Opus",
    ),
    fr: (
        "WhatsApp ne lit l'OGG qu'avec Opus",
        "encodez le son avec Opus",
    ),
};

pub(super) static MEDIA_TOO_LARGE: Text = Text {
    en: (
        "the file has {got} bytes, and WhatsApp takes {max}",
        "make it smaller, or send it as a document",
    ),
    fr: (
        "le fichier a {got} octets, et WhatsApp en prend {max}",
        "réduisez-le, ou envoyez-le comme document",
    ),
};

pub(super) static VOICE_NOTE_LARGE: Text = Text {
    en: (
        "the voice note has {got} bytes; above {max} WhatsApp shows it as a file",
        "make it shorter",
    ),
    fr: (
        "la note vocale a {got} octets ; au-delà de {max}, WhatsApp la montre comme un fichier",
        "raccourcissez-la",
    ),
};
