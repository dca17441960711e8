//! What a text is held to when a plan is made, at each bound and one over it: by the stream, and by the step that
//! looks at texts without writing them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/made.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod made;

use flashplan::audience::Groups;
use flashplan::campaign::Campaign;
use flashplan::catalogue::{TemplateDefinition, read_templates};
use flashplan::instance::{Instance, read_instances};
use flashplan::issue::Issues;
use flashplan::limits::Limits;
use flashplan::pace::{Caps, Pace};
use flashplan::plan::{CandidateOutcome, Inputs, MissingVariables, Plan, PlanOptions};
use made::{Contact, Made, Stop, batches, store, verify};
use serde_json::{Map, Value, json};

const TEMPLATE: &str = "c92a98e0-6540-51d7-a450-312fe94658a9";
const INSTANCE: &str = "421a4121-a3d9-40cc-a8db-c3a1df353126";

/// A plan of one occurrence with this stored template.
fn plan(
    template: &Value,
    instances: Option<&[Instance]>,
    options: PlanOptions,
) -> Result<Plan, Issues> {
    let mut template = template.clone();
    template["id"] = TEMPLATE.into();
    template["name"] = "t".into();
    let templates: Vec<TemplateDefinition> =
        read_templates(json!([template]).to_string().as_bytes())
            .into_result()
            .expect("the template is valid");
    let campaign: Campaign = Made::for_all().campaign();
    let inputs = Inputs {
        campaign: &campaign,
        templates: &templates,
        instances,
        user: &Map::new(),
        groups: &Groups::new(),
    };
    let count = Some(1);
    Plan::prepare(&inputs, PlanOptions { count, ..options })
}

/// The line of one contact with this text for its points.
fn line(plan: &Plan, points: Option<String>) -> Value {
    let contacts = [Contact {
        points,
        ..Contact::new("c1", "+2290197000001")
    }];
    let mut found = None;
    plan.stream::<_, Stop>(&mut batches(&contacts)[..], &mut |_, line| {
        let line: Value = serde_json::from_str(line).unwrap();
        found = (line["kind"] != "occurrence").then_some(line);
        Ok(())
    })
    .expect("nothing stops the plan");
    let found = found.expect("a line for the contact");
    plan.outcomes::<_, Stop>(&mut batches(&contacts)[..], &mut |candidate| {
        let reason = match candidate.outcome {
            CandidateOutcome::Planned { .. } => Value::Null,
            CandidateOutcome::Skipped { reason, .. } => reason.name().into(),
        };
        assert_eq!(reason, found["reason"], "both steps say the same");
        Ok(())
    })
    .expect("nothing stops the plan");
    found
}

#[test]
fn texts_are_taken_at_their_bound_and_not_one_over_it() {
    let text = json!({"type": "text", "body": "{{contact.points}}"});
    let image = json!({"type": "image", "body": "{{contact.points}}",
        "mediaUrl": "https://example.com/a.png"});
    for (template, most) in [(text, 4_096), (image, 1_024)] {
        let plan = plan(&template, None, PlanOptions::default()).unwrap();
        for (letter, units) in [("x", 1), ("é", 1), ("€", 1), ("🍎", 2)] {
            let at = letter.repeat(most / units);
            let over = format!("{at}x");
            assert_eq!(line(&plan, Some(at.clone()))["body"], at, "{letter}");
            let contacts = [Contact {
                points: Some(at),
                ..Contact::new("c1", "+2290197000001")
            }];
            assert!(verify(&plan, &contacts, &store(&plan, &contacts)).holds());
            let refused = line(&plan, Some(over));
            assert_eq!(refused["reason"], "RENDERED_TOO_LONG", "{letter}");
        }
    }
}

/// A host may hold texts to fewer bytes than a message may have; the step that writes no text sees it too.
#[test]
fn texts_are_within_the_limit_of_a_rendering() {
    let text = json!({"type": "text", "body": "a {{contact.points}}"});
    let limits = Limits::new().output_bytes(6);
    let options = PlanOptions {
        limits,
        ..PlanOptions::default()
    };
    let plan = plan(&text, None, options).unwrap();
    assert_eq!(line(&plan, Some("1234".to_owned()))["body"], "a 1234");
    let refused = line(&plan, Some("12345".to_owned()));
    assert_eq!(refused["reason"], "INVALID_VALUE");
}

#[test]
fn a_text_must_not_be_blank_and_a_caption_may() {
    let blank = || PlanOptions {
        missing: MissingVariables::Empty,
        ..PlanOptions::default()
    };
    let text = json!({"type": "text", "body": " {{contact.points}}\n"});
    let plan_of_texts = plan(&text, None, blank()).unwrap();
    for points in [None, Some(""), Some(" "), Some("\u{2003}\n")] {
        let refused = line(&plan_of_texts, points.map(str::to_owned));
        assert_eq!(refused["reason"], "RENDERED_BLANK", "{points:?}");
    }
    assert_eq!(line(&plan_of_texts, Some("1".to_owned()))["body"], " 1\n");
    let image = json!({"type": "image", "body": "{{contact.points}}",
        "mediaUrl": "https://example.com/a.png"});
    let plan_of_images = plan(&image, None, blank()).unwrap();
    assert_eq!(line(&plan_of_images, None)["kind"], "send");
    let image = json!({"type": "image", "mediaUrl": "https://example.com/a.png"});
    let plan_of_images = plan(&image, None, blank()).unwrap();
    let alone = line(&plan_of_images, None);
    assert_eq!(alone["body"], Value::Null);
    assert_eq!(alone["mediaUrl"], "https://example.com/a.png");
}

/// The codes and pointers of a refusal.
fn refusal(refused: Result<Plan, Issues>) -> Vec<String> {
    let issues = refused.expect_err("it is refused");
    let shown = issues
        .iter()
        .map(|issue| format!("{} {}", issue.code().name(), issue.path()));
    shown.collect()
}

#[test]
fn the_instance_of_the_campaign_is_one_of_the_account() {
    let instances = |id: &str| {
        let list = json!([{"id": id, "name": "Boutique", "status": "connected"}]);
        read_instances(list.to_string().as_bytes())
            .into_result()
            .unwrap()
    };
    let text = json!({"type": "text", "body": "{{instance.name}} {{contact.points}}"});
    let known = instances(INSTANCE);
    let plan_of_known = plan(&text, Some(&known), PlanOptions::default()).unwrap();
    assert_eq!(
        line(&plan_of_known, Some("1".to_owned()))["body"],
        "Boutique 1"
    );
    let inputs = Inputs {
        campaign: &Made::for_all().campaign(),
        templates: &[],
        instances: Some(&known),
        user: &Map::new(),
        groups: &Groups::new(),
    };
    let fields = json!(inputs.instance_fields());
    assert_eq!(
        (&fields["id"], &fields["name"]),
        (&json!(INSTANCE), &json!("Boutique"))
    );
    let other = instances("521a4121-a3d9-40cc-a8db-c3a1df353126");
    let refused = refusal(plan(&text, Some(&other), PlanOptions::default()));
    assert!(
        refused.contains(&"NOT_FOUND /instanceId".to_owned()),
        "{refused:?}"
    );
}

#[cfg(feature = "locale")]
#[cfg(feature = "locale")]
#[test]
fn a_value_that_a_helper_cannot_take_is_no_value_that_is_missing() {
    let text = json!({"type": "text", "body": "{{date contact.points locale=\"fr\"}}"});
    let plan = plan(&text, None, PlanOptions::default()).unwrap();
    let refused = line(&plan, Some("abc".to_owned()));
    assert_eq!(refused["reason"], "INVALID_VALUE");
    assert_eq!(line(&plan, None)["reason"], "MISSING_VARIABLES");
    let day = line(&plan, Some("2030-05-01T09:00:00Z".to_owned()));
    assert_eq!(day["kind"], "send");
}

/// Of a stored template no field of the campaign is to blame.
#[test]
fn what_the_campaign_lacks_for_its_template_points_to_the_whole() {
    let text = json!({"type": "text", "body": "{{custom.absent}}"});
    let refused = refusal(plan(&text, None, PlanOptions::default()));
    assert_eq!(refused, ["VARIABLES_MISSING "]);
}

#[cfg(feature = "locale")]
#[test]
fn a_locale_that_is_none_is_refused() {
    let text = json!({"type": "text", "body": "{{contact.points}}"});
    let locale = |name: &str| PlanOptions {
        locale: Some(name.to_owned()),
        ..PlanOptions::default()
    };
    assert_eq!(
        refusal(plan(&text, None, locale("!"))),
        ["OPTION_INVALID /locale"]
    );
}

#[test]
fn a_cap_above_what_any_number_may_send_is_told_of() {
    let text = json!({"type": "text", "body": "{{contact.points}}"});
    let told = |per_minute: u32, per_hour: u32| {
        let caps = Caps {
            per_minute: Some(per_minute),
            per_hour: Some(per_hour),
            ..Caps::default()
        };
        let pace = Pace {
            caps,
            ..Pace::default()
        };
        let plan = plan(
            &text,
            None,
            PlanOptions {
                pace,
                ..PlanOptions::default()
            },
        )
        .unwrap();
        let told = plan.issues().iter().map(|issue| {
            let message = issue.message();
            let (_, most) = message.split_once("at most ").unwrap_or_default();
            let most = most.split(' ').next().unwrap_or_default();
            format!("{} {most}", issue.code().name())
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(told(4_800, 288_000), [""; 0]);
    assert_eq!(told(4_801, 288_000), ["PACE_HIGH 4800"]);
    assert_eq!(told(4_800, 288_001), ["PACE_HIGH 288000"]);
}
