//! Running what binding left, for one contact.

use super::evaluate::Scratch;
use super::frame::{Frame, Loop};
use super::locale::Formatters;
use super::options::{Missing, RenderOptions};
use super::outer;
use super::problem::{Problems, blamed, first_span};
use super::program::{Base, Op, Program, Range};
use super::texts;
use super::value::{Lookup, Val};
use crate::issue::{Code, Span};
use smallvec::SmallVec;

/// A contact: what its paths lead to.
pub(super) trait Contact<'a> {
    /// The value of a path of the program; its base is `contact`.
    fn value(&self, program: &'a Program, path: u32) -> Val<'a>;
}

/// What a run needs besides the contact.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) program: &'a Program,
    pub(super) source: &'a str,
    pub(super) options: &'a RenderOptions,
    pub(super) formatters: &'a Formatters,
}

/// Memory that runs share.
#[derive(Debug)]
pub(super) struct Memory<'a> {
    scratch: Scratch<'a>,
    frames: SmallVec<[Frame<'a>; 2]>,
    loops: SmallVec<[Loop<'a>; 2]>,
    /// How much made text each computed context around the operation needs.
    floors: Vec<usize>,
}

impl<'a> Memory<'a> {
    pub(super) fn new(setting: Setting<'a>) -> Self {
        Self {
            scratch: Scratch::new(setting.options, setting.formatters),
            // few templates have more loops inside each other; for those there is room at once
            frames: SmallVec::with_capacity(setting.program.frames),
            loops: SmallVec::with_capacity(setting.program.frames),
            floors: Vec::new(),
        }
    }
}

/// Runs the program for `contact` and adds the text to `out`; every problem is collected, and `out`
/// is of no use where there is one.
pub(super) fn run<'a, C: Contact<'a>>(
    setting: Setting<'a>,
    contact: &C,
    memory: &mut Memory<'a>,
    out: &mut String,
) -> Problems {
    memory.frames.clear();
    memory.loops.clear();
    memory.floors.clear();
    memory.scratch.forget(0);
    let start = out.len();
    let mut run = Run {
        setting,
        contact,
        memory,
        out,
        start,
        problems: Problems::default(),
        steps: 0,
    };
    run.all();
    run.problems
}

struct Run<'r, 'a, C> {
    setting: Setting<'a>,
    contact: &'r C,
    memory: &'r mut Memory<'a>,
    out: &'r mut String,
    start: usize,
    problems: Problems,
    steps: usize,
}

/// The frames and the contact, as expressions see them.
struct Places<'r, 'a, C> {
    program: &'a Program,
    contact: &'r C,
    frames: &'r [Frame<'a>],
}

impl<'a, C: Contact<'a>> Lookup<'a> for Places<'_, 'a, C> {
    fn look_up(&self, path: u32) -> Val<'a> {
        let path_use = self.program.paths[path as usize];
        let value = match path_use.base {
            Base::Root => Val::Root,
            Base::Namespace(_) => self.contact.value(self.program, path),
            Base::Parent(parents) => {
                let parents = &self.program.parents[parents as usize];
                let value = |path: u32| Some(self.look_up(path));
                match outer::target(self.program, parents, value) {
                    Some(target) => outer::value(self.program, path_use, target, self),
                    None => Val::Missing(None),
                }
            }
            Base::Value(value) => Val::of(&self.program.values[value as usize]),
            // OK because no program that is left of a binding has one
            Base::Occurrence => Val::Missing(None),
            base @ (Base::Item(frame)
            | Base::Key(frame)
            | Base::Index(frame)
            | Base::First(frame)
            | Base::Last(frame)) => self.frames[usize::from(frame)]
                .value(base)
                .path(self.program.names(path_use)),
        };
        value.or_missing(path)
    }
}

impl<'a, C: Contact<'a>> Run<'_, 'a, C> {
    fn all(&mut self) {
        let mut at = 0;
        while let Some(&op) = self.setting.program.ops.get(at) {
            self.steps += 1;
            if self.over_limits() {
                return;
            }
            at = self.op(op, at);
        }
        self.over_limits();
    }

    fn over_limits(&mut self) -> bool {
        let limits = self.setting.options.limits;
        let text = if self.steps > limits.render_steps {
            &texts::TOO_MANY_STEPS
        } else if self.out.len() - self.start > limits.output_bytes {
            &texts::OUTPUT_TOO_LONG
        } else {
            return false;
        };
        let all = Span::new(0, 0);
        self.problems
            .report(Code::RenderLimit, text, all, self.setting.source);
        true
    }

    fn op(&mut self, op: Op, at: usize) -> usize {
        match op {
            Op::Text { start, end } => {
                let text = &self.setting.program.text[start as usize..end as usize];
                self.out.push_str(text);
                at + 1
            }
            Op::Print { value, span } => {
                self.print(value, span);
                at + 1
            }
            Op::If {
                value,
                sense,
                otherwise,
            } => {
                let truth = self.evaluate(value).is_true();
                self.forget();
                if truth == sense {
                    at + 1
                } else {
                    otherwise as usize
                }
            }
            Op::Jump { to } => to as usize,
            Op::Each { value, otherwise } => match self.items(value) {
                Some((items, frame)) => {
                    self.memory.loops.push(items);
                    self.memory.frames.push(frame);
                    at + 1
                }
                None => otherwise as usize,
            },
            Op::Next { body, end } => {
                self.memory.frames.pop();
                match self.memory.loops.last_mut().and_then(Loop::advance) {
                    Some(frame) => {
                        self.memory.frames.push(frame);
                        body as usize
                    }
                    None => {
                        self.memory.loops.pop();
                        end as usize
                    }
                }
            }
            Op::With { value, otherwise } => {
                let value = self.evaluate(value);
                if value.is_filled() {
                    self.memory.floors.push(self.memory.scratch.mark());
                    self.memory.frames.push(Frame::of_context(value));
                    at + 1
                } else {
                    otherwise as usize
                }
            }
            Op::Leave { end } => {
                self.memory.frames.pop();
                self.memory.floors.pop();
                end as usize
            }
        }
    }

    fn items(&mut self, range: Range) -> Option<(Loop<'a>, Frame<'a>)> {
        let value = self.evaluate(range);
        if matches!(value, Val::Root) {
            let Setting {
                program, source, ..
            } = self.setting;
            let span = first_span(program, range);
            self.problems
                .report(Code::PathInvalid, &texts::EACH_OVER_ALL, span, source);
        }
        Loop::over(value)
    }

    fn print(&mut self, range: Range, span: Span) {
        let places = Places {
            program: self.setting.program,
            contact: self.contact,
            frames: &self.memory.frames,
        };
        let program = self.setting.program;
        match self.memory.scratch.evaluate(program, range, &places) {
            Ok(value) => self.print_value(value, range, span),
            Err(fault) => self.problems.fault(fault, span, self.setting.source),
        }
        self.forget();
    }

    /// Forgets the texts that helpers made, but for those of the contexts around.
    fn forget(&mut self) {
        let floor = self.memory.floors.last().copied().unwrap_or(0);
        self.memory.scratch.forget(floor);
    }

    fn print_value(&mut self, value: Val<'a>, range: Range, span: Span) {
        let options = self.setting.options;
        let text = self.memory.scratch.text(value);
        let blank = text.is_some_and(|text| options.blank.is_missing(text));
        let path = match value {
            Val::Missing(path) => path,
            _ if blank => None,
            _ => {
                let before = self.out.len();
                let prints = self.memory.scratch.print(value, self.out);
                let length = self.out.len() - before;
                self.printed(prints, length, span);
                if let Some(neutralise) = options.neutralise {
                    neutralise.tail(self.out, before);
                }
                return;
            }
        };
        match &options.missing {
            Missing::Error => self.missing(range, path, span),
            Missing::Empty => {}
            Missing::Keep => self.out.push_str(span.text(self.setting.source)),
            Missing::Default(text) => self.out.push_str(text),
        }
    }

    fn printed(&mut self, prints: bool, length: usize, span: Span) {
        let source = self.setting.source;
        if !prints {
            self.problems
                .report(Code::ValueNotScalar, &texts::NOT_SCALAR, span, source);
        } else if length > self.setting.options.limits.value_bytes {
            self.problems
                .report(Code::RenderLimit, &texts::VALUE_TOO_LONG, span, source);
        }
    }

    fn missing(&mut self, range: Range, path: Option<u32>, span: Span) {
        let program = self.setting.program;
        let (text, span) = match blamed(program, range, path) {
            Some(path) => {
                let path_use = program.paths[path as usize];
                (program.path_text(path_use), path_use.span)
            }
            None => (span.text(self.setting.source).to_owned(), span),
        };
        self.problems.missing(text, span, self.setting.source);
    }

    fn evaluate(&mut self, range: Range) -> Val<'a> {
        let places = Places {
            program: self.setting.program,
            contact: self.contact,
            frames: &self.memory.frames,
        };
        let program = self.setting.program;
        match self.memory.scratch.evaluate(program, range, &places) {
            Ok(value) => value,
            Err(fault) => {
                let span = first_span(program, range);
                self.problems.fault(fault, span, self.setting.source);
                Val::Missing(None)
            }
        }
    }
}
