//! Columns that a plan does not look at may be left out: the plan is the same, byte for byte.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/planning.rs"]
mod planning;

use flashplan::audience::Batch;
use flashplan::campaign::Recipients;
use flashplan::contact::{FieldSet, TableBuilder};
use flashplan::plan::{Contacts, Never, Plan, PlanOptions, QuietZone};
use planning::{Stop, TEMPLATE, campaign, prepare};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;

const COLUMNS: [&str; 10] = [
    "id",
    "phone",
    "name",
    "firstName",
    "tags",
    "deletedAt",
    "meta.city",
    "meta.cityCode",
    "meta.timezone",
    "points",
];

fn contacts() -> Vec<[Value; 10]> {
    (0..30)
        .map(|n| {
            let (tag, zone) = [("vip", "Europe/Paris"), ("new", "Africa/Porto-Novo")][n % 2];
            [
                json!(format!("c{n}")),
                json!(format!("+22901970000{:02}", n % 25)),
                json!(format!("Awa {n}")),
                json!("Awa"),
                json!([tag]),
                if n == 4 {
                    json!("2026-01-01")
                } else {
                    Value::Null
                },
                if n % 7 == 0 {
                    Value::Null
                } else {
                    json!("Cotonou")
                },
                json!("COO"),
                json!(zone),
                json!(n),
            ]
        })
        .collect()
}

/// Contacts that have the columns that are asked for, and no other; or always all of them.
struct Source {
    leaves_out: bool,
    read: RefCell<BTreeSet<String>>,
}

impl Contacts for Source {
    type Error = Never;

    fn for_each_batch<E: From<Never>>(
        &mut self,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        self.for_each_batch_of(&FieldSet::all(), visit)
    }

    fn for_each_batch_of<E: From<Never>>(
        &mut self,
        fields: &FieldSet,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        let is_read = |name: &str| !self.leaves_out || fields.has(name);
        let kept: Vec<usize> = (0..COLUMNS.len())
            .filter(|&i| is_read(COLUMNS[i]))
            .collect();
        let names = kept.iter().map(|&i| COLUMNS[i].to_owned());
        self.read.borrow_mut().extend(names.clone());
        let mut builder = TableBuilder::new(names);
        for contact in contacts() {
            for &column in &kept {
                builder.value(&contact[column]).unwrap();
            }
        }
        visit(&Batch::new(builder.finish(), 0, Vec::new()))
    }
}

fn plan(body: &str, recipients: &Value, options: PlanOptions) -> Plan {
    let campaign = campaign(&json!({
        "recipients": recipients, "templateId": TEMPLATE, "variables": {"code": "X"},
    }));
    prepare(&campaign, body, options).expect("the plan can be made")
}

/// The lines of the plan, and the columns that were read for them.
fn lines(plan: &Plan, leaves_out: bool) -> (String, BTreeSet<String>) {
    let read = RefCell::default();
    let mut source = Source { leaves_out, read };
    let mut lines = String::new();
    plan.stream::<_, Stop>(&mut source, &mut |_, line| {
        lines.push_str(line);
        Ok(())
    })
    .expect("nothing stops the plan");
    (lines, source.read.into_inner())
}

#[test]
fn a_plan_is_the_same_without_the_columns_it_does_not_look_at() {
    let all = json!({"type": "all"});
    let vip = json!({"type": "tags", "value": ["vip"]});
    let excludes = PlanOptions {
        exclude: Some(Recipients::Tags(vec!["new".to_owned()])),
        ..PlanOptions::default()
    };
    let by_zone = PlanOptions {
        quiet_zone: QuietZone::Contact,
        ..PlanOptions::default()
    };
    let plain = PlanOptions::default();
    let cases = [
        ("{{custom.code}}", &all, &plain, "deletedAt id phone"),
        (
            "{{contact.points}}",
            &all,
            &plain,
            "deletedAt id phone points",
        ),
        (
            "{{contact.points}}",
            &vip,
            &plain,
            "deletedAt id phone points tags",
        ),
        (
            "{{contact.points}}",
            &all,
            &excludes,
            "deletedAt id phone points tags",
        ),
        (
            "{{custom.code}}",
            &all,
            &by_zone,
            "deletedAt id meta.timezone phone",
        ),
        (
            "{{contact.meta.city}}",
            &all,
            &plain,
            "deletedAt id meta.city phone",
        ),
        (
            "{{#with contact.meta}}{{city}}{{/with}}.",
            &all,
            &plain,
            "deletedAt id meta.city meta.cityCode meta.timezone phone",
        ),
        (
            "{{#each contact.meta}}{{@key}} {{this}} {{/each}}.",
            &all,
            &plain,
            "deletedAt id meta.city meta.cityCode meta.timezone phone",
        ),
        (
            "{{lookup contact.meta contact.firstName}}{{contact.points}}",
            &all,
            &plain,
            "deletedAt firstName id meta.city meta.cityCode meta.timezone phone points",
        ),
        (
            "{{#each contact.tags}}{{../contact.firstName}} {{this}}{{/each}}",
            &all,
            &plain,
            "",
        ),
        (
            "{{#if contact.meta.city}}{{contact.name}}{{else}}-{{/if}}",
            &all,
            &plain,
            "",
        ),
        ("{{#each contact}}{{@key}} {{/each}}", &all, &plain, ""),
    ];
    for (body, recipients, options, columns) in cases {
        let plan = plan(body, recipients, options.clone());
        let (whole, _) = lines(&plan, false);
        let (pruned, read) = lines(&plan, true);
        assert_eq!(pruned, whole, "{body}");
        let read: Vec<String> = read.into_iter().collect();
        if !columns.is_empty() {
            assert_eq!(read.join(" "), columns, "{body}");
        }
    }
}

/// Who has read columns knows whether they are enough for somebody else.
#[test]
fn a_reading_covers_what_lies_in_its_fields() {
    let covers = |own: &[&str], asked: &[&str]| {
        let [own, asked] = [own, asked].map(|paths| FieldSet::of(paths.iter().copied()));
        own.covers(&asked)
    };
    assert!(covers(&["id", "meta"], &["meta.city", "id"]));
    assert!(covers(&["id"], &[]));
    assert!(covers(&[""], &["name"]), "a contact has all of its fields");
    assert!(!covers(&["meta.city"], &["meta"]));
    assert!(!covers(&["meta.city"], &["meta.cityCode"]));
    assert!(!covers(&["id"], &["id", "name"]));
    let (all, some) = (FieldSet::all(), FieldSet::of(["id"]));
    assert!(all.covers(&some) && all.covers(&all));
    assert!(!some.covers(&all));
}

#[test]
fn fields_of_two_readers_are_those_of_either() {
    let of = |path: &str| FieldSet::of([path]);
    let both = of("id").and(of("meta.city"));
    assert!(both.has("id") && both.has("meta.city") && !both.has("name"));
    for all in [of("id").and(FieldSet::all()), FieldSet::all().and(of("id"))] {
        assert!(all.has("name"));
    }
}
