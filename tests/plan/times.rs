//! When the messages of a plan leave, and what is told of it.

use super::inputs::{Stop, codes, of_kind, once, people, plan, stream};
use flashplan::audience::Batch;
use flashplan::contact::TableBuilder;
use flashplan::issue::Code;
use flashplan::limits::Limits;
use flashplan::pace::{Caps, Pace, QuietAction};
use flashplan::plan::{Entry, PlanOptions, QuietZone};
use serde_json::json;

#[test]
fn quiet_hours_can_be_of_each_contacts_own_clock() {
    let quiet = "22:00-09:30".parse().expect("the hours are right");
    let options = PlanOptions {
        quiet_zone: QuietZone::Contact,
        pace: Pace {
            quiet,
            ..Pace::default()
        },
        ..once()
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
    assert_eq!(codes(&summary.issues), ["TZ_FALLBACK"]);
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
    assert_eq!(codes(&summary.issues), ["OCCURRENCES_OVERLAP"]);
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
    let told = |occurrences: u64| -> Vec<String> {
        let options = PlanOptions {
            count: Some(occurrences),
            pace: Pace {
                min_gap: 100_000,
                ..Pace::default()
            },
            limits: Limits::new().issues(3),
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
    assert_eq!(told(4).len(), 3, "at the limit");
    let more = told(9);
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
        let options = PlanOptions { pace, ..once() };
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
