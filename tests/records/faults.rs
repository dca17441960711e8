//! Every plan we make holds, and each planted fault is found and named.

use crate::forged::{forge, with};
use crate::inputs::{Contact, Made, contacts, made, options, store, verify};
use flashplan::pace::{Batches, Caps, Pace, QuietHours};
use flashplan::plan::{Law, PlanOptions, Shard, StoredError, StoredPlan};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_plan_we_make_holds(made in made(), options in options(), contacts in contacts()) {
        let plan = made.plan(options);
        let found = verify(&plan, &contacts, &store(&plan, &contacts));
        prop_assert!(found.holds(), "{:?}", found.broken());
    }

    /// A plan of other inputs does not hold, unless it is the same plan.
    #[test]
    fn no_other_plan_holds(
        made in made(), one in options(), other in options(), ours in contacts(), theirs in contacts(),
    ) {
        let plan = made.plan(one);
        let stored = store(&made.plan(other), &theirs);
        let is_same = stored == store(&plan, &ours);
        prop_assert_eq!(verify(&plan, &ours, &stored).holds(), is_same);
    }
}

/// Three mornings, eight contacts of whom six are written to: line 1 is the header, 2 the first
/// occurrence, 3 to 10 its contacts, 11 and 20 the other occurrences, 29 the summary.
fn sample() -> (Made, PlanOptions, Vec<Contact>) {
    let mut contacts: Vec<Contact> = (0..8)
        .map(|n| Contact::new(&format!("c{n}"), &format!("+229019700000{n}")))
        .collect();
    contacts[3].phone = contacts[0].phone.clone();
    contacts[5].phone.clear();
    let options = PlanOptions {
        count: Some(3),
        pace: Pace {
            min_gap: 10,
            caps: Caps {
                per_minute: Some(3),
                per_day: Some(7),
                warm_up: vec![6, 6, 6],
                ..Caps::default()
            },
            quiet: QuietHours::default().and("22:00-08:00").unwrap(),
            ..Pace::default()
        },
        ..PlanOptions::default()
    };
    (Made::for_all(), options, contacts)
}

/// One fault of the file: what is done to the plan, with which options it is verified, and the laws
/// that are found broken, in order.
struct Fault {
    case: Value,
}

impl Fault {
    fn name(&self) -> &str {
        self.case["name"].as_str().unwrap()
    }

    fn laws(&self) -> Vec<&str> {
        let laws = self.case["laws"].as_array().unwrap();
        laws.iter().map(|law| law.as_str().unwrap()).collect()
    }

    fn apply(&self, plan: &str, made: &Made, options: &PlanOptions) -> String {
        let mut lines: Vec<String> = plan.lines().map(str::to_owned).collect();
        // the header says nothing else than the options that the plan is verified with
        lines[0] = made
            .plan(self.options(options.clone(), plan))
            .header()
            .to_string();
        for edit in self.case["edits"].as_array().unwrap() {
            self.edit(&mut lines, edit);
        }
        if self.case["forge"] != json!(false) {
            forge(&mut lines);
        }
        let end = if self.case["crlf"] == json!(true) {
            "\r\n"
        } else {
            "\n"
        };
        lines.iter().map(|line| format!("{line}{end}")).collect()
    }

    fn edit(&self, lines: &mut Vec<String>, edit: &Value) {
        let line = |field: &str| edit[field].as_u64().map(|number| number as usize - 1);
        if let Some(at) = line("set") {
            lines[at] = with(&lines[at], &edit["to"]);
        } else if let Some(at) = line("replace") {
            lines[at] = edit["by"].as_str().unwrap().to_owned();
        } else if let Some(at) = line("long") {
            lines[at] = with(&lines[at], &json!({"body": "é".repeat(4_097)}));
        } else if let Some(at) = line("drop") {
            lines[at] = without(&lines[at], &edit["field"]);
        } else if let Some(at) = line("space") {
            lines[at] = lines[at].replacen(':', ": ", 1);
        } else if let Some(at) = line("delete") {
            lines.remove(at);
        } else if let Some(at) = line("swap") {
            lines.swap(at, at + 1);
        } else if let Some(from) = line("copy") {
            let copy = with(&lines[from], &edit["to"]);
            lines.insert(line("before").unwrap_or(lines.len()), copy);
        } else {
            panic!("{}: an unknown edit", self.name());
        }
    }

    fn options(&self, options: PlanOptions, plan: &str) -> PlanOptions {
        let header: Value = serde_json::from_str(plan.lines().next().unwrap()).unwrap_or_default();
        let shard: Option<Shard> = header["shard"]
            .as_str()
            .and_then(|shard| shard.parse().ok());
        let mut options = PlanOptions {
            shard: shard.unwrap_or_default(),
            ..options
        };
        let with = &self.case["with"];
        if let Some(hours) = with["quietHours"].as_str() {
            options.pace.quiet = QuietHours::default().and(hours).unwrap();
        }
        if let Some(caps) = with["warmUp"].as_array() {
            let cap = |cap: &Value| cap.as_u64().unwrap() as u32;
            options.pace.caps.warm_up = caps.iter().map(cap).collect();
        }
        if let Some(batch) = with["batch"].as_array() {
            let number = |at: usize| batch[at].as_u64().unwrap() as u32;
            options.pace.batches = Some(Batches::new(number(0), number(1)).unwrap());
        }
        if let Some(line) = with["sentLine"].as_u64() {
            let line = plan.lines().nth(line as usize - 1).unwrap();
            let line: Value = serde_json::from_str(line).unwrap();
            options.sent = [line["key"].as_str().unwrap().parse().unwrap()].into();
        }
        options
    }
}

fn without(line: &str, field: &Value) -> String {
    let mut line: Value = serde_json::from_str(line).unwrap();
    line.as_object_mut()
        .and_then(|fields| fields.shift_remove(field.as_str()?))
        .expect("the line has the field");
    line.to_string()
}

/// The laws that are broken, the line of the first, and what is said of it.
fn broken(
    fault: &Fault,
    made: &Made,
    options: &PlanOptions,
    contacts: &[Contact],
    plan: &str,
) -> (Vec<&'static str>, u32, String) {
    let faulty = fault.apply(plan, made, options);
    if let Err(error) = StoredPlan::open(faulty.as_bytes()) {
        let StoredError::Invalid(issues) = error else {
            panic!("{error}")
        };
        let issue = &issues.as_slice()[0];
        let line = issue.place().unwrap().line;
        return (vec![Law::of(issue).name()], line, issue.message());
    }
    let plan = made.plan(fault.options(options.clone(), &faulty));
    let found = verify(&plan, contacts, faulty.as_bytes());
    let laws = found
        .broken()
        .iter()
        .map(|broken| broken.law.name())
        .collect();
    let Some(first) = found.broken().first() else {
        return (laws, 0, String::new());
    };
    let line = first.issue.place().map_or(0, |place| place.line);
    (laws, line, first.issue.message())
}

#[test]
fn each_planted_fault_is_named() {
    let (made, options, contacts) = sample();
    let plan = String::from_utf8(store(&made.plan(options.clone()), &contacts)).unwrap();
    assert_eq!(plan.lines().count(), 29);
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for case in include_str!("faults.jsonl").lines() {
        let fault = Fault {
            case: serde_json::from_str(case).unwrap(),
        };
        let (laws, line, told) = broken(&fault, &made, &options, &contacts, &plan);
        let is_told = fault.case.get("told").is_none_or(|text| *text == told);
        if laws != fault.laws() || fault.case["line"] != json!(line) || !is_told {
            wrong.push(format!("{}: {laws:?} line {line}: {told}", fault.name()));
        }
        seen.extend(laws.first().copied());
    }
    assert_eq!(wrong, [""; 0]);
    let all: BTreeSet<&str> = Law::ALL.into_iter().map(Law::name).collect();
    let never_first: Vec<&&str> = all.difference(&seen).collect();
    assert_eq!(
        never_first, [&""; 0],
        "each law is the first broken one of some fault"
    );
}

/// Of each law the first place is kept, and how often it is broken.
#[test]
fn each_law_says_how_often_it_is_broken() {
    let (made, options, contacts) = sample();
    let plan = String::from_utf8(store(&made.plan(options.clone()), &contacts)).unwrap();
    let key = json!({"key": "60210cbe-b372-59a3-8366-bb44f003e28a"});
    let edits = [3, 4, 12].map(|line| json!({"set": line, "to": key}));
    let fault = Fault {
        case: json!({"edits": edits}),
    };
    let faulty = fault.apply(&plan, &made, &options);
    let found = verify(&made.plan(options), &contacts, faulty.as_bytes());
    let times = found
        .broken()
        .iter()
        .map(|broken| (broken.law.name(), broken.times));
    assert_eq!(
        times.collect::<Vec<_>>(),
        [("KEY", 3), ("INPUTS", 3), ("KEY_ONCE", 1)]
    );
}

/// Of a line that the inputs give otherwise, the fields are named.
#[test]
fn the_fields_that_differ_are_named() {
    let (made, options, contacts) = sample();
    let plan = String::from_utf8(store(&made.plan(options.clone()), &contacts)).unwrap();
    let named = |edit: Value| {
        let fault = Fault {
            case: json!({"edits": [edit]}),
        };
        let faulty = fault.apply(&plan, &made, &options);
        let found = verify(&made.plan(options.clone()), &contacts, faulty.as_bytes());
        let [broken] = found.broken() else {
            panic!("{:?}", found.broken());
        };
        let message = broken.issue.message();
        let fields = message.strip_prefix("the inputs give another line: ");
        fields.expect("of the line alone").to_owned()
    };
    assert_eq!(named(json!({"set": 4, "to": {"body": "Bonjour"}})), "body");
    let two = json!({"mediaUrl": "https://a.test/b", "body": "Bonjour"});
    assert_eq!(named(json!({"set": 4, "to": two})), "body, mediaUrl");
    let known_later = json!({"later": 1});
    assert_eq!(named(json!({"set": 4, "to": known_later})), "later");
    assert_eq!(named(json!({"drop": 4, "field": "body"})), "body");
    assert_eq!(named(json!({"space": 4})), "spelling");
}

#[test]
fn the_summary_of_the_plan_itself_is_handed_out() {
    let (made, options, contacts) = sample();
    let plan = made.plan(options);
    let stored = String::from_utf8(store(&plan, &contacts)).unwrap();
    let sends = |stored: &str| {
        let found = verify(&plan, &contacts, stored.as_bytes());
        found.summary().map(|summary| summary.sends)
    };
    assert_eq!(sends(&stored), Some(18));
    let forged = stored.replace("\"sends\":18", "\"sends\":17");
    assert_eq!(sends(&forged), Some(17));
    let (cut_off, _) = stored.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(sends(cut_off), None);
}
