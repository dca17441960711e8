//! Who joined an audience, who left it and who is skipped otherwise, against a comparison in memory.

use crate::inputs::{Contact, IDS, Made, Stop, contacts, made, options, store};
use flashplan::audience::{Batch, Reason, Suppression};
use flashplan::contact::TableBuilder;
use flashplan::plan::{
    AudienceChange, AudienceDifferences, DiffError, PlanOptions, Quota, QuotaPolicy, Standing,
    StoredPlan, diff_audience,
};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

type Compared = Result<(Vec<AudienceChange>, AudienceDifferences), Stop>;

fn compare(before: (&[u8], Option<u64>), after: (&[u8], Option<u64>)) -> Compared {
    let mut changes = Vec::new();
    let found = diff_audience::<_, _, Stop>(
        (StoredPlan::open(before.0).unwrap(), before.1),
        (StoredPlan::open(after.0).unwrap(), after.1),
        &mut |change| {
            changes.push(change.clone());
            Ok(())
        },
    )?;
    Ok((changes, found))
}

/// How each contact stands in an occurrence, by id without regard to the letters of a UUID.
fn standings(plan: &[u8], index: u64) -> BTreeMap<String, String> {
    let mut standings = BTreeMap::new();
    let lines = std::str::from_utf8(plan).unwrap().lines();
    for line in lines.map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let (Some(id), true) = (line["contactId"].as_str(), line["occurrence"] == index) else {
            continue;
        };
        let is_uuid = IDS.contains(&id.to_lowercase().as_str());
        let id = if is_uuid {
            id.to_lowercase()
        } else {
            id.to_owned()
        };
        let standing = line["reason"].as_str().unwrap_or("PLANNED");
        if standing != "DUPLICATE_ID" {
            standings.insert(id, standing.to_owned());
        }
    }
    standings
}

fn first_index(plan: &[u8]) -> Option<u64> {
    let lines = std::str::from_utf8(plan).unwrap().lines();
    let mut lines = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    let first = lines.find(|line| line["kind"] == "occurrence")?;
    first["index"].as_u64()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn changes_are_those_of_a_comparison_in_memory(
        made in made(), other_made in made(), one in options(), other in options(), ours in contacts(),
        theirs in contacts(), shuffle in any::<bool>(), nth in 0_u64..5,
    ) {
        let mut theirs = if shuffle { ours.clone() } else { theirs };
        theirs.reverse();
        let before = store(&made.plan(one), &ours);
        let after = store(&other_made.plan(other), &theirs);
        let (Some(first), Some(second)) = (first_index(&before), first_index(&after)) else {
            prop_assert!(compare((&before, None), (&after, None)).is_err());
            return Ok(());
        };
        let index = second + nth;
        let compared = compare((&before, None), (&after, Some(index)));
        let is_there = String::from_utf8(after.clone()).unwrap().contains(&format!("\"index\":{index},"));
        prop_assert_eq!(compared.is_ok(), is_there);
        let Ok((changes, found)) = compared else { return Ok(()) };

        let (was, is) = (standings(&before, first), standings(&after, index));
        let all: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        let absent = "ABSENT".to_owned();
        let pair = |id: &String| {
            let of = |known: &BTreeMap<String, String>| known.get(id).unwrap_or(&absent).clone();
            (of(&was), of(&is))
        };
        let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
        all.iter().for_each(|id| *counts.entry(pair(id)).or_default() += 1);
        let named = |(before, after): &(Standing, Standing)| (before.name().to_owned(), after.name().to_owned());
        let counted: BTreeMap<_, _> = found.contacts.iter().map(|(pair, n)| (named(pair), *n)).collect();
        prop_assert_eq!(counted, counts);

        let listed: BTreeMap<String, (String, String)> = changes
            .iter()
            .map(|change| (change.contact_id.to_lowercase(), named(&(change.before, change.after))))
            .collect();
        let expected: BTreeMap<String, (String, String)> = all
            .into_iter()
            .map(|id| (id.to_lowercase(), pair(id)))
            .filter(|(_, (before, after))| before != after)
            .collect();
        prop_assert_eq!(&listed, &expected);
        prop_assert_eq!(changes.len(), expected.len(), "each contact once");
        let total = found.joined() + found.left() + found.skipped_otherwise();
        prop_assert_eq!(total, changes.len() as u64);
    }
}

fn people(numbers: &[u32]) -> Vec<Contact> {
    let one = |n: &u32| Contact::new(&format!("c{n}"), &format!("+22901970000{n:02}"));
    numbers.iter().map(one).collect()
}

fn daily() -> PlanOptions {
    PlanOptions {
        count: Some(2),
        ..PlanOptions::default()
    }
}

#[test]
fn each_change_has_its_reasons() {
    let without_number = |mut people: Vec<Contact>, ids: &[&str]| {
        let none = |one: &&mut Contact| ids.contains(&one.id.as_str());
        people
            .iter_mut()
            .filter(none)
            .for_each(|one| one.phone.clear());
        people
    };
    let earlier = without_number(people(&[1, 2, 3, 4, 6, 7, 8, 9, 20, 21]), &["c20", "c21"]);
    let before = store(&Made::for_all().plan(daily()), &earlier);
    let mut later = without_number(people(&[5, 1, 3, 4, 6, 7, 8, 9, 20, 21]), &["c20", "c21"]);
    later[2].points = None;
    let mut suppression = Suppression::new();
    suppression.add("c4");
    let options = PlanOptions {
        suppression,
        ..daily()
    };
    let after = store(&Made::for_all().plan(options), &later);
    let (changes, found) = compare((&before, Some(1)), (&after, None)).unwrap();
    let listed: Vec<_> = changes
        .iter()
        .map(|change| {
            (
                change.contact_id.as_str(),
                change.position,
                change.before.name(),
                change.after.name(),
            )
        })
        .collect();
    assert_eq!(
        listed,
        [
            ("c3", Some(2), "PLANNED", "MISSING_VARIABLES"),
            ("c4", Some(3), "PLANNED", "SUPPRESSED"),
            ("c2", Some(1), "PLANNED", "ABSENT"),
            ("c5", Some(0), "ABSENT", "PLANNED"),
        ]
    );
    let counts = [
        found.joined(),
        found.left(),
        found.skipped_otherwise(),
        found.stayed(),
        found.skipped_in_both(),
    ];
    assert_eq!(counts, [1, 3, 0, 5, 2]);
    assert_eq!(found.occurrences[0].index, 1);
    assert_eq!(found.occurrences[1].index, 0);
}

/// Who stands twice under one id has one standing: that of the record that keeps the id.
#[test]
fn a_record_that_repeats_an_id_changes_nothing() {
    let once = people(&[1, 2]);
    let mut twice = people(&[1, 2, 1]);
    twice[2].phone = "+2290197000003".to_owned();
    let [once, twice] = [once, twice].map(|people| store(&Made::for_all().plan(daily()), &people));
    for (before, after) in [(&once, &twice), (&twice, &once), (&twice, &twice)] {
        let (changes, found) = compare((before, None), (after, None)).unwrap();
        assert_eq!(changes, []);
        assert_eq!((found.stayed(), found.skipped_in_both()), (2, 0));
    }
}

/// A record that was deleted says nothing of a contact that has another one.
#[test]
fn a_deleted_record_counts_where_there_is_no_other() {
    let stored = |records: &[(&str, &str, bool)]| {
        let mut builder = TableBuilder::new(["id", "phone", "deletedAt", "points"]);
        for (id, phone, is_deleted) in records {
            builder.text(id).unwrap();
            builder.text(phone).unwrap();
            match is_deleted {
                true => builder.text("2026-01-01").unwrap(),
                false => builder.missing(),
            }
            builder.text("1").unwrap();
        }
        let plan = Made::for_all().plan(daily());
        let mut batches = [Batch::new(builder.finish(), 0, Vec::new())];
        let mut lines = format!("{}\n", plan.header());
        let summary = plan.stream::<_, Stop>(&mut batches[..], &mut |_, line| {
            lines.push_str(line);
            Ok(())
        });
        lines + &serde_json::to_string(&summary.unwrap()).unwrap() + "\n"
    };
    let (number, other) = ("+2290197000001", "+2290197000002");
    let present = stored(&[("c1", number, false)]);
    let deleted = stored(&[("c1", number, true)]);
    let both = stored(&[("c1", other, true), ("c1", number, false)]);
    let named = |before: &str, after: &str| {
        let compared = compare((before.as_bytes(), None), (after.as_bytes(), None));
        let (changes, _) = compared.unwrap();
        let named = changes
            .iter()
            .map(|change| (change.before.name(), change.after.name()));
        named.collect::<Vec<_>>()
    };
    assert_eq!(named(&present, &both), []);
    assert_eq!(named(&both, &present), []);
    assert_eq!(named(&present, &deleted), [("PLANNED", "DELETED")]);
    assert_eq!(named(&deleted, &both), [("DELETED", "PLANNED")]);
}

#[test]
fn two_occurrences_of_one_plan_differ_by_the_quota() {
    let options = PlanOptions {
        quota: Some(Quota {
            monthly: 3,
            used: 0,
            policy: QuotaPolicy::Truncate,
        }),
        ..daily()
    };
    let plan = store(&Made::for_all().plan(options), &people(&[1, 2]));
    let (changes, found) = compare((&plan, Some(0)), (&plan, Some(1))).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].contact_id, "c2");
    assert_eq!(changes[0].after, Standing::Skipped(Reason::OverQuota));
    assert_eq!((found.left(), found.stayed()), (1, 1));
}

#[test]
fn an_occurrence_that_is_not_there_is_named_and_so_is_a_broken_plan() {
    let plan = store(&Made::for_all().plan(daily()), &people(&[1]));
    let Err(Stop::Diff(DiffError::Invalid { plan: 1, issues })) =
        compare((&plan, None), (&plan, Some(7)))
    else {
        panic!("the second plan has two occurrences");
    };
    let issue = issues.iter().next().unwrap();
    assert_eq!(issue.message(), "the plan has no occurrence 7");
    // what comes behind the occurrence counts too
    let cut = &plan[..plan.len() - 20];
    assert!(matches!(
        compare((cut, None), (&plan, None)),
        Err(Stop::Diff(DiffError::Invalid { plan: 0, .. }))
    ));
}
