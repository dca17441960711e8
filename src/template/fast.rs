//! The straight way from a row of a table to its text.
//!
//! Most templates put texts of columns between literals, with a test or a loop over a list here and
//! there. Such a program becomes operations on column numbers alone, and a row that has what they
//! need is a row of copies: no look-up by name, no allocation. Every other template, and every row
//! that lacks a value, goes the general way, which also finds the words for what is wrong.

use super::batch::COPY;
use super::bound::Bound;
use super::options::{Blank, Missing};
use super::program::{self, Base, Op, Program, Step};
use super::table::Slot;
use crate::contact::{ColumnKind, Table};
use std::ops::Range;

/// What follows the literals, so that the last of them can be copied in as big pieces as the others.
const ROOM: &str = match str::from_utf8(&[b' '; COPY]) {
    Ok(room) => room,
    Err(_) => "",
};

/// A bound template as operations on the columns of one table.
#[derive(Clone, Debug)]
pub(super) struct Fast {
    ops: Vec<FastOp>,
    text: String,
    /// The columns that every row must have, a bit each.
    required: Vec<u64>,
    output_bytes: usize,
    steps: usize,
}

#[derive(Clone, Copy, Debug)]
enum FastOp {
    Text {
        start: u32,
        end: u32,
    },
    /// A column that every row has.
    Cell {
        column: u32,
    },
    /// A text and the cell of the operation after it, done as one.
    TextCell {
        start: u32,
        end: u32,
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
}

/// Where the text goes.
pub(super) trait Sink {
    /// Adds `from[start..end]`.
    fn put(&mut self, from: &str, start: u32, end: u32) -> Result<(), Stop>;
    /// How many bytes were added in all.
    fn length(&self) -> usize;
    /// Ends the text of a row.
    fn end(&mut self) {}
}

impl Sink for &mut String {
    fn put(&mut self, from: &str, start: u32, end: u32) -> Result<(), Stop> {
        self.push_str(&from[start as usize..end as usize]);
        Ok(())
    }

    fn length(&self) -> usize {
        self.len()
    }
}

/// Why a row has no text here.
pub(super) enum Stop {
    /// The row needs the general way.
    Bail,
    /// The sink has no more room.
    Full,
}

impl Fast {
    /// The operations for `table`; none where the template or the table needs the general way.
    pub(super) fn new(bound: &Bound, table: &Table, slots: &[Slot]) -> Option<Self> {
        let options = bound.options();
        let strict = options.missing == Missing::Error
            && options.blank == Blank::Prints
            && options.neutralise.is_none();
        if !strict || table.longest() > options.limits.value_bytes {
            return None;
        }
        let program = bound.program();
        let builder = Builder {
            program,
            table,
            slots,
        };
        let mut fast = Self {
            ops: Vec::with_capacity(program.ops.len()),
            text: program.text.clone() + ROOM,
            required: vec![0; table.columns().len().div_ceil(64)],
            output_bytes: options.limits.output_bytes,
            steps: options.limits.render_steps,
        };
        let mut conditional_until = 0;
        for (at, &op) in program.ops.iter().enumerate() {
            let op = builder.op(op)?;
            conditional_until = conditional_until.max(program.end_of_block(at));
            let op = fast.required_if(op, at >= conditional_until);
            fast.ops.push(op);
        }
        fast.join();
        Some(fast)
    }

    /// Puts each text and the cell after it into one operation. The cell stays where it is, for those
    /// that jump to it.
    fn join(&mut self) {
        for at in 1..self.ops.len() {
            if let [FastOp::Text { start, end }, FastOp::Cell { column }] = self.ops[at - 1..=at] {
                self.ops[at - 1] = FastOp::TextCell { start, end, column };
            }
        }
    }

    /// A cell outside all blocks is needed by every row.
    fn required_if(&mut self, op: FastOp, always: bool) -> FastOp {
        match op {
            FastOp::OptionalCell { column } if always => {
                self.required[column as usize / 64] |= 1 << (column % 64);
                FastOp::Cell { column }
            }
            op => op,
        }
    }

    /// Whether nothing depends on more than what every row needs.
    pub(super) fn is_plain(&self) -> bool {
        let plain = |op: &FastOp| {
            matches!(
                op,
                FastOp::Text { .. } | FastOp::Cell { .. } | FastOp::TextCell { .. }
            )
        };
        self.ops.iter().all(plain)
    }

    /// Whether a row has all that every row needs.
    pub(super) fn is_complete(&self, table: &Table, row: usize) -> bool {
        let mut words = table.presence(row).iter().zip(&self.required);
        words.all(|(present, required)| required & !present == 0)
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
        mut out: S,
    ) -> (S, Result<(), (usize, Stop)>) {
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
        while let Some(&op) = self.ops.get(at) {
            at += 1;
            match op {
                FastOp::Text { start, end } => out.put(&self.text, start, end)?,
                FastOp::TextCell { start, end, column } => {
                    out.put(&self.text, start, end)?;
                    let column = column as usize;
                    out.put(arena, offsets[column], offsets[column + 1])?;
                    at += 1;
                }
                FastOp::Cell { column } => {
                    let column = column as usize;
                    out.put(arena, offsets[column], offsets[column + 1])?;
                }
                FastOp::OptionalCell { column } => {
                    let column = column as usize;
                    if !table.has(row, column) {
                        return Err(Stop::Bail);
                    }
                    out.put(arena, offsets[column], offsets[column + 1])?;
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
                    out.put(arena, start, end)?;
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

/// What `{{#each}}` goes through in a cell: the items of a list. A value may hold others.
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

struct Builder<'a> {
    program: &'a Program,
    table: &'a Table,
    slots: &'a [Slot],
}

impl Builder<'_> {
    fn op(&self, op: Op) -> Option<FastOp> {
        Some(match op {
            Op::Text { start, end } => FastOp::Text { start, end },
            Op::Print { value, .. } => match self.path(value)? {
                Path::Column(column) => FastOp::OptionalCell { column },
                Path::Item => FastOp::Item,
            },
            Op::If {
                value,
                sense,
                otherwise,
            } => FastOp::Test {
                column: self.column(value)?,
                sense,
                otherwise,
            },
            Op::Jump { to } => FastOp::Jump { to },
            Op::Each { value, otherwise } if self.program.frames == 1 => FastOp::Each {
                column: self.column(value)?,
                otherwise,
            },
            Op::Next { body, end } => FastOp::Next { body, end },
            Op::Each { .. } | Op::With { .. } | Op::Leave { .. } => return None,
        })
    }

    fn column(&self, value: program::Range) -> Option<u32> {
        match self.path(value)? {
            Path::Column(column) => Some(column),
            Path::Item => None,
        }
    }

    /// The path that an expression is, if it is a column that prints or the item of the loop.
    fn path(&self, value: program::Range) -> Option<Path> {
        let [Step::Path(path)] = self.program.steps(value) else {
            return None;
        };
        let path_use = self.program.paths[*path as usize];
        match (&self.slots[*path as usize], path_use.base) {
            (Slot::Column(column), _) if self.table.kind(*column) != ColumnKind::Mixed => {
                Some(Path::Column(u32::try_from(*column).ok()?))
            }
            (Slot::Other, Base::Item(0)) if self.program.names(path_use).is_empty() => {
                Some(Path::Item)
            }
            _ => None,
        }
    }
}

enum Path {
    Column(u32),
    Item,
}
