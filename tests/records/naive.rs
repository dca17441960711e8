//! The plan against a second opinion that is as simple as can be.

use crate::inputs::{Contact, Stop, batches, contacts, made, naive_lines, options};
use flashplan::plan::Plan;
use proptest::prelude::*;
use serde_json::Value;

/// The lines of the plan, but for those of its occurrences.
fn lines(plan: &Plan, contacts: &[Contact]) -> Vec<Value> {
    let mut lines = Vec::new();
    plan.stream::<_, Stop>(&mut batches(contacts)[..], &mut |_, line| {
        let line: Value = serde_json::from_str(line).unwrap();
        if line["kind"] != "occurrence" {
            lines.push(line);
        }
        Ok(())
    })
    .expect("nothing stops the plan");
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_naive_planner_says_the_same(made in made(), options in options(), contacts in contacts()) {
        let suppressed: &[&str] = if options.suppression.is_empty() {
            &[]
        } else {
            &["+2290197000003", "c7"]
        };
        let plan = made.plan(options);
        let naive = naive_lines(&made, &plan, suppressed, &contacts);
        let ours = lines(&plan, &contacts);
        for (naive, ours) in naive.iter().zip(&ours) {
            prop_assert_eq!(naive, ours);
        }
        prop_assert_eq!(naive.len(), ours.len());
    }
}
