//! The straight way from a row of a table to its text.
//!
//! Most templates put texts of columns between literals, with a test or a loop over a list here and
//! there. Such a program becomes operations on column numbers alone, and a row that has what they
//! need is a row of copies: no look-up by name, no allocation. Every other template, and every row
//! that lacks a value, goes the general way, which also finds the words for what is wrong.

mod build;
mod join;
mod padded;

use self::padded::Padded;
use super::room::{Room, grow};
use super::sink::{Sink, Stop};
use crate::contact::{ColumnKind, Table};
use std::ops::Range;

/// A bound template as operations on the columns of one table.
#[derive(Clone, Debug)]
pub(super) struct Fast {
    ops: Vec<FastOp>,
    choices: Vec<Choice>,
    lists: Vec<List>,
    pairs: Vec<Pair>,
    /// The columns that every row must have, a bit each.
    required: Vec<u64>,
    output_bytes: usize,
    /// Steps that the loops may take; where they take more, the general way counts all.
    steps: usize,
}

#[derive(Clone, Debug)]
enum FastOp {
    Text(Padded),
    /// A column that every row has.
    Cell {
        column: u32,
    },
    /// A column that a row may lack.
    OptionalCell {
        column: u32,
    },
    Test {
        column: u32,
        sense: bool,
        otherwise: u32,
    },
    Jump {
        to: u32,
    },
    Each {
        column: u32,
        otherwise: u32,
    },
    Item,
    Next {
        body: u32,
        end: u32,
    },
    /// Texts and cells by turns, done as one: numbers of [`Pair`].
    Pairs {
        first: u32,
        end: u32,
        next: u32,
    },
    /// A whole block, done as one: the number of its [`Choice`].
    Choose(u32),
    /// A whole block, done as one: the number of its [`List`].
    List(u32),
}

/// A text and the cell after it.
#[derive(Clone, Debug)]
struct Pair {
    text: Padded,
    column: u32,
}

/// `{{#if}}` between texts and with nothing but texts in it: one of two texts.
#[derive(Clone, Debug)]
struct Choice {
    column: u32,
    /// The text where the column is false, and where it is true.
    texts: [Padded; 2],
    next: u32,
}

/// `{{#each}}` with nothing in it but the item and texts around it.
#[derive(Clone, Debug)]
struct List {
    column: u32,
    first: Padded,
    between: Padded,
    last: Padded,
    /// What an item counts, to the limit of steps.
    steps: usize,
    otherwise: u32,
    next: u32,
}

impl Fast {
    /// Whether nothing depends on more than what every row needs.
    pub(super) fn is_plain(&self) -> bool {
        let plain = |op: &FastOp| {
            matches!(
                op,
                FastOp::Text(_) | FastOp::Cell { .. } | FastOp::Pairs { .. }
            )
        };
        self.ops.iter().all(plain)
    }

    /// Whether a row has all that every row needs.
    pub(super) fn is_complete(&self, table: &Table, row: usize) -> bool {
        let mut words = table.presence(row).iter().zip(&self.required);
        words.all(|(present, required)| required & !present == 0)
    }

    /// Adds the text of a row. False where it needs the general way; `out` is as it was then.
    pub(super) fn render_into(&self, table: &Table, row: usize, out: &mut String) -> bool {
        let start = out.len();
        loop {
            let (room, result) = self.render(table, row..row + 1, || Room::of(std::mem::take(out)));
            *out = room.text;
            let Err((_, stop)) = result else {
                return true;
            };
            out.truncate(start);
            match stop {
                Stop::Full => grow(out),
                Stop::Bail => return false,
            }
        }
    }

    /// Adds the texts of rows, and gives the sink back; where that is not possible for a row, also
    /// which one and why. What was added of its text is of no use then.
    ///
    /// A function of its own whatever the sink, so that the processor's registers are for this loop.
    #[inline(never)]
    pub(super) fn render<S: Sink>(
        &self,
        table: &Table,
        rows: Range<usize>,
        open: impl FnOnce() -> S,
    ) -> (S, Result<(), (usize, Stop)>) {
        // made here, so that it is a local variable and nobody holds its address
        let mut out = open();
        for row in rows {
            match self.row(table, row, &mut out) {
                Ok(()) => out.end(),
                Err(stop) => return (out, Err((row, stop))),
            }
        }
        (out, Ok(()))
    }

    #[inline(always)]
    fn row<S: Sink>(&self, table: &Table, row: usize, out: &mut S) -> Result<(), Stop> {
        if !self.is_complete(table, row) {
            return Err(Stop::Bail);
        }
        let before = out.length();
        let arena = table.arena();
        let offsets = table.offsets(row);
        let mut items: &[(u32, u32)] = &[];
        let mut steps = 0;
        let mut at = 0;
        while let Some(op) = self.ops.get(at) {
            at += 1;
            match *op {
                FastOp::Text(ref text) => text.put(out)?,
                FastOp::Pairs { first, end, next } => {
                    for pair in &self.pairs[first as usize..end as usize] {
                        pair.text.put(out)?;
                        let column = pair.column as usize;
                        out.part(arena, offsets[column], offsets[column + 1])?;
                    }
                    at = next as usize;
                }
                FastOp::Cell { column } => {
                    let column = column as usize;
                    out.part(arena, offsets[column], offsets[column + 1])?;
                }
                FastOp::OptionalCell { column } => {
                    let column = column as usize;
                    if !table.has(row, column) {
                        return Err(Stop::Bail);
                    }
                    out.part(arena, offsets[column], offsets[column + 1])?;
                }
                FastOp::Choose(choice) => {
                    let choice = &self.choices[choice as usize];
                    let is_true = table.is_true(row, choice.column as usize);
                    choice.texts[usize::from(is_true)].put(out)?;
                    at = choice.next as usize;
                }
                FastOp::List(list) => {
                    let list = &self.lists[list as usize];
                    let items = self::items(table, row, list.column as usize)?;
                    steps += items.len() * list.steps;
                    if steps > self.steps {
                        return Err(Stop::Bail);
                    }
                    at = list.put(items, arena, out)? as usize;
                }
                FastOp::Test {
                    column,
                    sense,
                    otherwise,
                } => {
                    if table.is_true(row, column as usize) != sense {
                        at = otherwise as usize;
                    }
                }
                FastOp::Jump { to } => at = to as usize,
                FastOp::Each { column, otherwise } => {
                    items = self::items(table, row, column as usize)?;
                    if items.is_empty() {
                        at = otherwise as usize;
                    }
                }
                FastOp::Item => {
                    let &(start, end) = items.first().ok_or(Stop::Bail)?;
                    out.part(arena, start, end)?;
                }
                FastOp::Next { body, end } => {
                    steps += at - body as usize;
                    if steps > self.steps {
                        return Err(Stop::Bail);
                    }
                    items = items.get(1..).unwrap_or_default();
                    at = if items.is_empty() { end } else { body } as usize;
                }
            }
        }
        if out.length() - before > self.output_bytes {
            return Err(Stop::Bail);
        }
        Ok(())
    }
}

impl List {
    /// Adds the items with their texts; where to go on.
    #[inline(always)]
    fn put<S: Sink>(&self, items: &[(u32, u32)], arena: &str, out: &mut S) -> Result<u32, Stop> {
        let Some((&(start, end), rest)) = items.split_first() else {
            return Ok(self.otherwise);
        };
        self.first.put(out)?;
        out.part(arena, start, end)?;
        for &(start, end) in rest {
            self.between.put(out)?;
            out.part(arena, start, end)?;
        }
        self.last.put(out)?;
        Ok(self.next)
    }
}

/// What `{{#each}}` goes through in a cell: the items of a list. A value may hold others.
#[inline(always)]
fn items(table: &Table, row: usize, column: usize) -> Result<&[(u32, u32)], Stop> {
    if !table.is_true(row, column) {
        return Ok(&[]);
    }
    match table.list(row, column) {
        Some(items) => Ok(items.spans()),
        None if table.kind(column) == ColumnKind::Texts => Ok(&[]),
        None => Err(Stop::Bail),
    }
}
