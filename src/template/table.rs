//! A bound template over a table of contacts: each path is a column's number.

use super::program::{Base, Name, Namespace, PathUse, Program};
use super::run::Contact;
use super::value::Val;
use crate::contact::{Cell, Table};
use serde_json::{Map, Value};

/// Where a table keeps what a path of the template leads to.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    /// No path of a contact.
    Other,
    /// No column of this name, nor one that could hold it.
    Absent,
    Column(usize),
    /// In the value of a column: the names from this one on.
    Inside {
        column: usize,
        from: usize,
    },
    /// Columns below the path: `meta` of `meta.city` and `meta.plan`.
    Group(String),
}

/// The slot of each path of the program.
pub(super) fn slots(program: &Program, table: &Table) -> Vec<Slot> {
    let slot = |path: &PathUse| match path.base {
        Base::Namespace(Namespace::Contact) => slot(table, program.names(*path)),
        _ => Slot::Other,
    };
    program.paths.iter().map(slot).collect()
}

fn slot(table: &Table, names: &[Name]) -> Slot {
    for end in (1..=names.len()).rev() {
        if let Some(column) = table.column(&names[..end].join(".")) {
            return if end == names.len() {
                Slot::Column(column)
            } else {
                Slot::Inside { column, from: end }
            };
        }
    }
    let prefix: String = names.iter().flat_map(|name| [name.as_str(), "."]).collect();
    let below = |name: &String| name.starts_with(&prefix);
    if names.is_empty() || table.columns().iter().any(below) {
        Slot::Group(prefix)
    } else {
        Slot::Absent
    }
}

/// A row of a table, with the objects that its columns make up.
pub(super) struct Row<'a> {
    pub(super) table: &'a Table,
    pub(super) slots: &'a [Slot],
    pub(super) row: usize,
    /// For each path that leads to a group of columns: the object they make.
    pub(super) groups: &'a [(u32, Value)],
}

impl<'a> Contact<'a> for Row<'a> {
    fn value(&self, program: &'a Program, path: u32) -> Val<'a> {
        match &self.slots[path as usize] {
            Slot::Other | Slot::Absent => Val::Missing(None),
            Slot::Column(column) => of_cell(self.table.cell(self.row, *column)),
            Slot::Inside { column, from } => {
                let names = program.names(program.paths[path as usize]);
                of_cell(self.table.cell(self.row, *column)).path(&names[*from..])
            }
            Slot::Group(_) => {
                let group = self.groups.iter().find(|(known, _)| *known == path);
                group.map_or(Val::Missing(None), |(_, value)| Val::of(value))
            }
        }
    }
}

fn of_cell(cell: Cell<'_>) -> Val<'_> {
    match cell {
        Cell::Missing => Val::Missing(None),
        Cell::Text(text) => Val::Text(text),
        Cell::List(items) => Val::List(items),
        Cell::Value(value) => Val::of(value),
    }
}

/// The objects that the columns of a row make up, for the paths that lead to one. A group without a
/// single value is missing; the contact itself never is.
pub(super) fn groups(table: &Table, slots: &[Slot], row: usize) -> Vec<(u32, Value)> {
    let mut groups = Vec::new();
    for (path, slot) in (0_u32..).zip(slots) {
        if let Slot::Group(prefix) = slot {
            let object = group(table, prefix, row);
            let value = if object.is_empty() && !prefix.is_empty() {
                Value::Null
            } else {
                Value::Object(object)
            };
            groups.push((path, value));
        }
    }
    groups
}

fn group(table: &Table, prefix: &str, row: usize) -> Map<String, Value> {
    let mut object = Map::new();
    for (column, name) in table.columns().iter().enumerate() {
        let Some(rest) = name.strip_prefix(prefix) else {
            continue;
        };
        let value = match table.cell(row, column) {
            Cell::Missing => continue,
            Cell::Text(text) => Value::from(text),
            Cell::List(items) => items.iter().map(Value::from).collect(),
            Cell::Value(value) => value.clone(),
        };
        insert(&mut object, rest, value);
    }
    object
}

/// Puts `value` at a path of names: `city`, `address.city`.
fn insert(object: &mut Map<String, Value>, path: &str, value: Value) {
    let mut object = object;
    let mut rest = path;
    while let Some((first, after)) = rest.split_once('.') {
        let inner = object
            .entry(first)
            .or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(inner) = inner else {
            return;
        };
        object = inner;
        rest = after;
    }
    object.insert(rest.to_owned(), value);
}
