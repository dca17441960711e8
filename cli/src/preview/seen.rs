//! What is kept of a plan while it streams by, to print three of its messages and its reasons.

use super::texts;
use crate::words::Words;
use flashplan::audience::Reason;
use flashplan::plan::{Entry, PlannedSend, Skipped};
use flashplan::schedule::Occurrence;
use std::collections::BTreeMap;

/// Ids that are listed for a reason to skip.
const EXAMPLES: usize = 3;

/// What is kept of the plan while it streams by.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) occurrences: Vec<Occurrence>,
    first: Option<Shown>,
    shortest: Option<Shown>,
    longest: Option<Shown>,
    /// Of the first occurrence: sends, and the skipped by reason with the first few ids.
    pub(super) sends: u64,
    pub(super) skipped: BTreeMap<Reason, (u64, Vec<String>)>,
}

/// A message that is shown.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) position: u64,
    pub(super) to: String,
    pub(super) contact: String,
    pub(super) body: String,
    pub(super) media_url: Option<String>,
}

impl Seen {
    pub(super) fn take(&mut self, entry: &Entry<'_>) {
        match entry {
            Entry::Occurrence(occurrence) => self.occurrences.push((*occurrence).clone()),
            Entry::Send(send) if send.occurrence == self.shown() => self.send(send),
            Entry::Skipped(skipped) if skipped.occurrence == self.shown() => self.skip(skipped),
            Entry::Send(_) | Entry::Skipped(_) => {}
        }
    }

    /// The index of the occurrence whose messages are shown: the first one.
    fn shown(&self) -> u64 {
        self.occurrences
            .first()
            .map_or(0, |occurrence| occurrence.index)
    }

    fn send(&mut self, send: &PlannedSend<'_>) {
        self.sends += 1;
        let units = |text: &str| text.encode_utf16().count();
        let length = units(send.body.unwrap_or(""));
        let is_shorter = self
            .shortest
            .as_ref()
            .is_none_or(|shown| length < units(&shown.body));
        let is_longer = self
            .longest
            .as_ref()
            .is_none_or(|shown| length > units(&shown.body));
        if self.first.is_none() {
            self.first = Some(Shown::of(send));
        }
        if is_shorter {
            self.shortest = Some(Shown::of(send));
        }
        if is_longer {
            self.longest = Some(Shown::of(send));
        }
    }

    fn skip(&mut self, skipped: &Skipped<'_>) {
        let (count, examples) = self.skipped.entry(skipped.reason).or_default();
        *count += 1;
        if examples.len() < EXAMPLES {
            let whose = match (skipped.position, skipped.contact_id) {
                (Some(position), _) => texts::ROW.with(&[("row", &(position + 1))]),
                (None, id) => id.unwrap_or("?").to_owned(),
            };
            let variables = skipped.variables.join(", ");
            let detail = if variables.is_empty() {
                String::new()
            } else {
                format!(" ({variables})")
            };
            examples.push(format!("{whose}{detail}"));
        }
    }

    /// The first, the shortest and the longest message, each contact once.
    pub(super) fn messages(&self) -> Vec<(&'static Words, &Shown)> {
        let named: [(&'static Words, _); 3] = [
            (&texts::FIRST, &self.first),
            (&texts::SHORTEST, &self.shortest),
            (&texts::LONGEST, &self.longest),
        ];
        let mut messages: Vec<(&'static Words, &Shown)> = Vec::new();
        for (name, shown) in named {
            if let Some(shown) = shown
                && messages
                    .iter()
                    .all(|(_, other)| other.position != shown.position)
            {
                messages.push((name, shown));
            }
        }
        messages
    }
}

impl Shown {
    fn of(send: &PlannedSend<'_>) -> Self {
        Self {
            position: send.position,
            to: send.to.to_string(),
            contact: send.contact_id.to_owned(),
            body: send.body.unwrap_or("").to_owned(),
            media_url: send.media_url.map(str::to_owned),
        }
    }
}
