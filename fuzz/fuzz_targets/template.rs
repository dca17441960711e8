//! Any text as a template: it compiles or says why with spans inside the text, and what compiles
//! renders the same twice.
#![no_main]

use flashplan::template::{Constants, RenderOptions, Template};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|source: &str| {
    let template = match Template::compile(source) {
        Ok(template) => template,
        Err(issues) => {
            assert!(issues.has_errors());
            for place in issues.iter().filter_map(|issue| issue.place()) {
                assert!(source.get(place.span.range()).is_some(), "a span lies in the text");
            }
            return;
        }
    };
    let values = json!({"name": "{{custom.secret}}", "code": "{{x", "on": true, "items": ["a", {"b": 1}]});
    let constants = Constants::new().user(values.clone()).instance(values.clone()).custom(values.clone());
    let Ok(bound) = template.bind(&constants, &RenderOptions::new()) else { return };
    let once = bound.render_value(&values);
    assert_eq!(format!("{once:?}"), format!("{:?}", bound.render_value(&values)));
});
