//! Each part of a text names what made it, by its path from the namespace on.

use flashplan::template::{Context, Missing, OccurrenceTime, RenderOptions, Source, Template};
use serde_json::json;

/// `text = what made it` for each part.
fn parts(source: &str) -> Vec<String> {
    let context = Context::from_json(json!({
        "contact": {"firstName": "Awa", "tags": ["vip", "new"], "meta": {"a b": {"c": 1}}},
        "custom": {"items": [{"n": "wax", "l": [1, 2]}, {"n": "bazin", "l": []}], "app": "M"},
    }));
    let occurrence = OccurrenceTime::new("2030-03-31T03:30:00+02:00".parse().unwrap(), 2);
    let options = RenderOptions::new()
        .missing(Missing::Default("?".to_owned()))
        .occurrence(occurrence);
    let template = Template::compile(source).unwrap();
    let explained = template.explain(&context, &options).unwrap();
    let part = |part: &flashplan::template::Part| {
        let made_by = match &part.source {
            Source::Literal => "text".to_owned(),
            Source::Value(paths) => paths.join(" "),
            Source::Missing(paths) => format!("missing {}", paths.join(" ")),
        };
        format!("{} = {made_by}", &explained.rendered[part.bytes.clone()])
    };
    explained.parts.iter().map(part).collect()
}

#[test]
fn every_part_has_its_source() {
    let cases: [(&str, &[&str]); 15] = [
        (
            "a{{contact.firstName}}b",
            &["a = text", "Awa = contact.firstName", "b = text"],
        ),
        ("{{#if contact.firstName}}x{{/if}}", &["x = text"]),
        (
            "{{#each contact.tags}}{{this}}{{/each}}",
            &["vip = contact.tags.[0]", "new = contact.tags.[1]"],
        ),
        (
            "{{#each custom.items as |item i|}}{{upper item.n}}{{i}}{{/each}}",
            &[
                "WAX = custom.items.[0].n",
                "0 = @key",
                "BAZIN = custom.items.[1].n",
                "1 = @key",
            ],
        ),
        (
            "{{#each custom.items}}{{#each l}}{{this}}{{../n}}{{else}}{{n}}{{/each}}{{/each}}",
            &[
                "1 = custom.items.[0].l.[0]",
                "wax = custom.items.[0].n",
                "2 = custom.items.[0].l.[1]",
                "wax = custom.items.[0].n",
                "bazin = custom.items.[1].n",
            ],
        ),
        (
            "{{#each contact.meta}}{{#with this}}{{c}}{{@root.custom.app}}{{/with}}{{@key}}{{/each}}",
            &["1 = contact.meta.[a b].c", "M = custom.app", "a b = @key"],
        ),
        (
            "{{#with contact}}{{firstName}}{{../custom.app}}{{/with}}",
            &["Awa = contact.firstName", "M = custom.app"],
        ),
        (
            "{{#with (or contact.none custom.items.[1])}}{{n}}{{/with}}",
            &["bazin = this.n"],
        ),
        (
            "{{#with (lookup custom.items 1)}}{{n}}{{/with}}",
            &["bazin = custom.items.[1].n"],
        ),
        (
            "{{default contact.none contact.firstName \"x\"}}{{default \"a\" \"b\"}}",
            &["Awa = contact.none contact.firstName", "a = "],
        ),
        ("{{lookup contact.tags 1}}", &["new = contact.tags.[1]"]),
        ("{{len @root}}", &["0 = @root"]),
        (
            "{{#with custom.items.[0]}}{{#with this}}{{n}}{{../custom.app}}{{/with}}{{/with}}",
            &["wax = custom.items.[0].n", "M = custom.app"],
        ),
        ("{{contact.none}}", &["? = missing contact.none"]),
        (
            "{{#each contact.tags}}{{@occurrence.number}}{{/each}}",
            &["2 = @occurrence.number", "2 = @occurrence.number"],
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(parts(source), expected, "{source}");
    }
}
