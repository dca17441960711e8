//! Hostile input: a clear answer in a small stack. What is not linear does not come to its end here.

use flashplan::issue::{Code, Issues};
use flashplan::limits::Limits;
use flashplan::template::{Compiler, Context, RenderOptions, Template};
use serde_json::json;

/// Runs `work` in a stack of 2 MiB.
fn bounded<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(work);
    thread.unwrap().join().unwrap()
}

/// Limits that leave an input to the algorithms.
fn wide() -> Compiler {
    let limits = Limits::new()
        .template_bytes(64 << 20)
        .template_tags(usize::MAX)
        .depth(usize::MAX >> 1)
        .path_segments(usize::MAX >> 2);
    Compiler::new().limits(limits)
}

fn issues(compiler: Compiler, source: String) -> Issues {
    bounded(move || compiler.compile(&source).err().unwrap_or_default())
}

fn first(issues: &Issues) -> Option<Code> {
    issues.iter().next().map(flashplan::issue::Issue::code)
}

#[test]
fn nested_blocks_within_the_usual_limits_are_refused() {
    let source = "{{#if contact.a}}".repeat(200_000);
    assert_eq!(
        first(&issues(Compiler::new(), source)),
        Some(Code::TemplateTooLarge)
    );
    let source = "{{#if contact.a}}".repeat(65);
    let found = issues(Compiler::new(), source);
    assert!(
        found
            .iter()
            .any(|issue| issue.code() == Code::TemplateTooDeep)
    );
}

#[test]
fn nested_blocks_without_limits_neither_overflow_nor_stall() {
    let source = "{{#if contact.a}}".repeat(200_000) + &"{{/if}}".repeat(200_000);
    let template = bounded(move || wide().compile(&source).unwrap());
    let context = Context::from_json(json!({"contact": {"a": 1}}));
    let text = bounded(move || template.render(&context, &RenderOptions::new()));
    assert_eq!(text, Ok(String::new()));
}

#[test]
fn braces_alone_are_an_error() {
    assert!(issues(wide(), "{".repeat(1_000_000)).has_errors());
    assert!(issues(wide(), "{{".repeat(500_000) + "x").has_errors());
    assert!(issues(wide(), "{{a".repeat(300_000)).has_errors());
    assert!(issues(wide(), "{{\"".repeat(300_001)).has_errors());
    assert!(issues(wide(), "{{[a".repeat(200_000)).has_errors());
    assert!(issues(wide(), "{{!--".repeat(200_000)).has_errors());
}

#[test]
fn nested_parentheses_are_an_error_or_a_value() {
    let open = "{{upper ".to_owned() + &"(upper ".repeat(50_000);
    assert!(issues(wide(), open.clone()).has_errors());
    assert!(
        issues(
            Compiler::new().limits(Limits::new().template_bytes(1 << 20)),
            open
        )
        .has_errors()
    );
    let balanced =
        "{{not ".to_owned() + &"(not ".repeat(50_000) + "contact.a" + &")".repeat(50_000) + "}}";
    let template = bounded(move || wide().compile(&balanced).unwrap());
    let context = Context::from_json(json!({"contact": {"a": true}}));
    let text = bounded(move || template.render(&context, &RenderOptions::new()));
    assert_eq!(text.as_deref(), Ok("false"));
}

#[test]
fn nested_loops_end_at_the_limit_of_steps() {
    let list: Vec<u32> = (0..300).collect();
    let source = "{{#each custom.list}}{{#each @root.custom.list}}{{#each @root.custom.list}}{{#each @root.custom.list}}{{@root.contact.a}}{{/each}}{{/each}}{{/each}}{{/each}}";
    let template = Template::compile(source).unwrap();
    let constants = flashplan::template::Constants::new().custom(json!({ "list": list }));
    let bound = bounded({
        let (template, constants) = (template.clone(), constants.clone());
        move || template.bind(&constants, &RenderOptions::new())
    });
    assert_eq!(first(&bound.unwrap_err()), Some(Code::RenderLimit));
    let context = Context::new()
        .contact(json!({"a": "x"}))
        .constants(constants);
    let text = bounded(move || template.render(&context, &RenderOptions::new()));
    assert_eq!(text.unwrap_err().code(), Code::RenderLimit);
}

#[test]
fn loops_of_a_contact_end_at_the_limit_of_steps() {
    let source = "{{#each contact.l}}{{#each ../contact.l}}{{#each ../../contact.l}}{{this}}{{/each}}{{/each}}{{/each}}";
    let template = Template::compile(source).unwrap();
    let constants = flashplan::template::Constants::new();
    let bound = template.bind(&constants, &RenderOptions::new()).unwrap();
    let list: Vec<u32> = (0..300).collect();
    let text = bounded(move || bound.render_value(&json!({ "l": list })));
    assert_eq!(text.unwrap_err().code(), Code::RenderLimit);
}

#[test]
fn a_long_path_is_an_error_or_a_look_up() {
    let source = format!("{{{{contact{}}}}}", ".a".repeat(100_000));
    assert_eq!(
        first(&issues(Compiler::new(), source.clone())),
        Some(Code::TemplateTooLarge)
    );
    let limits = Limits::new().template_bytes(1 << 20);
    assert_eq!(
        first(&issues(Compiler::new().limits(limits), source.clone())),
        Some(Code::PathInvalid)
    );
    assert!(issues(wide(), source).is_empty());
    let up = format!("{{{{{}x}}}}", "../".repeat(100_000));
    assert!(issues(wide(), up).has_errors());
}

#[test]
fn an_unclosed_comment_is_an_error() {
    for opener in ["{{!", "{{!--"] {
        let source = opener.to_owned() + &"- x }".repeat(100_000);
        assert_eq!(
            first(&issues(wide(), source)),
            Some(Code::PlaceholderUnclosed)
        );
    }
}

#[test]
fn nul_bytes_are_an_error() {
    for source in ["\0", "a\0{{contact.a}}", "{{contact.\0a}}", "{{\0}}"] {
        assert!(issues(wide(), source.to_owned()).has_errors(), "{source:?}");
    }
}

/// A tag that is refused ends where it ends: what stands behind it is read as it is.
#[test]
fn what_follows_a_refused_tag_is_read() {
    let codes = |source: &str| -> Vec<Code> {
        let found = issues(wide(), source.to_owned());
        found.iter().map(|issue| issue.code()).collect()
    };
    let refused = Code::SyntaxNotAllowed;
    assert_eq!(codes("{{> p}} \0 {{contact.a}}"), [refused, refused]);
    assert_eq!(codes("{{> p}} \\{{x"), [refused]);
    assert_eq!(
        codes("{{> p}} {{contact.a}}{{}}"),
        [refused, Code::PlaceholderEmpty]
    );
}

#[test]
fn placeholders_of_a_megabyte_compile_in_linear_time() {
    let source = "{{contact.firstName}} ".repeat(50_000);
    let template = bounded(move || wide().compile(&source).unwrap());
    assert_eq!(template.variables()[0].spans().len(), 50_000);
}

#[test]
fn a_value_is_never_scanned_again() {
    let template = Template::compile("{{contact.name}}").unwrap();
    let context = Context::from_json(
        json!({"contact": {"name": "{{custom.secret}}"}, "custom": {"secret": "x"}}),
    );
    let text = template.render(&context, &RenderOptions::new()).unwrap();
    assert_eq!(text, "{{custom.secret}}");
}
