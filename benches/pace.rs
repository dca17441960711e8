//! The time of each send of a million: the pacer alone, by rule. Ten years hold a million sends under
//! each of them.
//!
//!     cargo bench --bench pace

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a bench fails by panicking"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flashplan::pace::{Batches, Caps, Pace, Pacer, QuietHours, Timing};
use flashplan::schedule::Zone;
use std::hint::black_box;

const SENDS: u64 = 1_000_000;

/// 2026-03-27T08:00:00Z.
const START: i64 = 1_774_598_400;

fn rules() -> [(&'static str, Pace); 5] {
    let gap = Pace {
        min_gap: 2,
        ..Pace::default()
    };
    let caps = Pace {
        caps: Caps {
            per_minute: Some(20),
            per_hour: Some(500),
            per_day: Some(5_000),
            warm_up: vec![500, 1_000, 2_000],
        },
        ..gap.clone()
    };
    let open = [
        "mon 09:00-18:00",
        "tue 09:00-18:00",
        "wed 09:00-18:00",
        "thu 09:00-18:00",
        "fri 09:00-18:00",
    ];
    let windows = Pace {
        quiet: QuietHours::default().within(open).unwrap(),
        ..caps.clone()
    };
    let jitter = Pace {
        jitter: 3,
        seed: 7,
        ..windows.clone()
    };
    let batches = Pace {
        batches: Some(Batches::new(50, 600).unwrap()),
        ..jitter.clone()
    };
    [
        ("gap", gap),
        ("and caps", caps),
        ("and windows", windows),
        ("and jitter", jitter),
        ("and batches", batches),
    ]
}

/// The second of the last send.
fn pace(pace: &Pace, zone: &Zone) -> i64 {
    let mut pacer = Pacer::new(pace.clone(), zone.clone());
    let mut last = 0;
    for _ in 0..SENDS {
        if let Timing::At(at) = pacer.next(START).unwrap() {
            last = at;
        }
    }
    last
}

fn pacing(criterion: &mut Criterion) {
    let zone = Zone::named("Europe/Paris").unwrap();
    let mut group = criterion.benchmark_group("pace");
    group.throughput(Throughput::Elements(SENDS));
    group.sample_size(10);
    for (name, rule) in rules() {
        group.bench_function(name, |bench| bench.iter(|| black_box(pace(&rule, &zone))));
    }
    group.finish();
}

criterion_group!(benches, pacing);
criterion_main!(benches);
