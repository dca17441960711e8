//! Planning 10,000 contacts, beside the loop that someone would write instead: a set of numbers, the
//! `handlebars` crate, a UUID a send and `serde_json` for the lines. Both hand out the same lines but
//! for the keys.
//!
//!     cargo bench --bench plan

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a bench fails by panicking"
)]

#[path = "support/sends.rs"]
mod sends;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sends::{BODY, batch, by_hand, contacts, ours, plan};
use std::hint::black_box;

const CONTACTS: usize = 10_000;

fn planning(criterion: &mut Criterion) {
    let contacts = contacts(CONTACTS);
    let mut handlebars = handlebars::Handlebars::new();
    handlebars.register_escape_fn(handlebars::no_escape);
    handlebars.register_template_string("body", BODY).unwrap();
    let (plan, mut batches) = (plan(), [batch(&contacts)]);
    let mut out = String::new();
    let mut group = criterion.benchmark_group("plan");
    group.throughput(Throughput::Elements(CONTACTS as u64));
    group.bench_function("flashplan", |bench| {
        bench.iter(|| {
            out.clear();
            ours(&plan, &mut batches, &mut out);
            black_box(&out);
        });
    });
    group.bench_function("by hand", |bench| {
        bench.iter(|| {
            out.clear();
            by_hand(
                &contacts,
                |all| handlebars.render("body", all).unwrap(),
                &mut out,
            );
            black_box(&out);
        });
    });
    group.finish();
}

criterion_group!(benches, planning);
criterion_main!(benches);
