//! Campaigns and contacts that plans are made from, and plans as they are stored.

#[path = "../support/made.rs"]
mod made;
#[path = "../support/naive.rs"]
mod naive;

pub(crate) use made::{Contact, IDS, Made, Stop, batches, batches_of, read, store, verify};
pub(crate) use naive::{body, naive_lines};

use chrono::{DateTime, TimeDelta, Utc};
use flashplan::audience::Suppression;
use flashplan::campaign::Recipients;
use flashplan::pace::{Batches, Caps, Pace, QuietAction, QuietHours};
use flashplan::plan::{PlanOptions, QuietZone, Quota, QuotaPolicy};
use flashplan::schedule::{Missed, Zone};
use flashplan::template::Neutralise;
use proptest::prelude::*;
use serde_json::json;

pub(crate) fn contacts() -> impl Strategy<Value = Vec<Contact>> {
    prop::collection::vec(contact(), 0..30)
}

fn contact() -> impl Strategy<Value = Contact> {
    let phone = prop::sample::select(vec![
        "+2290197000001",
        "+229 01 97 00 00 01",
        "+2290197000002",
        "+2290197000003",
        "00229 0197000004",
        "+2290197000005",
        "+2290197000006",
        "97000005",
        "",
        "+33612345678",
    ]);
    let tags = prop::collection::vec(prop::sample::select(vec!["vip", "VIP", "stop"]), 0..3);
    let id = prop_oneof![
        (0_u32..40).prop_map(|n| format!("c{n}")),
        prop::sample::select(IDS.to_vec()).prop_map(str::to_uppercase),
        Just("with \"quotes\", a\ttab and é".to_owned()),
    ];
    let zone = prop::sample::select(vec!["", "Asia/Tokyo", "America/New_York", "Mars/Base"]);
    let points = prop::option::of(0_u32..100);
    (id, phone, tags, points, zone).prop_map(|(id, phone, tags, points, zone)| Contact {
        id,
        phone: phone.to_owned(),
        tags: tags.into_iter().map(str::to_owned).collect(),
        points: points.map(|n| n.to_string()),
        zone,
    })
}

pub(crate) fn made() -> impl Strategy<Value = Made> {
    let recipients = prop::sample::select(vec![
        json!({"type": "all"}),
        json!({"type": "tags", "value": ["vip"]}),
        json!({"type": "explicit", "value": IDS}),
        json!({"type": "explicit", "value": [IDS[4], IDS[1], IDS[5]]}),
    ]);
    (recipients, any::<bool>()).prop_map(|(recipients, tells)| {
        let made = Made {
            recipients,
            ..Made::for_all()
        };
        if tells {
            made.telling_occurrence()
        } else {
            made
        }
    })
}

fn pace() -> impl Strategy<Value = Pace> {
    let quiet = prop::sample::select(vec!["", "22:00-08:00", "09:00-09:05", "sat 00:00-24:00"]);
    let skip = any::<bool>();
    let cap = || prop::option::of(1_u32..9);
    let warm_up = prop::collection::vec(1_u32..9, 0..4);
    let batches = prop::option::of((1_u32..6, 1_u32..500));
    let gaps = (0_u32..90, 0_u32..30, batches);
    (gaps, cap(), cap(), warm_up, quiet, skip).prop_map(
        |((min_gap, jitter, batches), per_minute, per_hour, warm_up, quiet, skip)| Pace {
            min_gap,
            jitter,
            seed: 7,
            batches: batches.map(|(size, pause)| Batches::new(size, pause).unwrap()),
            caps: Caps {
                per_minute,
                per_hour,
                per_day: per_hour.map(|cap| cap * 3),
                warm_up,
            },
            quiet: match quiet {
                "" => QuietHours::default(),
                window => window.parse().unwrap(),
            },
            quiet_action: if skip {
                QuietAction::Skip
            } else {
                QuietAction::Wait
            },
        },
    )
}

/// When a plan is made, and what becomes of the mornings before: the first is 2026-03-27T08:00:00Z.
fn lateness() -> impl Strategy<Value = (Option<DateTime<Utc>>, Missed)> {
    let now = prop::sample::select(vec![
        "2026-01-01T00:00:00Z",
        "2026-03-28T08:00:00Z",
        "2026-03-28T08:00:00.25Z",
        "2026-03-29T21:30:00Z",
        "2026-04-01T07:59:59Z",
        "2027-01-01T00:00:00Z",
    ]);
    let late = (0_i64..100).prop_map(|hours| Missed::RunLate(TimeDelta::hours(hours)));
    let missed = prop_oneof![Just(Missed::Skip), Just(Missed::RunOnceForAll), late];
    let stated = (now.prop_map(|now| Some(now.parse().unwrap())), missed);
    prop_oneof![Just((None, Missed::Skip)), stated]
}

pub(crate) fn options() -> impl Strategy<Value = PlanOptions> {
    let zone = prop::sample::select(vec!["", "Europe/Paris", "Africa/Porto-Novo"]);
    let quota = prop::option::of((0_u64..20, any::<bool>()));
    let contact_zone = any::<bool>();
    let leave_out = (any::<bool>(), any::<bool>());
    let when = (1_u64..5, lateness());
    let words = (prop::option::of(Just("fr".to_owned())), neutralise());
    (when, leave_out, pace(), zone, contact_zone, quota, words).prop_map(
        |((count, (now, missed)), (exclude, suppress), pace, zone, contact_zone, quota, words)| {
            let mut suppression = Suppression::new();
            if suppress {
                suppression.add("+2290197000003");
                suppression.add("c7");
            }
            PlanOptions {
                zone: (!zone.is_empty()).then(|| Zone::named(zone).unwrap()),
                count: Some(count),
                now,
                missed,
                exclude: exclude.then(|| Recipients::Tags(vec!["stop".to_owned()])),
                suppression,
                pace,
                quiet_zone: if contact_zone {
                    QuietZone::Contact
                } else {
                    QuietZone::Campaign
                },
                quota: quota.map(|(monthly, truncate)| Quota {
                    monthly,
                    used: 2,
                    policy: if truncate {
                        QuotaPolicy::Truncate
                    } else {
                        QuotaPolicy::Warn
                    },
                }),
                locale: words.0,
                neutralise: words.1,
                ..PlanOptions::default()
            }
        },
    )
}

fn neutralise() -> impl Strategy<Value = Option<Neutralise>> {
    let longest = prop::option::of(1_usize..9);
    let some = longest.prop_map(|longest| match longest {
        Some(longest) => Neutralise::new().longest(longest),
        None => Neutralise::new(),
    });
    prop::option::of(some)
}
