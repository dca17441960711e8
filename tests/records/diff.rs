//! What two plans do not have in common, against a comparison that holds both in memory.

use crate::inputs::{Contact, Made, Stop, contacts, made, options, store};
use chrono::{Datelike, NaiveDate};
use flashplan::pace::Pace;
use flashplan::plan::{Change, DiffError, Difference, Differences, PlanOptions, StoredPlan, diff};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn compare(before: &[u8], after: &[u8]) -> (Vec<Change>, Differences) {
    let mut changes = Vec::new();
    let counts = diff::<_, _, Stop>(
        StoredPlan::open(before).unwrap(),
        StoredPlan::open(after).unwrap(),
        &mut |change| {
            changes.push(change.clone());
            Ok(())
        },
    );
    let counts = counts.expect("both plans are whole");
    assert_eq!(counts.is_empty(), changes.is_empty());
    (changes, counts)
}

fn sends(plan: &[u8]) -> BTreeMap<String, Value> {
    std::str::from_utf8(plan)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|line| line["kind"] == "send")
        .map(|line| (line["key"].as_str().unwrap().to_owned(), line))
        .collect()
}

/// Added, removed, moved and changed keys.
type Keys = [BTreeSet<String>; 4];

fn naive(before: &[u8], after: &[u8]) -> Keys {
    let (before, after) = (sends(before), sends(after));
    let mut found = Keys::default();
    for (key, send) in &after {
        let Some(old) = before.get(key) else {
            found[0].insert(key.clone());
            continue;
        };
        if old["sendAt"] != send["sendAt"] {
            found[2].insert(key.clone());
        }
        if ["to", "type", "body", "mediaUrl"]
            .iter()
            .any(|name| old[name] != send[name])
        {
            found[3].insert(key.clone());
        }
    }
    found[1] = before
        .keys()
        .filter(|key| !after.contains_key(*key))
        .cloned()
        .collect();
    found
}

fn found(changes: &[Change]) -> Keys {
    let mut found = Keys::default();
    for Change { difference, .. } in changes {
        match difference {
            Difference::Added { send, .. } => found[0].insert(send.key.to_string()),
            Difference::Removed { send, .. } => found[1].insert(send.key.to_string()),
            Difference::Changed { after, .. } => {
                if difference.moved().is_some() {
                    found[2].insert(after.key.to_string());
                }
                !difference.fields().is_empty() && found[3].insert(after.key.to_string())
            }
        };
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_plan_does_not_differ_from_itself(made in made(), options in options(), contacts in contacts()) {
        let plan = store(&made.plan(options), &contacts);
        let (changes, counts) = compare(&plan, &plan);
        prop_assert_eq!(changes, []);
        prop_assert!(counts.is_empty() && counts.header.is_empty());
        prop_assert_eq!(counts.same, sends(&plan).len() as u64);
    }

    /// Other contacts in another order, another pace, another text, other occurrences.
    #[test]
    fn differences_are_those_of_a_comparison_in_memory(
        made in made(), one in options(), other in options(), ours in contacts(),
        theirs in contacts(), shuffle in any::<bool>(), text in any::<bool>(),
    ) {
        let other_made = Made {
            body: if text { format!("{} !", made.body) } else { made.body.clone() },
            ..made.clone()
        };
        let mut contacts = if shuffle { ours.clone() } else { theirs };
        contacts.reverse();
        let before = store(&made.plan(one), &ours);
        let after = store(&other_made.plan(other), &contacts);
        let (changes, counts) = compare(&before, &after);
        let expected = naive(&before, &after);
        let counted = [counts.added, counts.removed, counts.moved, counts.changed];
        prop_assert_eq!(counted, [0, 1, 2, 3].map(|i| expected[i].len() as u64));
        prop_assert_eq!(found(&changes), expected);
        let shared = sends(&before).keys().filter(|key| sends(&after).contains_key(*key)).count();
        let touched = changes.iter().filter(|change| matches!(change.difference, Difference::Changed { .. }));
        prop_assert_eq!(counts.same, (shared - touched.count()) as u64);
    }
}

fn options_once() -> PlanOptions {
    PlanOptions {
        count: Some(1),
        ..PlanOptions::default()
    }
}

#[test]
fn says_why_a_contact_is_no_longer_written_to() {
    let made = Made::for_all();
    let mut contacts = vec![
        Contact::new("c1", "+2290197000001"),
        Contact::new("c2", "+2290197000002"),
    ];
    let before = store(&made.plan(options_once()), &contacts);
    contacts[0].phone.clear();
    let after = store(&made.plan(options_once()), &contacts);
    let reason = |changes: &[Change]| match &changes[0].difference {
        Difference::Added { was, .. } => was.map(|reason| reason.name()),
        Difference::Removed { now, .. } => now.map(|reason| reason.name()),
        Difference::Changed { .. } => None,
    };
    let (changes, counts) = compare(&before, &after);
    assert_eq!((changes.len(), counts.removed), (1, 1));
    assert_eq!(reason(&changes), Some("MISSING_PHONE"));
    let (changes, counts) = compare(&after, &before);
    assert_eq!((changes.len(), counts.added), (1, 1));
    assert_eq!(reason(&changes), Some("MISSING_PHONE"));
}

/// Two mornings are in both plans, one is in the first alone and one in the second.
#[test]
fn occurrences_are_laid_beside_those_of_the_same_day() {
    let contacts = [Contact::new("c1", "+2290197000001")];
    let but = |day: u32| {
        let options = PlanOptions {
            count: Some(4),
            exclude_dates: vec![NaiveDate::from_ymd_opt(2026, 3, day).unwrap()],
            ..PlanOptions::default()
        };
        store(&Made::for_all().plan(options), &contacts)
    };
    let told = |before: &[u8], after: &[u8]| {
        let (changes, counts) = compare(before, after);
        assert_eq!((counts.added, counts.removed, counts.same), (1, 1, 2));
        let told = changes.iter().map(|Change { at, difference }| {
            let sign = match difference {
                Difference::Added { .. } => '+',
                Difference::Removed { .. } => '-',
                Difference::Changed { .. } => '*',
            };
            format!("{sign}{}", at.day())
        });
        told.collect::<Vec<_>>()
    };
    // from the 27th to the 30th
    assert_eq!(told(&but(27), &but(29)), ["+27", "-29"]);
    assert_eq!(told(&but(29), &but(27)), ["-27", "+29"]);
    assert_eq!(told(&but(30), &but(28)), ["-28", "+30"]);
}

#[test]
fn a_send_can_be_moved_and_read_otherwise() {
    let mut contacts = vec![
        Contact::new("c1", "+2290197000001"),
        Contact::new("c2", "+2290197000002"),
    ];
    let made = Made::for_all();
    let before = store(&made.plan(options_once()), &contacts);
    contacts[1].points = Some("2".to_owned());
    let slower = PlanOptions {
        pace: Pace {
            min_gap: 5,
            ..Pace::default()
        },
        ..options_once()
    };
    let (changes, counts) = compare(&before, &store(&made.plan(slower), &contacts));
    assert_eq!((counts.moved, counts.changed, counts.same), (1, 1, 1));
    assert_eq!(changes[0].difference.fields(), ["body"]);
    let (from, to) = changes[0].difference.moved().expect("it is moved");
    assert_eq!((to - from).num_seconds(), 5);
}

/// Changes and their counts as JSON, byte for byte.
#[test]
fn changes_are_written_as_they_stand_here() {
    let mut contacts = vec![
        Contact::new("c1", "+2290197000001"),
        Contact::new("c2", "+2290197000002"),
    ];
    let made = Made {
        body: "{{contact.points}}".to_owned(),
        ..Made::for_all()
    };
    let slower = PlanOptions {
        pace: Pace {
            min_gap: 5,
            ..Pace::default()
        },
        ..options_once()
    };
    contacts[1].points = None;
    let before = store(&made.plan(options_once()), &contacts);
    contacts[0].points = Some("2".to_owned());
    contacts[1].points = Some("3".to_owned());
    contacts.push(Contact::new("c3", "+2290197000003"));
    contacts.swap(0, 1);
    let after = store(&made.plan(slower), &contacts);
    let written = |before: &[u8], after: &[u8]| {
        let (changes, counts) = compare(before, after);
        let lines = changes
            .iter()
            .map(|change| serde_json::to_string(change).unwrap());
        let mut lines: Vec<String> = lines.collect();
        lines.push(serde_json::to_string(&counts).unwrap());
        lines.join("\n")
    };
    let both = format!(
        "{}\n{}\n",
        written(&before, &after),
        written(&after, &before)
    );
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records/changes.jsonl");
    assert_eq!(both, std::fs::read_to_string(file).unwrap());
}

#[test]
fn plans_of_two_definitions_share_no_key_and_it_is_said() {
    let contacts = [Contact::new("c1", "+2290197000001")];
    let other = Made {
        recipients: serde_json::json!({"type": "explicit", "value": crate::inputs::IDS}),
        ..Made::for_all()
    };
    let before = store(&Made::for_all().plan(options_once()), &contacts);
    let (_, counts) = compare(&before, &store(&other.plan(options_once()), &contacts));
    assert_eq!(counts.header, ["campaign"]);
    assert_eq!(counts.removed, 1);
}

#[test]
fn a_broken_plan_is_named() {
    let contacts = [Contact::new("c1", "+2290197000001")];
    let whole = store(&Made::for_all().plan(options_once()), &contacts);
    let cut = &whole[..whole.len() - 20];
    let result = diff::<_, _, Stop>(
        StoredPlan::open(&whole[..]).unwrap(),
        StoredPlan::open(cut).unwrap(),
        &mut |_| Ok(()),
    );
    match result {
        Err(Stop::Diff(DiffError::Invalid { plan, issues })) => {
            assert_eq!(plan, 1);
            assert!(issues.has_errors());
        }
        other => panic!("{other:?}"),
    }
}
