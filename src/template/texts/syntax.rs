//! The form of tags and blocks: what the lexer and the parser report.

use crate::issue::Text;

pub(in crate::template) static NUL_CHARACTER: Text = Text {
    en: (
        "a NUL character in the text",
        "remove it: WhatsApp has no use for it",
    ),
    fr: (
        "un caractère NUL dans le texte",
        "supprimez-le : WhatsApp n'en fait rien",
    ),
};

pub(in crate::template) static TOO_MANY_TAGS: Text = Text {
    en: (
        "more than {max} tags",
        "split the message, or raise the limit `template_tags`",
    ),
    fr: (
        "plus de {max} balises",
        "coupez le message, ou relevez la limite `template_tags`",
    ),
};

pub(in crate::template) static TOO_LARGE: Text = Text {
    en: (
        "the template has {length} bytes, the limit is {max}",
        "a WhatsApp text has at most 4096 characters",
    ),
    fr: (
        "le modèle fait {length} octets, la limite est {max}",
        "un texte WhatsApp a au plus 4096 caractères",
    ),
};

pub(in crate::template) static TOO_DEEP: Text = Text {
    en: (
        "more than {max} blocks or parentheses inside each other",
        "put conditions side by side instead of inside each other",
    ),
    fr: (
        "plus de {max} blocs ou parenthèses imbriqués",
        "placez les conditions côte à côte plutôt que l'une dans l'autre",
    ),
};

pub(in crate::template) static COMMENT_UNCLOSED: Text = Text {
    en: (
        "the comment is never closed",
        "end it with `}}`, or with `--}}` if it begins with `{{!--`",
    ),
    fr: (
        "le commentaire n'est jamais fermé",
        "terminez-le par `}}`, ou par `--}}` s'il commence par `{{!--`",
    ),
};

pub(in crate::template) static NO_RAW_BLOCKS: Text = Text {
    en: (
        "raw blocks `{{{{..}}}}` are not supported",
        "write `\\{{` to print braces",
    ),
    fr: (
        "les blocs bruts `{{{{..}}}}` ne sont pas pris en charge",
        "écrivez `\\{{` pour afficher des accolades",
    ),
};

pub(in crate::template) static NO_PARTIALS: Text = Text {
    en: (
        "partials `{{> ..}}` are not supported",
        "write the text of the partial in the template",
    ),
    fr: (
        "les gabarits partiels `{{> ..}}` ne sont pas pris en charge",
        "écrivez leur texte dans le modèle",
    ),
};

pub(in crate::template) static NO_DECORATORS: Text = Text {
    en: ("decorators `{{* ..}}` are not supported", "remove the `*`"),
    fr: (
        "les décorateurs `{{* ..}}` ne sont pas pris en charge",
        "supprimez le `*`",
    ),
};

pub(in crate::template) static TEXT_UNCLOSED: Text = Text {
    en: (
        "a quoted text is never closed",
        "add the quote that ends it",
    ),
    fr: (
        "un texte entre guillemets n'est jamais fermé",
        "ajoutez le guillemet final",
    ),
};

pub(in crate::template) static SEGMENT_UNCLOSED: Text = Text {
    en: (
        "a name in brackets is never closed",
        "add the `]` that ends it",
    ),
    fr: (
        "un nom entre crochets n'est jamais fermé",
        "ajoutez le `]` final",
    ),
};

pub(in crate::template) static UNCLOSED: Text = Text {
    en: ("the placeholder is never closed", "end it with `}}`"),
    fr: ("la variable n'est jamais fermée", "terminez-la par `}}`"),
};

pub(in crate::template) static NESTED: Text = Text {
    en: (
        "`{{` inside a placeholder",
        "placeholders do not go into each other; a value is never scanned again",
    ),
    fr: (
        "`{{` à l'intérieur d'une variable",
        "les variables ne s'imbriquent pas ; une valeur n'est jamais relue",
    ),
};

pub(in crate::template) static TOO_MANY_BRACES: Text = Text {
    en: (
        "more closing braces than opening ones",
        "end with as many braces as the placeholder begins with",
    ),
    fr: (
        "plus d'accolades fermantes qu'ouvrantes",
        "terminez par autant d'accolades qu'au début",
    ),
};

pub(in crate::template) static TOO_FEW_BRACES: Text = Text {
    en: (
        "fewer closing braces than opening ones",
        "a placeholder that begins with `{{{` ends with `}}}`",
    ),
    fr: (
        "moins d'accolades fermantes qu'ouvrantes",
        "une variable qui commence par `{{{` finit par `}}}`",
    ),
};

pub(in crate::template) static EMPTY_TAG: Text = Text {
    en: (
        "nothing between the braces",
        "write a name such as `{{contact.firstName}}`, or `\\{{` to print braces",
    ),
    fr: (
        "rien entre les accolades",
        "écrivez un nom comme `{{contact.firstName}}`, ou `\\{{` pour afficher des accolades",
    ),
};

pub(in crate::template) static EMPTY_PARENS: Text = Text {
    en: (
        "nothing between the parentheses",
        "write a helper and its arguments: `(eq contact.city \"Lomé\")`",
    ),
    fr: (
        "rien entre les parenthèses",
        "écrivez une fonction et ses arguments : `(eq contact.city \"Lomé\")`",
    ),
};

pub(in crate::template) static NAMES_WITHOUT_BLOCK: Text = Text {
    en: (
        "`as |..|` has no meaning here",
        "it belongs to `{{#each ..}}` and `{{#with ..}}`",
    ),
    fr: (
        "`as |..|` n'a pas de sens ici",
        "cela va avec `{{#each ..}}` et `{{#with ..}}`",
    ),
};

pub(in crate::template) static CHAIN_IN_INVERTED: Text = Text {
    en: (
        "`{{else ..}}` with a condition inside a block that begins with `{{^`",
        "write the block with `{{#unless ..}}`",
    ),
    fr: (
        "`{{else ..}}` avec une condition dans un bloc qui commence par `{{^`",
        "écrivez le bloc avec `{{#unless ..}}`",
    ),
};

pub(in crate::template) static ELSE_OUTSIDE: Text = Text {
    en: (
        "`{{else}}` outside a block",
        "open a block before it, such as `{{#if contact.vip}}`",
    ),
    fr: (
        "`{{else}}` hors d'un bloc",
        "ouvrez d'abord un bloc, comme `{{#if contact.vip}}`",
    ),
};

pub(in crate::template) static ELSE_AFTER_ELSE: Text = Text {
    en: (
        "a second `{{else}}` in the block",
        "a block has one `{{else}}`, after every `{{else if ..}}`",
    ),
    fr: (
        "un second `{{else}}` dans le bloc",
        "un bloc a un seul `{{else}}`, après tous les `{{else if ..}}`",
    ),
};

pub(in crate::template) static CLOSE_WITHOUT_OPEN: Text = Text {
    en: (
        "`{{/{name}}}` closes a block that is not open",
        "remove it, or open the block with `{{#{name} ..}}`",
    ),
    fr: (
        "`{{/{name}}}` ferme un bloc qui n'est pas ouvert",
        "supprimez-la, ou ouvrez le bloc avec `{{#{name} ..}}`",
    ),
};

pub(in crate::template) static CLOSE_OF_ANOTHER: Text = Text {
    en: (
        "`{{/{name}}}` closes the block `{opened}` of line {line}, column {column}",
        "write `{{/{opened}}}`",
    ),
    fr: (
        "`{{/{name}}}` ferme le bloc `{opened}` de la ligne {line}, colonne {column}",
        "écrivez `{{/{opened}}}`",
    ),
};

pub(in crate::template) static BLOCK_UNCLOSED: Text = Text {
    en: (
        "the block `{name}` is never closed",
        "end it with `{{/{name}}}`",
    ),
    fr: (
        "le bloc `{name}` n'est jamais fermé",
        "terminez-le par `{{/{name}}}`",
    ),
};

pub(in crate::template) static PAREN_UNOPENED: Text = Text {
    en: ("`)` without its `(`", "remove it, or add the `(`"),
    fr: ("`)` sans sa `(`", "supprimez-la, ou ajoutez la `(`"),
};

pub(in crate::template) static PAREN_UNCLOSED: Text = Text {
    en: ("`(` without its `)`", "add the `)`"),
    fr: ("`(` sans sa `)`", "ajoutez la `)`"),
};

pub(in crate::template) static PAREN_AS_HELPER: Text = Text {
    en: (
        "parentheses where a name belongs",
        "begin with a helper or a path: `{{upper (trim contact.name)}}`",
    ),
    fr: (
        "des parenthèses là où il faut un nom",
        "commencez par une fonction ou un chemin : `{{upper (trim contact.name)}}`",
    ),
};

pub(in crate::template) static ARGUMENT_AFTER_NAMED: Text = Text {
    en: (
        "an argument after a named one",
        "put the `name=value` arguments last",
    ),
    fr: (
        "un argument après un argument nommé",
        "mettez les arguments `nom=valeur` à la fin",
    ),
};

pub(in crate::template) static NAMED_WITHOUT_VALUE: Text = Text {
    en: ("a named argument without its value", "write `name=value`"),
    fr: ("un argument nommé sans valeur", "écrivez `nom=valeur`"),
};

pub(in crate::template) static NAMED_WITHOUT_HELPER: Text = Text {
    en: (
        "`=` without a helper before it",
        "a placeholder prints a value, it sets none",
    ),
    fr: (
        "`=` sans fonction devant",
        "une variable affiche une valeur, elle n'en définit pas",
    ),
};

pub(in crate::template) static LIQUID_PIPE: Text = Text {
    en: (
        "`|` is of Liquid, not of Handlebars",
        "write `{{{filter} {value}}}`",
    ),
    fr: (
        "`|` vient de Liquid, pas de Handlebars",
        "écrivez `{{{filter} {value}}}`",
    ),
};

pub(in crate::template) static EQUALS_ALONE: Text = Text {
    en: (
        "`=` without a name before it",
        "compare with a helper: `{{#if (eq contact.city \"Lomé\")}}`",
    ),
    fr: (
        "`=` sans nom devant",
        "comparez avec une fonction : `{{#if (eq contact.city \"Lomé\")}}`",
    ),
};

pub(in crate::template) static CHARACTER: Text = Text {
    en: (
        "the character `{character}` cannot stand here",
        "names have letters, digits, `_` and `-`; put any other name in brackets: `contact.meta.[favorite color]`",
    ),
    fr: (
        "le caractère `{character}` n'a pas sa place ici",
        "les noms ont des lettres, des chiffres, `_` et `-` ; mettez tout autre nom entre crochets : `contact.meta.[favorite color]`",
    ),
};

pub(in crate::template) static BLOCK_NAMES: Text = Text {
    en: (
        "the names after `as` are not complete",
        "write `as |item|` or `as |item index|` at the end of the tag",
    ),
    fr: (
        "les noms après `as` ne sont pas complets",
        "écrivez `as |element|` ou `as |element position|` à la fin de la balise",
    ),
};

pub(in crate::template) static ONLY_PLACEHOLDERS: Text = Text {
    en: (
        "more than a bare placeholder",
        "write `{{namespace.name}}` and nothing else between the braces",
    ),
    fr: (
        "autre chose qu'une simple variable",
        "écrivez `{{espace.nom}}` et rien d'autre entre les accolades",
    ),
};

pub(in crate::template) static MORE_ISSUES: Text = Text {
    en: (
        "here and elsewhere are more issues than the {max} that are listed",
        "mend those that are listed, and compile again",
    ),
    fr: (
        "il y a ici et ailleurs plus de problèmes que les {max} qui sont listés",
        "corrigez ceux qui sont listés, puis compilez de nouveau",
    ),
};

pub(in crate::template) static CLOSE_WITH_ARGUMENTS: Text = Text {
    en: (
        "the close of a block takes no arguments",
        "write the name of the block alone: `{{/if}}`",
    ),
    fr: (
        "la fermeture d'un bloc ne prend pas d'argument",
        "écrivez le nom du bloc seul : `{{/if}}`",
    ),
};
