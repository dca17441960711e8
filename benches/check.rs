//! Reading and checking a definition, against `serde_json` parsing the same bytes in the same run.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flashplan::campaign::Campaign;
use flashplan::instance::read_instances;
use std::hint::black_box;

/// A valid campaign of 1 KB, as a host would send one.
fn valid() -> Vec<u8> {
    let body = "Bonjour à tous, la boutique de Porto-Novo ouvre samedi à 9 h. ".repeat(8);
    let campaign = serde_json::json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
        "name": "Ouverture de la boutique",
        "schedule": "2030-05-01T09:00:00.000Z",
        "repeat": "none",
        "recipients": {
            "type": "explicit",
            "value": [
                "0b0e7f3a-1c2d-4e5f-8a9b-0c1d2e3f4a5b",
                "1b0e7f3a-1c2d-4e5f-8a9b-0c1d2e3f4a5c",
                "2b0e7f3a-1c2d-4e5f-8a9b-0c1d2e3f4a5d",
                "3b0e7f3a-1c2d-4e5f-8a9b-0c1d2e3f4a5e"
            ]
        },
        "type": "text",
        "body": body,
    });
    campaign.to_string().into_bytes()
}

/// A body with twenty mistakes.
fn invalid() -> Vec<u8> {
    let button = serde_json::json!({"type": "reply"});
    let campaign = serde_json::json!({
        "instanceId": "boutique",
        "name": " ",
        "schedule": "2030-05-01T09:00:00",
        "repeat": "Weekly",
        "recipients": {"type": "explicit", "value": ["a", "b", "c", "d", 5, null]},
        "type": "buttons",
        "title": "",
        "description": null,
        "buttons": [button, button, {"type": "link"}],
        "scheduledAt": "x",
    });
    campaign.to_string().into_bytes()
}

fn check(c: &mut Criterion) {
    let (valid, invalid) = (valid(), invalid());
    assert!(Campaign::read(&valid).report().issues().is_empty());
    assert_eq!(Campaign::read(&invalid).report().issues().len(), 20);
    let mut group = c.benchmark_group("check");
    for (name, body) in [("valid", &valid), ("twenty mistakes", &invalid)] {
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function(format!("{name}, serde_json Value"), |b| {
            b.iter(|| serde_json::from_slice::<serde_json::Value>(black_box(body)));
        });
        group.bench_function(format!("{name}, flashplan"), |b| {
            b.iter(|| Campaign::read(black_box(body)));
        });
    }
    group.finish();
}

fn hostile(c: &mut Criterion) {
    let mut group = c.benchmark_group("ten megabytes");
    group.sample_size(10);
    let keys = format!("{{{}\"z\":1}}", "\"a\":1,".repeat(1_700_000));
    let limits = flashplan::limits::Limits::new()
        .json_bytes(16 << 20)
        .json_depth(usize::MAX);
    let options = flashplan::reading::Options::new().limits(limits);
    for (name, body) in [
        ("nested arrays", "[".repeat(10 << 20)),
        ("repeated keys", keys),
    ] {
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| Campaign::read_with(black_box(body.as_bytes()), &options));
        });
    }
    let list = format!("[{}1]", "{\"instance\":{}},".repeat(60_000));
    group.throughput(Throughput::Bytes(list.len() as u64));
    group.bench_function("a list of instances", |b| {
        b.iter(|| read_instances(black_box(list.as_bytes())));
    });
    group.finish();
}

criterion_group!(benches, check, hostile);
criterion_main!(benches);
