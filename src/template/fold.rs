//! Binding: everything that is known before the contact is settled once.
//!
//! The program is run with what is known. What prints becomes text, a decided block leaves only the
//! side that was taken, a loop over known items is written out. What depends on the contact goes
//! into a smaller program, which is all that is left to run for each message.

mod blocks;
mod known;
mod lacking;
mod residue;
mod sources;

pub(super) use known::{Contact, Known};

use super::evaluate::Scratch;
use super::frame::Loop;
use super::options::Missing;
use super::problem::{Problems, blamed, first_span};
use super::program::{Base, Op, Program, Range};
use super::texts;
use super::trace::{Part, Source};
use super::value::Val;
use crate::issue::{Code, Span};
use known::{FoldFrame, Frames};
use sources::Trace;
use std::borrow::Cow;

/// What folding leaves.
pub(super) struct Folded {
    pub(super) program: Program,
    pub(super) problems: Problems,
    /// What made each part of the text, if that was asked for.
    pub(super) trace: Vec<Part>,
}

/// The program that is left, with every problem of what is known.
pub(super) fn fold(known: Known<'_>) -> (Program, Problems) {
    let mut folding = Folding::new(known);
    folding.run();
    (folding.out, folding.problems)
}

/// As [`fold`], with the source of each part of the text.
pub(super) fn fold_with_trace(known: Known<'_>) -> Folded {
    let mut folding = Folding::new(known);
    folding.trace = Some(Trace::default());
    folding.run();
    Folded {
        program: folding.out,
        problems: folding.problems,
        trace: folding.trace.map(|trace| trace.parts).unwrap_or_default(),
    }
}

struct Folding<'a> {
    lookup: Frames<'a>,
    out: Program,
    problems: Problems,
    scratch: Scratch<'a>,
    regions: Vec<Region<'a>>,
    /// Operations before this one must not be added to: something jumps behind them.
    joinable: usize,
    steps: usize,
    unknown_frames: u16,
    trace: Option<Trace>,
}

/// A part of the program that ends somewhere ahead.
enum Region<'a> {
    /// A loop over known items, written out.
    Loop {
        items: Loop<'a>,
        body: u32,
        mark: usize,
    },
    /// A computed context that is known.
    Context { mark: usize },
    /// The first part of a block that depends on the contact; `op` began it.
    First { op: usize, at: u32 },
    /// Its `else`; `op` leads behind the block.
    Second { op: usize, end: u32 },
}

impl<'a> Folding<'a> {
    fn new(known: Known<'a>) -> Self {
        Self {
            scratch: Scratch::new(known.options, known.formatters),
            lookup: Frames {
                known,
                frames: Vec::new(),
            },
            out: Program::default(),
            problems: Problems::default(),
            regions: Vec::new(),
            joinable: 0,
            steps: 0,
            unknown_frames: 0,
            trace: None,
        }
    }

    fn run(&mut self) {
        let program = self.lookup.known.program;
        let mut at = 0;
        loop {
            self.end_seconds(at);
            let op = program.ops.get(at as usize).copied();
            self.steps += usize::from(op.is_some());
            // the last operation may have made the text too long
            if self.over_limits(op) {
                return;
            }
            let Some(op) = op else {
                return;
            };
            at = self.op(op, at);
        }
    }

    fn over_limits(&mut self, next: Option<Op>) -> bool {
        let known = &self.lookup.known;
        let limits = known.options.limits;
        let text = if self.steps > limits.render_steps {
            &texts::TOO_MANY_STEPS
        } else if self.out.text.len() > limits.output_bytes {
            &texts::OUTPUT_TOO_LONG
        } else {
            return false;
        };
        let span = match next {
            Some(Op::Print { span, .. }) => span,
            _ => Span::new(0, 0),
        };
        self.problems
            .report(Code::RenderLimit, text, span, known.source);
        true
    }

    /// Does one operation; where to go on.
    fn op(&mut self, op: Op, at: u32) -> u32 {
        match op {
            Op::Text { start, end } => {
                let program = self.lookup.known.program;
                let before = self.out.text.len();
                self.text(&program.text[start as usize..end as usize]);
                self.trace(before, Span { start, end }, Source::Literal);
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
            } => self.condition(value, sense, otherwise, at),
            Op::Each { value, otherwise } => self.each(value, otherwise, at),
            Op::With { value, otherwise } => self.with(value, otherwise, at),
            Op::Jump { to } => self.end_first(at, to).unwrap_or(to),
            Op::Leave { end } => match self.end_first(at, end) {
                Some(next) => next,
                None => {
                    self.leave();
                    end
                }
            },
            Op::Next { end, .. } => match self.end_first(at, end) {
                Some(next) => next,
                None => self.next(end),
            },
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let start = index(self.out.text.len());
        self.out.text.push_str(text);
        let new_end = index(self.out.text.len());
        let joins = self.out.ops.len() > self.joinable;
        if joins && let Some(Op::Text { end, .. }) = self.out.ops.last_mut() {
            *end = new_end;
            return;
        }
        self.out.ops.push(Op::Text {
            start,
            end: new_end,
        });
    }

    fn print(&mut self, range: Range, span: Span) {
        if !self.is_known(range) {
            self.print_later(range, span);
            return;
        }
        let mark = self.scratch.mark();
        let program = self.lookup.known.program;
        match self.scratch.evaluate(program, range, &self.lookup) {
            Ok(value) => self.print_value(value, range, span),
            Err(fault) => self.problems.fault(fault, span, self.lookup.known.source),
        }
        self.scratch.forget(mark);
    }

    /// Prints what depends on the contact; where it lacks a value of the campaign no contact helps.
    fn print_later(&mut self, range: Range, span: Span) {
        let is_needed = self.lookup.known.options.missing == Missing::Error;
        if is_needed && let Some(path) = self.lacking(range) {
            self.missing(range, Some(path), span);
            return;
        }
        let value = self.residue(range);
        self.out.ops.push(Op::Print { value, span });
    }

    fn print_value(&mut self, value: Val<'a>, range: Range, span: Span) {
        let options = self.lookup.known.options;
        let blank = self
            .scratch
            .text(value)
            .is_some_and(|text| options.blank.is_missing(text));
        let path = match value {
            Val::Missing(path) => path,
            _ if blank => None,
            _ => {
                let mut text = String::new();
                let prints = self.scratch.print(value, &mut text);
                let before = self.out.text.len();
                self.printed(prints, &text, span);
                let paths = self.paths_of(range);
                self.trace(before, span, Source::Value(paths));
                return;
            }
        };
        let before = self.out.text.len();
        match &options.missing {
            Missing::Error => self.missing(range, path, span),
            Missing::Empty => {}
            Missing::Keep => self.text(span.text(self.lookup.known.source)),
            Missing::Default(text) => self.text(text),
        }
        let paths = self.paths_of(range);
        self.trace(before, span, Source::Missing(paths));
    }

    fn printed(&mut self, prints: bool, text: &str, span: Span) {
        let source = self.lookup.known.source;
        let limits = self.lookup.known.options.limits;
        if !prints {
            self.problems
                .report(Code::ValueNotScalar, &texts::NOT_SCALAR, span, source);
        } else if text.len() > limits.value_bytes {
            self.problems
                .report(Code::RenderLimit, &texts::VALUE_TOO_LONG, span, source);
        } else {
            let neutralise = self.lookup.known.options.neutralise;
            let text = neutralise.map_or(Cow::Borrowed(text), |neutralise| neutralise.text(text));
            self.text(&text);
        }
    }

    fn missing(&mut self, range: Range, path: Option<u32>, span: Span) {
        let known = &self.lookup.known;
        let Some(path) = blamed(known.program, range, path) else {
            let text = span.text(known.source).to_owned();
            self.problems.missing(text, span, known.source);
            return;
        };
        let path_use = known.program.paths[path as usize];
        let text = known.program.path_text(path_use);
        let span = path_use.span;
        match path_use.base {
            Base::Namespace(namespace) if known.is_absent(namespace) => {
                self.problems.absent(namespace, text, span, known.source);
            }
            _ => self.problems.missing(text, span, known.source),
        }
    }

    /// The value of a condition or a loop; a helper's fault is reported and counts as missing.
    fn evaluate(&mut self, range: Range) -> Val<'a> {
        let program = self.lookup.known.program;
        match self.scratch.evaluate(program, range, &self.lookup) {
            Ok(value) => value,
            Err(fault) => {
                let span = first_span(self.lookup.known.program, range);
                self.problems.fault(fault, span, self.lookup.known.source);
                Val::Missing(None)
            }
        }
    }
}

fn index(n: usize) -> u32 {
    // the limit on steps keeps every index far below this
    u32::try_from(n).unwrap_or(u32::MAX)
}
