//! What the columns of a frame are, and what is wrong with them.

use crate::column::{Texts, is_list_of_strings, is_string, is_text, is_whole};
use crate::texts;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray, new_null_array};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, Field, Schema};
use flashplan::contact::FieldSet;
use flashplan::issue::{Code, Issue, Issues, nearest};

/// What the columns of a frame are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Columns {
    /// The fields of a contact, `meta.city` where it lies in a structure, each with the way to it.
    fields: Vec<(String, Vec<usize>, DataType)>,
}

impl Columns {
    /// The columns of a schema: `id` and `phone`, and those others of `fields` that are there.
    pub(crate) fn of(schema: &Schema, fields: &FieldSet) -> Result<Self, Issues> {
        Self::with(schema, fields, &["id", "phone"])
    }

    /// The columns of a schema that must have those of `needed`, each a field of a contact.
    pub(crate) fn with(
        schema: &Schema,
        fields: &FieldSet,
        needed: &[&str],
    ) -> Result<Self, Issues> {
        let mut all = Vec::new();
        for (i, field) in schema.fields().iter().enumerate() {
            flatten(field, String::new(), vec![i], &mut all);
        }
        let mut issues = Issues::new();
        for (i, (name, _, _)) in all.iter().enumerate() {
            if all[..i].iter().any(|(known, _, _)| known == name) {
                issues.report(of_column(&texts::COLUMN_TWICE, Code::Type, name, ""));
            }
        }
        for name in needed {
            let field = FieldSet::of([*name]);
            let is_there = |known: &str| field.has(known) || is_derived_from(name, known);
            if !all.iter().any(|(known, _, _)| is_there(known)) {
                issues.report(lacking(name, &all));
            }
        }
        all.retain(|(name, _, _)| is_read(name, fields));
        for (name, _, kind) in &all {
            if let Some(expected) = unfit(name, kind) {
                let issue = of_column(&texts::COLUMN_TYPE, Code::Type, name, expected);
                issues.report(issue.with("type", kind));
            }
        }
        none_or(issues)?;
        Ok(Self { fields: all })
    }

    /// Whether what nothing can be sent without is of a type that has values.
    pub(crate) fn holds_values(&self) -> Result<(), Issues> {
        let mut issues = Issues::new();
        for (name, _, kind) in &self.fields {
            if is_needed(name) && kind == &DataType::Null {
                issues.report(without_values(name));
            }
        }
        none_or(issues)
    }

    /// The names of the frame's own columns that are read, in their order.
    pub(crate) fn names(&self, schema: &Schema) -> Vec<String> {
        let is_used = |i: &usize| self.fields.iter().any(|(_, way, _)| way.first() == Some(i));
        let used = (0..schema.fields().len()).filter(is_used);
        used.map(|i| schema.field(i).name().clone()).collect()
    }

    /// A column that nobody has a value in is of another kind than it seems.
    pub(super) fn have_values(&self, batches: &[RecordBatch]) -> Result<(), Issues> {
        let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
        let mut issues = Issues::new();
        for (name, way, _) in &self.fields {
            if !is_needed(name) {
                continue;
            }
            let nulls = batches.iter().filter_map(|batch| at(batch, way));
            let nulls: usize = nulls.map(|array| array.logical_null_count()).sum();
            if rows > 0 && nulls == rows {
                issues.report(without_values(name));
            }
        }
        none_or(issues)
    }

    /// The texts of a column in a batch; none where there is no such column.
    pub(super) fn texts(&self, batch: &RecordBatch, name: &str) -> Texts {
        let field = self.fields.iter().find(|(known, _, _)| known == name);
        let array = field.and_then(|(_, way, _)| at(batch, way));
        array
            .and_then(|array| Texts::of(&array))
            .unwrap_or(Texts::None)
    }

    /// The names of the columns that are read, `meta.city` where one lies in a structure.
    pub(super) fn stated(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _, _)| name.as_str())
    }
}

/// The fields of a column: those of a structure are columns of their own.
fn flatten(
    field: &Field,
    before: String,
    way: Vec<usize>,
    all: &mut Vec<(String, Vec<usize>, DataType)>,
) {
    let name = before + field.name();
    match field.data_type() {
        DataType::Struct(inner) => {
            for (i, field) in inner.iter().enumerate() {
                let mut way = way.clone();
                way.push(i);
                flatten(field, format!("{name}."), way, all);
            }
        }
        kind => all.push((name, way, kind.clone())),
    }
}

/// The array at the end of a way, with the nulls of the structures that it lies in.
fn at(batch: &RecordBatch, way: &[usize]) -> Option<ArrayRef> {
    let (first, rest) = way.split_first()?;
    let mut array = batch.columns().get(*first)?.clone();
    for &i in rest {
        let outer: &StructArray = array.as_struct_opt()?;
        let inner = outer.columns().get(i)?;
        array = match outer.nulls() {
            Some(nulls) if nulls.null_count() > 0 => with_nulls(inner, nulls)?,
            _ => inner.clone(),
        };
    }
    Some(array)
}

fn with_nulls(array: &ArrayRef, nulls: &NullBuffer) -> Option<ArrayRef> {
    if array.data_type() == &DataType::Null {
        return Some(new_null_array(array.data_type(), array.len()));
    }
    let nulls = NullBuffer::union(array.nulls(), Some(nulls));
    let data = array.to_data().into_builder().nulls(nulls).build().ok()?;
    Some(arrow_array::make_array(data))
}

/// Whether a column is read: one of the fields, and what names are derived from.
fn is_read(column: &str, fields: &FieldSet) -> bool {
    let names = ["firstName", "lastName"].into_iter();
    let mut derived = names.filter(|name| fields.has(name));
    fields.has(column) || derived.any(|name| is_derived_from(name, column))
}

/// Whether a name that a contact does not state is taken from a column.
fn is_derived_from(name: &str, column: &str) -> bool {
    match name {
        "firstName" => matches!(column, "name" | "meta.firstName"),
        "lastName" => column == "name",
        _ => false,
    }
}

/// Whether nothing can be sent to a contact without this.
fn is_needed(column: &str) -> bool {
    matches!(column, "id" | "phone")
}

/// What a column should be instead; none where it is right.
fn unfit(name: &str, kind: &DataType) -> Option<&'static str> {
    let is_fit = match name {
        _ if kind == &DataType::Null => true,
        "id" => is_string(kind) || is_whole(kind),
        "phone" => is_string(kind),
        "tags" => is_string(kind) || is_list_of_strings(kind),
        _ => is_text(kind),
    };
    (!is_fit).then(|| expected(name).unwrap_or(OTHER))
}

/// What every other column should be.
const OTHER: &str = "texts, numbers, dates, instants, truth values, or lists or structures of them";

/// What the columns are that a plan cannot do without, or that have a form of their own.
fn expected(name: &str) -> Option<&'static str> {
    match name {
        "id" => Some("texts that stay the same, or whole numbers"),
        "phone" => Some("texts with the country code, such as +2290197000001"),
        "tags" => Some("lists of texts, or texts separated by ;"),
        _ => None,
    }
}

fn of_column(
    text: &'static flashplan::issue::Text,
    code: Code,
    name: &str,
    expected: &str,
) -> Issue {
    let issue = Issue::new(code, format!("/{name}"), text);
    issue.with("column", name).with("expected", expected)
}

/// A column that nobody has a value in.
pub(crate) fn without_values(name: &str) -> Issue {
    let expected = expected(name).unwrap_or(OTHER);
    of_column(&texts::COLUMN_NULL, Code::Type, name, expected)
}

fn lacking(name: &str, all: &[(String, Vec<usize>, DataType)]) -> Issue {
    let known: Vec<&str> = all.iter().map(|(known, _, _)| known.as_str()).collect();
    let expected = expected(name).unwrap_or(OTHER);
    match nearest(name, known.iter().copied()) {
        Some(near) => {
            of_column(&texts::COLUMN_MISNAMED, Code::Required, name, expected).with("nearest", near)
        }
        None => {
            let columns = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            of_column(&texts::COLUMN_LACKING, Code::Required, name, expected)
                .with("columns", columns)
        }
    }
}

fn none_or(issues: Issues) -> Result<(), Issues> {
    if issues.has_errors() {
        Err(issues)
    } else {
        Ok(())
    }
}
