//! Contacts at the positions that a column gives them, in their order.
//!
//! The column is read once before anything else. Where its numbers ascend, as a file in order has them,
//! the file streams as any other; where they do not, its contacts are put in order in memory.

use super::kept::MOST;
use super::{BATCH_BYTES, ContactsError, texts};
use crate::output::Failure;
use flashplan::audience::Batch;
use flashplan::issue::{Code, Issue, Severity};

/// Rows that are named where something is wrong with them.
const NAMED: usize = 3;

/// Runs of positions that are kept, 96 MiB of them. Rows in order need none of them kept; as many contacts
/// in another order are more than are put in order.
const MOST_RUNS: usize = 4 << 20;

/// What the column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Positions {
    /// The column, by its name.
    pub(crate) column: String,
    /// The highest position; none where there is no contact.
    pub(crate) highest: Option<u64>,
    /// Numbers below it that no contact has.
    pub(crate) unused: u64,
    /// Whether the rows are in the order of their positions.
    pub(super) ascends: bool,
}

/// Reads the column, batch by batch.
pub(super) struct Survey {
    column: String,
    has_column: bool,
    rows: u64,
    /// Rows without a whole number, and the first of them.
    wrong: (u64, Vec<String>),
    runs: Vec<Run>,
    most_runs: usize,
    ascends: bool,
    /// Runs were let go, since all rows ascended.
    let_go: bool,
    /// The rows are in another order, and too many to be put in order.
    too_many: bool,
}

/// Positions that follow one another, from this row on.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: u64,
    row: u64,
    len: u64,
}

impl Run {
    /// The position behind the run.
    fn end(self) -> u64 {
        self.first.saturating_add(self.len)
    }
}

impl Survey {
    pub(super) fn of(column: &str) -> Self {
        Self {
            column: column.to_owned(),
            has_column: false,
            rows: 0,
            wrong: (0, Vec::new()),
            runs: Vec::new(),
            most_runs: MOST_RUNS,
            ascends: true,
            let_go: false,
            too_many: false,
        }
    }

    pub(super) fn add(&mut self, batch: &Batch) {
        self.has_column |= batch.table().column(&self.column).is_some();
        for row in 0..batch.rows() {
            self.rows += 1;
            match position(batch, row, &self.column) {
                Some(position) => self.extend(position),
                None => {
                    self.wrong.0 += 1;
                    if self.wrong.1.len() < NAMED {
                        self.wrong.1.push(self.rows.to_string());
                    }
                }
            }
        }
    }

    fn extend(&mut self, position: u64) {
        if let Some(run) = self.runs.last_mut() {
            if run.end() == position {
                run.len += 1;
                return;
            }
            self.ascends &= run.end() < position;
        }
        let is_full = self.runs.len() >= self.most_runs;
        self.too_many |= !self.ascends && (is_full || self.let_go);
        if self.too_many {
            return;
        }
        if is_full {
            self.runs.clear();
            self.let_go = true;
        }
        self.runs.push(Run {
            first: position,
            row: self.rows,
            len: 1,
        });
    }

    /// What the column holds, if that is one position for each row.
    pub(super) fn finish(mut self) -> Result<Positions, Issue> {
        let issue = |code, text| {
            let issue = Issue::new(code, "", text).as_severity(Severity::Error);
            issue.with("column", &self.column)
        };
        let (wrong, named) = &self.wrong;
        if *wrong > 0 && !self.has_column {
            return Err(issue(Code::Required, &texts::NO_POSITION_COLUMN));
        }
        if *wrong > 0 {
            let more = if *wrong > NAMED as u64 { ", .." } else { "" };
            let rows = format!("{}{more}", named.join(", "));
            let issue = issue(Code::NumberRange, &texts::NO_POSITION);
            return Err(issue.with("n", wrong).with("rows", rows));
        }
        if self.too_many {
            let issue = issue(Code::InputTooLarge, &texts::TOO_MANY_TO_ORDER);
            return Err(issue.with("most", MOST >> 20));
        }
        let double = issue(Code::DuplicateValue, &texts::POSITION_TWICE);
        self.runs.sort_unstable_by_key(|run| (run.first, run.row));
        let twice = self.runs.windows(2).find_map(|two| match two {
            [a, b] if a.end() > b.first => Some((a.row + (b.first - a.first), b)),
            _ => None,
        });
        if let Some((row, run)) = twice {
            let rows = [row.min(run.row), row.max(run.row)];
            let double = double.with("position", run.first);
            return Err(double.with("first", rows[0]).with("second", rows[1]));
        }
        let highest = self.runs.last().map(|run| run.end() - 1);
        Ok(Positions {
            column: self.column,
            unused: highest.map_or(0, |highest| highest - (self.rows - 1)),
            highest,
            ascends: self.ascends,
        })
    }
}

/// The batch at its positions. The column was surveyed, and ascends.
pub(super) fn placed(batch: &Batch, column: &str) -> Result<Batch, ContactsError> {
    let positions = (0..batch.rows()).map(|row| position(batch, row, column));
    let placed = positions.collect::<Option<_>>();
    let placed = placed.and_then(|positions| batch.clone().at(positions));
    placed.ok_or_else(changed)
}

/// Contacts that are put in order.
pub(super) struct Sorter {
    column: String,
    most: usize,
    bytes: usize,
    batches: Vec<Batch>,
}

impl Sorter {
    /// A sorter that takes contacts of so many bytes.
    pub(super) fn of(column: &str, most: usize) -> Self {
        Self {
            column: column.to_owned(),
            most,
            bytes: 0,
            batches: Vec::new(),
        }
    }

    /// Takes a batch, or says that it is too much.
    pub(super) fn add(&mut self, batch: &Batch) -> Result<(), Issue> {
        self.bytes += batch.table().memory();
        if self.bytes > self.most {
            let issue = Issue::new(Code::InputTooLarge, "", &texts::TOO_MANY_TO_ORDER);
            let issue = issue.with("column", &self.column);
            return Err(issue.with("most", self.most >> 20));
        }
        self.batches.push(batch.clone());
        Ok(())
    }

    /// Hands all of them out in the order of their positions.
    pub(super) fn finish<E: From<ContactsError>>(
        self,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut order = Vec::new();
        for batch in &self.batches {
            for row in 0..batch.rows() {
                let position = position(batch, row, &self.column).ok_or_else(changed)?;
                order.push((position, batch, row));
            }
        }
        order.sort_unstable_by_key(|(position, ..)| *position);
        let mut rest = order.as_slice();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(BATCH_ROWS));
            rest = later;
            let rows: Vec<_> = now.iter().map(|(_, batch, row)| (*batch, *row)).collect();
            let batch = Batch::of_rows(&rows)
                .map_err(|full| ContactsError::Failure(Failure::Usage(full.to_string())))?;
            let positions = now.iter().map(|(position, ..)| *position).collect();
            visit(&batch.at(positions).ok_or_else(changed)?)?;
        }
        Ok(())
    }
}

/// Rows of a batch that was put in order: about as many as a batch of a file has.
const BATCH_ROWS: usize = BATCH_BYTES >> 6;

/// The position of a row: a whole number in digits alone. The highest of 64 bits is none, so that there is
/// always a position behind.
fn position(batch: &Batch, row: usize, column: &str) -> Option<u64> {
    let table = batch.table();
    let text = table.printed(row, table.column(column)?)?.trim();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let position = text.parse().ok().filter(|_| is_plain)?;
    (position < u64::MAX).then_some(position)
}

/// The file was another one when its positions were read.
fn changed() -> ContactsError {
    ContactsError::Failure(Failure::Usage(texts::CHANGED.text().to_owned()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::{Positions, Survey};
    use flashplan::issue::{Code, Issue};

    /// What a column with these positions holds, where two runs are kept.
    fn surveyed(positions: &[u64]) -> Result<Positions, Issue> {
        let mut survey = Survey::of("rank");
        survey.most_runs = 2;
        for &position in positions {
            survey.rows += 1;
            survey.extend(position);
        }
        survey.finish()
    }

    #[test]
    fn rows_in_order_need_no_memory() {
        let found = surveyed(&[0, 10, 11, 20, 30, 31, 40]).unwrap();
        assert!(found.ascends);
        assert_eq!((found.highest, found.unused), (Some(40), 34));
    }

    #[test]
    fn other_orders_are_bounded() {
        let found = surveyed(&[5, 6, 0, 1]).unwrap();
        assert!(!found.ascends);
        assert_eq!((found.highest, found.unused), (Some(6), 3));
        let code = |positions: &[u64]| surveyed(positions).unwrap_err().code();
        assert_eq!(code(&[5, 6, 0, 6]), Code::InputTooLarge);
        assert_eq!(code(&[5, 3, 1]), Code::InputTooLarge);
        // the beginning was let go
        assert_eq!(code(&[0, 10, 20, 5]), Code::InputTooLarge);
        assert_eq!(code(&[5, 5]), Code::DuplicateValue);
        assert_eq!(code(&[5, 6, 4, 5]), Code::DuplicateValue);
    }
}
