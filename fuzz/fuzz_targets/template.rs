//! Any text as a template: it compiles or says why with spans inside the text; what compiles renders
//! the same twice, from a table as from JSON, and in its canonical form.
#![no_main]

use flashplan::contact::{Table, TableBuilder};
use flashplan::template::{Constants, RenderOptions, Template, canonical};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|source: &str| {
    let template = match Template::compile(source) {
        Ok(template) => template,
        Err(issues) => {
            assert!(issues.has_errors());
            assert!(canonical(source).is_err());
            for place in issues.iter().filter_map(|issue| issue.place()) {
                assert!(
                    source.get(place.span.range()).is_some(),
                    "a span lies in the text"
                );
            }
            return;
        }
    };
    let once = canonical(source).expect("what compiles has a canonical form");
    assert_eq!(
        canonical(&once).as_ref(),
        Ok(&once),
        "the canonical form is its own"
    );

    let values = json!({
        "name": "{{custom.secret}}", "code": "{{x", "on": true, "n": 1.5,
        "tags": ["a", "b"], "items": ["a", {"b": 1}],
    });
    let constants = Constants::new()
        .user(values.clone())
        .instance(values.clone())
        .custom(values.clone());
    let Ok(bound) = template.bind(&constants, &RenderOptions::new()) else {
        return;
    };
    let text = bound.render_value(&values);
    assert_eq!(text, bound.render_value(&values), "the same twice");

    let table = table(&values);
    let mut row = String::new();
    let rendered = bound.over(&table).render_into(0, &mut row);
    assert_eq!(
        text.as_ref().ok(),
        rendered.is_ok().then_some(&row),
        "the same from a table"
    );

    let again = Template::compile(&once).expect("a canonical form compiles");
    let bound = again
        .bind(&constants, &RenderOptions::new())
        .expect("as the template does");
    assert_eq!(
        text.ok(),
        bound.render_value(&values).ok(),
        "the canonical form prints the same"
    );
});

/// A table with one contact.
fn table(contact: &Value) -> Table {
    let contact = contact.as_object().expect("an object");
    let mut builder = TableBuilder::new(contact.keys().cloned());
    for value in contact.values() {
        builder.value(value).expect("a small table");
    }
    builder.finish()
}
