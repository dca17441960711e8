//! A contact of any kind that serde knows, for a template that looks below it: as its JSON is.

use flashplan::template::{Constants, Context, Missing, OccurrenceTime, RenderOptions, Template};
use serde::Serialize;
use serde::ser::SerializeMap;
use serde_json::{Value, json, to_value};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Newtype<T>(T);

#[derive(Serialize)]
struct Unit;

#[derive(Serialize)]
struct Pair(u8, u8);

#[derive(Serialize)]
enum Kind {
    One,
    New(u8),
    Two(u8, u8),
    Fields { a: u8 },
}

#[derive(Serialize)]
struct Contact<T> {
    a: T,
}

/// Bytes, which serde does not write by itself.
struct Bytes;

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(b"ab")
    }
}

/// The same text, and the same problems, as of the JSON that serde makes of it.
fn is_as_its_json<T: Serialize>(contact: &T) {
    for source in [
        "{{default contact.a \"-\"}}",
        "{{default contact.a.b \"-\"}}",
        "{{default contact.a \"-\"}}{{default contact.a.length \"-\"}}{{default contact.a.b \"-\"}}",
        "{{default contact.b \"-\"}}{{default contact.a \"-\"}}{{default contact.aa \"-\"}}{{default contact.ba \"-\"}}",
        "{{default contact.a.[0] \"-\"}}{{#each contact.a}}<{{this}}>{{/each}}",
        "{{#if contact.a}}{{contact.a}}{{/if}}",
        "{{#if contact}}x{{else}}y{{/if}}",
    ] {
        let template = Template::compile(source).unwrap();
        let bound = template.bind(&Constants::new(), &RenderOptions::new());
        let bound = bound.unwrap();
        let json = to_value(contact).unwrap();
        let own = bound.render(contact).map_err(|error| error.code());
        let of_json = bound.render_value(&json).map_err(|error| error.code());
        assert_eq!(own, of_json, "{source} of {json}");
    }
}

fn inside_and_alone<T: Serialize>(value: T) {
    is_as_its_json(&value);
    is_as_its_json(&Contact { a: &value });
    is_as_its_json(&Contact {
        a: Contact { a: &value },
    });
    is_as_its_json(&Newtype(Some(Contact { a: vec![&value] })));
}

#[test]
fn a_contact_of_any_kind_is_as_its_json() {
    inside_and_alone(true);
    inside_and_alone((-1_i8, -1_i16, -1_i32, -1_i64));
    inside_and_alone(-1_i8);
    inside_and_alone(-1_i16);
    inside_and_alone(-1_i32);
    inside_and_alone(-1_i64);
    inside_and_alone(1_u8);
    inside_and_alone(1_u16);
    inside_and_alone(1_u32);
    inside_and_alone(1_u64);
    inside_and_alone(1.5_f32);
    inside_and_alone(1.5_f64);
    inside_and_alone('é');
    inside_and_alone("text");
    inside_and_alone(Bytes);
    inside_and_alone(());
    inside_and_alone(Unit);
    inside_and_alone(None::<u8>);
    inside_and_alone(Some(Newtype("x")));
    inside_and_alone([1, 2]);
    inside_and_alone(vec![Some("x"), None]);
    inside_and_alone(Pair(1, 2));
    inside_and_alone(Kind::One);
    inside_and_alone(Kind::New(1));
    inside_and_alone(Kind::Two(1, 2));
    inside_and_alone(Kind::Fields { a: 1 });
    inside_and_alone(BTreeMap::from([("a", 1), ("b", 2)]));
    inside_and_alone(BTreeMap::from([(1, "x")]));
    inside_and_alone(json!({"a": {"b": [1]}}));
    inside_and_alone(Value::Null);
}

#[test]
fn the_least_length_is_what_stands_outside_all_blocks() {
    for (source, least) in [
        ("", 0),
        ("Bonjour 🍎", 10),
        ("a{{contact.x}}b", 2),
        ("a{{#if contact.x}}bcd{{else}}e{{/if}}f", 2),
        ("{{#each contact.x}}a{{#if this}}b{{/if}}{{/each}}cd", 2),
        ("{{#each contact.x}}a{{else}}bc{{/each}}d", 1),
        ("{{#with (upper contact.x)}}a{{else}}bc{{/with}}defg", 4),
    ] {
        let template = Template::compile(source).unwrap();
        let bound = template.bind(&Constants::new(), &RenderOptions::new());
        assert_eq!(bound.unwrap().least_length(), least, "{source}");
    }
}

/// An object with `custom`, which is a list.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Wrapped {
    Custom([u8; 1]),
}

/// A map with `custom` twice; the last one counts.
struct Twice;

impl Serialize for Twice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("custom", &json!({"a": "x"}))?;
        map.serialize_entry("custom", &json!(["y"]))?;
        map.end()
    }
}

/// A map with `custom` twice, each an object; nothing of the first counts.
struct TwiceAnObject;

impl Serialize for TwiceAnObject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("custom", &json!({"a": "x"}))?;
        map.serialize_entry("custom", &json!({"b": "y"}))?;
        map.end()
    }
}

/// A map with `a` twice, at last as nothing.
struct TwiceAtLastNothing;

impl Serialize for TwiceAtLastNothing {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("a", "x")?;
        map.serialize_entry("a", &Unit)?;
        map.serialize_entry("b", "y")?;
        map.end()
    }
}

/// No loop leads to a secret of the host's, however deep it lies.
#[test]
fn secrets_inside_values_of_the_host_never_print() {
    let inner = json!({
        "token": "secret", "b": "y", "list": [{"password": "secret", "c": "z"}, ["x", {"apikey": "secret", "d": "w"}]],
        "object": {"e": {"secret": "secret", "f": "v"}},
    });
    let source = "{{#each NAME.a}}{{@key}} {{/each}}{{#each NAME.a.list.[0]}}{{@key}}={{this}} {{/each}}{{#each NAME.a.list.[1].[1]}}{{@key}}={{this}} {{/each}}{{#each NAME.a.object.e}}{{@key}}={{this}}{{/each}}";
    for namespace in ["user", "instance"] {
        let template = Template::compile(&source.replace("NAME", namespace)).unwrap();
        let context = json!({"contact": {}, namespace: {"a": inner}});
        let printed = Ok("b list object c=z d=w f=v".to_owned());
        let options = RenderOptions::new();
        let known = template.render(&Context::from_json(context.clone()), &options);
        assert_eq!(known, printed);
        assert_eq!(template.render_from(&context, &options), printed);
    }
}

#[test]
fn a_name_that_comes_again_counts_as_nothing_too() {
    let template = Template::compile("{{default contact.a contact.b}}").unwrap();
    let bound = template.bind(&Constants::new(), &RenderOptions::new());
    let text = bound.unwrap().render(&TwiceAtLastNothing);
    assert_eq!(text, Ok("y".to_owned()));
}

/// The occurrence is in no namespace, and all the same there.
#[test]
fn a_context_that_writes_itself_is_told_its_occurrence() {
    let occurrence = OccurrenceTime::new("2026-10-25T02:30:00+01:00".parse().unwrap(), 2);
    let options = RenderOptions::new().occurrence(occurrence);
    let template = Template::compile("{{contact.a}} {{@occurrence.number}}").unwrap();
    for options in [options.clone(), options.missing(Missing::Empty)] {
        let text = template.render_from(&json!({"contact": {"a": "x"}}), &options);
        assert_eq!(text, Ok("x 2".to_owned()));
    }
}

/// A context that writes itself is as the JSON that it writes; its contact states its names.
#[test]
fn a_context_that_writes_itself_is_as_its_json() {
    let sources = [
        "{{contact.a}} {{custom.a}} {{user.a}} {{instance.a}}",
        "{{default user.a.b \"-\"}}{{default custom.token \"-\"}}",
        "{{#each user.a}}{{@key}}={{this}} {{/each}}{{#each custom.a}}<{{this}}>{{/each}}",
        "{{#with instance}}{{default a \"-\"}}{{default ../custom.a \"-\"}}{{/with}}",
        "{{#if user}}user{{/if}}{{#if custom}}custom{{/if}}{{#each contact}}{{@key}}{{/each}}",
        "{{default contact.[0] \"-\"}}{{default custom.length \"-\"}}",
    ];
    let namespaces = [
        json!({"a": "x", "token": "secret"}),
        json!({"a": {"b": "y", "token": "secret"}}),
        json!({"a": [{"password": "secret"}, "z"]}),
        json!({"a": ["p", "q"]}),
        json!({"a": null}),
        json!(["first"]),
        json!("text"),
        json!(null),
    ];
    let options = [
        RenderOptions::new(),
        RenderOptions::new().missing(Missing::Keep),
    ];
    for source in sources {
        let template = Template::compile(source).unwrap();
        for (i, namespace) in namespaces.iter().enumerate() {
            let other = &namespaces[(i + 1) % namespaces.len()];
            let context = json!({"contact": other, "custom": namespace, "user": namespace, "instance": other});
            for options in &options {
                let known = template.render(&Context::from_json(context.clone()), options);
                let from = template.render_from(&context, options);
                assert_eq!(from, known, "{source} of {context}");
                let host = from.unwrap_or_default().replace("{{", "");
                let own = source.contains("custom.token") || source.contains("custom.a");
                assert!(own || !host.contains("secret"), "{source} prints {host}");
            }
        }
    }
    // a namespace that comes in another form, or comes again
    let template =
        Template::compile("{{default custom.a \"-\"}}{{default custom.[0] \"-\"}}").unwrap();
    let from = template.render_from(&Wrapped::Custom([1]), &options[0]);
    assert_eq!(from, Ok("--".to_owned()));
    let from = template.render_from(&Twice, &options[0]);
    assert_eq!(from, Ok("--".to_owned()));
    let template =
        Template::compile("{{default custom.a \"-\"}}{{default custom.b \"-\"}}").unwrap();
    let from = template.render_from(&TwiceAnObject, &options[0]);
    assert_eq!(from, Ok("-y".to_owned()));
    // names that are alike but for what is not compared first
    let context = json!({"contact": {"xbc": 1, "abc": 2, "abd": 3}});
    let template = Template::compile("{{contact.abc}}{{contact.xbc}}{{contact.abd}}").unwrap();
    assert_eq!(
        template.render_from(&context, &options[0]),
        Ok("213".to_owned())
    );
    // names are those that the contact states
    let context = json!({"contact": {"name": "Awa Doe"}});
    let template = Template::compile("{{default contact.firstName \"-\"}}").unwrap();
    assert_eq!(
        template.render_from(&context, &options[0]),
        Ok("-".to_owned())
    );
    assert_eq!(
        template.render_from(&vec![1], &options[0]),
        Ok("-".to_owned())
    );
}
