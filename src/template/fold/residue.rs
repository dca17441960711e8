//! What depends on the contact, as steps and paths of the smaller program.

use super::{FoldFrame, Folding, index};
use crate::issue::Span;
use crate::template::helper::Helper;
use crate::template::outer::To;
use crate::template::program::{Base, Name, Parents, PathUse, Range, Step};
use crate::template::value::{Lookup, Val};
use serde_json::{Map, Value};

/// A context that is the same as another only where they are one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum One {
    Json(*const Value),
    /// A text that a helper made.
    Made(u32, u32),
    Root,
}

impl Folding<'_> {
    pub(super) fn is_known(&self, range: Range) -> bool {
        let steps = self.lookup.known.program.steps(range);
        steps.iter().all(|step| match step {
            Step::Path(path) => self.lookup.is_known(*path),
            _ => true,
        })
    }

    /// The steps of an expression that depends on the contact, known paths replaced by their values.
    pub(super) fn residue(&mut self, range: Range) -> Range {
        let program = self.lookup.known.program;
        let start = index(self.out.steps.len());
        for step in program.steps(range) {
            let step = match *step {
                Step::Path(path) if self.lookup.is_known(path) => self.known_step(path),
                Step::Path(path) => {
                    self.unknown_steps(path);
                    continue;
                }
                Step::Value(value) => self.value_step(program.values[value as usize].clone()),
                other => other,
            };
            self.out.steps.push(step);
        }
        Range {
            start,
            end: index(self.out.steps.len()),
        }
    }

    pub(super) fn known_step(&mut self, path: u32) -> Step {
        let span = self.lookup.known.program.paths[path as usize].span;
        self.step_of(self.lookup.look_up(path), span)
    }

    /// The step that pushes a value which is known.
    fn step_of(&mut self, value: Val<'_>, span: Span) -> Step {
        match value {
            Val::Root => self.root_step(span),
            Val::Missing(Some(path)) => self.lost_step(path, span),
            value => self.value_step(self.to_json(value)),
        }
    }

    fn root_step(&mut self, span: Span) -> Step {
        self.out.paths.push(PathUse {
            base: Base::Root,
            names: Range { start: 0, end: 0 },
            span,
        });
        Step::Path(index(self.out.paths.len() - 1))
    }

    /// The step that looks up a value of the campaign that is missing, by the name to blame for it.
    fn lost_step(&mut self, path: u32, span: Span) -> Step {
        let program = self.lookup.known.program;
        let text = program.path_text(program.paths[path as usize]);
        let start = index(self.out.names.len());
        self.out.names.push(Name::new(text));
        self.out.values.push(Value::Null);
        self.out.paths.push(PathUse {
            base: Base::Value(index(self.out.values.len() - 1)),
            names: Range {
                start,
                end: start + 1,
            },
            span,
        });
        Step::Path(index(self.out.paths.len() - 1))
    }

    fn to_json(&self, value: Val<'_>) -> Value {
        match value {
            Val::Root => Value::Object(Map::new()),
            value => self.scratch.to_json(value).unwrap_or_default(),
        }
    }

    pub(super) fn value_step(&mut self, value: Value) -> Step {
        self.out.values.push(value);
        Step::Value(index(self.out.values.len() - 1))
    }

    pub(super) fn unknown_steps(&mut self, path: u32) {
        let program = self.lookup.known.program;
        let path_use = program.paths[path as usize];
        let target = match path_use.base {
            Base::Parent(parents) => self.lookup.target(parents),
            _ => None,
        };
        let Some(target) = target else {
            let step = Step::Path(self.residual_path(path));
            self.out.steps.push(step);
            return;
        };
        self.place_step(target.to, path_use);
        if let Some(written) = target.written {
            self.place_step(written, path_use);
            let helper = Helper::Written;
            self.out.steps.push(Step::Call { helper, count: 2 });
        }
    }

    /// The value of `path` where its `../` lead.
    fn place_step(&mut self, to: To, path: PathUse) {
        let step = match to {
            To::Root(None) if path.names.start == path.names.end => self.root_step(path.span),
            To::Nowhere | To::Root(None) => Step::Absent,
            To::Root(Some(root)) if self.lookup.is_known(root) => self.known_step(root),
            To::Root(Some(root)) => Step::Path(self.residual_path(root)),
            To::Context(context) if self.lookup.is_known(context) => {
                let names = self.lookup.known.program.names(path);
                let value = self.lookup.look_up(context).path(names);
                self.step_of(value, path.span)
            }
            To::Context(context) => Step::Path(self.residual_field(context, path)),
        };
        self.out.steps.push(step);
    }

    /// The names of `path` in the context that another path leads to.
    pub(super) fn residual_field(&mut self, context: u32, path: PathUse) -> u32 {
        let names = self.lookup.known.program.names(path);
        let context = self.residual_path(context);
        let mut field = self.out.paths[context as usize];
        let context_names = self.out.names[field.names.usize()].to_vec();
        let start = index(self.out.names.len());
        self.out.names.extend(context_names);
        self.out.names.extend_from_slice(names);
        let end = index(self.out.names.len());
        field.names = Range { start, end };
        field.span = path.span;
        self.out.paths.push(field);
        index(self.out.paths.len() - 1)
    }

    /// The path in the program that is left.
    pub(super) fn residual_path(&mut self, path: u32) -> u32 {
        let path_use = self.lookup.known.program.paths[path as usize];
        let base = match path_use.base {
            Base::Root => Base::Root,
            Base::Parent(parents) => self.residual_parents(parents),
            _ if self.lookup.is_known(path) => {
                let value = self.to_json(self.lookup.look_up(path));
                self.out.values.push(value);
                Base::Value(index(self.out.values.len() - 1))
            }
            base => self.residual_base(base),
        };
        let start = index(self.out.names.len());
        if !matches!(base, Base::Value(_)) {
            let names = self.lookup.known.program.names(path_use);
            self.out.names.extend_from_slice(names);
        }
        let end = index(self.out.names.len());
        self.out.paths.push(PathUse {
            base,
            names: Range { start, end },
            span: path_use.span,
        });
        index(self.out.paths.len() - 1)
    }

    pub(super) fn residual_parents(&mut self, parents: u32) -> Base {
        let program = self.lookup.known.program;
        let parents = &program.parents[parents as usize];
        // an object stays one object, however many contexts it is
        let mut copies: Vec<(One, u32)> = Vec::new();
        let mut contexts = Vec::with_capacity(parents.contexts.len());
        let mut is_behind_made = false;
        for &(path, may_equal) in &parents.contexts {
            let one = self.one(path);
            let known = copies.iter().find(|(known, _)| Some(*known) == one);
            let context = known.map_or_else(|| self.residual_path(path), |&(_, context)| context);
            copies.extend(one.map(|one| (one, context)));
            // like no other, which its copy would be
            let is_made = matches!(one, Some(One::Made(..)));
            contexts.push((context, may_equal && !is_made && !is_behind_made));
            is_behind_made = is_made;
        }
        let root = parents.root.map(|path| self.residual_path(path));
        self.out.parents.push(Parents {
            up: parents.up,
            contexts,
            root,
        });
        Base::Parent(index(self.out.parents.len() - 1))
    }

    /// Which value it is that a path is known to lead to, where a copy of it would be another.
    fn one(&self, path: u32) -> Option<One> {
        let is_root = self.lookup.known.program.paths[path as usize].base == Base::Root;
        if is_root || !self.lookup.is_known(path) {
            return None;
        }
        match self.lookup.look_up(path) {
            Val::Json(value) => Some(One::Json(value)),
            Val::Made(start, end) => Some(One::Made(start, end)),
            Val::Root => Some(One::Root),
            _ => None,
        }
    }

    pub(super) fn residual_base(&self, base: Base) -> Base {
        let frame_of = |frame: u16| match self.lookup.frames[usize::from(frame)] {
            FoldFrame::Unknown(frame) => frame,
            FoldFrame::Known(_) => frame,
        };
        match base {
            Base::Item(frame) => Base::Item(frame_of(frame)),
            Base::Key(frame) => Base::Key(frame_of(frame)),
            Base::Index(frame) => Base::Index(frame_of(frame)),
            Base::First(frame) => Base::First(frame_of(frame)),
            Base::Last(frame) => Base::Last(frame_of(frame)),
            Base::Root
            | Base::Namespace(_)
            | Base::Occurrence
            | Base::Parent(_)
            | Base::Value(_) => base,
        }
    }
}
