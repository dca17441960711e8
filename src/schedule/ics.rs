//! A schedule as a calendar: RFC 5545 text that other programs read.
//!
//! Where RFC 5545 says what we do, it is one event with the rule and the zone's changes of clocks
//! (`VTIMEZONE`). Its reader moves a wall time in a gap as [`Gap::Shift`] does and takes the first of
//! two as [`Fold::First`] does, skips months without the day, and knows no other policy; where
//! another one comes to matter, the calendar is one event for each occurrence, dated in UTC.

use super::Schedule;
use super::calendar::DAY;
use super::missed::Missed;
use super::note::Outcome;
use super::occurrences::{Occurrence, instant};
use super::policy::{Fold, Gap};
use super::rule::{Frequency, MonthOverflow};
use super::spans::OffsetSpan;
use super::steps::local_of;
use crate::issue::{Code, Issue};
use chrono::{DateTime, Utc};
use std::fmt::Write as _;

/// The longest line in bytes, its end aside: RFC 5545 section 3.1.
const LINE: usize = 75;

/// An event of a calendar: an occurrence, and what a host has to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// The occurrence's index: a part of the event's name.
    pub index: u64,
    /// When it begins.
    pub at: DateTime<Utc>,
    /// What is said of it, in lines.
    pub description: String,
}

/// Events as an iCalendar text, each dated in UTC and called `summary`. `uid` names them among all
/// calendars, and `stamp` is when the text was made.
///
/// ```
/// use flashplan::schedule::{CalendarEvent, calendar};
///
/// let at = "2030-03-28T08:00:00Z".parse().unwrap();
/// let event = CalendarEvent { index: 0, at, description: "27 messages".to_owned() };
/// let text = calendar("promo@example.org", "Promo", at, [event]);
/// assert!(text.contains("\r\nDTSTART:20300328T080000Z\r\n"));
/// assert!(text.contains("\r\nDESCRIPTION:27 messages\r\n"));
/// ```
#[must_use]
pub fn calendar(
    uid: &str,
    summary: &str,
    stamp: DateTime<Utc>,
    events: impl IntoIterator<Item = CalendarEvent>,
) -> String {
    let mut calendar = Calendar::new(summary, stamp);
    for event in events {
        calendar.event_of(uid, event.index, event.at, Some(&event.description));
    }
    calendar.end()
}

impl Schedule {
    /// The schedule as an iCalendar text whose events are called `summary`. `uid` names it among all
    /// calendars, and `stamp` is when it was made: nothing here looks at a clock.
    ///
    /// # Errors
    /// `RULE_UNBOUNDED` for a schedule without an end: each event's date has to be written where a
    /// policy cannot be said, and the zone's changes of clocks have to be written to the last one.
    /// `INPUT_TOO_LARGE` for more occurrences than [`Limits::occurrences`](crate::limits::Limits).
    pub fn to_ics(&self, uid: &str, summary: &str, stamp: DateTime<Utc>) -> Result<String, Issue> {
        let mut calendar = Calendar::new(summary, stamp);
        let occurrences = self.listed()?;
        if let (true, [first, .., last] | [first @ last]) =
            (self.is_said_by_its_rule(&occurrences), &occurrences[..])
        {
            calendar.zone(self, first.at.timestamp(), last.at.timestamp());
            calendar.event(uid, &self.to_string(), None);
        } else {
            calendar.events(uid, occurrences.iter().map(|o| (o.index, o.at)));
        }
        Ok(calendar.end())
    }

    /// What is left of the schedule where nobody looked before `now`
    /// ([`Schedule::occurrences_as_of`]), as [`Schedule::to_ics`]: an event for each occurrence, dated
    /// `now` where it runs late.
    ///
    /// # Errors
    /// As [`Schedule::to_ics`].
    pub fn to_ics_as_of(
        &self,
        now: DateTime<Utc>,
        policy: Missed,
        uid: &str,
        summary: &str,
        stamp: DateTime<Utc>,
    ) -> Result<String, Issue> {
        self.listed()?;
        let mut calendar = Calendar::new(summary, stamp);
        let left = self.occurrences_as_of(now, policy);
        calendar.events(uid, left.map(|o| (o.index, o.at.max(now))));
        Ok(calendar.end())
    }

    fn listed(&self) -> Result<Vec<Occurrence>, Issue> {
        if !self.is_bounded() {
            return Err(Issue::new(
                Code::RuleUnbounded,
                "/rule",
                &super::texts::ICS_UNBOUNDED,
            ));
        }
        let beyond = self.most.saturating_add(1);
        let occurrences: Vec<Occurrence> = self.occurrences().take(beyond).collect();
        if occurrences.len() > self.most {
            let issue = Issue::new(Code::InputTooLarge, "/rule", &super::texts::ICS_TOO_LONG);
            return Err(issue.with("max", self.most));
        }
        Ok(occurrences)
    }

    /// Whether a reader of RFC 5545 comes to the same occurrences from the text of the schedule.
    fn is_said_by_its_rule(&self, occurrences: &[Occurrence]) -> bool {
        // an event's start happens, whatever its rule says, and has no offset of its own
        let starts = occurrences.first().is_some_and(|first| {
            first.local.naive_local() == self.start()
                && !notes(first, |outcome| outcome == Outcome::Second)
        });
        let gap = self.policy.gap == Gap::Shift || !occurrences.iter().any(|o| notes(o, is_gap));
        let fold =
            self.policy.fold == Fold::First || !occurrences.iter().any(|o| notes(o, is_fold));
        let same = occurrences
            .iter()
            .any(|o| notes(o, |outcome| outcome == Outcome::SameInstant));
        let month =
            self.overflow == MonthOverflow::Skip || self.rule.frequency < Frequency::Monthly;
        let lists = self.exclusions.lists();
        starts
            && gap
            && fold
            && !same
            && month
            && self.extra.is_empty()
            && lists.1.is_empty()
            && lists.2.is_empty()
    }
}

fn notes(occurrence: &Occurrence, is: impl Fn(Outcome) -> bool) -> bool {
    occurrence.notes.iter().any(|note| is(note.outcome))
}

fn is_gap(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Moved(_) | Outcome::Dropped)
}

fn is_fold(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::First | Outcome::Second)
}

/// An iCalendar text in the making.
struct Calendar {
    text: String,
    summary: String,
    stamp: String,
}

impl Calendar {
    fn new(summary: &str, stamp: DateTime<Utc>) -> Self {
        let mut calendar = Self {
            text: String::new(),
            summary: escaped(summary),
            stamp: utc(stamp.timestamp()),
        };
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//flashplan//schedule//EN");
        calendar
    }

    /// An event for each index and instant.
    fn events(&mut self, uid: &str, occurrences: impl Iterator<Item = (u64, DateTime<Utc>)>) {
        for (index, at) in occurrences {
            self.event_of(uid, index, at, None);
        }
    }

    fn event_of(&mut self, uid: &str, index: u64, at: DateTime<Utc>, description: Option<&str>) {
        let start = format!("DTSTART:{}", utc(at.timestamp()));
        self.event(&format!("{index}-{uid}"), &start, description);
    }

    fn event(&mut self, uid: &str, when: &str, description: Option<&str>) {
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{}", escaped(uid)));
        self.line(&format!("DTSTAMP:{}", self.stamp));
        when.lines().for_each(|line| self.line(line));
        self.line(&format!("SUMMARY:{}", self.summary));
        if let Some(description) = description {
            self.line(&format!("DESCRIPTION:{}", escaped(description)));
        }
        self.line("END:VEVENT");
    }

    /// The changes of clocks of a schedule's zone from one instant to another.
    fn zone(&mut self, schedule: &Schedule, from: i64, to: i64) {
        let zone = schedule.zone();
        if zone.name() == "+00:00" {
            return;
        }
        self.line("BEGIN:VTIMEZONE");
        self.line(&format!("TZID:{}", escaped(zone.name())));
        // a day earlier, so that the first wall time lies inside
        let mut span = zone.span_at(from - DAY);
        self.observance(span.offset, span, from - DAY);
        while span.end <= to + DAY {
            let next = zone.span_at(span.end);
            self.observance(span.offset, next, next.start);
            span = next;
        }
        self.line("END:VTIMEZONE");
    }

    /// From `at` on, the clock shows the offset of `span`; before, it showed another.
    fn observance(&mut self, before: i32, span: OffsetSpan, at: i64) {
        self.line("BEGIN:STANDARD");
        let wall = local_of(at + i64::from(before)).format("%Y%m%dT%H%M%S");
        self.line(&format!("DTSTART:{wall}"));
        self.line(&format!("TZOFFSETFROM:{}", offset(before)));
        self.line(&format!("TZOFFSETTO:{}", offset(span.offset)));
        self.line("END:STANDARD");
    }

    /// A content line, folded between characters.
    fn line(&mut self, line: &str) {
        let mut len = 0;
        for c in line.chars() {
            if len + c.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                len = 1;
            }
            self.text.push(c);
            len += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    fn end(mut self) -> String {
        self.line("END:VCALENDAR");
        self.text
    }
}

/// A text value: RFC 5545 section 3.3.11. Other control characters have no place in one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn utc(seconds: i64) -> String {
    instant(seconds).format("%Y%m%dT%H%M%SZ").to_string()
}

/// `+0100`, or `+001740` for an offset with seconds.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.abs();
    let mut text = format!("{sign}{:02}{:02}", seconds / 3_600, seconds / 60 % 60);
    if seconds % 60 != 0 {
        // writing to a String cannot fail
        let _ = write!(text, "{:02}", seconds % 60);
    }
    text
}
