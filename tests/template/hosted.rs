//! Templates of a host: our helpers and formatters answer there as they do without one.

use flashplan::issue::Code;
use flashplan::template::{Blank, Context, Missing, Neutralise, RenderOptions, Template};
use handlebars::{Handlebars, handlebars_helper};
use serde_json::json;
use std::fs;
use std::path::Path;

/// Case files that print another text through the `handlebars` crate, and why.
const OTHERWISE: &[(&str, &str)] = &[
    ("text_numbers", "it knows no `length` of a list"),
    ("text_inverse_each", "it reads no `{{^each x}}`"),
    (
        "root_is_true",
        "`@root` alone has no value in its strict mode",
    ),
];

/// Every case file with a text, by the host's way.
#[test]
fn case_files_print_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/template");
    let context = fs::read_to_string(folder.join("context.json")).unwrap();
    let context = Context::from_json(serde_json::from_str(&context).unwrap());
    let mut same = 0;
    let mut failures = Vec::new();
    for entry in fs::read_dir(folder.join("cases")).unwrap() {
        let path = entry.unwrap().path();
        let case = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let Some((source, expected)) = case.split_once("\n=== text\n") else {
            continue;
        };
        if source.contains("locale=") && cfg!(not(feature = "locale")) {
            println!("skipped {name}: built without the feature locale");
            continue;
        }
        let expected = expected.strip_suffix('\n').unwrap();
        let found = render(source, &context, &RenderOptions::new());
        if source.contains("@occurrence") {
            assert!(found.is_err(), "{name}: the crate knows no such data");
            continue;
        }
        let differs = OTHERWISE.iter().any(|(other, _)| *other == name);
        if (found.as_deref() == Ok(expected)) == differs {
            failures.push(format!(
                "{name}: {source}\nexpected {expected}\nfound {found:?}"
            ));
        }
        same += usize::from(!differs);
    }
    assert!(same > 10, "only {same} files");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn render(source: &str, context: &Context, options: &RenderOptions) -> Result<String, String> {
    let hosted = Template::compile_with(source, &Handlebars::new());
    let hosted = hosted.map_err(|issues| issues.to_string())?;
    hosted
        .render(context, options)
        .map_err(|error| error.to_string())
}

fn awa() -> Context {
    Context::from_json(json!({
        "contact": {"firstName": "Awa", "points": 1.0, "note": "*x*", "day": "2026-03-28"},
        "custom": {"list": ["a", 2]},
    }))
}

#[test]
fn names_of_ours_are_ours() {
    handlebars_helper!(shout: |text: str| format!("{text}!"));
    let mut registry = Handlebars::new();
    registry.register_helper("upper", Box::new(shout));
    registry.register_helper("shout", Box::new(shout));
    let source = "{{upper contact.firstName}} {{shout (upper contact.firstName)}} {{default contact.points 2}}";
    let hosted = Template::compile_with(source, &registry).unwrap();
    let text = hosted.render(&awa(), &RenderOptions::new());
    assert_eq!(text.unwrap(), "AWA AWA! 1");
}

/// A partial may call its variables what it likes.
#[test]
fn a_name_alone_in_a_partial_is_a_variable() {
    let mut registry = Handlebars::new();
    registry
        .register_partial("card", "{{phone}} {{upper phone}}")
        .unwrap();
    let hosted = Template::compile_with("{{> card phone=contact.firstName}}", &registry).unwrap();
    let text = hosted.render(&awa(), &RenderOptions::new());
    assert_eq!(text.unwrap(), "Awa AWA");
}

#[test]
fn a_wrong_call_in_a_partial_is_an_error() {
    let mut registry = Handlebars::new();
    registry
        .register_partial("one", "{{eq contact.firstName}}")
        .unwrap();
    registry
        .register_partial("none", "{{#if (upper)}}x{{/if}}")
        .unwrap();
    for source in ["{{> one}}", "{{> none}}"] {
        let hosted = Template::compile_with(source, &registry).unwrap();
        let error = hosted.render(&awa(), &RenderOptions::new()).unwrap_err();
        assert_eq!(error.code(), Code::ValueInvalid, "{source}");
    }
}

#[test]
fn a_helper_without_an_answer_says_what_it_says_without_a_host() {
    for source in [
        "{{phone contact.firstName}}",
        "{{truncate contact.firstName custom.list}}",
        "{{#if contact.points}}{{upper contact.gone}}{{/if}}",
    ] {
        let ours = Template::compile(source).unwrap();
        let ours = ours.render(&awa(), &RenderOptions::new()).unwrap_err();
        let hosted = Template::compile_with(source, &Handlebars::new()).unwrap();
        let hosted = hosted.render(&awa(), &RenderOptions::new()).unwrap_err();
        assert_eq!(hosted.code(), ours.code(), "{source}");
        let messages = |error: &flashplan::template::RenderError| -> Vec<String> {
            error.issues().iter().map(|issue| issue.message()).collect()
        };
        assert_eq!(messages(&hosted), messages(&ours), "{source}");
    }
}

#[test]
fn values_in_three_braces_are_neutralised_too() {
    let mut registry = Handlebars::new();
    registry
        .register_partial("p", "{{{contact.note}}}")
        .unwrap();
    let source = "{{contact.note}}{{{contact.note}}}{{&contact.note}}{{#if true}}{{{trim contact.note}}}{{/if}}{{> p}}";
    let hosted = Template::compile_with(source, &registry).unwrap();
    let plain = hosted.render(&awa(), &RenderOptions::new()).unwrap();
    assert_eq!(plain, "*x*".repeat(5));
    let options = RenderOptions::new().neutralise(Neutralise::new());
    assert_eq!(hosted.render(&awa(), &options).unwrap(), "∗x∗".repeat(5));
}

#[cfg(feature = "locale")]
#[test]
fn the_locale_of_the_options_is_that_of_a_call() {
    let source = "{{date contact.day}} {{plural contact.points one=\"point\" other=\"points\"}}";
    let options = RenderOptions::new().locale("fr");
    let text = render(source, &awa(), &options);
    assert_eq!(text.unwrap(), "28 mars 2026 point");
    let hosted = Template::compile_with(source, &Handlebars::new()).unwrap();
    let error = hosted.render(&awa(), &RenderOptions::new()).unwrap_err();
    assert_eq!(error.code(), Code::HelperArguments);
}

/// Loops that print nothing end too, in a partial as well.
#[test]
fn loops_of_a_host_end_at_the_limit_of_steps() {
    let list = "{{#each custom.list}}{{#each ../custom.list}}{{/each}}{{/each}}";
    let inner = "{{#each @root.custom.list}}{{#each @root.custom.list}}{{#if false}}x{{/if}}{{/each}}{{/each}}";
    let mut registry = Handlebars::new();
    registry.register_partial("p", inner).unwrap();
    let items: Vec<u32> = (0..10).collect();
    let context = Context::from_json(json!({"contact": {}, "custom": {"list": items}}));
    // the template, ten bodies, a hundred in them, empty or not; a partial is a body too
    for (source, steps) in [(list, 111), (inner, 111), ("{{> p}}", 112)] {
        let hosted = Template::compile_with(source, &registry).unwrap();
        let limits = |steps| flashplan::limits::Limits::new().render_steps(steps);
        let options = |steps| RenderOptions::new().limits(limits(steps));
        assert_eq!(hosted.render(&context, &options(steps)).as_deref(), Ok(""));
        let error = hosted.render(&context, &options(steps - 1)).unwrap_err();
        assert_eq!(error.code(), Code::RenderLimit, "{source}");
    }
}

/// What stops the crate has the place of its tag, over lines and characters of any width.
#[test]
fn a_problem_of_a_host_has_its_place() {
    handlebars_helper!(small: |n: u8| n);
    let mut registry = Handlebars::new();
    registry.register_helper("small", Box::new(small));
    let cases = [
        (
            "é 👪 {{small custom.list}}",
            "{{small custom.list}}",
            Code::ValueInvalid,
        ),
        (
            "x\r\n{{#if contact.points}}\n  é {{upper contact.gone}}{{/if}}",
            "contact.gone",
            Code::VariablesMissing,
        ),
        (
            "a\n{{nobody contact.day}}",
            "{{nobody contact.day}}",
            Code::HelperUnknown,
        ),
        (
            "{{~#each custom.list~}} {{phone this}}{{/each}}",
            "{{phone this}}",
            Code::ValueInvalid,
        ),
    ];
    for (source, tag, code) in cases {
        let hosted = Template::compile_with(source, &registry).unwrap();
        let error = hosted.render(&awa(), &RenderOptions::new()).unwrap_err();
        assert_eq!(error.code(), code, "{source}");
        let place = error.issues().iter().next().unwrap().place();
        let found = place.map(|place| place.span.text(source));
        assert_eq!(found, Some(tag), "{source}");
    }
    let hosted = Template::compile_with("{{#if contact.points}}{{contact.gone}}{{/if}}", &registry);
    let error = hosted.unwrap().render(&awa(), &RenderOptions::new());
    assert_eq!(error.unwrap_err().missing(), ["contact.gone"]);
}

#[test]
fn a_namespace_that_is_not_there_is_told_as_without_a_host() {
    let source = "{{user.name}} {{user.email}} {{contact.gone}}";
    let ours = Template::compile(source).unwrap();
    let ours = ours.render(&awa(), &RenderOptions::new()).unwrap_err();
    let hosted = Template::compile_with(source, &Handlebars::new()).unwrap();
    let hosted = hosted.render(&awa(), &RenderOptions::new()).unwrap_err();
    assert_eq!(hosted, ours);
    assert_eq!(hosted.code(), Code::ContextUnavailable);
}

/// Whatever prints is one of ours, so that a problem does not hide the next one.
#[test]
fn everything_that_is_wrong_with_what_prints_is_told_at_once() {
    let source = "{{#if contact.points}}{{contact.gone}} {{upper (trim contact.away)}} {{custom.object}}\n{{phone contact.firstName}}{{/if}}";
    let context = Context::from_json(json!({
        "contact": {"firstName": "Awa", "points": 1}, "custom": {"object": {"a": 1}},
    }));
    let ours = Template::compile(source).unwrap();
    let ours = ours.render(&context, &RenderOptions::new()).unwrap_err();
    let hosted = Template::compile_with(source, &Handlebars::new()).unwrap();
    let hosted = hosted.render(&context, &RenderOptions::new()).unwrap_err();
    assert_eq!(hosted.issues().len(), 4);
    assert_eq!(hosted.missing(), ["contact.gone", "contact.away"]);
    assert_eq!(hosted.issues().to_string(), ours.issues().to_string());
}

/// The policies of missing and blank values, with a template's own tags and those of a partial.
#[test]
fn a_missing_value_prints_what_the_options_say() {
    let source = "[{{contact.gone}}][{{ upper contact.gone }}][{{contact.note}}][{{custom.blank}}]{{#each custom.list as |item|}}{{item}}{{/each}}{{this.user.name}}";
    let context = Context::from_json(json!({
        "contact": {"note": "*x*"}, "custom": {"blank": " ", "list": ["a", "", 2]}, "user": {},
    }));
    for options in [
        RenderOptions::new().missing(Missing::Empty),
        RenderOptions::new().missing(Missing::Keep),
        RenderOptions::new().missing(Missing::Default("*-*".to_owned())),
    ] {
        for blank in [Blank::Prints, Blank::EmptyIsMissing, Blank::BlankIsMissing] {
            for options in [
                options.clone().blank(blank),
                options.clone().blank(blank).neutralise(Neutralise::new()),
            ] {
                let ours = Template::compile(source).unwrap();
                let ours = ours.render(&context, &options).unwrap();
                let found = render(source, &context, &options);
                assert_eq!(found.as_deref(), Ok(ours.as_str()), "{options:?}");
            }
        }
    }
    let options = RenderOptions::new().blank(Blank::BlankIsMissing);
    let error = render("{{#if true}}{{custom.blank}}{{/if}}", &context, &options).unwrap_err();
    assert!(error.contains("custom.blank"), "{error}");
    let mut registry = Handlebars::new();
    registry
        .register_partial("p", "{{contact.gone}},{{upper contact.gone}}")
        .unwrap();
    let hosted = Template::compile_with("{{> p}}", &registry).unwrap();
    let keep = RenderOptions::new().missing(Missing::Keep);
    let text = hosted.render(&context, &keep).unwrap();
    assert_eq!(text, "{{contact.gone}},{{contact.gone}}");
    let error = hosted.render(&context, &RenderOptions::new()).unwrap_err();
    assert_eq!(error.missing(), ["contact.gone"]);
}

#[test]
fn a_value_of_a_host_is_within_its_limit() {
    let context = Context::from_json(json!({"contact": {"note": "12345"}}));
    let limits = |bytes| flashplan::limits::Limits::new().value_bytes(bytes);
    let mut registry = Handlebars::new();
    registry.register_partial("p", "{{contact.note}}").unwrap();
    for source in ["{{contact.note}}", "{{trim contact.note}}", "{{> p}}"] {
        let hosted = Template::compile_with(source, &registry).unwrap();
        let options = |bytes| RenderOptions::new().limits(limits(bytes));
        assert_eq!(hosted.render(&context, &options(5)).as_deref(), Ok("12345"));
        let error = hosted.render(&context, &options(4)).unwrap_err();
        assert_eq!(error.code(), Code::RenderLimit, "{source}");
    }
}

/// A partial that calls itself, at once, inside blocks, or by way of another, with what it holds twice.
#[test]
fn partials_without_end_are_an_error() {
    let nested = format!(
        "{}{{{{> deep}}}}{}",
        "{{#if true}}".repeat(60),
        "{{/if}}".repeat(60)
    );
    let mut registry = Handlebars::new();
    for (name, text) in [
        ("self", "{{> self}}"),
        (
            "inside",
            "{{#if true}}{{#each @root.custom.list}}{{> inside}}{{/each}}{{/if}}",
        ),
        ("ping", "a{{> pong}}"),
        ("pong", "{{#with @root.custom}}{{> ping x=1}}{{/with}}"),
        ("twice", "{{#if true}}{{> twice}}{{> twice}}{{/if}}"),
        ("deep", nested.as_str()),
        ("block", "{{#> other}}{{> block}}{{/other}}"),
        ("other", "{{#if true}}{{> block}}{{/if}}"),
    ] {
        registry.register_partial(name, text).unwrap();
    }
    let context = Context::from_json(json!({"contact": {}, "custom": {"list": [1, 2]}}));
    for name in ["self", "inside", "ping", "twice", "deep", "block"] {
        let hosted = Template::compile_with(&format!("{{{{> {name}}}}}"), &registry).unwrap();
        let error = hosted.render(&context, &RenderOptions::new()).unwrap_err();
        assert_eq!(error.code(), Code::RenderLimit, "{name}: {error}");
    }
}

/// A partial may call itself as long as it ends, and a chain of `else if` may be long.
#[test]
fn partials_that_end_and_long_chains_print() {
    let mut registry = Handlebars::new();
    let tree = "{{name}}{{#if inner}}({{> tree inner}}){{/if}}";
    registry.register_partial("tree", tree).unwrap();
    let context = Context::from_json(json!({
        "contact": {"name": "a", "inner": {"name": "b", "inner": {"name": "c"}}},
    }));
    let hosted = Template::compile_with("{{> tree contact}}", &registry).unwrap();
    let text = hosted.render(&context, &RenderOptions::new());
    assert_eq!(text.as_deref(), Ok("a(b(c))"));
    let chain = "{{else if contact.gone}}y".repeat(150);
    let source = format!("{{{{#if contact.gone}}}}x{chain}{{{{else}}}}z{{{{/if}}}}");
    let text = render(&source, &context, &RenderOptions::new());
    assert_eq!(text.as_deref(), Ok("z"));
}

/// Bodies that stand one after the other are no deeper than one.
#[test]
fn blocks_side_by_side_are_not_deep() {
    let source = "{{#if true}}x{{/if}}".repeat(20) + "{{#each custom.list}}y{{/each}}";
    let hosted = Template::compile_with(&source, &Handlebars::new()).unwrap();
    let limits = flashplan::limits::Limits::new().depth(2);
    let text = hosted.render(&awa(), &RenderOptions::new().limits(limits));
    assert_eq!(text, Ok("x".repeat(20) + "yy"));
}

/// The names that a block gives lead to values, which print as ours do.
#[test]
fn names_of_a_block_print_as_paths_do() {
    let context = Context::from_json(json!({"contact": {}, "custom": {"list": [1.0, [2, "a"]]}}));
    for (source, text) in [
        (
            "{{#each custom.list as |one at|}}{{at}}={{one}};{{/each}}",
            "0=1;1=2, a;",
        ),
        ("{{#each custom.list as |one|}}{{one}};{{/each}}", "1;2, a;"),
    ] {
        let ours = Template::compile(source).unwrap();
        let ours = ours.render(&context, &RenderOptions::new());
        assert_eq!(ours.as_deref(), Ok(text));
        let found = render(source, &context, &RenderOptions::new());
        assert_eq!(found.as_deref(), Ok(text));
    }
}

/// What stops the crate for want of a value is named in a partial too, whose places nobody knows.
#[test]
fn a_name_that_a_partial_lacks_is_told() {
    for (partial, path) in [
        ("{{gone}}", "gone"),
        ("{{#each contact.gone}}x{{/each}}", "contact.gone"),
    ] {
        let mut registry = Handlebars::new();
        registry.register_partial("p", partial).unwrap();
        let hosted = Template::compile_with("{{> p}}", &registry).unwrap();
        let error = hosted.render(&awa(), &RenderOptions::new()).unwrap_err();
        assert_eq!(error.code(), Code::VariablesMissing, "{partial}");
        assert_eq!(error.missing(), [path], "{partial}");
        let told = format!("`{path}` has no value");
        assert!(error.to_string().contains(&told), "{error}");
    }
}

/// A block of the host's may leave out what is in it.
#[test]
fn what_a_block_of_a_host_holds_is_optional() {
    handlebars_helper!(shout: |text: str| format!("{text}!"));
    let mut registry = Handlebars::new();
    registry.register_helper("shout", Box::new(shout));
    let source = "{{contact.a}}{{#shout contact.b}}{{@root.contact.c}}{{else}}{{contact.d}}{{/shout}}{{contact.e}}";
    let hosted = Template::compile_with(source, &registry).unwrap();
    let variables = hosted.variables().iter();
    let required: Vec<&str> = variables
        .filter(|variable| variable.required())
        .map(|variable| variable.path())
        .collect();
    assert_eq!(required, ["contact.a", "contact.e"]);
}

/// What the crate alone cannot read is told of every tag, in the order of the source.
#[test]
fn all_tags_that_the_crate_refuses_are_told() {
    let source = "{{^each custom.list}}a{{/each}} {{contact.firstName}} {{contact.[]}}\n{{upper contact.[x\\]y]}}{{contact.a?b}}";
    let issues = Template::compile_with(source, &Handlebars::new()).unwrap_err();
    let refused: Vec<&str> = issues
        .iter()
        .map(|issue| issue.place().unwrap().span.text(source))
        .collect();
    let expected = [
        "{{^each custom.list}}",
        "{{upper contact.[x\\]y]}}",
        "{{contact.a?b}}",
    ];
    assert_eq!(refused, expected, "{issues}");
    let source = "{{#if contact.a}}{{contact.a?b}}{{else if contact.b}}x{{else}}y{{/if}}{{#each custom.list}}z{{^}}{{/each}}";
    let issues = Template::compile_with(source, &Handlebars::new()).unwrap_err();
    let refused: Vec<&str> = issues
        .iter()
        .map(|issue| issue.place().unwrap().span.text(source))
        .collect();
    assert_eq!(refused, ["{{contact.a?b}}"], "{issues}");
}

/// A helper of the host is called with what our scan has looked at; ours are held to what they take.
#[test]
fn calls_are_looked_at_before_they_are_made() {
    handlebars_helper!(shout: |text: str| format!("{text}!"));
    let mut registry = Handlebars::new();
    registry.register_helper("shout", Box::new(shout));
    registry.register_partial("known", "k").unwrap();
    let cases = [
        ("{{shout name}}", Code::NamespaceMissing, "name"),
        (
            "{{#shout (shout nme.x)}}x{{/shout}}",
            Code::NamespaceUnknown,
            "nme.x",
        ),
        (
            "{{shout contact.firstName of=(upper)}}",
            Code::HelperArguments,
            "(upper)",
        ),
        (
            "{{upper contact.a contact.b}}",
            Code::HelperArguments,
            "upper contact.a contact.b",
        ),
        ("{{> known}}{{> nobody}}", Code::HelperUnknown, "nobody"),
        (
            "{{> \"known\"}}{{> 'some one'}}",
            Code::HelperUnknown,
            "'some one'",
        ),
        ("{{@occurrence.at}}", Code::PathInvalid, "@occurrence.at"),
    ];
    for (source, code, place) in cases {
        let issues = Template::compile_with(source, &registry).unwrap_err();
        let issue = &issues.as_slice()[0];
        let found = issue.place().unwrap().span.text(source);
        assert_eq!((issue.code(), found), (code, place), "{source}: {issues}");
    }
    let source = "{{shout contact.firstName}}{{#if (shout custom.a)}}{{custom.b}}{{/if}}";
    let hosted = Template::compile_with(source, &registry).unwrap();
    let variables = hosted.variables().iter().map(|variable| variable.path());
    let expected = ["contact.firstName", "custom.a", "custom.b"];
    assert_eq!(variables.collect::<Vec<_>>(), expected);
}

#[test]
fn a_template_of_a_host_is_within_its_limits() {
    let longest = flashplan::limits::Limits::new().template_bytes;
    let compiled = |bytes: usize| Template::compile_with(&"x".repeat(bytes), &Handlebars::new());
    assert!(compiled(longest).is_ok());
    let issues = compiled(longest + 1).unwrap_err();
    assert_eq!(issues.as_slice()[0].code(), Code::TemplateTooLarge);

    let hosted = Template::compile_with("abcdefgh{{contact.firstName}}", &Handlebars::new());
    let limits = flashplan::limits::Limits::new().output_bytes(11);
    let text = hosted
        .unwrap()
        .render(&awa(), &RenderOptions::new().limits(limits));
    assert_eq!(text.as_deref(), Ok("abcdefghAwa"));
    let hosted = Template::compile_with("ab{{contact.firstName}}c", &Handlebars::new()).unwrap();
    let limits = |bytes| flashplan::limits::Limits::new().output_bytes(bytes);
    let render = |bytes| hosted.render(&awa(), &RenderOptions::new().limits(limits(bytes)));
    assert_eq!(render(6).as_deref(), Ok("abAwac"));
    for bytes in [5, 3] {
        let error = render(bytes).unwrap_err();
        assert_eq!(error.code(), Code::RenderLimit);
        assert!(error.to_string().contains("grows"), "{error}");
    }
}

/// Where a name begins like another one, the place is that of the whole name.
#[test]
fn a_missing_argument_has_the_place_of_its_whole_name() {
    let context = Context::from_json(json!({
        "contact": {"first": null, "firstName": "Awa", "points": 2}, "custom": {"list": [1.0, 2.5]},
    }));
    let source = "{{#if contact.points}}{{truncate contact.firstName contact.first}}{{/if}}";
    let hosted = Template::compile_with(source, &Handlebars::new()).unwrap();
    let error = hosted.render(&context, &RenderOptions::new()).unwrap_err();
    assert_eq!(error.missing(), ["contact.first"]);
    let place = error.issues().iter().next().unwrap().place().unwrap();
    assert_eq!(
        Some(place.span.range().start),
        source.rfind("contact.first}")
    );
    assert_eq!(place.span.text(source), "contact.first");
    let text = render(
        "{{#each custom.list}}{{this}},{{/each}}",
        &context,
        &RenderOptions::new(),
    );
    assert_eq!(text.as_deref(), Ok("1,2.5,"));
}

/// A name alone in a partial that is a helper of the host is a call of it.
#[test]
fn a_helper_of_a_host_needs_no_argument_in_a_partial() {
    handlebars_helper!(stars: |*_args| "***");
    let mut registry = Handlebars::new();
    registry.register_helper("stars", Box::new(stars));
    registry
        .register_partial("p", "{{stars}}{{contact.firstName}}")
        .unwrap();
    let hosted = Template::compile_with("{{> p}}", &registry).unwrap();
    let text = hosted.render(&awa(), &RenderOptions::new());
    assert_eq!(text.unwrap(), "***Awa");
}
