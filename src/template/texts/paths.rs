//! Where a path leads.

use crate::issue::Text;

pub(in crate::template) static EMPTY_BRACKETS: Text = Text {
    en: (
        "nothing stands between the brackets",
        "write a name there, or `this` for the value itself",
    ),
    fr: (
        "il n'y a rien entre les crochets",
        "mettez-y un nom, ou écrivez `this` pour la valeur elle-même",
    ),
};

pub(in crate::template) static PATH_OUTSIDE: Text = Text {
    en: (
        "`../` leads out of the template",
        "use one `../` for each `each` or `with` around the placeholder, or begin with `@root.`",
    ),
    fr: (
        "`../` sort du modèle",
        "un `../` par `each` ou `with` autour de la variable, ou commencez par `@root.`",
    ),
};

pub(in crate::template) static LITERAL_ALONE: Text = Text {
    en: (
        "a literal alone between the braces",
        "write the text without braces, or a path such as `{{custom.text}}`",
    ),
    fr: (
        "une constante seule entre les accolades",
        "écrivez le texte sans accolades, ou un chemin comme `{{custom.text}}`",
    ),
};

pub(in crate::template) static NAMESPACE_ALONE: Text = Text {
    en: (
        "a whole namespace does not print",
        "write one of its values, such as `{{contact.firstName}}`",
    ),
    fr: (
        "un espace entier ne s'affiche pas",
        "écrivez l'une de ses valeurs, comme `{{contact.firstName}}`",
    ),
};

pub(in crate::template) static NAMESPACE_ALONE_NEAR: Text = Text {
    en: (
        "`{name}` lies in no namespace",
        "did you mean a value of `{nearest}`, such as `{{{nearest}.name}}`?",
    ),
    fr: (
        "`{name}` n'est dans aucun espace",
        "vouliez-vous une valeur de `{nearest}`, comme `{{{nearest}.name}}` ?",
    ),
};

pub(in crate::template) static NAMESPACE_MISSING: Text = Text {
    en: (
        "`{name}` lies in no namespace",
        "write `{{{meant}}}`; the namespaces are contact, user, instance and custom",
    ),
    fr: (
        "`{name}` n'est dans aucun espace",
        "écrivez `{{{meant}}}` ; les espaces sont contact, user, instance et custom",
    ),
};

pub(in crate::template) static NAMESPACE_UNKNOWN: Text = Text {
    en: (
        "there is no namespace `{name}`",
        "the namespaces are contact, user, instance and custom",
    ),
    fr: (
        "il n'y a pas d'espace `{name}`",
        "les espaces sont contact, user, instance et custom",
    ),
};

pub(in crate::template) static NAMESPACE_UNKNOWN_NEAR: Text = Text {
    en: (
        "there is no namespace `{name}`",
        "did you mean `{nearest}`?",
    ),
    fr: (
        "il n'y a pas d'espace `{name}`",
        "vouliez-vous dire `{nearest}` ?",
    ),
};

pub(in crate::template) static POSITIONAL: Text = Text {
    en: (
        "the positional placeholder `{{{name}}}` is of Meta's templates",
        "give the value a name, such as `{{custom.code}}`",
    ),
    fr: (
        "la variable numérotée `{{{name}}}` vient des modèles de Meta",
        "donnez un nom à la valeur, comme `{{custom.code}}`",
    ),
};

pub(in crate::template) static DATA_UNKNOWN: Text = Text {
    en: ("there is no `@{name}`", "did you mean `@{nearest}`?"),
    fr: (
        "il n'y a pas de `@{name}`",
        "vouliez-vous dire `@{nearest}` ?",
    ),
};

pub(in crate::template) static OCCURRENCE_FIELD: Text = Text {
    en: (
        "there is no `@occurrence.{name}`",
        "did you mean `@occurrence.{nearest}`?",
    ),
    fr: (
        "il n'y a pas de `@occurrence.{name}`",
        "vouliez-vous dire `@occurrence.{nearest}` ?",
    ),
};

pub(in crate::template) static OCCURRENCE_ALONE: Text = Text {
    en: (
        "an occurrence as a whole does not print",
        "write its time or its number: `{{date @occurrence.at \"long\"}}`, `{{@occurrence.number}}`",
    ),
    fr: (
        "une occurrence entière ne s'affiche pas",
        "écrivez sa date ou son numéro : `{{date @occurrence.at \"long\"}}`, `{{@occurrence.number}}`",
    ),
};

pub(in crate::template) static DATA_OUTSIDE: Text = Text {
    en: (
        "`{name}` outside a loop",
        "it has a value inside `{{#each ..}}` only",
    ),
    fr: (
        "`{name}` hors d'une boucle",
        "il n'a de valeur que dans `{{#each ..}}`",
    ),
};

pub(in crate::template) static FIELD_SECRET: Text = Text {
    en: (
        "`{name}` is secret: no template reaches it",
        "remove the placeholder",
    ),
    fr: (
        "`{name}` est secret : aucun modèle n'y accède",
        "supprimez la variable",
    ),
};

pub(in crate::template) static PARENT_AMBIGUOUS: Text = Text {
    en: (
        "`../` goes past a block whose value may equal the one around it, and is one step shorter then",
        "begin the path with `@root.`, or name the items: `{{#each custom.items as |item|}}`",
    ),
    fr: (
        "`../` passe un bloc dont la valeur peut égaler celle qui l'entoure, et compte alors un pas de moins",
        "commencez le chemin par `@root.`, ou nommez les éléments : `{{#each custom.items as |element|}}`",
    ),
};

pub(in crate::template) static NAMESPACE_IN_BLOCK: Text = Text {
    en: (
        "`{name}` is looked up in the block's own value here",
        "write `@root.{name}`, or `this.{name}` if that is meant",
    ),
    fr: (
        "`{name}` est cherché ici dans la valeur du bloc",
        "écrivez `@root.{name}`, ou `this.{name}` si c'est voulu",
    ),
};

pub(in crate::template) static PATH_ENDS: Text = Text {
    en: (
        "a name is missing in the path",
        "write a name after the dot, and one dot between names",
    ),
    fr: (
        "il manque un nom dans le chemin",
        "écrivez un nom après le point, et un seul point entre les noms",
    ),
};

pub(in crate::template) static PATH_GOES_BACK: Text = Text {
    en: (
        "`this`, `.` or `..` after a name",
        "they stand at the beginning of a path only",
    ),
    fr: (
        "`this`, `.` ou `..` après un nom",
        "ils vont seulement au début d'un chemin",
    ),
};

pub(in crate::template) static PATH_TOO_LONG: Text = Text {
    en: (
        "the path has more than {max} names",
        "give the value a name closer to its namespace",
    ),
    fr: (
        "le chemin a plus de {max} noms",
        "donnez à la valeur un nom plus proche de son espace",
    ),
};

pub(in crate::template) static NUMBER_IN_PATH: Text = Text {
    en: (
        "a number as the last name of a path",
        "put it in brackets: `items.[0]`",
    ),
    fr: (
        "un nombre comme dernier nom d'un chemin",
        "mettez-le entre crochets : `items.[0]`",
    ),
};

pub(in crate::template) static FIELD_NOT_ALLOWED: Text = Text {
    en: (
        "`{path}` is not among the fields that templates may read here",
        "use another field, or ask who runs the service to allow this one",
    ),
    fr: (
        "`{path}` n'est pas parmi les champs que les modèles peuvent lire ici",
        "prenez un autre champ, ou demandez à qui tient le service de le permettre",
    ),
};

pub(in crate::template) static NAMESPACE_NOT_ALLOWED: Text = Text {
    en: (
        "all of `{namespace}` is looked up where only some of its fields may be read",
        "name the field that is meant: `{{contact.firstName}}`",
    ),
    fr: (
        "tout `{namespace}` est consulté alors que seuls certains de ses champs peuvent être lus",
        "nommez le champ voulu : `{{contact.firstName}}`",
    ),
};

pub(in crate::template) static ROOT_NOT_ALLOWED: Text = Text {
    en: (
        "all namespaces are looked up where only some fields may be read",
        "name the field that is meant: `{{contact.firstName}}`",
    ),
    fr: (
        "tous les espaces de noms sont consultés alors que seuls certains champs peuvent être lus",
        "nommez le champ voulu : `{{contact.firstName}}`",
    ),
};
