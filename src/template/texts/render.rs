//! Binding and rendering, the host's own helpers, and what is probably not meant.

use crate::issue::Text;

pub(in crate::template) static MISSING: Text = Text {
    en: (
        "`{path}` has no value",
        "give it one, or write what stands in for it: `{{default {path} \"..\"}}`",
    ),
    fr: (
        "`{path}` n'a pas de valeur",
        "donnez-lui en une, ou écrivez ce qui la remplace : `{{default {path} \"..\"}}`",
    ),
};

pub(in crate::template) static CONTEXT_UNAVAILABLE: Text = Text {
    en: (
        "the template needs `{namespace}`, and there is none",
        "give the {namespace} that the message is about",
    ),
    fr: (
        "le modèle a besoin de `{namespace}`, et il n'y en a pas",
        "donnez le {namespace} du message",
    ),
};

pub(in crate::template) static NOT_SCALAR: Text = Text {
    en: (
        "an object where a text would print",
        "print one of its values",
    ),
    fr: (
        "un objet là où un texte s'afficherait",
        "affichez l'une de ses valeurs",
    ),
};

pub(in crate::template) static VALUE_INVALID: Text = Text {
    en: (
        "a value that `{helper}` cannot format",
        "mend the value, or print it without `{helper}`",
    ),
    fr: (
        "une valeur que `{helper}` ne sait pas mettre en forme",
        "corrigez la valeur, ou affichez-la sans `{helper}`",
    ),
};

pub(in crate::template) static TOO_MANY_STEPS: Text = Text {
    en: (
        "the rendering takes too many steps",
        "shorten the lists that the template loops over",
    ),
    fr: (
        "le rendu demande trop d'étapes",
        "raccourcissez les listes que le modèle parcourt",
    ),
};

pub(in crate::template) static OUTPUT_TOO_LONG: Text = Text {
    en: (
        "the text grows over the limit",
        "shorten the lists that the template loops over",
    ),
    fr: (
        "le texte dépasse la limite",
        "raccourcissez les listes que le modèle parcourt",
    ),
};

pub(in crate::template) static VALUE_TOO_LONG: Text = Text {
    en: (
        "a printed value is over the limit of its size",
        "shorten the value, or print it with `truncate`",
    ),
    fr: (
        "une valeur affichée dépasse la taille limite",
        "raccourcissez la valeur, ou affichez-la avec `truncate`",
    ),
};

#[cfg(feature = "locale")]
pub(in crate::template) static NO_LOCALE: Text = Text {
    en: (
        "`{helper}` writes by the rules of a locale, and there is none",
        "add `locale=\"fr\"` to the call, or give the campaign a locale",
    ),
    fr: (
        "`{helper}` écrit selon les règles d'une langue, et il n'y en a pas",
        "ajoutez `locale=\"fr\"` à l'appel, ou donnez une langue à la campagne",
    ),
};

pub(in crate::template) static RENDERED_BLANK: Text = Text {
    en: (
        "the text is empty or only white space",
        "give the template text, or a value to what it prints",
    ),
    fr: (
        "le texte est vide ou n'a que des blancs",
        "mettez du texte dans le modèle, ou une valeur à ce qu'il affiche",
    ),
};

pub(in crate::template) static RENDERED_TOO_LONG: Text = Text {
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
pub(in crate::template) static HOST_RENDER: Text = Text {
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
pub(in crate::template) static HOST_TOO_DEEP: Text = Text {
    en: (
        "partials and blocks stand more than {max} deep inside each other",
        "let no partial call itself, or let it end",
    ),
    fr: (
        "des gabarits partiels et des blocs sont imbriqués sur plus de {max} niveaux",
        "aucun gabarit partiel ne doit s'appeler lui-même sans fin",
    ),
};

#[cfg(feature = "handlebars")]
pub(in crate::template) static HOST_COMPILE: Text = Text {
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
pub(in crate::template) static HOST_PARTIAL: Text = Text {
    en: (
        "the host has no partial `{name}`",
        "register it, or mend its name",
    ),
    fr: (
        "l'hôte n'a pas de gabarit partiel `{name}`",
        "enregistrez-le, ou corrigez son nom",
    ),
};

pub(in crate::template) static MARKDOWN_BOLD: Text = Text {
    en: (
        "two stars on each side are Markdown, and show as written",
        "write one: `*bold*`",
    ),
    fr: (
        "deux étoiles de chaque côté, c'est du Markdown, affiché tel quel",
        "écrivez-en une : `*gras*`",
    ),
};

pub(in crate::template) static MARKDOWN_LINK: Text = Text {
    en: (
        "a link of Markdown shows as written",
        "write the address alone",
    ),
    fr: (
        "un lien Markdown s'affiche tel quel",
        "écrivez l'adresse seule",
    ),
};

pub(in crate::template) static MARKDOWN_HEADING: Text = Text {
    en: (
        "a heading of Markdown shows as written",
        "write it in bold: `*Heading*`",
    ),
    fr: (
        "un titre Markdown s'affiche tel quel",
        "écrivez-le en gras : `*Titre*`",
    ),
};

pub(in crate::template) static HTML: Text = Text {
    en: (
        "HTML shows as written",
        "use `*bold*`, `_italic_` and line ends",
    ),
    fr: (
        "le HTML s'affiche tel quel",
        "utilisez `*gras*`, `_italique_` et des retours à la ligne",
    ),
};
