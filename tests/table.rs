//! The table of contacts beside rows of values that are simply kept.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use flashplan::contact::{Cell, ColumnKind, Table, TableBuilder};
use flashplan::template::{Constants, RenderOptions, Template};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::cell::Cell as Counter;

/// Cells of every kind, most of them texts, as contacts are.
fn cell() -> impl Strategy<Value = Value> {
    let others = select(vec![
        json!(null),
        json!(""),
        json!("é €"),
        json!([]),
        json!(["vip"]),
        json!(["vip", "", "à l'aube"]),
        json!(7),
        json!(0),
        json!(true),
        json!(false),
        json!([1, "deux", [3]]),
        json!({"city": "Cotonou"}),
        json!([{"a": 1}]),
    ]);
    prop_oneof![2 => "[a-z]{0,9}".prop_map(Value::from), 3 => others]
}

/// Rows that are as long as there are columns: below, at and above the 64 bits of a word.
fn rows() -> impl Strategy<Value = (usize, Vec<Vec<Value>>)> {
    let columns = select(vec![1_usize, 2, 5, 63, 64, 65, 130]);
    columns.prop_flat_map(|columns| {
        let row = prop::collection::vec(cell(), columns);
        (Just(columns), prop::collection::vec(row, 0..9))
    })
}

fn names(columns: usize) -> Vec<String> {
    (0..columns).map(|column| format!("c{column}")).collect()
}

fn fill(mut builder: TableBuilder, rows: &[Vec<Value>]) -> Table {
    for (number, row) in rows.iter().enumerate() {
        for value in row {
            assert_eq!(builder.rows(), number, "a row counts once it is complete");
            builder.value(value).unwrap();
        }
    }
    builder.finish()
}

/// What is printed for a value; nothing for one that does not print.
fn printed(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(printed).collect();
            return items.map(|items| items.join(", "));
        }
        Value::Object(_) => return None,
        other => other.to_string(),
    })
}

fn is_text_or_list(value: &Value) -> (bool, bool) {
    let items = value.as_array();
    let list = items.is_some_and(|items| items.iter().all(Value::is_string));
    (value.is_string(), list)
}

fn same(cell: Cell<'_>, value: &Value) -> bool {
    let (is_text, is_list) = is_text_or_list(value);
    match cell {
        Cell::Missing => value.is_null(),
        Cell::Text(text) => is_text && value == text,
        Cell::List(items) => {
            let each: Vec<&str> = items.iter().collect();
            let one_by_one = (0..items.len()).map(|n| items.get(n).unwrap_or("?"));
            let beyond = items.get(items.len()).or(items.get(usize::MAX));
            is_list
                && json!(each) == *value
                && one_by_one.eq(each.iter().copied())
                && beyond.is_none()
                && items.is_empty() == each.is_empty()
        }
        Cell::Value(kept) => !is_text && !is_list && kept == value,
    }
}

fn kind(cells: &[&Value]) -> ColumnKind {
    let texts = |value: &&&Value| value.is_null() || value.is_string();
    if cells
        .iter()
        .any(|value| !value.is_null() && printed(value).is_none())
    {
        ColumnKind::Mixed
    } else if cells.iter().filter(texts).count() == cells.len() {
        ColumnKind::Texts
    } else {
        ColumnKind::Printable
    }
}

fn is_of(table: &Table, columns: usize, rows: &[Vec<Value>]) {
    assert_eq!(
        (table.rows(), table.columns()),
        (rows.len(), &names(columns)[..])
    );
    let mut arena = String::new();
    for (row, values) in rows.iter().enumerate() {
        assert_eq!(table.offsets(row).len(), columns + 1);
        for (column, value) in values.iter().enumerate() {
            let start = arena.len();
            // a value that does not print is there, and empty
            let text = printed(value).unwrap_or_default();
            arena += &text;
            let span = (start as u32, arena.len() as u32);
            assert_eq!(table.span(row, column), span);
            assert_eq!(table.offsets(row)[column..column + 2], [span.0, span.1]);
            let bit = table.presence(row)[column / 64] >> (column % 64) & 1;
            assert_eq!(bit == 1, !value.is_null());
            assert_eq!(table.has(row, column), !value.is_null());
            let shown = (!value.is_null()).then_some(text.as_str());
            assert_eq!(table.printed(row, column), shown, "{value}");
            assert!(same(table.cell(row, column), value), "{value}");
        }
    }
    assert_eq!(table.arena(), arena);
    let all = || {
        rows.iter()
            .flatten()
            .map(|value| printed(value).unwrap_or_default().len())
    };
    assert_eq!(table.longest(), all().max().unwrap_or(0));
    for column in 0..columns {
        let cells: Vec<&Value> = rows.iter().map(|row| &row[column]).collect();
        assert_eq!(table.kind(column), kind(&cells), "{cells:?}");
        assert_eq!(table.column(&format!("c{column}")), Some(column));
    }
    assert_eq!(table.column("c"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_table_gives_back_what_was_put_in((columns, first) in rows(), (_, other) in rows()) {
        let table = fill(TableBuilder::new(names(columns)), &first);
        is_of(&table, columns, &first);
        // the next batch, in the same memory
        let fitting: Vec<Vec<Value>> = other
            .into_iter()
            .map(|row| row.into_iter().cycle().take(columns).collect())
            .collect();
        let again = fill(TableBuilder::again(table), &fitting);
        is_of(&again, columns, &fitting);
    }
}

#[test]
fn a_row_that_is_not_complete_is_completed_with_nothing() {
    let mut builder = TableBuilder::new(names(3));
    builder.text("a").unwrap();
    builder.text("Awa").unwrap();
    assert_eq!((builder.rows(), builder.bytes()), (0, 4));
    let row = vec![json!("a"), json!("Awa"), Value::Null];
    is_of(&builder.finish(), 3, &[row]);
}

/// What `{{#if}}` takes for true is known of each cell when it is put in.
#[test]
fn a_cell_is_true_as_its_value_is() {
    let values = [
        json!(""),
        json!("non"),
        json!([]),
        json!([""]),
        json!(0),
        json!(7),
        json!(false),
        json!(true),
        json!([1]),
        json!({"city": "Cotonou"}),
        Value::Null,
    ];
    // so many that the last ones are in a word of their own
    let row: Vec<Value> = values.iter().cycle().take(70).cloned().collect();
    let table = fill(TableBuilder::new(names(70)), std::slice::from_ref(&row));
    for (column, value) in row.iter().enumerate() {
        let source = format!("{{{{#if contact.c{column}}}}}oui{{{{/if}}}}");
        let template = Template::compile(&source).unwrap();
        let bound = template
            .bind(&Constants::new(), &RenderOptions::new())
            .unwrap();
        let of_value = bound.render_value(&json!({format!("c{column}"): value}));
        let mut of_table = String::new();
        bound.over(&table).render_into(0, &mut of_table).unwrap();
        assert_eq!(Ok(of_table), of_value, "{value}");
    }
}

/// About as many bytes as there are, wherever they are kept.
#[test]
fn memory_is_that_of_the_values_too() {
    let memory = |value: &Value| {
        let table = fill(TableBuilder::new(names(1)), &[vec![value.clone()]]);
        table.memory()
    };
    let text = "é".repeat(5_000);
    let plain = memory(&json!(text));
    assert!((10_000..11_000).contains(&plain), "{plain}");
    let inside = memory(&json!({"a": [{"b": text}]}));
    assert!((10_000..11_000).contains(&inside), "{inside}");
    let name = memory(&json!({text: 1}));
    assert!((10_000..11_000).contains(&name), "{name}");
    let numbers = memory(&json!(vec![json!(1); 1_000]));
    let least = 1_000 * size_of::<Value>();
    assert!((least..least + 5_000).contains(&numbers), "{numbers}");
    let list = memory(&json!(vec!["a"; 1_000]));
    // a span of the arena each, beside the text and what parts it
    assert!((10_000..12_000).contains(&list), "{list}");
    // four bytes and two bits for each cell, also where there is nothing
    let nothing = vec![vec![Value::Null; 64]; 100];
    let empty = fill(TableBuilder::new(names(64)), &nothing).memory();
    assert!((27_200..27_300).contains(&empty), "{empty}");
}

#[test]
fn items_are_the_same_where_their_cell_is() {
    let rows = [vec![json!(["a"]), json!(["a"])]];
    let table = fill(TableBuilder::new(names(2)), &rows);
    let items = |column| match table.cell(0, column) {
        Cell::List(items) => items,
        other => panic!("{other:?}"),
    };
    assert!(items(0).is_same(items(0)));
    assert!(!items(0).is_same(items(1)));
    assert_eq!((items(1).span(0), items(1).span(1)), (Some((1, 2)), None));
}

/// Whether a list of so many bytes is taken, each item with two that separate it. Its items are there once, while
/// they are counted: what is taken is empty.
fn is_taken(bytes: usize, piece: &str) -> bool {
    let (whole, rest) = (bytes / (piece.len() + 2), bytes % (piece.len() + 2));
    let last = rest.checked_sub(2).map(|rest| &piece[..rest]);
    let most = whole + usize::from(last.is_some());
    let counted = Counter::new(0);
    let items = std::iter::repeat_n(piece, whole).chain(last);
    let items = items.map_while(|item| {
        counted.set(counted.get() + 1);
        (counted.get() <= most).then_some(item)
    });
    TableBuilder::new(["list"]).list(items).is_ok()
}

#[test]
fn a_table_holds_less_than_four_gibibytes() {
    let piece = " ".repeat((1 << 20) - 2);
    let most = u32::MAX as usize;
    assert!(is_taken(most - 1, &piece));
    for bytes in [most, most + 5, most * 2] {
        assert!(!is_taken(bytes, &piece), "{bytes}");
    }
    // what was refused is not there, and the row goes on
    let mut builder = TableBuilder::new(["a", "b"]);
    builder.text("x").unwrap();
    let refused = builder.list(std::iter::repeat_n(piece.as_str(), 5_000));
    assert!(refused.is_err() && builder.bytes() == 1);
    builder.list(["y", "z"]).unwrap();
    let table = builder.finish();
    assert_eq!(table.rows(), 1);
    assert!(same(table.cell(0, 1), &json!(["y", "z"])));
}

/// Whether a value is true is kept in bits, as whether there is one: in every word of every row.
#[test]
fn truth_is_kept_for_every_column_of_every_row() {
    let columns = 150;
    let names: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
    let mut builder = TableBuilder::new(names);
    let is_true = |row: usize, column: usize| (row * 31 + column * 7) % 5 < 2;
    for row in 0..4 {
        for column in 0..columns {
            builder.value(&json!(is_true(row, column))).unwrap();
        }
    }
    let batch = builder.finish();
    for column in (0..columns).step_by(13) {
        let text = format!("{{{{#if contact.c{column}}}}}yes{{{{else}}}}no{{{{/if}}}}");
        let template = Template::compile(&text).unwrap();
        let constants = Constants::new();
        let bound = template.bind(&constants, &RenderOptions::new()).unwrap();
        for row in 0..4 {
            let wanted = if is_true(row, column) { "yes" } else { "no" };
            let mut found = String::new();
            bound.over(&batch).render_into(row, &mut found).unwrap();
            assert_eq!(found, wanted, "{row} {column}");
        }
    }
}
