//! The straight way from a row of a table to its text.
//!
//! Most templates put texts of columns between literals, with a test or a loop over a list here and
//! there. Such a program becomes operations on column numbers alone, and a row that has what they
//! need is a row of copies: no look-up by name, no allocation. Every other template, and every row
//! that lacks a value, goes the general way, which also finds the words for what is wrong.

use super::bound::Bound;
use super::options::{Blank, Missing};
use super::program::{Base, Op, Program, Range, Step};
use super::table::Slot;
use super::value::Val;
use crate::contact::{Cell, ColumnKind, Items, Table};

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
    fn put(&mut self, from: &str, start: u32, end: u32);
    /// How many bytes were added in all.
    fn length(&self) -> usize;
}

impl Sink for String {
    fn put(&mut self, from: &str, start: u32, end: u32) {
        self.push_str(&from[start as usize..end as usize]);
    }

    fn length(&self) -> usize {
        self.len()
    }
}

/// The row needs the general way.
pub(super) struct Bail;

impl Fast {
    /// The operations for `table`; none where the template or the table needs the general way.
    pub(super) fn new(bound: &Bound, table: &Table, slots: &[Slot]) -> Option<Self> {
        let options = bound.options();
        let strict = options.missing == Missing::Error && options.blank == Blank::Prints;
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
            text: program.text.clone(),
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
        Some(fast)
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
        let plain = |op: &FastOp| matches!(op, FastOp::Text { .. } | FastOp::Cell { .. });
        self.ops.iter().all(plain)
    }

    /// Whether a row has all that every row needs.
    pub(super) fn is_complete(&self, table: &Table, row: usize) -> bool {
        let words = table.presence(row).iter().zip(&self.required);
        words.fold(0, |lacking, (present, required)| {
            lacking | (required & !present)
        }) == 0
    }

    /// Adds the text of a row; what was added is of no use where the row needs the general way.
    pub(super) fn render(
        &self,
        table: &Table,
        row: usize,
        out: &mut impl Sink,
    ) -> Result<(), Bail> {
        if !self.is_complete(table, row) {
            return Err(Bail);
        }
        let start = out.length();
        let arena = table.arena();
        let offsets = table.offsets(row);
        let mut items: Option<(Items<'_>, usize)> = None;
        let mut steps = 0;
        let mut at = 0;
        while let Some(&op) = self.ops.get(at) {
            at += 1;
            match op {
                FastOp::Text { start, end } => out.put(&self.text, start, end),
                FastOp::Cell { column } => {
                    let column = column as usize;
                    out.put(arena, offsets[column], offsets[column + 1]);
                }
                FastOp::OptionalCell { column } => {
                    let column = column as usize;
                    if !table.has(row, column) {
                        return Err(Bail);
                    }
                    out.put(arena, offsets[column], offsets[column + 1]);
                }
                FastOp::Test {
                    column,
                    sense,
                    otherwise,
                } => {
                    if is_true(table, row, column as usize) != sense {
                        at = otherwise as usize;
                    }
                }
                FastOp::Jump { to } => at = to as usize,
                FastOp::Each { column, otherwise } => match table.cell(row, column as usize) {
                    Cell::List(list) if !list.is_empty() => items = Some((list, 0)),
                    Cell::Value(_) => return Err(Bail),
                    _ => at = otherwise as usize,
                },
                FastOp::Item => {
                    let Some((start, end)) = items.and_then(|(list, i)| list.span(i)) else {
                        return Err(Bail);
                    };
                    out.put(arena, start, end);
                }
                FastOp::Next { body, end } => {
                    steps += at - body as usize;
                    if steps > self.steps {
                        return Err(Bail);
                    }
                    items = items
                        .map(|(list, i)| (list, i + 1))
                        .filter(|(list, i)| *i < list.len());
                    at = if items.is_some() { body } else { end } as usize;
                }
            }
        }
        if out.length() - start > self.output_bytes {
            return Err(Bail);
        }
        Ok(())
    }
}

/// Truth of a cell as `{{#if}}` has it.
fn is_true(table: &Table, row: usize, column: usize) -> bool {
    if table.kind(column) == ColumnKind::Texts {
        let offsets = table.offsets(row);
        return offsets[column] != offsets[column + 1];
    }
    match table.cell(row, column) {
        Cell::Missing => false,
        Cell::Text(text) => !text.is_empty(),
        Cell::List(items) => !items.is_empty(),
        Cell::Value(value) => Val::of(value).is_true(),
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

    fn column(&self, value: Range) -> Option<u32> {
        match self.path(value)? {
            Path::Column(column) => Some(column),
            Path::Item => None,
        }
    }

    /// The path that an expression is, if it is a column that prints or the item of the loop.
    fn path(&self, value: Range) -> Option<Path> {
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
