//! The header states how a plan was made, so that nobody has to know it otherwise.

use crate::inputs::{Contact, Made, contacts, made, options, store, verify};
use flashplan::audience::{Match, Suppression};
use flashplan::issue::Issues;
use flashplan::plan::{MissingVariables, PlanOptions, StoredPlan};
use flashplan::schedule::Zone;
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

fn stated(header: &Value) -> Result<PlanOptions, Issues> {
    let line = header.to_string();
    let plan = StoredPlan::open(line.as_bytes()).expect("the header can be read");
    plan.header().options()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_plan_is_verified_with_nothing_but_what_its_header_states(
        made in made(), options in options(), contacts in contacts(), all_tags in any::<bool>(), seed in any::<u64>(),
        empty in any::<bool>(), dates in prop::collection::vec(0_i32..200_000, 0..3),
    ) {
        let mut options = options;
        options.pace.seed = seed;
        options.matching = if all_tags { Match::All } else { Match::Any };
        options.missing = if empty { MissingVariables::Empty } else { MissingVariables::Skip };
        let date = |day| chrono::NaiveDate::from_num_days_from_ce_opt(700_000 + day).unwrap();
        options.exclude_dates = dates.into_iter().map(date).collect();
        let plan = made.plan(options.clone());
        let again = PlanOptions { suppression: options.suppression, ..stated(&plan.header()).unwrap() };
        prop_assert_eq!(&again.pace, &options.pace);
        let again = made.plan(again);
        prop_assert_eq!(again.header(), plan.header());
        let found = verify(&again, &contacts, &store(&plan, &contacts));
        prop_assert!(found.holds(), "{:?}", found.broken());
    }
}

#[test]
fn an_option_that_is_not_known_is_refused_by_its_name() {
    let header = |options: Value| json!({"kind": "plan", "campaign": "ab", "shard": "0/1", "options": options});
    assert!(stated(&header(json!({}))).is_ok());
    assert!(stated(&header(Value::Null)).is_ok());
    let wrong = json!({
        "count": -1, "until": "soon", "gap": "wide", "quietHours": ["00:00-24:00"], "perHour": 4_294_967_296_u64,
        "timezone": "Mars/Base", "exclude": {"type": "none"}, "warmUp": [1, "2"], "moon": "full", "missing": "skip",
        "longestValue": 3,
    });
    let issues = stated(&header(wrong)).unwrap_err();
    let found: Vec<String> = issues
        .iter()
        .map(|issue| format!("{} {}", issue.code().name(), issue.path()))
        .collect();
    let names = [
        "count",
        "until",
        "gap",
        "quietHours",
        "perHour",
        "timezone",
        "exclude",
        "warmUp",
        "moon",
        "longestValue",
    ];
    assert_eq!(
        found,
        names.map(|name| format!("OPTION_INVALID /options/{name}"))
    );
}

fn people() -> Vec<Contact> {
    (0..3)
        .map(|n| Contact::new(&format!("c{n}"), &format!("+229019700000{n}")))
        .collect()
}

fn listed(entries: &[&str], sent: &[u128]) -> PlanOptions {
    let mut suppression = Suppression::new();
    entries.iter().for_each(|entry| suppression.add(entry));
    PlanOptions {
        count: Some(1),
        suppression,
        sent: sent.iter().map(|key| Uuid::from_u128(*key)).collect(),
        ..PlanOptions::default()
    }
}

/// What is said first of a plan that was made with one list and is verified with another.
fn said(made_with: &PlanOptions, verified_with: PlanOptions) -> Option<String> {
    let stored = store(&Made::for_all().plan(made_with.clone()), &people());
    let found = verify(&Made::for_all().plan(verified_with), &people(), &stored);
    found.broken().first().map(|first| first.issue.message())
}

#[test]
fn another_list_is_told_from_the_one_that_it_was() {
    let lists = |lists: &str| {
        let text = "the plan was made with other lists, each with its entries then and now:";
        Some(format!("{text} {lists}"))
    };
    let with = listed(&["c0", "+22961"], &[1, 2]);
    // in another order, and written otherwise
    assert_eq!(said(&with, listed(&[" +22961", "c0", "c0"], &[2, 1])), None);
    assert_eq!(
        said(&with, listed(&["c0"], &[1, 2])),
        lists("suppressed 2 → 1")
    );
    assert_eq!(
        said(&with, listed(&["c0", "+22962"], &[1, 3])),
        lists("suppressed 2 → 2, sent 2 → 2")
    );
    assert_eq!(
        said(&with, listed(&[], &[])),
        lists("suppressed 2 → 0, sent 2 → 0")
    );
    // also where the list has nobody who is in the plan
    let stranger = listed(&["stranger"], &[]);
    assert_eq!(said(&listed(&[], &[]), stranger), lists("suppressed 0 → 1"));
    let other = PlanOptions {
        count: Some(2),
        ..listed(&[], &[])
    };
    let all = "the plan was made otherwise: options.count, options.suppressed, options.sent";
    assert_eq!(said(&with, other).as_deref(), Some(all));
}

#[test]
fn no_list_can_be_read_in_a_header() {
    let header = Made::for_all()
        .plan(listed(&["+2290197000001"], &[7]))
        .header();
    let text = header.to_string();
    assert!(!text.contains("97000001"), "{text}");
    assert_eq!(header["options"]["suppressed"]["entries"], 1);
    assert_eq!(header["options"]["sent"]["entries"], 1);
    // and the plan itself does not depend on what its header says
    assert!(stated(&header).is_ok());
}

#[test]
fn an_offset_is_stated_and_read_again() {
    let offset = chrono::FixedOffset::east_opt(3_600).unwrap();
    let options = PlanOptions {
        zone: Some(Zone::fixed(offset)),
        ..listed(&[], &[])
    };
    let plan = Made::for_all().plan(options);
    let again = stated(&plan.header()).unwrap();
    assert_eq!(Made::for_all().plan(again).header(), plan.header());
}

#[test]
fn how_contacts_were_read_is_stated_in_the_words_of_the_host() {
    let mut options = listed(&[], &[]);
    options.contacts = json!({"country": "BJ"}).as_object().unwrap().clone();
    assert_eq!(
        Made::for_all().plan(options.clone()).header()["contacts"],
        json!({"country": "BJ"})
    );
    let otherwise = said(&options, listed(&[], &[]));
    assert_eq!(
        otherwise.as_deref(),
        Some("the plan was made otherwise: contacts")
    );
}
