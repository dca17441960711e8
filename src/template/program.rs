//! A template as a flat program: what remains of the tree when every name is resolved.
//!
//! Blocks stand in order with the places where their parts end, so that a program can be run without
//! a tree, and can still be read as one. An expression is a row of steps for a stack.

use super::helper::Helper;
use crate::contact::FieldSet;
use crate::issue::Span;
use serde_json::Value;
use smol_str::SmolStr;

/// A name of a path; a short one needs no memory of its own.
pub(super) type Name = SmolStr;

#[derive(Clone, Debug, Default)]
pub(super) struct Program {
    /// What literals are parts of: the source of a template that was just compiled, and what binding
    /// made of it later.
    pub(super) text: String,
    pub(super) ops: Vec<Op>,
    pub(super) steps: Vec<Step>,
    pub(super) paths: Vec<PathUse>,
    /// The names of all paths, one after the other.
    pub(super) names: Vec<Name>,
    pub(super) values: Vec<Value>,
    pub(super) parents: Vec<Parents>,
    /// How many loops and computed contexts stand inside each other at most.
    pub(super) frames: usize,
}

/// Steps or names `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Range {
    pub(super) fn usize(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Op {
    /// Prints `text[start..end]`.
    Text {
        start: u32,
        end: u32,
    },
    /// Prints a value; `span` is the tag.
    Print {
        value: Range,
        span: Span,
    },
    /// Goes on if the value's truth is `sense`, else at `otherwise`. The operation before
    /// `otherwise` is the `Jump` to the block's end.
    If {
        value: Range,
        sense: bool,
        otherwise: u32,
    },
    Jump {
        to: u32,
    },
    /// Goes on with the first item in a new frame, or at `otherwise` if there is none. The operation
    /// before `otherwise` is the `Next`.
    Each {
        value: Range,
        otherwise: u32,
    },
    /// Goes back to `body` with the next item, or leaves the frame and goes to `end`.
    Next {
        body: u32,
        end: u32,
    },
    /// Goes on with the value in a new frame, or at `otherwise` if it is empty. The operation before
    /// `otherwise` is the `Leave`.
    With {
        value: Range,
        otherwise: u32,
    },
    /// Leaves the frame and goes to `end`.
    Leave {
        end: u32,
    },
}

/// A step of an expression.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Pushes a literal.
    Value(u32),
    /// Pushes what a path leads to.
    Path(u32),
    /// Pushes an argument that was left out.
    Absent,
    /// Replaces the last `count` values by the helper's answer.
    Call { helper: Helper, count: u8 },
}

/// A place in the template that looks something up.
#[derive(Clone, Copy, Debug)]
pub(super) struct PathUse {
    pub(super) base: Base,
    pub(super) names: Range,
    pub(super) span: Span,
}

/// Where a path begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The object of all four namespaces.
    Root,
    Namespace(Namespace),
    /// The occurrence that the text is made for; binding settles it.
    Occurrence,
    /// The value of a frame; frames count from the outermost.
    Item(u16),
    Key(u16),
    Index(u16),
    First(u16),
    Last(u16),
    /// An outer context that is counted when the template runs.
    Parent(u32),
    /// A literal of the program. Where that is null, its one name is the path that led to nothing.
    Value(u32),
}

/// The contexts around a place, for a path that goes out of `up` of them. handlebars.js does not
/// count a context that equals the one around it.
#[derive(Clone, Debug)]
pub(super) struct Parents {
    pub(super) up: u32,
    /// Paths to the contexts, the outermost first, and whether each may equal the one around it.
    pub(super) contexts: Vec<(u32, bool)>,
    /// The path from the object of all namespaces, where it leads into one.
    pub(super) root: Option<u32>,
}

/// Where the values of a template come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Namespace {
    /// The contact that a message goes to.
    Contact,
    /// The account.
    User,
    /// The sending number.
    Instance,
    /// The campaign's own variables.
    Custom,
}

impl Namespace {
    /// All of them, in the order of the published page.
    pub const ALL: [Self; 4] = [Self::Contact, Self::User, Self::Instance, Self::Custom];

    /// The name as a template writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::User => "user",
            Self::Instance => "instance",
            Self::Custom => "custom",
        }
    }

    /// The namespace of this name, letter case included.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name.as_bytes() {
            b"contact" => Some(Self::Contact),
            b"user" => Some(Self::User),
            b"instance" => Some(Self::Instance),
            b"custom" => Some(Self::Custom),
            _ => None,
        }
    }

    /// The namespace that a path begins with, and the path after it.
    pub(super) fn leading(path: &str) -> Option<(Self, &str)> {
        let dot = path.bytes().position(|b| b == b'.')?;
        Some((Self::named(&path[..dot])?, &path[dot + 1..]))
    }
}

impl Program {
    pub(super) fn names(&self, path: PathUse) -> &[Name] {
        &self.names[path.names.usize()]
    }

    /// The fields of a contact that the text can depend on.
    pub(super) fn contact_fields(&self) -> FieldSet {
        let mut fields = Vec::new();
        for path in &self.paths {
            match path.base {
                Base::Namespace(Namespace::Contact) => fields.push(self.names(*path).join(".")),
                // these lead into any namespace
                Base::Root | Base::Parent(_) => return FieldSet::all(),
                _ => {}
            }
        }
        FieldSet::of(fields)
    }

    /// Where the literals stand in the text, in order.
    pub(super) fn literals(&self) -> impl Iterator<Item = Span> {
        self.ops.iter().filter_map(|op| match *op {
            Op::Text { start, end } => Some(Span { start, end }),
            _ => None,
        })
    }

    /// Where the literals outside all blocks stand, in order.
    pub(super) fn outside_blocks(&self) -> impl Iterator<Item = Span> {
        let mut outside_from = 0;
        self.ops.iter().enumerate().filter_map(move |(at, op)| {
            outside_from = outside_from.max(self.end_of_block(at));
            match *op {
                Op::Text { start, end } if at >= outside_from => Some(Span { start, end }),
                _ => None,
            }
        })
    }

    pub(super) fn steps(&self, range: Range) -> &[Step] {
        &self.steps[range.usize()]
    }

    /// The end of the block that an operation begins, or 0.
    pub(super) fn end_of_block(&self, at: usize) -> usize {
        let otherwise = match self.ops[at] {
            Op::If { otherwise, .. } | Op::Each { otherwise, .. } | Op::With { otherwise, .. } => {
                otherwise as usize
            }
            _ => return 0,
        };
        match self.ops[otherwise - 1] {
            Op::Jump { to } => to as usize,
            Op::Next { end, .. } | Op::Leave { end } => end as usize,
            _ => otherwise,
        }
    }

    /// The path as it is listed: `contact.meta.[favorite color]`, `this.price`.
    pub(super) fn path_text(&self, path: PathUse) -> String {
        path_text(path.base, self.names(path))
    }
}

/// A path in the form in which it is listed.
pub(super) fn path_text(base: Base, names: &[Name]) -> String {
    if let Base::Value(_) = base {
        return names.concat();
    }
    let base = match base {
        Base::Root | Base::Parent(_) | Base::Value(_) => "",
        Base::Namespace(namespace) => namespace.name(),
        Base::Occurrence => "@occurrence",
        Base::Item(_) => "this",
        Base::Key(_) => "@key",
        Base::Index(_) => "@index",
        Base::First(_) => "@first",
        Base::Last(_) => "@last",
    };
    // room for a `.` and two brackets with each name
    let length = names.iter().map(|name| name.len() + 3).sum::<usize>();
    let mut out = String::with_capacity(base.len() + length);
    out.push_str(base);
    for name in names {
        push_below(&mut out, name);
    }
    out
}

/// Adds a name to a path in the form in which it is listed.
pub(super) fn push_below(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    push_name(path, name);
}

fn push_name(out: &mut String, name: &str) {
    if super::lexer::is_name(name) {
        out.push_str(name);
        return;
    }
    out.push('[');
    for c in name.chars() {
        if matches!(c, ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push(']');
}
