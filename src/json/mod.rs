//! JSON documents as they were written: absent, null and wrong type stay apart, a key that stands
//! twice is seen twice, and every value knows its place in the source.
//!
//! [`Document::parse`] takes RFC 8259 and nothing more. It needs neither recursion nor an allocation
//! a value, so that no input can exhaust the stack, and reading a body costs little more than
//! looking at its bytes once.

mod locate;
mod parse;
mod texts;

pub use locate::locate;

use crate::issue::{Issue, Span};
use crate::limits::Limits;

/// A JSON text, read.
///
/// ```
/// use flashplan::{json::Document, limits::Limits};
/// let document = Document::parse(br#"{"name": "Promo", "name": null}"#, &Limits::new())?;
/// let members: Vec<_> = document.root().members().collect();
/// assert_eq!(members.len(), 2);
/// assert_eq!(members[0].1.text(), Some("Promo"));
/// assert!(members[1].1.is_null());
/// # Ok::<(), flashplan::issue::Issue>(())
/// ```
#[derive(Debug)]
pub struct Document<'a> {
    source: &'a str,
    /// Values in the order of the source; a member of an object is its key and then its value.
    nodes: Vec<Node>,
    /// The texts that had an escape, one after the other.
    decoded: String,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    kind: NodeKind,
    /// Bytes of the source, quotes and brackets included.
    start: u32,
    end: u32,
    /// The node after this value and all that it holds.
    next: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NodeKind {
    Null,
    False,
    True,
    Number,
    /// A text that stands in the source as it is.
    Text,
    /// A text with escapes: where it stands in `decoded`.
    Decoded {
        start: u32,
        end: u32,
    },
    Array,
    Object,
}

/// The six kinds of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A value of a [`Document`].
#[derive(Clone, Copy, Debug)]
pub struct Value<'d> {
    document: &'d Document<'d>,
    index: u32,
}

impl<'a> Document<'a> {
    /// Reads `bytes`, which hold one JSON value and white space.
    ///
    /// # Errors
    ///
    /// One issue with the byte offset, line and column of the first mistake: `JSON_SYNTAX` for
    /// `{"a": }`, `{"a": 1,}`, `{'a': 1}`, `[1] [2]`, bytes that are not UTF-8, a byte order mark;
    /// `INPUT_TOO_LARGE` for more bytes, deeper nesting or a longer number than `limits` allow.
    pub fn parse(bytes: &'a [u8], limits: &Limits) -> Result<Self, Issue> {
        parse::parse(bytes, limits)
    }

    /// The value that the text holds.
    #[must_use]
    pub fn root(&self) -> Value<'_> {
        Value {
            document: self,
            index: 0,
        }
    }
}

impl<'d> Value<'d> {
    fn node(self) -> Node {
        self.document.nodes[self.index as usize]
    }

    fn at(self, index: u32) -> Self {
        Self { index, ..self }
    }

    /// Which of the six kinds it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.node().kind {
            NodeKind::Null => Kind::Null,
            NodeKind::False | NodeKind::True => Kind::Boolean,
            NodeKind::Number => Kind::Number,
            NodeKind::Text | NodeKind::Decoded { .. } => Kind::Text,
            NodeKind::Array => Kind::Array,
            NodeKind::Object => Kind::Object,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.node().kind == NodeKind::Null
    }

    /// The text, escapes resolved.
    #[must_use]
    pub fn text(self) -> Option<&'d str> {
        let node = self.node();
        match node.kind {
            NodeKind::Text => self
                .document
                .source
                .get(node.start as usize + 1..node.end as usize - 1),
            NodeKind::Decoded { start, end } => {
                self.document.decoded.get(start as usize..end as usize)
            }
            _ => None,
        }
    }

    /// The number as the nearest double; infinite where it is too large for one.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        match self.node().kind {
            NodeKind::Number => self.raw().parse().ok(),
            _ => None,
        }
    }

    /// The boolean.
    #[must_use]
    pub fn boolean(self) -> Option<bool> {
        match self.node().kind {
            NodeKind::True => Some(true),
            NodeKind::False => Some(false),
            _ => None,
        }
    }

    /// The bytes of the source that hold the value.
    #[must_use]
    pub fn span(self) -> Span {
        let Node { start, end, .. } = self.node();
        Span { start, end }
    }

    /// The value as it stands in the source.
    #[must_use]
    pub fn raw(self) -> &'d str {
        self.span().text(self.document.source)
    }

    /// The items of an array, in order; none for any other kind.
    pub fn items(self) -> impl Iterator<Item = Value<'d>> {
        let mut within = self.within(NodeKind::Array);
        std::iter::from_fn(move || {
            let index = within.start;
            (index < within.end).then(|| {
                let item = self.at(index);
                within.start = item.node().next;
                item
            })
        })
    }

    /// The members of an object, in order, a key that stands twice included; none for any other
    /// kind.
    pub fn members(self) -> impl Iterator<Item = (&'d str, Value<'d>)> {
        let mut within = self.within(NodeKind::Object);
        std::iter::from_fn(move || {
            let index = within.start;
            (index < within.end).then(|| {
                let (key, value) = (self.at(index), self.at(index + 1));
                within.start = value.node().next;
                (key.text().unwrap_or_default(), value)
            })
        })
    }

    /// The value of `key`, the last one if it stands twice.
    #[must_use]
    pub fn member(self, key: &str) -> Option<Value<'d>> {
        self.members()
            .filter(|(name, _)| *name == key)
            .last()
            .map(|(_, value)| value)
    }

    fn within(self, kind: NodeKind) -> std::ops::Range<u32> {
        let node = self.node();
        if node.kind == kind {
            self.index + 1..node.next
        } else {
            0..0
        }
    }
}
