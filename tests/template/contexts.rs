//! Where `../` leads past contexts that equal each other, which handlebars.js does not count: contexts of the campaign
//! and of a contact inside each other, so that binding knows some of them and not the others.

use crate::laws::ways;
#[cfg(feature = "locale")]
use flashplan::issue::Code;
use flashplan::template::{Constants, Context, Missing, RenderOptions, Template};
use serde_json::{Value, json};

fn values() -> Value {
    json!({
        "contact": {
            "o": {"x": "contact's x", "y": "contact's y"}, "n": 1, "one": ["1"], "two": ["2", "x"], "half": ["a", ""],
            "awa": ["Awa"], "again": ["Awa"], "pair": ["a", "b"], "joined": "a,b", "zero": ["0"], "no": [false],
        },
        "custom": {"o": {"x": "our x", "z": "our z"}, "p": {"w": "our w"}, "list": ["Awa"], "one": ["1"], "awa": "Awa", "same": ["Awa"], "twin": {"x": "our x"}},
        "user": {},
    })
}

/// What a template prints, by each way that leads to a text; none for an error.
fn check(cases: &[(&str, Option<&str>)]) {
    for (source, expected) in cases {
        let template = Template::compile(source).unwrap();
        for (way, found) in ways(&template, &values()).into_iter().enumerate() {
            assert_eq!(found.as_deref(), *expected, "way {way} of {source}");
        }
    }
}

/// `{{#with this}}` adds no step: `../` leads out of the block around it. What is not there, but would be as the path is
/// written, prints nothing.
#[test]
fn a_context_that_stands_twice_is_counted_once() {
    check(&[
        (
            "{{#with custom.o}}{{#with @root.contact.o}}{{#with this}}{{../z}}|{{../y}}|{{../x}}{{/with}}{{/with}}{{/with}}",
            Some("our z||our x"),
        ),
        (
            "{{#with contact.o}}{{#with @root.custom.o}}{{#with this}}{{../y}}|{{../z}}|{{../x}}{{/with}}{{/with}}{{/with}}",
            Some("contact's y||contact's x"),
        ),
        (
            "{{#with custom.o}}{{#with @root.contact.o}}{{#with this}}{{../gone}}{{/with}}{{/with}}{{/with}}",
            None,
        ),
        (
            "{{#with contact.o}}{{#with this}}{{../custom.p.w}} {{../contact.n}} {{#if ..}}all{{/if}}{{/with}}{{/with}}",
            Some("our w 1 all"),
        ),
        (
            "{{#with contact.o}}{{#with this}}<{{../x}}>{{#if ../x}}x{{/if}}{{#if ../../custom.p.w}}w{{/if}}{{/with}}{{/with}}",
            Some("<>"),
        ),
        (
            "{{#with custom.o}}{{#with @root.contact.o}}{{#with this}}{{#with ..}}{{x}}{{/with}}{{/with}}{{/with}}{{/with}}",
            Some("our x"),
        ),
        (
            "{{#with contact.o}}{{#with this}}<{{../../custom.p.w}}>{{/with}}{{/with}}",
            Some("<>"),
        ),
    ]);
}

#[test]
fn contexts_that_differ_are_counted() {
    check(&[
        (
            "{{#with custom.o}}{{#with @root.contact.o}}{{#with @root.custom.p}}{{../x}}, {{../../x}}, {{w}}{{/with}}{{/with}}{{/with}}",
            Some("contact's x, our x, our w"),
        ),
        (
            "{{#with custom.p}}{{#with @root.contact.o}}{{#with @root.custom.o}}{{../y}}, {{../../w}}, {{z}}{{/with}}{{/with}}{{/with}}",
            Some("contact's y, our w, our z"),
        ),
    ]);
}

/// Two loops over one list, inside a context of the campaign: equal items are one step, others are two.
#[test]
fn items_are_counted_by_what_they_are() {
    let loops = |list: &str, inner: &str| {
        format!(
            "{{{{#with custom.o}}}}{{{{#each @root.contact.{list}}}}}{{{{#each @root.contact.{list}}}}}{inner} {{{{/each}}}}{{{{/each}}}}{{{{/with}}}}"
        )
    };
    check(&[
        (
            &loops("awa", "{{../x}}|{{../../x}}|{{../../../custom.p.w}}"),
            Some("our x|| "),
        ),
        (
            &loops("pair", "{{default ../x \"-\"}}, {{default ../../x \"+\"}};"),
            Some("our x, +; -, our x; -, our x; our x, +; "),
        ),
    ]);
}

/// `false` is no step beside `"0"`, and `"0"` stays what is counted. The interpreter of trees took `false`.
#[test]
fn what_was_counted_stays_where_its_equal_follows() {
    check(&[(
        "{{#each contact.zero}}{{#each @root.contact.no}}{{#with @root.contact.o}}{{..}}{{/with}}{{/each}}{{/each}}",
        Some("0"),
    )]);
}

/// Two lists are two, whatever they hold, and whether a table holds one of them.
#[test]
fn a_list_of_a_contact_is_none_of_the_campaign() {
    check(&[
        (
            "{{#with contact.one}}{{#with @root.custom.one}}<{{../length}}>{{/with}}{{/with}}",
            Some("<1>"),
        ),
        (
            "{{#with custom.one}}{{#with @root.contact.one}}<{{../length}}>{{/with}}{{/with}}",
            Some("<1>"),
        ),
    ]);
}

/// JavaScript's `==`: beside a text or a number a list is the text of its items joined by commas.
#[test]
fn lists_of_a_contact_equal_the_texts_that_they_are() {
    check(&[
        (
            "{{#with contact.awa}}{{#each this}}<{{../length}}>{{/each}}{{/with}}",
            Some("<>"),
        ),
        (
            "{{#with contact.half}}{{#each this}}<{{../length}}>{{/each}}{{/with}}",
            Some("<2><2>"),
        ),
        (
            "{{#with contact.joined}}{{#with @root.contact.pair}}<{{../length}}>{{/with}}{{#with @root.contact.two}}<{{../length}}>{{/with}}{{/with}}",
            Some("<><3>"),
        ),
        (
            "{{#with contact.one}}{{#with @root.contact.n}}<{{../length}}>{{/with}}{{/with}}{{#with contact.two}}{{#with @root.contact.n}}<{{../length}}>{{/with}}{{/with}}",
            Some("<><2>"),
        ),
        (
            "{{#with contact.one}}{{#with (len this)}}<{{../length}}>{{/with}}{{/with}}",
            Some("<>"),
        ),
        (
            "{{#with contact.two}}{{#with (len this)}}<{{../length}}>{{/with}}{{/with}}",
            Some("<2>"),
        ),
        (
            "{{#with contact.awa}}{{#with (default @root.contact.awa 1)}}<{{../length}}>{{/with}}{{#with @root.contact.again}}<{{../length}}>{{/with}}{{/with}}",
            Some("<><1>"),
        ),
    ]);
}

/// An object, or a list, of the campaign is one, however often a template names it, also where the contact decides about
/// the contexts inside it.
#[test]
fn an_object_of_the_campaign_stays_one() {
    check(&[
        (
            "{{#with custom.o}}{{#with this}}{{#each @root.contact.awa}}{{#each @root.contact.awa}}<{{../../x}}>{{/each}}{{/each}}{{/with}}{{/with}}",
            Some("<>"),
        ),
        (
            "{{#with custom.list}}{{#each @root.contact.awa}}{{#with @root.custom.list}}<{{../length}}>{{/with}}{{/each}}{{/with}}",
            Some("<>"),
        ),
        (
            "{{#with custom.list}}{{#each @root.contact.awa}}{{#with @root.custom.same}}<{{../length}}>{{/with}}{{/each}}{{/with}}",
            Some("<1>"),
        ),
        (
            "{{#with custom.o}}{{#each @root.contact.awa}}{{#with @root.custom.twin}}<{{../length}}>{{/with}}{{/each}}{{/with}}",
            Some("<3>"),
        ),
        (
            "{{#with (default @root 1)}}{{#each @root.contact.half}}{{#each @root.contact.half}}{{#if ../../..}}y{{else}}n{{/if}}{{/each}}{{/each}}{{/with}}",
            Some("nyyn"),
        ),
        (
            "{{#with (default @root 1)}}{{#each @root.contact.half}}{{#each @root.contact.half}}{{#if ../..}}y{{else}}n{{/if}}{{/each}}{{/each}}{{/with}}",
            Some("yyyy"),
        ),
        (
            "{{#with (default @root 1)}}{{#with (default @root 1)}}{{#each @root.contact.awa}}{{#each @root.contact.awa}}{{#if ../../..}}y{{else}}n{{/if}}{{/each}}{{/each}}{{/with}}{{/with}}",
            Some("n"),
        ),
    ]);
}

/// What is missing is blamed by its own name and at its place, in one step and when it is bound first; binding tells what
/// no contact can help.
#[test]
fn what_is_missing_is_blamed_by_its_own_name() {
    let (values, options) = (values(), RenderOptions::new());
    let constants = Constants::new()
        .custom(values["custom"].clone())
        .user(json!({}));
    let cases = [
        (
            "{{truncate contact.joined custom.gone}}",
            "custom.gone",
            true,
        ),
        (
            "{{join contact.two (upper custom.gone)}}",
            "custom.gone",
            true,
        ),
        ("{{lookup custom.gone contact.joined}}", "custom.gone", true),
        (
            "{{upper (lookup user.gone contact.joined)}}",
            "user.gone",
            true,
        ),
        (
            "{{#if contact.o}}{{join contact.two custom.gone}}{{/if}}",
            "custom.gone",
            true,
        ),
        ("{{and contact.n custom.gone}}", "custom.gone", false),
        ("{{or contact.gone custom.gone}}", "custom.gone", false),
        (
            "{{truncate contact.joined (default custom.none custom.gone)}}",
            "custom.gone",
            false,
        ),
        (
            "{{#each custom.list}}{{and @root.contact.n this.gone}}{{/each}}",
            "this.gone",
            false,
        ),
        (
            "{{upper (and contact.n custom.o.[a b])}}",
            "custom.o.[a b]",
            false,
        ),
        ("{{truncate contact.gone contact.n}}", "contact.gone", false),
    ];
    for (source, path, is_told_by_binding) in cases {
        let template = Template::compile(source).unwrap();
        let at_once = template.render(&Context::from_json(values.clone()), &options);
        let at_once = at_once.unwrap_err().into_issues();
        assert!(
            at_once.as_slice()[0]
                .message()
                .contains(&format!("`{path}`")),
            "{source}"
        );
        let bound = template.bind(&constants, &options);
        assert_eq!(bound.is_err(), is_told_by_binding, "{source}");
        let later = bound.and_then(|bound| {
            let text = bound.render_value(&values["contact"]);
            text.map_err(|error| error.into_issues())
        });
        assert_eq!(later.unwrap_err(), at_once, "{source}");
    }
}

/// A call that can do without a value is no error of the campaign, nor is one that is not asked to have it.
#[test]
fn what_may_be_missing_is_told_by_nobody() {
    check(&[
        ("{{default contact.joined custom.gone}}", Some("a,b")),
        (
            "{{#if (eq contact.joined custom.gone)}}x{{else}}y{{/if}}",
            Some("y"),
        ),
        (
            "{{default (truncate contact.joined custom.gone) \"-\"}}",
            Some("-"),
        ),
        (
            "{{lookup contact.o (default custom.gone \"x\")}}",
            Some("contact's x"),
        ),
    ]);
    let template = Template::compile("<{{truncate contact.joined custom.gone}}>").unwrap();
    let text = |missing| {
        let options = RenderOptions::new().missing(missing);
        let bound = template.bind(&Constants::new().custom(json!({})), &options);
        bound.unwrap().render_value(&values()["contact"]).unwrap()
    };
    assert_eq!(text(Missing::Empty), "<>");
    assert_eq!(text(Missing::Default("-".to_owned())), "<->");
    assert_eq!(
        text(Missing::Keep),
        "<{{truncate contact.joined custom.gone}}>"
    );
}

#[cfg(feature = "locale")]
#[test]
fn a_number_is_missing_without_what_it_is_of_alone() {
    check(&[(
        "{{number contact.n decimals=custom.gone locale=\"en\"}}",
        Some("1"),
    )]);
    let template =
        Template::compile("{{plural custom.gone one=contact.joined other=\"x\"}}").unwrap();
    let bound = template.bind(&Constants::new().custom(json!({})), &RenderOptions::new());
    assert_eq!(
        bound.unwrap_err().as_slice()[0].code(),
        Code::VariablesMissing
    );
}

/// What binding knows inside an expression that the contact decides: truth values, counts, texts that a helper made.
#[test]
fn known_values_stay_what_they_are() {
    check(&[
        (
            "{{#each custom.list}}{{default @root.contact.gone @index}}{{default @root.contact.gone @first}}{{default @root.contact.gone this}}{{/each}}",
            Some("0trueAwa"),
        ),
        (
            "{{#each custom.o}}{{default @root.contact.gone @key}}{{/each}}{{#with (upper custom.awa)}}{{default @root.contact.gone this}}{{/with}}",
            Some("xzAWA"),
        ),
        (
            "{{default contact.gone custom.list.length}}{{join contact.two (default custom.list \"\")}}",
            Some("12Awax"),
        ),
    ]);
}

/// A text that a helper made is like no other, whether the campaign's values or the contact's decide what it is.
#[test]
fn a_text_that_a_helper_made_is_counted() {
    check(&[
        (
            "{{#with (trim custom.awa)}}{{#each @root.contact.awa}}{{..}}{{#if ../../contact.n}}n{{/if}}{{/each}}{{/with}}",
            Some("Awan"),
        ),
        (
            "{{#with (trim custom.awa)}}{{#with this}}{{#each @root.contact.awa}}{{..}}{{#if ../../contact.n}}n{{/if}}{{/each}}{{/with}}{{/with}}",
            Some("Awan"),
        ),
        (
            "{{#with (trim contact.awa.[0])}}{{#each @root.contact.awa}}{{..}}{{#if ../../contact.n}}n{{/if}}{{/each}}{{/with}}",
            Some("Awan"),
        ),
        (
            "{{#each @root.contact.awa}}{{#with (trim @root.custom.awa)}}{{..}}{{#if ../../contact.n}}n{{/if}}{{/with}}{{/each}}",
            Some("Awan"),
        ),
    ]);
}
