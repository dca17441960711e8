//! The tags of a host's template: where each stands, and how a tag that prints says so to its helper.

use super::steps::bodies;
use crate::issue::Span;
use crate::limits::Limits;
use crate::template::helper;
use crate::template::lexer::{self, Dialect, PieceKind, Pieces};
use crate::template::report::Reports;
use handlebars::template::{BlockParam, HelperTemplate, Parameter, TemplateElement};
use handlebars::{Helper, Template};
use serde_json::Value;
use std::collections::HashSet;

/// The helper that prints what a path leads to.
pub(super) const PRINT: &str = "flashplan-print";

/// Named arguments that no template of ours can write.
const START: &str = "flashplan-start";
const END: &str = "flashplan-end";
const PATH: &str = "flashplan-path";

/// Where the tags of a source stand.
pub(super) struct Tags<'s> {
    source: &'s str,
    tags: Vec<Span>,
}

impl<'s> Tags<'s> {
    pub(super) fn of(source: &'s str) -> Self {
        let (limits, mut pieces) = (Limits::new(), Pieces::default());
        let mut reports = Reports::new(&limits);
        lexer::read(source, Dialect::Hosted, &limits, &mut reports, &mut pieces);
        let pieces = pieces.pieces.iter();
        let tags = pieces.filter(|piece| piece.kind != PieceKind::Text);
        Self {
            source,
            tags: tags.map(|piece| piece.span).collect(),
        }
    }

    /// All of them, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = Span> {
        self.tags.iter().copied()
    }

    /// The tag at a line and a column of characters, both from 1, or the first one behind.
    pub(super) fn at(&self, line: usize, column: usize) -> Span {
        let before = self
            .source
            .split_inclusive('\n')
            .take(line.saturating_sub(1));
        let start: usize = before.map(str::len).sum();
        let mut in_line = self.source[start..].char_indices();
        let at = in_line.nth(column.saturating_sub(1));
        let at = at.map_or(self.source.len(), |(at, _)| start + at);
        let tag = self.tags.partition_point(|tag| tag.range().end <= at);
        self.tags.get(tag).copied().unwrap_or(Span::new(at, at))
    }
}

/// Makes every tag that prints a path, or calls a helper of ours, one of ours that knows its place.
/// A partial has no places here: its text is the host's.
///
/// A name alone may be a helper of the host, unless a block gives it, and stays what it is.
pub(super) fn mark(template: &mut Template, tags: Option<&Tags<'_>>) {
    let names = block_names(template);
    let mut open = vec![template];
    while let Some(template) = open.pop() {
        let places = template
            .mapping
            .iter()
            .map(Some)
            .chain(std::iter::repeat(None));
        for (element, place) in template.elements.iter_mut().zip(places) {
            // a text has no markup that three braces would let through
            if let TemplateElement::HtmlExpression(call) = element {
                *element = TemplateElement::Expression(call.clone());
            }
            if let TemplateElement::Expression(call) = element {
                let tag = place
                    .zip(tags)
                    .map(|(place, tags)| tags.at(place.0, place.1));
                mark_call(call, &names, tag);
            }
        }
        open.extend(template.elements.iter_mut().flat_map(bodies));
    }
}

fn mark_call(call: &mut HelperTemplate, names: &HashSet<String>, tag: Option<Span>) {
    let is_value = call.params.is_empty() && call.hash.is_empty();
    let name = call.name.as_name().unwrap_or_default().to_owned();
    let is_ours = helper::named(&name).is_some();
    let path = if is_value {
        let is_path = name == "this" || name.contains(['.', '/', '@', '[']);
        if !is_path && !names.contains(&name) {
            return;
        }
        let path = std::mem::replace(&mut call.name, Parameter::Name(PRINT.to_owned()));
        call.params.push(path);
        Some(name)
    } else if is_ours {
        first_path(call)
    } else {
        return;
    };
    let mut tell = |name: &str, value: Value| {
        call.hash.insert(name.to_owned(), Parameter::Literal(value));
    };
    if let Some(path) = path {
        tell(PATH, path.into());
    }
    if let Some(tag) = tag {
        tell(START, tag.start.into());
        tell(END, tag.end.into());
    }
}

/// The first path among the arguments of a call, and of the calls in it.
fn first_path(call: &HelperTemplate) -> Option<String> {
    let mut open: Vec<&Parameter> = call.params.iter().rev().collect();
    while let Some(argument) = open.pop() {
        match argument {
            Parameter::Path(_) => return argument.as_name().map(str::to_owned),
            Parameter::Subexpression(inner) => {
                open.extend(inner.params().into_iter().flatten().rev());
            }
            _ => {}
        }
    }
    None
}

/// The names of `as |a b|` of all blocks.
fn block_names(template: &mut Template) -> HashSet<String> {
    let mut names = HashSet::new();
    let mut open = vec![template];
    while let Some(template) = open.pop() {
        for element in &mut template.elements {
            if let TemplateElement::HelperBlock(block) = element {
                let given: Vec<&Parameter> = match &block.block_param {
                    Some(BlockParam::Single(one)) => vec![one],
                    Some(BlockParam::Pair((one, two))) => vec![one, two],
                    _ => Vec::new(),
                };
                let given = given.into_iter().filter_map(Parameter::as_name);
                names.extend(given.map(str::to_owned));
            }
            open.extend(bodies(element));
        }
    }
    names
}

/// Where the tag of a call stands, if it is one of the template itself.
pub(super) fn span(call: &Helper<'_>) -> Option<Span> {
    let number = |name| u32::try_from(call.hash_get(name)?.value().as_u64()?).ok();
    Some(Span {
        start: number(START)?,
        end: number(END)?,
    })
}

/// Where a path stands in a tag; the tag where it is written otherwise.
pub(super) fn place_of(path: &str, tag: Span, source: &str) -> Span {
    let text = tag.text(source);
    let goes_on = |end: usize| text[end..].starts_with(|c| lexer::in_name(c) || c == '.');
    let mut places = text.match_indices(path).map(|(at, _)| at);
    let at = places.find(|at| !path.is_empty() && !goes_on(at + path.len()));
    at.map_or(tag, |at| {
        let start = tag.range().start + at;
        Span::new(start, start + path.len())
    })
}

/// The path to blame where a call has no value.
pub(super) fn path<'c>(call: &'c Helper<'_>) -> Option<&'c str> {
    call.hash_get(PATH)?.value().as_str()
}
