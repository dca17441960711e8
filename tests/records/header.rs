//! The header states how a plan was made, so that nobody has to know it otherwise.

use crate::inputs::{contacts, made, options, store, verify};
use flashplan::audience::Match;
use flashplan::issue::Issues;
use flashplan::plan::{MissingVariables, PlanOptions, StoredPlan};
use proptest::prelude::*;
use serde_json::{Value, json};

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
    ];
    assert_eq!(
        found,
        names.map(|name| format!("OPTION_INVALID /options/{name}"))
    );
}
