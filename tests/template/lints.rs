//! What a template's own text is told of: Markdown and HTML, marks that nothing closes, and Meta's rules.

use flashplan::issue::{Code, Issues};
use flashplan::template::Template;

fn places<'s>(issues: &Issues, source: &'s str) -> Vec<(Code, &'s str)> {
    let place = |issue: &flashplan::issue::Issue| {
        let span = issue.place().unwrap().span;
        (issue.code(), span.text(source))
    };
    issues.iter().map(place).collect()
}

#[test]
fn markdown_is_told_in_the_text_and_not_in_tags() {
    const FORM: Code = Code::MarkdownNotRendered;
    const OPEN: Code = Code::MarkupUnbalanced;
    let cases: [(&str, &[(Code, &str)]); 10] = [
        (
            "**Promo** : [ici](https://x.org)",
            &[(FORM, "**Promo**"), (FORM, "[ici](https://x.org)")],
        ),
        (
            "# Titre\n\n### Suite\n#hashtag",
            &[(FORM, "# "), (FORM, "### ")],
        ),
        (
            "<b>a</b> < b > <br/>",
            &[(FORM, "<b>"), (FORM, "</b>"), (FORM, "<br/>")],
        ),
        ("é{{contact.a}} **b** {{custom.c}}", &[(FORM, "**b**")]),
        (
            "{{#if contact.a}}<i>x{{else}}**y**{{/if}}**z**",
            &[(FORM, "<i>"), (FORM, "**y**"), (FORM, "**z**")],
        ),
        (
            "{{default contact.a \"**x**\"}}{{! **y** }}{{!-- <b> --}}",
            &[],
        ),
        ("*{{contact.a}}", &[(OPEN, "*")]),
        ("*a*\n_{{contact.a}}\n_b_", &[(OPEN, "_")]),
        ("*{{contact.a}}* _{{contact.b}}_", &[]),
        ("", &[]),
    ];
    for (source, expected) in cases {
        let issues = Template::compile(source).unwrap().lint();
        assert_eq!(places(&issues, source), expected, "{source}");
    }
}

/// What an issue is about, told by its message.
fn rule(message: &str) -> &'static str {
    let rules = [
        ("begin", "start"),
        ("end with", "end"),
        ("next to each other", "next"),
        ("words around", "words"),
        ("nothing else", "syntax"),
    ];
    let known = rules.iter().find(|(part, _)| message.contains(part));
    known.unwrap_or_else(|| panic!("{message}")).1
}

#[test]
fn rules_of_meta() {
    let cases: [(&str, &[&str]); 13] = [
        ("Bonjour {{contact.firstName}}, merci de votre visite", &[]),
        ("", &[]),
        ("Bonjour à tous", &[]),
        ("{{contact.a}} un deux trois quatre", &["contact.a start"]),
        ("un deux trois {{contact.a}}", &["contact.a end"]),
        ("un deux trois {{contact.a}} !?", &["contact.a end"]),
        ("un deux trois {{contact.a}} 4", &[]),
        (
            "un deux {{contact.a}} {{custom.b}} trois quatre cinq",
            &["custom.b next"],
        ),
        (
            "un deux {{contact.a}} - {{custom.b}} trois quatre cinq",
            &[],
        ),
        ("un {{contact.a}} deux - !", &["contact.a words"]),
        ("un {{contact.a}} deux, trois", &[]),
        (
            "un deux {{contact.a}} et {{contact.a}} fin",
            &["contact.a words"],
        ),
        (
            "un {{#if contact.a}}deux{{/if}} trois {{upper contact.b}}",
            &[
                "{{#if contact.a}} syntax",
                "{{/if}} syntax",
                "{{upper contact.b}} syntax",
            ],
        ),
    ];
    for (source, expected) in cases {
        let issues = Template::compile(source).unwrap().lint_meta();
        let told = |issue: &flashplan::issue::Issue| {
            assert_eq!(issue.code(), Code::MetaTemplate);
            let text = issue.place().unwrap().span.text(source);
            format!("{text} {}", rule(&issue.message()))
        };
        let found: Vec<String> = issues.iter().map(told).collect();
        assert_eq!(found, expected, "{source}");
    }
}
