//! Every code of the catalogue is raised by a test: by a case in a file, whose issues another test holds
//! the library to, or here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it leaves out"
)]

#[path = "records/inputs.rs"]
#[allow(
    dead_code,
    unused_imports,
    reason = "the tests of records use all of it"
)]
mod inputs;

use chrono::{DateTime, Utc};
use flashplan::content::{ContentKind, MediaHint};
use flashplan::issue::{Code, Issues};
use flashplan::pace::{Caps, Pace, QuietAction};
use flashplan::plan::{MissingVariables, PlanOptions, QuietZone, Shard, StoredPlan, merge};
use flashplan::schedule::{Fold, Gap, MonthOverflow, Note, Rule, Schedule, ScheduleBuilder, Zone};
use flashplan::template::{MessagePart, Template};
use inputs::{Contact, Made, Stop, batches, read, store};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

/// Folders whose files state the issues of their cases, and where an issue is a word of the catalogue.
const CASES: [&str; 5] = [
    "tests/definitions",
    "tests/template/cases",
    "tests/schedule/cases",
    "tests/records",
    "cli/tests/cmd",
];

#[test]
fn every_code_is_raised() {
    let mut raised = in_files();
    raised.extend(issues_of_plans());
    raised.extend(issues_of_stored_plans());
    raised.extend(issues_of_schedules());
    raised.extend(issues_of_templates());
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| !raised.contains(*name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A cure is one sentence, and another one for each code.
#[test]
fn every_code_has_a_cure_of_its_own() {
    let cures: BTreeSet<&str> = Code::ALL.iter().map(|code| code.cure()).collect();
    assert_eq!(cures.len(), Code::ALL.len());
    for cure in cures {
        assert!(
            cure.ends_with('.') && cure.starts_with(char::is_uppercase),
            "{cure}"
        );
    }
}

/// The words of the files of cases that are codes; files of Rust raise none.
fn in_files() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut words = BTreeSet::new();
    for folder in CASES {
        let folder = root.join(folder);
        // a package of the library alone has no command line beside it
        let Ok(entries) = fs::read_dir(&folder) else {
            println!("skipped {}: it is not there", folder.display());
            continue;
        };
        let files = entries.map(|entry| entry.unwrap().path());
        let is_case = |path: &std::path::PathBuf| {
            path.extension().is_some_and(|ending| {
                ["json", "jsonl", "txt", "trycmd"]
                    .map(Into::into)
                    .contains(&ending.to_os_string())
            })
        };
        for text in files
            .filter(is_case)
            .map(|path| fs::read_to_string(path).unwrap())
        {
            let of_code = |c: char| c.is_ascii_uppercase() || c == '_';
            words.extend(text.split(|c| !of_code(c)).map(str::to_owned));
        }
    }
    words
}

fn names(issues: &Issues) -> Vec<String> {
    issues
        .iter()
        .map(|issue| issue.code().name().to_owned())
        .collect()
}

fn contacts() -> Vec<Contact> {
    let contact = |n: u8| Contact::new(&format!("c{n}"), &format!("+22901970000{n:02}"));
    let mut contacts: Vec<Contact> = (1..=3).map(contact).collect();
    contacts[0].zone = "Mars/Base";
    // a Brazilian mobile number with and without its ninth digit is the same person's
    contacts.push(Contact::new("long", "+5547989211984"));
    contacts.push(Contact::new("short", "+554789211984"));
    contacts[1].tags = vec!["VIP".to_owned()];
    contacts
}

/// What a plan warns of, or is refused or stopped for.
fn planned(made: &Made, options: PlanOptions) -> Vec<String> {
    let contacts = contacts();
    let plan = made.plan(options);
    let told = plan.stream::<_, Stop>(&mut batches(&contacts)[..], &mut |_, _| Ok(()));
    let mut all = names(plan.issues());
    all.extend(match told {
        Ok(summary) => names(&summary.issues),
        Err(Stop::Plan(issues)) => names(&issues),
        Err(other) => panic!("{other:?}"),
    });
    all
}

fn options() -> PlanOptions {
    PlanOptions {
        count: Some(2),
        ..PlanOptions::default()
    }
}

fn issues_of_plans() -> Vec<String> {
    let all = Made::for_all();
    let mut vip = Made::for_all();
    vip.recipients = serde_json::json!({"type": "tags", "value": ["vip"]});
    let mut lacking = Made::for_all();
    lacking.body = "{{contact.nothing}}".to_owned();
    let pace = |pace: Pace| PlanOptions { pace, ..options() };
    let gap = |min_gap| Pace {
        min_gap,
        ..Pace::default()
    };
    let aborts = Pace {
        quiet: "08:00-10:00".parse().unwrap(),
        quiet_action: QuietAction::Abort,
        ..Pace::default()
    };
    let mut told = Vec::new();
    told.extend(planned(
        &all,
        PlanOptions {
            sent: HashSet::from([uuid::Uuid::nil()]),
            ..options()
        },
    ));
    told.extend(planned(
        &all,
        PlanOptions {
            quiet_zone: QuietZone::Contact,
            ..options()
        },
    ));
    told.extend(planned(&vip, options()));
    told.extend(planned(
        &lacking,
        PlanOptions {
            missing: MissingVariables::Fail,
            ..options()
        },
    ));
    let waits = Pace {
        quiet: "08:00-10:00".parse().unwrap(),
        caps: Caps {
            per_minute: Some(4_801),
            ..Caps::default()
        },
        ..Pace::default()
    };
    told.extend(planned(&all, pace(waits)));
    told.extend(planned(&all, pace(gap(80_000))));
    told.extend(planned(&all, pace(gap(u32::MAX))));
    told.extend(planned(&all, pace(aborts)));
    told.extend(refused(
        &all,
        PlanOptions {
            count: None,
            ..options()
        },
    ));
    let caps = Caps {
        per_hour: Some(0),
        ..Caps::default()
    };
    told.extend(refused(
        &all,
        pace(Pace {
            caps,
            ..Pace::default()
        }),
    ));
    told
}

fn refused(made: &Made, options: PlanOptions) -> Vec<String> {
    names(&made.try_plan(options).expect_err("the plan is refused"))
}

fn issues_of_stored_plans() -> Vec<String> {
    let (made, contacts) = (Made::for_all(), contacts());
    let part = |index, count| {
        let shard = Shard::new(index, 2).unwrap();
        store(
            &made.plan(PlanOptions {
                shard,
                count,
                ..options()
            }),
            &contacts,
        )
    };
    let whole = part(0, Some(2));
    let redacted =
        String::from_utf8(whole.clone())
            .unwrap()
            .replacen(",", ",\"redacted\":true,", 1);
    let foreign = part(1, Some(1));
    let mut told = names(&read(redacted.as_bytes()).unwrap_err());
    for parts in [vec![&whole], vec![&whole, &whole], vec![&whole, &foreign]] {
        let parts = parts
            .iter()
            .map(|bytes| StoredPlan::open(&bytes[..]).unwrap());
        let merged = merge::<_, Stop>(parts.collect(), &mut |_| Ok(()));
        match merged {
            Err(Stop::Merge(error)) => told.extend(words(&format!("{error:?}"))),
            other => panic!("the parts are no plan: {other:?}"),
        }
    }
    told
}

/// The codes among the variants that a `Debug` shows.
fn words(shown: &str) -> Vec<String> {
    let named = |code: &&Code| shown.contains(&format!("{code:?}"));
    Code::ALL
        .iter()
        .filter(named)
        .map(|code| code.name().to_owned())
        .collect()
}

fn schedule(start: &str, rule: &str) -> ScheduleBuilder {
    let start = flashplan::datetime::parse(start).unwrap();
    let zone = Zone::named("Europe/Paris").unwrap();
    Schedule::starting(start, Rule::parse(rule).unwrap()).zone(zone)
}

fn issues_of_schedules() -> Vec<String> {
    let spring = || schedule("2026-03-28T02:30:00", "FREQ=DAILY;COUNT=3");
    let autumn = || schedule("2026-10-24T02:30:00", "FREQ=DAILY;COUNT=3");
    let extra = flashplan::datetime::parse("2026-05-01T10:00:00").unwrap();
    let excluded = flashplan::datetime::parse("2026-03-28T02:30:00").unwrap();
    let ends = schedule("2026-01-31T09:00:00", "FREQ=MONTHLY;COUNT=3")
        .month_overflow(MonthOverflow::LastDay);
    let mut told = Vec::new();
    for builder in [
        spring(),
        autumn(),
        ends,
        spring().extra([extra]),
        spring().exclude([excluded]),
    ] {
        let schedule = builder.build().unwrap();
        let (mut occurrences, mut notes) = (schedule.occurrences(), Vec::new());
        while let Some(one) = occurrences.next() {
            notes.extend(one.notes);
            notes.extend(occurrences.dropped().to_vec());
        }
        told.extend(
            notes
                .iter()
                .map(|note: &Note| note.code().name().to_owned()),
        );
    }
    told.extend(names(&spring().gap(Gap::Reject).build().unwrap_err()));
    told.extend(names(&autumn().fold(Fold::Reject).build().unwrap_err()));
    let endless = schedule("2026-01-01T09:00:00", "FREQ=DAILY")
        .build()
        .unwrap();
    let listed = endless.to_ics("u", "s", DateTime::<Utc>::UNIX_EPOCH);
    told.push(listed.unwrap_err().code().name().to_owned());
    let broken = Zone::from_tzif("Broken", b"TZif").unwrap_err();
    told.push(broken.code().name().to_owned());
    told
}

fn issues_of_templates() -> Vec<String> {
    let part = MessagePart::Text;
    let long = "é".repeat(part.most() + 1);
    let mut told: Vec<String> = [" ", &long]
        .iter()
        .map(|text| part.check(text).unwrap().code().name().to_owned())
        .collect();
    for source in [
        "{{#each contact.items}}{{contact.name}}{{/each}}",
        "{{#each contact.items}}{{#with this}}{{../name}}{{/with}}{{/each}}",
    ] {
        told.extend(names(Template::compile(source).unwrap().issues()));
    }
    let steps = flashplan::limits::Limits::new().render_steps(1);
    let rendered = Template::compile("{{contact.a}}{{contact.b}}")
        .unwrap()
        .render(
            &flashplan::template::Context::from_json(
                serde_json::json!({"contact": {"a": 1, "b": 2}}),
            ),
            &flashplan::template::RenderOptions::new().limits(steps),
        );
    told.push(rendered.unwrap_err().code().name().to_owned());
    let hint = MediaHint::new().bytes(1 << 40);
    let issues = hint.check(ContentKind::Image, "/mediaUrl");
    told.extend(issues.iter().map(|issue| issue.code().name().to_owned()));
    told
}
