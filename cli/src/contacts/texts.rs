//! What is said of contacts that cannot be read. Never what they hold.

use flashplan::issue::Text;

pub(super) const NO_HEADER: Text = Text {
    en: (
        "{file} is empty",
        "the first line names the columns: id,name,phone and any others",
    ),
    fr: (
        "{file} est vide",
        "la première ligne nomme les colonnes : id,name,phone et d'autres au besoin",
    ),
};

pub(super) const HEADER_NOT_UTF8: Text = Text {
    en: (
        "{file}: the line that names the columns is not UTF-8",
        "save the file as CSV in UTF-8",
    ),
    fr: (
        "{file} : la ligne qui nomme les colonnes n'est pas en UTF-8",
        "enregistrez le fichier en CSV, encodage UTF-8",
    ),
};

pub(super) const COLUMN_LACKING: Text = Text {
    en: (
        "{file} has no column `{column}`",
        "the first line names the columns; `id` and `phone` are needed",
    ),
    fr: (
        "{file} n'a pas de colonne `{column}`",
        "la première ligne nomme les colonnes ; `id` et `phone` sont nécessaires",
    ),
};

pub(super) const COLUMN_MISNAMED: Text = Text {
    en: (
        "{file} has no column `{column}`",
        "is `{nearest}` meant? then call it `{column}` in the first line",
    ),
    fr: (
        "{file} n'a pas de colonne `{column}`",
        "s'agit-il de `{nearest}` ? alors nommez-la `{column}` dans la première ligne",
    ),
};

pub(super) const COLUMN_TWICE: Text = Text {
    en: (
        "{file} has two columns called `{column}`",
        "give each column a name of its own in the first line",
    ),
    fr: (
        "{file} a deux colonnes appelées `{column}`",
        "donnez à chaque colonne un nom différent dans la première ligne",
    ),
};

pub(super) const COLUMN_NAMELESS: Text = Text {
    en: (
        "{file}: column {number} has no name",
        "name it in the first line, or remove it",
    ),
    fr: (
        "{file} : la colonne {number} n'a pas de nom",
        "nommez-la dans la première ligne, ou supprimez-la",
    ),
};

pub(super) const LINE_UNCLOSED: Text = Text {
    en: (
        "{file}, line {line}: a quote is not closed where its field ends, or the line is longer than 64 KiB",
        "close the quote, or write it twice where it is meant as a character; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line} : un guillemet n'est pas fermé à la fin de son champ, ou la ligne dépasse 64 Kio",
        "fermez le guillemet, ou doublez-le s'il fait partie du texte ; ce contact est ignoré",
    ),
};

pub(super) const FIELD_NOT_UTF8: Text = Text {
    en: (
        "{file}, line {line}, column `{column}`: read bytes that are not UTF-8, expected text in UTF-8",
        "save the file as CSV in UTF-8; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line}, colonne `{column}` : octets lus qui ne sont pas de l'UTF-8, texte en UTF-8 attendu",
        "enregistrez le fichier en CSV, encodage UTF-8 ; ce contact est ignoré",
    ),
};

pub(super) const FIELDS_LACKING: Text = Text {
    en: (
        "{file}, line {line}, column `{column}`: read {got} fields, expected {expected}; the line ends before this column",
        "add the missing fields, empty ones if need be; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line}, colonne `{column}` : {got} champs lus, {expected} attendus ; la ligne finit avant cette colonne",
        "ajoutez les champs manquants, vides au besoin ; ce contact est ignoré",
    ),
};

pub(super) const FIELDS_TOO_MANY: Text = Text {
    en: (
        "{file}, line {line}, after column `{last}`: read {got} fields, expected {expected}",
        "put a text that contains the separator in double quotes; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line}, après la colonne `{last}` : {got} champs lus, {expected} attendus",
        "mettez entre guillemets un texte qui contient le séparateur ; ce contact est ignoré",
    ),
};

pub(super) const ID_EMPTY: Text = Text {
    en: (
        "{file}, line {line}, column `id`: read an empty field, expected the contact's id",
        "give the contact its id; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line}, colonne `id` : champ vide lu, identifiant du contact attendu",
        "donnez son identifiant au contact ; ce contact est ignoré",
    ),
};

pub(super) const NOT_JSON: Text = Text {
    en: (
        "{file}, line {line}, column {column}: read what is not JSON, expected an object",
        "write one contact a line, as a JSON object; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line}, colonne {column} : ce qui est lu n'est pas du JSON, objet attendu",
        "écrivez un contact par ligne, en objet JSON ; ce contact est ignoré",
    ),
};

pub(super) const NOT_AN_OBJECT: Text = Text {
    en: (
        "{file}, line {line}: read JSON that is no object, expected an object",
        "write one contact a line, as a JSON object; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line} : le JSON lu n'est pas un objet, objet attendu",
        "écrivez un contact par ligne, en objet JSON ; ce contact est ignoré",
    ),
};

pub(super) const JSON_ID_EMPTY: Text = Text {
    en: (
        "{file}, line {line}: read no `id`, expected the contact's id as a text",
        "give the contact its id; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line} : pas d'`id` lu, identifiant du contact attendu sous forme de texte",
        "donnez son identifiant au contact ; ce contact est ignoré",
    ),
};

pub(super) const LINE_TOO_LONG: Text = Text {
    en: (
        "{file}, line {line}: read more than 1 MiB, expected one contact",
        "write one contact a line; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line} : plus de 1 Mio lus, un contact attendu",
        "écrivez un contact par ligne ; ce contact est ignoré",
    ),
};
