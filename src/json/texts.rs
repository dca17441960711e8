//! What is said about a text that is not JSON.

use crate::issue::Text;

pub(super) static TOO_MANY_BYTES: Text = Text {
    en: (
        "the body has {got} bytes, and {max} are allowed",
        "send less in one body",
    ),
    fr: (
        "le corps a {got} octets, et {max} sont permis",
        "envoyez moins de données en une fois",
    ),
};

pub(super) static TOO_DEEP: Text = Text {
    en: (
        "more than {max} arrays and objects stand inside each other",
        "remove the nesting; published bodies have less than 6 levels",
    ),
    fr: (
        "plus de {max} tableaux et objets sont imbriqués",
        "retirez l'imbrication ; les corps publiés ont moins de 6 niveaux",
    ),
};

pub(super) static NUMBER_TOO_LONG: Text = Text {
    en: (
        "a number of {got} characters, and {max} are allowed",
        "write a number that a computer can hold, or a text in quotes",
    ),
    fr: (
        "un nombre de {got} caractères, et {max} sont permis",
        "écrivez un nombre qu'un ordinateur peut tenir, ou un texte entre guillemets",
    ),
};

pub(super) static NOT_UTF8: Text = Text {
    en: ("the body is not UTF-8", "save the text as UTF-8"),
    fr: (
        "le corps n'est pas en UTF-8",
        "enregistrez le texte en UTF-8",
    ),
};

pub(super) static BYTE_ORDER_MARK: Text = Text {
    en: (
        "the body starts with a byte order mark, which JSON does not allow",
        "save the text as UTF-8 without BOM",
    ),
    fr: (
        "le corps commence par une marque d'ordre des octets, que JSON ne permet pas",
        "enregistrez le texte en UTF-8 sans BOM",
    ),
};

pub(super) static NOTHING: Text = Text {
    en: ("the body is empty", "send a JSON object"),
    fr: ("le corps est vide", "envoyez un objet JSON"),
};

pub(super) static UNFINISHED: Text = Text {
    en: (
        "the JSON ends before it is complete",
        "close every `{` and `[`",
    ),
    fr: (
        "le JSON s'arrête avant d'être complet",
        "fermez chaque `{` et `[`",
    ),
};

pub(super) static AFTER_THE_END: Text = Text {
    en: (
        "something stands after the end of the JSON",
        "send one JSON value alone",
    ),
    fr: (
        "quelque chose suit la fin du JSON",
        "envoyez une seule valeur JSON",
    ),
};

pub(super) static COMMA_OR_BRACE: Text = Text {
    en: (
        "expected `,` or `}` here",
        "put a comma between the fields of an object",
    ),
    fr: (
        "`,` ou `}` attendu ici",
        "mettez une virgule entre les champs d'un objet",
    ),
};

pub(super) static COMMA_OR_BRACKET: Text = Text {
    en: (
        "expected `,` or `]` here",
        "put a comma between the items of an array",
    ),
    fr: (
        "`,` ou `]` attendu ici",
        "mettez une virgule entre les éléments d'un tableau",
    ),
};

pub(super) static TRAILING_COMMA: Text = Text {
    en: (
        "a comma stands before the closing bracket",
        "remove the last comma",
    ),
    fr: (
        "une virgule précède le crochet ou l'accolade de fin",
        "retirez la dernière virgule",
    ),
};

pub(super) static KEY_EXPECTED: Text = Text {
    en: (
        "expected the name of a field in double quotes",
        "write `\"name\": value`",
    ),
    fr: (
        "nom de champ entre guillemets doubles attendu",
        "écrivez `\"nom\": valeur`",
    ),
};

pub(super) static COLON_EXPECTED: Text = Text {
    en: (
        "expected `:` after the name of a field",
        "write `\"name\": value`",
    ),
    fr: (
        "`:` attendu après le nom d'un champ",
        "écrivez `\"nom\": valeur`",
    ),
};

pub(super) static VALUE_EXPECTED: Text = Text {
    en: (
        "expected a JSON value here",
        "write a text in double quotes, a number, true, false, null, an array or an object",
    ),
    fr: (
        "valeur JSON attendue ici",
        "écrivez un texte entre guillemets doubles, un nombre, true, false, null, un tableau ou un objet",
    ),
};

pub(super) static SINGLE_QUOTE: Text = Text {
    en: ("a text in single quotes is not JSON", "use double quotes"),
    fr: (
        "un texte entre apostrophes n'est pas du JSON",
        "utilisez des guillemets doubles",
    ),
};

pub(super) static TEXT_UNCLOSED: Text = Text {
    en: ("a text is never closed", "close it with a double quote"),
    fr: (
        "un texte n'est jamais fermé",
        "fermez-le par un guillemet double",
    ),
};

pub(super) static CONTROL_CHARACTER: Text = Text {
    en: (
        "a text holds a control character as it is",
        "write a line break as `\\n` and a tab as `\\t`",
    ),
    fr: (
        "un texte contient un caractère de contrôle tel quel",
        "écrivez un saut de ligne `\\n` et une tabulation `\\t`",
    ),
};

pub(super) static ESCAPE: Text = Text {
    en: (
        "no escape of JSON starts so",
        "write `\\\\` for a backslash; the others are \\\" \\/ \\b \\f \\n \\r \\t \\uXXXX",
    ),
    fr: (
        "aucun échappement de JSON ne commence ainsi",
        "écrivez `\\\\` pour une barre oblique inverse ; les autres sont \\\" \\/ \\b \\f \\n \\r \\t \\uXXXX",
    ),
};

pub(super) static LONE_SURROGATE: Text = Text {
    en: (
        "half of a surrogate pair is no character",
        "write both halves, or the character itself",
    ),
    fr: (
        "la moitié d'une paire de substitution n'est pas un caractère",
        "écrivez les deux moitiés, ou le caractère lui-même",
    ),
};

pub(super) static NUMBER: Text = Text {
    en: (
        "this is not a number as JSON writes it",
        "write digits without a leading zero or plus, and a point: 12.5; a phone number is a text in quotes",
    ),
    fr: (
        "ce n'est pas un nombre comme JSON l'écrit",
        "écrivez des chiffres sans zéro ni plus au début, et un point : 12.5 ; un numéro de téléphone est un texte entre guillemets",
    ),
};
