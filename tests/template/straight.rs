//! Templates of texts and placeholders alone: what they look up, what they print, and how long that is. Nothing here
//! is read by the library's parser, so that it is a second opinion.

use flashplan::template::{Compiler, Context, Lengths, RenderOptions, Syntax, Template};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A part of a template: a text without braces and backslashes, or a placeholder of a namespace and a name.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    Text(String),
    Value(Name),
}

/// A namespace and a name.
pub(crate) type Name = (&'static str, &'static str);

pub(crate) const NAMESPACES: [&str; 3] = ["contact", "custom", "user"];
pub(crate) const NAMES: [&str; 4] = ["a", "b2", "c", "d"];

/// F3, F4 and F6 of a template, with values for some names.
pub(crate) fn laws(parts: &[Part], values: &BTreeMap<Name, String>) {
    let source: String = parts.iter().map(written).collect();
    let compiler = Compiler::new().syntax(Syntax::Placeholders);
    let template = compiler.compile(&source).unwrap();
    let named: BTreeSet<Name> = parts.iter().filter_map(name).collect();
    let variables: BTreeSet<String> = template
        .variables()
        .iter()
        .map(|one| one.path().to_owned())
        .collect();
    assert_eq!(variables, paths(&named), "F3: {source}");
    assert_eq!(
        missing(&template, &BTreeMap::new()),
        paths(&named),
        "F3: {source}"
    );
    let lacking = named
        .iter()
        .copied()
        .filter(|name| !values.contains_key(name))
        .collect();
    assert_eq!(missing(&template, values), paths(&lacking), "F4: {source}");
    if lacking.is_empty() {
        let text = template.render(&context(values), &RenderOptions::new());
        prints(parts, values, &text.unwrap());
    }
}

/// The context without the values that no variable of the template names.
pub(crate) fn of_variables(template: &Template, mut context: Value) -> Value {
    let named: Vec<&str> = template.variables().iter().map(|one| one.path()).collect();
    let leads_to = |start: &str| {
        let rest = named.iter().filter_map(|path| path.strip_prefix(start));
        rest.into_iter()
            .any(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    for (namespace, values) in context.as_object_mut().into_iter().flatten() {
        let values = values.as_object_mut().into_iter();
        values.for_each(|values| values.retain(|name, _| leads_to(&format!("{namespace}.{name}"))));
    }
    context
}

/// The texts and the values, each as it is, and as long as they are.
fn prints(parts: &[Part], values: &BTreeMap<Name, String>, text: &str) {
    let pieces = || {
        parts.iter().map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Value(name) => &values[name],
        })
    };
    assert_eq!(
        text,
        pieces().collect::<String>(),
        "F4: a value is never scanned"
    );
    let all = Lengths::of(text);
    let sum = |of: fn(&str) -> usize| pieces().map(of).sum::<usize>();
    assert_eq!(all.bytes, sum(str::len), "F6");
    assert_eq!(all.scalars, sum(|piece| piece.chars().count()), "F6");
    assert_eq!(all.utf16, sum(|piece| piece.encode_utf16().count()), "F6");
}

fn written(part: &Part) -> String {
    match part {
        Part::Text(text) => text.clone(),
        Part::Value((namespace, name)) => format!("{{{{{namespace}.{name}}}}}"),
    }
}

fn name(part: &Part) -> Option<Name> {
    match part {
        Part::Text(_) => None,
        Part::Value(name) => Some(*name),
    }
}

fn paths(names: &BTreeSet<Name>) -> BTreeSet<String> {
    names
        .iter()
        .map(|(namespace, name)| format!("{namespace}.{name}"))
        .collect()
}

fn context(values: &BTreeMap<Name, String>) -> Context {
    let mut all = json!({"contact": {}, "custom": {}, "user": {}});
    for ((namespace, name), value) in values {
        all[namespace][name] = Value::from(value.as_str());
    }
    Context::from_json(all)
}

fn missing(template: &Template, values: &BTreeMap<Name, String>) -> BTreeSet<String> {
    let text = template.render(&context(values), &RenderOptions::new());
    text.map_or_else(
        |error| error.missing().iter().cloned().collect(),
        |_| BTreeSet::new(),
    )
}
