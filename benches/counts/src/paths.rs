//! The paths that are counted, each with its input.

use flashplan::audience::{Batch, Groups};
use flashplan::campaign::Campaign;
use flashplan::catalogue::read_templates;
use flashplan::contact::{Table, TableBuilder};
use flashplan::pace::{Caps, Pace, Pacer, QuietHours};
use flashplan::phone::Phone;
use flashplan::plan::{Inputs, Never, Plan, PlanOptions, PlanStopped, QuietZone, StoredPlan};
use flashplan::schedule::{Rule, Schedule, Zone, parse_moment};
use flashplan::template::{Batch as Texts, Bound, Constants, RenderOptions, Template};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::hint::black_box;
use std::io;

/// A path, and how often it is run for its count.
pub(crate) struct Path {
    pub(crate) name: &'static str,
    pub(crate) times: u64,
    /// Gets ready; what it gives does the work once.
    pub(crate) prepare: fn() -> Box<dyn FnMut()>,
}

const fn path(name: &'static str, times: u64, prepare: fn() -> Box<dyn FnMut()>) -> Path {
    Path {
        name,
        times,
        prepare,
    }
}

pub(crate) const PATHS: [Path; 22] = [
    path("template A, compiled", 200, || compiling(A)),
    path("template B, compiled", 200, || compiling(B)),
    path("template C, compiled", 200, || compiling(C)),
    path("template B, 100 rows of a table", 50, || rows(B)),
    path("template C, 100 rows of a table", 50, || rows(C)),
    path("template A, a struct", 200, || of_struct(A)),
    path("template B, a struct", 200, || of_struct(B)),
    path("template C, a struct", 200, || of_struct(C)),
    path("template B, a value", 200, value),
    path("rule MO,WE,FR until a day, read", 500, rule),
    path("daily, 365 from texts", 200, || list("FREQ=DAILY")),
    path("weekly, 365 from texts", 200, || list("FREQ=WEEKLY")),
    path("MO,WE,FR, 365 from texts", 200, || {
        list("FREQ=WEEKLY;BYDAY=MO,WE,FR")
    }),
    path("monthly, 365 from texts", 200, || list("FREQ=MONTHLY")),
    path("daily, the 100,000th", 500, nth),
    path("zone, its first use", 100, zone),
    path("definition, read and checked", 100, definition),
    path("phone number, read", 500, phone),
    path("pace with caps and windows, 1,000 sends", 20, pace),
    path(
        "plan of 1,000 contacts",
        10,
        || plan(PlanOptions::default()),
    ),
    path("plan of 1,000, quiet hours by their clocks", 10, || {
        plan(by_their_clocks())
    }),
    path("plan of 1,000 contacts, verified", 10, verify),
];

const A: &str = include_str!("../../templates/a.hbs");
const B: &str = include_str!("../../templates/b.hbs");
const C: &str = include_str!("../../templates/c.hbs");

/// What does a thing and throws away what comes of it.
fn each<T>(mut work: impl FnMut() -> T + 'static) -> Box<dyn FnMut()> {
    Box::new(move || drop(black_box(work())))
}

fn compiling(source: &'static str) -> Box<dyn FnMut()> {
    each(move || Template::compile(black_box(source)).unwrap())
}

/// A contact, its fields named as the templates write them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Contact {
    first_name: String,
    last_name: String,
    code: String,
    points: String,
    card: String,
    city: String,
    delivery: String,
    vip: bool,
    tags: Vec<&'static str>,
}

fn contact(n: usize) -> Contact {
    let names = ["Awa", "Zoé", "Petterson", "Fatoumata", "Kokou", "Adébáyọ̀"];
    let tags = ["promo", "nouveautés", "maison"];
    Contact {
        first_name: names[n % names.len()].to_owned(),
        last_name: names[n / 7 % names.len()].to_owned(),
        code: format!("P{}", n % 1_000),
        points: (n % 5_000).to_string(),
        card: format!("{n:08}"),
        city: ["Cotonou", "Porto-Novo", "Lomé"][n % 3].to_owned(),
        delivery: format!("{} mai", 1 + n % 28),
        vip: n.is_multiple_of(2),
        tags: tags[..1 + n % 3].to_vec(),
    }
}

fn bound(source: &str) -> Bound {
    let custom = json!({
        "app": "MsgFlash", "until": "31 mai", "least": "10 000 F", "code": "PROMO10",
        "depot": "Cotonou", "mail": "aide@example.org",
    });
    let constants = Constants::new()
        .instance(json!({"name": "Boutique Porto-Novo"}))
        .custom(custom);
    let template = Template::compile(source).unwrap();
    template.bind(&constants, &RenderOptions::new()).unwrap()
}

fn table() -> Table {
    let texts = [
        "firstName",
        "lastName",
        "code",
        "points",
        "card",
        "city",
        "delivery",
    ];
    let mut builder = TableBuilder::new(texts.into_iter().chain(["vip", "tags"]));
    for one in (0..100).map(contact) {
        for text in [
            one.first_name,
            one.last_name,
            one.code,
            one.points,
            one.card,
            one.city,
            one.delivery,
        ] {
            builder.text(&text).unwrap();
        }
        builder.value(&Value::Bool(one.vip)).unwrap();
        builder.list(one.tags).unwrap();
    }
    builder.finish()
}

fn rows(source: &str) -> Box<dyn FnMut()> {
    let (bound, table, mut texts) = (bound(source), table(), Texts::new());
    each(move || {
        bound
            .over(&table)
            .render_batch(black_box(0..100), &mut texts);
        black_box(texts.bytes());
    })
}

fn of_struct(source: &str) -> Box<dyn FnMut()> {
    let (bound, contact) = (bound(source), contact(345));
    each(move || bound.render(black_box(&contact)).unwrap())
}

fn value() -> Box<dyn FnMut()> {
    let contact = serde_json::to_value(contact(345)).unwrap();
    let bound = bound(B);
    each(move || bound.render(black_box(&contact)).unwrap())
}

fn rule() -> Box<dyn FnMut()> {
    let text = "FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20300501T090000Z";
    each(|| Rule::parse(black_box(text)).unwrap())
}

fn schedule(rule: &str, count: u64) -> Schedule {
    let start = parse_moment(black_box("2026-01-05T09:00:00")).unwrap();
    Schedule::starting(start, black_box(rule).parse().unwrap())
        .zone(black_box("Europe/Paris").parse().unwrap())
        .count(count)
        .build()
        .unwrap()
}

fn list(rule: &'static str) -> Box<dyn FnMut()> {
    drop(schedule(rule, 365));
    each(|| {
        let mut list = Vec::with_capacity(365);
        schedule(rule, 365).instants().append_to(&mut list);
        list
    })
}

fn nth() -> Box<dyn FnMut()> {
    let schedule = schedule("FREQ=DAILY", 2_900_000);
    drop(schedule.nth(1));
    each(move || schedule.nth(black_box(100_000)).unwrap())
}

fn zone() -> Box<dyn FnMut()> {
    let place = flashplan_tzdb::find("America/New_York").unwrap();
    let file = flashplan_tzdb::tzif(place).unwrap();
    each(|| {
        let zone = Zone::from_tzif("America/New_York", black_box(file)).unwrap();
        zone.span_at(black_box(2_000_000_000))
    })
}

fn campaign(recipients: Value, template: Option<&str>) -> Vec<u8> {
    let mut campaign = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
        "name": "Ouverture de la boutique",
        "schedule": "2030-05-01T09:00:00.000Z",
        "repeat": "none",
        "recipients": recipients,
    });
    match template {
        Some(id) => {
            campaign["templateId"] = id.into();
            campaign["variables"] = json!({"app": "MsgFlash", "code": "PROMO10"});
        }
        None => {
            let body = "Bonjour à tous, la boutique de Porto-Novo ouvre samedi à 9 h. ";
            campaign["type"] = "text".into();
            campaign["body"] = body.repeat(8).into();
        }
    }
    campaign.to_string().into_bytes()
}

fn definition() -> Box<dyn FnMut()> {
    let ids = [
        "0b0e7f3a-1c2d-4e5f-8a9b-0c1d2e3f4a5b",
        "1b0e7f3a-1c2d-4e5f-8a9b-0c1d2e3f4a5c",
    ];
    let body = campaign(json!({"type": "explicit", "value": ids}), None);
    each(move || Campaign::read(black_box(&body)))
}

fn phone() -> Box<dyn FnMut()> {
    each(|| Phone::parse(black_box("+2290197000001")).unwrap())
}

fn pace() -> Box<dyn FnMut()> {
    let days = ["mon", "tue", "wed", "thu", "fri"].map(|day| format!("{day} 09:00-18:00"));
    let open = days.each_ref().map(String::as_str);
    let pace = Pace {
        min_gap: 2,
        caps: Caps {
            per_minute: Some(20),
            per_hour: Some(500),
            per_day: Some(5_000),
            warm_up: vec![500, 1_000, 2_000],
        },
        quiet: QuietHours::default().within(open).unwrap(),
        ..Pace::default()
    };
    let zone = Zone::named("Europe/Paris").unwrap();
    each(move || {
        let mut pacer = Pacer::new(pace.clone(), zone.clone());
        for _ in 0..1_000 {
            black_box(pacer.next(1_774_598_400).unwrap());
        }
    })
}

const TEMPLATE: &str = "c92a98e0-6540-51d7-a450-312fe94658a9";
const BODY: &str = "Bonjour {{contact.firstName}}, bienvenue sur {{custom.app}} depuis {{contact.city}}. Code {{custom.code}}.";

/// Nobody is written to at night where they are.
fn by_their_clocks() -> PlanOptions {
    PlanOptions {
        quiet_zone: QuietZone::Contact,
        pace: Pace {
            min_gap: 1,
            quiet: "21:00-08:00".parse().unwrap(),
            ..Pace::default()
        },
        ..PlanOptions::default()
    }
}

fn prepared(options: PlanOptions) -> (Plan, [Batch; 1]) {
    let campaign = campaign(json!({"type": "all"}), Some(TEMPLATE));
    let templates = json!([{"id": TEMPLATE, "name": "counts", "type": "text", "body": BODY}]);
    let inputs = Inputs {
        campaign: &Campaign::read(&campaign).into_result().unwrap(),
        templates: &read_templates(templates.to_string().as_bytes())
            .into_result()
            .unwrap(),
        instances: None,
        user: &Map::new(),
        groups: &Groups::new(),
    };
    let mut builder = TableBuilder::new(["id", "firstName", "phone", "city", "meta.timezone"]);
    let zones = ["Africa/Porto-Novo", "Europe/Paris", "America/New_York", ""];
    for n in 0..1_000 {
        let Contact {
            first_name: name,
            city,
            ..
        } = contact(n);
        let id = format!("0b0e7f3a-1c2d-4e5f-8a9b-{n:012}");
        let phone = format!("+22901{:08}", n - n % 50 / 49);
        for text in [&id, &name, &phone, &city, zones[n % zones.len()]] {
            builder.text(text).unwrap();
        }
    }
    let plan = Plan::prepare(&inputs, options).unwrap();
    (plan, [Batch::new(builder.finish(), 0, Vec::new())])
}

#[derive(Debug)]
struct Stop;

impl From<Never> for Stop {
    fn from(never: Never) -> Self {
        match never {}
    }
}

impl From<PlanStopped> for Stop {
    fn from(_: PlanStopped) -> Self {
        Self
    }
}

impl From<io::Error> for Stop {
    fn from(_: io::Error) -> Self {
        Self
    }
}

fn plan(options: PlanOptions) -> Box<dyn FnMut()> {
    let (plan, mut contacts) = prepared(options);
    let mut out = String::new();
    each(move || {
        out.clear();
        plan.stream::<_, Stop>(&mut contacts[..], &mut |_, line| {
            out.push_str(line);
            Ok(())
        })
        .unwrap();
        black_box(&out);
    })
}

fn verify() -> Box<dyn FnMut()> {
    let (plan, mut contacts) = prepared(PlanOptions::default());
    let mut stored = format!("{}\n", plan.header());
    let summary = plan.stream::<_, Stop>(&mut contacts[..], &mut |_, line| {
        stored.push_str(line);
        Ok(())
    });
    stored += &serde_json::to_string(&summary.unwrap()).unwrap();
    stored.push('\n');
    each(move || {
        let stored = StoredPlan::open(black_box(stored.as_bytes())).unwrap();
        let verified = plan.verify::<_, _, Stop>(&mut contacts[..], stored);
        assert!(verified.unwrap().holds());
    })
}
