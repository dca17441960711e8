//! The same plan from more than one thread.
//!
//! Contacts are read, and who wins among equals, the times and the hash follow one another, on the
//! thread that asks. What takes a contact alone is shared out, batch by batch: its text, its key, its
//! line. Entries are handed out in the order of the plan, so that the bytes are those of one thread.

use super::contacts::Contacts;
use super::emit::{Emitter, Leaving, Shaped, Shaper, Sink, Who};
use super::entry::Entry;
use super::line::LineWriter;
use super::message::{Message, MessageView};
use super::outcome::{Finder, Found, found_of};
use super::prepare::Plan;
use super::run::Run;
use super::slots::Slot;
use super::stopped::PlanStopped;
use super::summary::Summary;
use crate::audience::{AudienceRules, Batch, Outcome};
use crate::schedule::Zone;
use sha2::Digest;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::thread;

impl Plan {
    /// [`Plan::stream`] with the work of each batch shared among `threads` threads: the same entries in the
    /// same order, the same lines, the same summary.
    ///
    /// More than 64 threads are not used. `sink` and `contacts` are called on this thread alone. Memory grows by a few batches.
    ///
    /// # Errors
    ///
    /// As [`Plan::stream`].
    pub fn stream_on<C, E>(
        &self,
        threads: NonZeroUsize,
        contacts: &mut C,
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<Summary, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error> + From<PlanStopped>,
    {
        if threads == NonZeroUsize::MIN {
            return self.stream(contacts, sink);
        }
        let mut each = |batch: &Batch,
                        message: &Message,
                        finder: &mut Finder,
                        run: &mut Run<'_>,
                        sink: &mut Sink<'_, E>| {
            self.share_out(threads, batch, message, finder, run, sink)
        };
        self.stream_by(contacts, &mut each, sink)
    }

    fn share_out<E: From<PlanStopped>>(
        &self,
        threads: NonZeroUsize,
        batch: &Batch,
        message: &Message,
        finder: &mut Finder,
        run: &mut Run<'_>,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        let message = message.over(batch.table());
        let outcomes = (0..batch.rows()).map(|row| finder.of_audience(batch, row));
        let outcomes: Vec<Outcome> = outcomes.collect();
        let shares = shares(batch.rows(), threads);
        let texts = on_threads(&shares, |rows| Texts::of(batch, rows, &outcomes, &message));
        let (times, stopped) = run.time_all(batch, &texts);
        let shaper = run.emitter().shaper();
        let rules = self.audience_rules();
        let parts: Vec<(&Texts, &[Option<Timed>])> = texts
            .iter()
            .map(|texts| {
                (
                    texts,
                    &times[texts.rows.start.min(times.len())..texts.rows.end.min(times.len())],
                )
            })
            .collect();
        let written = on_threads(&parts, |(texts, times)| {
            Written::of(shaper, rules, batch, texts, times)
        });
        run.emitter().hand_out_all(&written, sink)?;
        stopped.map_or(Ok(()), |stopped| Err(stopped.into()))
    }
}

/// Threads beyond these would cost more than they do; a host may ask for any number.
const MOST_THREADS: usize = 64;

/// The rows of each thread, in order: nearly equally many.
fn shares(rows: usize, threads: NonZeroUsize) -> Vec<Range<usize>> {
    let most = rows.div_ceil(threads.get().min(MOST_THREADS)).max(1);
    let starts = (0..rows).step_by(most);
    starts
        .map(|start| start..(start + most).min(rows))
        .collect()
}

/// Does the work of each part, the last on this thread and the others on threads of their own; the
/// results come in the order of the parts.
fn on_threads<P: Sync, R: Send>(parts: &[P], work: impl Fn(&P) -> R + Sync) -> Vec<R> {
    let Some((last, others)) = parts.split_last() else {
        return Vec::new();
    };
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> = others
            .iter()
            .map(|part| {
                let thread = thread::Builder::new().spawn_scoped(scope, move || work(part));
                (part, thread)
            })
            .collect();
        let last = work(last);
        let others = others.into_iter().map(|(part, thread)| match thread {
            Ok(thread) => thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            // the system gives no more threads: this one does the work
            Err(_) => work(part),
        });
        others.chain([last]).collect()
    })
}

/// The outcomes of some rows, with the texts of those that are planned.
pub(super) struct Texts {
    pub(super) rows: Range<usize>,
    pub(super) found: Vec<Found>,
    text: String,
    /// Where the text of each row ends.
    ends: Vec<usize>,
}

impl Texts {
    fn of(
        batch: &Batch,
        rows: &Range<usize>,
        outcomes: &[Outcome],
        message: &MessageView<'_>,
    ) -> Self {
        let mut texts = Self {
            rows: rows.clone(),
            found: Vec::with_capacity(rows.len()),
            text: String::new(),
            ends: Vec::with_capacity(rows.len()),
        };
        let mut text = String::new();
        debug_assert!(rows.end <= batch.rows());
        for row in rows.clone() {
            text.clear();
            let found = found_of(outcomes[row].clone(), || message.write(row, &mut text));
            if matches!(found, Found::Planned(_)) {
                texts.text.push_str(&text);
            }
            texts.found.push(found);
            texts.ends.push(texts.text.len());
        }
        texts
    }

    fn text(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[index]]
    }
}

/// The time of a planned contact, and the zone whose clock decided if it was the contact's own.
#[derive(Clone, Debug)]
pub(super) struct Timed {
    pub(super) slot: Slot,
    pub(super) zone: Option<Zone>,
}

/// The entries of some rows with their lines.
pub(super) struct Written<'a> {
    pub(super) entries: Vec<Shaped<'a>>,
    pub(super) lines: String,
    /// Where the line of each entry ends.
    pub(super) ends: Vec<usize>,
}

impl<'a> Written<'a> {
    fn of<'p: 'a>(
        shaper: Shaper<'p>,
        rules: &AudienceRules,
        batch: &'a Batch,
        texts: &'a Texts,
        times: &'a [Option<Timed>],
    ) -> Self {
        let mut written = Self {
            entries: Vec::new(),
            lines: String::new(),
            ends: Vec::new(),
        };
        let mut writer = LineWriter::default();
        for (index, timed) in times.iter().enumerate() {
            let row = texts.rows.start + index;
            let who = |phone| Who {
                position: Some(batch.position(row)),
                id: batch.id(row),
                phone,
            };
            let shaped = match (&texts.found[index], timed) {
                (Found::NotSelected, _) => continue,
                (Found::Skipped(skip), _) => {
                    shaper.skipped(who(rules.readable_number(batch, row)), skip)
                }
                (Found::Planned(to), Some(timed)) => match timed.slot {
                    Slot::Skipped(skip) => shaper.skipped(who(Some(*to)), skip),
                    Slot::Leaves(at) => {
                        let leaving = Leaving {
                            at,
                            time_zone: timed.zone.as_ref().map(Zone::name),
                            text: texts.text(index),
                        };
                        shaper.send(who(Some(*to)), leaving)
                    }
                },
                // OK because every planned row before the plan stops has its time
                (Found::Planned(_), None) => continue,
            };
            if let Shaped::Entry(entry) = &shaped {
                written.lines.push_str(writer.line(entry));
            }
            written.entries.push(shaped);
            written.ends.push(written.lines.len());
        }
        written
    }
}

impl Run<'_> {
    /// The times of the planned rows, one an element; fewer than rows, and why, where the plan stops.
    fn time_all(
        &mut self,
        batch: &Batch,
        texts: &[Texts],
    ) -> (Vec<Option<Timed>>, Option<PlanStopped>) {
        let mut times = Vec::with_capacity(batch.rows());
        let rows = texts
            .iter()
            .flat_map(|texts| texts.rows.clone().zip(&texts.found));
        for (row, found) in rows {
            let position = Some(batch.position(row));
            let timed = match found {
                Found::NotSelected => Ok(None),
                Found::Skipped(skip) => self.check(skip, position).map(|()| None),
                Found::Planned(_) => self.slots().next(position).map(|slot| {
                    let zone = self.slots().zone().cloned();
                    Some(Timed { slot, zone })
                }),
            };
            match timed {
                Ok(timed) => times.push(timed),
                Err(stopped) => return (times, Some(stopped)),
            }
        }
        (times, None)
    }
}

impl Emitter<'_> {
    /// Hands out entries that have their lines; the hash is taken beside it.
    fn hand_out_all<E>(
        &mut self,
        written: &[Written<'_>],
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        let (hasher, summary) = self.totals();
        thread::scope(|scope| {
            let hashing = scope.spawn(|| {
                let lines = written.iter().map(|part| part.lines.as_str());
                lines.for_each(|lines| hasher.update(lines));
            });
            for part in written {
                let mut start = 0;
                for (entry, &end) in part.entries.iter().zip(&part.ends) {
                    summary.count(entry);
                    if let Shaped::Entry(entry) = entry {
                        sink(entry, &part.lines[start..end])?;
                    }
                    start = end;
                }
            }
            if let Err(panic) = hashing.join() {
                std::panic::resume_unwind(panic);
            }
            Ok(())
        })
    }
}
