//! 2,882 rules around real changes of clocks, each under five policies: `tests/data/grid.jsonl.gz`,
//! made by `tests/data/make_grid.py` from python-dateutil and zoneinfo.

use chrono::NaiveDateTime;
use flashplan::datetime::{Moment, parse_local};
use flashplan::schedule::{Fold, Gap, MonthOverflow, Rule, Schedule, Zone};
use serde_json::Value;
use std::io::Read as _;

const POLICIES: [(&str, Gap, Fold); 5] = [
    ("shift_first", Gap::Shift, Fold::First),
    ("shift_second", Gap::Shift, Fold::Second),
    ("snap_first", Gap::Snap, Fold::First),
    ("earlier_first", Gap::Earlier, Fold::First),
    ("skip_first", Gap::Skip, Fold::First),
];

#[test]
fn the_grid_agrees_under_every_policy() {
    let packed = include_bytes!("../data/grid.jsonl.gz");
    let mut grid = String::new();
    flate2::read::GzDecoder::new(&packed[..])
        .read_to_string(&mut grid)
        .expect("packed text");
    let (mut cases, mut wrong) = (0, Vec::new());
    for line in grid.lines() {
        let case: Value = serde_json::from_str(line).expect("a JSON line");
        for (policy, gap, fold) in POLICIES {
            cases += 1;
            if expected(&case, policy) != instants(&case, gap, fold) {
                wrong.push(format!("{} {policy}", case["id"]));
            }
        }
    }
    assert_eq!(cases, 14_410);
    assert!(
        wrong.is_empty(),
        "{} of {cases}: {:?}",
        wrong.len(),
        &wrong[..wrong.len().min(20)]
    );
}

fn expected(case: &Value, policy: &str) -> Vec<i64> {
    let list = case["expect"][policy].as_array().expect("a list");
    list.iter()
        .map(|at| at.as_i64().expect("seconds"))
        .collect()
}

fn instants(case: &Value, gap: Gap, fold: Fold) -> Vec<i64> {
    let text = |name: &str| case[name].as_str().expect("a text");
    let wall = |text: &str| -> NaiveDateTime { parse_local(text).expect("a wall time") };
    let overflow = match text("month_overflow") {
        "clamp" => MonthOverflow::LastDay,
        _ => MonthOverflow::Skip,
    };
    let excluded = case["exdates"].as_array().expect("a list");
    let excluded = excluded
        .iter()
        .map(|text| Moment::Local(wall(text.as_str().expect("a text"))));
    let schedule = Schedule::starting(
        wall(text("dtstart")),
        Rule::parse(text("rule")).expect("a rule"),
    )
    .zone(Zone::named(text("zone")).expect("a zone"))
    .gap(gap)
    .fold(fold)
    .month_overflow(overflow)
    .exclude(excluded)
    .build()
    .expect("a schedule");
    schedule.instants().collect()
}
