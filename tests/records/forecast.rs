//! What a plan comes to is what its lines add up to.

use crate::inputs::{Contact, Made, Stop, batches, contacts, made, options, store};
use flashplan::issue::Code;
use flashplan::plan::{Forecast, Plan, PlanOptions, Quota, QuotaPolicy, TextLengths};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

fn forecast<'p>(plan: &'p Plan, contacts: &[Contact]) -> Forecast<'p> {
    // the price of a message is its length
    let price = |send: &flashplan::plan::PlannedSend<'_>| send.body.map_or(0, str::len) as u64;
    let mut forecast = Forecast::of(plan).price(Box::new(price));
    plan.stream::<_, Stop>(&mut batches(contacts)[..], &mut |entry, _| {
        forecast.take(entry);
        Ok(())
    })
    .expect("nothing stops the plan");
    forecast
}

fn lines(plan: &Plan, contacts: &[Contact]) -> Vec<Value> {
    let stored = String::from_utf8(store(plan, contacts)).unwrap();
    let lines = stored
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

fn counted<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<String, u64> {
    texts.fold(BTreeMap::new(), |mut counts, text| {
        *counts.entry(text.to_owned()).or_default() += 1;
        counts
    })
}

/// The month in which an occurrence is due, or now where it runs late.
fn due(plan: &Plan, index: u64) -> String {
    let at = plan.occurrences().find(|other| other.index == index);
    let at = at.expect("it is of the plan").at;
    let at = plan.options().now.map_or(at, |now| now.max(at));
    at.format("%Y-%m").to_string()
}

/// What an occurrence leaves of the quota of the month in which its last message leaves.
fn left(plan: &Plan, lines: &[Value], index: u64) -> Option<u64> {
    let quota = plan.options().quota?;
    let sends = || lines.iter().filter(|line| line["kind"] == "send");
    let own = sends().filter(|send| send["occurrence"] == index);
    let last = own.map(|send| send["sendAt"].as_str().unwrap()).max();
    let last = last.map_or_else(|| due(plan, index), |at| at[..7].to_owned());
    let so_far = sends().filter(|send| {
        send["occurrence"].as_u64() <= Some(index)
            && send["sendAt"].as_str().unwrap().starts_with(&last)
    });
    let first = plan.occurrences().next().expect("there is one").index;
    let used = if last == due(plan, first) {
        quota.used
    } else {
        0
    };
    Some(quota.monthly.saturating_sub(used + so_far.count() as u64))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_forecast_is_what_the_lines_add_up_to(made in made(), options in options(), contacts in contacts()) {
        let plan = made.plan(options);
        let lines = lines(&plan, &contacts);
        let sends: Vec<&Value> = lines.iter().filter(|line| line["kind"] == "send").collect();
        let forecast = forecast(&plan, &contacts);
        prop_assert_eq!(forecast.sends(), sends.len() as u64);
        prop_assert_eq!(forecast.api_seconds(), (sends.len() as u64).div_ceil(10));
        let bodies: Vec<&str> = sends.iter().map(|send| send["body"].as_str().unwrap()).collect();
        prop_assert_eq!(forecast.cost(), Some(bodies.iter().map(|body| body.len() as u64).sum()));
        let mut lengths: Vec<usize> = bodies.iter().map(|body| body.encode_utf16().count()).collect();
        lengths.sort_unstable();
        let told = forecast.lengths();
        prop_assert_eq!(told.texts(), lengths.len() as u64);
        prop_assert_eq!(told.least(), lengths.first().copied());
        prop_assert_eq!(told.most(), lengths.last().copied());
        let middle = lengths.len().checked_sub(1).map(|last| lengths[last / 2]);
        prop_assert_eq!(told.median(), middle);
        let times: Vec<&str> = sends.iter().map(|send| send["sendAt"].as_str().unwrap()).collect();
        let days = forecast.days().iter().map(|(day, sends)| (day.to_string(), *sends));
        prop_assert_eq!(days.collect::<BTreeMap<_, _>>(), counted(times.iter().map(|time| &time[..10])));
        let months = forecast.months().map(|month| (month.month.to_string(), month.sends));
        prop_assert_eq!(months.collect::<BTreeMap<_, _>>(), counted(times.iter().map(|time| &time[..7])));
        let last = forecast.last_leaves().map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        prop_assert_eq!(last.as_deref(), times.iter().max().copied());
        for occurrence in forecast.occurrences() {
            let own = |kind: &str| {
                let of_kind = lines.iter().filter(|line| line["kind"] == kind);
                of_kind.filter(|line| line["occurrence"] == occurrence.index).count() as u64
            };
            prop_assert_eq!((occurrence.sends, occurrence.skipped), (own("send"), own("skipped")));
            prop_assert_eq!(occurrence.quota_left, left(&plan, &lines, occurrence.index));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_quota_is_exceeded_exactly_where_it_is_told_of(
        made in made(),
        options in options(),
        contacts in contacts(),
        (monthly, used) in (0_u64..12, 0_u64..12),
    ) {
        let quota = Some(Quota { monthly, used, policy: QuotaPolicy::Warn });
        let plan = made.plan(PlanOptions { quota, ..options });
        let lines = lines(&plan, &contacts);
        let sends = lines.iter().filter_map(|line| line["sendAt"].as_str());
        let first = plan.occurrences().next().map(|first| due(&plan, first.index));
        let over = counted(sends.map(|at| &at[..7])).into_iter().any(|(month, sends)| {
            sends + if Some(month) == first { used } else { 0 } > monthly
        });
        let summary = plan.summary::<_, Stop>(&mut batches(&contacts)[..]).unwrap();
        let told = summary.issues.iter().any(|issue| issue.code() == Code::QuotaExceeded);
        prop_assert_eq!(told, over);
    }
}

#[test]
fn the_first_message_over_the_quota_is_named_whatever_the_policy() {
    let people: Vec<Contact> = (0..4)
        .map(|n| Contact::new(&format!("c{n}"), &format!("+229019700000{n}")))
        .collect();
    for policy in [QuotaPolicy::Warn, QuotaPolicy::Truncate] {
        let quota = Some(Quota {
            monthly: 7,
            used: 1,
            policy,
        });
        let options = PlanOptions {
            count: Some(2),
            quota,
            ..PlanOptions::default()
        };
        let plan = Made::for_all().plan(options);
        let forecast = forecast(&plan, &people);
        let first = forecast.first_over_quota().expect("one is over");
        assert_eq!(
            (first.occurrence, first.position, first.contact_id.as_str()),
            (1, 2, "c2")
        );
        assert_eq!(first.send_at.is_some(), policy == QuotaPolicy::Warn);
        let months: Vec<(u64, Option<u64>)> = forecast
            .months()
            .map(|month| (month.over(), month.left()))
            .collect();
        let over = if policy == QuotaPolicy::Warn { 2 } else { 0 };
        assert_eq!(months, [(over, Some(0))]);
        let dates = forecast.occurrences().iter();
        let left: Vec<Option<u64>> = dates.map(|date| date.quota_left).collect();
        assert_eq!(left, [Some(2), Some(0)]);
    }
}

#[test]
fn numbers_that_whatsapp_may_hold_for_one_are_counted_and_written_to() {
    let phones = [
        "+5547989211984",
        "+554789211984",
        "+5215512345678",
        "+525512345678",
        "+5491123456789",
        "+2290197000001",
    ];
    let people: Vec<Contact> = phones
        .iter()
        .enumerate()
        .map(|(n, phone)| Contact::new(&format!("c{n}"), phone))
        .collect();
    let plan = Made::for_all().plan(PlanOptions {
        count: Some(1),
        ..PlanOptions::default()
    });
    let summary = plan.summary::<_, Stop>(&mut batches(&people)[..]).unwrap();
    assert_eq!((summary.sends, summary.counts.possible_duplicates), (6, 2));
    let said: Vec<String> = summary.issues.iter().map(ToString::to_string).collect();
    assert!(
        said.len() == 1 && said[0].contains("POSSIBLE_DUPLICATE"),
        "{said:?}"
    );
    // a number and itself are a duplicate, not a possible one
    let people = [people[1].clone(), people[1].clone(), people[5].clone()];
    let summary = plan.summary::<_, Stop>(&mut batches(&people)[..]).unwrap();
    assert_eq!(summary.counts.possible_duplicates, 0);
}

#[test]
fn lengths_are_told_apart_up_to_the_longest_that_is_sent() {
    let mut lengths = TextLengths::default();
    assert_eq!(
        (lengths.least(), lengths.median(), lengths.most()),
        (None, None, None)
    );
    for length in [1, 2, 3, 4_096, 5_000] {
        lengths.add(&"x".repeat(length));
    }
    assert_eq!(
        (lengths.least(), lengths.median(), lengths.most()),
        (Some(1), Some(3), Some(4_096))
    );
}
