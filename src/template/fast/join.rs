//! Neighbouring operations as one.
//!
//! What is joined takes the place of its first operation; the others stay where they are, for those
//! that jump to them.

use super::padded::Padded;
use super::{Choice, Fast, FastOp, List, Pair};
use crate::template::room::COPY;

impl Fast {
    pub(super) fn join(&mut self) {
        for at in 0..self.ops.len() {
            // what comes after is not joined yet, and what came before is not looked at
            if let Some(joined) = self.block(at) {
                self.ops[at] = joined;
            }
        }
        self.pairs();
    }

    /// The operation that does what those from `at` on do: a block, with the text before it.
    fn block(&mut self, at: usize) -> Option<FastOp> {
        match &self.ops[at..] {
            [FastOp::Text(text), FastOp::Test { .. }, ..] => {
                let before = text.text().to_owned();
                self.choice(&before, at + 1)
            }
            [FastOp::Test { .. }, ..] => self.choice("", at),
            [FastOp::Each { .. }, ..] => self.list(at),
            _ => None,
        }
    }

    /// The condition at `at`, with the text before it.
    fn choice(&mut self, before: &str, at: usize) -> Option<FastOp> {
        let FastOp::Test {
            column,
            sense,
            otherwise,
        } = self.ops[at]
        else {
            return None;
        };
        let otherwise = otherwise as usize;
        let FastOp::Jump { to } = self.ops[otherwise - 1] else {
            return None;
        };
        let shown = self.only_text(at + 1, otherwise - 1)?;
        let hidden = self.only_text(otherwise, to as usize)?;
        let longest = before.len() + shown.len().max(hidden.len());
        if !before.is_empty() && longest > COPY {
            return None;
        }
        let (after, next) = self.text_after(to, longest);
        let texts = if sense {
            [hidden, shown]
        } else {
            [shown, hidden]
        };
        let texts = texts.map(|text| Padded::of(&[before, text, after].concat()));
        self.choices.push(Choice {
            column,
            texts,
            next,
        });
        Some(FastOp::Choose(number(self.choices.len() - 1)))
    }

    /// The loop at `at`.
    fn list(&mut self, at: usize) -> Option<FastOp> {
        let FastOp::Each { column, otherwise } = self.ops[at] else {
            return None;
        };
        let inner = at + 1..otherwise as usize - 1;
        let FastOp::Next { end, .. } = self.ops[inner.end] else {
            return None;
        };
        let (before, after) = match &self.ops[inner.clone()] {
            [FastOp::Item] => ("", ""),
            [FastOp::Text(before), FastOp::Item] => (before.text(), ""),
            [FastOp::Item, FastOp::Text(after)] => ("", after.text()),
            [FastOp::Text(before), FastOp::Item, FastOp::Text(after)] => {
                (before.text(), after.text())
            }
            _ => return None,
        };
        let (tail, next) = self.text_after(end, after.len());
        self.lists.push(List {
            column,
            first: Padded::of(before),
            between: Padded::of(&[after, before].concat()),
            last: Padded::of(&[after, tail].concat()),
            steps: inner.len() + 1,
            otherwise,
            next,
        });
        Some(FastOp::List(number(self.lists.len() - 1)))
    }

    /// The text that the operations are, if they are nothing more.
    fn only_text(&self, start: usize, end: usize) -> Option<&str> {
        match &self.ops[start..end] {
            [] => Some(""),
            [FastOp::Text(text)] => Some(text.text()),
            _ => None,
        }
    }

    /// The text at an operation, if one copy takes it with the `length` bytes before it, and where
    /// to go on then.
    fn text_after(&self, at: u32, length: usize) -> (&str, u32) {
        match self.ops.get(at as usize) {
            Some(FastOp::Text(text)) if length + text.text().len() <= COPY => (text.text(), at + 1),
            _ => ("", at),
        }
    }

    /// Texts and cells by turns as one operation; whoever jumps into it finds the rest of it there.
    fn pairs(&mut self) {
        let mut at = 0;
        while at < self.ops.len() {
            let mut places = Vec::new();
            let first = self.pairs.len();
            let mut next = at;
            while let Some((pair, length)) = self.pair(next) {
                places.push(next);
                self.pairs.push(pair);
                next += length;
            }
            let end = number(self.pairs.len());
            for (pair, &place) in (first..).zip(&places) {
                self.ops[place] = FastOp::Pairs {
                    first: number(pair),
                    end,
                    next: number(next),
                };
            }
            at = next.max(at + 1);
        }
    }

    /// A cell with the text before it, and how many operations the two are.
    fn pair(&self, at: usize) -> Option<(Pair, usize)> {
        let pair = |text: Padded, column| Pair { text, column };
        match self.ops.get(at..)? {
            [FastOp::Text(text), FastOp::Cell { column }, ..] => {
                Some((pair(text.clone(), *column), 2))
            }
            [FastOp::Cell { column }, ..] => Some((pair(Padded::of(""), *column), 1)),
            _ => None,
        }
    }
}

/// An operation of the program, or a part of it: their count fits.
fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
