//! Lines for the command line's batches, asked of the program itself: one answer a line, one line an answer,
//! and the answer that the library gives. The first byte chooses the command.
//!
//! The program is `target/debug/flashplan`, or what `FLASHPLAN` names; it is started once for each command.
#![no_main]

use flashplan::campaign::Campaign;
use flashplan::message::{Message, ScheduledMessage};
use flashplan::reading::Report;
use flashplan::schedule::{Rule, Schedule, Zone, parse_moment};
use flashplan::template::{Context, RenderOptions, Template};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

thread_local! {
    static CHECK: RefCell<Asked> = RefCell::new(Asked::start("check"));
    static RENDER: RefCell<Asked> = RefCell::new(Asked::start("render"));
    static OCCURRENCES: RefCell<Asked> = RefCell::new(Asked::start("occurrences"));
}

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    match kind % 6 {
        0 => drop(CHECK.with_borrow_mut(|asked| asked.ask(rest))),
        1 => drop(RENDER.with_borrow_mut(|asked| asked.ask(rest))),
        2 => drop(OCCURRENCES.with_borrow_mut(|asked| asked.ask(rest))),
        3 => check(&text),
        4 => render(&text),
        _ => occurrences(&text),
    }
});

/// A running batch of the program.
struct Asked {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Asked {
    fn start(command: &str) -> Self {
        let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/debug/flashplan");
        let program = std::env::var_os("FLASHPLAN").unwrap_or_else(|| own.into());
        let mut child = Command::new(program)
            .args([command, "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program: cargo build -p flashplan-cli");
        Self {
            questions: child.stdin.take().expect("a pipe"),
            answers: BufReader::new(child.stdout.take().expect("a pipe")),
            child,
        }
    }

    /// Asks a line, or as many as its bytes are, and gives the answer to the last.
    fn ask(&mut self, question: &[u8]) -> Value {
        let mut line = question.to_vec();
        line.push(b'\n');
        let lines = line.iter().filter(|&&byte| byte == b'\n').count();
        self.questions
            .write_all(&line)
            .expect("the program reads on");
        let mut answer = String::new();
        for _ in 0..lines {
            answer.clear();
            let read = self.answers.read_line(&mut answer);
            let ended = self.child.try_wait();
            assert!(read.is_ok_and(|read| read > 0), "it ended: {ended:?}");
        }
        serde_json::from_str(&answer).expect("an answer is a line of JSON")
    }
}

/// A definition: what is wrong with it, and nothing else.
fn check(json: &str) {
    let Ok(body) = serde_json::from_str::<Value>(json) else {
        return;
    };
    let text = body.to_string();
    let kinds: [(&str, Report); 3] = [
        ("campaign", Campaign::read(text.as_bytes()).into_parts().1),
        ("message", Message::read(text.as_bytes()).into_parts().1),
        (
            "scheduled-message",
            ScheduledMessage::read(text.as_bytes()).into_parts().1,
        ),
    ];
    for (name, report) in kinds {
        let line = json!({"as": name, "json": body}).to_string();
        let answer = CHECK.with_borrow_mut(|asked| asked.ask(line.as_bytes()));
        assert_eq!(answer["valid"], json!(report.is_valid()), "{line}");
        assert_eq!(answer["issues"], json!(report.issues()), "{line}");
        assert_eq!(answer["value"].is_null(), !report.is_valid(), "{line}");
    }
}

/// A template, and behind a NUL the contact's name.
fn render(text: &str) {
    let (source, name) = text.split_once('\0').unwrap_or((text, "Awa"));
    let context = json!({"contact": {"name": name, "tags": [name, "b"]}, "custom": {"n": 1.5}});
    let rendered = Template::compile(source).and_then(|template| {
        let text = template.render(&Context::from_json(context.clone()), &RenderOptions::new());
        text.map_err(|error| error.into_issues())
    });
    let line = json!({"template": source, "context": context}).to_string();
    let answer = RENDER.with_borrow_mut(|asked| asked.ask(line.as_bytes()));
    match rendered {
        Ok(text) => assert_eq!(answer, json!({"ok": text}), "{line}"),
        Err(issues) => assert_eq!(answer["error"]["issues"], json!(issues), "{line}"),
    }
}

/// A rule, and behind a blank the first wall time.
fn occurrences(text: &str) {
    let (rule, start) = text
        .split_once(' ')
        .unwrap_or((text, "2026-03-28T02:30:00"));
    let schedule = || -> Option<Schedule> {
        let (rule, start) = (Rule::parse(rule).ok()?, parse_moment(start).ok()?);
        let zone = Zone::named("Europe/Paris").ok()?;
        let builder = Schedule::starting(start, rule).zone(zone).count(9);
        builder.build().ok()
    };
    let line = json!({"zone": "Europe/Paris", "dtstart": start, "rule": rule, "count": 9});
    let answer = OCCURRENCES.with_borrow_mut(|asked| asked.ask(line.to_string().as_bytes()));
    match schedule() {
        Some(schedule) => {
            let instants: Vec<i64> = schedule.instants().collect();
            assert_eq!(answer["ok"], json!(instants), "{line}");
        }
        None => assert!(answer["error"]["issues"].is_array(), "{line}"),
    }
}
