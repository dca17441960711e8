//! From a bound template to operations on the columns of a table.

use super::padded::Padded;
use super::{Fast, FastOp};
use crate::contact::{ColumnKind, Table};
use crate::template::options::{Blank, Missing, RenderOptions};
use crate::template::program::{self, Base, Op, Program, Step};
use crate::template::table::Slot;

impl Fast {
    /// The operations for `table`; none where the template or the table needs the general way.
    pub(in crate::template) fn new(
        program: &Program,
        options: &RenderOptions,
        table: &Table,
        slots: &[Slot],
    ) -> Option<Self> {
        let strict = options.missing == Missing::Error
            && options.blank == Blank::Prints
            && options.neutralise.is_none();
        if !strict || table.longest() > options.limits.value_bytes {
            return None;
        }
        // what stands outside the loops is done once at most, so that the loops alone have to be counted
        let steps = options.limits.render_steps.checked_sub(program.ops.len())?;
        let builder = Builder {
            program,
            table,
            slots,
        };
        let mut fast = Self {
            ops: Vec::with_capacity(program.ops.len()),
            choices: Vec::new(),
            lists: Vec::new(),
            pairs: Vec::new(),
            required: vec![0; table.columns().len().div_ceil(64)],
            output_bytes: options.limits.output_bytes,
            steps,
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
}

struct Builder<'a> {
    program: &'a Program,
    table: &'a Table,
    slots: &'a [Slot],
}

impl Builder<'_> {
    fn op(&self, op: Op) -> Option<FastOp> {
        Some(match op {
            Op::Text { start, end } => {
                let text = &self.program.text[start as usize..end as usize];
                FastOp::Text(Padded::of(text))
            }
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
