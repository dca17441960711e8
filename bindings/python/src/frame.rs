//! Contacts in a frame: Arrow batches whose columns are called as the fields of a contact.

use crate::column::{Texts, is_list_of_strings, is_string, is_text, is_whole};
use crate::error::{Kind, raise};
use crate::texts;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray, new_null_array};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, Field, Schema};
use flashplan::audience::Batch;
use flashplan::contact::{FieldSet, Names, TableBuilder, TableFull, derive_names};
use flashplan::issue::{Code, Issue, Issues, nearest};
use flashplan::plan::Contacts;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

/// Rows of a batch: enough to amortise what a batch costs, few enough for a processor's cache.
const ROWS: usize = 4_096;

/// A frame of contacts.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    batches: Vec<RecordBatch>,
    columns: Columns,
}

/// What the columns of a frame are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Columns {
    /// The fields of a contact, `meta.city` where it lies in a structure, each with the way to it.
    fields: Vec<(String, Vec<usize>, DataType)>,
}

/// The batches of anything that hands out Arrow: a frame of pyarrow, polars, pandas or DuckDB.
pub(crate) fn batches_of(frame: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    let has_arrow = frame.hasattr("__arrow_c_stream__")? || frame.hasattr("__arrow_c_array__")?;
    if !has_arrow {
        let kind = frame.get_type();
        let text = format!(
            "contacts are of type {}: expected a frame of pyarrow, polars, pandas or DuckDB, or anything else with __arrow_c_stream__",
            kind.name()?
        );
        return Err(PyTypeError::new_err(text));
    }
    let table = frame.extract::<AnyRecordBatch>()?.into_table()?;
    let (mut batches, schema) = table.into_inner();
    if batches.is_empty() {
        batches.push(RecordBatch::new_empty(schema));
    }
    Ok(batches)
}

impl Frame {
    /// The contacts of batches that have `fields` among their columns.
    pub(crate) fn new(batches: Vec<RecordBatch>, fields: &FieldSet) -> Result<Self, Issues> {
        let schema = batches.first().map(RecordBatch::schema);
        let columns = Columns::of(schema.as_deref().unwrap_or(&Schema::empty()), fields)?;
        let frame = Self { batches, columns };
        frame.check_nulls()?;
        Ok(frame)
    }

    /// A column that nobody has a value in is of another kind than it seems.
    fn check_nulls(&self) -> Result<(), Issues> {
        let rows: usize = self.batches.iter().map(RecordBatch::num_rows).sum();
        let mut issues = Issues::new();
        for (name, way, _) in &self.columns.fields {
            if !is_needed(name) {
                continue;
            }
            let nulls = self.batches.iter().filter_map(|batch| at(batch, way));
            let nulls: usize = nulls.map(|array| array.logical_null_count()).sum();
            if rows > 0 && nulls == rows {
                issues.report(without_values(name));
            }
        }
        none_or(issues)
    }
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

    /// The rows of a batch as contacts with those of `fields` that are there.
    pub(crate) fn reader<'c>(&'c self, batch: &RecordBatch, fields: &FieldSet) -> Rows<'c> {
        let texts = |name: &str| {
            let field = self.fields.iter().find(|(known, _, _)| known == name);
            let array = field.and_then(|(_, way, _)| at(batch, way));
            array.and_then(|array| Texts::of(&array))
        };
        let stated = self.fields.iter().filter(|(name, _, _)| {
            fields.has(name) && !matches!(name.as_str(), "firstName" | "lastName")
        });
        let mut cells: Vec<(&str, Cell)> = Vec::new();
        for (name, _, _) in stated {
            let texts = texts(name).unwrap_or(Texts::None);
            let cell = match name.as_str() {
                "tags" => Cell::Tags(texts),
                _ => Cell::Text(texts),
            };
            cells.push((name, cell));
        }
        for name in ["firstName", "lastName"] {
            if fields.has(name) {
                let own = texts(name).unwrap_or(Texts::None);
                cells.push((name, Cell::Name(own)));
            }
        }
        Rows {
            names: cells.iter().map(|(name, _)| *name).collect(),
            cells: cells.into_iter().map(|(_, cell)| cell).collect(),
            id: texts("id").unwrap_or(Texts::None),
            name: texts("name").unwrap_or(Texts::None),
            meta_first_name: texts("meta.firstName").unwrap_or(Texts::None),
        }
    }
}

/// The rows of one batch, as cells of a table.
pub(crate) struct Rows<'c> {
    names: Vec<&'c str>,
    cells: Vec<Cell>,
    id: Texts,
    name: Texts,
    meta_first_name: Texts,
}

/// Where the cells of a column come from.
enum Cell {
    Text(Texts),
    /// Separated by semicolons.
    Tags(Texts),
    /// First or last names, which are derived where none is stated.
    Name(Texts),
}

impl Rows<'_> {
    /// An empty table of these columns.
    pub(crate) fn table(&self) -> TableBuilder {
        TableBuilder::new(self.names.iter().copied())
    }

    /// Whether the row is nobody's.
    pub(crate) fn is_unreadable(&self, row: usize) -> bool {
        self.id.get(row).is_none_or(|id| id.trim().is_empty())
    }

    /// Adds a row. A blank text is missing, as in a spreadsheet.
    pub(crate) fn push(&self, table: &mut TableBuilder, row: usize) -> Result<(), TableFull> {
        let mut names = None;
        for (name, cell) in self.names.iter().zip(&self.cells) {
            match cell {
                Cell::Text(texts) => push_text(table, texts.get(row))?,
                Cell::Tags(texts) => {
                    let tags = texts.get(row).unwrap_or("").split(';').map(str::trim);
                    table.list(tags.filter(|tag| !tag.is_empty()))?;
                }
                Cell::Name(texts) => {
                    let stated = texts.get(row).filter(|text| !is_blank(text));
                    let derived = || {
                        let names: Names<'_> = *names.get_or_insert_with(|| self.derived(row));
                        match *name {
                            "firstName" => names.first,
                            _ => names.last,
                        }
                    };
                    push_text(table, stated.or_else(derived))?;
                }
            }
        }
        Ok(())
    }

    /// The names for a contact that does not state them: `meta.firstName`, else parts of `name`.
    fn derived(&self, row: usize) -> Names<'_> {
        let mut names = derive_names(self.name.get(row).unwrap_or(""));
        let stated = self.meta_first_name.get(row).unwrap_or("").trim();
        if !stated.is_empty() {
            names.first = Some(stated);
        }
        names
    }
}

impl Contacts for Frame {
    type Error = TableFull;

    fn for_each_batch<E: From<TableFull>>(
        &mut self,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        self.for_each_batch_of(&FieldSet::all(), visit)
    }

    fn for_each_batch_of<E: From<TableFull>>(
        &mut self,
        fields: &FieldSet,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut first = 0;
        let mut table: Option<TableBuilder> = None;
        for batch in &self.batches {
            let rows = self.columns.reader(batch, fields);
            for start in (0..batch.num_rows()).step_by(ROWS) {
                let mut builder = table.take().unwrap_or_else(|| rows.table());
                let mut unreadable = Vec::new();
                for row in start..batch.num_rows().min(start + ROWS) {
                    if rows.is_unreadable(row) {
                        unreadable.push(row - start);
                    }
                    rows.push(&mut builder, row)?;
                }
                let part = Batch::new(builder.finish(), first, unreadable);
                first += part.rows() as u64;
                visit(&part)?;
                table = Some(TableBuilder::again(part.into_table()));
            }
        }
        Ok(())
    }
}

fn push_text(table: &mut TableBuilder, text: Option<&str>) -> Result<(), TableFull> {
    match text.filter(|text| !is_blank(text)) {
        Some(text) => table.text(text),
        None => {
            table.missing();
            Ok(())
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
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

/// The contacts of a frame, or what it lacks.
pub(crate) fn contacts(frame: &Bound<'_, PyAny>, fields: &FieldSet) -> PyResult<Frame> {
    Frame::new(batches_of(frame)?, fields).map_err(|issues| raise(Kind::Contacts, &issues))
}
