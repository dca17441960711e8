//! What the worst input that a limit lets through costs: the memory that is alive at most, by a counting
//! allocator, here; instructions by callgrind, one limit at a time (docs/trust.md says how).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and prints its figures"
)]

use allocation_counter::measure;
use chrono::{DateTime, Utc};
use flashplan::campaign::Campaign;
use flashplan::contact::TableBuilder;
use flashplan::limits::Limits;
use flashplan::plan::StoredPlan;
use flashplan::schedule::{Rule, Schedule, Zone};
use flashplan::template::{Constants, Context, RenderOptions, Template};
use serde_json::json;
use std::hint::black_box;

/// The worst that a limit lets through.
struct Worst {
    limit: &'static str,
    /// The input, which is not counted.
    input: fn() -> String,
    run: fn(&str),
    /// KiB that are alive at most: half as much again as was measured.
    memory: u64,
}

const DEFAULT: Limits = Limits::new();

const WORST: [Worst; 17] = [
    Worst {
        limit: "template_bytes",
        input: || "{{".repeat(DEFAULT.template_bytes / 2),
        run: compile,
        memory: 600,
    },
    Worst {
        limit: "template_tags",
        input: || "{{#if contact.a}}{{/if}}".repeat(DEFAULT.template_tags / 2),
        run: compile,
        memory: 300,
    },
    Worst {
        limit: "depth",
        input: || {
            let open = "{{#each contact.a}}".repeat(DEFAULT.depth);
            open + "{{../../b}}" + &"{{/each}}".repeat(DEFAULT.depth)
        },
        run: compile,
        memory: 150,
    },
    Worst {
        limit: "path_segments",
        input: || {
            let path = format!("contact{}", ".a".repeat(DEFAULT.path_segments - 1));
            format!("{{{{{path}}}}}").repeat(DEFAULT.template_tags)
        },
        run: compile,
        memory: 600,
    },
    Worst {
        limit: "value_bytes",
        input: || "x".repeat(DEFAULT.value_bytes),
        run: |value| render(&"{{custom.a}}".repeat(16), value),
        memory: 2_800,
    },
    Worst {
        limit: "output_bytes",
        input: || "x".repeat(DEFAULT.value_bytes),
        run: |value| render(&"{{contact.a}}".repeat(500), value),
        memory: 5_200,
    },
    Worst {
        limit: "render_steps",
        input: || "{{#each custom.l}}{{#each @root.custom.l}}{{/each}}{{/each}}".to_owned(),
        run: |source| render(source, ""),
        memory: 150,
    },
    Worst {
        limit: "json_bytes",
        input: || {
            let unknown = (0..).map(|i| format!("\"a{i}\":[{{}}],"));
            let mut members = String::new();
            for member in unknown {
                if members.len() + member.len() + 10 > DEFAULT.json_bytes {
                    break;
                }
                members += &member;
            }
            format!("{{{members}\"z\":0}}")
        },
        run: campaign,
        memory: 22_000,
    },
    Worst {
        limit: "json_depth",
        input: || {
            // the body and its list are the first two
            let inner = DEFAULT.json_depth - 2;
            let deep = "[".repeat(inner) + &"]".repeat(inner);
            let many = vec![deep; 5_000].join(",");
            format!("{{\"a\":[{many}]}}")
        },
        run: campaign,
        memory: 26_000,
    },
    Worst {
        limit: "json_number_bytes",
        input: || {
            let number = "1".repeat(DEFAULT.json_number_bytes);
            format!("{{\"variables\":[{}]}}", vec![number; 2_000].join(","))
        },
        run: campaign,
        memory: 1_500,
    },
    Worst {
        limit: "zone_bytes",
        input: tzif,
        run: |file| {
            let bytes: Vec<u8> = file.chars().map(|c| c as u8).collect();
            let _ = black_box(Zone::from_tzif("Fuzz/Zone", &bytes));
        },
        memory: 300,
    },
    Worst {
        limit: "rule_bytes",
        input: || {
            let days = "-1,".repeat((DEFAULT.rule_bytes - 40) / 3);
            format!("FREQ=MONTHLY;COUNT=9;BYMONTHDAY={days}1")
        },
        run: |rule| drop(black_box(Rule::parse(rule))),
        memory: 300,
    },
    Worst {
        limit: "schedule_dates",
        input: || "2026-03-01T09:00:00Z".to_owned(),
        run: |start| {
            let start = flashplan::datetime::parse(start).unwrap();
            let dates = std::iter::repeat_n(start, DEFAULT.schedule_dates);
            let builder = Schedule::starting(start, Rule::daily());
            let _ = black_box(builder.exclude(dates).count(9).build());
        },
        memory: 600,
    },
    Worst {
        limit: "occurrences",
        input: || "2026-03-01T09:00:00Z".to_owned(),
        run: |start| {
            let start = flashplan::datetime::parse(start).unwrap();
            let builder = Schedule::starting(start, Rule::daily());
            let schedule = builder.count(DEFAULT.occurrences as u64).build().unwrap();
            let _ = black_box(schedule.to_ics("u", "s", DateTime::<Utc>::UNIX_EPOCH));
        },
        memory: 150_000,
    },
    Worst {
        limit: "issues",
        input: || "{{}}".repeat(DEFAULT.template_tags),
        run: compile,
        memory: 250,
    },
    Worst {
        limit: "survey_examples",
        input: || "{{contact.b}}".to_owned(),
        run: |source| {
            let template = Template::compile(source).unwrap();
            let bound = template.bind(&Constants::new(), &RenderOptions::new());
            let mut table = TableBuilder::new(["a"]);
            (0..10_000).for_each(|_| table.text("x").unwrap());
            let _ = black_box(bound.unwrap().over(&table.finish()).survey());
        },
        memory: 600,
    },
    Worst {
        limit: "plan_line_bytes",
        input: || {
            let header = "{\"kind\":\"plan\",\"campaign\":\"ab\",\"shard\":\"0/1\"";
            let room = DEFAULT.plan_line_bytes - header.len() - 1;
            format!("{header}{}}}", " ".repeat(room))
        },
        run: |line| drop(black_box(StoredPlan::open(line.as_bytes()))),
        memory: 14_000,
    },
];

fn compile(source: &str) {
    let _ = black_box(Template::compile(source));
}

/// Renders with a value that is a constant and a contact's, and a list of 1,001 items.
fn render(source: &str, value: &str) {
    let template = Template::compile(source).unwrap();
    let list = vec![0; 1_001];
    let context = json!({"contact": {"a": value}, "custom": {"a": value, "l": list}});
    let _ = black_box(template.render(&Context::from_json(context), &RenderOptions::new()));
}

fn campaign(body: &str) {
    let _ = black_box(Campaign::read(body.as_bytes()));
}

/// As many changes of the clock as fit, each byte as one character.
fn tzif() -> String {
    // what stands around the changes
    let changes = (DEFAULT.zone_bytes - 200) / 9;
    let header = |changes: usize| {
        let mut bytes = b"TZif2".to_vec();
        bytes.extend([0; 15]);
        for count in [0, 0, 0, changes as u32, 2, 8] {
            bytes.extend(count.to_be_bytes());
        }
        bytes
    };
    let kinds = |bytes: &mut Vec<u8>| {
        for (offset, dst, name) in [(0_i32, 0, 0), (3_600, 1, 4)] {
            bytes.extend(offset.to_be_bytes());
            bytes.extend([dst, name]);
        }
        bytes.extend(b"AAA\0BBB\0");
    };
    let mut bytes = header(0);
    kinds(&mut bytes);
    bytes.extend(header(changes));
    for i in 0..changes as i64 {
        bytes.extend((i * 700_000).to_be_bytes());
    }
    bytes.extend((0..changes).map(|i| (i % 2) as u8));
    kinds(&mut bytes);
    bytes.extend(b"\nAAA0\n");
    assert!(bytes.len() <= DEFAULT.zone_bytes);
    bytes.into_iter().map(char::from).collect()
}

#[test]
fn the_worst_that_a_limit_lets_through_needs_little_memory() {
    for worst in &WORST {
        let input = (worst.input)();
        let measured = measure(|| (worst.run)(&input));
        let kib = measured.bytes_max / 1_024;
        println!(
            "{:<18} {:>8} bytes in {kib:>7} KiB",
            worst.limit,
            input.len()
        );
        assert!(kib <= worst.memory, "{}: {kib} KiB", worst.limit);
    }
}

/// The fields as `Debug` names them: a field without a case fails here.
#[test]
fn every_limit_has_a_worst_case() {
    let shown = format!("{DEFAULT:#?}");
    let fields = shown.lines().filter_map(|line| line.split_once(':'));
    let mut fields: Vec<&str> = fields.map(|(name, _)| name.trim()).collect();
    let mut names: Vec<&str> = WORST.iter().map(|worst| worst.limit).collect();
    fields.sort_unstable();
    names.sort_unstable();
    assert_eq!(names, fields);
}

/// For callgrind: runs the limit that `FLASHPLAN_LIMIT` names.
#[test]
#[ignore = "runs under callgrind"]
fn one_limit() {
    let name = std::env::var("FLASHPLAN_LIMIT").expect("FLASHPLAN_LIMIT names a limit");
    let worst = WORST.iter().find(|worst| worst.limit == name);
    let worst = worst.expect("a limit");
    counted(worst, &(worst.input)());
}

/// What callgrind counts: `--toggle-collect='*counted*'`.
#[inline(never)]
fn counted(worst: &Worst, input: &str) {
    (worst.run)(input);
}
