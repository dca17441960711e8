//! Every text of the command line is there in English and in French, and both take the same values.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The text of a literal that begins at the first quote of `source`.
fn literal(source: &str) -> &str {
    let (_, text) = source.split_once('"').expect("a literal");
    let mut is_escaped = false;
    let end = text.find(|c| {
        let is_end = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    });
    &text[..end.expect("an end")]
}

/// The names in braces that are filled in; a template's own `{{..}}` and a bare `{}` are words.
fn names(text: &str) -> BTreeSet<&str> {
    let named = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let names = named.map(|(name, _)| name);
    names
        .filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase()))
        .collect()
}

/// Each text of a file, English and French.
fn pairs(source: &str) -> Vec<(&str, &str)> {
    let words = source.split("Words {\n").skip(1);
    words
        .filter_map(|rest| {
            let (english, behind) = rest.trim_start().strip_prefix("en: ")?.split_once("fr: ")?;
            Some((literal(english), literal(behind)))
        })
        .collect()
}

#[test]
fn every_text_is_there_in_both_languages_with_the_same_values() {
    let mut files = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&folder, &mut files);
    let mut count = 0;
    for file in files {
        let source = fs::read_to_string(&file).expect("a text");
        let product = source.split("#[cfg(test)]").next().unwrap_or_default();
        for (english, french) in pairs(product) {
            count += 1;
            let name = file.display();
            assert!(!english.trim().is_empty(), "{name}");
            assert!(!french.trim().is_empty(), "{name}: {english}");
            assert_eq!(names(english), names(french), "{name}: {english}");
        }
    }
    assert!(count > 100, "{count} texts");
}

#[test]
fn no_sentence_is_put_together_in_english_alone() {
    let mut files = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&folder, &mut files);
    for file in files {
        let source = fs::read_to_string(&file).expect("a text");
        let product = source.split("#[cfg(test)]").next().unwrap_or_default();
        for call in ["Failure::Usage(", "tell(&format!("] {
            for (at, _) in product.match_indices(call) {
                let argument = &product[at + call.len()..];
                let argument = argument.split(';').next().unwrap_or_default();
                let Some(quote) = argument.find('"') else {
                    continue;
                };
                let is_format = argument[..quote].trim_end().ends_with("format!(")
                    || argument[..quote].trim().is_empty();
                let text = literal(argument);
                let bare = text.replace("\\n", "");
                let mut outside = bare.split('{').flat_map(|part| part.rsplit('}').next());
                assert!(
                    !is_format || !outside.any(|part| part.contains(char::is_alphabetic)),
                    "{}: {text}",
                    file.display()
                );
            }
        }
    }
}
