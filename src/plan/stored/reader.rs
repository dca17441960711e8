//! Reads a stored plan from its header to its summary.

use super::course::Course;
use super::entry::StoredEntry;
use super::header::Header;
use super::law::Law;
use super::read::{Line, on_line, read_line};
use super::texts;
use crate::issue::{Code, Issue, Issues, Text};
use crate::limits::Limits;
use crate::plan::summary::{Hash, Summary};
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, Read};

/// A stored plan that is being read, line by line.
///
/// ```
/// use flashplan::plan::{StoredEntry, StoredPlan};
/// # let bytes = concat!(
/// #     "{\"kind\":\"plan\",\"campaign\":\"ab\",\"shard\":\"0/1\"}\n",
/// #     "{\"kind\":\"summary\",\"occurrences\":0,\"candidates\":0,\"sends\":0,\"skipped\":{},\"alreadySent\":0,",
/// #     "\"firstSendAt\":null,\"lastSendAt\":null,\"months\":{},",
/// #     "\"hash\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}\n",
/// # ).as_bytes();
/// let mut plan = StoredPlan::open(bytes)?;
/// while let Some(entry) = plan.next_entry()? {
///     if let StoredEntry::Send(send) = entry {
///         println!("{} leaves at {}", send.key, send.send_at);
///     }
/// }
/// // the plan is whole: its summary and its hash are those of its lines
/// assert!(plan.summary().is_some());
/// # Ok::<(), flashplan::plan::StoredError>(())
/// ```
#[derive(Debug)]
pub struct StoredPlan<R> {
    lines: Lines<R>,
    header: Header,
    course: Course,
    hasher: Sha256,
    counted: Summary,
    /// A line could not be read: what the lines add up to is not known.
    broken: bool,
    end: End,
}

#[derive(Debug)]
enum End {
    NotYet,
    Summary(Box<Summary>),
    /// There is no summary.
    Missing,
}

/// Why the next entry of a stored plan cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum StoredError {
    /// The bytes cannot be read.
    #[error("{0}")]
    Unreadable(#[from] io::Error),
    /// The line is not one of a plan, or not one that may stand there. Reading may go on behind it.
    #[error("{0}")]
    Invalid(Issues),
}

impl<R: BufRead> StoredPlan<R> {
    /// Reads the header, with the default bounds.
    ///
    /// # Errors
    ///
    /// An empty file and one that starts otherwise (`PLAN_INCOMPLETE`), a redacted plan
    /// (`PLAN_REDACTED`), a header that is no JSON or lacks its campaign.
    pub fn open(input: R) -> Result<Self, StoredError> {
        Self::open_with(input, &Limits::new())
    }

    /// [`StoredPlan::open`] with other bounds.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn open_with(input: R, limits: &Limits) -> Result<Self, StoredError> {
        let mut lines = Lines::new(input, *limits);
        let header = match lines.next()? {
            Some(Line::Header(header)) => *header,
            Some(Line::Entry(_) | Line::Summary(_)) | None => {
                return Err(lines.incomplete(&texts::NO_HEADER));
            }
        };
        if header.is_redacted() {
            let issue = Issue::new(Code::PlanRedacted, "/redacted", &texts::REDACTED);
            return Err(lines.invalid(issue));
        }
        Ok(Self {
            lines,
            course: Course::of(&header),
            header,
            hasher: Sha256::new(),
            counted: Summary::default(),
            broken: false,
            end: End::NotYet,
        })
    }

    /// What the plan is a plan of.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The number of the line that was read last, from 1: the header's.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.lines.number
    }

    /// The line that was read last as it stands, with its line feed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.lines.bytes
    }

    /// The summary, once the last entry was read.
    #[must_use]
    pub fn summary(&self) -> Option<&Summary> {
        match &self.end {
            End::Summary(summary) => Some(summary),
            End::NotYet | End::Missing => None,
        }
    }

    /// The next entry; none at the end of a plan that is whole.
    ///
    /// # Errors
    ///
    /// What keeps the bytes from being read; a line that is no entry (`{"kind":"send"}` lacks its
    /// fields), out of order (`/position` not after the one before) or of another part; a plan without
    /// a summary; a summary or a hash that is not that of the lines. Called again, it reads on behind
    /// the line, and after the last it gives none.
    pub fn next_entry(&mut self) -> Result<Option<StoredEntry>, StoredError> {
        if self.is_at_end() {
            return Ok(None);
        }
        match self.lines.next() {
            Ok(Some(Line::Entry(entry))) => {
                self.hasher.update(&self.lines.bytes);
                self.entry(entry).map(Some)
            }
            Ok(Some(Line::Summary(summary))) => self.finish(*summary).map(|()| None),
            Ok(Some(Line::Header(_))) => Err(self.lines.incomplete(&texts::SECOND_HEADER)),
            Ok(None) => {
                self.end = End::Missing;
                Err(self.lines.incomplete(&texts::CUT_OFF))
            }
            Err(error) => {
                self.broken = true;
                self.hasher.update(&self.lines.bytes);
                Err(error)
            }
        }
    }

    /// Whether nothing is left to read.
    pub(super) fn is_at_end(&self) -> bool {
        !matches!(self.end, End::NotYet)
    }

    /// `found`, and what else is wrong from here to the end, as far as the limit of issues goes.
    pub(super) fn broken_from(&mut self, mut found: Issues) -> Issues {
        while found.len() < self.lines.limits.issues {
            match self.next_entry() {
                Ok(Some(_)) => {}
                Err(StoredError::Invalid(more)) => found.extend(more),
                Ok(None) | Err(StoredError::Unreadable(_)) => break,
            }
        }
        found
    }

    fn entry(&mut self, entry: StoredEntry) -> Result<StoredEntry, StoredError> {
        self.counted.count_stored(&entry);
        let in_order = self.course.follow(&entry);
        in_order.map_err(|issue| self.lines.invalid(issue))?;
        if let StoredEntry::Send(send) = &entry
            && !self
                .header
                .shard
                .takes(Some(send.to), Some(&send.contact_id))
        {
            let issue = Law::Shard.broken("/to").with("shard", self.header.shard);
            return Err(self.lines.invalid(issue));
        }
        Ok(entry)
    }

    /// Holds the summary against the lines, and looks whether anything comes after it.
    fn finish(&mut self, summary: Summary) -> Result<(), StoredError> {
        let number = self.lines.number;
        let mut issues = Issues::new();
        let differing = self.counted.differing(&summary);
        if !self.broken && !differing.is_empty() {
            let issue = Law::Summary.broken("").with("fields", differing.join(", "));
            issues.report(on_line(issue, number));
        }
        if Hash(self.hasher.finalize_reset().into()) != summary.hash {
            issues.report(on_line(Law::Hash.broken("/hash"), number));
        }
        self.end = End::Summary(Box::new(summary));
        if self.lines.has_more()? {
            let issue = Issue::new(Code::PlanIncomplete, "", &texts::GOES_ON);
            issues.report(on_line(issue, number.saturating_add(1)));
        }
        if issues.is_empty() {
            Ok(())
        } else {
            Err(StoredError::Invalid(issues))
        }
    }
}

/// The lines of a file, each in the same buffer.
#[derive(Debug)]
struct Lines<R> {
    input: R,
    limits: Limits,
    bytes: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    fn new(input: R, limits: Limits) -> Self {
        Self {
            input,
            limits,
            bytes: Vec::new(),
            number: 0,
        }
    }

    fn next(&mut self) -> Result<Option<Line>, StoredError> {
        self.bytes.clear();
        let most = self.limits.plan_line_bytes;
        // a line that is too long is found out by one byte more than it may have
        let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let read = (&mut self.input)
            .take(bound)
            .read_until(b'\n', &mut self.bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if read > most {
            return Err(self.too_long());
        }
        // the end of the line is none of it: what is not closed is missing at the end, not behind it
        let line = self.bytes.strip_suffix(b"\n").unwrap_or(&self.bytes);
        read_line(line, self.number, &self.limits)
            .map(Some)
            .map_err(StoredError::Invalid)
    }

    /// Passes over the rest of the line.
    fn too_long(&mut self) -> StoredError {
        if self.bytes.last() != Some(&b'\n')
            && let Err(error) = self.input.skip_until(b'\n')
        {
            return error.into();
        }
        let issue = Issue::new(Code::InputTooLarge, "", &texts::LINE_TOO_LONG);
        self.invalid(issue.with("max", self.limits.plan_line_bytes))
    }

    fn has_more(&mut self) -> io::Result<bool> {
        Ok(!self.input.fill_buf()?.is_empty())
    }

    fn incomplete(&self, text: &'static Text) -> StoredError {
        self.invalid(Issue::new(Code::PlanIncomplete, "", text))
    }

    /// An issue of the line that was read last; of the first where there is none.
    fn invalid(&self, issue: Issue) -> StoredError {
        StoredError::Invalid(Issues::from_iter([on_line(issue, self.number.max(1))]))
    }
}
