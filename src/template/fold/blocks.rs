//! Blocks: a decided one leaves the side that was taken, and a loop over known items is written out.

use super::{FoldFrame, Folding, Region, index};
use crate::issue::Code;
use crate::template::frame::{Frame, Loop};
use crate::template::problem::first_span;
use crate::template::program::{Op, Range};
use crate::template::texts;
use crate::template::value::Val;

impl Folding<'_> {
    pub(super) fn condition(&mut self, range: Range, sense: bool, otherwise: u32, at: u32) -> u32 {
        if !self.is_known(range) {
            return self.begin(range, otherwise, at, |value| Op::If {
                value,
                sense,
                otherwise: 0,
            });
        }
        let mark = self.scratch.mark();
        let truth = self.evaluate(range).is_true();
        self.scratch.forget(mark);
        if truth == sense { at + 1 } else { otherwise }
    }

    pub(super) fn each(&mut self, range: Range, otherwise: u32, at: u32) -> u32 {
        if !self.is_known(range) {
            return self.begin(range, otherwise, at, |value| Op::Each {
                value,
                otherwise: 0,
            });
        }
        let mark = self.scratch.mark();
        let value = self.evaluate(range);
        self.not_over_all(value, range);
        let Some((items, frame)) = Loop::over(value) else {
            self.scratch.forget(mark);
            return otherwise;
        };
        self.trace_loop(range, frame.key());
        self.lookup.frames.push(FoldFrame::Known(frame));
        self.regions.push(Region::Loop {
            items,
            body: at + 1,
            mark,
        });
        at + 1
    }

    /// A loop over all namespaces is an error, as it is where the template shows it.
    fn not_over_all(&mut self, value: Val<'_>, range: Range) {
        if matches!(value, Val::Root) {
            let known = &self.lookup.known;
            let span = first_span(known.program, range);
            self.problems
                .report(Code::PathInvalid, &texts::EACH_OVER_ALL, span, known.source);
        }
    }

    pub(super) fn with(&mut self, range: Range, otherwise: u32, at: u32) -> u32 {
        if !self.is_known(range) {
            return self.begin(range, otherwise, at, |value| Op::With {
                value,
                otherwise: 0,
            });
        }
        let mark = self.scratch.mark();
        let value = self.evaluate(range);
        if !value.is_filled() {
            self.scratch.forget(mark);
            return otherwise;
        }
        self.trace_context(range);
        let frame = Frame::of_context(value);
        self.lookup.frames.push(FoldFrame::Known(frame));
        self.regions.push(Region::Context { mark });
        at + 1
    }

    /// Begins a block that depends on the contact; its first part ends before `otherwise`. Where to go on.
    fn begin(
        &mut self,
        range: Range,
        otherwise: u32,
        at: u32,
        op: impl FnOnce(Range) -> Op,
    ) -> u32 {
        debug_assert!(otherwise > at);
        let op = op(self.residue(range));
        self.regions.push(Region::First {
            op: self.out.ops.len(),
            at: otherwise - 1,
        });
        if !matches!(op, Op::If { .. }) {
            self.push_unknown();
        }
        self.out.ops.push(op);
        self.joinable = self.out.ops.len();
        at + 1
    }

    fn push_unknown(&mut self) {
        self.lookup
            .frames
            .push(FoldFrame::Unknown(self.unknown_frames));
        self.unknown_frames += 1;
        self.out.frames = self.out.frames.max(usize::from(self.unknown_frames));
    }

    /// Ends the first part of a block that depends on the contact and goes on at `end`, if that part ends at `at`: where
    /// its `else` begins.
    pub(super) fn end_first(&mut self, at: u32, end: u32) -> Option<u32> {
        let Some(&Region::First { op, at: last }) = self.regions.last() else {
            return None;
        };
        if last != at {
            return None;
        }
        self.regions.pop();
        let last = match self.out.ops[op] {
            Op::Each { .. } => Op::Next {
                body: index(op + 1),
                end: 0,
            },
            Op::With { .. } => Op::Leave { end: 0 },
            _ => Op::Jump { to: 0 },
        };
        if !matches!(last, Op::Jump { .. }) {
            self.lookup.frames.pop();
            self.unknown_frames -= 1;
        }
        self.regions.push(Region::Second {
            op: self.out.ops.len(),
            end,
        });
        self.out.ops.push(last);
        let here = self.barrier();
        match &mut self.out.ops[op] {
            Op::If { otherwise, .. } | Op::Each { otherwise, .. } | Op::With { otherwise, .. } => {
                *otherwise = here;
            }
            _ => {}
        }
        Some(at + 1)
    }

    /// Ends the `else` parts that end at `at`.
    pub(super) fn end_seconds(&mut self, at: u32) {
        while let Some(&Region::Second { op, end }) = self.regions.last()
            && end == at
        {
            self.regions.pop();
            let here = self.barrier();
            match &mut self.out.ops[op] {
                Op::Jump { to } => *to = here,
                Op::Next { end, .. } | Op::Leave { end } => *end = here,
                _ => {}
            }
        }
    }

    /// The next operation, which something jumps to.
    fn barrier(&mut self) -> u32 {
        self.joinable = self.out.ops.len();
        index(self.joinable)
    }

    /// The next item of a known loop, or the end of the loop.
    pub(super) fn next(&mut self, end: u32) -> u32 {
        let Some(Region::Loop { items, body, mark }) = self.regions.last_mut() else {
            return end;
        };
        let (body, mark) = (*body, *mark);
        let frame = items.advance();
        self.trace_next(frame.as_ref().map(Frame::key));
        self.lookup.frames.pop();
        match frame {
            Some(frame) => {
                self.lookup.frames.push(FoldFrame::Known(frame));
                body
            }
            None => {
                self.scratch.forget(mark);
                self.regions.pop();
                end
            }
        }
    }

    pub(super) fn leave(&mut self) {
        if let Some(Region::Context { mark }) = self.regions.pop() {
            self.scratch.forget(mark);
        }
        self.trace_next(None);
        self.lookup.frames.pop();
    }
}
