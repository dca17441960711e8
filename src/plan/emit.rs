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

/// Makes the entries of an occurrence: who belongs to the part that is made, and what is known of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shaper<'p> {
    plan: &'p Plan,
    index: u64,
    keys: Keys,
}

/// What comes of a candidate.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shaped<'a> {
    /// Another part has it.
    Elsewhere,
    AlreadySent,
    Entry(Entry<'a>),
}

impl<'p> Shaper<'p> {
    pub(super) fn send<'a>(&self, who: Who<'a>, leaving: Leaving<'a>) -> Shaped<'a>
    where
        'p: 'a,
    {
        // OK because a planned contact has an id, a position and a number
        let (Some(position), Some(id), Some(to)) = (who.position, who.id, who.phone) else {
            return Shaped::Elsewhere;
        };
        let (options, message) = (self.plan.options(), self.plan.message());
        if !options.shard.takes(Some(to), Some(id)) {
            return Shaped::Elsewhere;
        }
        let key = self.keys.of(id);
        if options.sent.contains(&key) {
            return Shaped::AlreadySent;
        }
        Shaped::Entry(Entry::Send(PlannedSend {
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
        }))
    }

    pub(super) fn skipped<'a>(&self, who: Who<'a>, skip: &'a Skip) -> Shaped<'a> {
        if !self.plan.options().shard.takes(who.phone, who.id) {
            return Shaped::Elsewhere;
        }
        Shaped::Entry(Entry::Skipped(Skipped {
            occurrence: self.index,
            position: who.position,
            contact_id: who.id,
            reason: skip.reason,
            of: skip.of.as_deref(),
            variables: skip.variables.iter().map(String::as_str).collect(),
        }))
    }
}

impl Summary {
    /// Counts what came of a candidate.
    pub(super) fn count(&mut self, shaped: &Shaped<'_>) {
        match shaped {
            Shaped::Elsewhere | Shaped::Entry(Entry::Occurrence(_)) => {}
            Shaped::AlreadySent => self.count_already_sent(),
            Shaped::Entry(Entry::Send(send)) => self.count_send(send.send_at),
            Shaped::Entry(Entry::Skipped(skipped)) => self.count_skipped(skipped.reason),
        }
    }
}

/// Hands out the entries of the part that is made.
#[derive(Debug)]
pub(super) struct Emitter<'p> {
    shaper: Shaper<'p>,
    lines: LineWriter,
    hasher: Sha256,
    summary: Summary,
}

impl<'p> Emitter<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self {
            shaper: Shaper {
                plan,
                index: 0,
                keys: Keys::new(plan.fingerprint(), DateTime::UNIX_EPOCH),
            },
            lines: LineWriter::default(),
            hasher: Sha256::new(),
            summary: Summary::default(),
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
        self.shaper.index = occurrence.index;
        self.shaper.keys = Keys::new(self.shaper.plan.fingerprint(), occurrence.at);
        let options = self.shaper.plan.options();
        let month = Month::of(options.leaves_from(occurrence.at));
        self.summary.first_month.get_or_insert(month);
        self.summary.occurrences += 1;
        self.summary.late += u64::from(options.now.is_some_and(|now| occurrence.at < now));
        self.hand_out(&Entry::Occurrence(occurrence), sink)
    }

    pub(super) fn send<E>(
        &mut self,
        who: Who<'_>,
        leaving: Leaving<'_>,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        let shaped = self.shaper.send(who, leaving);
        self.take(&shaped, sink)
    }

    pub(super) fn skipped<E>(
        &mut self,
        who: Who<'_>,
        skip: &Skip,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        let shaped = self.shaper.skipped(who, skip);
        self.take(&shaped, sink)
    }

    fn take<E>(&mut self, shaped: &Shaped<'_>, sink: &mut Sink<'_, E>) -> Result<(), E> {
        self.summary.count(shaped);
        match shaped {
            Shaped::Entry(entry) => self.hand_out(entry, sink),
            Shaped::Elsewhere | Shaped::AlreadySent => Ok(()),
        }
    }

    fn hand_out<E>(&mut self, entry: &Entry<'_>, sink: &mut Sink<'_, E>) -> Result<(), E> {
        let line = self.lines.line(entry);
        self.hasher.update(line);
        sink(entry, line)
    }

    /// What makes entries, to be used on any thread.
    #[cfg(feature = "parallel")]
    pub(super) fn shaper(&self) -> Shaper<'p> {
        self.shaper
    }

    /// What entries that have their lines are added to.
    #[cfg(feature = "parallel")]
    pub(super) fn totals(&mut self) -> (&mut Sha256, &mut Summary) {
        (&mut self.hasher, &mut self.summary)
    }

    pub(super) fn finish(mut self) -> Summary {
        self.summary.hash = Hash(self.hasher.finalize().into());
        self.summary
    }
}
