//! Each rule of the safety assessment, at its bound and one below.

use crate::inputs::{Contact, Made, Stop, batches};
use flashplan::issue::Language;
use flashplan::pace::{Caps, Pace};
use flashplan::plan::{PlanOptions, SafetyAssessment};
use flashplan::safety::{Decision, Safety, SafetyPolicy};

fn assessed(people: u32, body: &str, pace: Pace, new: u64) -> (Vec<&'static str>, Safety) {
    let person = |n| Contact::new(&format!("c{n}"), &format!("+22901970{n:05}"));
    let people: Vec<Contact> = (0..people).map(person).collect();
    assessed_of(&people, body, pace, new)
}

fn assessed_of(
    people: &[Contact],
    body: &str,
    pace: Pace,
    new: u64,
) -> (Vec<&'static str>, Safety) {
    let made = Made {
        body: body.to_owned(),
        ..Made::for_all()
    };
    let plan = made.plan(PlanOptions {
        count: Some(1),
        pace,
        ..PlanOptions::default()
    });
    let mut assessment = SafetyAssessment::of(&plan, None).new_contacts(new);
    plan.stream::<_, Stop>(&mut batches(people)[..], &mut |entry, _| {
        assessment.take(entry);
        Ok(())
    })
    .unwrap();
    let names = assessment
        .rules()
        .into_iter()
        .map(|rule| rule.name())
        .collect();
    (names, assessment.finish(Language::English))
}

fn slow(min_gap: u32) -> Pace {
    Pace {
        min_gap,
        ..Pace::default()
    }
}

#[test]
fn each_rule_is_met_at_its_bound() {
    let own = "Bonjour {{contact.id}}";
    let rules = |people, body, pace, new| assessed(people, body, pace, new).0;
    let none: [&str; 0] = [];
    assert_eq!(rules(20, own, Pace::default(), 9), none);
    assert_eq!(rules(21, own, Pace::default(), 0), ["BURST"]);
    assert_eq!(rules(21, own, slow(3), 0), none);
    assert_eq!(rules(19, "Bonjour", slow(3), 0), none);
    assert_eq!(rules(20, "Bonjour", slow(3), 0), ["IDENTICAL"]);
    assert_eq!(rules(20, own, slow(3), 10), ["NEW_CONTACTS"]);
    assert_eq!(rules(200, own, slow(4), 0), none);
    assert_eq!(rules(201, own, slow(4), 0), ["NO_CAPS"]);
    let capped = Pace {
        caps: Caps {
            per_day: Some(1_000),
            ..Caps::default()
        },
        ..slow(4)
    };
    assert_eq!(rules(201, own, capped, 0), none);
    assert_eq!(
        rules(2, "{{contact.id}}: https://bit.ly/x", slow(3), 0),
        ["SHORTENER"]
    );
    assert_eq!(
        rules(2, "{{contact.id}}: habit.ly/x, bit.ly.", slow(3), 0),
        none
    );
    // due at 09:00: after twelve hours it is night
    assert_eq!(rules(13, own, slow(3_600), 0), none);
    assert_eq!(rules(15, own, slow(3_600), 0), ["NIGHT"]);
    assert_eq!(rules(0, own, slow(3), 0), none);
}

#[test]
fn four_of_five_texts_that_are_the_same_are_too_many() {
    let rules = |same: u32| {
        let mut people: Vec<Contact> = (0..20)
            .map(|n| Contact::new(&format!("c{n}"), &format!("+22901970{n:05}")))
            .collect();
        for (person, points) in people.iter_mut().zip(same..20) {
            person.points = Some(points.to_string());
        }
        assessed_of(&people, "Vous avez {{contact.points}} points", slow(3), 0).0
    };
    assert_eq!(rules(16), ["IDENTICAL"]);
    assert_eq!(rules(15), [""; 0]);
}

#[test]
fn the_risk_follows_from_the_score() {
    let risk = |people, body, min_gap| {
        let (_, safety) = assessed(people, body, slow(min_gap), 0);
        (safety.score, safety.risk_level)
    };
    let level = |name: &str| Some(name.to_owned());
    let own = "{{contact.id}}";
    assert_eq!(risk(5, own, 3), (Some(100.0), level("low")));
    assert_eq!(risk(201, own, 4), (Some(80.0), level("low")));
    assert_eq!(
        risk(201, "{{contact.id}} https://bit.ly/x", 0),
        (Some(50.0), level("medium"))
    );
    assert_eq!(
        risk(20, "https://bit.ly/x", 3),
        (Some(70.0), level("medium"))
    );
    assert_eq!(
        risk(201, "https://bit.ly/x", 0),
        (Some(35.0), level("high"))
    );
}

#[test]
fn the_score_and_the_words_follow_from_the_rules() {
    let (_, fine) = assessed(5, "Bonjour {{contact.id}}", slow(3), 0);
    assert_eq!((fine.decision, fine.score), (Decision::Allow, Some(100.0)));
    let (rules, risky) = assessed(300, "Voyez https://bit.ly/x", Pace::default(), 300);
    assert_eq!(
        rules,
        ["NO_CAPS", "BURST", "IDENTICAL", "NEW_CONTACTS", "SHORTENER"]
    );
    assert_eq!(
        (risky.score, risky.risk_level.as_deref()),
        (Some(20.0), Some("high"))
    );
    assert_eq!(risky.reasons[2], "100 % of the messages have the same text");
    assert_eq!(risky.reasons.len(), risky.recommendations.len());
    assert!(risky.recommendations[2].ends_with("{{contact.firstName}}"));
    assert!(!SafetyPolicy::Advise.blocks(&risky) && SafetyPolicy::Strict.blocks(&risky));
    let warm = Pace {
        caps: Caps {
            warm_up: vec![50],
            ..Caps::default()
        },
        ..slow(3)
    };
    assert_eq!(
        assessed(5, "{{contact.id}}", warm, 0).1.state.as_deref(),
        Some("warming")
    );
}
