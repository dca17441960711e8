//! The words of a template's issues, in English and French.

use crate::issue::Text;

pub(super) static NUL_CHARACTER: Text = Text {
    en: (
        "a NUL character in the text",
        "remove it: WhatsApp has no use for it",
    ),
    fr: (
        "un caractère NUL dans le texte",
        "supprimez-le : WhatsApp n'en fait rien",
    ),
};

pub(super) static TOO_MANY_TAGS: Text = Text {
    en: (
        "more than {max} tags",
        "split the message, or raise the limit `template_tags`",
    ),
    fr: (
        "plus de {max} balises",
        "coupez le message, ou relevez la limite `template_tags`",
    ),
};

pub(super) static TOO_LARGE: Text = Text {
    en: (
        "the template has {length} bytes, the limit is {max}",
        "a WhatsApp text has at most 4096 characters",
    ),
    fr: (
        "le modèle fait {length} octets, la limite est {max}",
        "un texte WhatsApp a au plus 4096 caractères",
    ),
};

pub(super) static TOO_DEEP: Text = Text {
    en: (
        "more than {max} blocks or parentheses inside each other",
        "put conditions side by side instead of inside each other",
    ),
    fr: (
        "plus de {max} blocs ou parenthèses imbriqués",
        "placez les conditions côte à côte plutôt que l'une dans l'autre",
    ),
};

pub(super) static COMMENT_UNCLOSED: Text = Text {
    en: (
        "the comment is never closed",
        "end it with `}}`, or with `--}}` if it begins with `{{!--`",
    ),
    fr: (
        "le commentaire n'est jamais fermé",
        "terminez-le par `}}`, ou par `--}}` s'il commence par `{{!--`",
    ),
};

pub(super) static NO_RAW_BLOCKS: Text = Text {
    en: (
        "raw blocks `{{{{..}}}}` are not supported",
        "write `\\{{` to print braces",
    ),
    fr: (
        "les blocs bruts `{{{{..}}}}` ne sont pas pris en charge",
        "écrivez `\\{{` pour afficher des accolades",
    ),
};

pub(super) static NO_PARTIALS: Text = Text {
    en: (
        "partials `{{> ..}}` are not supported",
        "write the text of the partial in the template",
    ),
    fr: (
        "les gabarits partiels `{{> ..}}` ne sont pas pris en charge",
        "écrivez leur texte dans le modèle",
    ),
};

pub(super) static NO_DECORATORS: Text = Text {
    en: ("decorators `{{* ..}}` are not supported", "remove the `*`"),
    fr: (
        "les décorateurs `{{* ..}}` ne sont pas pris en charge",
        "supprimez le `*`",
    ),
};

pub(super) static TEXT_UNCLOSED: Text = Text {
    en: (
        "a quoted text is never closed",
        "add the quote that ends it",
    ),
    fr: (
        "un texte entre guillemets n'est jamais fermé",
        "ajoutez le guillemet final",
    ),
};

pub(super) static SEGMENT_UNCLOSED: Text = Text {
    en: (
        "a name in brackets is never closed",
        "add the `]` that ends it",
    ),
    fr: (
        "un nom entre crochets n'est jamais fermé",
        "ajoutez le `]` final",
    ),
};

pub(super) static UNCLOSED: Text = Text {
    en: ("the placeholder is never closed", "end it with `}}`"),
    fr: ("la variable n'est jamais fermée", "terminez-la par `}}`"),
};

pub(super) static NESTED: Text = Text {
    en: (
        "`{{` inside a placeholder",
        "placeholders do not go into each other; a value is never scanned again",
    ),
    fr: (
        "`{{` à l'intérieur d'une variable",
        "les variables ne s'imbriquent pas ; une valeur n'est jamais relue",
    ),
};

pub(super) static TOO_MANY_BRACES: Text = Text {
    en: (
        "more closing braces than opening ones",
        "end with as many braces as the placeholder begins with",
    ),
    fr: (
        "plus d'accolades fermantes qu'ouvrantes",
        "terminez par autant d'accolades qu'au début",
    ),
};

pub(super) static TOO_FEW_BRACES: Text = Text {
    en: (
        "fewer closing braces than opening ones",
        "a placeholder that begins with `{{{` ends with `}}}`",
    ),
    fr: (
        "moins d'accolades fermantes qu'ouvrantes",
        "une variable qui commence par `{{{` finit par `}}}`",
    ),
};

pub(super) static EMPTY_TAG: Text = Text {
    en: (
        "nothing between the braces",
        "write a name such as `{{contact.firstName}}`, or `\\{{` to print braces",
    ),
    fr: (
        "rien entre les accolades",
        "écrivez un nom comme `{{contact.firstName}}`, ou `\\{{` pour afficher des accolades",
    ),
};

pub(super) static EMPTY_PARENS: Text = Text {
    en: (
        "nothing between the parentheses",
        "write a helper and its arguments: `(eq contact.city \"Lomé\")`",
    ),
    fr: (
        "rien entre les parenthèses",
        "écrivez une fonction et ses arguments : `(eq contact.city \"Lomé\")`",
    ),
};

pub(super) static NAMES_WITHOUT_BLOCK: Text = Text {
    en: (
        "`as |..|` has no meaning here",
        "it belongs to `{{#each ..}}` and `{{#with ..}}`",
    ),
    fr: (
        "`as |..|` n'a pas de sens ici",
        "cela va avec `{{#each ..}}` et `{{#with ..}}`",
    ),
};

pub(super) static CHAIN_IN_INVERTED: Text = Text {
    en: (
        "`{{else ..}}` with a condition inside a block that begins with `{{^`",
        "write the block with `{{#unless ..}}`",
    ),
    fr: (
        "`{{else ..}}` avec une condition dans un bloc qui commence par `{{^`",
        "écrivez le bloc avec `{{#unless ..}}`",
    ),
};

pub(super) static ELSE_OUTSIDE: Text = Text {
    en: (
        "`{{else}}` outside a block",
        "open a block before it, such as `{{#if contact.vip}}`",
    ),
    fr: (
        "`{{else}}` hors d'un bloc",
        "ouvrez d'abord un bloc, comme `{{#if contact.vip}}`",
    ),
};

pub(super) static ELSE_AFTER_ELSE: Text = Text {
    en: (
        "a second `{{else}}` in the block",
        "a block has one `{{else}}`, after every `{{else if ..}}`",
    ),
    fr: (
        "un second `{{else}}` dans le bloc",
        "un bloc a un seul `{{else}}`, après tous les `{{else if ..}}`",
    ),
};

pub(super) static CLOSE_WITHOUT_OPEN: Text = Text {
    en: (
        "`{{/{name}}}` closes a block that is not open",
        "remove it, or open the block with `{{#{name} ..}}`",
    ),
    fr: (
        "`{{/{name}}}` ferme un bloc qui n'est pas ouvert",
        "supprimez-la, ou ouvrez le bloc avec `{{#{name} ..}}`",
    ),
};

pub(super) static CLOSE_OF_ANOTHER: Text = Text {
    en: (
        "`{{/{name}}}` closes the block `{opened}` of line {line}, column {column}",
        "write `{{/{opened}}}`",
    ),
    fr: (
        "`{{/{name}}}` ferme le bloc `{opened}` de la ligne {line}, colonne {column}",
        "écrivez `{{/{opened}}}`",
    ),
};

pub(super) static BLOCK_UNCLOSED: Text = Text {
    en: (
        "the block `{name}` is never closed",
        "end it with `{{/{name}}}`",
    ),
    fr: (
        "le bloc `{name}` n'est jamais fermé",
        "terminez-le par `{{/{name}}}`",
    ),
};

pub(super) static PAREN_UNOPENED: Text = Text {
    en: ("`)` without its `(`", "remove it, or add the `(`"),
    fr: ("`)` sans sa `(`", "supprimez-la, ou ajoutez la `(`"),
};

pub(super) static PAREN_UNCLOSED: Text = Text {
    en: ("`(` without its `)`", "add the `)`"),
    fr: ("`(` sans sa `)`", "ajoutez la `)`"),
};

pub(super) static PAREN_AS_HELPER: Text = Text {
    en: (
        "parentheses where a name belongs",
        "begin with a helper or a path: `{{upper (trim contact.name)}}`",
    ),
    fr: (
        "des parenthèses là où il faut un nom",
        "commencez par une fonction ou un chemin : `{{upper (trim contact.name)}}`",
    ),
};

pub(super) static ARGUMENT_AFTER_NAMED: Text = Text {
    en: (
        "an argument after a named one",
        "put the `name=value` arguments last",
    ),
    fr: (
        "un argument après un argument nommé",
        "mettez les arguments `nom=valeur` à la fin",
    ),
};

pub(super) static NAMED_WITHOUT_VALUE: Text = Text {
    en: ("a named argument without its value", "write `name=value`"),
    fr: ("un argument nommé sans valeur", "écrivez `nom=valeur`"),
};

pub(super) static NAMED_WITHOUT_HELPER: Text = Text {
    en: (
        "`=` without a helper before it",
        "a placeholder prints a value, it sets none",
    ),
    fr: (
        "`=` sans fonction devant",
        "une variable affiche une valeur, elle n'en définit pas",
    ),
};

pub(super) static NAMED_TWICE: Text = Text {
    en: ("`{name}` is given twice", "keep one of them"),
    fr: ("`{name}` est donné deux fois", "gardez-en un seul"),
};

pub(super) static NAMED_UNKNOWN: Text = Text {
    en: ("`{name}` takes no argument `{argument}`", "write {usage}"),
    fr: (
        "`{name}` n'a pas d'argument `{argument}`",
        "écrivez {usage}",
    ),
};

pub(super) static NO_NAMED_ARGUMENT: Text = Text {
    en: ("`{name}` takes no `name=value` argument", "remove it"),
    fr: (
        "`{name}` ne prend pas d'argument `nom=valeur`",
        "supprimez-le",
    ),
};

pub(super) static ONLY_INCLUDE_ZERO: Text = Text {
    en: (
        "`{name}` takes no other named argument than `includeZero`",
        "remove it",
    ),
    fr: (
        "`{name}` ne prend pas d'autre argument nommé que `includeZero`",
        "supprimez-le",
    ),
};

pub(super) static PATH_ENDS: Text = Text {
    en: (
        "a name is missing in the path",
        "write a name after the dot, and one dot between names",
    ),
    fr: (
        "il manque un nom dans le chemin",
        "écrivez un nom après le point, et un seul point entre les noms",
    ),
};

pub(super) static PATH_GOES_BACK: Text = Text {
    en: (
        "`this`, `.` or `..` after a name",
        "they stand at the beginning of a path only",
    ),
    fr: (
        "`this`, `.` ou `..` après un nom",
        "ils vont seulement au début d'un chemin",
    ),
};

pub(super) static PATH_TOO_LONG: Text = Text {
    en: (
        "the path has more than {max} names",
        "give the value a name closer to its namespace",
    ),
    fr: (
        "le chemin a plus de {max} noms",
        "donnez à la valeur un nom plus proche de son espace",
    ),
};

pub(super) static PATH_OUTSIDE: Text = Text {
    en: (
        "`../` leads out of the template",
        "use one `../` for each `each` or `with` around the placeholder, or begin with `@root.`",
    ),
    fr: (
        "`../` sort du modèle",
        "un `../` par `each` ou `with` autour de la variable, ou commencez par `@root.`",
    ),
};

pub(super) static NUMBER_IN_PATH: Text = Text {
    en: (
        "a number as the last name of a path",
        "put it in brackets: `items.[0]`",
    ),
    fr: (
        "un nombre comme dernier nom d'un chemin",
        "mettez-le entre crochets : `items.[0]`",
    ),
};

pub(super) static LIQUID_PIPE: Text = Text {
    en: (
        "`|` is of Liquid, not of Handlebars",
        "write `{{{filter} {value}}}`",
    ),
    fr: (
        "`|` vient de Liquid, pas de Handlebars",
        "écrivez `{{{filter} {value}}}`",
    ),
};

pub(super) static EQUALS_ALONE: Text = Text {
    en: (
        "`=` without a name before it",
        "compare with a helper: `{{#if (eq contact.city \"Lomé\")}}`",
    ),
    fr: (
        "`=` sans nom devant",
        "comparez avec une fonction : `{{#if (eq contact.city \"Lomé\")}}`",
    ),
};

pub(super) static CHARACTER: Text = Text {
    en: (
        "the character `{character}` cannot stand here",
        "names have letters, digits, `_` and `-`; put any other name in brackets: `contact.meta.[favorite color]`",
    ),
    fr: (
        "le caractère `{character}` n'a pas sa place ici",
        "les noms ont des lettres, des chiffres, `_` et `-` ; mettez tout autre nom entre crochets : `contact.meta.[favorite color]`",
    ),
};

pub(super) static BLOCK_NAMES: Text = Text {
    en: (
        "the names after `as` are not complete",
        "write `as |item|` or `as |item index|` at the end of the tag",
    ),
    fr: (
        "les noms après `as` ne sont pas complets",
        "écrivez `as |element|` ou `as |element position|` à la fin de la balise",
    ),
};

pub(super) static TOO_MANY_NAMES: Text = Text {
    en: (
        "more than {max} names between the bars",
        "remove the last one",
    ),
    fr: (
        "plus de {max} noms entre les barres",
        "supprimez le dernier",
    ),
};

pub(super) static BLOCK_AS_HELPER: Text = Text {
    en: (
        "`{name}` begins a block",
        "write `{{#{name} ..}} .. {{/{name}}}`",
    ),
    fr: (
        "`{name}` commence un bloc",
        "écrivez `{{#{name} ..}} .. {{/{name}}}`",
    ),
};

pub(super) static HELPER_AS_BLOCK: Text = Text {
    en: (
        "`{name}` begins no block",
        "write `{{{name} ..}}`, or `{{#if ({name} ..)}}`",
    ),
    fr: (
        "`{name}` ne commence pas un bloc",
        "écrivez `{{{name} ..}}`, ou `{{#if ({name} ..)}}`",
    ),
};

pub(super) static BLOCK_UNKNOWN: Text = Text {
    en: (
        "there is no block `{name}`",
        "did you mean `{{#{nearest} ..}}`? the blocks are if, unless, each and with",
    ),
    fr: (
        "il n'y a pas de bloc `{name}`",
        "vouliez-vous dire `{{#{nearest} ..}}` ? les blocs sont if, unless, each et with",
    ),
};

pub(super) static PATH_AS_BLOCK: Text = Text {
    en: (
        "a block that begins with the path `{name}`",
        "write `{{#if {name}}}`, `{{#each {name}}}` or `{{#with {name}}}`",
    ),
    fr: (
        "un bloc qui commence par le chemin `{name}`",
        "écrivez `{{#if {name}}}`, `{{#each {name}}}` ou `{{#with {name}}}`",
    ),
};

pub(super) static BLOCK_ARGUMENTS: Text = Text {
    en: (
        "`{name}` takes one argument, not {count}",
        "write `{usage}`",
    ),
    fr: (
        "`{name}` prend un argument, pas {count}",
        "écrivez `{usage}`",
    ),
};

pub(super) static EACH_OVER_ALL: Text = Text {
    en: (
        "a loop over all namespaces",
        "loop over a list: `{{#each custom.items}}`",
    ),
    fr: (
        "une boucle sur tous les espaces",
        "bouclez sur une liste : `{{#each custom.items}}`",
    ),
};

pub(super) static HELPER_UNKNOWN: Text = Text {
    en: (
        "there is no helper `{name}`",
        "see the list of helpers in the documentation",
    ),
    fr: (
        "il n'y a pas de fonction `{name}`",
        "voyez la liste des fonctions dans la documentation",
    ),
};

pub(super) static HELPER_UNKNOWN_NEAR: Text = Text {
    en: ("there is no helper `{name}`", "did you mean `{nearest}`?"),
    fr: (
        "il n'y a pas de fonction `{name}`",
        "vouliez-vous dire `{nearest}` ?",
    ),
};

pub(super) static NOT_A_HELPER: Text = Text {
    en: (
        "`{name}` is no helper and takes no arguments",
        "remove what follows it, or put a helper before it: `{{default {name} \"..\"}}`",
    ),
    fr: (
        "`{name}` n'est pas une fonction et ne prend pas d'argument",
        "supprimez ce qui suit, ou mettez une fonction devant : `{{default {name} \"..\"}}`",
    ),
};

pub(super) static NAME_AS_HELPER: Text = Text {
    en: (
        "`{name}` is a name of `as |..|` here, no helper",
        "give the name of the block another spelling",
    ),
    fr: (
        "`{name}` est ici un nom de `as |..|`, pas une fonction",
        "écrivez autrement le nom du bloc",
    ),
};

pub(super) static TOO_FEW_ARGUMENTS: Text = Text {
    en: (
        "`{name}` takes at least {least} arguments, not {count}",
        "write {usage}",
    ),
    fr: (
        "`{name}` prend au moins {least} arguments, pas {count}",
        "écrivez {usage}",
    ),
};

pub(super) static TOO_MANY_ARGUMENTS: Text = Text {
    en: (
        "`{name}` takes at most {most} arguments, not {count}",
        "write {usage}",
    ),
    fr: (
        "`{name}` prend au plus {most} arguments, pas {count}",
        "écrivez {usage}",
    ),
};

pub(super) static NO_ARGUMENT: Text = Text {
    en: ("`{name}` has no argument", "write {usage}"),
    fr: ("`{name}` n'a pas d'argument", "écrivez {usage}"),
};

pub(super) static MORE_THAN_ONE_ARGUMENT: Text = Text {
    en: (
        "`{name}` takes at most one argument, not {count}",
        "write {usage}",
    ),
    fr: (
        "`{name}` prend au plus un argument, pas {count}",
        "écrivez {usage}",
    ),
};

pub(super) static LITERAL_ALONE: Text = Text {
    en: (
        "a literal alone between the braces",
        "write the text without braces, or a path such as `{{custom.text}}`",
    ),
    fr: (
        "une constante seule entre les accolades",
        "écrivez le texte sans accolades, ou un chemin comme `{{custom.text}}`",
    ),
};

pub(super) static NAMESPACE_ALONE: Text = Text {
    en: (
        "a whole namespace does not print",
        "write one of its values, such as `{{contact.firstName}}`",
    ),
    fr: (
        "un espace entier ne s'affiche pas",
        "écrivez l'une de ses valeurs, comme `{{contact.firstName}}`",
    ),
};

pub(super) static NAMESPACE_ALONE_NEAR: Text = Text {
    en: (
        "`{name}` lies in no namespace",
        "did you mean a value of `{nearest}`, such as `{{{nearest}.name}}`?",
    ),
    fr: (
        "`{name}` n'est dans aucun espace",
        "vouliez-vous une valeur de `{nearest}`, comme `{{{nearest}.name}}` ?",
    ),
};

pub(super) static NAMESPACE_MISSING: Text = Text {
    en: (
        "`{name}` lies in no namespace",
        "write `{{{meant}}}`; the namespaces are contact, user, instance and custom",
    ),
    fr: (
        "`{name}` n'est dans aucun espace",
        "écrivez `{{{meant}}}` ; les espaces sont contact, user, instance et custom",
    ),
};

pub(super) static NAMESPACE_UNKNOWN: Text = Text {
    en: (
        "there is no namespace `{name}`",
        "the namespaces are contact, user, instance and custom",
    ),
    fr: (
        "il n'y a pas d'espace `{name}`",
        "les espaces sont contact, user, instance et custom",
    ),
};

pub(super) static NAMESPACE_UNKNOWN_NEAR: Text = Text {
    en: (
        "there is no namespace `{name}`",
        "did you mean `{nearest}`?",
    ),
    fr: (
        "il n'y a pas d'espace `{name}`",
        "vouliez-vous dire `{nearest}` ?",
    ),
};

pub(super) static POSITIONAL: Text = Text {
    en: (
        "the positional placeholder `{{{name}}}` is of Meta's templates",
        "give the value a name, such as `{{custom.code}}`",
    ),
    fr: (
        "la variable numérotée `{{{name}}}` vient des modèles de Meta",
        "donnez un nom à la valeur, comme `{{custom.code}}`",
    ),
};

pub(super) static DATA_UNKNOWN: Text = Text {
    en: ("there is no `@{name}`", "did you mean `@{nearest}`?"),
    fr: (
        "il n'y a pas de `@{name}`",
        "vouliez-vous dire `@{nearest}` ?",
    ),
};

pub(super) static DATA_OUTSIDE: Text = Text {
    en: (
        "`{name}` outside a loop",
        "it has a value inside `{{#each ..}}` only",
    ),
    fr: (
        "`{name}` hors d'une boucle",
        "il n'a de valeur que dans `{{#each ..}}`",
    ),
};

pub(super) static FIELD_SECRET: Text = Text {
    en: (
        "`{name}` is secret: no template reaches it",
        "remove the placeholder",
    ),
    fr: (
        "`{name}` est secret : aucun modèle n'y accède",
        "supprimez la variable",
    ),
};

pub(super) static ONLY_PLACEHOLDERS: Text = Text {
    en: (
        "more than a bare placeholder",
        "write `{{namespace.name}}` and nothing else between the braces",
    ),
    fr: (
        "autre chose qu'une simple variable",
        "écrivez `{{espace.nom}}` et rien d'autre entre les accolades",
    ),
};

pub(super) static MISSING: Text = Text {
    en: (
        "`{path}` has no value",
        "give it one, or write what stands in for it: `{{default {path} \"..\"}}`",
    ),
    fr: (
        "`{path}` n'a pas de valeur",
        "donnez-lui en une, ou écrivez ce qui la remplace : `{{default {path} \"..\"}}`",
    ),
};

pub(super) static CONTEXT_UNAVAILABLE: Text = Text {
    en: (
        "the template needs `{namespace}`, and there is none",
        "give the {namespace} that the message is about",
    ),
    fr: (
        "le modèle a besoin de `{namespace}`, et il n'y en a pas",
        "donnez le {namespace} du message",
    ),
};

pub(super) static NOT_SCALAR: Text = Text {
    en: (
        "an object where a text would print",
        "print one of its values",
    ),
    fr: (
        "un objet là où un texte s'afficherait",
        "affichez l'une de ses valeurs",
    ),
};

pub(super) static VALUE_INVALID: Text = Text {
    en: (
        "a value that `{helper}` cannot format",
        "mend the value, or print it without `{helper}`",
    ),
    fr: (
        "une valeur que `{helper}` ne sait pas mettre en forme",
        "corrigez la valeur, ou affichez-la sans `{helper}`",
    ),
};

pub(super) static TOO_MANY_STEPS: Text = Text {
    en: (
        "the rendering takes too many steps",
        "shorten the lists that the template loops over",
    ),
    fr: (
        "le rendu demande trop d'étapes",
        "raccourcissez les listes que le modèle parcourt",
    ),
};

pub(super) static OUTPUT_TOO_LONG: Text = Text {
    en: (
        "the text grows over the limit",
        "shorten the lists that the template loops over",
    ),
    fr: (
        "le texte dépasse la limite",
        "raccourcissez les listes que le modèle parcourt",
    ),
};

pub(super) static VALUE_TOO_LONG: Text = Text {
    en: (
        "a printed value is over the limit of its size",
        "shorten the value, or print it with `truncate`",
    ),
    fr: (
        "une valeur affichée dépasse la taille limite",
        "raccourcissez la valeur, ou affichez-la avec `truncate`",
    ),
};

pub(super) static MORE_ISSUES: Text = Text {
    en: (
        "here and elsewhere are more issues than the {max} that are listed",
        "mend those that are listed, and compile again",
    ),
    fr: (
        "il y a ici et ailleurs plus de problèmes que les {max} qui sont listés",
        "corrigez ceux qui sont listés, puis compilez de nouveau",
    ),
};

pub(super) static PARENT_AMBIGUOUS: Text = Text {
    en: (
        "`../` goes past a block whose value may equal the one around it, and is one step shorter then",
        "begin the path with `@root.`, or name the items: `{{#each custom.items as |item|}}`",
    ),
    fr: (
        "`../` passe un bloc dont la valeur peut égaler celle qui l'entoure, et compte alors un pas de moins",
        "commencez le chemin par `@root.`, ou nommez les éléments : `{{#each custom.items as |element|}}`",
    ),
};

#[cfg(feature = "locale")]
pub(super) static NO_LOCALE: Text = Text {
    en: (
        "`{helper}` writes by the rules of a locale, and there is none",
        "add `locale=\"fr\"` to the call, or give the campaign a locale",
    ),
    fr: (
        "`{helper}` écrit selon les règles d'une langue, et il n'y en a pas",
        "ajoutez `locale=\"fr\"` à l'appel, ou donnez une langue à la campagne",
    ),
};

pub(super) static NO_LOCALE_FEATURE: Text = Text {
    en: (
        "the helper `{name}` is not built in",
        "build with the feature `locale`",
    ),
    fr: (
        "la fonction `{name}` n'est pas incluse",
        "compilez avec l'option `locale`",
    ),
};

pub(super) static NOT_A_COUNT: Text = Text {
    en: ("`{value}` is no whole number from 0", "write {usage}"),
    fr: (
        "`{value}` n'est pas un entier à partir de 0",
        "écrivez {usage}",
    ),
};

pub(super) static NOT_A_STYLE: Text = Text {
    en: (
        "`{value}` is no style of a date",
        "the styles are short, medium, long, full, time, datetime and fulltime",
    ),
    fr: (
        "`{value}` n'est pas un style de date",
        "les styles sont short, medium, long, full, time, datetime et fulltime",
    ),
};

pub(super) static NOT_A_LOCALE: Text = Text {
    en: (
        "`{value}` is no locale",
        "write a language such as `fr`, or a language and a region such as `pt-BR`",
    ),
    fr: (
        "`{value}` n'est pas une langue",
        "écrivez une langue comme `fr`, ou une langue et une région comme `pt-BR`",
    ),
};

pub(super) static NOT_A_ZONE: Text = Text {
    en: (
        "`{value}` is no time zone",
        "write a name such as `Africa/Porto-Novo`, or an offset such as `+01:00`",
    ),
    fr: (
        "`{value}` n'est pas un fuseau horaire",
        "écrivez un nom comme `Africa/Porto-Novo`, ou un décalage comme `+01:00`",
    ),
};

pub(super) static PLURAL_WITHOUT_OTHER: Text = Text {
    en: ("`plural` without its form `other`", "write {usage}"),
    fr: ("`plural` sans sa forme `other`", "écrivez {usage}"),
};

pub(super) static RENDERED_BLANK: Text = Text {
    en: (
        "the text is empty or only white space",
        "give the template text, or a value to what it prints",
    ),
    fr: (
        "le texte est vide ou n'a que des blancs",
        "mettez du texte dans le modèle, ou une valeur à ce qu'il affiche",
    ),
};

pub(super) static RENDERED_TOO_LONG: Text = Text {
    en: (
        "the text has {length} characters, the limit is {max}",
        "shorten the template, or print long values with `truncate`",
    ),
    fr: (
        "le texte a {length} caractères, la limite est {max}",
        "raccourcissez le modèle, ou affichez les longues valeurs avec `truncate`",
    ),
};

#[cfg(feature = "handlebars")]
pub(super) static HOST_RENDER: Text = Text {
    en: (
        "a helper or a partial of the host could not render",
        "look at what it does with this context",
    ),
    fr: (
        "une fonction ou un gabarit partiel de l'hôte n'a pas pu être rendu",
        "voyez ce que l'hôte fait de ce contexte",
    ),
};

#[cfg(feature = "handlebars")]
pub(super) static HOST_COMPILE: Text = Text {
    en: (
        "the `handlebars` crate does not read this template: {reason}",
        "write it without what the host's engine cannot read",
    ),
    fr: (
        "la bibliothèque `handlebars` ne lit pas ce modèle : {reason}",
        "écrivez-le sans ce que le moteur de l'hôte ne sait pas lire",
    ),
};

#[cfg(feature = "handlebars")]
pub(super) static HOST_PARTIAL: Text = Text {
    en: (
        "the host has no partial `{name}`",
        "register it, or mend its name",
    ),
    fr: (
        "l'hôte n'a pas de gabarit partiel `{name}`",
        "enregistrez-le, ou corrigez son nom",
    ),
};

pub(super) static CLOSE_WITH_ARGUMENTS: Text = Text {
    en: (
        "the close of a block takes no arguments",
        "write the name of the block alone: `{{/if}}`",
    ),
    fr: (
        "la fermeture d'un bloc ne prend pas d'argument",
        "écrivez le nom du bloc seul : `{{/if}}`",
    ),
};

pub(super) static NAMESPACE_IN_BLOCK: Text = Text {
    en: (
        "`{name}` is looked up in the block's own value here",
        "write `@root.{name}`, or `this.{name}` if that is meant",
    ),
    fr: (
        "`{name}` est cherché ici dans la valeur du bloc",
        "écrivez `@root.{name}`, ou `this.{name}` si c'est voulu",
    ),
};

pub(super) static MARKDOWN_BOLD: Text = Text {
    en: (
        "two stars on each side are Markdown, and show as written",
        "write one: `*bold*`",
    ),
    fr: (
        "deux étoiles de chaque côté, c'est du Markdown, affiché tel quel",
        "écrivez-en une : `*gras*`",
    ),
};

pub(super) static MARKDOWN_LINK: Text = Text {
    en: (
        "a link of Markdown shows as written",
        "write the address alone",
    ),
    fr: (
        "un lien Markdown s'affiche tel quel",
        "écrivez l'adresse seule",
    ),
};

pub(super) static MARKDOWN_HEADING: Text = Text {
    en: (
        "a heading of Markdown shows as written",
        "write it in bold: `*Heading*`",
    ),
    fr: (
        "un titre Markdown s'affiche tel quel",
        "écrivez-le en gras : `*Titre*`",
    ),
};

pub(super) static HTML: Text = Text {
    en: (
        "HTML shows as written",
        "use `*bold*`, `_italic_` and line ends",
    ),
    fr: (
        "le HTML s'affiche tel quel",
        "utilisez `*gras*`, `_italique_` et des retours à la ligne",
    ),
};
