//! Plans of direct content: sent as written, or rendered as a template of the same text is.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/planning.rs"]
mod planning;

use flashplan::audience::Batch;
use flashplan::campaign::{Campaign, Content};
use flashplan::contact::TableBuilder;
use flashplan::content::ContentKind;
use flashplan::message::Message;
use flashplan::plan::{MissingVariables, Plan, PlanOptions, StoredPlan};
use flashplan::reading::Options;
use planning::{Stop, TEMPLATE, definition, prepare};
use proptest::prelude::*;
use serde_json::{Value, json};

fn campaign(content: &Value, options: Options<'_>) -> Campaign {
    let reading = Campaign::read_with(definition(content).as_bytes(), &options);
    reading.into_result().unwrap()
}

fn rendered(content: &Value) -> Campaign {
    campaign(content, Options::new().render_direct(true))
}

/// Two contacts, the second without a first name and a city.
fn contacts() -> Batch {
    let mut builder = TableBuilder::new(["id", "phone", "firstName", "meta.city"]);
    builder.text("a").unwrap();
    builder.text("+2290197000001").unwrap();
    builder.text("Awa").unwrap();
    builder.text("Porto-Novo").unwrap();
    builder.text("b").unwrap();
    builder.text("+2290197000002").unwrap();
    builder.missing();
    builder.missing();
    Batch::new(builder.finish(), 0, Vec::new())
}

/// What becomes of each contact: the body, or why there is none.
fn outcomes(plan: &Plan) -> Vec<String> {
    let mut found = Vec::new();
    let told = |line: &Value, name: &str| line[name].as_str().map(str::to_owned);
    plan.stream::<_, Stop>(&mut [contacts()][..], &mut |_, line| {
        let line: Value = serde_json::from_str(line).unwrap();
        let variables = line["variables"].as_array().cloned().unwrap_or_default();
        found.extend(told(&line, "body"));
        let lacks = variables.iter().filter_map(Value::as_str);
        found.extend(told(&line, "reason").map(|reason| {
            let all: Vec<_> = std::iter::once(reason.as_str()).chain(lacks).collect();
            all.join(" ")
        }));
        Ok(())
    })
    .unwrap();
    found
}

fn of(campaign: &Campaign) -> Vec<String> {
    outcomes(&prepare(campaign, "x", PlanOptions::default()).unwrap())
}

fn text(body: &str) -> Value {
    json!({"type": "text", "body": body, "variables": {"code": "PROMO10"}})
}

const GREETING: &str = "Bonjour {{contact.firstName}}, code {{custom.code}}, {{user.name}}.";

#[test]
fn direct_content_is_sent_as_written_unless_it_is_asked_for() {
    let as_written = campaign(&text(GREETING), Options::new());
    assert_eq!(of(&as_written), [GREETING; 2]);
    assert!(matches!(as_written.content(), Content::Direct(_)));
    let filled = rendered(&text(GREETING));
    let awa = "Bonjour Awa, code PROMO10, Boutique.";
    assert_eq!(of(&filled), [awa, "MISSING_VARIABLES contact.firstName"]);
}

#[test]
fn captions_are_rendered_and_addresses_are_not() {
    let image = rendered(&json!({
        "type": "image", "body": "{{default contact.firstName \"vous\"}}",
        "mediaUrl": "https://cdn.example.com/{{custom.x}}.jpg",
    }));
    assert_eq!(of(&image), ["Awa", "vous"]);
    let plan = prepare(&image, "x", PlanOptions::default()).unwrap();
    let mut urls = Vec::new();
    plan.stream::<_, Stop>(&mut [contacts()][..], &mut |_, line| {
        let line: Value = serde_json::from_str(line).unwrap();
        urls.extend(line["mediaUrl"].as_str().map(str::to_owned));
        Ok(())
    })
    .unwrap();
    assert_eq!(urls, ["https://cdn.example.com/{{custom.x}}.jpg"; 2]);
}

fn buttons(title: &str, description: &str, footer: &str) -> Value {
    json!({
        "type": "buttons", "title": title, "description": description, "footer": footer,
        "buttons": [
            {"type": "url", "displayText": "{{Voir}}", "url": "https://example.bj/{{contact.id}}"},
            {"type": "copy", "displayText": "Copier", "copyCode": "PROMO10"},
        ],
    })
}

#[test]
fn buttons_are_a_plain_text_too() {
    let choices = "\n1. {{Voir}}: https://example.bj/{{contact.id}}\n2. Copier: PROMO10";
    let as_written = buttons("Promo", "Pour {{contact.firstName}}", "Fin");
    let written = format!("*Promo*\n\nPour {{{{contact.firstName}}}}\n{choices}\n\n_Fin_");
    assert_eq!(
        of(&campaign(&as_written, Options::new())),
        [written.as_str(); 2]
    );
    let awa = format!("*Promo*\n\nPour Awa\n{choices}\n\n_Fin_");
    assert_eq!(
        of(&rendered(&as_written)),
        [awa.as_str(), "MISSING_VARIABLES contact.firstName"]
    );
}

#[test]
fn what_the_texts_of_buttons_lack_is_told_together() {
    let all = rendered(&buttons(
        "{{contact.firstName}}",
        "{{contact.meta.city}} {{contact.firstName}}",
        "{{#if contact.firstName}}{{user.name}}{{/if}}",
    ));
    let found = of(&all);
    assert!(
        found[0].starts_with("*Awa*\n\nPorto-Novo Awa\n"),
        "{}",
        found[0]
    );
    assert!(found[0].ends_with("\n\n_Boutique_"), "{}", found[0]);
    assert_eq!(
        found[1],
        "MISSING_VARIABLES contact.firstName contact.meta.city"
    );
    // a footer may come out blank, a title may not
    let footer = rendered(&buttons(
        "a",
        "b",
        "{{#if contact.firstName}}{{user.name}}{{/if}}",
    ));
    assert!(of(&footer)[1].ends_with("PROMO10"));
    let title = rendered(&buttons("{{#if contact.firstName}}x{{/if}}", "b", "c"));
    assert_eq!(of(&title)[1], "RENDERED_BLANK");
}

#[test]
fn what_the_campaign_lacks_points_to_its_field() {
    let campaign = rendered(&buttons("{{user.x}}", "b", "{{instance.name}}"));
    let issues = prepare(&campaign, "x", PlanOptions::default()).unwrap_err();
    let found: Vec<_> = issues
        .iter()
        .map(|issue| format!("{} {}", issue.code().name(), issue.path()))
        .collect();
    assert_eq!(
        found,
        ["VARIABLES_MISSING /title", "VARIABLES_MISSING /footer"]
    );
}

#[test]
fn a_plan_says_that_it_was_rendered() {
    let header = |campaign: &Campaign| {
        let plan = prepare(campaign, "x", PlanOptions::default()).unwrap();
        plan.header()["renderDirect"].clone()
    };
    assert_eq!(header(&rendered(&text(GREETING))), json!(true));
    assert_eq!(
        header(&campaign(&text(GREETING), Options::new())),
        Value::Null
    );
}

#[test]
fn the_variables_are_a_part_of_what_is_rendered() {
    let with = |code: &str| {
        let mut content = text(GREETING);
        content["variables"]["code"] = json!(code);
        content
    };
    assert_ne!(
        rendered(&with("A")).fingerprint(),
        rendered(&with("B")).fingerprint()
    );
    let as_written = |code| campaign(&with(code), Options::new()).fingerprint();
    assert_eq!(as_written("A"), as_written("B"));
    let canonical = rendered(&with("A")).canonical_json();
    let options = Options::new().render_direct(true);
    let again = Campaign::read_with(canonical.as_bytes(), &options);
    assert_eq!(again.into_result().unwrap(), rendered(&with("A")));
}

#[test]
fn content_is_the_same_where_its_texts_and_its_values_are() {
    let with = |body: &str, code: &str| {
        let mut content = text(body);
        content["variables"]["code"] = json!(code);
        rendered(&content).content().clone()
    };
    let greeting = with(GREETING, "A");
    assert_eq!(greeting, with(GREETING, "A"));
    assert_ne!(greeting, with(GREETING, "B"));
    assert_ne!(greeting, with("{{custom.code}}", "A"));
}

#[test]
fn a_campaign_says_what_its_definition_says() {
    let content = text(GREETING);
    let read = campaign(&content, Options::new());
    let json: Value = serde_json::from_str(&definition(&content)).unwrap();
    assert_eq!(read.name(), json["name"]);
    assert_eq!(read.instance_id().to_string(), json["instanceId"]);
    assert_eq!(read.schedule().to_rfc3339(), json["schedule"]);
    assert_eq!(read.repeat().name(), "none");
}

#[test]
fn the_kind_of_direct_content_is_known_and_that_of_a_template_is_not() {
    let kind = |campaign: &Campaign| campaign.content().kind();
    assert_eq!(kind(&rendered(&text(GREETING))), Some(ContentKind::Text));
    let as_written = campaign(&buttons("Promo", "Pour vous", "Fin"), Options::new());
    assert_eq!(kind(&as_written), Some(ContentKind::Buttons));
    let stored = json!({"templateId": TEMPLATE});
    assert_eq!(kind(&campaign(&stored, Options::new())), None);
    let of_message = |content: Value| {
        let mut json = json!({
            "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "to": "+2290197000001",
        });
        let fields = content.as_object().unwrap().clone();
        json.as_object_mut().unwrap().extend(fields);
        let message = Message::read(json.to_string().as_bytes());
        message.into_result().unwrap().content().kind()
    };
    let text = json!({"type": "text", "text": "Bonjour"});
    assert_eq!(of_message(text), Some(ContentKind::Text));
    let place = json!({
        "type": "location", "latitude": 6.4, "longitude": 2.6, "locationName": "x", "locationAddress": "y",
    });
    assert_eq!(of_message(place), Some(ContentKind::Location));
    let shared = json!({"type": "contact", "contactId": TEMPLATE});
    assert_eq!(of_message(shared), Some(ContentKind::Contact));
    assert_eq!(of_message(stored), None);
}

/// Whoever reads the plan again reads the definition as it was read then.
#[test]
fn a_plan_says_whether_its_direct_content_is_rendered() {
    let said = |header: &Value| {
        let header = header.to_string();
        let plan = StoredPlan::open(header.as_bytes()).unwrap();
        plan.header().renders_direct()
    };
    let header = |campaign: &Campaign| {
        let plan = prepare(campaign, "x", PlanOptions::default()).unwrap();
        plan.header()
    };
    assert!(said(&header(&rendered(&text(GREETING)))));
    let mut as_written = header(&campaign(&text(GREETING), Options::new()));
    assert!(!said(&as_written));
    as_written["renderDirect"] = json!(false);
    assert!(!said(&as_written));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A text is rendered as the template of the same text is, whatever is missing.
    #[test]
    fn direct_texts_are_rendered_as_templates_are(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "Salut ", "{{contact.firstName}}", " {{contact.meta.city}}", "{{custom.code}}",
            "{{user.name}}", "{{#if contact.firstName}}oui{{else}}non{{/if}}", "\\{{brut}}", "\n",
            "{{default contact.firstName \"vous\"}}", "{{~! rien ~}}", "{{contact.x.y}}",
        ]), 1..6),
        empty in any::<bool>(),
    ) {
        let body = pieces.concat();
        prop_assume!(!body.trim().is_empty());
        let options = || PlanOptions {
            missing: if empty { MissingVariables::Empty } else { MissingVariables::Skip },
            ..PlanOptions::default()
        };
        let direct = prepare(&rendered(&text(&body)), "x", options()).unwrap();
        let stored = json!({"templateId": TEMPLATE, "variables": {"code": "PROMO10"}});
        let stored = prepare(&campaign(&stored, Options::new()), &body, options()).unwrap();
        prop_assert_eq!(outcomes(&direct), outcomes(&stored));
    }
}
