//! Random templates with what handlebars.js 4.7.10 prints for them: 3,000 that nobody of this
//! project wrote, 2,000 of `tests/data/fresh_cases.cjs`, 1,500 of `parent_cases.cjs` and 800 of
//! `wide_cases.cjs`; and 2,500 that it refuses.

use crate::packed;
use flashplan::contact::TableBuilder;
use flashplan::template::{Constants, Context, RenderOptions, Template};
use serde_json::Value;

#[test]
fn every_case_prints_the_same() {
    check("handlebars_js.jsonl.gz", 5_000);
}

#[test]
fn every_way_out_of_a_block_is_the_same() {
    check("handlebars_js_parents.jsonl.gz", 1_500);
}

#[test]
fn every_spelling_is_the_same() {
    check("handlebars_js_wide.jsonl.gz", 800);
}

#[test]
fn what_handlebars_js_refuses_is_refused() {
    let mut cases = 0;
    for case in packed::lines("handlebars_js_broken.jsonl.gz") {
        cases += 1;
        let source = case["template"].as_str().unwrap();
        let taken = Template::compile(source).is_ok();
        assert!(!taken, "{} {}\n{source}", case["id"], case["refused"]);
    }
    assert_eq!(cases, 2_500);
}

fn check(file: &str, count: usize) {
    let mut cases = 0;
    let mut failures = Vec::new();
    for case in packed::lines(file) {
        cases += 1;
        let text = |name: &str| case[name].as_str().unwrap();
        for (way, printed) in ways(text("template"), &case["context"]) {
            if printed.as_deref() != Ok(text("expected")) {
                failures.push(format!(
                    "{} {way}: {printed:?}\n{}",
                    text("id"),
                    text("template")
                ));
            }
        }
    }
    assert_eq!(cases, count);
    assert!(failures.is_empty(), "{}: {}", failures.len(), failures[0]);
}

/// The text by each way that leads to one.
fn ways(source: &str, context: &Value) -> Vec<(&'static str, Result<String, String>)> {
    let template = Template::compile(source).unwrap();
    let options = RenderOptions::new();
    let whole = template.render(&Context::from_json(context.clone()), &options);
    let from = template.render_from(context, &options);
    let mut ways = vec![
        ("in one step", whole.map_err(|error| error.to_string())),
        (
            "as it writes itself",
            from.map_err(|error| error.to_string()),
        ),
    ];
    let constants = Constants::new()
        .user(context["user"].clone())
        .instance(context["instance"].clone())
        .custom(context["custom"].clone());
    // what a contact's values decide may leave out a constant that is missing: an error when bound
    let Ok(bound) = template.bind(&constants, &options) else {
        return ways;
    };
    let contact = &context["contact"];
    let value = bound.render_value(contact);
    ways.push(("bound", value.map_err(|error| error.to_string())));
    let fields: Vec<(&String, &Value)> = contact.as_object().unwrap().iter().collect();
    let mut table = TableBuilder::new(fields.iter().map(|(name, _)| name.as_str()));
    for (_, value) in &fields {
        table.value(value).unwrap();
    }
    let table = table.finish();
    let mut row = String::new();
    let rendered = bound.over(&table).render_into(0, &mut row);
    let row = rendered.map(|()| row).map_err(|error| error.to_string());
    ways.push(("as a row", row));
    ways
}
