//! What made each part of a text.

use crate::issue::Span;
use serde::{Serialize, Serializer};
use std::ops::Range;

/// A part of a text and what made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The bytes of the text.
    #[serde(serialize_with = "as_pair")]
    pub bytes: Range<usize>,
    /// Where in the template it comes from.
    #[serde(serialize_with = "as_span")]
    pub span: Span,
    /// What made it.
    pub source: Source,
}

/// What made a part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Source {
    /// The template's own text.
    Literal,
    /// A value: the paths that its tag looks up, such as `contact.firstName`, and `contact.tags.[0]` in a loop;
    /// none for a constant.
    Value(Vec<String>),
    /// What stands for a value that is missing.
    Missing(Vec<String>),
}

fn as_pair<S: Serializer>(range: &Range<usize>, serializer: S) -> Result<S::Ok, S::Error> {
    [range.start, range.end].serialize(serializer)
}

fn as_span<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
    [span.start, span.end].serialize(serializer)
}
