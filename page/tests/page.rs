//! What stands in a page: its policy, its data, its words.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use flashplan::audience::Batch;
use flashplan::campaign::Campaign as Definition;
use flashplan::catalogue::read_templates;
use flashplan::contact::TableBuilder;
use flashplan::plan::{Inputs, Plan, PlanOptions};
use flashplan::schedule::Zone;
use flashplan_page::{Campaign, Gathering, PlanView, Preview, Problem, Time, html, limits};
use serde_json::{Map, Value, json};

const ID: &str = "1cd85ecf-f7b6-587d-bea6-15bd98049a0b";

type Stop = Box<dyn std::error::Error>;

/// A contact: name, phone, city.
type Row<'a> = (&'a str, &'a str, Option<&'a str>);

fn batch(rows: &[Row<'_>]) -> Batch {
    let mut table = TableBuilder::new(["id", "name", "phone", "meta.city"]);
    for (i, (name, phone, city)) in rows.iter().enumerate() {
        table.text(&format!("c{i}")).expect("room");
        table.text(name).expect("room");
        table.text(phone).expect("room");
        match city {
            Some(city) => table.text(city).expect("room"),
            None => table.missing(),
        }
    }
    Batch::new(table.finish(), 0, Vec::new())
}

fn plan_of(rows: &[Row<'_>], body: &str, options: PlanOptions) -> Preview {
    let definition = json!({
        "instanceId": ID, "name": "Pagnes </title><script>alert(1)</script>", "schedule": "2027-03-27T02:30:00+01:00",
        "repeat": "daily", "templateId": ID, "variables": {"code": "A<B"}, "recipients": {"type": "all"},
    });
    let templates =
        json!([{"id": ID, "name": "pagnes", "type": "text", "body": body, "mediaUrl": null}]);
    let (campaign, _) = Definition::read(definition.to_string().as_bytes()).into_parts();
    let campaign = campaign.expect("a valid definition");
    let (templates, _) = read_templates(templates.to_string().as_bytes()).into_parts();
    let templates = templates.expect("a valid template");
    let inputs = Inputs {
        campaign: &campaign,
        templates: &templates,
        instances: None,
        user: &Map::new(),
        groups: &Default::default(),
    };
    let plan = Plan::prepare(&inputs, options).expect("a plan");
    let mut contacts = [batch(rows)];
    let contacts = contacts.as_mut_slice();
    let mut gathering = Gathering::new(&plan, &inputs);
    let summary = plan
        .stream::<_, Stop>(contacts, &mut |entry, _| {
            gathering.take(entry);
            Ok(())
        })
        .expect("nothing stops the plan");
    let view = gathering.finish::<_, Stop>(&plan, &summary, contacts, None);
    Preview {
        campaign: Some(Campaign::of(&inputs)),
        problems: summary.issues.iter().map(Problem::new).collect(),
        more_problems: 0,
        plan: Some(view.expect("contacts in memory")),
        comparison: None,
    }
}

fn options(count: u64) -> PlanOptions {
    PlanOptions {
        count: Some(count),
        zone: Some(Zone::named("Europe/Paris").expect("a zone")),
        ..PlanOptions::default()
    }
}

fn view(preview: &Preview) -> &PlanView {
    preview.plan.as_ref().expect("a plan")
}

fn data(page: &str) -> Value {
    let begin = page.find("id=\"preview\">").expect("the data") + "id=\"preview\">".len();
    let end = begin + page[begin..].find("</script>").expect("an end");
    serde_json::from_str(&page[begin..end]).expect("JSON")
}

const HOSTILE: &str = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)>";

#[test]
fn hostile_names_are_data_and_nothing_else() {
    let rows = [
        (HOSTILE, "+2290197000001", Some("Cotonou")),
        ("Awa \u{2028}\u{0}", "+2290197000002", Some(HOSTILE)),
        (HOSTILE, "+2290197000001", None),
    ];
    let preview = plan_of(
        &rows,
        "{{contact.name}} {{default contact.meta.city \"ici\"}}",
        options(1),
    );
    let page = html(&preview).expect("a page");
    assert_eq!(
        page.matches("<script").count(),
        2,
        "the data and the program"
    );
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(!page.contains("<img"), "no element of a name");
    let data = data(&page);
    assert_eq!(data["plan"]["people"][0]["name"], HOSTILE);
    assert_eq!(
        data["plan"]["people"][0]["body"],
        format!("{HOSTILE} Cotonou")
    );
    assert_eq!(data["plan"]["skipped"][0]["name"], HOSTILE);
    assert!(page.contains("<title>Pagnes &#60;/title&#62;"));
}

#[test]
fn nothing_is_loaded_and_no_address_stands_in_the_page() {
    let page = html(&plan_of(
        &[("Awa", "+2290197000001", None)],
        "Bonjour",
        options(1),
    ))
    .expect("a page");
    assert!(page.contains("content=\"default-src 'none'; style-src 'sha256-"));
    let known = ["http://www.w3.org/2000/svg"];
    for (at, _) in page.match_indices("://") {
        let from = page[..at]
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |i| i + 1);
        let rest = &page[from..];
        // how the script knows an address in a message, and the name of a kind of element
        let is_expression = rest.starts_with("://") || rest.starts_with("s?:\\/\\/");
        assert!(
            is_expression || known.iter().any(|name| rest.starts_with(name)),
            "{:.60}",
            rest
        );
    }
    for code in [
        " style=\"",
        " onclick=\"",
        "innerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
    ] {
        assert!(!page.contains(code), "{code}");
    }
}

#[test]
fn the_policy_has_the_hashes_of_what_stands_in_the_page() {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let page = html(&plan_of(
        &[("Awa", "+2290197000001", None)],
        "Bonjour",
        options(1),
    ))
    .expect("a page");
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
        let begin = page.find(open).expect("it is there") + open.len();
        let end = begin + page[begin..].find(close).expect("it ends");
        let hash =
            base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&page[begin..end]));
        assert!(page.contains(&format!("'sha256-{hash}'")), "{open}");
    }
}

#[test]
fn the_same_preview_gives_the_same_bytes() {
    let rows: Vec<(String, String)> = (0..3_000)
        .map(|i| (format!("Contact {i}"), format!("+22901{:08}", i % 2_990)))
        .collect();
    let rows: Vec<Row<'_>> = rows
        .iter()
        .map(|(name, phone)| (name.as_str(), phone.as_str(), None))
        .collect();
    let page = || html(&plan_of(&rows, "Bonjour {{contact.name}}", options(3))).expect("a page");
    assert_eq!(page(), page());
}

#[test]
fn counts_are_of_everything_and_messages_a_sample_by_rule() {
    let count = limits::MESSAGES + 500;
    let rows: Vec<(String, String)> = (0..count)
        .map(|i| {
            let name = match i {
                700 => "A".to_owned(),
                1_200 => "B".repeat(300),
                _ => format!("Contact {i:05}"),
            };
            (name, format!("+22901{i:08}"))
        })
        .collect();
    let rows: Vec<Row<'_>> = rows
        .iter()
        .map(|(name, phone)| (name.as_str(), phone.as_str(), None))
        .collect();
    let preview = plan_of(&rows, "{{contact.name}}", options(2));
    let view = view(&preview);
    assert_eq!(view.totals.reached, count as u64);
    assert_eq!(view.totals.sends, 2 * count as u64);
    let drawn = view
        .people
        .iter()
        .filter(|person| person.why.contains(&"random"))
        .count();
    assert_eq!(drawn, limits::MESSAGES);
    assert!(view.people.len() <= limits::MESSAGES + 3);
    let why = |reason| {
        view.people
            .iter()
            .find(|person| person.why.contains(&reason))
            .map(|person| person.position)
    };
    assert_eq!(
        (why("first"), why("shortest"), why("longest")),
        (Some(0), Some(700), Some(1_200))
    );
    assert!(view.people.iter().all(|person| person.times.len() == 2));
    assert!(view.people.is_sorted_by_key(|person| person.position));
}

#[test]
fn a_small_account_is_shown_whole() {
    let rows = [
        ("Awa", "+2290197000001", None),
        ("Koffi", "+2290197000002", None),
    ];
    let preview = plan_of(&rows, "{{contact.name}}", options(2));
    let view = view(&preview);
    assert_eq!(view.people.len(), 2);
    assert_eq!(view.people[1].times.len(), 2);
    assert!(matches!(view.people[1].times[0], Time::Sent(0, _)));
}

#[test]
fn every_reason_is_listed_and_the_list_is_bounded() {
    let rows: Vec<(String, &str)> = (0..limits::SKIPPED_EACH + 10)
        .map(|i| (format!("Contact {i}"), "97"))
        .chain([("Awa".to_owned(), "+2290197000001")])
        .collect();
    let rows: Vec<Row<'_>> = rows
        .iter()
        .map(|(name, phone)| (name.as_str(), *phone, None))
        .collect();
    let preview = plan_of(&rows, "{{contact.meta.city}}", options(2));
    let view = view(&preview);
    let reasons: Vec<_> = view
        .reasons
        .iter()
        .map(|reason| (reason.reason, reason.contacts, reason.times))
        .collect();
    let invalid = limits::SKIPPED_EACH as u64 + 10;
    assert_eq!(
        reasons,
        [
            ("INVALID_PHONE", invalid, 2 * invalid),
            ("MISSING_VARIABLES", 1, 2)
        ]
    );
    assert_eq!(view.skipped.len(), limits::SKIPPED_EACH + 1);
    let last = view.skipped.last().expect("a contact");
    assert_eq!(
        (last.name.as_deref(), last.variables.as_slice(), last.times),
        (Some("Awa"), &["contact.meta.city".to_owned()][..], 2)
    );
    assert_eq!(view.totals.missed, invalid + 1);
}

#[test]
fn variables_are_counted_where_the_template_was_tried() {
    let rows = [
        ("Awa", "+2290197000001", Some("Cotonou")),
        ("Koffi", "+2290197000002", None),
        ("Nobody", "97", Some("Ouidah")),
        ("Fatima", "+2290197000003", Some(" ")),
    ];
    let body =
        "{{contact.name}}, {{default contact.meta.city \"ici\"}}: {{custom.code}} {{instance.id}}";
    let preview = plan_of(&rows, body, options(1));
    let variables = &view(&preview).variables;
    let city = variables
        .iter()
        .find(|variable| variable.path == "contact.meta.city")
        .expect("the city");
    assert_eq!(
        (city.of, city.present, city.empty, city.missing),
        (3, 1, 1, 1)
    );
    assert_eq!(
        (city.default.as_deref(), city.required),
        (Some("ici"), false)
    );
    assert_eq!(city.examples[0].value, "Cotonou");
    assert_eq!(city.without.len(), 2);
    let code = variables
        .iter()
        .find(|variable| variable.path == "custom.code")
        .expect("the code");
    assert_eq!(code.value.as_deref(), Some("A<B"));
    let instance = variables
        .iter()
        .find(|variable| variable.path == "instance.id")
        .expect("the instance");
    assert_eq!(instance.value.as_deref().map(str::len), Some(36));
}

#[test]
fn changes_of_clocks_come_with_their_notes() {
    let preview = plan_of(&[("Awa", "+2290197000001", None)], "Bonjour", options(3));
    let view = view(&preview);
    let change = 1_806_195_600; // 2027-03-28T01:00:00Z
    assert_eq!(
        view.offsets,
        [(view.occurrences[0].at, 3_600), (change, 7_200)]
    );
    assert_eq!(view.occurrences[1].notes.len(), 1);
    assert_ne!(
        view.occurrences[1].notes[0].en,
        view.occurrences[1].notes[0].fr
    );
    let days: Vec<_> = view
        .days
        .iter()
        .map(|day| {
            (
                day.date.as_str(),
                day.hours.keys().copied().collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        days,
        [
            ("2027-03-27", vec![2]),
            ("2027-03-28", vec![3]),
            ("2027-03-29", vec![2])
        ]
    );
}

#[test]
fn lists_of_occurrences_and_days_are_bounded_and_counts_are_not() {
    let rows = [("Awa", "+2290197000001", None)];
    let lists = |count| {
        let preview = plan_of(&rows, "Bonjour", options(count));
        let view = view(&preview);
        let totals = &view.totals;
        assert_eq!((totals.occurrences, totals.sends), (count, count));
        let listed = view.days.iter().map(|day| day.sends).sum::<u64>();
        assert_eq!(listed + view.later, count);
        assert_eq!(view.people[0].times.len(), view.occurrences.len());
        (view.occurrences.len(), view.days.len())
    };
    assert_eq!(lists(limits::OCCURRENCES as u64).0, limits::OCCURRENCES);
    assert_eq!(lists(limits::OCCURRENCES as u64 + 1).0, limits::OCCURRENCES);
    assert_eq!(lists(limits::DAYS as u64).1, limits::DAYS);
    assert_eq!(lists(limits::DAYS as u64 + 1).1, limits::DAYS);
}
