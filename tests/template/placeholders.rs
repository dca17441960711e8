//! Placeholders alone: which tags they are, and what is said of the others.

use flashplan::issue::Code;
use flashplan::template::{Compiler, Syntax};

#[test]
fn names_with_dots_are_placeholders() {
    for source in [
        "{{contact.firstName}}",
        "{{ contact.firstName }} {{\tcontact.meta.city \t}}",
        "{{user._a}}{{custom.a-b}}{{custom.A_1}}{{instance.name}}",
        "{{custom.a-b.c.d}}{{custom.a.b-c.d-e.f}}",
        "\\{{contact.a}} \\\\{{contact.a}} }} { {x} {",
        "{{contact.that}}{{contact.thisOne}}",
        "",
    ] {
        let compiled = Compiler::new().syntax(Syntax::Placeholders).compile(source);
        assert!(compiled.is_ok(), "{source}: {compiled:?}");
    }
}

/// Each is refused as a whole, once.
#[test]
fn every_other_tag_is_refused() {
    for source in [
        "{{! a }}",
        "{{!-- a --}}",
        "{{{contact.a}}}",
        "{{&contact.a}}",
        "{{~contact.a}}",
        "{{contact.a~}}",
        "{{contact/a}}",
        "{{contact.[a]}}",
        "{{contact .a}}",
        "{{contact. a}}",
        "{{contact.a\n}}",
        "{{\u{a0}contact.a}}",
        "{{contact.a contact.b}}",
        "{{upper contact.a}}",
        "{{default contact.a \"x\"}}",
        "{{contact.1a}}",
        "{{contact.a.2b}}",
        "{{contact.-a}}",
        "{{contact.é}}",
        "{{contact.aé}}",
        "{{contact.a$}}",
        "{{contact.a:b}}",
        "{{this.contact.a}}",
        "{{@root.contact.a}}",
        "{{../contact.a}}",
        "{{true}}",
        "{{\"contact.a\"}}",
    ] {
        let text = format!("x {source} y");
        let compiled = Compiler::new().syntax(Syntax::Placeholders).compile(&text);
        let issues = compiled.unwrap_err();
        let refused = issues.iter().filter(|issue| {
            let whole = issue.place().unwrap().span.text(&text) == source;
            issue.code() == Code::SyntaxNotAllowed
                && whole
                && issue.message().contains("placeholder")
        });
        assert_eq!(refused.count(), 1, "{source}: {issues}");
    }
}

/// What the parser knows better words for is left to it.
#[test]
fn what_is_no_placeholder_at_all_is_told_as_ever() {
    let cases: [(&str, Code); 8] = [
        ("{{}}", Code::PlaceholderEmpty),
        ("{{ }}", Code::PlaceholderEmpty),
        ("{{1}}", Code::PositionalPlaceholder),
        ("{{contact.a | upper}}", Code::SyntaxNotAllowed),
        ("{{contact.a+b}}", Code::PathInvalid),
        ("{{name}}", Code::NamespaceMissing),
        ("{{contct.a}}", Code::NamespaceUnknown),
        ("{{contact.a", Code::PlaceholderUnclosed),
    ];
    for (source, code) in cases {
        let compiled = Compiler::new().syntax(Syntax::Placeholders).compile(source);
        let issues = compiled.unwrap_err();
        assert_eq!(issues.len(), 1, "{source}: {issues}");
        assert_eq!(issues.as_slice()[0].code(), code, "{source}");
    }
}
