//! `date`, `number` and `plural` against the Intl of Node.js, a second implementation of CLDR:
//! `locales.jsonl`, which `locales.mjs` writes. Each value comes both ways a message can get it: as a
//! variable of the campaign, which binding prints, and as a field of the contact.

use flashplan::schedule::{Rule, Schedule, Zone};
use flashplan::template::{Constants, RenderOptions, Template};
use serde::Deserialize;
use serde_json::json;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct Case {
    helper: String,
    locale: String,
    value: String,
    decimals: Option<String>,
    style: Option<String>,
    zone: Option<String>,
    expected: String,
}

/// Where our data (CLDR 49, patterns by the fields that are asked for) writes another text than that
/// of `locales.jsonl` (CLDR 48, patterns by style): the locale, the style, and what we write for
/// 09:00 of 28 March 2026.
const OTHERWISE: &[(&str, &str, &str)] = &[
    ("es", "time", "09:00"),
    ("es", "datetime", "28 de marzo de 2026 a las 09:00"),
    ("es", "fulltime", "sábado, 28 de marzo de 2026 a las 09:00"),
    ("es-MX", "time", "09:00 a.m."),
    ("es-MX", "datetime", "28 de marzo de 2026 a las 09:00 a.m."),
    (
        "es-MX",
        "fulltime",
        "sábado, 28 de marzo de 2026 a las 09:00 a.m.",
    ),
    ("yo", "medium", "28/03/2026"),
    ("yo", "full", "Ọjọ́ Àbámẹ́ta, 28 Oṣù Ẹrẹ̀nà , 2026"),
    ("yo", "time", "09:00"),
    ("yo", "datetime", "28 Oṣù Ẹrẹ̀nà 2026 ní 09:00"),
    (
        "yo",
        "fulltime",
        "Ọjọ́ Àbámẹ́ta, 28 Oṣù Ẹrẹ̀nà , 2026 ní 09:00",
    ),
    ("pt-PT", "full", "sábado, 28/03/2026"),
    ("pt-PT", "fulltime", "sábado, 28/03/2026 às 09:00"),
];

#[test]
fn locales_write_as_intl_does() {
    if cfg!(not(feature = "locale")) {
        println!("skipped: built without the feature locale");
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/template/locales.jsonl");
    let lines = fs::read_to_string(path).unwrap();
    let mut failures = Vec::new();
    let mut cases = 0;
    for line in lines.lines().skip(1) {
        let case: Case = serde_json::from_str(line).unwrap();
        cases += 1;
        if is_otherwise(&case) {
            continue;
        }
        for namespace in ["custom", "contact"] {
            let found = render(&case, namespace);
            if found != case.expected {
                failures.push(format!("{line}\n  found {found:?} ({namespace})"));
            }
        }
    }
    for (locale, style, expected) in OTHERWISE {
        let case = Case {
            helper: "date".to_owned(),
            locale: (*locale).to_owned(),
            value: "2026-03-28T08:00:00Z".to_owned(),
            decimals: None,
            style: Some((*style).to_owned()),
            zone: Some("Africa/Porto-Novo".to_owned()),
            expected: (*expected).to_owned(),
        };
        let found = render(&case, "contact");
        if found != case.expected {
            failures.push(format!(
                "{locale} {style}: expected {expected}, found {found}"
            ));
        }
    }
    assert!(cases > 1000, "only {cases} cases");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn is_otherwise(case: &Case) -> bool {
    OTHERWISE
        .iter()
        .any(|(locale, style, _)| *locale == case.locale && case.style.as_deref() == Some(*style))
}

/// V8 prints a plain space where CLDR has the narrow one (U+202F) before `AM`.
fn render(case: &Case, namespace: &str) -> String {
    let value = json!({"v": case.value});
    let bound = Template::compile(&source(case, namespace))
        .unwrap()
        .bind(
            &Constants::new().custom(value.clone()),
            &RenderOptions::new(),
        )
        .unwrap();
    let text = bound.render_value(&value).unwrap();
    if case.helper == "date" {
        return text.replace('\u{202f}', " ");
    }
    text
}

fn source(case: &Case, namespace: &str) -> String {
    let Case { helper, locale, .. } = case;
    let mut call = format!("{helper} {namespace}.v");
    if let Some(style) = &case.style {
        call += &format!(" \"{style}\"");
    }
    if let Some(decimals) = &case.decimals {
        call += &format!(" decimals={decimals}");
    }
    if let Some(zone) = &case.zone {
        call += &format!(" zone=\"{zone}\"");
    }
    if helper == "plural" {
        for form in ["zero", "one", "two", "few", "many", "other"] {
            call += &format!(" {form}=\"{form}\"");
        }
    }
    format!("{{{{{call} locale=\"{locale}\"}}}}")
}

/// A locale may be a value of the contact, and there may be more of them than formatters are kept.
#[test]
fn more_locales_than_are_kept() {
    if cfg!(not(feature = "locale")) {
        println!("skipped: built without the feature locale");
        return;
    }
    let template = Template::compile("{{number contact.n locale=contact.l}}").unwrap();
    let bound = template
        .bind(&Constants::new(), &RenderOptions::new())
        .unwrap();
    let known = [("fr", "1\u{202f}234"), ("en", "1,234"), ("de", "1.234")];
    for round in 0..40 {
        for (language, expected) in known {
            let locale = format!("{language}-x-r{round}");
            let contact = json!({"n": 1234, "l": locale});
            assert_eq!(bound.render_value(&contact).unwrap(), expected, "{locale}");
        }
    }
    let no_locale = json!({"n": 1234, "l": "no locale"});
    assert!(bound.render_value(&no_locale).is_err());
}

#[test]
fn threads_share_formatters() {
    if cfg!(not(feature = "locale")) {
        println!("skipped: built without the feature locale");
        return;
    }
    let template = Template::compile("{{date contact.d \"full\" locale=contact.l}}").unwrap();
    let bound = template
        .bind(&Constants::new(), &RenderOptions::new())
        .unwrap();
    let expected = [
        ("fr", "samedi 28 mars 2026"),
        ("en", "Saturday, March 28, 2026"),
    ];
    std::thread::scope(|scope| {
        for turn in 0..4 {
            let bound = &bound;
            scope.spawn(move || {
                let (locale, text) = expected[turn % 2];
                let contact = json!({"d": "2026-03-28", "l": locale});
                assert_eq!(bound.render_value(&contact).unwrap(), text);
            });
        }
    });
}

/// The weeks on both sides of the change of clocks of 31 March 2030: what a message says of its own
/// time is the time at which it is sent.
#[test]
fn an_occurrence_is_told_on_the_clock_that_it_keeps() {
    if cfg!(not(feature = "locale")) {
        println!("skipped: built without the feature locale");
        return;
    }
    let start: chrono::DateTime<chrono::FixedOffset> = "2030-03-25T09:00:00+01:00".parse().unwrap();
    let paris = Zone::named("Europe/Paris").unwrap();
    let weekly = Schedule::starting(start, Rule::weekly());
    let schedule = weekly.zone(paris).count(2).build().unwrap();
    let template = Template::compile("{{date custom.when \"fulltime\"}}").unwrap();
    let options = RenderOptions::new().locale("fr").zone("Europe/Paris");
    let told = schedule.occurrences().map(|occurrence| {
        let when = occurrence.at.to_rfc3339();
        let constants = Constants::new().custom(json!({ "when": when }));
        let bound = template.bind(&constants, &options).unwrap();
        (when, bound.render_value(&json!({})).unwrap())
    });
    let expected = [
        ("2030-03-25T08:00:00+00:00", "lundi 25 mars 2030 à 09:00"),
        ("2030-04-01T07:00:00+00:00", "lundi 1 avril 2030 à 09:00"),
    ];
    let expected = expected.map(|(when, text)| (when.to_owned(), text.to_owned()));
    assert_eq!(told.collect::<Vec<_>>(), expected);
}
