//! Rendering and compiling, beside the `handlebars` crate and a copy of the finished bytes.
//!
//! One pass goes over a whole table of contacts; the time of a message is the time of the pass over
//! their number, which criterion shows as elements a second.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a bench fails by panicking"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flashplan::contact::{Table, TableBuilder};
use flashplan::limits::Limits;
use flashplan::template::{Batch, Bound, Compiler, Constants, RenderOptions, Template};
use handlebars::{Handlebars, no_escape};
use serde::Serialize;
use serde_json::{Value, json};
use std::hint::black_box;

const CONTACTS: usize = 100_000;

const A: &str = include_str!("templates/a.hbs");
const B: &str = include_str!("templates/b.hbs");
const C: &str = include_str!("templates/c.hbs");

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Contact {
    first_name: String,
    last_name: String,
    code: String,
    points: String,
    card: String,
    city: String,
    delivery: String,
    vip: bool,
    tags: Vec<String>,
}

fn contact(i: usize) -> Contact {
    let names = ["Awa", "Zoé", "Petterson", "Fatoumata", "Kokou", "Adébáyọ̀"];
    Contact {
        first_name: names[i % names.len()].to_owned(),
        last_name: names[(i / 7) % names.len()].to_owned(),
        code: format!("P{}", i % 1000),
        points: (i % 5000).to_string(),
        card: format!("{:08}", i),
        city: ["Cotonou", "Porto-Novo", "Lomé"][i % 3].to_owned(),
        delivery: format!("{} mai", 1 + i % 28),
        vip: i.is_multiple_of(2),
        tags: ["promo", "nouveautés", "maison"][..1 + i % 3]
            .iter()
            .map(|&tag| tag.to_owned())
            .collect(),
    }
}

fn constants() -> Value {
    json!({
        "app": "MsgFlash", "until": "31 mai", "least": "10 000 F", "code": "PROMO10",
        "depot": "Cotonou", "mail": "aide@example.org",
    })
}

fn table(contacts: &[Contact]) -> Table {
    let columns = [
        "firstName",
        "lastName",
        "code",
        "points",
        "card",
        "city",
        "delivery",
        "vip",
        "tags",
    ];
    let mut builder = TableBuilder::new(columns);
    for contact in contacts {
        for text in [
            &contact.first_name,
            &contact.last_name,
            &contact.code,
            &contact.points,
            &contact.card,
            &contact.city,
            &contact.delivery,
        ] {
            builder.text(text).unwrap();
        }
        builder.value(&Value::Bool(contact.vip)).unwrap();
        builder
            .list(contact.tags.iter().map(String::as_str))
            .unwrap();
    }
    builder.finish()
}

fn bound(source: &str) -> Bound {
    let constants = Constants::new()
        .instance(json!({"name": "Boutique Porto-Novo"}))
        .custom(constants());
    Template::compile(source)
        .unwrap()
        .bind(&constants, &RenderOptions::new())
        .unwrap()
}

fn render(criterion: &mut Criterion) {
    let contacts: Vec<Contact> = (0..CONTACTS).map(contact).collect();
    let table = table(&contacts);
    for (name, source) in [("A", A), ("B", B), ("C", C)] {
        let bound = bound(source);
        let view = bound.over(&table);
        let texts: Vec<String> = contacts
            .iter()
            .map(|contact| bound.render(contact).unwrap())
            .collect();
        let bytes: usize = texts.iter().map(String::len).sum();
        let mut group =
            criterion.benchmark_group(format!("render/{name} ({} bytes)", bytes / CONTACTS));
        group
            .throughput(Throughput::Elements(CONTACTS as u64))
            .sample_size(10);

        let mut out = String::new();
        group.bench_function("copy of the finished bytes", |bencher| {
            bencher.iter(|| {
                for text in &texts {
                    out.clear();
                    out.push_str(black_box(text));
                    black_box(&out);
                }
            });
        });
        let mut batch = Batch::new();
        group.bench_function("table, bytes", |bencher| {
            bencher.iter(|| {
                for start in (0..CONTACTS).step_by(1000) {
                    view.render_batch(start..start + 1000, &mut batch);
                    black_box(batch.bytes());
                }
            });
        });
        group.bench_function("table, checked text", |bencher| {
            bencher.iter(|| {
                for start in (0..CONTACTS).step_by(1000) {
                    view.render_batch(start..start + 1000, &mut batch);
                    for text in batch.texts().iter() {
                        black_box(text.unwrap());
                    }
                }
            });
        });
        group.bench_function("table, into a String", |bencher| {
            bencher.iter(|| {
                for row in 0..CONTACTS {
                    out.clear();
                    view.render_into(row, &mut out).unwrap();
                    black_box(&out);
                }
            });
        });
        let few = &contacts[..CONTACTS / 10];
        group.throughput(Throughput::Elements(few.len() as u64));
        group.bench_function("struct through serde", |bencher| {
            bencher.iter(|| {
                for contact in few {
                    black_box(bound.render(contact).unwrap());
                }
            });
        });
        handlebars(&mut group, source, few);
        group.finish();
    }
}

type Group<'a> = criterion::BenchmarkGroup<'a, criterion::measurement::WallTime>;

fn handlebars(group: &mut Group<'_>, source: &str, contacts: &[Contact]) {
    #[derive(Serialize)]
    struct All<'a> {
        contact: &'a Contact,
        instance: &'a Value,
        custom: &'a Value,
    }
    let mut registry = Handlebars::new();
    registry.register_escape_fn(no_escape);
    registry.register_template_string("t", source).unwrap();
    let (instance, custom) = (json!({"name": "Boutique Porto-Novo"}), constants());
    let all = |contact| All {
        contact,
        instance: &instance,
        custom: &custom,
    };
    let ready: Vec<handlebars::Context> = contacts
        .iter()
        .map(|contact| handlebars::Context::wraps(all(contact)).unwrap())
        .collect();
    group.bench_function("handlebars, ready value", |bencher| {
        bencher.iter(|| {
            for context in &ready {
                black_box(registry.render_with_context("t", context).unwrap());
            }
        });
    });
    group.bench_function("handlebars, render(&Serialize)", |bencher| {
        bencher.iter(|| {
            for contact in contacts {
                black_box(registry.render("t", &all(contact)).unwrap());
            }
        });
    });
}

fn compile(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("compile");
    group.sample_size(20);
    for (name, source) in [("A", A), ("B", B), ("C", C)] {
        group.bench_function(format!("{name}, flashplan"), |bencher| {
            bencher.iter(|| Template::compile(black_box(source)).unwrap());
        });
        group.bench_function(format!("{name}, handlebars"), |bencher| {
            bencher.iter(|| handlebars::Template::compile(black_box(source)).unwrap());
        });
    }
    group.finish();
}

/// The time to compile grows with the size of the template, and no faster.
fn compile_by_size(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("compile by size");
    group.sample_size(10);
    let limits = Limits::new().template_tags(usize::MAX);
    let compiler = Compiler::new().limits(limits);
    for kib in [1, 4, 16, 64] {
        let source = B.repeat((kib << 10) / B.len());
        group.throughput(Throughput::Bytes(source.len() as u64));
        group.bench_function(format!("{kib} KiB, flashplan"), |bencher| {
            bencher.iter(|| compiler.compile(black_box(&source)).unwrap());
        });
        group.bench_function(format!("{kib} KiB, handlebars"), |bencher| {
            bencher.iter(|| handlebars::Template::compile(black_box(&source)).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, render, compile, compile_by_size);
criterion_main!(benches);
