//! A naive interpreter of the language, written from its description: a tree, recursion, and
//! `serde_json` values. It shares nothing with the library but the words.

use serde_json::{Map, Value};

#[derive(Clone, Debug)]
pub(crate) enum Node {
    Text(String),
    Print(Path),
    /// `{{default path "text"}}`
    Default(Path, String),
    If(Path, Vec<Node>, Vec<Node>),
    Unless(Path, Vec<Node>, Vec<Node>),
    Each(Path, Vec<Node>, Vec<Node>),
    With(Path, Vec<Node>, Vec<Node>),
}

#[derive(Clone, Debug)]
pub(crate) enum Path {
    /// From the outermost context: `@root.contact.name`.
    Root(Vec<String>),
    /// From the innermost: `this.name`.
    Here(Vec<String>),
    /// The context around: `..`.
    Around,
    Index,
    Key,
    First,
    Last,
}

/// The state of the loops around a node.
#[derive(Clone)]
struct Place {
    here: Context,
    /// The contexts that `..` counts, from the outermost to the innermost: one that equals the one counted before it is not
    /// among them.
    counted: Vec<Context>,
    index: usize,
    key: Value,
    is_last: bool,
}

/// A value with the names that lead to it: two objects are the same where these are.
#[derive(Clone)]
struct Context {
    names: Vec<String>,
    value: Value,
}

impl Context {
    fn is_same(&self, other: &Self) -> bool {
        let is_compound = |value: &Value| value.is_array() || value.is_object();
        if is_compound(&self.value) && is_compound(&other.value) {
            return self.names == other.names;
        }
        match (plain(&self.value), plain(&other.value)) {
            (Value::Null, Value::Null) => true,
            (Value::String(one), Value::String(two)) => one == two,
            (one, two) => number(&one).is_some_and(|one| number(&two) == Some(one)),
        }
    }
}

/// What JavaScript's `==` takes an array for beside a value that is none: the texts of its items.
fn plain(value: &Value) -> Value {
    match value {
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().map(|item| joined(&plain(item))).collect();
            texts.join(",").into()
        }
        other => other.clone(),
    }
}

/// An item as a text.
fn joined(item: &Value) -> String {
    match item {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(_) => "[object Object]".to_owned(),
        other => other.to_string(),
    }
}

/// The number that JavaScript makes of a value for `==`.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Bool(value) => Some(f64::from(u8::from(*value))),
        Value::Number(number) => number.as_f64(),
        Value::String(text) if text.trim().is_empty() => Some(0.0),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

impl Place {
    /// The place inside a block with a context of its own.
    fn inside(&self, here: Context) -> Self {
        let mut counted = self.counted.clone();
        if !counted.last().is_some_and(|last| here.is_same(last)) {
            counted.push(here.clone());
        }
        Self {
            here,
            counted,
            ..self.clone()
        }
    }
}

/// The template's source.
pub(crate) fn source(nodes: &[Node]) -> String {
    nodes.iter().map(node_source).collect()
}

fn node_source(node: &Node) -> String {
    let block = |name: &str, path: &Path, body: &[Node], other: &[Node]| {
        let other = if other.is_empty() {
            String::new()
        } else {
            format!("{{{{else}}}}{}", source(other))
        };
        format!(
            "{{{{#{name} {}}}}}{}{other}{{{{/{name}}}}}",
            path_source(path),
            source(body)
        )
    };
    match node {
        Node::Text(text) => text.clone(),
        Node::Print(path) => format!("{{{{{}}}}}", path_source(path)),
        Node::Default(path, text) => format!("{{{{default {} \"{text}\"}}}}", path_source(path)),
        Node::If(path, body, other) => block("if", path, body, other),
        Node::Unless(path, body, other) => block("unless", path, body, other),
        Node::Each(path, body, other) => block("each", path, body, other),
        Node::With(path, body, other) => block("with", path, body, other),
    }
}

fn path_source(path: &Path) -> String {
    match path {
        Path::Root(names) => format!("@root.{}", names.join(".")),
        Path::Here(names) if names.is_empty() => "this".to_owned(),
        Path::Here(names) => format!("this.{}", names.join(".")),
        Path::Around => "..".to_owned(),
        Path::Index => "@index".to_owned(),
        Path::Key => "@key".to_owned(),
        Path::First => "@first".to_owned(),
        Path::Last => "@last".to_owned(),
    }
}

/// The text, or none where a value that would print is missing or an object.
pub(crate) fn render(nodes: &[Node], root: &Value) -> Option<String> {
    let here = Context {
        names: Vec::new(),
        value: root.clone(),
    };
    let place = Place {
        counted: vec![here.clone()],
        here,
        index: 0,
        key: Value::Null,
        is_last: false,
    };
    body(nodes, root, &place)
}

fn body(nodes: &[Node], root: &Value, place: &Place) -> Option<String> {
    // every node is looked at, as the library looks at every problem
    let texts: Vec<Option<String>> = nodes.iter().map(|node| text(node, root, place)).collect();
    texts.into_iter().collect()
}

fn text(node: &Node, root: &Value, place: &Place) -> Option<String> {
    let value = |path: &Path| found(path, root, place).value;
    let truth = |path: &Path| is_true(&value(path));
    match node {
        Node::Text(text) => Some(text.clone()),
        Node::Print(path) => print(&value(path)),
        Node::Default(path, text) => match value(path) {
            Value::Null => Some(text.clone()),
            Value::String(own) if own.trim().is_empty() => Some(text.clone()),
            own => print(&own),
        },
        Node::If(path, yes, no) => body(if truth(path) { yes } else { no }, root, place),
        Node::Unless(path, yes, no) => body(if truth(path) { no } else { yes }, root, place),
        Node::With(path, yes, no) => {
            let here = found(path, root, place);
            if is_true(&here.value) || here.value.is_number() {
                body(yes, root, &place.inside(here))
            } else {
                body(no, root, place)
            }
        }
        Node::Each(path, yes, no) => {
            let over = found(path, root, place);
            let list = items(over.value);
            if list.is_empty() {
                return body(no, root, place);
            }
            let last = list.len() - 1;
            let texts: Vec<Option<String>> = list
                .iter()
                .enumerate()
                .map(|(index, (key, item))| {
                    let mut names = over.names.clone();
                    names.push(key.as_str().map_or_else(|| key.to_string(), str::to_owned));
                    let value = item.clone();
                    let inner = Place {
                        index,
                        key: key.clone(),
                        is_last: index == last,
                        ..place.inside(Context { names, value })
                    };
                    body(yes, root, &inner)
                })
                .collect();
            texts.into_iter().collect()
        }
    }
}

fn items(value: Value) -> Vec<(Value, Value)> {
    match value {
        Value::Array(items) => items
            .into_iter()
            .enumerate()
            .map(|(i, item)| (i.into(), item))
            .collect(),
        Value::Object(object) => in_order(object),
        _ => Vec::new(),
    }
}

/// The order of JavaScript: whole numbers first.
fn in_order(object: Map<String, Value>) -> Vec<(Value, Value)> {
    let (mut numbers, names): (Vec<_>, Vec<_>) = object
        .into_iter()
        .partition(|(key, _)| key.parse::<u32>().is_ok_and(|n| n.to_string() == *key));
    numbers.sort_by_key(|(key, _)| key.parse::<u32>().unwrap());
    let all = numbers.into_iter().chain(names);
    all.map(|(key, value)| (key.into(), value)).collect()
}

fn found(path: &Path, root: &Value, place: &Place) -> Context {
    let data = |value: Value| Context {
        names: Vec::new(),
        value,
    };
    match path {
        Path::Root(names) => below(&data(root.clone()), names),
        Path::Here(names) => below(&place.here, names),
        // no template of these tests has it outside all blocks
        Path::Around => place.counted.iter().rev().nth(1).unwrap().clone(),
        Path::Index => data(place.index.into()),
        Path::Key => data(place.key.clone()),
        Path::First => data((place.index == 0).into()),
        Path::Last => data(place.is_last.into()),
    }
}

fn below(start: &Context, names: &[String]) -> Context {
    let mut value = &start.value;
    for name in names {
        value = value.get(name).unwrap_or(&Value::Null);
    }
    Context {
        names: [&start.names, names].concat(),
        value: value.clone(),
    }
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(_) => true,
    }
}

fn print(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Object(_) => None,
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => {
            let item = |item: &Value| {
                if item.is_null() {
                    Some(String::new())
                } else {
                    print(item)
                }
            };
            let texts: Option<Vec<String>> = items.iter().map(item).collect();
            texts.map(|texts| texts.join(", "))
        }
    }
}
