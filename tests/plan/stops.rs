//! What stops a plan, and what is skipped or told of where it does not.

use super::inputs::{codes, of_kind, once, people, plan, prepare, stopped, stream};
use flashplan::audience::{Groups, Reason};
use flashplan::plan::{MissingVariables, PlanOptions, Quota, QuotaPolicy};
use serde_json::json;

#[test]
fn a_repeating_campaign_needs_an_end() {
    let all = json!({"type": "all"});
    let refused = prepare(&all, &Groups::new(), PlanOptions::default()).unwrap_err();
    assert_eq!(codes(&refused), ["PLAN_UNBOUNDED"]);
}

fn quota(monthly: u64, used: u64, policy: QuotaPolicy) -> PlanOptions {
    PlanOptions {
        count: Some(10),
        quota: Some(Quota {
            monthly,
            used,
            policy,
        }),
        ..PlanOptions::default()
    }
}

#[test]
fn the_quota_counts_by_utc_months() {
    // five occurrences in March, from the 27th on, and five in April
    let all = json!({"type": "all"});
    let (_, summary) = stream(&plan(&all, quota(10, 0, QuotaPolicy::Warn)), &people(2), 10);
    assert!(summary.issues.is_empty(), "ten in each month are covered");
    let months: Vec<(String, u64)> = summary
        .months
        .iter()
        .map(|(month, n)| (month.to_string(), *n))
        .collect();
    assert_eq!(
        months,
        [("2026-03".to_owned(), 10), ("2026-04".to_owned(), 10)]
    );

    let (lines, summary) = stream(&plan(&all, quota(10, 1, QuotaPolicy::Warn)), &people(2), 10);
    assert_eq!(
        (codes(&summary.issues), of_kind(&lines, "send").len()),
        (vec!["QUOTA_EXCEEDED"], 20)
    );
    let message = summary.issues.as_slice()[0].message();
    assert!(message.contains("position 1 of occurrence 4"), "{message}");

    let (lines, summary) = stream(
        &plan(&all, quota(10, 3, QuotaPolicy::Truncate)),
        &people(2),
        10,
    );
    assert_eq!(
        (
            of_kind(&lines, "send").len(),
            summary.skipped[&Reason::OverQuota]
        ),
        (17, 3)
    );

    assert!(
        stopped(&plan(&all, quota(10, 1, QuotaPolicy::Fail)), &people(2))
            .contains("QUOTA_EXCEEDED")
    );
    let covered = plan(&all, quota(10, 0, QuotaPolicy::Fail));
    assert_eq!(stream(&covered, &people(2), 10).1.sends, 20);
}

#[test]
fn a_contact_that_lacks_a_variable_is_skipped_or_stops_the_plan_or_prints_nothing() {
    let mut contacts = people(2);
    contacts[1].points = None;
    let with = |missing| {
        let options = PlanOptions { missing, ..once() };
        plan(&json!({"type": "all"}), options)
    };
    let (lines, _) = stream(&with(MissingVariables::Skip), &contacts, 10);
    let skipped = of_kind(&lines, "skipped");
    assert_eq!(
        (skipped.len(), &skipped[0]["variables"]),
        (1, &json!(["contact.points"]))
    );
    assert!(stopped(&with(MissingVariables::Fail), &contacts).contains("VARIABLES_MISSING"));
    let (lines, _) = stream(&with(MissingVariables::Empty), &contacts, 10);
    assert_eq!(of_kind(&lines, "send")[1]["body"], "X p1 ");
}

#[test]
fn only_a_policy_that_can_stop_a_plan_may() {
    let may_stop = |options: PlanOptions| plan(&json!({"type": "all"}), options).may_stop();
    assert!(!may_stop(once()));
    assert!(may_stop(PlanOptions {
        missing: MissingVariables::Fail,
        ..once()
    }));
    let quota = |policy| {
        Some(Quota {
            monthly: 1,
            used: 0,
            policy,
        })
    };
    assert!(may_stop(PlanOptions {
        quota: quota(QuotaPolicy::Fail),
        ..once()
    }));
    assert!(!may_stop(PlanOptions {
        quota: quota(QuotaPolicy::Truncate),
        ..once()
    }));
}
