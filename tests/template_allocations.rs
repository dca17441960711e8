//! Rendering rows of a table allocates nothing once its memory has grown.
#![allow(clippy::unwrap_used, reason = "a test")]

use allocation_counter::measure;
use flashplan::contact::{Table, TableBuilder};
use flashplan::template::{Batch, Constants, RenderOptions, Template};

fn table() -> Table {
    let mut builder = TableBuilder::new(["firstName", "vip", "tags"]);
    for row in 0..1000 {
        builder.text(["Awa", "Zoé", ""][row % 3]).unwrap();
        builder.value(&(row % 2 == 0).into()).unwrap();
        builder
            .list(["a", "b", "c"][..row % 4].iter().copied())
            .unwrap();
    }
    builder.finish()
}

#[test]
fn the_loop_allocates_nothing() {
    let source = "Bonjour {{contact.firstName}} {{#if contact.vip}}VIP{{else}}.{{/if}}{{#each contact.tags}}- {{this}} {{@root.custom.app}}\n{{/each}}";
    let table = table();
    let template = Template::compile(source).unwrap();
    let constants = Constants::new().custom(serde_json::json!({"app": "MsgFlash"}));
    let bound = template.bind(&constants, &RenderOptions::new()).unwrap();
    let view = bound.over(&table);
    let (mut text, mut batch) = (String::new(), Batch::new());
    let mut pass = || {
        text.clear();
        for row in 0..table.rows() {
            view.render_into(row, &mut text).unwrap();
        }
        view.render_batch(0..table.rows(), &mut batch);
        assert_eq!(batch.bytes(), text.as_bytes());
        let texts = batch.texts();
        texts.iter().map(|text| text.unwrap().len()).sum::<usize>()
    };
    let grown = measure(|| assert!(pass() > 0));
    assert!(grown.count_total > 0, "the counter counts");
    let again = measure(|| assert!(pass() > 0));
    assert_eq!(again.count_total, 0);
}
