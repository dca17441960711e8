//! A small plan byte for byte: what is stated of it, what is written of each entry, and what is left out.

use crate::inputs::{Contact, Made, store};
use flashplan::plan::PlanOptions;
use serde_json::json;
use std::path::Path;

#[test]
fn a_small_plan_has_the_bytes_that_stand_in_the_tree() {
    let people = [
        Contact::new("c 1", "+2290197000001"),
        Contact::new("c2", "+229 01 97 00 00 01"),
        Contact {
            points: None,
            ..Contact::new("c3", "+2290197000003")
        },
        Contact {
            points: Some("a\tb\rc".to_owned()),
            ..Contact::new("\u{1f}~\u{7f}\\", "00229 0197000004")
        },
    ];
    let options = PlanOptions {
        count: Some(2),
        ..PlanOptions::default()
    };
    let plan = Made::for_all().plan(options);
    // what is as it is by default is not stated
    assert_eq!(plan.header()["options"], json!({"count": 2}));
    let stored = String::from_utf8(store(&plan, &people)).unwrap();
    let (_, lines) = stored.split_once('\n').unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records/written.jsonl");
    let expected = std::fs::read_to_string(file).unwrap();
    assert_eq!(lines, expected);
}
