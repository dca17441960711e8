//! The syntax tree, flat: nodes in the order of the source, expressions and paths in arenas.

use super::lexer::Strip;
use super::program::Namespace;
use crate::issue::Span;
use smallvec::SmallVec;
use std::borrow::Cow;

/// A parsed template; that of most needs no memory of its own. Indices into it are `u32`, which the limit on size keeps safe.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: SmallVec<[Node; 24]>,
    pub(super) clauses: SmallVec<[Clause; 4]>,
    pub(super) expressions: SmallVec<[Expression; 12]>,
    pub(super) paths: SmallVec<[Path; 12]>,
    pub(super) segments: SmallVec<[Segment; 24]>,
    /// How many of the nodes are [`NodeKind::Plain`], and how many of the conditions [`Condition::Plain`].
    pub(super) plain: usize,
    /// Names of partials.
    pub(super) partials: Vec<Span>,
}

/// A node of a body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// Text. `kept` is what white-space control leaves of the node's span.
    Text {
        kept: Span,
    },
    Comment {
        strip: Strip,
    },
    Print {
        strip: Strip,
        expression: u32,
    },
    /// What most tags are: a path of plain names outside all blocks that begins with a namespace and holds
    /// no secret. `names` are those after the namespace, with a `.` between them.
    Plain {
        strip: Strip,
        namespace: Namespace,
        names: Span,
    },
    /// The first tag of a block: the clause that begins here.
    Open {
        clause: u32,
    },
    /// An `else` of a block: the clause that begins here.
    Else {
        clause: u32,
    },
    /// The last tag of a block; `first` is the block's first clause.
    Close {
        strip: Strip,
        first: u32,
    },
}

/// A part of a block: `{{#if x}}` and what follows it, `{{else if y}}`, `{{else}}`.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) node: u32,
    pub(super) strip: Strip,
    pub(super) condition: Condition,
    /// The clause after it in the block.
    pub(super) next: Option<u32>,
    /// The node that ends the block.
    pub(super) close: u32,
}

/// What decides whether a part of a block shows.
#[derive(Debug)]
pub(super) enum Condition {
    /// `{{else}}`: nothing else does.
    Else,
    /// What most blocks begin with: `{{#if contact.vip}}` outside all blocks, where the path is as in
    /// [`NodeKind::Plain`].
    Plain {
        block: PlainBlock,
        namespace: Namespace,
        names: Span,
    },
    Head(Head),
    /// A tag that was reported; nothing is known inside it.
    Broken,
}

impl Condition {
    /// Whether the tag holds a call that could be read.
    pub(super) fn has_head(&self) -> bool {
        matches!(self, Self::Plain { .. } | Self::Head(_))
    }

    /// `{{^if x}}`: the body is for the other case.
    pub(super) fn is_inverted(&self) -> bool {
        matches!(self, Self::Head(head) if head.inverted)
    }
}

/// A block whose argument is a plain path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlainBlock {
    If,
    Unless,
    Each,
}

impl PlainBlock {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.as_bytes() {
            b"if" => Some(Self::If),
            b"unless" => Some(Self::Unless),
            b"each" => Some(Self::Each),
            _ => None,
        }
    }
}

#[derive(Debug)]
pub(super) struct Head {
    /// `{{^if x}}`: the body is for the other case.
    pub(super) inverted: bool,
    /// The call that stands in the tag.
    pub(super) call: Call,
    /// The names of `as |a b|`.
    pub(super) names: Vec<Span>,
}

/// Expressions that a helper gets, mostly one or two.
pub(super) type Arguments = SmallVec<[u32; 4]>;

/// A helper with its arguments, or a path that stands alone.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) span: Span,
    pub(super) callee: u32,
    pub(super) arguments: Arguments,
    pub(super) named: Vec<(Span, u32)>,
}

#[derive(Debug)]
pub(super) struct Expression {
    pub(super) kind: ExpressionKind,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum ExpressionKind {
    Path(u32),
    Text(String),
    Number(serde_json::Number),
    Bool(bool),
    /// `null` and `undefined`.
    Nothing,
    Call(Box<Call>),
}

/// `../contact.firstName`, `@root.user.name`, `@../index`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path {
    pub(super) span: Span,
    /// Begins with `@`.
    pub(super) data: bool,
    /// How many `..` it begins with.
    pub(super) up: u32,
    /// Begins with `this`, `.` or `..`, so that it names no block parameter and no helper.
    pub(super) scoped: bool,
    /// One token, so that it is written as it is listed.
    pub(super) plain: bool,
    pub(super) first: u32,
    pub(super) end: u32,
}

/// One name of a path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) span: Span,
    /// Written in brackets.
    pub(super) literal: bool,
}

impl Segment {
    /// The name itself.
    pub(super) fn name(self, source: &str) -> Cow<'_, str> {
        let text = self.span.text(source);
        if !self.literal {
            return Cow::Borrowed(text);
        }
        let inner = text
            .strip_prefix('[')
            .and_then(|text| text.strip_suffix(']'))
            .unwrap_or(text);
        if inner.contains('\\') {
            Cow::Owned(unescape(inner))
        } else {
            Cow::Borrowed(inner)
        }
    }
}

/// `\]` and `\\` of a bracketed name.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = chars.next_if(|&next| c == '\\' && matches!(next, '\\' | ']'));
        out.push(escaped.unwrap_or(c));
    }
    out
}

impl Tree {
    pub(super) fn segments(&self, path: Path) -> &[Segment] {
        &self.segments[path.first as usize..path.end as usize]
    }

    /// A path that is a single name and nothing else: a candidate for a helper.
    pub(super) fn single_name<'a>(&self, expression: u32, source: &'a str) -> Option<Cow<'a, str>> {
        let ExpressionKind::Path(path) = self.expressions[expression as usize].kind else {
            return None;
        };
        let path = self.paths[path as usize];
        match self.segments(path) {
            [one] if !path.data && !path.scoped => Some(one.name(source)),
            _ => None,
        }
    }
}
