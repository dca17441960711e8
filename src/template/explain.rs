//! Which source made which part of a text.

use super::compile::Template;
use super::fold::{Folded, fold_with_trace};
use super::options::RenderOptions;
use super::preview::Context;
use super::problem::RenderError;
use crate::issue::Span;
use serde::{Serialize, Serializer};
use std::ops::Range;

/// A text, part by part, from [`Template::explain`]. The parts tile the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The text.
    pub rendered: String,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

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
    /// A value: the paths that its tag looks up, such as `contact.firstName`.
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

impl Template {
    /// The text for one context, each part of it with its source.
    ///
    /// ```
    /// use flashplan::template::{Context, RenderOptions, Source, Template};
    /// use serde_json::json;
    /// let template = Template::compile("Bonjour {{upper contact.firstName}}")?;
    /// let context = Context::from_json(json!({"contact": {"firstName": "Awa"}}));
    /// let explained = template.explain(&context, &RenderOptions::new())?;
    /// assert_eq!(explained.rendered, "Bonjour AWA");
    /// assert_eq!(explained.parts[1].bytes, 8..11);
    /// assert_eq!(explained.parts[1].source, Source::Value(vec!["contact.firstName".to_owned()]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Template::render`].
    pub fn explain(
        &self,
        context: &Context,
        options: &RenderOptions,
    ) -> Result<Explanation, RenderError> {
        let Folded {
            program,
            problems,
            trace,
        } = fold_with_trace(self.known_of(context, options));
        if !problems.is_empty() {
            return Err(problems.into_error());
        }
        Ok(Explanation {
            rendered: program.text,
            parts: trace,
        })
    }
}
