//! The contacts of a chunk.

use super::columns::rows_of;
use crate::frame::Columns;
use arrow_array::RecordBatch;
use flashplan::audience;
use flashplan::contact::{FieldSet, TableFull};
use flashplan::plan::Contacts;

/// Rows of contacts that are made at a time, of those in a chunk.
const ROWS: usize = 4_096;

/// Rows of a chunk with their numbers, which rise; some may lack between them.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) rows: Vec<RecordBatch>,
    /// The position of the chunk's first contact.
    pub(super) first: u64,
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
        for rows in &self.rows {
            // OK because the same rows were read as drafts
            let (Ok(columns), Ok(numbers)) = (Columns::of(&rows.schema(), fields), rows_of(rows))
            else {
                continue;
            };
            let reader = columns.reader(rows, fields);
            for start in (0..rows.num_rows()).step_by(ROWS) {
                let end = rows.num_rows().min(start + ROWS);
                let mut table = reader.table();
                for row in start..end {
                    reader.push(&mut table, row)?;
                }
                let numbers = &numbers.values()[start..end];
                let batch = audience::Batch::new(table.finish(), self.position(numbers), vec![]);
                if let Some(batch) = self.placed(batch, numbers) {
                    visit(&batch)?;
                }
            }
        }
        Ok(())
    }
}

impl Pieces {
    fn position(&self, numbers: &[i32]) -> u64 {
        let row = numbers
            .first()
            .map_or(0, |row| u64::from(row.unsigned_abs()));
        self.first + row
    }

    /// The batch at the positions of its rows. None where they do not rise, which they do.
    fn placed(&self, batch: audience::Batch, numbers: &[i32]) -> Option<audience::Batch> {
        let follow = numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        if follow {
            return Some(batch);
        }
        let positions = numbers.iter().map(|row| u64::from(row.unsigned_abs()));
        batch.at(positions.map(|row| self.first + row).collect())
    }
}
