//! Puts the parts of a plan together again.

use super::entry::{Place, StoredEntry};
use super::reader::{StoredError, StoredPlan};
use super::texts;
use crate::issue::{Code, Issue};
use crate::plan::summary::{Hash, Summary};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::io::{self, BufRead};
use uuid::Uuid;

/// How many missing parts are named one by one.
const NAMED: usize = 20;

/// Why parts cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// The bytes of a part cannot be read.
    #[error("part {part}: {error}")]
    Unreadable {
        /// Which part, from 0.
        part: usize,
        /// The reason.
        error: io::Error,
    },
    /// Parts are missing, double, of another plan, or broken.
    #[error("{} problems keep the parts from being put together", .0.len())]
    Invalid(Vec<PartIssue>),
}

/// An issue with the part that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartIssue {
    /// Which part, from 0; none for what no part has.
    pub part: Option<usize>,
    /// What is wrong.
    pub issue: Issue,
}

/// Puts the parts of a plan together: `sink` gets each line of the whole plan, byte for byte as it
/// would have been made without shards, the header first and the summary last.
///
/// The parts are read side by side. Memory holds one line of each, and sixteen bytes a send of one
/// occurrence, to find a key that stands twice. What is wrong with the headers is found before the
/// first line is handed out; what is wrong further on ends the merge before the summary.
///
/// # Errors
///
/// What `sink` returns, and [`MergeError`]: shard 2/4 is not there (`PLAN_PART_MISSING`), or is there
/// twice, or a position or key is in two parts (`PLAN_PART_DOUBLE`); a part of another campaign,
/// zone, zone data or version, or with other occurrences (`PLAN_PART_FOREIGN`); a part that
/// [`StoredPlan::next_entry`] refuses.
pub fn merge<R, E>(
    parts: Vec<StoredPlan<R>>,
    sink: &mut dyn FnMut(&[u8]) -> Result<(), E>,
) -> Result<Summary, E>
where
    R: BufRead,
    E: From<MergeError>,
{
    let header = headers(&parts).map_err(MergeError::Invalid)?;
    sink(format!("{header}\n").as_bytes())?;
    let mut merge = Merge::new(parts);
    merge.advance_all()?;
    while merge.occurrence(sink)? {
        merge.contacts(sink)?;
    }
    let summary = merge.finish();
    // OK because a summary has numbers and texts alone, and its keys are texts
    let line = serde_json::to_string(&summary).unwrap_or_default();
    sink(format!("{line}\n").as_bytes())?;
    Ok(summary)
}

/// The header of the whole, if the parts are of one plan and all of them are there.
fn headers<R>(parts: &[StoredPlan<R>]) -> Result<serde_json::Value, Vec<PartIssue>>
where
    R: BufRead,
{
    let Some(first) = parts.first().map(StoredPlan::header) else {
        let issue = Issue::new(Code::PlanPartMissing, "", &texts::NO_PART);
        return Err(vec![PartIssue { part: None, issue }]);
    };
    let mut issues = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let mut differing = part.header().differing(first.fields());
        // a part may go on from what was sent of it alone
        differing.retain(|name| name != "options.sent");
        if part.header().shard().count() != first.shard().count() {
            differing.push("shard".to_owned());
        }
        if !differing.is_empty() {
            let issue = Issue::new(Code::PlanPartForeign, "", &texts::PART_FOREIGN)
                .with("fields", differing.join(", "));
            issues.push(about(index, issue));
        }
    }
    if issues.is_empty() {
        issues = complete(parts);
    }
    if issues.is_empty() {
        let sent = |part: &StoredPlan<R>| part.header().option("sent") == first.option("sent");
        Ok(first.of_whole(parts.iter().all(sent)))
    } else {
        Err(issues)
    }
}

fn complete<R: BufRead>(parts: &[StoredPlan<R>]) -> Vec<PartIssue> {
    let mut issues = Vec::new();
    let mut known = BTreeMap::new();
    let mut count = 0;
    for (index, part) in parts.iter().enumerate() {
        let shard = part.header().shard();
        count = shard.count();
        if known.insert(shard.index(), index).is_some() {
            let issue = Issue::new(Code::PlanPartDouble, "/shard", &texts::PART_DOUBLE);
            issues.push(about(index, issue.with("shard", shard)));
        }
    }
    let absent = count - known.len() as u64;
    if absent > 0 {
        let named: Vec<String> = (0..count)
            .filter(|index| !known.contains_key(index))
            .take(NAMED)
            .map(|index| format!("{index}/{count}"))
            .collect();
        let more = absent - named.len() as u64;
        let more = if more > 0 {
            format!(" (+{more})")
        } else {
            String::new()
        };
        let issue = Issue::new(Code::PlanPartMissing, "/shard", &texts::PART_MISSING)
            .with("shards", named.join(", "))
            .with("more", more);
        issues.push(PartIssue { part: None, issue });
    }
    issues
}

fn about(part: usize, issue: Issue) -> PartIssue {
    PartIssue {
        part: Some(part),
        issue,
    }
}

fn invalid(part: usize, issue: Issue) -> MergeError {
    MergeError::Invalid(vec![about(part, issue)])
}

/// The parts side by side, each with the entry it stands at.
struct Merge<R> {
    parts: Vec<StoredPlan<R>>,
    current: Vec<Option<StoredEntry>>,
    keys: Vec<Uuid>,
    hasher: Sha256,
    summary: Summary,
}

impl<R: BufRead> Merge<R> {
    fn new(parts: Vec<StoredPlan<R>>) -> Self {
        Self {
            current: parts.iter().map(|_| None).collect(),
            parts,
            keys: Vec::new(),
            hasher: Sha256::new(),
            summary: Summary::default(),
        }
    }

    fn advance_all(&mut self) -> Result<(), MergeError> {
        (0..self.parts.len()).try_for_each(|part| self.advance(part))
    }

    /// Reads the next entry of a part. If it is broken, all that is broken in the part is told.
    fn advance(&mut self, part: usize) -> Result<(), MergeError> {
        let reader = &mut self.parts[part];
        match reader.next_entry() {
            Ok(entry) => {
                self.current[part] = entry;
                Ok(())
            }
            Err(StoredError::Unreadable(error)) => Err(MergeError::Unreadable { part, error }),
            Err(StoredError::Invalid(issues)) => {
                let all = reader.broken_from(issues);
                let issues = all.into_iter().map(|issue| about(part, issue)).collect();
                Err(MergeError::Invalid(issues))
            }
        }
    }

    /// Hands out the occurrence that every part stands at; false at the end of all.
    fn occurrence<E: From<MergeError>>(
        &mut self,
        sink: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<bool, E> {
        let first = self.parts[0].bytes();
        let is_end = self.current[0].is_none();
        let other = self
            .parts
            .iter()
            .zip(&self.current)
            .position(|(part, entry)| {
                entry.is_none() != is_end || (!is_end && part.bytes() != first)
            });
        if let Some(part) = other {
            let issue = Issue::new(Code::PlanPartForeign, "", &texts::OTHER_OCCURRENCES);
            return Err(invalid(part, self.here(part, issue)).into());
        }
        if is_end {
            return Ok(false);
        }
        self.hand_out(0, sink)?;
        self.advance_all()?;
        Ok(true)
    }

    /// Hands out the contacts of the occurrence in the order of their places.
    fn contacts<E: From<MergeError>>(
        &mut self,
        sink: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut waiting: BinaryHeap<Reverse<(Place, usize)>> = (0..self.parts.len())
            .filter_map(|part| self.waits(part))
            .collect();
        let mut last = None;
        while let Some(Reverse((place, part))) = waiting.pop() {
            if last.as_ref() == Some(&place) {
                let issue = Issue::new(Code::PlanPartDouble, "/position", &texts::POSITION_DOUBLE);
                return Err(invalid(part, self.here(part, issue)).into());
            }
            last = Some(place);
            self.hand_out(part, sink)?;
            self.advance(part)?;
            waiting.extend(self.waits(part));
        }
        Ok(self.keys_are_unique()?)
    }

    /// Where a part stands, if that is still in the occurrence.
    fn waits(&self, part: usize) -> Option<Reverse<(Place, usize)>> {
        let place = self.current[part].as_ref()?.place();
        (place != Place::Start).then_some(Reverse((place, part)))
    }

    fn hand_out<E>(
        &mut self,
        part: usize,
        sink: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(entry) = &self.current[part] else {
            return Ok(());
        };
        if let StoredEntry::Send(send) = entry {
            self.keys.push(send.key);
        }
        self.summary.count_stored(entry);
        let line = self.parts[part].bytes();
        self.hasher.update(line);
        sink(line)
    }

    fn keys_are_unique(&mut self) -> Result<(), MergeError> {
        self.keys.sort_unstable();
        let double = self.keys.windows(2).find(|two| two[0] == two[1]);
        if let Some(&[key, _]) = double {
            let issue =
                Issue::new(Code::PlanPartDouble, "/key", &texts::KEY_DOUBLE).with("key", key);
            return Err(MergeError::Invalid(vec![PartIssue { part: None, issue }]));
        }
        self.keys.clear();
        Ok(())
    }

    /// An issue of the line that a part stands at.
    fn here(&self, part: usize, issue: Issue) -> Issue {
        super::read::on_line(issue, self.parts[part].line())
    }

    fn finish(mut self) -> Summary {
        for part in &self.parts {
            let already_sent = part.summary().map_or(0, |summary| summary.already_sent);
            self.summary.already_sent += already_sent;
            self.summary.candidates += already_sent;
        }
        if self.summary.occurrences == 0 {
            let summary = self.parts.first().and_then(StoredPlan::summary);
            self.summary.missed = summary.map_or(0, |summary| summary.missed);
        }
        self.summary.hash = Hash(self.hasher.finalize().into());
        self.summary
    }
}
