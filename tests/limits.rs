//! Every limit by its name: an input at it is taken, and one over it is refused with its code. A limit
//! without a case fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use chrono::{DateTime, Utc};
use flashplan::campaign::Campaign;
use flashplan::issue::{Code, Issues, Severity};
use flashplan::limits::Limits;
use flashplan::plan::{StoredError, StoredPlan};
use flashplan::reading::Options;
use flashplan::schedule::{Rule, Schedule, Zone};
use flashplan::template::{Compiler, Context, RenderOptions, Template};
use serde_json::{Value, json};

/// What is read under limits: the first code where it is refused.
type Try = fn(Limits, usize) -> Result<(), Code>;

/// A limit: its name, a setting, and something of a given size that it bounds.
struct Case {
    name: &'static str,
    set: fn(Limits, usize) -> Limits,
    most: usize,
    refused: Code,
    of_size: Try,
}

const CASES: [Case; 16] = [
    Case {
        name: "template_bytes",
        set: Limits::template_bytes,
        most: 10,
        refused: Code::TemplateTooLarge,
        of_size: |limits, size| compile(limits, &"x".repeat(size)),
    },
    Case {
        name: "template_tags",
        set: Limits::template_tags,
        most: 3,
        refused: Code::TemplateTooLarge,
        of_size: |limits, size| compile(limits, &"{{!a}}".repeat(size)),
    },
    Case {
        name: "depth",
        set: Limits::depth,
        most: 2,
        refused: Code::TemplateTooDeep,
        of_size: |limits, size| {
            let (open, close) = ("{{#if contact.a}}".repeat(size), "{{/if}}".repeat(size));
            compile(limits, &(open + &close))
        },
    },
    Case {
        name: "path_segments",
        set: Limits::path_segments,
        most: 3,
        refused: Code::PathInvalid,
        of_size: |limits, size| {
            let path = format!("contact{}", ".a".repeat(size - 1));
            compile(limits, &format!("{{{{{path}}}}}"))
        },
    },
    Case {
        name: "value_bytes",
        set: Limits::value_bytes,
        most: 4,
        refused: Code::RenderLimit,
        of_size: |limits, size| render(limits, "{{custom.a}}", json!({"a": "x".repeat(size)})),
    },
    Case {
        name: "output_bytes",
        set: Limits::output_bytes,
        most: 6,
        refused: Code::RenderLimit,
        of_size: |limits, size| {
            let list = vec![1; size];
            render(limits, "{{#each custom.l}}a{{/each}}", json!({ "l": list }))
        },
    },
    Case {
        name: "render_steps",
        set: Limits::render_steps,
        most: 3,
        refused: Code::RenderLimit,
        of_size: |limits, size| render(limits, &"{{custom.a}}".repeat(size), json!({"a": "x"})),
    },
    Case {
        name: "json_bytes",
        set: Limits::json_bytes,
        most: 2_000,
        refused: Code::InputTooLarge,
        of_size: |limits, size| campaign(limits, &format!("{:<size$}", body("a"))),
    },
    Case {
        name: "json_depth",
        set: Limits::json_depth,
        most: 5,
        refused: Code::InputTooLarge,
        // the body itself is the first
        of_size: |limits, size| {
            let nested = format!("{}{}", "[".repeat(size - 1), "]".repeat(size - 1));
            campaign(
                limits,
                &body("a").replacen('{', &format!("{{\"more\":{nested},"), 1),
            )
        },
    },
    Case {
        name: "json_number_bytes",
        set: Limits::json_number_bytes,
        most: 20,
        refused: Code::InputTooLarge,
        of_size: |limits, size| {
            let number = "1".repeat(size);
            campaign(
                limits,
                &body("a").replacen('{', &format!("{{\"more\":{number},"), 1),
            )
        },
    },
    Case {
        name: "zone_bytes",
        set: Limits::zone_bytes,
        most: 4_000,
        refused: Code::InputTooLarge,
        // what follows the footer of a file is not looked at
        of_size: |limits, size| {
            let place = flashplan_tzdb::find("Europe/Paris").unwrap();
            let mut file = flashplan_tzdb::tzif(place).unwrap().to_vec();
            file.resize(size, b'\n');
            let read = Zone::from_tzif_with("Europe/Paris", &file, &limits);
            read.map(drop).map_err(|issue| issue.code())
        },
    },
    Case {
        name: "rule_bytes",
        set: Limits::rule_bytes,
        most: 40,
        refused: Code::InputTooLarge,
        of_size: |limits, size| {
            let beginning = "FREQ=DAILY;INTERVAL=";
            let rule = format!("{beginning}{:0>width$}", 2, width = size - beginning.len());
            first(Rule::parse_with(&rule, &limits))
        },
    },
    Case {
        name: "schedule_dates",
        set: Limits::schedule_dates,
        most: 4,
        refused: Code::InputTooLarge,
        of_size: |limits, size| {
            let start = flashplan::datetime::parse("2026-03-01T09:00:00Z").unwrap();
            let dates = std::iter::repeat_n(start, size);
            first(
                Schedule::starting(start, Rule::daily())
                    .limits(limits)
                    .exclude(dates)
                    .build(),
            )
        },
    },
    Case {
        name: "occurrences",
        set: Limits::occurrences,
        most: 5,
        refused: Code::InputTooLarge,
        of_size: |limits, size| {
            let start = flashplan::datetime::parse("2026-03-01T09:00:00Z").unwrap();
            let builder = Schedule::starting(start, Rule::daily()).limits(limits);
            let schedule = builder.count(size as u64).build().unwrap();
            let listed = schedule.to_ics("u", "s", DateTime::<Utc>::UNIX_EPOCH);
            listed.map(drop).map_err(|issue| issue.code())
        },
    },
    Case {
        name: "issues",
        set: Limits::issues,
        most: 5,
        refused: Code::InputTooLarge,
        // as many as fit are listed; one more, and the last says that there are more
        of_size: |limits, size| {
            let compiler = Compiler::new().limits(limits);
            let issues = compiler.compile(&"{{}}".repeat(size)).unwrap_err();
            match issues.as_slice().last().unwrap().code() {
                Code::PlaceholderEmpty => Ok(()),
                more => Err(more),
            }
        },
    },
    Case {
        name: "plan_line_bytes",
        set: Limits::plan_line_bytes,
        most: 300,
        refused: Code::InputTooLarge,
        of_size: |limits, size| {
            let header = "{\"kind\":\"plan\",\"campaign\":\"ab\",\"shard\":\"0/1\"";
            let line = format!("{header}{}}}", " ".repeat(size - header.len() - 1));
            match StoredPlan::open_with(line.as_bytes(), &limits) {
                Err(StoredError::Invalid(issues)) => Err(issues.as_slice()[0].code()),
                _ => Ok(()),
            }
        },
    },
];

/// Limits that cut a list and refuse nothing: `tests/template/limits.rs` holds them.
const CUTS: [&str; 1] = ["survey_examples"];

fn compile(limits: Limits, source: &str) -> Result<(), Code> {
    first(Compiler::new().limits(limits).compile(source))
}

fn render(limits: Limits, source: &str, custom: Value) -> Result<(), Code> {
    let template = Template::compile(source).unwrap();
    let context = Context::from_json(json!({ "contact": {}, "custom": custom }));
    let text = template.render(&context, &RenderOptions::new().limits(limits));
    text.map(drop).map_err(|error| error.code())
}

/// The body of a campaign that is valid.
fn body(name: &str) -> String {
    let body = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
        "name": name,
        "schedule": "2026-03-28T02:30:00+01:00",
        "repeat": "daily",
        "templateId": "c92a98e0-6540-51d7-a450-312fe94658a9",
        "recipients": {"type": "all"},
    });
    body.to_string()
}

fn campaign(limits: Limits, body: &str) -> Result<(), Code> {
    let reading = Campaign::read_with(body.as_bytes(), &Options::new().limits(limits));
    let issues = reading.report().issues();
    let error = issues
        .iter()
        .find(|issue| issue.severity() == Severity::Error);
    error.map_or(Ok(()), |issue| Err(issue.code()))
}

fn first<T>(read: Result<T, Issues>) -> Result<(), Code> {
    read.map(drop).map_err(|issues| issues.as_slice()[0].code())
}

#[test]
fn each_limit_is_taken_at_it_and_refused_one_over() {
    for case in CASES {
        let limits = (case.set)(Limits::new(), case.most);
        assert_eq!(
            (case.of_size)(limits, case.most),
            Ok(()),
            "{} at it",
            case.name
        );
        let over = (case.of_size)(limits, case.most + 1);
        assert_eq!(over, Err(case.refused), "{} one over", case.name);
        let wider = (case.set)(limits, case.most + 1);
        assert_eq!(
            (case.of_size)(wider, case.most + 1),
            Ok(()),
            "{} moved by one",
            case.name
        );
    }
}

/// A value of a definition is bounded before anything is rendered with it.
#[test]
fn a_value_of_a_definition_has_the_bound_of_one_that_is_rendered() {
    let limits = Limits::new().value_bytes(4);
    let with = |value: &str| {
        let variables = format!("{{\"variables\":{{\"a\":\"{value}\"}},");
        campaign(limits, &body("a").replacen('{', &variables, 1))
    };
    assert_eq!(with("éé"), Ok(()));
    assert_eq!(with("ééa"), Err(Code::InputTooLarge));
}

/// The fields as `Debug` names them: a field without a case fails here.
#[test]
fn every_limit_has_a_case() {
    let shown = format!("{:#?}", Limits::new());
    let mut fields: Vec<&str> = shown
        .lines()
        .filter_map(|line| Some(line.split_once(':')?.0.trim()))
        .collect();
    let cases = CASES.iter().map(|case| case.name);
    let mut names: Vec<&str> = cases.chain(CUTS).collect();
    fields.sort_unstable();
    names.sort_unstable();
    assert_eq!(names, fields);
}
