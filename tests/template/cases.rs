//! Cases in files: `cases/*.txt` is a template, then `=== text` and the text, or `=== issues` and a
//! line for each issue: code, line and column, bytes, message; hint. The context of all of them is
//! `context.json`; those whose name begins with `told_` are rendered in an occurrence, the others in none.
//! Drop a file in the folder and it is a test.

use flashplan::issue::{Issue, Issues};
use flashplan::template::{Context, OccurrenceTime, RenderOptions, Template};
use std::fs;
use std::path::Path;

#[test]
fn every_file_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/template");
    let context = fs::read_to_string(folder.join("context.json")).unwrap();
    let context = Context::from_json(serde_json::from_str(&context).unwrap());
    let mut files = 0;
    let mut failures = Vec::new();
    for entry in fs::read_dir(folder.join("cases")).unwrap() {
        let path = entry.unwrap().path();
        let case = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if needs_locale(&case) && cfg!(not(feature = "locale")) {
            println!("skipped {name}: built without the feature locale");
            continue;
        }
        files += 1;
        let options = match name.starts_with("told_") {
            true => RenderOptions::new().occurrence(second()),
            false => RenderOptions::new(),
        };
        if let Err(problem) = check(&case, &context, &options) {
            failures.push(format!("{name}: {problem}"));
        }
    }
    assert!(files > 150, "only {files} files");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn needs_locale(case: &str) -> bool {
    ["{{date ", "{{number ", "{{plural "]
        .iter()
        .any(|call| case.contains(call))
}

/// The second occurrence, in the night in which Paris has one hour twice.
fn second() -> OccurrenceTime {
    OccurrenceTime::new("2026-10-25T02:30:00+01:00".parse().unwrap(), 2)
}

fn check(case: &str, context: &Context, options: &RenderOptions) -> Result<(), String> {
    let (source, kind, expected) = parts(case);
    let found = match render(source, context, options) {
        Ok(text) => ("text", text),
        Err(issues) => ("issues", lines(&issues)),
    };
    if found == (kind, expected.to_owned()) {
        return Ok(());
    }
    Err(format!(
        "{source:?}\nexpected {kind}:\n{expected}\nfound {}:\n{}",
        found.0, found.1
    ))
}

fn parts(case: &str) -> (&str, &str, &str) {
    let case = case.strip_suffix('\n').unwrap();
    let (source, answer) = case.rsplit_once("\n=== ").unwrap();
    let (kind, expected) = answer.split_once('\n').unwrap();
    (source, kind, expected)
}

fn render(source: &str, context: &Context, options: &RenderOptions) -> Result<String, Issues> {
    let template = Template::compile(source)?;
    let text = template.render(context, options);
    text.map_err(|error| error.into_issues())
}

fn lines(issues: &Issues) -> String {
    issues.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn line(issue: &Issue) -> String {
    let place = issue.place().unwrap();
    format!(
        "{} {}:{} {}..{} {}; {}",
        issue.code().name(),
        place.line,
        place.column,
        place.span.start,
        place.span.end,
        issue.message(),
        issue.hint()
    )
}
