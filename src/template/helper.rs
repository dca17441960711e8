//! The helpers: their names and what each takes.

/// A helper. `Shown`, `Filled`, `Loops` and `Written` have no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Helper {
    Default,
    Eq,
    Ne,
    Gt,
    Gte,
    Lt,
    Lte,
    And,
    Or,
    Not,
    Len,
    Lookup,
    Upper,
    Lower,
    Capitalize,
    Trim,
    Truncate,
    Join,
    Phone,
    Urlencode,
    Date,
    Number,
    Plural,
    /// Whether `{{#if x includeZero=y}}` shows its body.
    Shown,
    /// Whether `{{#with x}}` shows its body.
    Filled,
    /// Whether `{{#each x}}` has an item.
    Loops,
    /// What `../` lead to past equal contexts; an empty text where that is missing, and what they
    /// lead to as they are written is there.
    Written,
}

/// What a helper takes, and what it does with an argument that is missing.
#[derive(Debug)]
pub(super) struct Signature {
    pub(super) name: &'static str,
    pub(super) helper: Helper,
    pub(super) least: usize,
    pub(super) most: usize,
    /// Names of `name=value` arguments; in a call they come after the others, in this order.
    pub(super) named: &'static [&'static str],
    /// How a call looks.
    pub(super) usage: &'static str,
    pub(super) missing: OnMissing,
}

/// What becomes of a missing argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnMissing {
    /// The call is missing too.
    Missing,
    /// The helper answers all the same.
    Answers,
}

const fn signature(
    name: &'static str,
    helper: Helper,
    (least, most): (usize, usize),
    usage: &'static str,
    missing: OnMissing,
) -> Signature {
    Signature {
        name,
        helper,
        least,
        most,
        named: &[],
        usage,
        missing,
    }
}

/// As many arguments as the source can hold; a call counts them in a byte.
const MANY: usize = 64;

use OnMissing::{Answers, Missing};

pub(super) static HELPERS: &[Signature] = &[
    signature(
        "default",
        Helper::Default,
        (2, MANY),
        "{{default contact.firstName \"client\"}}",
        Answers,
    ),
    signature(
        "eq",
        Helper::Eq,
        (2, 2),
        "(eq contact.city \"Lomé\")",
        Answers,
    ),
    signature(
        "ne",
        Helper::Ne,
        (2, 2),
        "(ne contact.city \"Lomé\")",
        Answers,
    ),
    signature("gt", Helper::Gt, (2, 2), "(gt contact.points 100)", Answers),
    signature(
        "gte",
        Helper::Gte,
        (2, 2),
        "(gte contact.points 100)",
        Answers,
    ),
    signature("lt", Helper::Lt, (2, 2), "(lt contact.points 100)", Answers),
    signature(
        "lte",
        Helper::Lte,
        (2, 2),
        "(lte contact.points 100)",
        Answers,
    ),
    signature(
        "and",
        Helper::And,
        (2, MANY),
        "(and contact.vip custom.on)",
        Answers,
    ),
    signature(
        "or",
        Helper::Or,
        (2, MANY),
        "(or contact.vip custom.on)",
        Answers,
    ),
    signature("not", Helper::Not, (1, 1), "(not contact.vip)", Answers),
    signature("len", Helper::Len, (1, 1), "(len contact.tags)", Answers),
    signature(
        "lookup",
        Helper::Lookup,
        (2, 2),
        "(lookup custom.prices contact.plan)",
        Answers,
    ),
    signature(
        "upper",
        Helper::Upper,
        (1, 1),
        "{{upper contact.firstName}}",
        Missing,
    ),
    signature(
        "lower",
        Helper::Lower,
        (1, 1),
        "{{lower contact.firstName}}",
        Missing,
    ),
    signature(
        "capitalize",
        Helper::Capitalize,
        (1, 1),
        "{{capitalize contact.firstName}}",
        Missing,
    ),
    signature(
        "trim",
        Helper::Trim,
        (1, 1),
        "{{trim contact.firstName}}",
        Missing,
    ),
    signature(
        "truncate",
        Helper::Truncate,
        (2, 3),
        "{{truncate custom.text 20 \"…\"}}",
        Missing,
    ),
    signature(
        "join",
        Helper::Join,
        (1, 2),
        "{{join contact.tags \" / \"}}",
        Missing,
    ),
    signature(
        "phone",
        Helper::Phone,
        (1, 1),
        "{{phone contact.phone}}",
        Missing,
    ),
    signature(
        "urlencode",
        Helper::Urlencode,
        (1, 1),
        "{{urlencode custom.query}}",
        Missing,
    ),
    Signature {
        named: &["locale", "zone"],
        ..signature(
            "date",
            Helper::Date,
            (1, 2),
            "{{date contact.meta.birthday \"long\" locale=\"fr\"}}",
            Missing,
        )
    },
    Signature {
        named: &["locale", "decimals"],
        ..signature(
            "number",
            Helper::Number,
            (1, 1),
            "{{number contact.points locale=\"fr\"}}",
            Missing,
        )
    },
    Signature {
        named: &["locale", "zero", "one", "two", "few", "many", "other"],
        ..signature(
            "plural",
            Helper::Plural,
            (1, 1),
            "{{plural contact.points one=\"point\" other=\"points\" locale=\"fr\"}}",
            Missing,
        )
    },
];

/// The helper of this name.
pub(super) fn named(name: &str) -> Option<&'static Signature> {
    HELPERS.iter().find(|known| known.name == name)
}

/// Names that begin a block.
pub(super) const BLOCKS: [&str; 4] = ["if", "unless", "each", "with"];

/// How a block looks that gets its one argument.
pub(super) fn block_usage(name: &str) -> &'static str {
    match name {
        "each" => "{{#each custom.items as |item|}}",
        "with" => "{{#with contact.meta}}",
        "unless" => "{{#unless (eq contact.city \"Lomé\")}}",
        _ => "{{#if (eq contact.city \"Lomé\")}}",
    }
}

/// The helper of ours that other libraries know by another name.
pub(super) fn alias(name: &str) -> Option<&'static str> {
    const ALIASES: [(&str, &str); 14] = [
        ("uppercase", "upper"),
        ("upcase", "upper"),
        ("lowercase", "lower"),
        ("downcase", "lower"),
        ("titlecase", "capitalize"),
        ("strip", "trim"),
        ("equals", "eq"),
        ("equal", "eq"),
        ("is", "eq"),
        ("isnt", "ne"),
        ("length", "len"),
        ("size", "len"),
        ("fallback", "default"),
        ("encodeURIComponent", "urlencode"),
    ];
    let known = ALIASES.iter().find(|(alias, _)| *alias == name);
    known.map(|(_, helper)| *helper)
}

impl Helper {
    /// Whether it writes by the rules of a locale.
    pub(super) fn is_local(self) -> bool {
        matches!(self, Self::Date | Self::Number | Self::Plural)
    }

    /// How many arguments of a call have to be there, of those that are `given`: without one of the first so many
    /// the call is missing too.
    pub(super) fn needs(self, given: usize) -> usize {
        match self {
            Self::Upper | Self::Lower | Self::Capitalize | Self::Trim => given,
            Self::Truncate | Self::Join | Self::Phone | Self::Urlencode => given,
            Self::Date | Self::Number | Self::Plural | Self::Lookup => 1,
            _ => 0,
        }
    }

    /// The name as a template writes it.
    pub(super) fn name(self) -> &'static str {
        let signature = HELPERS.iter().find(|known| known.helper == self);
        signature.map_or("if", |signature| signature.name)
    }
}
