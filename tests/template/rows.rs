//! The straight way over a table prints what the general way prints of the same values.

use flashplan::contact::{Table, TableBuilder};
use flashplan::template::{Batch, Constants, RenderOptions, Template};
use proptest::prelude::*;
use serde_json::{Value, json};

type Row = (Option<String>, Option<String>, Vec<String>, bool);

/// Texts about as long as what is copied at once, and characters that such a copy could break.
fn text() -> impl Strategy<Value = String> {
    let length = prop_oneof![
        Just(0),
        1..8_usize,
        30..35_usize,
        62..67_usize,
        126..131_usize
    ];
    let unit = prop::sample::select(vec!["a", "é", "ọ̀", "🍎", "\n"]);
    (unit, length).prop_map(|(unit, length)| {
        let dashes = "-".repeat(length % unit.len());
        dashes + &unit.repeat(length / unit.len())
    })
}

/// A part of a template: what is done as one with its neighbours, and what is not.
fn part() -> impl Strategy<Value = String> {
    let value = prop::sample::select(vec!["a", "b", "vip"]);
    let value = value.prop_map(|name| format!("{{{{contact.{name}}}}}"));
    let inner = prop_oneof![4 => text(), 1 => value.clone()];
    let block = prop::sample::select(vec!["if", "unless"]);
    let asked = prop::sample::select(vec!["a", "b", "vip", "list"]);
    let block = (block, asked, inner.clone(), inner.clone(), any::<bool>()).prop_map(
        |(block, asked, yes, no, two)| {
            let otherwise = if two { "{{else}}" } else { "" };
            let no = if two { no } else { String::new() };
            format!("{{{{#{block} contact.{asked}}}}}{yes}{otherwise}{no}{{{{/{block}}}}}")
        },
    );
    let each = (inner.clone(), inner.clone(), inner, any::<bool>()).prop_map(
        |(before, after, none, two)| {
            let otherwise = if two { "{{else}}" } else { "" };
            let none = if two { none } else { String::new() };
            let [before, after] = [before, after].map(|text| text.replace("contact", "@root.contact"));
            format!("{{{{#each contact.list}}}}{before}{{{{this}}}}{after}{otherwise}{none}{{{{/each}}}}")
        },
    );
    prop_oneof![3 => text(), 3 => value, 2 => block, 2 => each]
}

fn table(rows: &[Row]) -> Table {
    let mut builder = TableBuilder::new(["a", "b", "list", "vip"]);
    for (a, b, list, vip) in rows {
        for value in [a, b] {
            match value {
                Some(text) => builder.text(text).unwrap(),
                None => builder.missing(),
            }
        }
        builder.list(list.iter().map(String::as_str)).unwrap();
        builder.value(&Value::Bool(*vip)).unwrap();
    }
    builder.finish()
}

fn value((a, b, list, vip): &Row) -> Value {
    json!({"a": a, "b": b, "list": list, "vip": vip})
}

proptest! {
    #[test]
    fn rows_print_what_their_values_print(
        parts in prop::collection::vec(part(), 0..8),
        rows in prop::collection::vec(
            (
                prop::option::weighted(0.9, text()),
                prop::option::weighted(0.9, text()),
                prop::collection::vec(text(), 0..4),
                any::<bool>(),
            ),
            1..6,
        ),
    ) {
        let template = Template::compile(&parts.concat()).unwrap();
        let bound = template.bind(&Constants::new(), &RenderOptions::new()).unwrap();
        let table = table(&rows);
        let view = bound.over(&table);
        let mut batch = Batch::new();
        view.render_batch(0..rows.len(), &mut batch);
        prop_assert_eq!(batch.len(), rows.len());
        let mut all = String::new();
        for (row, contact) in rows.iter().enumerate() {
            let expected = bound.render_value(&value(contact));
            let before = all.len();
            let into = view.render_into(row, &mut all).map(|()| all[before..].to_owned());
            let of_batch = batch.texts().get(row).map(str::to_owned);
            prop_assert_eq!(of_batch.map_err(Clone::clone), expected.clone());
            prop_assert_eq!(into, expected);
        }
        prop_assert_eq!(batch.bytes(), all.as_bytes());
    }
}
