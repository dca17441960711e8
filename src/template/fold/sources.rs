//! What made each part of the text, noted while the program is folded: where a loop stands is part of
//! the path to its item.

use super::Folding;
use crate::issue::Span;
use crate::template::outer::To;
use crate::template::program::{Base, Name, Range, Step, push_below};
use crate::template::trace::{Part, Source};
use crate::template::value::Val;

/// The parts so far, and the paths to the values around the operation.
#[derive(Default)]
pub(super) struct Trace {
    pub(super) parts: Vec<Part>,
    frames: Vec<FrameSource>,
}

/// Paths to the value of a frame; none where a helper made it.
struct FrameSource {
    /// What the loop goes through.
    list: Option<String>,
    item: Option<String>,
}

impl Folding<'_> {
    /// Notes what made the text since `before`.
    pub(super) fn trace(&mut self, before: usize, span: Span, source: Source) {
        let bytes = before..self.out.text.len();
        if let Some(trace) = self.trace.as_mut().filter(|_| !bytes.is_empty()) {
            trace.parts.push(Part {
                bytes,
                span,
                source,
            });
        }
    }

    /// The paths of an expression, if somebody asks for the sources of the text.
    pub(super) fn paths_of(&self, range: Range) -> Vec<String> {
        if self.trace.is_none() {
            return Vec::new();
        }
        let steps = self.lookup.known.program.steps(range).iter();
        let paths = steps.filter_map(|step| match step {
            Step::Path(path) => Some(self.source(*path)),
            _ => None,
        });
        paths.collect()
    }

    /// A loop over a value begins, at the item of this key.
    pub(super) fn trace_loop(&mut self, range: Range, key: Val<'_>) {
        if self.trace.is_some() {
            let list = self.source_of(range);
            let item = self.item_source(list.as_deref(), key);
            self.push_source(FrameSource { list, item });
        }
    }

    /// The loop goes on with the item of this key, or is over.
    pub(super) fn trace_next(&mut self, key: Option<Val<'_>>) {
        let left = self.trace.as_mut().and_then(|trace| trace.frames.pop());
        if let (Some(FrameSource { list, .. }), Some(key)) = (left, key) {
            let item = self.item_source(list.as_deref(), key);
            self.push_source(FrameSource { list, item });
        }
    }

    /// A computed context begins.
    pub(super) fn trace_context(&mut self, range: Range) {
        if self.trace.is_some() {
            let item = self.source_of(range);
            self.push_source(FrameSource { list: None, item });
        }
    }

    fn push_source(&mut self, source: FrameSource) {
        if let Some(trace) = &mut self.trace {
            trace.frames.push(source);
        }
    }

    /// The path that an expression is, if it is one.
    fn source_of(&self, range: Range) -> Option<String> {
        match self.lookup.known.program.steps(range) {
            [Step::Path(path)] => Some(self.source(*path)),
            _ => None,
        }
    }

    fn item_source(&self, list: Option<&str>, key: Val<'_>) -> Option<String> {
        let mut name = String::new();
        self.scratch.print(key, &mut name);
        Some(below(list?.to_owned(), &[Name::new(&name)]))
    }

    /// A path from its namespace on, as far as that is known.
    fn source(&self, path: u32) -> String {
        let program = self.lookup.known.program;
        let path_use = program.paths[path as usize];
        let names = program.names(path_use);
        let found = match path_use.base {
            Base::Item(frame) => {
                let frames = self.trace.as_ref().map(|trace| &trace.frames);
                let frame = frames.and_then(|frames| frames.get(usize::from(frame)));
                let item = frame.and_then(|frame| frame.item.clone());
                item.map(|item| below(item, names))
            }
            Base::Parent(parents) => match self.lookup.target(parents).map(|target| target.to) {
                // OK because no context is reached by `../` itself
                Some(To::Context(context)) => Some(below(self.source(context), names)),
                _ => None,
            },
            Base::Root => Some("@root".to_owned()),
            _ => None,
        };
        found.unwrap_or_else(|| program.path_text(path_use))
    }
}

/// The path of names in the value of another.
fn below(mut path: String, names: &[Name]) -> String {
    for name in names {
        push_below(&mut path, name);
    }
    path
}
