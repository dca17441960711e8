//! The laws of a plan, over contacts as they come.

use super::inputs::{Contact, of_kind, place, plan, stream};
use flashplan::audience::{Reason, Suppression};
use flashplan::campaign::Recipients;
use flashplan::pace::{Caps, Pace};
use flashplan::plan::{PlanOptions, Shard};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};

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
