//! Which variables every message needs, and which a message can do without.

use flashplan::template::Template;

/// The variables that are required, of all that a template looks up.
fn required(source: &str) -> (Vec<String>, usize) {
    let template = Template::compile(source).unwrap();
    let variables = template.variables();
    let required = variables.iter().filter(|variable| variable.required());
    let paths = required.map(|variable| variable.path().to_owned());
    (paths.collect(), variables.len())
}

/// `a` stands before a block, `z` behind it, `x` in it and `y` in its `else`.
#[test]
fn what_a_block_may_leave_out_is_optional() {
    for (open, close) in [
        ("{{#if contact.q}}", "{{/if}}"),
        ("{{#if (eq contact.q 1)}}", "{{/if}}"),
        ("{{#unless contact.q}}", "{{/unless}}"),
        ("{{^if contact.q}}", "{{/if}}"),
        ("{{#each contact.q}}", "{{/each}}"),
        ("{{#each contact.q as |one|}}", "{{/each}}"),
        ("{{^each contact.q}}", "{{/each}}"),
        ("{{#with contact.q}}", "{{/with}}"),
        ("{{#with (upper contact.q)}}", "{{/with}}"),
        ("{{^with contact.q}}", "{{/with}}"),
    ] {
        let x = "{{@root.contact.x}}";
        let y = "{{@root.contact.y}}";
        for inside in [
            x.to_owned(),
            format!("{x}{{{{else}}}}{y}"),
            format!("{{{{#if @root.contact.p}}}}p{{{{/if}}}}{x}"),
            format!(
                "{{{{#with @root.contact}}}}{{{{p}}}}{{{{/with}}}}{x}{{{{else}}}}{{{{#if @root.contact.p}}}}{{{{/if}}}}{y}"
            ),
        ] {
            let source = format!("{{{{contact.a}}}}{open}{inside}{close}{{{{contact.z}}}}");
            assert_eq!(required(&source).0, ["contact.a", "contact.z"], "{source}");
        }
    }
}

#[test]
fn what_is_needed_once_is_needed() {
    for source in [
        "{{contact.a}}{{default contact.a 1}}",
        "{{default contact.a 1}}{{contact.a}}",
        "{{contact.a}}{{contact.a}}",
        "{{#if contact.a}}{{contact.a}}{{/if}}{{contact.a}}",
    ] {
        assert_eq!(
            required(source),
            (vec!["contact.a".to_owned()], 1),
            "{source}"
        );
    }
}

/// A namespace is there always, so that what stands in its block is needed as if it stood alone.
#[test]
fn what_stands_in_a_namespace_is_needed() {
    let source = "{{#with contact}}{{a}}{{#if b}}{{#with @root.custom}}{{c}}{{/with}}{{/if}}{{d}}{{/with}}{{#with @root}}{{user.e}}{{/with}}";
    let (required, all) = required(source);
    assert_eq!(required, ["contact.a", "contact.d", "user.e"]);
    assert_eq!(all, 5);
}
