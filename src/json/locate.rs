//! Where a JSON pointer points to, for a person who looks at the source.

use super::{Document, Kind, Value};
use crate::issue::Span;

/// The bytes of `document` that hold what `pointer` (RFC 6901) names.
///
/// Where the document has no such value (a field is missing), it is the place of the nearest value
/// that should hold it.
#[must_use]
pub fn locate(document: &Document<'_>, pointer: &str) -> Span {
    let mut value = document.root();
    for segment in pointer.split('/').skip(1) {
        match step(value, segment) {
            Some(inner) => value = inner,
            None => return opening(value),
        }
    }
    value.span()
}

fn step<'d>(value: Value<'d>, segment: &str) -> Option<Value<'d>> {
    match value.kind() {
        Kind::Object => value.member(&segment.replace("~1", "/").replace("~0", "~")),
        Kind::Array => value.items().nth(segment.parse().ok()?),
        _ => None,
    }
}

/// The bracket of a value that should hold more: its whole text may run over many lines.
fn opening(value: Value<'_>) -> Span {
    let Span { start, end } = value.span();
    match value.kind() {
        Kind::Array | Kind::Object => Span {
            start,
            end: start + 1,
        },
        _ => Span { start, end },
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, locate};
    use crate::limits::Limits;

    #[test]
    fn points_at_values_and_at_what_should_hold_a_missing_one() {
        let source = r#"{"a/b": [1, {"c": "x"}], "d": 2}"#;
        let document = Document::parse(source.as_bytes(), &Limits::new()).unwrap();
        let at = |pointer| locate(&document, pointer).text(source);
        assert_eq!(at("/a~1b/1/c"), r#""x""#);
        assert_eq!(at("/a~1b/7"), "[");
        assert_eq!(at("/d/e"), "2");
        assert_eq!(at("/missing"), "{");
        assert_eq!(at(""), source);
    }
}
