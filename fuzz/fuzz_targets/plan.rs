//! A campaign with contacts, pace, quiet hours, quota and what was sent: the laws F8 to F12 and F16 of a
//! plan, its shards, its two steps, and its verification.
#![no_main]

use arbitrary::{Result, Unstructured};
use chrono::{DateTime, Datelike, Timelike, Utc};
use flashplan::issue::{Code, Issues};
use flashplan::pace::Pace;
use flashplan::plan::{
    Entry, Keys, Month, Plan, PlanOptions, QuietZone, QuotaPolicy, Ranked, Shard, StoredPlan,
    Summary, rank,
};
use flashplan::schedule::{Missed, Zone};
use flashplan_fuzz::fraction::one_of;
use flashplan_fuzz::made::Stop;
use flashplan_fuzz::naive::naive_lines;
use flashplan_fuzz::{Case, SUPPRESSED};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

fuzz_target!(|bytes: &[u8]| {
    // too few bytes make no campaign, and break no law
    let _ = laws(bytes, &mut Unstructured::new(bytes));
});

/// A send, as far as the laws look at it.
struct Send {
    key: Uuid,
    occurrence: u64,
    to: String,
    id: String,
    at: DateTime<Utc>,
    zone: Option<String>,
    line: String,
}

fn laws(bytes: &[u8], u: &mut Unstructured<'_>) -> Result<()> {
    let made = u.arbitrary::<Case>()?;
    let plan = match made.plan(made.options.clone()) {
        Ok(plan) => plan,
        Err(issues) => {
            assert!(issues.has_errors(), "a refusal has a reason");
            return Ok(());
        }
    };
    let (sends, lines, summary) = match streamed(&made, &plan) {
        Ok(whole) => whole,
        Err(issues) => {
            assert!(plan.may_stop() && issues.has_errors());
            let told = plan.summary::<_, Stop>(&mut made.batches(3)[..]);
            assert!(
                matches!(told, Err(Stop::Plan(told)) if told == issues),
                "the summary tells in advance"
            );
            return Ok(());
        }
    };
    candidates(&summary, &lines);
    nobody_twice(&plan, &sends);
    quota(&made.options, &summary);
    pace(&made.options, plan.zone(), &sends);
    // each of these makes other plans: one of them an input
    match one_of(7, bytes) {
        0 => prefix(&made, &lines),
        1 => resume(&made, &plan, &sends, u)?,
        2 => shards(&made, &lines, u.int_in_range(1..=5)?),
        3 => steps(&made, &plan, (&lines, &summary)),
        4 => verifies(&made, &plan),
        5 => second_opinion(&made, &plan, &lines),
        _ => assert_eq!(
            made.lines(&plan),
            Ok((lines, summary)),
            "F12: twice the same, in batches of another size"
        ),
    }
    Ok(())
}

/// The plan of a planner that is as simple as can be.
fn second_opinion(made: &Case, plan: &Plan, lines: &[String]) {
    let is_suppressed = !made.options.suppression.is_empty();
    let suppressed: &[&str] = if is_suppressed { &SUPPRESSED } else { &[] };
    let ours = lines.iter().map(|line| serde_json::from_str(line));
    let ours: Vec<Value> = ours.map(|line| line.expect("a line is JSON")).collect();
    let ours = ours.iter().filter(|line| line["kind"] != "occurrence");
    let naive = naive_lines(&made.made, plan, suppressed, &made.contacts);
    assert!(naive.iter().eq(ours), "the naive planner says {naive:#?}");
}

fn verifies(made: &Case, plan: &Plan) {
    let stored = made.stored(plan).expect("it did not stop before");
    let stored = StoredPlan::open(&stored[..]).expect("its own header");
    let verified = plan.verify::<_, _, Stop>(&mut made.batches(4)[..], stored);
    assert!(
        verified.is_ok_and(|verified| verified.holds()),
        "a plan verifies"
    );
}

/// What is sent, the lines of the plan and its summary, or the issues for which it stops.
fn streamed(
    made: &Case,
    plan: &Plan,
) -> std::result::Result<(Vec<Send>, Vec<String>, Summary), Issues> {
    let (mut sends, mut lines) = (Vec::new(), Vec::new());
    let summary = plan.stream::<_, Stop>(&mut made.batches(2)[..], &mut |entry, line| {
        lines.push(line.to_owned());
        if let Entry::Send(send) = entry {
            sends.push(Send {
                key: send.key,
                occurrence: send.occurrence,
                to: send.to.to_string(),
                id: send.contact_id.to_owned(),
                at: send.send_at,
                zone: send.time_zone.map(str::to_owned),
                line: line.to_owned(),
            });
        }
        Ok(())
    });
    match summary {
        Ok(summary) => Ok((sends, lines, summary)),
        Err(Stop::Plan(issues)) => Err(issues),
        Err(other) => unreachable!("contacts in memory can be read: {other:?}"),
    }
}

/// F8: planned and skipped are the candidates, each once.
fn candidates(summary: &Summary, lines: &[String]) {
    let all = summary.sends + summary.skipped_total() + summary.already_sent;
    assert_eq!(summary.candidates, all);
    assert_eq!(
        summary.candidates,
        summary.counts.candidates * summary.occurrences
    );
    let distinct: HashSet<&String> = lines.iter().collect();
    assert_eq!(distinct.len(), lines.len());
    assert_eq!(lines.len() as u64, summary.candidates + summary.occurrences);
}

/// F9: no number twice in an occurrence, no key twice, and a key follows from three things alone.
fn nobody_twice(plan: &Plan, sends: &[Send]) {
    let numbers: HashSet<(u64, &str)> = sends
        .iter()
        .map(|send| (send.occurrence, send.to.as_str()))
        .collect();
    let keys: HashSet<Uuid> = sends.iter().map(|send| send.key).collect();
    assert_eq!((numbers.len(), keys.len()), (sends.len(), sends.len()));
    let due: Vec<DateTime<Utc>> = plan
        .schedule()
        .occurrences()
        .take(3)
        .map(|one| one.at)
        .collect();
    let all: Vec<Keys> = due
        .iter()
        .map(|at| Keys::new(plan.fingerprint(), *at))
        .collect();
    for send in sends {
        let occurrence = send.occurrence as usize;
        assert_eq!(all[occurrence].of(&send.id), send.key);
        assert!(
            send.at >= due[occurrence],
            "nothing leaves before it is due"
        );
    }
}

/// F16: the quota is exceeded exactly where it is told of, and never by a plan that is cut to it.
fn quota(options: &PlanOptions, summary: &Summary) {
    let Some(quota) = options.quota else { return };
    let over = |(month, sends): (&Month, &u64)| {
        let used = if Some(*month) == summary.first_month {
            quota.used
        } else {
            0
        };
        *sends > 0 && sends + used > quota.monthly
    };
    let is_over = summary.months.iter().any(over);
    let is_told = summary
        .issues
        .iter()
        .any(|issue| issue.code() == Code::QuotaExceeded);
    match quota.policy {
        QuotaPolicy::Warn => assert_eq!(is_over, is_told),
        QuotaPolicy::Fail | QuotaPolicy::Truncate => assert!(!is_over),
    }
}

/// F11: gaps, caps in all sliding windows and quiet hours.
fn pace(options: &PlanOptions, zone: &Zone, sends: &[Send]) {
    let mut times: Vec<i64> = sends.iter().map(|send| send.at.timestamp()).collect();
    if options.quiet_zone == QuietZone::Campaign {
        assert!(times.is_sorted());
    }
    times.sort_unstable();
    let Pace { min_gap, caps, .. } = &options.pace;
    assert!(
        times
            .windows(2)
            .all(|two| two[1] - two[0] >= i64::from(*min_gap))
    );
    for (cap, seconds) in [
        (caps.per_minute, 60),
        (caps.per_hour, 3_600),
        (caps.per_day, 86_400),
    ] {
        let Some(cap) = cap.map(|cap| cap as usize) else {
            continue;
        };
        assert!(
            times
                .windows(cap + 1)
                .all(|run| run[cap] - run[0] >= seconds)
        );
    }
    let quiet: Vec<String> = options.pace.quiet.texts().collect();
    for send in sends.iter().filter(|_| !quiet.is_empty()) {
        let own = send.zone.as_deref().and_then(Zone::find);
        let own = own.as_ref().unwrap_or(zone);
        assert!(
            !quiet.iter().any(|window| is_inside(window, own, send.at)),
            "{} is quiet",
            send.at
        );
    }
}

/// Whether an instant lies in a window such as `22:00-24:00` or `mon 00:00-08:00`, on the clock of a zone.
fn is_inside(window: &str, zone: &Zone, at: DateTime<Utc>) -> bool {
    let local = zone.to_local(at);
    let now = format!("{:02}:{:02}", local.hour(), local.minute());
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let today = days[local.weekday().num_days_from_monday() as usize];
    let (day, hours) = window.split_once(' ').unwrap_or((today, window));
    let (start, end) = hours.split_once('-').expect("a window has two ends");
    day == today && (start..end).contains(&now.as_str())
}

/// F10: fewer occurrences are the beginning of more.
fn prefix(made: &Case, lines: &[String]) {
    let options = &made.options;
    if options.now.is_some() && options.missed == Missed::RunOnceForAll {
        // with more nights another one may be the last that was missed
        return;
    }
    let more = made.options.count.map(|count| count + 1);
    let plan = made.plan(PlanOptions {
        count: more,
        ..made.options.clone()
    });
    if let Some(Ok((more, _))) = plan.ok().map(|plan| made.lines(&plan)) {
        assert_eq!(&more[..lines.len()], lines);
    }
}

/// F12: what was sent and what remains are the whole, and nothing moves.
fn resume(made: &Case, plan: &Plan, sends: &[Send], u: &mut Unstructured<'_>) -> Result<()> {
    let (mut sent, mut rest) = (HashSet::new(), Vec::new());
    for send in sends {
        if u.arbitrary()? {
            sent.insert(send.key);
        } else {
            rest.push(&send.line);
        }
    }
    let already = sent.len() as u64;
    let (lines, summary) = made
        .lines(&plan.clone().remaining(sent))
        .expect("less cannot stop it");
    let remaining: Vec<&String> = lines
        .iter()
        .filter(|line| line.contains("\"kind\":\"send\""))
        .collect();
    assert_eq!((remaining, summary.already_sent), (rest, already));
    Ok(())
}

/// Shards are apart from one another and together the whole.
fn shards(made: &Case, whole: &[String], count: u64) {
    let mut union: BTreeMap<&str, u64> = BTreeMap::new();
    let mut parts = Vec::new();
    for index in 0..count {
        let shard = Shard::new(index, count).expect("less than count");
        let plan = made.part(shard);
        parts.push(made.lines(&plan).expect("as the whole").0);
    }
    for line in parts.iter().flatten() {
        *union.entry(line).or_default() += 1;
    }
    assert!(whole.iter().all(|line| union.contains_key(line.as_str())));
    assert_eq!(union.len(), whole.len());
    let is_occurrence = |line: &str| line.contains("\"kind\":\"occurrence\"");
    assert!(
        union
            .iter()
            .all(|(line, times)| *times == if is_occurrence(line) { count } else { 1 })
    );
}

/// The two public steps give the lines of the one that does both.
fn steps(made: &Case, plan: &Plan, whole: (&[String], &Summary)) {
    let mut candidates = Vec::new();
    let totals = plan.outcomes::<_, Stop>(&mut made.batches(5)[..], &mut |candidate| {
        candidates.push(candidate);
        Ok(())
    });
    let totals = totals.expect("contacts in memory can be read");
    let part: Vec<Ranked> = rank(candidates, 0).collect();
    let mut lines = Vec::new();
    let contacts = &mut made.batches(1)[..];
    let summary = plan.schedule_ranked::<_, Stop>(contacts, &part, &totals, &mut |_, line| {
        lines.push(line.to_owned());
        Ok(())
    });
    assert_eq!(
        (&lines[..], &summary.expect("it did not stop before")),
        whole
    );
}
