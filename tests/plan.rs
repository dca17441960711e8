//! The laws of a plan, over contacts as they come: equal numbers and ids, numbers of every form,
//! tags, missing values, suppressed and excluded ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use flashplan::audience::{Batch, Groups, Match, Reason, Suppression};
use flashplan::campaign::{Campaign, Recipients};
use flashplan::catalogue::{TemplateDefinition, read_templates};
use flashplan::contact::TableBuilder;
use flashplan::issue::Code;
use flashplan::pace::{Caps, Pace, QuietAction};
use flashplan::phone::Phone;
use flashplan::plan::{
    Entry, Inputs, MissingVariables, Never, Plan, PlanOptions, PlanStopped, QuietZone, Quota,
    QuotaPolicy, Shard, Summary,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashSet};

const TEMPLATE: &str = "c92a98e0-6540-51d7-a450-312fe94658a9";

/// Why a plan did not come to its end.
#[derive(Debug)]
struct Stop {
    why: String,
}

impl From<Never> for Stop {
    fn from(never: Never) -> Self {
        match never {}
    }
}

impl From<PlanStopped> for Stop {
    fn from(stopped: PlanStopped) -> Self {
        Self {
            why: stopped.to_string(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Contact {
    id: String,
    phone: String,
    tags: Vec<String>,
    points: Option<String>,
}

fn campaign(recipients: &Value) -> Campaign {
    let json = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
        "name": "laws",
        "schedule": "2026-03-27T09:00:00+01:00",
        "repeat": "daily",
        "templateId": TEMPLATE,
        "variables": {"code": "X"},
        "recipients": recipients,
    });
    Campaign::read(json.to_string().as_bytes())
        .into_result()
        .expect("the campaign is valid")
}

fn templates() -> Vec<TemplateDefinition> {
    let json = json!([{
        "id": TEMPLATE, "name": "t", "type": "text",
        "body": "{{custom.code}} {{contact.id}} {{contact.points}}",
    }]);
    read_templates(json.to_string().as_bytes())
        .into_result()
        .expect("the template is valid")
}

fn plan(recipients: &Value, options: PlanOptions) -> Plan {
    let (campaign, templates, groups) = (campaign(recipients), templates(), Groups::new());
    let inputs = Inputs {
        campaign: &campaign,
        templates: &templates,
        instances: None,
        user: &Map::new(),
        groups: &groups,
    };
    Plan::prepare(&inputs, options).expect("the plan can be made")
}

/// Contacts as batches of `size`.
fn batches(contacts: &[Contact], size: usize) -> Vec<Batch> {
    let mut first = 0;
    contacts
        .chunks(size)
        .map(|chunk| {
            let mut builder = TableBuilder::new(["id", "phone", "tags", "points"]);
            for contact in chunk {
                builder.text(&contact.id).unwrap();
                builder.text(&contact.phone).unwrap();
                builder
                    .list(contact.tags.iter().map(String::as_str))
                    .unwrap();
                match &contact.points {
                    Some(points) => builder.text(points).unwrap(),
                    None => builder.missing(),
                }
            }
            let batch = Batch::new(builder.finish(), first, Vec::new());
            first += chunk.len() as u64;
            batch
        })
        .collect()
}

fn stream(plan: &Plan, contacts: &[Contact], size: usize) -> (Vec<Value>, Summary) {
    let mut lines = Vec::new();
    let summary = plan
        .stream::<_, Stop>(&mut batches(contacts, size)[..], &mut |entry, line| {
            assert!(matches!(
                entry,
                Entry::Occurrence(_) | Entry::Send(_) | Entry::Skipped(_)
            ));
            lines.push(serde_json::from_str(line).expect("a line is JSON"));
            Ok(())
        })
        .expect("nothing stops the plan");
    (lines, summary)
}

fn of_kind<'a>(lines: &'a [Value], kind: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["kind"] == kind).collect()
}

/// What says who a line is about: the occurrence and the position, null for an id that nobody has.
fn place(line: &Value) -> (u64, u64) {
    (
        line["occurrence"].as_u64().unwrap(),
        line["position"].as_u64().unwrap_or(u64::MAX),
    )
}

fn contact() -> impl Strategy<Value = Contact> {
    let phone = prop::sample::select(vec![
        "+2290197000001",
        "+229 01 97 00 00 01",
        "+2290197000002",
        "+2290197000003",
        "00229 0197000004",
        "97000005",
        "",
        "no number",
        "+33612345678",
    ]);
    let tags = prop::collection::vec(
        prop::sample::select(vec!["vip", "new", "VIP", "stop"]),
        0..3,
    );
    let id = (0_u32..40).prop_map(|n| format!("c{n}"));
    (id, phone, tags, prop::option::of(0_u32..100)).prop_map(|(id, phone, tags, points)| Contact {
        id,
        phone: phone.to_owned(),
        tags: tags.into_iter().map(str::to_owned).collect(),
        points: points.map(|n| n.to_string()),
    })
}

fn contacts() -> impl Strategy<Value = Vec<Contact>> {
    prop::collection::vec(contact(), 0..40)
}

fn recipients() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!({"type": "all"}),
        json!({"type": "tags", "value": ["vip"]}),
        json!({"type": "tags", "value": ["vip", "new"]}),
    ])
}

fn options() -> impl Strategy<Value = PlanOptions> {
    (
        1_u64..4,
        any::<bool>(),
        any::<bool>(),
        prop::option::of(1_u32..5),
    )
        .prop_map(|(count, exclude, suppress, cap)| {
            let mut suppression = Suppression::new();
            if suppress {
                suppression.add("+2290197000003");
                suppression.add("c7");
            }
            PlanOptions {
                count: Some(count),
                exclude: exclude.then(|| Recipients::Tags(vec!["stop".to_owned()])),
                suppression,
                pace: Pace {
                    min_gap: 1,
                    caps: Caps {
                        per_minute: cap,
                        ..Caps::default()
                    },
                    ..Pace::default()
                },
                ..PlanOptions::default()
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// F8: planned and skipped are disjoint and together the candidates, in every occurrence.
    #[test]
    fn every_candidate_is_sent_to_or_skipped_once(
        contacts in contacts(), recipients in recipients(), options in options(),
    ) {
        let plan = plan(&recipients, options);
        let (lines, summary) = stream(&plan, &contacts, 7);
        prop_assert_eq!(summary.candidates, summary.sends + summary.skipped_total());
        prop_assert_eq!(summary.candidates, summary.counts.candidates * summary.occurrences);
        let tags: Option<Vec<&str>> =
            recipients["value"].as_array().map(|tags| tags.iter().filter_map(Value::as_str).collect());
        let expected: Vec<u64> = (0..)
            .zip(&contacts)
            .filter(|(_, c)| tags.as_ref().is_none_or(|tags| c.tags.iter().any(|own| tags.contains(&own.as_str()))))
            .map(|(position, _)| position)
            .collect();
        for occurrence in 0..summary.occurrences {
            let positions: Vec<u64> = lines
                .iter()
                .filter(|line| line["kind"] != "occurrence" && line["occurrence"] == occurrence)
                .map(|line| line["position"].as_u64().unwrap())
                .collect();
            prop_assert_eq!(&positions, &expected);
        }
    }

    /// F9: in an occurrence no two sends share a number or a key, and a key names one send of the plan.
    #[test]
    fn numbers_and_keys_are_unique(contacts in contacts(), recipients in recipients(), options in options()) {
        let plan = plan(&recipients, options);
        let (lines, _) = stream(&plan, &contacts, 5);
        let sends = of_kind(&lines, "send");
        let keys: HashSet<&str> = sends.iter().map(|send| send["key"].as_str().unwrap()).collect();
        prop_assert_eq!(keys.len(), sends.len());
        let numbers: HashSet<(u64, &str)> =
            sends.iter().map(|send| (send["occurrence"].as_u64().unwrap(), send["to"].as_str().unwrap())).collect();
        prop_assert_eq!(numbers.len(), sends.len());
    }

    /// F9: the lowest position wins, and the loser names the winner.
    #[test]
    fn the_lowest_position_wins(contacts in contacts(), options in options()) {
        let plan = plan(&json!({"type": "all"}), options);
        let (lines, _) = stream(&plan, &contacts, 6);
        for skipped in of_kind(&lines, "skipped") {
            if skipped["reason"] == Reason::DuplicatePhone.name() {
                let (occurrence, position) = place(skipped);
                let winner = lines.iter().find(|line| {
                    line["kind"] != "occurrence"
                        && line["contactId"] == skipped["of"]
                        && line["occurrence"] == occurrence
                        && line["reason"] != Reason::DuplicateId.name()
                });
                let winner = winner.expect("the winner is in the plan");
                prop_assert!(place(winner).1 < position);
            }
        }
    }

    /// F9: keys do not change when the contacts are shuffled, and the same people are candidates.
    #[test]
    fn keys_do_not_depend_on_the_order(
        (contacts, shuffled) in contacts().prop_flat_map(|c| (Just(c.clone()), Just(c).prop_shuffle())),
        options in options(),
    ) {
        let plan = plan(&json!({"type": "all"}), options);
        let by_contact = |contacts: &[Contact]| -> BTreeMap<(String, u64), String> {
            let (lines, _) = stream(&plan, contacts, 9);
            of_kind(&lines, "send")
                .iter()
                .map(|send| {
                    let who = send["contactId"].as_str().unwrap().to_owned();
                    ((who, place(send).0), send["key"].as_str().unwrap().to_owned())
                })
                .collect()
        };
        let (one, other) = (by_contact(&contacts), by_contact(&shuffled));
        for (who, key) in &one {
            prop_assert!(other.get(who).is_none_or(|same| same == key));
        }
    }

    /// The size of batches changes nothing, and the same inputs give the same bytes.
    #[test]
    fn batches_change_nothing(contacts in contacts(), recipients in recipients(), options in options(), size in 1_usize..50) {
        let plan = plan(&recipients, options);
        prop_assert_eq!(stream(&plan, &contacts, size), stream(&plan, &contacts, 40));
    }

    /// Shards are disjoint and together the whole, line for line.
    #[test]
    fn shards_are_the_whole(contacts in contacts(), recipients in recipients(), options in options(), count in 1_u64..6) {
        let (whole, _) = stream(&plan(&recipients, options.clone()), &contacts, 8);
        let mut parts = Vec::new();
        for index in 0..count {
            let options = PlanOptions { shard: Shard::new(index, count).unwrap(), ..options.clone() };
            let (lines, _) = stream(&plan(&recipients, options), &contacts, 8);
            parts.extend(lines.into_iter().filter(|line| line["kind"] != "occurrence"));
        }
        parts.sort_by_key(place);
        let whole: Vec<Value> = whole.into_iter().filter(|line| line["kind"] != "occurrence").collect();
        prop_assert_eq!(parts, whole);
    }

    /// F12: what remains after the sent ones, and the sent ones, are the whole; nothing moves.
    #[test]
    fn what_remains_and_what_was_sent_are_the_whole(
        contacts in contacts(), options in options(), picks in prop::collection::vec(any::<bool>(), 120),
    ) {
        let recipients = json!({"type": "all"});
        let (whole, _) = stream(&plan(&recipients, options.clone()), &contacts, 8);
        let (sent, rest): (Vec<_>, Vec<_>) = of_kind(&whole, "send")
            .into_iter()
            .cloned()
            .zip(picks.iter().cycle())
            .partition(|(_, sent)| **sent);
        let sent: HashSet<uuid::Uuid> =
            sent.iter().map(|(send, _)| send["key"].as_str().unwrap().parse().unwrap()).collect();
        let expected: Vec<Value> = rest.into_iter().map(|(send, _)| send).collect();
        let already = sent.len() as u64;
        let (remaining, summary) = stream(&plan(&recipients, PlanOptions { sent, ..options }), &contacts, 8);
        let remaining: Vec<Value> = of_kind(&remaining, "send").into_iter().cloned().collect();
        prop_assert_eq!(remaining, expected);
        prop_assert_eq!(summary.already_sent, already);
    }

    /// F10: occurrences strictly increase, and fewer of them are the beginning of more.
    #[test]
    fn fewer_occurrences_are_the_beginning_of_more(contacts in contacts(), options in options()) {
        let recipients = json!({"type": "all"});
        let more = PlanOptions { count: options.count.map(|n| n + 2), ..options.clone() };
        let (few, _) = stream(&plan(&recipients, options), &contacts, 8);
        let (many, _) = stream(&plan(&recipients, more), &contacts, 8);
        prop_assert_eq!(&many[..few.len()], &few[..]);
        let times: Vec<&str> =
            of_kind(&many, "occurrence").iter().map(|o| o["at"].as_str().unwrap()).collect();
        prop_assert!(times.windows(2).all(|two| two[0] < two[1]));
    }

    /// F11: sends leave in the order of the plan, and the caps hold in every sliding window.
    #[test]
    fn caps_hold_over_the_whole_plan(contacts in contacts(), options in options()) {
        let cap = options.pace.caps.per_minute;
        let (lines, _) = stream(&plan(&json!({"type": "all"}), options), &contacts, 8);
        let times: Vec<i64> = of_kind(&lines, "send")
            .iter()
            .map(|send| {
                let at: chrono::DateTime<chrono::Utc> = send["sendAt"].as_str().unwrap().parse().unwrap();
                at.timestamp()
            })
            .collect();
        prop_assert!(times.windows(2).all(|two| two[0] < two[1]));
        if let Some(cap) = cap {
            let cap = cap as usize;
            prop_assert!(times.windows(cap + 1).all(|run| run[cap] - run[0] >= 60));
        }
    }
}

#[test]
fn an_id_that_nobody_has_is_a_candidate_that_is_skipped() {
    let known = "af6c5b7c-ee27-4f94-9ea8-192393746ddd";
    let unknown = "bf6c5b7c-ee27-4f94-9ea8-192393746ddd";
    let recipients = json!({"type": "explicit", "value": [unknown, known]});
    let plan = plan(
        &recipients,
        PlanOptions {
            count: Some(1),
            ..PlanOptions::default()
        },
    );
    let contact = |id: &str| Contact {
        id: id.to_owned(),
        phone: "+2290197000001".to_owned(),
        tags: Vec::new(),
        points: Some("1".to_owned()),
    };
    let contacts = [contact("c1"), contact(&known.to_uppercase())];
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
        count: Some(1),
        suppression,
        ..PlanOptions::default()
    };
    let contact = |id: &str| Contact {
        id: id.to_owned(),
        phone: "+2290197000001".to_owned(),
        tags: Vec::new(),
        points: Some("1".to_owned()),
    };
    let plan = plan(&json!({"type": "all"}), options);
    let (lines, _) = stream(&plan, &[contact("c1"), contact("c2")], 10);
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
fn a_repeating_campaign_needs_an_end() {
    let (campaign, templates, groups) = (
        campaign(&json!({"type": "all"})),
        templates(),
        Groups::new(),
    );
    let user = Map::new();
    let inputs = Inputs {
        campaign: &campaign,
        templates: &templates,
        instances: None,
        user: &user,
        groups: &groups,
    };
    let refused = Plan::prepare(&inputs, PlanOptions::default()).unwrap_err();
    let codes: Vec<&str> = refused.iter().map(|issue| issue.code().name()).collect();
    assert_eq!(codes, ["PLAN_UNBOUNDED"]);
}

#[test]
fn tags_can_be_asked_for_all_together() {
    let options = PlanOptions {
        count: Some(1),
        matching: Match::All,
        ..PlanOptions::default()
    };
    let plan = plan(&json!({"type": "tags", "value": ["vip", "new"]}), options);
    let contact = |id: &str, phone: &str, tags: &[&str]| Contact {
        id: id.to_owned(),
        phone: phone.to_owned(),
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        points: Some("1".to_owned()),
    };
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
    let codes: Vec<&str> = summary
        .issues
        .iter()
        .map(|issue| issue.code().name())
        .collect();
    assert_eq!(codes, ["TAG_CASE_NEAR_MISS"]);
}

/// Contacts that can all be sent to.
fn people(count: usize) -> Vec<Contact> {
    (0..count)
        .map(|n| Contact {
            id: format!("p{n}"),
            phone: format!("+22901{n:08}"),
            tags: Vec::new(),
            points: Some(n.to_string()),
        })
        .collect()
}

/// What stops the plan: the codes of its issues.
fn stopped(plan: &Plan, contacts: &[Contact]) -> String {
    plan.summary::<_, Stop>(&mut batches(contacts, 10)[..])
        .expect_err("the plan stops")
        .why
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
    let codes: Vec<&str> = summary
        .issues
        .iter()
        .map(|issue| issue.code().name())
        .collect();
    assert_eq!(
        (codes, of_kind(&lines, "send").len()),
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
    assert!(
        plan(&all, quota(10, 0, QuotaPolicy::Fail))
            .summary::<_, Stop>(&mut batches(&people(2), 10)[..])
            .is_ok()
    );
}

#[test]
fn a_contact_that_lacks_a_variable_is_skipped_or_stops_the_plan_or_prints_nothing() {
    let mut contacts = people(2);
    contacts[1].points = None;
    let with = |missing| {
        let options = PlanOptions {
            count: Some(1),
            missing,
            ..PlanOptions::default()
        };
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
fn quiet_hours_can_be_of_each_contacts_own_clock() {
    let quiet = "22:00-09:30".parse().expect("the hours are right");
    let options = PlanOptions {
        count: Some(1),
        quiet_zone: QuietZone::Contact,
        pace: Pace {
            quiet,
            ..Pace::default()
        },
        ..PlanOptions::default()
    };
    let mut builder = TableBuilder::new(["id", "phone", "points", "meta.timezone"]);
    let zones = ["Asia/Tokyo", "Europe/Paris", "", "Mars/Olympus"];
    for (contact, zone) in people(4).iter().zip(zones) {
        builder.text(&contact.id).unwrap();
        builder.text(&contact.phone).unwrap();
        builder.text("1").unwrap();
        builder.text(zone).unwrap();
    }
    let mut contacts = [Batch::new(builder.finish(), 0, Vec::new())];
    let mut times = Vec::new();
    let summary = plan(&json!({"type": "all"}), options)
        .stream::<_, Stop>(&mut contacts[..], &mut |entry, _| {
            if let Entry::Send(send) = entry {
                times.push(send.send_at.to_rfc3339());
            }
            Ok(())
        })
        .expect("nothing stops the plan");
    // due at 08:00Z: 17:00 in Tokyo, 09:00 in Paris, and 09:00 at the campaign's fixed offset
    assert_eq!(
        times,
        [
            "2026-03-27T08:00:00+00:00",
            "2026-03-27T08:30:00+00:00",
            "2026-03-27T08:30:00+00:00",
            "2026-03-27T08:30:00+00:00",
        ]
    );
    let codes: Vec<&str> = summary
        .issues
        .iter()
        .map(|issue| issue.code().name())
        .collect();
    assert_eq!(codes, ["TZ_FALLBACK"]);
}

#[test]
fn occurrences_that_wait_for_the_ones_before_are_told_of() {
    let options = PlanOptions {
        count: Some(2),
        pace: Pace {
            min_gap: 30_000,
            ..Pace::default()
        },
        ..PlanOptions::default()
    };
    let (lines, summary) = stream(&plan(&json!({"type": "all"}), options), &people(4), 10);
    let codes: Vec<&str> = summary
        .issues
        .iter()
        .map(|issue| issue.code().name())
        .collect();
    assert_eq!(codes, ["OCCURRENCES_OVERLAP"]);
    let times: Vec<&str> = of_kind(&lines, "send")
        .iter()
        .map(|send| send["sendAt"].as_str().unwrap())
        .collect();
    // the fourth leaves 25 hours after the first, and the next occurrence goes on from there
    assert_eq!(
        &times[3..5],
        ["2026-03-28T09:00:00Z", "2026-03-28T17:20:00Z"]
    );
}

#[test]
fn warnings_of_occurrences_are_bounded_and_the_rest_is_counted() {
    let codes = |occurrences: u64| -> Vec<String> {
        let options = PlanOptions {
            count: Some(occurrences),
            pace: Pace {
                min_gap: 100_000,
                ..Pace::default()
            },
            limits: flashplan::limits::Limits::new().issues(3),
            ..PlanOptions::default()
        };
        let plan = plan(&json!({"type": "all"}), options);
        let (_, summary) = stream(&plan, &people(2), 10);
        let shown = summary.issues.iter();
        shown
            .map(|issue| format!("{} {}", issue.code().name(), issue.message()))
            .collect()
    };
    // each occurrence but the first is late
    assert_eq!(codes(4).len(), 3, "at the limit");
    let more = codes(9);
    assert_eq!(more.len(), 4, "three, and one that counts the rest");
    assert_eq!(
        more[3],
        "INPUT_TOO_LARGE 5 more warnings of occurrences are not listed"
    );
}

#[test]
fn a_pace_over_what_whatsapp_takes_is_warned_of() {
    let warned = |caps: Caps| {
        let pace = Pace {
            caps,
            ..Pace::default()
        };
        let options = PlanOptions {
            count: Some(1),
            pace,
            ..PlanOptions::default()
        };
        let plan = plan(&json!({"type": "all"}), options);
        plan.issues()
            .iter()
            .filter(|issue| issue.code() == Code::PaceHigh)
            .count()
    };
    let caps = |per_minute, per_hour| Caps {
        per_minute: Some(per_minute),
        per_hour: Some(per_hour),
        ..Caps::default()
    };
    assert_eq!(warned(Caps::default()), 0);
    assert_eq!(warned(caps(4_800, 288_000)), 0);
    assert_eq!(warned(caps(4_801, 288_001)), 2);
}

#[test]
fn an_occurrence_that_is_due_in_quiet_hours_is_warned_of_where_it_waits() {
    let warned = |hours: &str, quiet_action, quiet_zone| {
        let pace = Pace {
            quiet: hours.parse().unwrap(),
            quiet_action,
            ..Pace::default()
        };
        let options = PlanOptions {
            count: Some(2),
            pace,
            quiet_zone,
            ..PlanOptions::default()
        };
        let (_, summary) = stream(&plan(&json!({"type": "all"}), options), &people(3), 2);
        let shifts = summary
            .issues
            .iter()
            .filter(|issue| issue.code() == Code::QuietHoursShift);
        shifts.count()
    };
    let (wait, campaign) = (QuietAction::Wait, QuietZone::Campaign);
    // both are due at 09:00
    assert_eq!(warned("08:00-10:00", wait, campaign), 2);
    assert_eq!(warned("08:00-09:00", wait, campaign), 0);
    assert_eq!(warned("08:00-10:00", QuietAction::Skip, campaign), 0);
    assert_eq!(warned("08:00-10:00", wait, QuietZone::Contact), 0);
}

/// The ids that a group has, of those that are read.
fn of_group(groups: &Groups, id: &str) -> Result<Vec<String>, Vec<(Code, String)>> {
    let (templates, contacts) = (templates(), contacts_with_ids(&["c1", "c2", "c3"]));
    let campaign = campaign(&json!({"type": "group", "groupId": id}));
    let inputs = Inputs {
        campaign: &campaign,
        templates: &templates,
        instances: None,
        user: &Map::new(),
        groups,
    };
    let plan = Plan::prepare(&inputs, once()).map_err(|issues| {
        let issue = |issue: &flashplan::issue::Issue| (issue.code(), issue.path().to_owned());
        issues.iter().map(issue).collect::<Vec<_>>()
    })?;
    let (lines, _) = stream(&plan, &contacts, 2);
    let ids = lines.iter().filter(|line| line["kind"] == "send");
    Ok(ids
        .filter_map(|line| line["contactId"].as_str().map(str::to_owned))
        .collect())
}

fn once() -> PlanOptions {
    PlanOptions {
        count: Some(1),
        ..PlanOptions::default()
    }
}

fn contacts_with_ids(ids: &[&str]) -> Vec<Contact> {
    let contact = |(n, id): (usize, &&str)| Contact {
        id: (*id).to_owned(),
        phone: format!("+229019700000{n}"),
        tags: Vec::new(),
        points: Some("1".to_owned()),
    };
    ids.iter().enumerate().map(contact).collect()
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

#[test]
fn a_shard_is_one_of_its_count() {
    for (index, count, fits) in [
        (0, 1, true),
        (3, 4, true),
        (4, 4, false),
        (5, 4, false),
        (0, 0, false),
    ] {
        let shard = Shard::new(index, count).ok();
        assert_eq!(
            shard.map(|shard| (shard.index(), shard.count())),
            fits.then_some((index, count))
        );
        let read = format!("{index}/{count}").parse::<Shard>().ok();
        assert_eq!(read, shard);
    }
}

#[test]
fn a_shard_is_written_with_digits_alone() {
    for text in [
        "", "1", "/4", "1/", "+1/4", "1/+4", "-1/4", " 1/4", "1/4 ", "a/4", "1/4/8",
    ] {
        assert!(text.parse::<Shard>().is_err(), "{text:?}");
    }
    assert!("01/04".parse::<Shard>().is_ok());
}

/// Of numbers in a row, and of ids in a row, which is how contacts come.
#[test]
fn shards_are_about_equal() {
    let all = 4_000;
    for count in [2, 3, 7, 16] {
        let share = all / count;
        for index in 0..count {
            let shard = Shard::new(index, count).unwrap();
            let number = |n: u64| Phone::parse(&format!("+22901970{n:05}")).unwrap();
            let by_number = (0..all).filter(|n| shard.takes(Some(number(*n)), None));
            let by_id = (0..all).filter(|n| shard.takes(None, Some(&format!("c{n}"))));
            for found in [by_number.count() as u64, by_id.count() as u64] {
                assert!(
                    found.abs_diff(share) < share / 3,
                    "{shard}: {found} of {share}"
                );
            }
        }
    }
}

/// As a script of a few lines computes it: SplitMix64's finalizer over the number, or over FNV-1a of the id. An
/// engine that shards beside us must agree, and so must the next version.
#[test]
fn shards_are_those_of_other_engines() {
    let of_seven = |takes: &dyn Fn(Shard) -> bool| {
        (0..7)
            .find(|index| takes(Shard::new(*index, 7).unwrap()))
            .unwrap()
    };
    let by_number = (0..12).map(|n| {
        let phone = Phone::parse(&format!("+22901970{n:05}")).unwrap();
        of_seven(&|shard| shard.takes(Some(phone), Some("a number decides alone")))
    });
    assert_eq!(
        by_number.collect::<Vec<_>>(),
        [5, 4, 6, 3, 5, 6, 3, 4, 2, 0, 3, 4]
    );
    let by_id = (0..12).map(|n| of_seven(&|shard| shard.takes(None, Some(&format!("c{n}")))));
    assert_eq!(
        by_id.collect::<Vec<_>>(),
        [2, 0, 2, 2, 2, 3, 6, 0, 2, 2, 3, 5]
    );
    assert_eq!(of_seven(&|shard| shard.takes(None, None)), 5);
}
