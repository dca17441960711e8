//! Who a plan is for: ids, tags, groups and who is suppressed.

use super::inputs::{codes, contact, of_kind, once, plan, prepare, stream};
use flashplan::audience::{Groups, Match, Suppression};
use flashplan::issue::{Code, Issue};
use flashplan::plan::PlanOptions;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn an_id_that_nobody_has_is_a_candidate_that_is_skipped() {
    let known = "af6c5b7c-ee27-4f94-9ea8-192393746ddd";
    let unknown = "bf6c5b7c-ee27-4f94-9ea8-192393746ddd";
    let recipients = json!({"type": "explicit", "value": [unknown, known]});
    let plan = plan(&recipients, once());
    let contacts = ["c1", &known.to_uppercase()].map(|id| contact(id, "+2290197000001", &[]));
    let (lines, summary) = stream(&plan, &contacts, 10);
    assert_eq!((summary.sends, summary.skipped_total()), (1, 1));
    let skipped = of_kind(&lines, "skipped")[0];
    assert_eq!(skipped["reason"], "CONTACT_NOT_FOUND");
    assert_eq!(skipped["contactId"], unknown);
    assert_eq!(skipped["position"], Value::Null);
}

#[test]
fn who_is_suppressed_by_id_is_suppressed_under_every_record() {
    let mut suppression = Suppression::new();
    suppression.add("c2");
    let options = PlanOptions {
        suppression,
        ..once()
    };
    let contacts = ["c1", "c2"].map(|id| contact(id, "+2290197000001", &[]));
    let plan = plan(&json!({"type": "all"}), options);
    let (lines, _) = stream(&plan, &contacts, 10);
    let reasons: BTreeSet<&str> = of_kind(&lines, "skipped")
        .iter()
        .map(|line| line["reason"].as_str().unwrap())
        .collect();
    assert_eq!(
        (of_kind(&lines, "send").len(), reasons),
        (0, BTreeSet::from(["SUPPRESSED"]))
    );
}

#[test]
fn tags_can_be_asked_for_all_together() {
    let options = PlanOptions {
        matching: Match::All,
        ..once()
    };
    let plan = plan(&json!({"type": "tags", "value": ["vip", "new"]}), options);
    let contacts = [
        contact("c1", "+2290197000001", &["vip"]),
        contact("c2", "+2290197000002", &["new", " vip "]),
        contact("c3", "+2290197000003", &["VIP", "new"]),
    ];
    let (lines, summary) = stream(&plan, &contacts, 10);
    let sent: Vec<&str> = of_kind(&lines, "send")
        .iter()
        .map(|line| line["contactId"].as_str().unwrap())
        .collect();
    assert_eq!(sent, ["c2"]);
    assert_eq!(summary.counts.near_misses, 1);
    assert_eq!(codes(&summary.issues), ["TAG_CASE_NEAR_MISS"]);
}

/// The ids that a group has, of those that are read.
fn of_group(groups: &Groups, id: &str) -> Result<Vec<String>, Vec<(Code, String)>> {
    let recipients = json!({"type": "group", "groupId": id});
    let plan = prepare(&recipients, groups, once()).map_err(|issues| {
        let issue = |issue: &Issue| (issue.code(), issue.path().to_owned());
        issues.iter().map(issue).collect::<Vec<_>>()
    })?;
    let contacts = [1, 2, 3].map(|n| contact(&format!("c{n}"), &format!("+229019700000{n}"), &[]));
    let (lines, _) = stream(&plan, &contacts, 2);
    let ids = lines.iter().filter(|line| line["kind"] == "send");
    Ok(ids
        .filter_map(|line| line["contactId"].as_str().map(str::to_owned))
        .collect())
}

#[test]
fn a_group_takes_its_members_and_one_that_is_not_there_refuses_the_plan() {
    const GROUP: &str = "af6c5b7c-ee27-4f94-9ea8-192393746ddd";
    let mut groups = Groups::new();
    groups.add(&GROUP.to_uppercase(), ["c3".to_owned()]);
    assert_eq!(of_group(&groups, GROUP), Ok(vec!["c3".to_owned()]));
    groups.add(GROUP, ["c1".to_owned(), "c3".to_owned()]);
    assert_eq!(
        of_group(&groups, GROUP),
        Ok(vec!["c1".to_owned(), "c3".to_owned()])
    );
    let refused = of_group(&groups, "bf6c5b7c-ee27-4f94-9ea8-192393746ddd");
    assert_eq!(
        refused,
        Err(vec![(Code::NotFound, "/recipients/groupId".to_owned())])
    );
}
