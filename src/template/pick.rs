//! A contact given as anything that serde can write: only what the template looks up is taken.
//!
//! The value is asked to write itself, field by field. A field that no path of the template goes
//! through is passed over without being written at all, and a text goes into one piece of memory
//! with the others.

mod picker;

use self::picker::Picker;
use super::program::{Base, Name, Namespace, Program};
use super::run::Contact;
use super::value::Val;
use crate::contact::Items;
use serde::Serialize;
use serde_json::Value;
use smallvec::SmallVec;

/// What a template looks up of a contact: a tree of names.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The first is the contact itself.
    nodes: Vec<Node>,
    /// How many paths the program has.
    paths: usize,
}

/// A value of the contact that paths end at, or lead through.
#[derive(Debug, Default)]
struct Node {
    name: Name,
    /// Whether it is a namespace: anything but an object is none.
    is_namespace: bool,
    /// The paths that end here.
    here: Vec<u32>,
    /// The nodes of the names that follow.
    below: Vec<Below>,
}

/// A name that follows. Its length and its last byte tell most names apart without a look at the rest.
#[derive(Debug)]
struct Below {
    length: usize,
    last: Option<u8>,
    node: usize,
}

impl Wanted {
    pub(super) fn of(program: &Program) -> Self {
        let mut wanted = Self {
            nodes: vec![Node::default()],
            paths: program.paths.len(),
        };
        for (path, path_use) in (0..).zip(&program.paths) {
            if path_use.base == Base::Namespace(Namespace::Contact) {
                let names = program.names(*path_use);
                let node = names.iter().fold(0, |node, name| wanted.grown(node, name));
                wanted.nodes[node].here.push(path);
            }
        }
        wanted
    }

    /// What a template looks up of all namespaces; none where it takes one whole, where that cannot be
    /// told before it runs (paths that go outwards may lead anywhere), and where it reads its occurrence,
    /// which is in no namespace.
    pub(super) fn of_all(program: &Program) -> Option<Self> {
        let mut wanted = Self {
            nodes: vec![Node::default()],
            paths: program.paths.len(),
        };
        for (path, path_use) in (0..).zip(&program.paths) {
            let namespace = match path_use.base {
                Base::Root | Base::Parent(_) | Base::Occurrence => return None,
                Base::Namespace(namespace) => namespace,
                _ => continue,
            };
            let names = program.names(*path_use);
            if names.is_empty() {
                return None;
            }
            let above = wanted.grown(0, &Name::new_static(namespace.name()));
            wanted.nodes[above].is_namespace = true;
            let node = names
                .iter()
                .fold(above, |node, name| wanted.grown(node, name));
            wanted.nodes[node].here.push(path);
        }
        Some(wanted)
    }

    /// The node of a name, which is added if there is none.
    fn grown(&mut self, node: usize, name: &Name) -> usize {
        if let Some(known) = self.below(node, name) {
            return known;
        }
        let new = self.nodes.len();
        self.nodes.push(Node {
            name: name.clone(),
            ..Node::default()
        });
        self.nodes[node].below.push(Below {
            length: name.len(),
            last: name.bytes().last(),
            node: new,
        });
        new
    }

    fn below(&self, node: usize, name: &str) -> Option<usize> {
        let last = name.bytes().last();
        let mut below = self.nodes[node].below.iter();
        let found = below.find(|below| {
            let is_like = below.length == name.len() && below.last == last;
            is_like && self.nodes[below.node].name == *name
        });
        found.map(|below| below.node)
    }
}

/// The values of the template's paths, in the order of the program's list.
///
/// There is room for those of most templates without memory of their own.
pub(super) struct Picked {
    found: SmallVec<[Found; 16]>,
    texts: String,
    /// The items of lists of texts, as bytes of the texts.
    items: SmallVec<[(u32, u32); 8]>,
    values: Vec<Value>,
}

#[derive(Clone, Copy)]
enum Found {
    Missing,
    Bool(bool),
    /// Bytes of [`Picked::texts`].
    Text(usize, usize),
    /// Some of [`Picked::items`].
    List(usize, usize),
    /// One of [`Picked::values`].
    Value(usize),
}

impl Picked {
    /// What the contact's paths lead to; what cannot be written is missing.
    pub(super) fn from<T: Serialize + ?Sized>(wanted: &Wanted, contact: &T) -> Self {
        let mut picked = Self {
            found: SmallVec::from_elem(Found::Missing, wanted.paths),
            // room for the fields of most: it costs less than to grow
            texts: String::with_capacity(128),
            items: SmallVec::new(),
            values: Vec::new(),
        };
        picked.take(wanted, 0, contact);
        picked
    }

    fn take<T: Serialize + ?Sized>(&mut self, wanted: &Wanted, node: usize, value: &T) {
        let picker = Picker::of(wanted, node, self);
        if value.serialize(picker).is_err() {
            let whole = serde_json::to_value(value).unwrap_or_default();
            self.take_whole(wanted, node, whole);
        }
    }

    /// Takes from a value what the paths through a node lead to; an array has its items by index.
    fn take_whole(&mut self, wanted: &Wanted, node: usize, whole: Value) {
        let mut below = vec![(node, Val::of(&whole))];
        while let Some((node, value)) = below.pop() {
            let Node {
                here,
                below: more,
                is_namespace,
                ..
            } = &wanted.nodes[node];
            let is_object = matches!(value, Val::Json(Value::Object(_)));
            let value = match value {
                _ if *is_namespace && !is_object => Val::Missing(None),
                value => value,
            };
            if !here.is_empty() {
                let found = self.kept(value);
                self.find(here, found);
            }
            let field = |below: &Below| (below.node, value.field(&wanted.nodes[below.node].name));
            below.extend(more.iter().map(field));
        }
    }

    /// Whether a path leads to more than a text, a number or a truth value.
    pub(super) fn is_nested(&self, path: u32) -> bool {
        match self.found[path as usize] {
            Found::Value(value) => {
                let value = &self.values[value];
                value.is_object() || value.is_array()
            }
            _ => false,
        }
    }

    fn kept(&mut self, value: Val<'_>) -> Found {
        match value {
            Val::Text(text) => self.text(text),
            Val::Bool(value) => Found::Bool(value),
            Val::Count(count) => self.value(count.into()),
            Val::Json(value) => self.value(value.clone()),
            Val::Missing(_) | Val::Made(..) | Val::List(_) | Val::Root => Found::Missing,
        }
    }

    fn text(&mut self, text: &str) -> Found {
        let start = self.texts.len();
        self.texts.push_str(text);
        Found::Text(start, self.texts.len())
    }

    fn value(&mut self, value: Value) -> Found {
        self.values.push(value);
        Found::Value(self.values.len() - 1)
    }

    fn find(&mut self, paths: &[u32], found: Found) {
        for &path in paths {
            self.found[path as usize] = found;
        }
    }
}

impl<'a> Contact<'a> for &'a Picked {
    fn value(&self, _program: &'a Program, path: u32) -> Val<'a> {
        match self.found[path as usize] {
            Found::Missing => Val::Missing(None),
            Found::Bool(value) => Val::Bool(value),
            Found::Text(start, end) => Val::Text(&self.texts[start..end]),
            Found::List(start, end) => Val::List(Items::of(&self.texts, &self.items[start..end])),
            Found::Value(value) => Val::of(&self.values[value]),
        }
    }
}
