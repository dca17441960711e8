//! A second opinion: a planner that is as simple as can be. It looks at all contacts for each contact,
//! tries second after second, and writes lines with `serde_json`. Of the library it takes the wall clock
//! of a zone and the shape of a number; jitter it does not know.

use crate::inputs::{Contact, IDS, Made, Stop, batches, body, contacts, made, options};
use chrono::{DateTime, Datelike, Timelike, Utc};
use flashplan::campaign::Recipients;
use flashplan::pace::{Pace, QuietAction};
use flashplan::phone::Phone;
use flashplan::plan::{Plan, PlanOptions, QuietZone, QuotaPolicy};
use flashplan::schedule::{Missed, Zone};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const DAY: i64 = 86_400;

fn same_id(a: &str, b: &str) -> bool {
    a == b || (IDS.contains(&a.to_lowercase().as_str()) && a.eq_ignore_ascii_case(b))
}

/// The digits of a number with its country code, however it is written.
fn number(written: &str) -> Option<String> {
    let plain: String = written.chars().filter(|c| *c != ' ').collect();
    let plain = plain.replacen("00", "+", usize::from(plain.starts_with("00")));
    Phone::parse(&plain).ok().map(|phone| phone.to_string())
}

struct Naive<'a> {
    recipients: &'a Value,
    options: &'a PlanOptions,
    contacts: &'a [Contact],
    /// Phones and ids that are suppressed.
    suppressed: Vec<String>,
    fingerprint: String,
    zone: Zone,
}

/// A number, or the reason with the id of the winner.
type Found = Result<String, (&'static str, Option<String>)>;

impl Naive<'_> {
    fn takes(&self, contact: &Contact) -> bool {
        match self.recipients["type"].as_str().unwrap() {
            "tags" => contact.tags.contains(&"vip".to_owned()),
            "explicit" => {
                let named = self.recipients["value"].as_array().unwrap();
                named
                    .iter()
                    .any(|id| same_id(&contact.id, id.as_str().unwrap()))
            }
            _ => true,
        }
    }

    fn repeats_id(&self, position: usize) -> bool {
        let own = &self.contacts[position].id;
        let before = self.contacts[..position].iter();
        before
            .filter(|other| self.takes(other))
            .any(|other| same_id(&other.id, own))
    }

    fn is_suppressed(&self, contact: &Contact) -> bool {
        let on_list = |contact: &Contact| {
            self.suppressed
                .iter()
                .any(|entry| same_id(entry, &contact.id))
        };
        let own = number(&contact.phone);
        let shares =
            |other: &Contact| own.is_some() && on_list(other) && number(&other.phone) == own;
        on_list(contact)
            || self
                .suppressed
                .iter()
                .any(|entry| Some(entry) == own.as_ref())
            || self.contacts.iter().any(shares)
    }

    /// The outcome before the other contacts with the number and the text are looked at.
    fn alone(&self, position: usize) -> Found {
        let contact = &self.contacts[position];
        let excludes = self.options.exclude == Some(Recipients::Tags(vec!["stop".to_owned()]));
        if self.repeats_id(position) {
            return Err(("DUPLICATE_ID", Some(contact.id.clone())));
        }
        if excludes && contact.tags.contains(&"stop".to_owned()) {
            return Err(("EXCLUDED", None));
        }
        if self.is_suppressed(contact) {
            return Err(("SUPPRESSED", None));
        }
        if contact.phone.is_empty() {
            return Err(("MISSING_PHONE", None));
        }
        number(&contact.phone).ok_or(("INVALID_PHONE", None))
    }

    fn outcome(&self, position: usize) -> Found {
        let own = self.alone(position)?;
        let mut before = (0..position).filter(|&other| self.takes(&self.contacts[other]));
        if let Some(winner) = before.find(|&other| self.alone(other) == Ok(own.clone())) {
            return Err(("DUPLICATE_PHONE", Some(self.contacts[winner].id.clone())));
        }
        match self.contacts[position].points {
            Some(_) => Ok(own),
            None => Err(("MISSING_VARIABLES", None)),
        }
    }

    fn key(&self, at: DateTime<Utc>, id: &str) -> String {
        let root = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"flashplan");
        let campaign = Uuid::new_v5(&root, self.fingerprint.as_bytes());
        let occurrence = Uuid::new_v5(&campaign, seconds(at.timestamp()).as_bytes());
        Uuid::new_v5(&occurrence, id.as_bytes()).to_string()
    }

    /// The occurrences that happen, each with the second from which its messages leave, of those that
    /// are due.
    fn happening(&self, due: &[(u64, DateTime<Utc>)]) -> Vec<(u64, DateTime<Utc>, i64)> {
        let Some(now) = self.options.now else {
            let on_time = |&(index, at): &(u64, DateTime<Utc>)| (index, at, at.timestamp());
            return due.iter().map(on_time).collect();
        };
        let late: Vec<u64> = due
            .iter()
            .filter(|(_, at)| *at < now)
            .map(|(index, _)| *index)
            .collect();
        let happens = |&&(index, at): &&(u64, DateTime<Utc>)| match self.options.missed {
            _ if at >= now => true,
            Missed::Skip => false,
            Missed::RunLate(within) => at + within >= now,
            Missed::RunOnceForAll => late.last() == Some(&index),
        };
        let from =
            |&(index, at): &(u64, DateTime<Utc>)| (index, at, at.timestamp().max(now.timestamp()));
        due.iter().filter(happens).map(from).collect()
    }

    fn zone_of(&self, contact: &Contact) -> Zone {
        let own = Zone::find(contact.zone);
        match self.options.quiet_zone {
            QuietZone::Contact => own.unwrap_or_else(|| self.zone.clone()),
            QuietZone::Campaign => self.zone.clone(),
        }
    }

    /// The lines of the plan, but for those of occurrences.
    fn lines(&self, due: &[(u64, DateTime<Utc>)]) -> Vec<Value> {
        let mut lines = Vec::new();
        let occurrences = self.happening(due);
        let Some(&(_, _, starts)) = occurrences.first() else {
            return lines;
        };
        let mut clock = Clock::new(&self.options.pace, starts);
        let mut used: BTreeMap<String, u64> = BTreeMap::new();
        if let Some(quota) = self.options.quota {
            used.insert(month(starts), quota.used);
        }
        for (index, at, from) in occurrences {
            let own: Vec<usize> = (0..self.contacts.len())
                .filter(|&i| self.takes(&self.contacts[i]))
                .collect();
            let planned: Vec<usize> = own
                .iter()
                .copied()
                .filter(|&i| self.outcome(i).is_ok())
                .collect();
            let zones: Vec<Zone> = planned
                .iter()
                .map(|&i| self.zone_of(&self.contacts[i]))
                .collect();
            let times = match self.options.quiet_zone {
                QuietZone::Campaign => clock.one_by_one(from, &zones),
                QuietZone::Contact => clock.who_is_awake(from, &zones),
            };
            let times: BTreeMap<usize, Option<i64>> = planned.into_iter().zip(times).collect();
            for position in own {
                let skipped = |reason: &str| {
                    json!({"kind": "skipped", "occurrence": index, "position": position,
                        "contactId": self.contacts[position].id, "reason": reason})
                };
                let line = match (self.outcome(position), times.get(&position)) {
                    (Err((reason, of)), _) => {
                        let mut line = skipped(reason);
                        if let Some(of) = of {
                            line["of"] = of.into();
                        }
                        if reason == "MISSING_VARIABLES" {
                            line["variables"] = json!(["contact.points"]);
                        }
                        line
                    }
                    (Ok(_), None | Some(None)) => skipped("QUIET_HOURS"),
                    (Ok(to), Some(&Some(time))) => {
                        let count = used.entry(month(time)).or_default();
                        let over = self.options.quota.is_some_and(|quota| {
                            quota.policy == QuotaPolicy::Truncate && *count >= quota.monthly
                        });
                        if over {
                            skipped("OVER_QUOTA")
                        } else {
                            *count += 1;
                            self.send(index, at, position, &to, time)
                        }
                    }
                };
                lines.push(line);
            }
            lines.extend(self.unknown(index));
        }
        lines
    }

    fn send(&self, index: u64, at: DateTime<Utc>, position: usize, to: &str, time: i64) -> Value {
        let contact = &self.contacts[position];
        let body = body(contact, self.options);
        let mut line = json!({
            "kind": "send", "key": self.key(at, &contact.id), "occurrence": index, "position": position,
            "contactId": contact.id, "to": to, "sendAt": seconds(time), "type": "text", "body": body,
            "mediaUrl": null,
        });
        if self.options.quiet_zone == QuietZone::Contact {
            line["timeZone"] = self.zone_of(contact).name().into();
        }
        line
    }

    fn unknown(&self, index: u64) -> Vec<Value> {
        let named: BTreeSet<&str> = match self.recipients["type"].as_str() {
            Some("explicit") => {
                let ids = self.recipients["value"].as_array().unwrap().iter();
                ids.filter_map(Value::as_str).collect()
            }
            _ => BTreeSet::new(),
        };
        let nobody = |id: &&str| !self.contacts.iter().any(|contact| same_id(&contact.id, id));
        let line = |id| {
            json!({"kind": "skipped", "occurrence": index, "position": null, "contactId": id,
                "reason": "CONTACT_NOT_FOUND"})
        };
        named.into_iter().filter(nobody).map(line).collect()
    }
}

fn seconds(at: i64) -> String {
    let at = DateTime::from_timestamp(at, 0).unwrap();
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn month(at: i64) -> String {
    seconds(at)[..7].to_owned()
}

/// Tries second after second.
struct Clock<'a> {
    pace: &'a Pace,
    quiet: Vec<String>,
    started: i64,
    sent: Vec<i64>,
}

impl<'a> Clock<'a> {
    fn new(pace: &'a Pace, started: i64) -> Self {
        let quiet = pace.quiet.texts().collect();
        Self {
            pace,
            quiet,
            started,
            sent: Vec::new(),
        }
    }

    /// Whether the gap, the pauses, the caps and the warm-up leave a second free.
    fn fits(&self, at: i64) -> bool {
        let last = self.sent.last().copied();
        let since = |seconds: i64| {
            self.sent
                .iter()
                .filter(|&&sent| sent > at - seconds)
                .count()
        };
        let has_room =
            |cap: Option<u32>, seconds| cap.is_none_or(|cap| since(seconds) < cap as usize);
        let day = (at - self.started) / DAY;
        let of_day = self
            .sent
            .iter()
            .filter(|&&sent| (sent - self.started) / DAY == day)
            .count();
        let warm = self.pace.caps.warm_up.get(usize::try_from(day).unwrap());
        let pauses = self.pace.batches.is_none_or(|batches| {
            let run: Vec<i64> = self.sent.iter().copied().chain([at]).collect();
            let is_pause = |two: &[i64]| two[1] - two[0] >= i64::from(batches.pause());
            let mut runs = run.windows(batches.size() as usize + 1);
            runs.all(|run| run.windows(2).any(is_pause))
        });
        last.is_none_or(|last| at >= last + i64::from(self.pace.min_gap))
            && has_room(self.pace.caps.per_minute, 60)
            && has_room(self.pace.caps.per_hour, 3_600)
            && has_room(self.pace.caps.per_day, DAY)
            && warm.is_none_or(|cap| of_day < *cap as usize)
            && pauses
    }

    fn is_quiet(&self, zone: &Zone, at: i64) -> bool {
        let local = zone.to_local(DateTime::from_timestamp(at, 0).unwrap());
        let now = format!("{:02}:{:02}", local.hour(), local.minute());
        let day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            [local.weekday().num_days_from_monday() as usize];
        self.quiet.iter().any(|window| {
            let (named, hours) = window.split_once(' ').unwrap_or((day, window));
            let (start, end) = hours.split_once('-').unwrap();
            named == day && (start..end).contains(&now.as_str())
        })
    }

    /// Sends in order: each waits for the one before it.
    fn one_by_one(&mut self, due: i64, zones: &[Zone]) -> Vec<Option<i64>> {
        let mut times = Vec::new();
        for zone in zones {
            let mut at = self.sent.last().map_or(due, |last| due.max(*last));
            while !self.fits(at) {
                at += 1;
            }
            let skips = self.pace.quiet_action == QuietAction::Skip;
            let is_lost = skips && self.is_quiet(zone, at);
            while !is_lost && (self.is_quiet(zone, at) || !self.fits(at)) {
                at += 1;
            }
            times.push((!is_lost).then_some(at));
            self.sent.extend((!is_lost).then_some(at));
        }
        times
    }

    /// Every second belongs to the first in order who is awake.
    fn who_is_awake(&mut self, due: i64, zones: &[Zone]) -> Vec<Option<i64>> {
        let mut times: Vec<Option<i64>> = vec![None; zones.len()];
        let mut waiting: Vec<usize> = (0..zones.len()).collect();
        let mut at = self.sent.last().map_or(due, |last| due.max(*last));
        while !waiting.is_empty() {
            if !self.fits(at) {
                at += 1;
                continue;
            }
            if self.pace.quiet_action == QuietAction::Skip {
                waiting.retain({
                    // whoever has a turn and sleeps is lost, up to the first who is awake
                    let mut found = false;
                    let asleep: Vec<bool> =
                        zones.iter().map(|zone| self.is_quiet(zone, at)).collect();
                    move |&rank| {
                        found |= !asleep[rank];
                        found
                    }
                });
            }
            match waiting
                .iter()
                .position(|&rank| !self.is_quiet(&zones[rank], at))
            {
                Some(place) => {
                    times[waiting.remove(place)] = Some(at);
                    self.sent.push(at);
                }
                None => at += 1,
            }
        }
        times
    }
}

/// What the naive planner says, and what the plan says.
fn both(
    made: &Made,
    plan: &Plan,
    suppressed: Vec<String>,
    contacts: &[Contact],
) -> (Vec<Value>, Vec<Value>) {
    let mut lines = Vec::new();
    let due = plan.schedule().occurrences();
    let due: Vec<(u64, DateTime<Utc>)> = due.map(|due| (due.index, due.at)).collect();
    plan.stream::<_, Stop>(&mut batches(contacts)[..], &mut |_, line| {
        let line: Value = serde_json::from_str(line).unwrap();
        if line["kind"] != "occurrence" {
            lines.push(line);
        }
        Ok(())
    })
    .expect("nothing stops the plan");
    let naive = Naive {
        recipients: &made.recipients,
        options: plan.options(),
        contacts,
        suppressed,
        fingerprint: plan.fingerprint().to_owned(),
        zone: plan.zone().clone(),
    };
    (naive.lines(&due), lines)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_naive_planner_says_the_same(made in made(), options in options(), contacts in contacts()) {
        let mut options = options;
        options.pace.jitter = 0;
        options.count = options.count.map(|count| count.min(2));
        let is_suppressed = !options.suppression.is_empty();
        let suppressed = ["+2290197000003", "c7"].map(str::to_owned);
        let suppressed = if is_suppressed { suppressed.to_vec() } else { Vec::new() };
        let plan = made.plan(options);
        let (naive, ours) = both(&made, &plan, suppressed, &contacts);
        for (naive, ours) in naive.iter().zip(&ours) {
            prop_assert_eq!(naive, ours);
        }
        prop_assert_eq!(naive.len(), ours.len());
    }
}
