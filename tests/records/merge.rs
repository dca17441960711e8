//! Shards put together are the whole, byte for byte; what does not belong together is refused.

use crate::forged::forged;
use crate::inputs::{Contact, IDS, Made, Stop, contacts, made, options, store, verify};
use flashplan::limits::Limits;
use flashplan::plan::{MergeError, PartIssue, PlanOptions, Shard, StoredPlan, Summary, merge};
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

fn shards(made: &Made, options: &PlanOptions, contacts: &[Contact], count: u64) -> Vec<Vec<u8>> {
    (0..count)
        .map(|index| {
            let shard = Shard::new(index, count).unwrap();
            let options = PlanOptions {
                shard,
                ..options.clone()
            };
            store(&made.plan(options), contacts)
        })
        .collect()
}

fn put_together(parts: &[Vec<u8>]) -> Result<(Vec<u8>, Summary), Vec<PartIssue>> {
    let mut bytes = Vec::new();
    let open = |part: &Vec<u8>| StoredPlan::open(std::io::Cursor::new(part.clone())).unwrap();
    let parts = parts.iter().map(open).collect();
    let merged = merge::<_, Stop>(parts, &mut |line| {
        bytes.extend_from_slice(line);
        Ok(())
    });
    match merged {
        Ok(summary) => Ok((bytes, summary)),
        Err(Stop::Merge(MergeError::Invalid(issues))) => Err(issues),
        Err(other) => panic!("{other:?}"),
    }
}

/// Each issue as `CODE part line`.
fn refused(parts: &[Vec<u8>]) -> Vec<String> {
    let issues = put_together(parts).expect_err("the parts do not belong together");
    issues
        .iter()
        .map(|PartIssue { part, issue }| {
            let part = part.map_or("-".to_owned(), |part| part.to_string());
            let line = issue.place().map_or(0, |place| place.line);
            format!("{} {part} {line}", issue.code().name())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The parts in any order are the whole, and every part holds alone.
    #[test]
    fn parts_are_the_whole(
        made in made(), options in options(), contacts in contacts(),
        count in 1_u64..7, turn in 0_usize..7,
    ) {
        let whole = store(&made.plan(options.clone()), &contacts);
        let mut parts = shards(&made, &options, &contacts, count);
        for (index, part) in parts.iter().enumerate() {
            let shard = Shard::new(index as u64, count).unwrap();
            let plan = made.plan(PlanOptions { shard, ..options.clone() });
            let found = verify(&plan, &contacts, part);
            prop_assert!(found.holds(), "{:?}", found.broken());
        }
        parts.rotate_left(turn % count as usize);
        let (merged, summary) = put_together(&parts).unwrap();
        prop_assert_eq!(String::from_utf8(merged), String::from_utf8(whole));
        prop_assert_eq!(summary.candidates, summary.sends + summary.skipped_total());
    }

    /// The same holds of what remains after any part of it was sent.
    #[test]
    fn parts_of_what_remains_are_what_remains(
        made in made(), options in options(), contacts in contacts(), take in 0_usize..40,
    ) {
        let whole = String::from_utf8(store(&made.plan(options.clone()), &contacts)).unwrap();
        let sent = whole
            .lines()
            .filter_map(|line| {
                let line: serde_json::Value = serde_json::from_str(line).unwrap();
                line["key"].as_str().map(|key| key.parse().unwrap())
            })
            .take(take)
            .collect();
        let options = PlanOptions { sent, ..options };
        let remaining = store(&made.plan(options.clone()), &contacts);
        let (merged, _) = put_together(&shards(&made, &options, &contacts, 3)).unwrap();
        prop_assert_eq!(String::from_utf8(merged), String::from_utf8(remaining.clone()));
        let found = verify(&made.plan(options), &contacts, &remaining);
        prop_assert!(found.holds(), "{:?}", found.broken());
    }
}

fn sample() -> (Made, PlanOptions, Vec<Contact>) {
    let options = PlanOptions {
        count: Some(2),
        ..PlanOptions::default()
    };
    let contact = |n: u32| Contact::new(&format!("c{n}"), &format!("+22901970000{n:02}"));
    (Made::for_all(), options, (0..20).map(contact).collect())
}

#[test]
fn what_was_sent_before_is_counted_over_all_parts() {
    let (made, options, contacts) = sample();
    let whole = String::from_utf8(store(&made.plan(options.clone()), &contacts)).unwrap();
    let keys = whole.lines().filter_map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["key"].as_str().map(|key| key.parse().unwrap())
    });
    let options = PlanOptions {
        sent: keys.take(9).collect(),
        ..options
    };
    let remaining = store(&made.plan(options.clone()), &contacts);
    let (merged, summary) = put_together(&shards(&made, &options, &contacts, 3)).unwrap();
    assert_eq!(String::from_utf8(merged), String::from_utf8(remaining));
    assert_eq!((summary.already_sent, summary.candidates), (9, 40));
}

#[test]
fn ids_that_nobody_has_come_in_one_order_whatever_the_selector_says() {
    let made = Made {
        recipients: json!({"type": "explicit", "value": IDS}),
        ..Made::for_all()
    };
    let (_, options, _) = sample();
    let contacts = [Contact::new(IDS[2], "+2290197000001")];
    let whole = store(&made.plan(options.clone()), &contacts);
    assert_eq!(
        String::from_utf8_lossy(&whole)
            .matches("CONTACT_NOT_FOUND")
            .count(),
        11
    );
    let (merged, summary) = put_together(&shards(&made, &options, &contacts, 5)).unwrap();
    assert_eq!(merged, whole);
    assert_eq!(summary.skipped_total(), 10);
}

#[test]
fn a_part_that_is_not_there_is_named() {
    let (made, options, contacts) = sample();
    let mut parts = shards(&made, &options, &contacts, 4);
    parts.remove(2);
    let issues = put_together(&parts).unwrap_err();
    assert_eq!(issues[0].part, None);
    assert_eq!(issues[0].issue.message(), "parts are missing: 2/4");
    assert_eq!(refused(&[]), ["PLAN_PART_MISSING - 0"]);
}

#[test]
fn parts_missing_by_the_million_are_named_in_part() {
    let (made, options, contacts) = sample();
    let shard = Shard::new(3, 1_000_000_000_000).unwrap();
    let part = store(&made.plan(PlanOptions { shard, ..options }), &contacts);
    let issues = put_together(&[part]).unwrap_err();
    let message = issues[0].issue.message();
    assert!(message.contains("0/1000000000000, 1/"), "{message}");
    assert!(message.ends_with("(+999999999979)"), "{message}");
}

#[test]
fn a_part_that_is_there_twice_is_named() {
    let (made, options, contacts) = sample();
    let mut parts = shards(&made, &options, &contacts, 2);
    parts.push(parts[1].clone());
    assert_eq!(refused(&parts), ["PLAN_PART_DOUBLE 2 0"]);
}

#[test]
fn parts_of_other_plans_are_named() {
    let (made, options, contacts) = sample();
    let mut parts = shards(&made, &options, &contacts, 3);
    let other = Made {
        recipients: json!({"type": "tags", "value": ["vip"]}),
        ..made.clone()
    };
    parts[1] = shards(&other, &options, &contacts, 3).remove(1);
    parts[2] = shards(&made, &options, &contacts, 4).remove(2);
    assert_eq!(
        refused(&parts),
        ["PLAN_PART_FOREIGN 1 0", "PLAN_PART_FOREIGN 2 0"]
    );
}

#[test]
fn parts_with_other_occurrences_are_named() {
    let (made, options, contacts) = sample();
    let mut parts = shards(&made, &options, &contacts, 2);
    let more = PlanOptions {
        count: Some(3),
        ..options
    };
    parts[1] = shards(&made, &more, &contacts, 2).remove(1);
    let issues = refused(&parts);
    assert_eq!(issues.len(), 1);
    assert!(issues[0].starts_with("PLAN_PART_FOREIGN 1 "), "{issues:?}");
}

/// Parts whose headers say the same, and whose occurrences do not.
#[test]
fn parts_that_stand_at_other_occurrences_are_named() {
    let part = |index: u64, days: &[u32]| {
        let header = format!(r#"{{"kind":"plan","campaign":"ab","shard":"{index}/2"}}"#);
        let line = |(index, day): (usize, &u32)| {
            json!({
                "kind": "occurrence", "index": index, "at": format!("2026-03-{day}T08:00:00Z"),
                "local": format!("2026-03-{day}T09:00:00+01:00"), "notes": [],
            })
        };
        let lines: Vec<_> = days.iter().enumerate().map(line).collect();
        let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
        forged(&header, &lines, &json!({})).into_bytes()
    };
    let (_, whole) = put_together(&[part(0, &[27, 28]), part(1, &[27, 28])]).unwrap();
    assert_eq!(whole.occurrences, 2);
    let refused_at = |days: &[u32], others: &[u32]| refused(&[part(0, days), part(1, others)]);
    // another day, one day less, one day more
    let foreign = ["PLAN_PART_FOREIGN 1 3"];
    assert_eq!(refused_at(&[27, 28], &[27, 29]), foreign);
    assert_eq!(refused_at(&[27, 28], &[27]), foreign);
    assert_eq!(refused_at(&[27], &[27, 28]), foreign);
}

/// Parts of other contacts: the position is in both.
#[test]
fn a_position_in_two_parts_is_named() {
    let (made, options, mut contacts) = sample();
    let mut parts = shards(&made, &options, &contacts, 2);
    contacts.rotate_left(1);
    parts[1] = shards(&made, &options, &contacts, 2).remove(1);
    assert!(refused(&parts)[0].starts_with("PLAN_PART_DOUBLE"));
}

/// Parts of other contacts: a contact has moved to another number and another position.
#[test]
fn a_key_in_two_parts_is_named() {
    let (made, options, mut contacts) = sample();
    let zero = Shard::new(0, 2).unwrap();
    let mut parts = shards(&made, &options, &contacts, 2);
    let in_zero = |contact: &Contact| {
        let phone = flashplan::phone::Phone::parse(&contact.phone).unwrap();
        zero.takes(Some(phone), Some(&contact.id))
    };
    let (from, to) = (
        contacts.iter().position(in_zero).unwrap(),
        contacts
            .iter()
            .position(|contact| !in_zero(contact))
            .unwrap(),
    );
    contacts[to].id = contacts[from].id.clone();
    contacts[from].id = "other".to_owned();
    parts[1] = shards(&made, &options, &contacts, 2).remove(1);
    assert_eq!(refused(&parts), ["PLAN_PART_DOUBLE - 0"]);
}

/// Keys of another campaign are told of, and nothing is left out for them.
#[test]
fn keys_that_leave_nothing_out_are_told_of() {
    let (made, options, contacts) = sample();
    let sent = ["c0", "nobody"].map(|id| {
        let at = "2026-03-27T08:00:00Z".parse().unwrap();
        flashplan::plan::Keys::new(made.plan(options.clone()).fingerprint(), at).of(id)
    });
    let told = |shard| {
        let options = PlanOptions {
            shard,
            ..options.clone()
        };
        let plan = made.plan(options).remaining(sent.into());
        let summary = plan
            .summary::<_, Stop>(&mut crate::inputs::batches(&contacts)[..])
            .unwrap();
        let texts: Vec<String> = summary.issues.iter().map(|issue| issue.message()).collect();
        (summary.already_sent, texts)
    };
    let message = "1 of the 2 keys given as sent are of no send of this plan";
    assert_eq!(told(Shard::WHOLE), (1, vec![message.to_owned()]));
    let of_part = |index| told(Shard::new(index, 2).unwrap());
    assert_eq!(of_part(0).1.len() + of_part(1).1.len(), 0);
}

/// Everything that is wrong with the part is told, not only the first line of it.
#[test]
fn a_part_that_was_changed_is_named_with_its_lines() {
    let (made, options, contacts) = sample();
    let mut parts = shards(&made, &options, &contacts, 2);
    let part = String::from_utf8(parts[1].clone()).unwrap();
    let changed: Vec<String> = part
        .lines()
        .enumerate()
        .map(|(number, line)| match number {
            3 => line.replace("\"to\":\"+", "\"to\":\""),
            5 => line[..line.len() - 1].to_owned(),
            _ => line.to_owned(),
        })
        .collect();
    parts[1] = format!("{}\n", changed.join("\n")).into_bytes();
    let last = changed.len();
    assert_eq!(
        refused(&parts),
        [
            "PHONE_INVALID 1 4".to_owned(),
            "JSON_SYNTAX 1 6".to_owned(),
            format!("PLAN_LAW_BROKEN 1 {last}"),
        ]
    );
}

#[test]
fn of_a_part_as_many_issues_are_told_as_the_limit_says() {
    let broken = r#"{"kind":"plan","campaign":"ab","shard":"0/1"}"#.to_owned() + &"\n{".repeat(9);
    for limit in [1, 2, 5] {
        let limits = Limits::new().issues(limit);
        let part = StoredPlan::open_with(broken.as_bytes(), &limits).unwrap();
        let merged = merge::<_, Stop>(vec![part], &mut |_| Ok(()));
        let Err(Stop::Merge(MergeError::Invalid(issues))) = merged else {
            panic!("{merged:?}");
        };
        assert_eq!(issues.len(), limit);
    }
}

/// Each part goes on from what was sent of it: the whole states no list.
#[test]
fn parts_with_a_list_of_their_own_are_merged() {
    let contacts: Vec<Contact> = (0..9)
        .map(|n| Contact::new(&format!("c{n}"), &format!("+229019700000{n}")))
        .collect();
    let part = |index: u64, sent: &[u128]| {
        let options = PlanOptions {
            count: Some(1),
            shard: Shard::new(index, 2).unwrap(),
            sent: sent.iter().map(|key| Uuid::from_u128(*key)).collect(),
            ..PlanOptions::default()
        };
        store(&Made::for_all().plan(options), &contacts)
    };
    let header = |parts: [Vec<u8>; 2]| {
        let (whole, _) = put_together(&parts).expect("the parts are of one plan");
        let line = whole.split(|b| *b == b'\n').next().unwrap().to_vec();
        serde_json::from_slice::<serde_json::Value>(&line).unwrap()
    };
    let own = header([part(0, &[1]), part(1, &[2])]);
    assert_eq!(own["options"].get("sent"), None);
    let same = header([part(0, &[1]), part(1, &[1])]);
    assert_eq!(same["options"]["sent"]["entries"], 1);
}
