//! Which source made which part of a text.

use super::compile::Template;
use super::fold::{Folded, fold_with_trace};
use super::options::RenderOptions;
use super::preview::Context;
use super::problem::RenderError;
use super::trace::Part;
use serde::Serialize;

/// A text, part by part, from [`Template::explain`]. The parts tile the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The text.
    pub rendered: String,
    /// Its parts, in order.
    pub parts: Vec<Part>,
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
