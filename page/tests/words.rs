//! Every text of the page has French words, and every French word is used.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use regex::Regex;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn files(folder: &str, ending: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|known| known == ending))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("a text"))
        .collect()
}

/// Each match of the first group.
fn found(pattern: &str, text: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("an expression");
    pattern
        .captures_iter(text)
        .map(|found| found[1].to_owned())
        .collect()
}

fn english() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for template in files("templates", "html") {
        words.extend(found(r"data-t>([^<]+)<", &template));
        words.extend(found(r#"data-t-label="([^"]+)""#, &template));
    }
    for script in files("assets", "js")
        .iter()
        .filter(|script| !script.contains("const FRENCH = {"))
    {
        words.extend(found(r"\b[tw]\('([^']+)'", script));
        // many(n, 'one', 'more', ..), however far down the number goes
        words.extend(found(r"\bmany\([^']+?,\s*'([^']+)',\s*'[^']+'", script));
        words.extend(found(r"\bmany\([^']+?,\s*'[^']+',\s*'([^']+)'", script));
    }
    words
}

fn french() -> BTreeSet<String> {
    let scripts = files("assets", "js");
    let table = scripts
        .iter()
        .find(|script| script.contains("const FRENCH = {"))
        .expect("the table");
    let quoted = found(r"(?m)^  '([^']+)': '", table);
    quoted
        .into_iter()
        .chain(found(r"(?m)^  ([A-Za-z]+): '", table))
        .collect()
}

#[test]
fn every_text_is_translated_and_every_translation_used() {
    let (english, french) = (english(), french());
    assert!(english.len() > 200, "{}", english.len());
    let missing: Vec<_> = english.difference(&french).collect();
    let unused: Vec<_> = french.difference(&english).collect();
    assert!(
        missing.is_empty() && unused.is_empty(),
        "missing {missing:#?}, unused {unused:#?}"
    );
}

#[test]
fn a_translation_has_the_same_values() {
    let scripts = files("assets", "js");
    let table = scripts
        .iter()
        .find(|script| script.contains("const FRENCH = {"))
        .expect("the table");
    let pair = Regex::new(r"(?m)^  '([^']+)': '([^']+)',$").expect("an expression");
    for found in pair.captures_iter(table) {
        let values = |text: &str| -> BTreeSet<String> {
            self::found(r"(\{\w+\})", text).into_iter().collect()
        };
        assert_eq!(values(&found[1]), values(&found[2]), "{}", &found[1]);
    }
}
