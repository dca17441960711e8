//! The book in `docs/`: its pages are all there, its commands print what stands in it, its tables and the
//! list of codes are what the library says. `UPDATE=1` writes tables and codes anew, `TRYCMD=overwrite` what
//! commands print.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use flashplan::issue::{Code, Severity};
use flashplan::template::{Context, RenderOptions, Template};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/src")
}

fn page(name: &str) -> String {
    fs::read_to_string(pages().join(name)).expect("the page is there")
}

/// Holds a page against what it should be, or writes it.
fn same_as_page(name: &str, wanted: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(pages().join(name), wanted).expect("the page can be written");
    }
    assert_eq!(page(name), wanted, "{name}: UPDATE=1 writes it anew");
}

/// What `](..)` names in a text.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
}

#[test]
fn every_page_is_in_the_summary_and_every_link_leads_somewhere() {
    let summary = page("SUMMARY.md");
    let listed: BTreeSet<&str> = links(&summary).collect();
    let mut found = BTreeSet::new();
    for file in fs::read_dir(pages()).expect("a folder") {
        let name = file.expect("a file").file_name();
        let name = name.to_string_lossy().into_owned();
        if name.ends_with(".md") && name != "SUMMARY.md" {
            assert!(
                listed.contains(name.as_str()),
                "{name} is not in the summary"
            );
            found.insert(name);
        }
    }
    assert_eq!(listed.len(), found.len());
    for name in &found {
        let text = page(name);
        for link in links(&text).filter(|link| !link.starts_with("https://")) {
            let file = link.split('#').next().unwrap_or_default();
            assert!(pages().join(file).exists(), "{name} links to {link}");
        }
    }
}

#[test]
fn every_command_prints_what_the_page_says() {
    // the pages are written for the root of the repository
    std::env::set_current_dir("..").expect("the package lies in the repository");
    trycmd::TestCases::new().case("docs/src/*.md");
}

/// The `json` block behind `<!-- context -->`.
fn context(page: &str) -> Context {
    let (_, rest) = page
        .split_once("<!-- context -->\n```json\n")
        .expect("a context");
    let (json, _) = rest.split_once("```").expect("an end");
    Context::from_json(serde_json::from_str(json).expect("JSON"))
}

/// What a template prints, or the codes of what is wrong with it.
fn printed(template: &str, context: &Context) -> String {
    let rendered = Template::compile(template).and_then(|template| {
        let text = template.render(context, &RenderOptions::new());
        text.map_err(|error| error.into_issues())
    });
    match rendered {
        Ok(text) if text.is_empty() => "nothing".to_owned(),
        Ok(text) => format!("`{}`", text.replace('|', "\\|")),
        Err(issues) => {
            let codes: Vec<String> = issues
                .iter()
                .filter(|issue| issue.severity() == Severity::Error)
                .map(|issue| format!("[{0}](codes.md#{0})", issue.code().name()))
                .collect();
            codes.join(", ")
        }
    }
}

#[test]
fn every_line_of_the_templates_prints_what_stands_beside_it() {
    let page = page("templates.md");
    let context = context(&page);
    let mut rows = 0;
    let lines: Vec<String> = page
        .lines()
        .map(|line| {
            let row = line
                .strip_prefix("| `")
                .and_then(|row| row.split_once("` |"));
            let Some((template, _)) = row else {
                return line.to_owned();
            };
            rows += 1;
            format!(
                "| `{template}` | {} |",
                printed(&template.replace("\\|", "|"), &context)
            )
        })
        .collect();
    assert!(rows >= 30, "{rows}");
    same_as_page("templates.md", &(lines.join("\n") + "\n"));
}

/// The comments of the catalogue's source: each code with what it means.
fn causes() -> Vec<(String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/issue/code.rs");
    let source = fs::read_to_string(source).expect("the catalogue");
    let (_, body) = source.split_once("pub enum Code {\n").expect("the codes");
    let (body, _) = body.split_once("\n}\n").expect("their end");
    let mut causes = Vec::new();
    let mut cause = String::new();
    for line in body.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            cause.push_str(text);
        } else if let Some(name) = line.strip_suffix(',') {
            causes.push((
                name.to_owned(),
                std::mem::take(&mut cause).trim().to_owned(),
            ));
        }
    }
    causes
}

fn codes() -> String {
    let mut text = String::from(
        "# Every issue code\n\n\
         A code is stable: it is never renamed and never means something else. An error makes the input\n\
         invalid; a warning is probably not meant; an info is worth knowing. The hint of an issue knows the\n\
         values, and says more exactly what to do.\n\n\
         This page is made from the catalogue in the code.\n",
    );
    let causes = causes();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        text.push_str(match severity {
            Severity::Error => "\n## Errors\n",
            Severity::Warning => "\n## Warnings\n",
            Severity::Info => "\n## Worth knowing\n",
        });
        for &code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            let name = code.name();
            let variant = format!("{code:?}");
            let (_, cause) = causes
                .iter()
                .find(|(known, _)| *known == variant)
                .unwrap_or_else(|| panic!("{variant} has no comment"));
            text.push_str(&format!(
                "\n### `{name}` {{#{name}}}\n\n{cause}\n\n{}\n",
                code.cure()
            ));
            if let Some(api) = code.api_code() {
                let (answer, status) = (api.name(), api.http());
                text.push_str(&format!("\nA server answers `{answer}`, HTTP {status}.\n"));
            }
        }
    }
    text
}

#[test]
fn the_codes_are_those_of_the_catalogue() {
    same_as_page("codes.md", &codes());
}

#[test]
fn every_cure_is_a_sentence_of_its_own() {
    let mut known = BTreeSet::new();
    for code in Code::ALL {
        let cure = code.cure();
        assert!(cure.ends_with('.'), "{cure}");
        known.insert(cure);
    }
    // a few codes are mended in the same way
    assert!(known.len() + 5 >= Code::ALL.len(), "{}", known.len());
}
