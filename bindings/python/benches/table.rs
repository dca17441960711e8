//! What a table of contacts takes in Rust alone: nanoseconds a text, for `render.py` to compare with.
//!
//! The first argument is the number of contacts, the second the template; the campaign's code is PAGNE10.
//! Prints what filling and rendering take, and what rendering alone does. The rows go by in parts, as in
//! the package, and the least time of each part counts, which other programs on the machine disturb least.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program that measures"
)]

use flashplan::contact::{Table, TableBuilder};
use flashplan::template::{Batch, Bound, Constants, RenderOptions, Template};
use serde_json::json;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rows that are rendered at a time, as the package does.
const ROWS: usize = 4_096;

/// How often everything is done.
const TURNS: usize = 30;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().unwrap().parse().unwrap();
    let source = arguments.next().unwrap();
    let constants = Constants::new().custom(json!({"code": "PAGNE10"}));
    let template = Template::compile(&source).unwrap();
    let bound = template.bind(&constants, &RenderOptions::new()).unwrap();
    let names: Vec<String> = (0..count).map(|i| format!("Awa{i}")).collect();
    let mut least = vec![(Duration::MAX, Duration::MAX); count.div_ceil(ROWS)];
    for _ in 0..TURNS {
        let mut table = TableBuilder::new(["firstName", "lastName", "city"]);
        let mut all = String::new();
        for (names, least) in names.chunks(ROWS).zip(&mut least) {
            let began = Instant::now();
            let filled = filled(table, names);
            let between = Instant::now();
            render(&bound, &filled, &mut all);
            least.0 = least.0.min(began.elapsed());
            least.1 = least.1.min(between.elapsed());
            table = TableBuilder::again(filled);
        }
        black_box(all);
    }
    let each = |sum: Duration| sum.as_nanos() as f64 / count as f64;
    let both = each(least.iter().map(|(both, _)| *both).sum());
    let alone = each(least.iter().map(|(_, alone)| *alone).sum());
    println!("{both} {alone}");
}

fn filled(mut table: TableBuilder, names: &[String]) -> Table {
    for name in names {
        for text in [name, "Doe", "Porto-Novo"] {
            table.text(text).unwrap();
        }
    }
    table.finish()
}

/// Adds the texts to one piece of memory, as Arrow has them.
fn render(bound: &Bound, table: &Table, all: &mut String) {
    let mut batch = Batch::new();
    bound.over(table).render_batch(0..table.rows(), &mut batch);
    for text in batch.texts().iter() {
        all.push_str(text.unwrap());
    }
}
