//! What becomes of a contact by its own fields, and the rows of a batch with their positions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/made.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod made;

use flashplan::audience::{Batch, Reason, Suppression, SurveyCounts};
use flashplan::campaign::Recipients;
use flashplan::contact::TableBuilder;
use flashplan::issue::{Issue, Language};
use flashplan::plan::{Candidate, Draft, PlanOptions, QuietZone, Shard, settle_ids, settle_phones};
use made::{Contact, Made, Stop, batches};
use serde_json::{Value, json};

const FIELDS: [&str; 4] = ["id", "phone", "deletedAt", "points"];

fn cases() -> Vec<Value> {
    let cases = include_str!("audience/outcomes.jsonl").lines();
    cases
        .map(|case| serde_json::from_str(case).unwrap())
        .collect()
}

/// The contacts of the cases, each with what the template asks for.
fn batch(cases: &[Value]) -> Batch {
    let mut builder = TableBuilder::new(FIELDS);
    for case in cases {
        for field in FIELDS {
            match case[field].as_str() {
                Some(text) => builder.text(text).unwrap(),
                None if field == "points" => builder.text("1").unwrap(),
                None => builder.missing(),
            }
        }
    }
    let unreadable = (0..cases.len()).filter(|row| cases[*row]["unreadable"] == true);
    Batch::new(builder.finish(), 0, unreadable.collect())
}

/// A line of a plan as a case has it: the number, with the id where that is not as it was written, or the
/// reason and the contact that has the id or the number.
fn outcome(line: &Value, case: &Value) -> String {
    let text = |name: &str| line[name].as_str().unwrap_or_default();
    let other = match line["kind"].as_str() {
        Some("send") if case["id"] != line["contactId"] => text("contactId"),
        _ => text("of"),
    };
    format!("{}{} {other}", text("to"), text("reason"))
        .trim()
        .to_owned()
}

#[test]
fn each_contact_has_the_outcome_of_its_fields() {
    let cases = cases();
    let plan = Made::for_all().plan(PlanOptions {
        count: Some(1),
        ..PlanOptions::default()
    });
    let mut lines: Vec<Value> = Vec::new();
    let summary = plan.stream::<_, Stop>(&mut [batch(&cases)][..], &mut |_, line| {
        lines.push(serde_json::from_str(line).unwrap());
        Ok(())
    });
    assert_eq!(summary.unwrap().candidates, cases.len() as u64);
    lines.retain(|line| line["kind"] != "occurrence");
    for case in &cases {
        let position = cases.iter().position(|other| other == case).unwrap();
        let line = lines
            .iter()
            .find(|line| line["position"] == position as u64);
        let found = outcome(line.expect("a line for each"), case);
        assert_eq!(found, case["outcome"], "{}", case["case"]);
    }
}

/// What a plan with these options says of contacts with these tags: the counts of who was nearly taken and nearly
/// left out, and the codes of the warnings.
fn told(recipients: &Value, options: PlanOptions, tags: &[&[&str]]) -> (u64, u64, Vec<String>) {
    let made = Made {
        recipients: recipients.clone(),
        ..Made::for_all()
    };
    let contacts: Vec<Contact> = (0..).zip(tags).map(|(n, tags)| tagged(n, tags)).collect();
    let plan = made.plan(PlanOptions {
        count: Some(1),
        ..options
    });
    let summary = plan
        .summary::<_, Stop>(&mut batches(&contacts)[..])
        .unwrap();
    // each batch by itself counts the same
    let mut counts = SurveyCounts::default();
    for batch in &batches(&contacts) {
        counts += plan.drafts(batch, &mut |_| {});
    }
    assert_eq!(counts, summary.counts);
    let issue = |issue: &Issue| format!("{} {}", issue.code().name(), issue.message());
    let issues = summary.issues.iter().map(issue).collect();
    (
        summary.counts.near_misses,
        summary.counts.near_excluded,
        issues,
    )
}

fn tagged(n: u32, tags: &[&str]) -> Contact {
    Contact {
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        ..Contact::new(&format!("c{n}"), &format!("+22901970{n:05}"))
    }
}

#[test]
fn tags_of_another_case_are_told_of() {
    let vip = json!({"type": "tags", "value": ["été", "k"]});
    // the last two are a Kelvin sign and an accent of its own: one is a K, the other no é
    let tags: &[&[&str]] = &[
        &["été"],
        &["ÉTÉ"],
        &["K"],
        &["x"],
        &["\u{212a}"],
        &["e\u{301}te\u{301}"],
    ];
    let (missed, excluded, issues) = told(&vip, PlanOptions::default(), tags);
    assert_eq!((missed, excluded, issues.len()), (3, 0, 1), "{issues:?}");
    let stop = || PlanOptions {
        exclude: Some(Recipients::Tags(vec!["stop".to_owned()])),
        ..PlanOptions::default()
    };
    let all = json!({"type": "all"});
    let (missed, excluded, issues) = told(&all, stop(), &[&["Stop"], &["stop"], &["stops"], &[]]);
    assert_eq!((missed, excluded), (0, 1));
    assert!(issues[0].starts_with("TAG_CASE_NEAR_MISS"), "{issues:?}");
    let (.., issues) = told(&all, stop(), &[&["stop"], &[]]);
    assert_eq!(issues, [""; 0]);
}

#[test]
fn nobody_left_is_told_of_with_the_reason_that_most_have() {
    let all = json!({"type": "all"});
    let mut suppression = Suppression::new();
    suppression.add("c3");
    let options = |tag: &str| PlanOptions {
        exclude: Some(Recipients::Tags(vec![tag.to_owned()])),
        suppression: suppression.clone(),
        ..PlanOptions::default()
    };
    let tags: &[&[&str]] = &[&["stop"], &["stop"], &["stop"], &[]];
    let (.., issues) = told(&all, options("stop"), tags);
    assert!(
        issues.len() == 1 && issues[0].contains("EXCLUDED"),
        "{issues:?}"
    );
    let (.., issues) = told(&all, options("other"), tags);
    assert_eq!(issues, [""; 0]);
}

#[test]
fn zones_that_nobody_knows_are_counted() {
    let options = PlanOptions {
        quiet_zone: QuietZone::Contact,
        count: Some(2),
        ..PlanOptions::default()
    };
    let plan = Made::for_all().plan(options);
    let told = |zones: [&'static str; 3]| {
        let in_zone = |(n, zone)| Contact {
            zone,
            ..tagged(n, &[])
        };
        let contacts: Vec<Contact> = (0..).zip(zones).map(in_zone).collect();
        let summary = plan
            .summary::<_, Stop>(&mut batches(&contacts)[..])
            .unwrap();
        let issue = |issue: &Issue| (issue.code().name(), issue.message());
        summary.issues.iter().map(issue).collect::<Vec<_>>()
    };
    assert_eq!(told(["", "Asia/Tokyo", "Asia/Tokyo"]), []);
    let issues = told(["Mars/Base", "Asia/Tokyo", "Mars/Dome"]);
    assert!(
        issues.len() == 1 && issues[0].0 == "TZ_FALLBACK",
        "{issues:?}"
    );
    assert!(issues[0].1.contains('2'), "{issues:?}");
}

#[test]
fn counts_of_contacts_add_up() {
    let one = SurveyCounts {
        contacts: 9,
        candidates: 5,
        near_misses: 4,
        near_excluded: 3,
        possible_duplicates: 7,
    };
    let mut sum = one;
    sum += one;
    let twice = SurveyCounts {
        contacts: 18,
        candidates: 10,
        near_misses: 8,
        near_excluded: 6,
        possible_duplicates: 14,
    };
    assert_eq!(sum, twice);
}

/// What a person reads of each reason, in both languages.
#[test]
fn reasons_are_told_in_words() {
    let told = Reason::ALL.map(|reason| {
        assert_eq!(reason.words(), reason.words_in(Language::English));
        let french = reason.words_in(Language::French);
        format!("{}\t{}\t{french}", reason.name(), reason.words())
    });
    let written: Vec<&str> = include_str!("audience/reasons.txt").lines().collect();
    assert_eq!(told.to_vec(), written);
}

fn named(ids: &[&str]) -> Batch {
    let mut builder = TableBuilder::new(["id"]);
    ids.iter().for_each(|id| builder.text(id).unwrap());
    Batch::new(builder.finish(), 10, Vec::new())
}

#[test]
fn rows_have_positions_and_positions_rows() {
    let batch = named(&["a", "b", "c"]);
    let positions: Vec<u64> = (0..3).map(|row| batch.position(row)).collect();
    assert_eq!(positions, [10, 11, 12]);
    let rows = [9, 10, 12, 13].map(|position| batch.row_at(position));
    assert_eq!(rows, [None, Some(0), Some(2), None]);
}

#[test]
fn positions_that_are_given_ascend_and_are_as_many_as_rows() {
    let at = |positions: &[u64]| named(&["a", "b", "c"]).at(positions.to_vec());
    for refused in [
        &[1, 1, 2][..],
        &[3, 2, 1],
        &[1, 3, 2],
        &[1, 2],
        &[1, 2, 3, 4],
    ] {
        assert!(at(refused).is_none(), "{refused:?}");
    }
    let batch = at(&[1, 5, u64::MAX]).unwrap();
    let rows = [0, 1, 4, 5, u64::MAX].map(|position| batch.row_at(position));
    assert_eq!(rows, [None, Some(0), None, Some(1), Some(2)]);
    assert_eq!(batch.position(2), u64::MAX);
}

#[test]
fn a_time_zone_is_a_column_of_its_own_or_in_meta() {
    let mut builder = TableBuilder::new(["id", "meta.timezone", "meta"]);
    for (own, meta) in [
        (Some("Asia/Tokyo"), json!({"timezone": "Europe/Paris"})),
        (Some(" "), json!({"timezone": " Europe/Paris "})),
        (None, json!({"timezone": "  "})),
        (None, json!({"timezone": 1})),
        (None, json!({})),
    ] {
        builder.text("c").unwrap();
        match own {
            Some(own) => builder.text(own).unwrap(),
            None => builder.missing(),
        }
        builder.value(&meta).unwrap();
    }
    let batch = Batch::new(builder.finish(), 0, Vec::new());
    let zones: Vec<Option<&str>> = (0..5).map(|row| batch.time_zone(row)).collect();
    let found = [Some("Asia/Tokyo"), Some("Europe/Paris"), None, None, None];
    assert_eq!(zones, found);
}

/// Where no machine sees all contacts, a contact has the outcome that it has where one does.
#[test]
fn drafts_have_the_outcomes_of_the_fields() {
    let batch = batch(&cases());
    let plan = Made::for_all().plan(PlanOptions {
        count: Some(1),
        ..PlanOptions::default()
    });
    let mut drafts = Vec::new();
    plan.drafts(&batch, &mut |draft| drafts.push(draft));
    settle_ids(&mut drafts);
    settle_phones(&mut drafts);
    drafts.sort_by_key(Draft::position);
    let settled: Vec<Candidate> = drafts
        .into_iter()
        .filter_map(Draft::into_candidate)
        .collect();
    let mut candidates = Vec::new();
    plan.outcomes::<_, Stop>(&mut [batch][..], &mut |candidate| {
        candidates.push(candidate);
        Ok(())
    })
    .unwrap();
    assert_eq!(settled, candidates);
}

#[test]
fn ids_that_stand_twice_and_ids_that_nobody_has_are_counted_once_for_all_occurrences() {
    let explicit = json!({"type": "explicit", "value": [made::IDS[0], made::IDS[1], made::IDS[2]]});
    let contacts =
        ["+2290197000001", "+2290197000002"].map(|phone| Contact::new(made::IDS[0], phone));
    let said = |contacts: &[Contact], count| {
        let made = Made {
            recipients: explicit.clone(),
            ..Made::for_all()
        };
        let plan = made.plan(PlanOptions {
            count: Some(count),
            ..PlanOptions::default()
        });
        let summary = plan.summary::<_, Stop>(&mut batches(contacts)[..]).unwrap();
        let numbers = |issue: &Issue| {
            let message = issue.message();
            let number = message.rsplit(' ').next().unwrap_or_default().to_owned();
            format!("{} {number}", issue.code().name())
        };
        summary.issues.iter().map(numbers).collect::<Vec<_>>()
    };
    for count in [1, 3] {
        assert_eq!(said(&contacts, count), ["DUPLICATE_VALUE 1", "NOT_FOUND 2"]);
    }
    let all = [0, 1, 2].map(|n| Contact::new(made::IDS[n], &format!("+229019700000{n}")));
    assert_eq!(said(&all, 3), [""; 0]);
}

/// Who is skipped for a number stands in the part of the one that has it.
#[test]
fn a_number_is_in_one_shard_whoever_has_it() {
    let person = |n: u32| Contact::new(&format!("c{n}"), &format!("+22901970{:05}", n / 2));
    let contacts: Vec<Contact> = (0..40).map(person).collect();
    for index in 0..4 {
        let plan = Made::for_all().plan(PlanOptions {
            shard: Shard::new(index, 4).unwrap(),
            count: Some(1),
            ..PlanOptions::default()
        });
        let (mut sent, mut skipped) = (Vec::new(), Vec::new());
        plan.stream::<_, Stop>(&mut batches(&contacts)[..], &mut |_, line| {
            let line: Value = serde_json::from_str(line).unwrap();
            match line["kind"].as_str().unwrap() {
                "send" => sent.push(line["contactId"].clone()),
                "skipped" => skipped.push(line["of"].clone()),
                _ => {}
            }
            Ok(())
        })
        .unwrap();
        assert!(!sent.is_empty());
        assert_eq!(sent, skipped, "part {index}");
    }
}
