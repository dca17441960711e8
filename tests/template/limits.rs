//! Every limit of a template: a test at it and one over it.

use flashplan::contact::TableBuilder;
use flashplan::issue::Code;
use flashplan::limits::Limits;
use flashplan::template::{Compiler, Constants, Context, RenderOptions, Template};
use serde_json::{Value, json};

fn compiles(limits: Limits, source: &str) -> Result<(), Code> {
    let compiled = Compiler::new().limits(limits).compile(source);
    compiled
        .map(|_| ())
        .map_err(|issues| issues.as_slice()[0].code())
}

fn renders(limits: Limits, source: &str, custom: Value) -> Result<usize, Code> {
    let template = Template::compile(source).unwrap();
    let context = Context::from_json(json!({ "contact": {}, "custom": custom }));
    let text = template.render(&context, &RenderOptions::new().limits(limits));
    text.map(|text| text.len()).map_err(|error| error.code())
}

#[test]
fn bytes_of_a_template() {
    let limits = Limits::new().template_bytes(10);
    assert_eq!(compiles(limits, &"x".repeat(10)), Ok(()));
    assert_eq!(
        compiles(limits, &"x".repeat(11)),
        Err(Code::TemplateTooLarge)
    );
}

#[test]
fn tags_of_a_template() {
    let limits = Limits::new().template_tags(3);
    assert_eq!(compiles(limits, "{{!a}}{{!b}}{{!c}}"), Ok(()));
    assert_eq!(
        compiles(limits, "{{!a}}{{!b}}{{!c}}{{!d}}"),
        Err(Code::TemplateTooLarge)
    );
}

#[test]
fn depth_of_blocks_and_parentheses() {
    let limits = Limits::new().depth(2);
    let blocks = |n: usize| "{{#if contact.a}}".repeat(n) + &"{{/if}}".repeat(n);
    assert_eq!(compiles(limits, &blocks(2)), Ok(()));
    assert_eq!(compiles(limits, &blocks(3)), Err(Code::TemplateTooDeep));
    assert_eq!(compiles(limits, "{{upper (trim contact.a)}}"), Ok(()));
    assert_eq!(
        compiles(limits, "{{upper (trim (lower contact.a))}}"),
        Err(Code::TemplateTooDeep)
    );
}

#[test]
fn segments_of_a_path() {
    let limits = Limits::new().path_segments(3);
    assert_eq!(compiles(limits, "{{contact.a.b}}"), Ok(()));
    assert_eq!(
        compiles(limits, "{{contact.a.b.c}}"),
        Err(Code::PathInvalid)
    );
}

#[test]
fn bytes_of_a_value() {
    let limits = Limits::new().value_bytes(4);
    assert_eq!(renders(limits, "{{custom.a}}", json!({"a": "1234"})), Ok(4));
    assert_eq!(
        renders(limits, "{{custom.a}}", json!({"a": "12345"})),
        Err(Code::RenderLimit)
    );
}

#[test]
fn bytes_of_a_text() {
    let limits = Limits::new().output_bytes(6);
    let source = "{{#each custom.l}}ab{{/each}}";
    assert_eq!(renders(limits, source, json!({"l": [1, 2, 3]})), Ok(6));
    assert_eq!(
        renders(limits, source, json!({"l": [1, 2, 3, 4]})),
        Err(Code::RenderLimit)
    );
}

#[test]
fn steps_of_a_rendering() {
    let limits = Limits::new().render_steps(7);
    let source = "{{#each custom.l}}a{{/each}}";
    assert_eq!(renders(limits, source, json!({"l": [1, 2, 3]})), Ok(3));
    assert_eq!(
        renders(limits, source, json!({"l": [1, 2, 3, 4]})),
        Err(Code::RenderLimit)
    );
}

#[test]
fn issues_of_a_template() {
    let found = |n: usize| {
        let compiler = Compiler::new().limits(Limits::new().issues(5));
        let issues = compiler.compile(&"{{}}".repeat(n)).unwrap_err();
        (issues.len(), issues.as_slice()[issues.len() - 1].code())
    };
    assert_eq!(found(5), (5, Code::PlaceholderEmpty));
    assert_eq!(found(6), (6, Code::InputTooLarge));
    assert_eq!(found(100), (6, Code::InputTooLarge));
}

/// Warnings that fill the list must not push out the error that makes the template invalid.
#[test]
fn an_error_behind_more_warnings_than_are_listed() {
    let warned = "{{#each contact.items}}{{#with this}}{{../name}}{{/with}}{{/each}}";
    let compiler = Compiler::new().limits(Limits::new().issues(2));
    let compiled = compiler.compile(&warned.repeat(2)).unwrap();
    assert_eq!(compiled.issues().len(), 2);
    let compiled = compiler.compile(&warned.repeat(4)).unwrap();
    assert_eq!(compiled.issues().len(), 3);
    let issues = compiler.compile(&(warned.repeat(4) + "{{}}")).unwrap_err();
    let codes: Vec<_> = issues.iter().map(|issue| issue.code()).collect();
    assert!(codes.contains(&Code::PlaceholderEmpty), "{codes:?}");
}

#[test]
fn a_survey_names_so_many_contacts_by_row_and_id() {
    let mut builder = TableBuilder::new(["id", "city"]);
    for row in 0..7 {
        builder.text(&format!("c{row}")).unwrap();
        match row {
            0 => builder.text(" ").unwrap(),
            6 => builder.text("Lomé").unwrap(),
            _ => builder.missing(),
        };
    }
    let table = builder.finish();
    let template = Template::compile("{{contact.city}}").unwrap();
    let survey = |limits: Limits| {
        let options = RenderOptions::new().limits(limits);
        let bound = template.bind(&Constants::new(), &options).unwrap();
        bound.over(&table).survey().variables[0].clone()
    };
    let found = survey(Limits::new());
    assert_eq!((found.present, found.empty, found.missing), (1, 1, 5));
    assert_eq!(found.empty_examples[0].id.as_deref(), Some("c0"));
    let rows: Vec<usize> = found
        .missing_examples
        .iter()
        .map(|example| example.row)
        .collect();
    assert_eq!(rows, [1, 2, 3, 4, 5]);
    assert_eq!(
        survey(Limits::new().survey_examples(4))
            .missing_examples
            .len(),
        4
    );
}
