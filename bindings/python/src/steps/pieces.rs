//! The contacts of settled rows.

use super::columns::{POSITION, numbers};
use crate::frame::Columns;
use arrow_array::RecordBatch;
use flashplan::audience;
use flashplan::contact::{FieldSet, TableBuilder, TableFull};
use flashplan::plan::Contacts;

/// Rows of contacts that are made at a time, of those in a bucket.
const ROWS: u64 = 4_096;

/// Rows of contacts with their positions, which rise; some may lack between them.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) rows: Vec<RecordBatch>,
}

impl Contacts for Pieces {
    type Error = TableFull;

    fn for_each_batch<E: From<TableFull>>(
        &mut self,
        visit: &mut dyn FnMut(&audience::Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        self.for_each_batch_of(&FieldSet::all(), visit)
    }

    fn for_each_batch_of<E: From<TableFull>>(
        &mut self,
        fields: &FieldSet,
        visit: &mut dyn FnMut(&audience::Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        for rows in self.rows.iter().filter(|rows| rows.num_rows() > 0) {
            // OK because the same rows were read as drafts
            let (Ok(columns), Ok(positions)) =
                (Columns::of(&rows.schema(), fields), numbers(rows, POSITION))
            else {
                continue;
            };
            let reader = columns.reader(rows, fields);
            let mut run: Option<(u64, TableBuilder)> = None;
            for row in 0..rows.num_rows() {
                let position = positions.value(row).cast_unsigned();
                let is_far = run
                    .as_ref()
                    .is_some_and(|(first, _)| position - first >= ROWS);
                if is_far && let Some((first, table)) = run.take() {
                    visit(&audience::Batch::new(table.finish(), first, Vec::new()))?;
                }
                let (first, table) = run.get_or_insert_with(|| (position, reader.table()));
                // who is no candidate stands there without a value
                while *first + (table.rows() as u64) < position {
                    reader.push_nobody(table);
                }
                reader.push(table, row)?;
            }
            if let Some((first, table)) = run {
                visit(&audience::Batch::new(table.finish(), first, Vec::new()))?;
            }
        }
        Ok(())
    }
}
