//! Every option by the name and in the form in which a header states it.

use crate::inputs::Made;
use flashplan::plan::PlanOptions;
use serde_json::{Map, Value, json};

/// Each option at a value that it does not have by default, those that need one another together.
fn all() -> Vec<Value> {
    vec![
        json!({"timezone": "Africa/Porto-Novo"}),
        json!({"count": 3}),
        json!({"until": "2026-04-01T00:00:00Z"}),
        json!({"gap": "snap"}),
        json!({"fold": "second"}),
        json!({"excludeDates": ["2026-03-28", "2026-03-29"]}),
        json!({"now": "2026-03-27T10:00:00Z"}),
        json!({"now": "2026-03-27T10:00:00Z", "missed": "once"}),
        json!({"now": "2026-03-27T10:00:00Z", "missed": "late", "lateWithin": 7_200}),
        json!({"quietHours": ["00:00-08:00", "22:00-24:00"]}),
        json!({"quietZone": "contact"}),
        json!({"quietAction": "skip"}),
        json!({"quietAction": "abort"}),
        json!({"minGap": 2}),
        json!({"jitter": 3}),
        json!({"seed": 4}),
        json!({"batchSize": 5, "batchPause": 60}),
        json!({"perMinute": 7}),
        json!({"perHour": 80}),
        json!({"perDay": 900}),
        json!({"warmUp": [10, 20]}),
        json!({"quota": 1_000, "quotaUsed": 5}),
        json!({"quota": 1_000, "quotaUsed": 0, "quotaPolicy": "truncate"}),
        json!({"exclude": {"type": "tags", "value": ["stop"]}}),
        json!({"match": "all"}),
        json!({"missing": "fail"}),
        json!({"missing": "empty"}),
        #[cfg(feature = "locale")]
        json!({"locale": "fr"}),
        json!({"neutralise": true}),
        json!({"neutralise": true, "longestValue": 40}),
    ]
}

/// What the header of a plan says that was made with these options.
fn stated_again(stated: &Map<String, Value>) -> Map<String, Value> {
    let options = PlanOptions::from_stated(stated).unwrap();
    let header = Made::for_all().plan(options).header();
    header["options"].as_object().unwrap().clone()
}

#[test]
fn each_option_is_read_as_it_is_stated() {
    for option in all() {
        let mut stated = option.as_object().unwrap().clone();
        stated.entry("count").or_insert_with(|| json!(2));
        assert_eq!(stated_again(&stated), stated);
    }
    let together: Map<String, Value> = all()
        .iter()
        .flat_map(|option| option.as_object().unwrap().clone())
        .collect();
    assert_eq!(stated_again(&together), together);
}
