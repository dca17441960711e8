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

/// The length of the text, with the values as the campaign's and as the contact's.
fn renders(limits: Limits, source: &str, values: Value) -> Result<usize, Code> {
    let options = RenderOptions::new().limits(limits);
    let template = Template::compile(source).unwrap();
    let context = Context::from_json(json!({"contact": {}, "custom": values.clone()}));
    let text = template.render(&context, &options);
    let settled = text.map(|text| text.len()).map_err(|error| error.code());
    let template = Template::compile(&source.replace("custom.", "contact.")).unwrap();
    let text = template.render_from(&json!({"contact": values.clone()}), &options);
    let written = text.map(|text| text.len()).map_err(|error| error.code());
    assert_eq!(written, settled, "{source} of a context that writes itself");
    let bound = template.bind(&Constants::new(), &options).unwrap();
    let text = bound.render_value(&values);
    let later = text.map(|text| text.len()).map_err(|error| error.code());
    assert_eq!(later, settled, "{source} of a contact");
    settled
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
    let limits = Limits::new().path_segments(2);
    assert_eq!(compiles(limits, "{{contact.a}}"), Ok(()));
    assert_eq!(compiles(limits, "{{contact.a.b}}"), Err(Code::PathInvalid));
    // the steps outwards are counted beside the names
    let limits = Limits::new().path_segments(4).depth(3);
    let inside = |path: &str| {
        format!(
            "{{{{#with custom.a}}}}{{{{#with b}}}}{{{{#with c}}}}{{{{{path}}}}}{{{{/with}}}}{{{{/with}}}}{{{{/with}}}}"
        )
    };
    assert_eq!(compiles(limits, &inside("../../../custom.x.y.z")), Ok(()));
    assert_eq!(
        compiles(limits, &inside("../../../custom.w.x.y.z")),
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

/// Where the campaign's own values go over a limit, the place is that of the tag which comes next.
#[test]
fn a_limit_that_binding_meets_has_its_place() {
    let template = Template::compile("ab{{custom.a}}{{contact.b}}").unwrap();
    let place = |limits: Limits| {
        let options = RenderOptions::new().limits(limits);
        let bound = template.bind(&Constants::new().custom(json!({"a": "x"})), &options);
        let issues = bound.err()?;
        let place = issues.as_slice()[0].place()?;
        Some(place.span.range())
    };
    assert_eq!(place(Limits::new().render_steps(1)), Some(2..14));
    assert_eq!(place(Limits::new().output_bytes(2)), Some(14..27));
    assert_eq!(place(Limits::new().render_steps(3)), None);
}

/// Whatever it is that makes the text too long, the end of it too.
#[test]
fn bytes_of_a_text_that_ends_with_a_value() {
    let limits = Limits::new().output_bytes(6);
    for source in [
        "{{custom.a}}{{custom.b}}",
        "abc{{custom.b}}",
        "{{#if custom.a}}{{custom.a}}{{custom.b}}{{/if}}",
    ] {
        let values = |b: &str| json!({"a": "abc", "b": b});
        assert_eq!(renders(limits, source, values("123")), Ok(6), "{source}");
        let over = renders(limits, source, values("1234"));
        assert_eq!(over, Err(Code::RenderLimit), "{source}");
    }
    let over = renders(
        limits,
        "{{custom.a}}{{#if custom.a}}1234{{/if}}",
        json!({"a": "abc"}),
    );
    assert_eq!(over, Err(Code::RenderLimit));
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

/// Where the reading ends, nothing is known of the ends of the blocks around.
#[test]
fn what_a_limit_leaves_open_is_not_told() {
    let compiler = Compiler::new().limits(Limits::new().depth(2));
    let issues = compiler.compile(&"{{#if contact.a}}".repeat(3));
    let issues = issues.unwrap_err();
    assert_eq!(issues.len(), 1, "{issues}");
    assert_eq!(issues.as_slice()[0].code(), Code::TemplateTooDeep);
}

/// A limit that is passed has the place where it is.
#[test]
fn a_tag_too_many_has_its_place() {
    let compiler = Compiler::new().limits(Limits::new().template_tags(1));
    let source = "é{{contact.a}}\n {{contact.b}} {{contact.c}}";
    let issues = compiler.compile(source).unwrap_err();
    let place = issues.as_slice()[0].place().unwrap();
    assert_eq!(place.span.range(), 17..19);
    assert_eq!((place.line, place.column), (2, 2));
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
    let more = compiled.issues().as_slice()[2].place().unwrap();
    let third = 2 * warned.len() + warned.find("../name").unwrap();
    assert_eq!(more.span.range().start, third);
    let issues = compiler.compile(&(warned.repeat(4) + "{{}}")).unwrap_err();
    let codes: Vec<_> = issues.iter().map(|issue| issue.code()).collect();
    assert!(codes.contains(&Code::PlaceholderEmpty), "{codes:?}");
}

/// The first of the longest and of the shortest, among the texts that there are.
#[test]
fn a_survey_measures_texts_within_the_limits() {
    let mut builder = TableBuilder::new(["a"]);
    for text in ["abc", "é🍎ab", "12345", "xy", "", "zt"] {
        builder.text(text).unwrap();
    }
    builder.missing();
    let table = builder.finish();
    for source in ["{{contact.a}}", "{{trim contact.a}}"] {
        let template = Template::compile(source).unwrap();
        let survey = |bytes: usize| {
            let options = RenderOptions::new().limits(Limits::new().output_bytes(bytes));
            let bound = template.bind(&Constants::new(), &options).unwrap();
            bound.over(&table).survey()
        };
        let all = survey(8);
        assert_eq!((all.rows, all.rendered), (7, 6), "{source}");
        assert_eq!((all.longest, all.shortest), (Some((1, 5)), Some((4, 0))));
        let some = survey(7);
        assert_eq!((some.rows, some.rendered), (7, 5), "{source}");
        assert_eq!((some.longest, some.shortest), (Some((2, 5)), Some((4, 0))));
        let rows = [3, 5, 0];
        let bound = template.bind(&Constants::new(), &RenderOptions::new());
        let of_rows = bound.unwrap().over(&table).survey_of(rows);
        assert_eq!(
            (of_rows.longest, of_rows.shortest),
            (Some((0, 3)), Some((3, 2)))
        );
    }
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
