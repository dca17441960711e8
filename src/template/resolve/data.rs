//! Paths that begin with `@`: what a loop tells of itself, `@root`, and the occurrence.

use crate::issue::{Code, Issue, Span, nearest};
use crate::template::lower::{Lowering, Reported};
use crate::template::program::{Base, Name};
use crate::template::scope::Context;
use crate::template::{occurrence, syntax, texts};

impl Lowering<'_> {
    /// `@root`, `@index` and their kin.
    pub(super) fn data(&mut self, path: syntax::Path) -> Result<Context, Reported> {
        let tree = self.tree;
        let segments = tree.segments(path);
        let source = self.source;
        let first = segments.first().map(|segment| segment.name(source));
        let first = first.unwrap_or_default();
        let base: fn(u16) -> Base = match first.as_ref() {
            "root" => |_| Base::Root,
            "index" => Base::Index,
            "key" => Base::Key,
            "first" => Base::First,
            "last" => Base::Last,
            // the crate that renders a host's templates knows no values of such data
            "occurrence" if !self.dialect.is_hosted() => |_| Base::Occurrence,
            _ => {
                let known = ["root", "index", "key", "first", "last", "occurrence"];
                let near = nearest(&first, known).unwrap_or("index");
                let issue = Issue::new(Code::PathInvalid, "", &texts::DATA_UNKNOWN)
                    .with("name", first)
                    .with("nearest", near);
                self.issue(issue, path.span);
                return Err(Reported);
            }
        };
        let is_everywhere = matches!(first.as_ref(), "root" | "occurrence");
        let frame = match self.scopes.each(path.up) {
            Some(frame) => frame,
            // the outermost data lie around the outermost loop
            None if is_everywhere && self.scopes.loops() == path.up as usize => 0,
            None if self.scopes.in_broken() => return Err(Reported),
            None if is_everywhere => {
                self.report(Code::PathInvalid, path.span, &texts::PATH_OUTSIDE);
                return Err(Reported);
            }
            None => {
                let name = format!("@{first}");
                self.report_name(Code::PathInvalid, path.span, &texts::DATA_OUTSIDE, &name);
                return Err(Reported);
            }
        };
        let names = segments[1..]
            .iter()
            .map(|segment| Name::new(segment.name(source)));
        Ok(Context {
            base: base(frame),
            names: names.collect(),
            via: None,
        })
    }

    /// What a path reads of `@occurrence` is something that it holds.
    pub(super) fn of_occurrence(&mut self, context: &Context, span: Span) -> Result<(), Reported> {
        let known = occurrence::FIELDS;
        match context.names.first() {
            Some(name) if context.base == Base::Occurrence && !known.contains(&name.as_str()) => {
                let near = nearest(name, known).unwrap_or("at");
                let issue = Issue::new(Code::PathInvalid, "", &texts::OCCURRENCE_FIELD)
                    .with("name", name)
                    .with("nearest", near);
                self.issue(issue, span);
                Err(Reported)
            }
            _ => Ok(()),
        }
    }
}
