//! `COMPATIBILITY.md` is true: every difference in it is run.

use flashplan::template::{Context, RenderOptions, Template};
use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn every_difference_is_as_written() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("COMPATIBILITY.md");
    let text = fs::read_to_string(file).unwrap();
    let mut checked = 0;
    for section in text.split("\n### ").skip(1) {
        let field = |name: &str| {
            let line = section
                .lines()
                .find_map(|line| line.strip_prefix(&format!("- {name}: `")));
            line.unwrap_or_else(|| panic!("no {name} in: {section}"))
                .trim_end_matches('`')
        };
        let json = |name: &str| serde_json::from_str::<Value>(field(name)).unwrap();
        let (source, ours) = (json("template"), field("flashplan"));
        let found = answer(source.as_str().unwrap(), json("context"));
        assert_eq!(found, ours, "{section}");
        assert_ne!(found, field("handlebars.js"), "no difference: {section}");
        checked += 1;
    }
    assert!(checked >= 10, "only {checked}");
}

/// The text as JSON, or the code of the first issue.
fn answer(source: &str, context: Value) -> String {
    let template = match Template::compile(source) {
        Ok(template) => template,
        Err(issues) => return format!("error {}", issues.as_slice()[0].code().name()),
    };
    match template.render(&Context::from_json(context), &RenderOptions::new()) {
        Ok(text) => Value::from(text).to_string(),
        Err(error) => format!("error {}", error.code().name()),
    }
}
