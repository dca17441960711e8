//! The mustache specification as far as Handlebars can say it, and handlebars.js' own test suite as
//! far as it lies inside the language (data only: mustache/spec, jbboehr/handlebars-spec, both MIT),
//! where `../shared/oracles/templates` is at hand.
//!
//! Their templates use names without a namespace, so the data goes under `custom` and bare names are
//! read there. A value that is missing prints nothing there, which is an option here. A case runs
//! unless it lies outside the language; each of those is listed in `third_party_outside.txt` with its
//! reason, and the list is held against what really happens.

use flashplan::template::{Compiler, Constants, Context, Missing, Namespace, RenderOptions};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn cases_inside_the_language_print_the_same() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracles/templates/third_party");
    if !folder.is_dir() {
        eprintln!(
            "skipped: no suites of mustache and handlebars.js at {}",
            folder.display()
        );
        return;
    }
    let (mut outside_list, mut failures, mut passed) = (String::new(), Vec::new(), BTreeMap::new());
    for case in cases(&folder) {
        let name = case["name"].as_str().unwrap();
        if let Some(reason) = outside(&case) {
            outside_list.push_str(&format!("{name}: {reason}\n"));
        } else if let Err(problem) = run(&case) {
            failures.push(format!("{name}: {problem}\n  {}", case["template"]));
        } else {
            *passed
                .entry(case["suite"].as_str().unwrap().to_owned())
                .or_insert(0) += 1;
        }
    }
    assert!(
        failures.is_empty(),
        "{} failed\n{}",
        failures.len(),
        failures.join("\n")
    );
    let passed: Vec<(String, i32)> = passed.into_iter().collect();
    assert_eq!(
        passed,
        [
            ("handlebars-spec".to_owned(), HANDLEBARS),
            ("mustache".to_owned(), MUSTACHE)
        ]
    );
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/template/third_party_outside.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&list, &outside_list).unwrap();
    }
    assert_eq!(fs::read_to_string(&list).unwrap(), outside_list);
}

/// Cases inside the language.
const HANDLEBARS: i32 = 127;
const MUSTACHE: i32 = 106;

/// The cases of both suites, each with its suite and a name of its own.
fn cases(folder: &Path) -> Vec<Value> {
    let read =
        |path: &Path| -> Vec<Value> { serde_json::from_slice(&fs::read(path).unwrap()).unwrap() };
    let mut cases = Vec::new();
    for mut case in read(&folder.join("mustache_as_handlebars.json")) {
        case["name"] = format!("{}: {}", text(&case, "file"), text(&case, "it")).into();
        case["suite"] = "mustache".into();
        cases.push(case);
    }
    let spec = fs::read_dir(folder.join("handlebars-spec")).unwrap();
    let mut files: Vec<PathBuf> = spec.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        for (i, mut case) in read(&file).into_iter().enumerate() {
            let (group, it) = (text(&case, "description"), text(&case, "it"));
            case["name"] = format!("{stem}: {group} - {it} #{i}").into();
            case["suite"] = "handlebars-spec".into();
            cases.push(case);
        }
    }
    cases
}

fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or("")
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
        (
            name.starts_with("parser: ") || name.starts_with("tokenizer: "),
            "it states tokens or a tree, not a text",
        ),
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
