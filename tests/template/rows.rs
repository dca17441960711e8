//! The straight way over a table prints what the general way prints of the same values.

use flashplan::contact::{Table, TableBuilder};
use flashplan::limits::Limits;
use flashplan::template::{
    Batch, Blank, Bound, Constants, Missing, RenderError, RenderOptions, Template, View,
    print_value,
};
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

/// What the straight way knows, and what it leaves to the general way: conditions, loops, cells that a row lacks.
const FORMS: [&str; 15] = [
    "",
    "Bonjour {{contact.a}}, {{contact.b}}",
    "{{contact.a}}{{contact.b}}{{contact.a}}",
    "x{{#if contact.vip}}yes{{else}}no{{/if}}y{{contact.a}}",
    "{{#unless contact.vip}}{{contact.b}}{{else}}{{contact.a}}-{{/unless}}",
    "{{#if contact.a}}{{#if contact.b}}{{contact.b}}{{/if}}.{{/if}}",
    "{{#each contact.list}}[{{this}}]{{else}}none{{/each}} of {{contact.a}}",
    "{{#each contact.list}}{{this}}{{/each}}{{#each contact.list}}{{this}}, {{/each}}",
    "{{#each contact.list}}{{#if @root.contact.vip}}{{this}}{{/if}}-{{/each}}",
    "{{#each contact.list}}{{#each @root.contact.list}}{{this}}{{/each}}{{this}} {{/each}}",
    "{{#each contact.list}}{{@index}}{{/each}}{{#with contact}}{{a}}{{/with}}",
    "{{#each contact.a}}{{this}}{{/each}}{{contact.list}}{{contact.vip}}",
    "To {{contact.a}}: {{#each contact.list}}{{#if @root.contact.vip}}{{this}}{{/if}}-{{/each}}",
    "{{#each contact.list}}{{this}}{{#each @root.contact.list}}.{{/each}}{{/each}}",
    "{{#each contact.list}}{{this}}={{this.length}} {{/each}}",
];

fn forms() -> Vec<Row> {
    let text = |text: &str| Some(text.to_owned());
    let list = |items: &[&str]| items.iter().map(|&item| item.to_owned()).collect();
    vec![
        (text("Awa"), text("Lomé"), list(&["p", "qr"]), true),
        (text(""), text(" "), list(&[]), false),
        (None, text("b"), list(&["x"]), true),
        (text("a"), None, list(&["", "y", "z"]), false),
        (None, None, list(&["u", "v", "w", "x"]), true),
    ]
}

/// The text of a row by each way that rows have: alone, behind another text, and in a batch.
fn texts(view: &View<'_>, row: usize, rows: usize) -> [Result<String, RenderError>; 3] {
    let mut alone = String::new();
    let alone = view.render_into(row, &mut alone).map(|()| alone);
    let mut behind = "before".to_owned();
    let behind = view.render_into(row, &mut behind).map(|()| behind);
    let behind = behind.map(|text| text.strip_prefix("before").unwrap().to_owned());
    let mut batch = Batch::new();
    view.render_batch(0..rows, &mut batch);
    let in_batch = batch.texts().get(row).map(str::to_owned);
    [alone, behind, in_batch.map_err(Clone::clone)]
}

fn is_the_same_by_each_way(bound: &Bound, table: &Table, rows: &[Value], told: &str) {
    let view = bound.over(table);
    for (row, contact) in rows.iter().enumerate() {
        let expected = bound.render_value(contact);
        for found in texts(&view, row, rows.len()) {
            assert_eq!(found, expected, "{told} of {contact}");
        }
        let expected = expected.err().map(|error| error.missing().to_vec());
        let missing: Vec<String> = view.missing(row).collect();
        assert_eq!(missing, expected.unwrap_or_default(), "{told} of {contact}");
    }
}

/// Every limit at every number that one of the texts may be at, and one over it.
#[test]
fn rows_end_at_the_limits_of_their_values() {
    let rows = forms();
    let table = table(&rows);
    let values: Vec<Value> = rows.iter().map(value).collect();
    let sets: [fn(Limits, usize) -> Limits; 3] = [
        Limits::render_steps,
        Limits::output_bytes,
        Limits::value_bytes,
    ];
    for source in FORMS {
        let template = Template::compile(source).unwrap();
        for (kind, set) in sets.iter().enumerate() {
            for most in 0..24 {
                let options = RenderOptions::new().limits(set(Limits::new(), most));
                // what stands in the template alone may be over a limit already
                let Ok(bound) = template.bind(&Constants::new(), &options) else {
                    continue;
                };
                let told = format!("{source} within {most} of limit {kind}");
                is_the_same_by_each_way(&bound, &table, &values, &told);
            }
        }
    }
}

#[test]
fn rows_have_the_policies_of_their_values() {
    let rows = forms();
    let table = table(&rows);
    let values: Vec<Value> = rows.iter().map(value).collect();
    let missing = [
        Missing::Error,
        Missing::Empty,
        Missing::Keep,
        Missing::Default("-".to_owned()),
    ];
    for source in FORMS {
        let template = Template::compile(source).unwrap();
        for missing in &missing {
            for blank in [Blank::Prints, Blank::EmptyIsMissing, Blank::BlankIsMissing] {
                let options = RenderOptions::new().missing(missing.clone()).blank(blank);
                let bound = template.bind(&Constants::new(), &options).unwrap();
                let told = format!("{source} {missing:?} {blank:?}");
                is_the_same_by_each_way(&bound, &table, &values, &told);
            }
        }
    }
}

/// Columns behind the first 64 and the first 128, of which a row lacks some.
#[test]
fn a_row_that_lacks_one_of_many_columns_has_no_text() {
    one_of_many_columns(200);
    one_of_many_columns(192);
}

fn one_of_many_columns(columns: usize) {
    let names: Vec<String> = (0..columns).map(|i| format!("f{i}")).collect();
    let mut builder = TableBuilder::new(names.iter().map(String::as_str));
    let lacking = [0, 1, 63, 64, 65, 70, 127, 128, 129, columns - 1];
    for row in lacking {
        for column in 0..columns {
            match column == row {
                true => builder.missing(),
                false => builder.text("x").unwrap(),
            }
        }
    }
    let table = builder.finish();
    for asked in lacking {
        let template = Template::compile(&format!("{{{{contact.f{asked}}}}}")).unwrap();
        let bound = template.bind(&Constants::new(), &RenderOptions::new());
        let bound = bound.unwrap();
        let view = bound.over(&table);
        for (row, lacks) in lacking.into_iter().enumerate() {
            let missing: Vec<String> = view.missing(row).collect();
            assert_eq!(missing.is_empty(), lacks != asked, "{asked} of row {row}");
            for text in texts(&view, row, lacking.len()) {
                assert_eq!(text.is_ok(), lacks != asked, "{asked} of row {row}");
            }
        }
    }
}

/// A column with values of other kinds, which a cell of texts cannot hold.
#[test]
fn a_column_of_several_kinds_prints_what_its_values_print() {
    let kinds = [
        json!("text"),
        json!({"a": 1}),
        json!([1, "b"]),
        json!(["p", "q"]),
        json!([{"a": 1}]),
        json!(2.5),
        json!(false),
        json!([]),
        json!(0),
    ];
    prints_as_its_values(&kinds);
    let that_print: Vec<Value> = kinds
        .into_iter()
        .filter(|value| print_value(value).is_some())
        .collect();
    prints_as_its_values(&that_print);
}

fn prints_as_its_values(kinds: &[Value]) {
    let mut builder = TableBuilder::new(["a"]);
    kinds.iter().for_each(|value| builder.value(value).unwrap());
    let table = builder.finish();
    let values: Vec<Value> = kinds.iter().map(|value| json!({ "a": value })).collect();
    for source in [
        "{{contact.a}}",
        "<{{#if contact.a}}yes{{else}}no{{/if}}>",
        "{{#each contact.a}}{{this}};{{else}}-{{/each}}",
        "{{#each contact.a}}.{{/each}}",
    ] {
        let template = Template::compile(source).unwrap();
        let bound = template.bind(&Constants::new(), &RenderOptions::new());
        is_the_same_by_each_way(&bound.unwrap(), &table, &values, source);
    }
}

/// Memory is kept from one batch to the next, and nothing else.
#[test]
fn a_batch_that_is_used_again_holds_the_last_rows_alone() {
    let rows = forms();
    let table = table(&rows);
    let template = Template::compile("{{contact.a}}").unwrap();
    let bound = template.bind(&Constants::new(), &RenderOptions::new());
    let bound = bound.unwrap();
    let view = bound.over(&table);
    let mut batch = Batch::new();
    assert!(batch.is_empty());
    view.render_batch(0..5, &mut batch);
    assert_eq!((batch.len(), batch.is_empty()), (5, false));
    view.render_batch(3..5, &mut batch);
    assert_eq!((batch.len(), batch.bytes()), (2, &b"a"[..]));
    assert_eq!(batch.texts().get(0), Ok("a"));
    let error = batch.texts().get(1).unwrap_err();
    assert_eq!(error.missing(), ["contact.a"]);
    assert_eq!(batch.texts().iter().filter(Result::is_ok).count(), 1);
    view.render_batch(2..2, &mut batch);
    assert!(batch.is_empty());
}

/// Columns below a path make an object, and those without a value are not in it.
#[test]
fn columns_below_a_path_are_an_object() {
    let names = [
        "id",
        "meta.city",
        "meta.plan.name",
        "meta.plan.price",
        "note",
        "list",
    ];
    let mut builder = TableBuilder::new(names);
    let note = json!({"a": {"b": 1}, "c": [2, "d"]});
    let rows = [
        [
            json!("1"),
            json!("Lomé"),
            json!("or"),
            json!(5),
            note.clone(),
            json!(["p", "q"]),
        ],
        [
            json!("2"),
            Value::Null,
            Value::Null,
            json!(7),
            json!("text"),
            json!([]),
        ],
        [
            json!("3"),
            Value::Null,
            Value::Null,
            Value::Null,
            Value::Null,
            Value::Null,
        ],
    ];
    for value in rows.iter().flatten() {
        match value {
            Value::Null => builder.missing(),
            value => builder.value(value).unwrap(),
        }
    }
    let table = builder.finish();
    let values = [
        json!({"id": "1", "meta": {"city": "Lomé", "plan": {"name": "or", "price": 5}}, "note": note, "list": ["p", "q"]}),
        json!({"id": "2", "meta": {"plan": {"price": 7}}, "note": "text", "list": []}),
        json!({"id": "3"}),
    ];
    for source in [
        "{{contact.id}} {{contact.meta.city}} {{contact.meta.plan.price}}",
        "{{#each contact.meta}}{{@key}}{{#if @last}}.{{/if}}{{/each}}{{len contact.meta}}",
        "{{#with contact.meta.plan}}{{default name \"-\"}} {{price}}{{else}}none{{/with}}",
        "{{#if contact.meta}}meta{{/if}}{{#if contact.meta.plan}}plan{{/if}}{{#if contact.other}}other{{/if}}",
        "{{#each contact}}{{@key}},{{/each}}{{#if contact}}contact{{/if}}",
        "{{default (lookup contact.meta \"city\") \"-\"}}{{default contact.meta.town \"-\"}}",
        "{{default contact.note.a.b \"-\"}}{{default contact.note.c.[1] \"-\"}}{{default contact.note.length \"-\"}}",
        "{{default contact.list.[1] \"-\"}}{{default contact.list.length \"-\"}}{{default contact.me \"-\"}}",
        "{{contact.meta}}",
        "{{contact.note}}",
        "{{#if contact.id}}{{contact.id.none}}{{/if}}",
    ] {
        let template = Template::compile(source).unwrap();
        let bound = template.bind(&Constants::new(), &RenderOptions::new());
        is_the_same_by_each_way(&bound.unwrap(), &table, &values, source);
    }
}
