//! A second opinion on plans: a planner that is as simple as can be. It looks at all contacts for each
//! contact, tries one second after the other, and writes lines with `serde_json`. Of the library it takes the
//! occurrences that are due, the wall clock of a zone and the shape of a number.
#![allow(
    unreachable_pub,
    reason = "the fuzz targets take it for a library of theirs"
)]

use super::made::{Contact, IDS, Made};
use chrono::{DateTime, Datelike, Timelike, Utc};
use flashplan::campaign::Recipients;
use flashplan::pace::{Pace, QuietAction};
use flashplan::phone::Phone;
use flashplan::plan::{MissingVariables, Plan, PlanOptions, QuietZone, QuotaPolicy};
use flashplan::schedule::{Missed, Zone};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The lines of a plan that nothing stops, but for those of its occurrences. `suppressed` are the phones and ids
/// on its suppression list.
pub fn naive_lines(
    made: &Made,
    plan: &Plan,
    suppressed: &[&str],
    contacts: &[Contact],
) -> Vec<Value> {
    let due = plan.schedule().occurrences();
    let due: Vec<(u64, DateTime<Utc>)> = due.map(|due| (due.index, due.at)).collect();
    let naive = Naive {
        recipients: &made.recipients,
        tells: made.tells_occurrence(),
        options: plan.options(),
        contacts,
        suppressed,
        fingerprint: plan.fingerprint().to_owned(),
        zone: plan.zone().clone(),
    };
    naive.lines(&due)
}

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
    /// Whether the text tells its occurrence.
    tells: bool,
    options: &'a PlanOptions,
    contacts: &'a [Contact],
    /// Phones and ids that are suppressed.
    suppressed: &'a [&'a str],
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
                .any(|&entry| Some(entry) == own.as_deref())
            || self.contacts.iter().any(shares)
    }

    /// The outcome before the other contacts with the number and the text are looked at.
    fn alone(&self, position: usize) -> Found {
        let contact = &self.contacts[position];
        if contact.id.is_empty() {
            return Err(("UNREADABLE", None));
        }
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
        let prints_all = self.options.missing == MissingVariables::Empty;
        match self.contacts[position].points {
            None if !prints_all => Err(("MISSING_VARIABLES", None)),
            _ => Ok(own),
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
                    let id = Some(&self.contacts[position].id).filter(|id| !id.is_empty());
                    json!({"kind": "skipped", "occurrence": index, "position": position,
                        "contactId": id, "reason": reason})
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
        let local = self.zone.to_local(at).format("%Y-%m-%dT%H:%M:%S%:z");
        let told = [local.to_string(), (index + 1).to_string()];
        let body = body(contact, self.tells.then_some(&told), self.options);
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

/// Tries one second after the other, but for those at which nothing changes.
struct Clock<'a> {
    pace: &'a Pace,
    quiet: Vec<Window>,
    started: i64,
    sent: Vec<i64>,
}

impl<'a> Clock<'a> {
    fn new(pace: &'a Pace, started: i64) -> Self {
        let quiet = pace.quiet.texts().map(|text| Window::of(&text)).collect();
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
        last.is_none_or(|last| at >= last + i64::from(self.pace.min_gap) + self.jitter())
            && has_room(self.pace.caps.per_minute, 60)
            && has_room(self.pace.caps.per_hour, 3_600)
            && has_room(self.pace.caps.per_day, DAY)
            && warm.is_none_or(|cap| of_day < *cap as usize)
            && pauses
    }

    /// 0 to `jitter` seconds after the last send, as SplitMix64 draws them from the seed and from how many sends
    /// there were.
    fn jitter(&self) -> i64 {
        let drawn = split_mix(self.pace.seed ^ split_mix(self.sent.len() as u64));
        let of = u128::from(self.pace.jitter) + 1;
        (u128::from(drawn) * of / (1 << 64)) as i64
    }

    /// The next second after `at` at which something may be otherwise: what was sent may fall out of a window, a
    /// pause or a day may be over, a minute of quiet hours too.
    fn next(&self, at: i64, is_quiet: bool) -> i64 {
        let batch = self.pace.batches.map_or(0, |batches| batches.pause());
        let gap = i64::from(self.pace.min_gap) + self.jitter();
        let behind = [60, 3_600, DAY, gap, i64::from(batch)];
        let sends = self.sent.iter().rev().take(HELD);
        let over = sends.flat_map(|sent| behind.map(|seconds| sent + seconds));
        let day = self.started + ((at - self.started) / DAY + 1) * DAY;
        let minute = at - at.rem_euclid(60) + 60;
        let minute = is_quiet.then_some(minute);
        let all = over.chain([day]).chain(minute);
        all.filter(|second| *second > at).min().unwrap_or(at + 1)
    }

    fn is_quiet(&self, zone: &Zone, at: i64) -> bool {
        let local = zone.to_local(DateTime::from_timestamp(at, 0).unwrap());
        let minute = local.hour() * 60 + local.minute();
        let day = local.weekday().num_days_from_monday();
        self.quiet.iter().any(|window| {
            window.day.is_none_or(|named| named == day)
                && (window.start..window.end).contains(&minute)
        })
    }

    /// Sends in order: each waits for the one before it.
    fn one_by_one(&mut self, due: i64, zones: &[Zone]) -> Vec<Option<i64>> {
        let mut times = Vec::new();
        for zone in zones {
            let mut at = self.sent.last().map_or(due, |last| due.max(*last));
            while !self.fits(at) {
                at = self.next(at, false);
            }
            let skips = self.pace.quiet_action != QuietAction::Wait;
            let is_lost = skips && self.is_quiet(zone, at);
            while !is_lost && (self.is_quiet(zone, at) || !self.fits(at)) {
                at = self.next(at, true);
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
                at = self.next(at, false);
                continue;
            }
            if self.pace.quiet_action != QuietAction::Wait {
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
                None => at = self.next(at, true),
            }
        }
        times
    }
}

/// Sends that a window looks back on at most, in the cases that are made.
const HELD: usize = 64;

/// Quiet hours of a day, in minutes: `22:00-24:00` is of every day, `mon 00:00-08:00` of one.
struct Window {
    day: Option<u32>,
    start: u32,
    end: u32,
}

impl Window {
    fn of(text: &str) -> Self {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let (day, hours) = match text.split_once(' ') {
            Some((day, hours)) => (days.iter().position(|&named| named == day), hours),
            None => (None, text),
        };
        let minute = |clock: &str| {
            let (hour, minute) = clock.split_once(':').unwrap();
            hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap()
        };
        let (start, end) = hours.split_once('-').unwrap();
        Self {
            day: day.map(|day| day as u32),
            start: minute(start),
            end: minute(end),
        }
    }
}

/// SplitMix64: a step of its sequence and its finalizer.
fn split_mix(state: u64) -> u64 {
    let z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

/// The message to a contact, as the template of [`Made`] says it. No value here has marks that would be
/// replaced, but each may be cut.
/// A text that tells its occurrence ends with its time and number.
pub fn body(contact: &Contact, told: Option<&[String; 2]>, options: &PlanOptions) -> String {
    let longest = options.neutralise.and_then(|neutralise| neutralise.longest);
    let printed = |value: &str| match longest {
        Some(longest) if value.chars().count() > longest => {
            value.chars().take(longest - 1).chain(['…']).collect()
        }
        _ => value.to_owned(),
    };
    let points = contact.points.as_deref().unwrap_or_default();
    let mut text = format!(
        "Bonjour {}, {} \"points\"\né",
        printed(&contact.id),
        printed(points)
    );
    if let Some([at, number]) = told {
        text += &format!(", {} no {}", printed(at), printed(number));
    }
    text
}
