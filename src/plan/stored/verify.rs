//! Holds a stored plan against the laws of every plan, and against what it was made from.

use super::entry::{Place, StoredEntry, StoredOccurrence, StoredSend};
use super::law::Law;
use super::once::Once;
use super::pace_laws::PaceLaws;
use super::read::on_line;
use super::reader::{StoredError, StoredPlan};
use super::texts;
use super::times::Times;
use super::verification::{Broken, Verification};
use crate::content::utf16_len;
use crate::issue::Issue;
use crate::plan::contacts::Contacts;
use crate::plan::entry::Entry;
use crate::plan::key::Keys;
use crate::plan::lists;
use crate::plan::options::QuietZone;
use crate::plan::prepare::Plan;
use crate::plan::stopped::PlanStopped;
use crate::plan::summary::Summary;
use crate::schedule::Zone;
use serde_json::{Map, Value};
use std::io::{self, BufRead};

impl Plan {
    /// Holds a stored plan against every [`Law`], and line by line against this plan, which is made
    /// anew from its inputs.
    ///
    /// The laws are counted from the stored lines alone: who may be written to, twice, when and how
    /// fast. Memory is that of [`Plan::stream`], and 18 bytes a send of one occurrence to find keys
    /// and numbers that stand twice; 4 more where quiet hours are read on the contacts' clocks.
    ///
    /// # Errors
    ///
    /// What keeps the bytes or the contacts from being read, and [`PlanStopped`] where the inputs give
    /// no plan at all. A broken law is no error: [`Verification::broken`] tells of it.
    pub fn verify<C, R, E>(
        &self,
        contacts: &mut C,
        stored: StoredPlan<R>,
    ) -> Result<Verification, E>
    where
        C: Contacts + ?Sized,
        R: BufRead,
        E: From<C::Error> + From<PlanStopped> + From<io::Error>,
    {
        let mut verifier = Verifier::new(self, stored);
        verifier.header();
        verifier.advance()?;
        let summary = self.stream::<C, E>(contacts, &mut |entry, line| {
            Ok(verifier.expect(entry, line)?)
        })?;
        Ok(verifier.finish(&summary)?)
    }
}

struct Verifier<'p, R> {
    plan: &'p Plan,
    stored: StoredPlan<R>,
    /// The entry that the stored plan stands at.
    next: Option<StoredEntry>,
    /// Lines since the last entry that could not be taken: the next that seem to lack are these.
    refused: u64,
    broken: Vec<Broken>,
    pace: PaceLaws,
    /// The times of the occurrence, each with its line, where they need not come in order.
    times: Option<Times>,
    /// The occurrence that the stored plan stands in, with its keys.
    current: Option<(StoredOccurrence, Keys)>,
    /// Keys and numbers of the occurrence.
    once: Once,
    /// Candidates of this occurrence, and of the first.
    candidates: u64,
    candidates_of_first: Option<u64>,
}

impl<'p, R: BufRead> Verifier<'p, R> {
    fn new(plan: &'p Plan, stored: StoredPlan<R>) -> Self {
        // by the clocks of the contacts those that wait are overtaken
        let in_order = plan.options().quiet_zone == QuietZone::Campaign;
        Self {
            plan,
            stored,
            next: None,
            refused: 0,
            broken: Vec::new(),
            pace: PaceLaws::new(&plan.options().pace),
            times: (!in_order).then(Times::default),
            current: None,
            once: Once::default(),
            candidates: 0,
            candidates_of_first: None,
        }
    }

    fn header(&mut self) {
        let mut differing = match self.plan.header() {
            Value::Object(fields) => self.stored.header().differing(&fields),
            _ => Vec::new(),
        };
        if self.stored.header().shard() != self.plan.options().shard {
            differing.push("shard".to_owned());
        }
        // parts that were merged may have had each a list of its own
        let states_sent = self.stored.header().states("sent");
        differing.retain(|name| states_sent || name != "options.sent");
        let lists: Vec<String> = differing
            .iter()
            .filter_map(|field| self.other_list(field))
            .collect();
        let issue = if differing.is_empty() {
            return;
        } else if lists.len() == differing.len() {
            let issue = Law::Header.broken_by("", &texts::OTHER_LISTS);
            issue.with("lists", lists.join(", "))
        } else {
            Law::Header.broken("").with("fields", differing.join(", "))
        };
        self.note(issue);
    }

    /// A list that the plan was not made with, if this field of the header is one: how many entries it had
    /// then and has now.
    fn other_list(&self, field: &str) -> Option<String> {
        let name = field.strip_prefix("options.")?;
        let now = match name {
            "suppressed" => lists::suppressed(&self.plan.options().suppression),
            "sent" => lists::sent(&self.plan.options().sent),
            _ => return None,
        };
        let then = lists::entries(self.stored.header().option(name));
        Some(format!("{name} {then} → {}", lists::entries(now.as_ref())))
    }

    /// Notes a broken law on the line that was read last; of each law the first place is kept.
    fn note(&mut self, issue: Issue) {
        self.note_at(issue, self.stored.line());
    }

    fn note_at(&mut self, issue: Issue, line: u64) {
        let law = Law::of(&issue);
        match self.broken_before(law) {
            Some(broken) => broken.times += 1,
            None => self.broken.push(Broken {
                law,
                issue: match issue.place() {
                    Some(_) => issue,
                    None => on_line(issue, line),
                },
                times: 1,
            }),
        }
    }

    fn broken_before(&mut self, law: Law) -> Option<&mut Broken> {
        self.broken.iter_mut().find(|broken| broken.law == law)
    }

    /// Reads the next entry of the stored plan, and holds it against the laws.
    fn advance(&mut self) -> io::Result<()> {
        loop {
            match self.stored.next_entry() {
                Ok(entry) => {
                    if let Some(entry) = &entry {
                        self.check(entry);
                    }
                    self.next = entry;
                    return Ok(());
                }
                Err(StoredError::Invalid(issues)) => {
                    if !self.stored.is_at_end() {
                        self.refused += 1;
                        self.candidates += 1;
                    }
                    issues.into_iter().for_each(|issue| self.note(issue));
                }
                Err(StoredError::Unreadable(error)) => return Err(error),
            }
        }
    }

    fn check(&mut self, entry: &StoredEntry) {
        match entry {
            StoredEntry::Occurrence(occurrence) => self.begin(occurrence),
            StoredEntry::Skipped(_) => self.candidates += 1,
            StoredEntry::Send(send) => {
                self.candidates += 1;
                self.check_key(send);
                self.check_time(send);
                self.check_text(send);
                let line = self.stored.line();
                self.once.add(line, send.key, send.to.as_u64());
            }
        }
    }

    fn begin(&mut self, occurrence: &StoredOccurrence) {
        self.end_occurrence();
        let due = self.plan.options().leaves_from(occurrence.at);
        self.pace.start(due.timestamp());
        if let Some(times) = &mut self.times {
            times.begin(due.timestamp(), self.stored.line());
        }
        let keys = Keys::new(self.stored.header().campaign(), occurrence.at);
        self.current = Some((occurrence.clone(), keys));
    }

    /// Keys and numbers stand once in an occurrence. In two occurrences a key cannot be the same:
    /// each follows from its occurrence's instant, and the instants increase.
    fn end_occurrence(&mut self) {
        if self.current.is_none() {
            return;
        }
        let mut times = self.times.take();
        if let Some(times) = &mut times {
            times.take_in_order(&mut |at, line| self.follow(at, line));
        }
        self.times = times;
        for line in self.once.double_keys() {
            self.note_at(Law::KeyOnce.broken("/key"), line);
        }
        for line in self.once.double_numbers() {
            self.note_at(Law::NumberOnce.broken("/to"), line);
        }
        self.once.clear();
        let got = std::mem::take(&mut self.candidates);
        let expected = *self.candidates_of_first.get_or_insert(got);
        // what was already sent has no line, and need not be the same in every occurrence
        if got != expected && self.plan.options().sent.is_empty() {
            let issue = Law::Candidates.broken("");
            self.note(issue.with("got", got).with("expected", expected));
        }
    }

    fn check_key(&mut self, send: &StoredSend) {
        let follows = self
            .current
            .as_ref()
            .is_some_and(|(_, keys)| keys.of(&send.contact_id) == send.key);
        if !follows {
            self.note(Law::Key.broken("/key"));
        }
        if self.plan.options().sent.contains(&send.key) {
            self.note(Law::Sent.broken("/key"));
        }
    }

    fn check_time(&mut self, send: &StoredSend) {
        let is_early = self.current.as_ref().is_some_and(|(occurrence, _)| {
            send.send_at < self.plan.options().leaves_from(occurrence.at)
        });
        if is_early {
            self.note(Law::NotBefore.broken("/sendAt"));
        }
        let (at, line) = (send.send_at.timestamp(), self.stored.line());
        match &mut self.times {
            Some(times) => times.add(at, line),
            None => self.follow(at, line),
        }
        self.check_quiet(send);
    }

    /// Quiet hours are of the campaign's clock, or of the one that the line names.
    fn check_quiet(&mut self, send: &StoredSend) {
        let named = send.time_zone.as_deref().map(str::parse::<Zone>);
        let at = send.send_at.timestamp();
        let issue = match named {
            None => self.pace.quiet(self.plan.zone(), at),
            Some(Ok(zone)) => self.pace.quiet(&zone, at),
            Some(Err(_)) => Some(Law::Quiet.broken("/timeZone")),
        };
        issue.into_iter().for_each(|issue| self.note(issue));
    }

    fn follow(&mut self, at: i64, line: u64) {
        for issue in self.pace.follow(at) {
            self.note_at(issue, line);
        }
    }

    fn check_text(&mut self, send: &StoredSend) {
        let Some(body) = &send.body else { return };
        let Some(bounds) = self.plan.message().bounds() else {
            return;
        };
        let is_blank = bounds.needs_text && body.trim().is_empty();
        if is_blank || utf16_len(body) > bounds.most {
            self.note(Law::Length.broken("/body").with("max", bounds.most));
        }
    }

    /// Holds the next line that the inputs give against the stored one.
    fn expect(&mut self, entry: &Entry<'_>, line: &str) -> io::Result<()> {
        let place = place(entry);
        while let Some(stored) = &self.next {
            let stored = (stored.occurrence(), stored.place());
            if stored > place {
                break;
            }
            if stored == place {
                self.same_line(line);
                self.refused = 0;
                return self.advance();
            }
            self.note(Law::NothingElse.broken(""));
            self.advance()?;
        }
        match self.refused.checked_sub(1) {
            Some(rest) => self.refused = rest,
            None => self.note(lacking(&place)),
        }
        Ok(())
    }

    fn same_line(&mut self, line: &str) {
        if self.stored.bytes() == line.as_bytes() {
            return;
        }
        if let Some(broken) = self.broken_before(Law::Inputs) {
            broken.times += 1;
            return;
        }
        let fields = differing(self.stored.bytes(), line.as_bytes());
        self.note(Law::Inputs.broken("").with("fields", fields));
    }

    fn finish(mut self, computed: &Summary) -> io::Result<Verification> {
        while self.next.is_some() {
            self.note(Law::NothingElse.broken(""));
            self.advance()?;
        }
        self.end_occurrence();
        let summary = self.stored.summary().cloned();
        if let Some(stored) = &summary {
            self.same_summary(stored, computed);
        }
        // of the laws that one line breaks, the one that is looked at first comes first
        let line = |broken: &Broken| broken.issue.place().map(|place| place.line);
        self.broken.sort_by_key(|broken| (line(broken), broken.law));
        Ok(Verification {
            broken: self.broken,
            summary,
        })
    }

    fn same_summary(&mut self, stored: &Summary, computed: &Summary) {
        if stored.candidates != computed.candidates {
            let issue = Law::Candidates.broken("/candidates");
            let issue = issue.with("got", stored.candidates);
            self.note(issue.with("expected", computed.candidates));
        }
        let pairs = [
            ("alreadySent", stored.already_sent == computed.already_sent),
            ("late", stored.late == computed.late),
            ("missed", stored.missed == computed.missed),
        ];
        for (name, _) in pairs.into_iter().filter(|(_, same)| !same) {
            let issue = Law::Summary.broken(&format!("/{name}"));
            self.note(issue.with("fields", name));
        }
    }
}

/// Where an entry stands in the plan.
fn place(entry: &Entry<'_>) -> (u64, Place) {
    match entry {
        Entry::Occurrence(occurrence) => (occurrence.index, Place::Start),
        Entry::Send(send) => (send.occurrence, Place::At(send.position)),
        Entry::Skipped(skipped) => match skipped.position {
            Some(position) => (skipped.occurrence, Place::At(position)),
            None => {
                let id = skipped.contact_id.unwrap_or_default().to_owned();
                (skipped.occurrence, Place::Unknown(id))
            }
        },
    }
}

/// The issue of a line that is not there.
fn lacking((occurrence, place): &(u64, Place)) -> Issue {
    let issue = match place {
        Place::Start => Law::Complete.broken_by("", &texts::LACKS_OCCURRENCE),
        Place::At(position) => Law::Complete.broken("").with("position", position),
        Place::Unknown(_) => Law::Complete.broken_by("", &texts::LACKS_UNKNOWN),
    };
    issue.with("occurrence", occurrence)
}

/// The names of the fields that two lines do not have in common, in the order of the first.
fn differing(stored: &[u8], computed: &[u8]) -> String {
    let fields = |line| serde_json::from_slice::<Map<String, Value>>(line).unwrap_or_default();
    let (stored, computed) = (fields(stored), fields(computed));
    let more = computed.keys().filter(|name| !stored.contains_key(*name));
    let names: Vec<&str> = stored
        .keys()
        .chain(more)
        .filter(|name| stored.get(*name) != computed.get(*name))
        .map(String::as_str)
        .collect();
    if names.is_empty() {
        // the same values in other words: white space, escapes, the order of the fields
        return "spelling".to_owned();
    }
    names.join(", ")
}
