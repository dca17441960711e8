//! What is said of contacts that cannot be read. Never what they hold.

use crate::words::Words;
use flashplan::issue::Text;

pub(super) const NO_HEADER: Text = Text {
    en: (
        "{file} is empty",
        "the first line names the columns: name,phone and any others",
    ),
    fr: (
        "{file} est vide",
        "la première ligne nomme les colonnes : name,phone et d'autres au besoin",
    ),
};

pub(super) const HEADER_NOT_TEXT: Text = Text {
    en: (
        "{file}, line {line}, column {number}: the names of the columns have bytes that are not {encoding}",
        "save the file as CSV in UTF-8; or, if Excel on Windows wrote it, --encoding windows-1252",
    ),
    fr: (
        "{file}, ligne {line}, colonne {number} : les noms des colonnes ont des octets qui ne sont pas du texte en {encoding}",
        "enregistrez le fichier en CSV UTF-8 ; ou, si Excel sous Windows l'a écrit, --encoding windows-1252",
    ),
};

pub(super) const HEADER_NUL: Text = Text {
    en: (
        "{file}, line {line}, column {number}: read a NUL (U+0000) among the names of the columns, expected text",
        "if the file is UTF-16, --encoding utf-16le says so, or utf-16be; else save it again as CSV in UTF-8",
    ),
    fr: (
        "{file}, ligne {line}, colonne {number} : un NUL (U+0000) lu parmi les noms des colonnes, texte attendu",
        "si le fichier est en UTF-16, dites-le par --encoding utf-16le, ou utf-16be ; sinon enregistrez-le à nouveau en CSV UTF-8",
    ),
};

pub(super) const NO_NAMES: Text = Text {
    en: (
        "{file}, line {line}, column {number}: read a number where the names of the columns are expected",
        "put a line above that names them: name,phone and any others",
    ),
    fr: (
        "{file}, ligne {line}, colonne {number} : un numéro lu, noms des colonnes attendus",
        "ajoutez au-dessus une ligne qui les nomme : name,phone et d'autres au besoin",
    ),
};

pub(super) const NO_ID: Text = Text {
    en: (
        "{file}, line {line}: no column is called `id`, and {columns} may be it",
        "say which column tells contacts apart: --column \"id={nearest}\", or the number: --column \"id={phone}\"",
    ),
    fr: (
        "{file}, ligne {line} : aucune colonne ne s'appelle `id`, mais {columns} peut l'être",
        "dites quelle colonne distingue les contacts : --column \"id={nearest}\", ou le numéro : --column \"id={phone}\"",
    ),
};

pub(super) const SEVERAL: Text = Text {
    en: (
        "{file}, line {line}: several columns may be `{column}`: {columns}",
        "say which one: --column \"{column}={nearest}\"",
    ),
    fr: (
        "{file}, ligne {line} : plusieurs colonnes peuvent être `{column}` : {columns}",
        "dites laquelle : --column \"{column}={nearest}\"",
    ),
};

pub(super) const NO_SUCH_COLUMN: Text = Text {
    en: (
        "{file}, line {line}: there is no column `{column}`, which `{name}` is to be",
        "write its name as it stands in that line",
    ),
    fr: (
        "{file}, ligne {line} : il n'y a pas de colonne `{column}`, qui doit être `{name}`",
        "écrivez son nom tel qu'il est dans cette ligne",
    ),
};

pub(super) const COLUMN_LACKING: Text = Text {
    en: (
        "{file}, line {line}: read the names {columns}, and none of them is `{column}`",
        "name the column with the numbers `{column}` in that line, or say which one it is: --column \"{column}=NAME\"; nothing may stand above the names",
    ),
    fr: (
        "{file}, ligne {line} : noms lus {columns}, dont aucun n'est `{column}`",
        "nommez `{column}` la colonne des numéros dans cette ligne, ou dites laquelle c'est : --column \"{column}=NOM\" ; rien ne doit figurer au-dessus des noms",
    ),
};

pub(super) const COLUMN_MISNAMED: Text = Text {
    en: (
        "{file}, line {line}: no column is `{column}`",
        "is `{nearest}` meant? then call it `{column}` in the first line",
    ),
    fr: (
        "{file}, ligne {line} : aucune colonne n'est `{column}`",
        "s'agit-il de `{nearest}` ? alors nommez-la `{column}` dans la première ligne",
    ),
};

pub(super) const COLUMN_NO_TEXT: Text = Text {
    en: (
        "{file}: column `{column}` is of a type that is no text",
        "store it as a string, a number, a date or a list of strings",
    ),
    fr: (
        "{file} : la colonne `{column}` est d'un type qui n'est pas du texte",
        "enregistrez-la comme chaîne, nombre, date ou liste de chaînes",
    ),
};

pub(super) const COLUMN_TWICE: Text = Text {
    en: (
        "{file}, line {line}: columns {first} and {second} are both called `{column}`",
        "give each column a name of its own in the first line",
    ),
    fr: (
        "{file}, ligne {line} : les colonnes {first} et {second} s'appellent toutes deux `{column}`",
        "donnez à chaque colonne un nom différent dans la première ligne",
    ),
};

pub(super) const COLUMN_NAMELESS: Text = Text {
    en: (
        "{file}, line {line}: column {number} has no name",
        "name it in the first line, or remove it",
    ),
    fr: (
        "{file}, ligne {line} : la colonne {number} n'a pas de nom",
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

pub(super) const FIELD_NOT_TEXT: Text = Text {
    en: (
        "{file}, line {line}, column `{column}`: read bytes that are not {encoding}, expected text in {encoding}",
        "save the whole file as CSV in one encoding, UTF-8; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line}, colonne `{column}` : octets lus qui ne sont pas du texte en {encoding}",
        "enregistrez tout le fichier en CSV dans un seul encodage, UTF-8 ; ce contact est ignoré",
    ),
};

pub(super) const FIELD_NUL: Text = Text {
    en: (
        "{file}, line {line}, column `{column}`: read a NUL (U+0000), expected text",
        "the file was damaged here: write the value anew, without it; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line}, colonne `{column}` : un NUL (U+0000) lu, texte attendu",
        "le fichier est abîmé ici : écrivez la valeur à nouveau, sans lui ; ce contact est ignoré",
    ),
};

pub(super) const CELL_NUL: Text = Text {
    en: (
        "{file}, row {line}, column `{column}`: read a NUL (U+0000), expected text",
        "write the file anew without it",
    ),
    fr: (
        "{file}, ligne {line}, colonne `{column}` : un NUL (U+0000) lu, texte attendu",
        "écrivez le fichier à nouveau, sans lui",
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

pub(super) const CELL_BESIDE: Text = Text {
    en: (
        "{file}, line {line}: cell {cell} is beside the last column, `{last}`",
        "name its column in the first row, or empty the cell; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line} : la cellule {cell} est à côté de la dernière colonne, `{last}`",
        "nommez sa colonne dans la première ligne, ou videz la cellule ; ce contact est ignoré",
    ),
};

pub(super) const ID_EMPTY: Text = Text {
    en: (
        "{file}, line {line}, column `{column}`: read an empty field, expected the contact's id",
        "give the contact its id; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line}, colonne `{column}` : champ vide lu, identifiant du contact attendu",
        "donnez son identifiant au contact ; ce contact est ignoré",
    ),
};

pub(super) const NUMBER_EMPTY: Text = Text {
    en: (
        "{file}, line {line}, column `{column}`: read an empty field, expected the contact's number",
        "write the number: no other column tells this contact apart; it is skipped",
    ),
    fr: (
        "{file}, ligne {line}, colonne `{column}` : champ vide lu, numéro du contact attendu",
        "écrivez le numéro : aucune autre colonne ne distingue ce contact ; il est ignoré",
    ),
};

pub(super) const NOT_JSON: Text = Text {
    en: (
        "{file}, line {line}, column {column}: read what is not JSON, expected an object",
        "write each contact as a JSON object; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line}, colonne {column} : ce qui est lu n'est pas du JSON, objet attendu",
        "écrivez chaque contact en objet JSON ; ce contact est ignoré",
    ),
};

pub(super) const NO_LIST: Text = Text {
    en: (
        "{file}, line {line}: what stands here belongs to no list of contacts",
        "write an array of contacts, or an object whose `data` is that array; one contact a line goes into a .jsonl",
    ),
    fr: (
        "{file}, ligne {line} : ce qui figure ici n'appartient pas à une liste de contacts",
        "écrivez un tableau de contacts, ou un objet dont `data` est ce tableau ; un contact par ligne va dans un .jsonl",
    ),
};

pub(super) const NOT_AN_OBJECT: Text = Text {
    en: (
        "{file}, line {line}: read JSON that is no object, expected an object",
        "write each contact as a JSON object; this contact is skipped",
    ),
    fr: (
        "{file}, ligne {line} : le JSON lu n'est pas un objet, objet attendu",
        "écrivez chaque contact en objet JSON ; ce contact est ignoré",
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

pub(super) const ITEM_TOO_LONG: Text = Text {
    en: (
        "{file}, line {line}: read more than 1 MiB, expected one contact",
        "a contact takes less; this one is skipped",
    ),
    fr: (
        "{file}, ligne {line} : plus de 1 Mio lus, un contact attendu",
        "un contact prend moins de place ; celui-ci est ignoré",
    ),
};

pub(super) const BROKEN_MORE: Text = Text {
    en: (
        "{file}: more contacts that cannot be read: {n}",
        "`flashplan contacts --all` says of each why; they are skipped",
    ),
    fr: (
        "{file} : autres contacts illisibles : {n}",
        "`flashplan contacts --all` dit pourquoi pour chacun ; ils sont ignorés",
    ),
};

pub(super) const NO_COLUMN: Words = Words {
    en: "`column` cannot be `{pair}`: write a contact's name for it and the column's own, such as phone=Mobile",
    fr: "`column` ne peut pas valoir `{pair}` : écrivez le nom voulu et celui de la colonne, par exemple phone=Mobile",
};

pub(super) const OTHER_MARK: Words = Words {
    en: "{file} begins with the mark of {marked}, and `encoding` is {said}; leave it out",
    fr: "{file} commence par la marque de {marked}, et `encoding` vaut {said} ; ne l'indiquez pas",
};

pub(super) const BY_MARK: Words = Words {
    en: "{encoding}, by its mark",
    fr: "{encoding}, d'après sa marque",
};

pub(super) const BY_FLAG: Words = Words {
    en: "{encoding}, by --encoding",
    fr: "{encoding}, par --encoding",
};

pub(super) const NO_ENCODING: Words = Words {
    en: "`encoding` cannot be `{text}`: write utf-8, utf-16le, utf-16be, windows-1252 or another name that browsers know",
    fr: "`encoding` ne peut pas valoir `{text}` : écrivez utf-8, utf-16le, utf-16be, windows-1252 ou un autre nom que les navigateurs connaissent",
};

pub(super) const NO_COUNTRY: Words = Words {
    en: "`country` cannot be `{text}`: write an ISO code such as BJ, or a calling code such as 229",
    fr: "`country` ne peut pas valoir `{text}` : écrivez un code ISO comme BJ, ou un indicatif comme 229",
};

pub(super) const ABOUT: Words = Words {
    en: "{file}: {why}",
    fr: "{file} : {why}",
};

pub(super) const LARGE: Words = Words {
    en: "a spreadsheet of more than {most} MiB; save it as CSV",
    fr: "une feuille de calcul de plus de {most} Mio ; enregistrez-la en CSV",
};

pub(super) const NO_SPREADSHEET: Words = Words {
    en: "no spreadsheet that can be read ({why}); save it as .xlsx, .ods or CSV",
    fr: "ce n'est pas une feuille de calcul lisible ({why}) ; enregistrez-la en .xlsx, .ods ou CSV",
};

pub(super) const NO_SENSE: Words = Words {
    en: "its cells make no sense",
    fr: "ses cellules n'ont pas de sens",
};

pub(super) const OTHER_KIND: Words = Words {
    en: "it is of another kind",
    fr: "elle est d'un autre type",
};

pub(super) const OLD_EXCEL: Words = Words {
    en: "a spreadsheet as Excel wrote it until 2003; save it as .xlsx, .ods or CSV",
    fr: "une feuille de calcul d'Excel d'avant 2007 ; enregistrez-la en .xlsx, .ods ou CSV",
};

pub(super) const NO_SHEET: Words = Words {
    en: "there is no sheet `{sheet}`; the sheets are {names}",
    fr: "il n'y a pas de feuille `{sheet}` ; les feuilles sont {names}",
};

pub(super) const SHEETS: Words = Words {
    en: "{count} sheets have cells, {names}; say which one by --sheet",
    fr: "{count} feuilles ont des cellules, {names} ; dites laquelle par --sheet",
};

pub(super) const FAR_COLUMN: Words = Words {
    en: "cell {cell} lies beyond {most} columns; save the columns that are needed",
    fr: "la cellule {cell} est au-delà de {most} colonnes ; enregistrez les colonnes utiles",
};

pub(super) const MANY_CELLS: Words = Words {
    en: "more than {most} cells; save it as CSV",
    fr: "plus de {most} cellules ; enregistrez-la en CSV",
};

pub(super) const UNPACKS: Words = Words {
    en: "it unpacks to more than {most} bytes",
    fr: "décompressée, elle dépasse {most} octets",
};

pub(super) const CUT_OFF: Words = Words {
    en: "the document is cut off",
    fr: "le document est tronqué",
};

pub(super) const DEEP: Words = Words {
    en: "more than {most} elements inside one another",
    fr: "plus de {most} éléments imbriqués",
};

pub(super) const SPREAD: Words = Words {
    en: "the cells of sheet `{sheet}` would take more than {most} MiB, those that repeat others written out",
    fr: "les cellules de la feuille `{sheet}` prendraient plus de {most} Mio, les répétées écrites une à une",
};

pub(super) const NO_POSITION_COLUMN: Text = Text {
    en: (
        "{file} has no column `{column}` for the positions",
        "name the column whose numbers the contacts are ordered by, or leave `position` out",
    ),
    fr: (
        "{file} n'a pas de colonne `{column}` pour les positions",
        "nommez la colonne dont les nombres ordonnent les contacts, ou omettez `position`",
    ),
};

pub(super) const NO_POSITION: Text = Text {
    en: (
        "{file}: `{column}` holds no whole number for so many contacts: {n}; in rows {rows}",
        "give each contact its position: digits alone, each number once",
    ),
    fr: (
        "{file} : `{column}` ne contient pas de nombre entier pour autant de contacts : {n} ; rangs {rows}",
        "donnez à chaque contact sa position : des chiffres seuls, chaque nombre une seule fois",
    ),
};

pub(super) const POSITION_TWICE: Text = Text {
    en: (
        "{file}: `{column}` gives position {position} to two contacts, in rows {first} and {second}",
        "give each contact a position of its own: it decides the order, and who gets the message among equal numbers",
    ),
    fr: (
        "{file} : `{column}` donne la position {position} à deux contacts, rangs {first} et {second}",
        "donnez à chaque contact une position à lui : elle décide de l'ordre, et de qui reçoit le message parmi des numéros égaux",
    ),
};

pub(super) const TOO_MANY_TO_ORDER: Text = Text {
    en: (
        "{file} is not in the order of `{column}`, and takes more than {most} MiB to be put in order",
        "sort the file by that column: then it is read as it is",
    ),
    fr: (
        "{file} n'est pas dans l'ordre de `{column}`, et demande plus de {most} Mio pour être mis en ordre",
        "triez le fichier par cette colonne : il est alors lu tel quel",
    ),
};

pub(super) const CHANGED: Words = Words {
    en: "the contacts changed while they were read",
    fr: "les contacts ont changé pendant la lecture",
};
