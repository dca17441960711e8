//! A template from parts, with values: the text of a naive interpreter, and where that is known to agree of
//! the crate `handlebars`, by every way that leads to one. What is side by side prints side by side (F5), and
//! nothing is looked up that is no variable (F3). Texts and placeholders alone look up what they name (F3), print
//! values as they are (F4), and are as long as their parts (F6).
#![no_main]

#[path = "../../tests/template/interpreter.rs"]
#[allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "a test's")]
mod interpreter;
#[path = "../../tests/template/straight.rs"]
#[allow(clippy::unwrap_used, reason = "a test's")]
mod straight;

use arbitrary::{Result, Unstructured};
use flashplan::contact::TableBuilder;
use flashplan::template::{Constants, Context, RenderOptions, Template};
use flashplan_fuzz::fraction::one_in;
use handlebars::Handlebars;
use interpreter::{Node, Path};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use straight::Part;

const NAMESPACES: [&str; 3] = ["contact", "custom", "user"];
const NAMES: [&str; 5] = ["a", "b", "list", "map", "none"];
const KEYS: [&str; 5] = ["a", "b", "10", "9", "z"];
/// No white space: what it does to tags is compared with handlebars.js in the tests.
const TEXTS: [&str; 7] = ["x", "été", "🍎", "{ ", " }", "a}b", "'"];
/// Nothing that a tag begins or ends with.
const STRAIGHT: [&str; 6] = ["", "x", "été 🍎", "\n", "#/!\"'.", "contact.a"];
const SCALARS: [&str; 6] = ["", " ", "Awa", "{{x}}", "🍎", "0"];

fuzz_target!(|bytes: &[u8]| {
    // too few bytes make no template, and break no law
    if one_in(8, bytes) {
        let _ = straight_laws(&mut Unstructured::new(bytes));
    }
    let _ = laws(bytes, &mut Unstructured::new(bytes));
});

fn laws(bytes: &[u8], u: &mut Unstructured<'_>) -> Result<()> {
    let context = json!({"contact": namespace(u)?, "custom": namespace(u)?, "user": namespace(u)?});
    let (one, two) = (nodes(u, 3, false)?, nodes(u, 2, false)?);
    let source = interpreter::source(&one);
    if is_joined(&source) {
        return Ok(());
    }
    let expected = interpreter::render(&one, &context);
    let template = Template::compile(&source).expect("it is in the language");
    let all = Context::from_json(context.clone());
    let options = RenderOptions::new();
    let text = template.render(&all, &options).ok();
    assert_eq!(text, expected, "{source} of {context}");
    if one_in(2, bytes) {
        bound(&template, &source, &context, &expected);
    }
    if one_in(8, bytes) {
        let less = Context::from_json(straight::of_variables(&template, context.clone()));
        assert_eq!(
            template.render(&less, &options).ok(),
            expected,
            "F3: {source}"
        );
    }
    if one_in(16, bytes) {
        peer(&source, &context, expected.as_deref());
    }
    let other = interpreter::source(&two);
    if !is_joined(&other) && !source.ends_with('{') && one_in(8, bytes) {
        let expected = expected.zip(interpreter::render(&two, &context));
        let joined = format!("{source}{other}");
        let joined = Template::compile(&joined).expect("it is in the language");
        let text = joined.render(&all, &options).ok();
        assert_eq!(text, expected.map(|(one, two)| one + &two), "F5");
    }
    Ok(())
}

fn straight_laws(u: &mut Unstructured<'_>) -> Result<()> {
    let count = u.int_in_range(0..=6)?;
    let part = |u: &mut Unstructured<'_>| {
        Ok(if u.arbitrary()? {
            Part::Text((*u.choose(&STRAIGHT)?).to_owned())
        } else {
            Part::Value(straight_name(u)?)
        })
    };
    let parts: Vec<Part> = (0..count).map(|_| part(u)).collect::<Result<_>>()?;
    let count = u.int_in_range(0..=12)?;
    let value = |_| Ok((straight_name(u)?, u.arbitrary::<String>()?));
    let values = (0..count).map(value).collect::<Result<BTreeMap<_, _>>>()?;
    straight::laws(&parts, &values);
    Ok(())
}

fn straight_name(u: &mut Unstructured<'_>) -> Result<straight::Name> {
    Ok((
        *u.choose(&straight::NAMESPACES)?,
        *u.choose(&straight::NAMES)?,
    ))
}

/// Whether texts and tags side by side make other tags.
fn is_joined(source: &str) -> bool {
    source.contains("{{{") || source.contains("}}}")
}

/// Bound, from a value and from a table. A constant that no message of this contact reaches may be missing,
/// and nothing is bound then.
fn bound(template: &Template, source: &str, context: &Value, expected: &Option<String>) {
    let constants = Constants::new()
        .user(context["user"].clone())
        .custom(context["custom"].clone());
    let Ok(bound) = template.bind(&constants, &RenderOptions::new()) else {
        return;
    };
    let contact = context["contact"].as_object().expect("an object");
    let text = bound.render_value(&context["contact"]).ok();
    assert_eq!(text, *expected, "{source}");
    let mut table = TableBuilder::new(contact.keys().map(String::as_str));
    for value in contact.values() {
        table.value(value).expect("a small table");
    }
    let mut row = String::new();
    let rendered = bound.over(&table.finish()).render_into(0, &mut row).is_ok();
    assert_eq!(rendered.then_some(row), *expected, "{source}");
}

/// The crate prints arrays in brackets, goes through objects by key, takes `{}` for false, and counts a
/// context that equals the one around it.
fn peer(source: &str, context: &Value, expected: Option<&str>) {
    let differs = ["default", "list}}", "map}}", "this", ".."];
    let Some(expected) = expected.filter(|_| !differs.iter().any(|part| source.contains(part)))
    else {
        return;
    };
    let mut registry = Handlebars::new();
    registry.register_escape_fn(handlebars::no_escape);
    let text = registry.render_template(source, context);
    assert_eq!(text.expect("it is in its language"), expected, "{source}");
}

fn nodes(u: &mut Unstructured<'_>, depth: u32, inside: bool) -> Result<Vec<Node>> {
    let count = u.int_in_range(0..=3)?;
    (0..count).map(|_| node(u, depth, inside)).collect()
}

fn node(u: &mut Unstructured<'_>, depth: u32, inside: bool) -> Result<Node> {
    let most = if depth == 0 { 3 } else { 9 };
    Ok(match u.int_in_range(0..=most)? {
        0 => Node::Text((*u.choose(&TEXTS)?).to_owned()),
        1 | 2 => Node::Print(path(u, inside)?),
        3 => Node::Default(asked(u, inside)?, "d".to_owned()),
        4 | 5 => Node::If(
            asked(u, inside)?,
            nodes(u, depth - 1, inside)?,
            nodes(u, depth - 1, inside)?,
        ),
        6 => Node::Unless(
            asked(u, inside)?,
            nodes(u, depth - 1, inside)?,
            nodes(u, depth - 1, inside)?,
        ),
        7 => Node::With(
            path(u, inside)?,
            nodes(u, depth - 1, inside)?,
            nodes(u, depth - 1, inside)?,
        ),
        _ => Node::Each(
            path(u, inside)?,
            nodes(u, depth - 1, true)?,
            nodes(u, depth - 1, inside)?,
        ),
    })
}

fn path(u: &mut Unstructured<'_>, inside: bool) -> Result<Path> {
    let most = if inside { 8 } else { 1 };
    Ok(match u.int_in_range(0..=most)? {
        0..=2 => {
            let (namespace, name) = (*u.choose(&NAMESPACES)?, *u.choose(&NAMES)?);
            Path::Root(vec![namespace.to_owned(), name.to_owned()])
        }
        3 => Path::Here(vec![(*u.choose(&["a", "b", "x"])?).to_owned()]),
        4 => Path::Here(Vec::new()),
        5 => Path::Index,
        6 => Path::Key,
        7 => Path::First,
        _ => Path::Last,
    })
}

/// A path of a condition or of `default`. `..` that is missing prints nothing where an equal item was
/// passed, so that it stands only where that is no difference.
fn asked(u: &mut Unstructured<'_>, inside: bool) -> Result<Path> {
    if inside && u.ratio(1, 4)? {
        return Ok(Path::Around);
    }
    path(u, inside)
}

fn namespace(u: &mut Unstructured<'_>) -> Result<Value> {
    let count = u.int_in_range(0..=3)?;
    let list = (0..count).map(|_| if u.arbitrary()? { object(u) } else { scalar(u) });
    let list = list.collect::<Result<Vec<_>>>()?;
    Ok(json!({"a": scalar(u)?, "b": scalar(u)?, "list": list, "map": object(u)?}))
}

fn object(u: &mut Unstructured<'_>) -> Result<Value> {
    let count = u.int_in_range(0..=3)?;
    let field = |_| Ok(((*u.choose(&KEYS)?).to_owned(), scalar(u)?));
    Ok(Value::Object(
        (0..count).map(field).collect::<Result<Map<_, _>>>()?,
    ))
}

fn scalar(u: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match u.int_in_range(0..=4)? {
        0 | 1 => (*u.choose(&SCALARS)?).into(),
        2 => u.int_in_range(-3..=1_000)?.into(),
        3 => u.arbitrary::<bool>()?.into(),
        _ => Value::Null,
    })
}
