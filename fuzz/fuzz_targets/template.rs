//! Any text as a template: it compiles or says why with spans inside the text; what compiles renders
//! the same twice, from a table as from JSON, and in its canonical form (F2).
#![no_main]

use flashplan::contact::{Table, TableBuilder};
use flashplan::issue::Issues;
use flashplan::template::{Bound, Constants, RenderOptions, Template, canonical};
use flashplan_fuzz::fraction::one_in;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use std::sync::LazyLock;

static VALUES: LazyLock<Value> = LazyLock::new(|| {
    json!({
        "name": "{{custom.secret}}", "code": "{{x", "on": true, "n": 1.5,
        "tags": ["a", "b"], "items": ["a", {"b": 1}],
    })
});

static CONSTANTS: LazyLock<Constants> = LazyLock::new(|| {
    Constants::new()
        .user(VALUES.clone())
        .instance(VALUES.clone())
        .custom(VALUES.clone())
});

/// A table with the values as its one contact.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let contact = VALUES.as_object().expect("an object");
    let mut builder = TableBuilder::new(contact.keys().cloned());
    for value in contact.values() {
        builder.value(value).expect("a small table");
    }
    builder.finish()
});

fuzz_target!(|source: &str| {
    let template = match Template::compile(source) {
        Ok(template) => template,
        Err(issues) => return refused(source, &issues),
    };
    let Ok(bound) = template.bind(&CONSTANTS, &RenderOptions::new()) else {
        return;
    };
    let mut row = String::new();
    let rendered = bound.over(&TABLE).render_into(0, &mut row).is_ok();
    let row = rendered.then_some(row);
    if one_in(4, source.as_bytes()) {
        let text = bound.render_value(&VALUES);
        assert_eq!(text, bound.render_value(&VALUES), "the same twice");
        assert_eq!(text.ok(), row, "the same from a table");
    }
    if one_in(8, source.as_bytes()) {
        canonical_form(source, &template, row.as_deref());
    }
});

fn refused(source: &str, issues: &Issues) {
    assert!(issues.has_errors());
    for place in issues.iter().filter_map(|issue| issue.place()) {
        let range = place.span.range();
        assert!(source.get(range).is_some(), "a span lies in the text");
    }
    if one_in(8, source.as_bytes()) {
        assert!(canonical(source).is_err());
    }
}

fn canonical_form(source: &str, template: &Template, text: Option<&str>) {
    let once = canonical(source).expect("what compiles has a canonical form");
    assert_eq!(canonical(&once).as_ref(), Ok(&once), "it is its own");
    let again = Template::compile(&once).expect("it compiles");
    let paths = |template: &Template| -> Vec<String> {
        let variables = template.variables().iter();
        variables.map(|one| one.path().to_owned()).collect()
    };
    assert_eq!(paths(&again), paths(template), "it looks up the same");
    let bound: Bound = again
        .bind(&CONSTANTS, &RenderOptions::new())
        .expect("as the template does");
    let printed = bound.render_value(&VALUES).ok();
    assert_eq!(printed.as_deref(), text, "it prints the same");
}
