//! The mustache specification as far as Handlebars can say it, and handlebars.js' own test suite as
//! far as it lies inside the language (data only: mustache/spec, jbboehr/handlebars-spec, both MIT).
//!
//! Their templates use names without a namespace, so the data goes under `custom` and bare names are
//! read there. A value that is missing prints nothing there, which is an option here.

use crate::packed;
use flashplan::template::{Compiler, Constants, Context, Missing, Namespace, RenderOptions};
use serde_json::{Value, json};

#[test]
fn cases_inside_the_language_print_the_same() {
    let mut passed = std::collections::BTreeMap::<String, usize>::new();
    let mut left_out = std::collections::BTreeMap::<&str, usize>::new();
    let mut failures = Vec::new();
    for case in packed::lines("third_party.jsonl.gz") {
        match outside(&case) {
            Some(reason) => *left_out.entry(reason).or_default() += 1,
            None => match run(&case) {
                Ok(()) => {
                    *passed
                        .entry(case["suite"].as_str().unwrap().to_owned())
                        .or_default() += 1
                }
                Err(problem) => failures.push(format!(
                    "{}: {problem}\n  {}",
                    case["name"], case["template"]
                )),
            },
        }
    }
    println!("passed {passed:?}, left out {left_out:#?}");
    assert!(
        failures.is_empty(),
        "{} failed\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Why a case lies outside the language; none if it must hold.
fn outside(case: &Value) -> Option<&'static str> {
    let has = |name: &str| {
        !matches!(&case[name], Value::Null) && case[name] != json!([]) && case[name] != json!({})
    };
    let name = case["name"].as_str().unwrap();
    let template = case["template"].as_str().unwrap();
    let data = case["data"].to_string();
    let reasons = [
        (has("helpers"), "the host's own helpers"),
        (
            has("partials") || template.contains("{{>") || template.contains("{{#>"),
            "partials",
        ),
        (
            has("decorators") || template.contains("{{#*") || template.contains("{{*"),
            "decorators",
        ),
        (template.contains("{{{{"), "raw blocks"),
        (
            has("runtimeOptions"),
            "values handed to the template besides its context",
        ),
        (
            data.contains("!code") || data.contains("!sparsearray"),
            "functions and sparse arrays in the data",
        ),
        (
            !has("exception") && has_plain_section(template),
            "sections without a helper: `{{#list}}`",
        ),
        (
            OUTER_LOOKUPS.contains(&name),
            "mustache looks a name up in outer contexts, Handlebars does not",
        ),
        (
            has_literal_name(template),
            "a literal as a name: `{{12}}`, `{{\"x\"}}`",
        ),
        (
            template.contains("{{awesome undefined null}}"),
            "a helper that nobody registered",
        ),
        (
            name.starts_with("regressions: Regressions - GH-676"),
            "an array is joined by `, ` here",
        ),
        (
            name.starts_with("basic: basic context - compiling with an undefined context #9"),
            "`../` out of the template is an error here",
        ),
    ];
    let reason = reasons.into_iter().find(|(applies, _)| *applies);
    reason.map(|(_, reason)| reason)
}

/// Cases of the mustache specification that no Handlebars prints as it says.
const OUTER_LOOKUPS: [&str; 4] = [
    "sections: Parent contexts",
    "sections: Variable test",
    "sections: List Contexts",
    "sections: Deeply Nested Contexts",
];

/// Whether a block begins with anything but a block helper.
fn has_plain_section(template: &str) -> bool {
    let opens = template
        .split("{{#")
        .skip(1)
        .chain(template.split("{{^").skip(1));
    opens.into_iter().any(|rest| {
        let rest = rest.trim_start_matches(['~', ' ']);
        let word = rest.split([' ', '}', '~']).next().unwrap_or("");
        !word.is_empty() && !["if", "unless", "each", "with"].contains(&word)
    })
}

fn has_literal_name(template: &str) -> bool {
    let literals = [
        "{{\"",
        "{{'",
        "{{#\"",
        "{{12",
        "{{true",
        "{{false",
        "{{undefined",
        "{{null",
    ];
    literals.iter().any(|literal| template.contains(literal))
}

fn run(case: &Value) -> Result<(), String> {
    let (source, data) = under_a_name(case);
    let is_strict = !case["exception"].is_null();
    let missing = if is_strict {
        Missing::Error
    } else {
        Missing::Empty
    };
    let options = RenderOptions::new().missing(missing);
    let compiled = Compiler::new()
        .bare_names(Namespace::Custom)
        .compile(&source);
    let rendered = compiled
        .map_err(|issues| issues.to_string())
        .and_then(|template| {
            let constants = Constants::new().custom(data);
            let context = Context::new().contact(json!({})).constants(constants);
            let text = template.render(&context, &options);
            text.map_err(|error| error.to_string())
        });
    match (rendered, case["expected"].as_str()) {
        (Err(_), None) => Ok(()),
        (Ok(text), Some(expected)) if text == expected || text == unescaped(expected) => Ok(()),
        (found, expected) => Err(format!("{found:?} instead of {expected:?}")),
    }
}

/// A context that is no object gets a name, for it goes under one namespace of four.
fn under_a_name(case: &Value) -> (String, Value) {
    let source = case["template"].as_str().unwrap();
    let data = &case["data"];
    if data.is_object() || data.is_null() {
        let data = if data.is_null() {
            json!({})
        } else {
            data.clone()
        };
        return (source.to_owned(), data);
    }
    let named = source
        .replace("{this}", "{it}")
        .replace("&this", "&it")
        .replace("each this", "each it")
        .replace("{.}", "{it}");
    (named, json!({ "it": data }))
}

/// The text without the HTML escapes that we do not make.
fn unescaped(text: &str) -> String {
    let escapes = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x60;", "`"),
        ("&#x3D;", "="),
        ("&amp;", "&"),
    ];
    let plain = |text: String, (escape, plain): &(&str, &str)| text.replace(escape, plain);
    escapes.iter().fold(text.to_owned(), plain)
}
