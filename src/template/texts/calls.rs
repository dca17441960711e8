//! Helpers and blocks: whether there is one of that name, and what it takes.

use crate::issue::Text;

pub(in crate::template) static NAMED_TWICE: Text = Text {
    en: ("`{name}` is given twice", "keep one of them"),
    fr: ("`{name}` est donné deux fois", "gardez-en un seul"),
};

pub(in crate::template) static NAMED_UNKNOWN: Text = Text {
    en: ("`{name}` takes no argument `{argument}`", "write {usage}"),
    fr: (
        "`{name}` n'a pas d'argument `{argument}`",
        "écrivez {usage}",
    ),
};

pub(in crate::template) static NO_NAMED_ARGUMENT: Text = Text {
    en: ("`{name}` takes no `name=value` argument", "remove it"),
    fr: (
        "`{name}` ne prend pas d'argument `nom=valeur`",
        "supprimez-le",
    ),
};

pub(in crate::template) static ONLY_INCLUDE_ZERO: Text = Text {
    en: (
        "`{name}` takes no other named argument than `includeZero`",
        "remove it",
    ),
    fr: (
        "`{name}` ne prend pas d'autre argument nommé que `includeZero`",
        "supprimez-le",
    ),
};

pub(in crate::template) static TOO_MANY_NAMES: Text = Text {
    en: (
        "more than {max} names between the bars",
        "remove the last one",
    ),
    fr: (
        "plus de {max} noms entre les barres",
        "supprimez le dernier",
    ),
};

pub(in crate::template) static BLOCK_AS_HELPER: Text = Text {
    en: (
        "`{name}` begins a block",
        "write `{{#{name} ..}} .. {{/{name}}}`",
    ),
    fr: (
        "`{name}` commence un bloc",
        "écrivez `{{#{name} ..}} .. {{/{name}}}`",
    ),
};

pub(in crate::template) static HELPER_AS_BLOCK: Text = Text {
    en: (
        "`{name}` begins no block",
        "write `{{{name} ..}}`, or `{{#if ({name} ..)}}`",
    ),
    fr: (
        "`{name}` ne commence pas un bloc",
        "écrivez `{{{name} ..}}`, ou `{{#if ({name} ..)}}`",
    ),
};

pub(in crate::template) static BLOCK_UNKNOWN: Text = Text {
    en: (
        "there is no block `{name}`",
        "did you mean `{{#{nearest} ..}}`? the blocks are if, unless, each and with",
    ),
    fr: (
        "il n'y a pas de bloc `{name}`",
        "vouliez-vous dire `{{#{nearest} ..}}` ? les blocs sont if, unless, each et with",
    ),
};

pub(in crate::template) static PATH_AS_BLOCK: Text = Text {
    en: (
        "a block that begins with the path `{name}`",
        "write `{{#if {name}}}`, `{{#each {name}}}` or `{{#with {name}}}`",
    ),
    fr: (
        "un bloc qui commence par le chemin `{name}`",
        "écrivez `{{#if {name}}}`, `{{#each {name}}}` ou `{{#with {name}}}`",
    ),
};

pub(in crate::template) static BLOCK_ARGUMENTS: Text = Text {
    en: (
        "`{name}` takes one argument, not {count}",
        "write `{usage}`",
    ),
    fr: (
        "`{name}` prend un argument, pas {count}",
        "écrivez `{usage}`",
    ),
};

pub(in crate::template) static EACH_OVER_ALL: Text = Text {
    en: (
        "a loop over all namespaces",
        "loop over a list: `{{#each custom.items}}`",
    ),
    fr: (
        "une boucle sur tous les espaces",
        "bouclez sur une liste : `{{#each custom.items}}`",
    ),
};

pub(in crate::template) static HELPER_UNKNOWN: Text = Text {
    en: (
        "there is no helper `{name}`",
        "see the list of helpers in the documentation",
    ),
    fr: (
        "il n'y a pas de fonction `{name}`",
        "voyez la liste des fonctions dans la documentation",
    ),
};

pub(in crate::template) static HELPER_UNKNOWN_NEAR: Text = Text {
    en: ("there is no helper `{name}`", "did you mean `{nearest}`?"),
    fr: (
        "il n'y a pas de fonction `{name}`",
        "vouliez-vous dire `{nearest}` ?",
    ),
};

pub(in crate::template) static NOT_A_HELPER: Text = Text {
    en: (
        "`{name}` is no helper and takes no arguments",
        "remove what follows it, or put a helper before it: `{{default {name} \"..\"}}`",
    ),
    fr: (
        "`{name}` n'est pas une fonction et ne prend pas d'argument",
        "supprimez ce qui suit, ou mettez une fonction devant : `{{default {name} \"..\"}}`",
    ),
};

pub(in crate::template) static NAME_AS_HELPER: Text = Text {
    en: (
        "`{name}` is a name of `as |..|` here, no helper",
        "give the name of the block another spelling",
    ),
    fr: (
        "`{name}` est ici un nom de `as |..|`, pas une fonction",
        "écrivez autrement le nom du bloc",
    ),
};

pub(in crate::template) static TOO_FEW_ARGUMENTS: Text = Text {
    en: (
        "`{name}` takes at least {least} arguments, not {count}",
        "write {usage}",
    ),
    fr: (
        "`{name}` prend au moins {least} arguments, pas {count}",
        "écrivez {usage}",
    ),
};

pub(in crate::template) static TOO_MANY_ARGUMENTS: Text = Text {
    en: (
        "`{name}` takes at most {most} arguments, not {count}",
        "write {usage}",
    ),
    fr: (
        "`{name}` prend au plus {most} arguments, pas {count}",
        "écrivez {usage}",
    ),
};

pub(in crate::template) static NO_ARGUMENT: Text = Text {
    en: ("`{name}` has no argument", "write {usage}"),
    fr: ("`{name}` n'a pas d'argument", "écrivez {usage}"),
};

pub(in crate::template) static MORE_THAN_ONE_ARGUMENT: Text = Text {
    en: (
        "`{name}` takes at most one argument, not {count}",
        "write {usage}",
    ),
    fr: (
        "`{name}` prend au plus un argument, pas {count}",
        "écrivez {usage}",
    ),
};

pub(in crate::template) static NO_LOCALE_FEATURE: Text = Text {
    en: (
        "the helper `{name}` is not built in",
        "build with the feature `locale`",
    ),
    fr: (
        "la fonction `{name}` n'est pas incluse",
        "compilez avec l'option `locale`",
    ),
};

pub(in crate::template) static NOT_A_COUNT: Text = Text {
    en: ("`{value}` is no whole number from 0", "write {usage}"),
    fr: (
        "`{value}` n'est pas un entier à partir de 0",
        "écrivez {usage}",
    ),
};

pub(in crate::template) static NOT_A_STYLE: Text = Text {
    en: (
        "`{value}` is no style of a date",
        "the styles are short, medium, long, full, time, datetime and fulltime",
    ),
    fr: (
        "`{value}` n'est pas un style de date",
        "les styles sont short, medium, long, full, time, datetime et fulltime",
    ),
};

pub(in crate::template) static NOT_A_LOCALE: Text = Text {
    en: (
        "`{value}` is no locale",
        "write a language such as `fr`, or a language and a region such as `pt-BR`",
    ),
    fr: (
        "`{value}` n'est pas une langue",
        "écrivez une langue comme `fr`, ou une langue et une région comme `pt-BR`",
    ),
};

pub(in crate::template) static NOT_A_ZONE: Text = Text {
    en: (
        "`{value}` is no time zone",
        "write a name such as `Africa/Porto-Novo`, or an offset such as `+01:00`",
    ),
    fr: (
        "`{value}` n'est pas un fuseau horaire",
        "écrivez un nom comme `Africa/Porto-Novo`, ou un décalage comme `+01:00`",
    ),
};

pub(in crate::template) static PLURAL_WITHOUT_OTHER: Text = Text {
    en: ("`plural` without its form `other`", "write {usage}"),
    fr: ("`plural` sans sa forme `other`", "écrivez {usage}"),
};
