//! Hands out entries with their lines, and adds them up.

use super::entry::{Entry, PlannedSend, Skipped};
use super::key::Keys;
use super::line::LineWriter;
use super::outcome::Skip;
use super::prepare::Plan;
use super::summary::{Hash, Month, Summary};
use crate::phone::Phone;
use crate::schedule::Occurrence;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// What gets each entry with its canonical line.
pub(super) type Sink<'s, E> = dyn FnMut(&Entry<'_>, &str) -> Result<(), E> + 's;

/// Who an entry is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Who<'a> {
    pub(super) position: Option<u64>,
    pub(super) id: Option<&'a str>,
    pub(super) phone: Option<Phone>,
}

/// A message that leaves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaving<'a> {
    pub(super) at: DateTime<Utc>,
    pub(super) time_zone: Option<&'a str>,
    pub(super) text: &'a str,
}

/// Hands out the entries of the part that is made.
#[derive(Debug)]
pub(super) struct Emitter<'p> {
    plan: &'p Plan,
    lines: LineWriter,
    hasher: Sha256,
    summary: Summary,
    index: u64,
    keys: Keys,
}

impl<'p> Emitter<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            lines: LineWriter::default(),
            hasher: Sha256::new(),
            summary: Summary::default(),
            index: 0,
            keys: Keys::new(plan.fingerprint(), DateTime::UNIX_EPOCH),
        }
    }

    pub(super) fn summary(&self) -> &Summary {
        &self.summary
    }

    pub(super) fn begin<E>(
        &mut self,
        occurrence: &Occurrence,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        self.index = occurrence.index;
        self.keys = Keys::new(self.plan.fingerprint(), occurrence.at);
        let month = Month::of(occurrence.at);
        self.summary.first_month.get_or_insert(month);
        self.summary.occurrences += 1;
        self.hand_out(&Entry::Occurrence(occurrence), sink)
    }

    pub(super) fn send<E>(
        &mut self,
        who: Who<'_>,
        leaving: Leaving<'_>,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        // OK because a planned contact has an id, a position and a number
        let (Some(position), Some(id), Some(to)) = (who.position, who.id, who.phone) else {
            return Ok(());
        };
        let (options, message) = (self.plan.options(), self.plan.message());
        if !options.shard.takes(Some(to), Some(id)) {
            return Ok(());
        }
        let key = self.keys.of(id);
        if options.sent.contains(&key) {
            self.summary.count_already_sent();
            return Ok(());
        }
        self.summary.count_send(leaving.at);
        let send = PlannedSend {
            key,
            occurrence: self.index,
            position,
            contact_id: id,
            to,
            send_at: leaving.at,
            time_zone: leaving.time_zone,
            message_type: message.kind(),
            body: message.has_body().then_some(leaving.text),
            media_url: message.media_url(),
        };
        self.hand_out(&Entry::Send(send), sink)
    }

    pub(super) fn skipped<E>(
        &mut self,
        who: Who<'_>,
        skip: &Skip,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        if !self.plan.options().shard.takes(who.phone, who.id) {
            return Ok(());
        }
        self.summary.count_skipped(skip.reason);
        let skipped = Skipped {
            occurrence: self.index,
            position: who.position,
            contact_id: who.id,
            reason: skip.reason,
            of: skip.of.as_deref(),
            variables: skip.variables.iter().map(String::as_str).collect(),
        };
        self.hand_out(&Entry::Skipped(skipped), sink)
    }

    fn hand_out<E>(&mut self, entry: &Entry<'_>, sink: &mut Sink<'_, E>) -> Result<(), E> {
        let line = self.lines.line(entry);
        self.hasher.update(line);
        sink(entry, line)
    }

    pub(super) fn finish(mut self) -> Summary {
        self.summary.hash = Hash(self.hasher.finalize().into());
        self.summary
    }
}
