//! Hostile bodies: each ends in one clear issue with a place, on a small stack, in linear time.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use flashplan::campaign::Campaign;
use flashplan::instance::read_instances;
use flashplan::issue::Code;
use flashplan::limits::Limits;
use flashplan::reading::{Options, Report};

fn check(body: &[u8], limits: Limits) -> Report {
    let options = Options::new().limits(limits);
    let (value, report) = Campaign::read_with(body, &options).into_parts();
    assert!(value.is_none(), "a partial value");
    report
}

/// Runs on a stack of 2 MiB, as a server's thread may have.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(run).unwrap().join().unwrap();
}

#[test]
fn brackets_without_end() {
    on_a_small_stack(|| {
        for open in ["[", "{\"a\":"] {
            let body = open.repeat(200_000);
            let report = check(body.as_bytes(), Limits::new());
            let issue = report.issues().iter().next().unwrap().clone();
            assert_eq!(issue.code(), Code::InputTooLarge);
            assert_eq!(issue.place().unwrap().span.start as usize, open.len() * 64);
            // also where the host takes the bound away
            let limits = Limits::new().json_depth(usize::MAX);
            assert_eq!(check(body.as_bytes(), limits).issues().len(), 1);
            let closed = format!(
                "{body}1{}",
                if open == "[" { "]" } else { "}" }.repeat(200_000)
            );
            let _ = Campaign::read_with(closed.as_bytes(), &Options::new().limits(limits));
            let _ = read_instances(closed.as_bytes());
        }
    });
}

#[test]
fn a_number_without_end() {
    let body = format!("{{\"name\": {}}}", "1".repeat(100_000));
    let report = check(body.as_bytes(), Limits::new());
    let issue = report.issues().iter().next().unwrap();
    assert_eq!(
        (issue.code(), issue.place().unwrap().span.start),
        (Code::InputTooLarge, 9)
    );
    let got = issue.params().find(|(name, _)| *name == "got");
    assert_eq!(got, Some(("got", "100000")));
}

/// What is pointed to is a whole character, also where the bound or a byte that is none lies in it.
#[test]
fn a_place_inside_a_character_is_that_of_the_character() {
    let span = |body: &[u8], limits: Limits| {
        let report = check(body, limits);
        let place = report.issues().iter().next().unwrap().place().unwrap();
        (place.span.start, place.span.end)
    };
    let at_most = |bytes| Limits::new().json_bytes(bytes);
    let body = "[\"🌺\"]".as_bytes();
    for most in 2..6 {
        assert_eq!(span(body, at_most(most)), (2, 6), "{most}");
    }
    assert_eq!(span(body, at_most(6)), (6, 7));
    assert_eq!(span(body, at_most(7)), (7, 8));
    assert_eq!(span(b"[\"a\xf0\x9f\"]", Limits::new()), (3, 4));
    assert_eq!(span(b"[\"\xc3\xa9\xff\"]", Limits::new()), (4, 5));
    assert_eq!(span(b"\xff", Limits::new()), (0, 1));
}

#[test]
fn a_body_at_the_limit_and_one_over_it() {
    let limits = Limits::new().json_bytes(100);
    let at = format!("{{{}}}", " ".repeat(98));
    assert_eq!(check(at.as_bytes(), limits).issues().len(), 5);
    let over = format!("{{{}}}", " ".repeat(99));
    let report = check(over.as_bytes(), limits);
    let issue = report.issues().iter().next().unwrap();
    assert_eq!(
        (issue.code(), issue.place().unwrap().span.start),
        (Code::InputTooLarge, 100)
    );
}

#[test]
fn more_issues_than_are_listed() {
    let limits = Limits::new().issues(10);
    let unknown = |n: usize| {
        let members: Vec<_> = (0..n).map(|i| format!("\"x{i}\": 1")).collect();
        format!(
            r#"{{"instanceId":"421a4121-a3d9-40cc-a8db-c3a1df353126","name":"a","schedule":"2030-05-01T09:00:00Z","recipients":{{"type":"all"}},"type":"text","body":"b",{}}}"#,
            members.join(",")
        )
    };
    let options = Options::new().limits(limits);
    for (n, listed) in [(10, 10), (11, 11), (500, 11)] {
        let reading = Campaign::read_with(unknown(n).as_bytes(), &options);
        assert_eq!(reading.report().issues().len(), listed);
        assert!(reading.report().is_valid(), "oddities alone are no error");
    }
    // an error among those that are not listed still counts
    let body = unknown(20)
        .replace(r#""value""#, "")
        .replace("\"all\"", "\"tags\",\"value\":[1,2,3,4,5,6,7,8,9,10,11,12]");
    let report = check(body.as_bytes(), limits);
    assert_eq!(report.issues().len(), 11);
    assert!(!report.is_valid());
}

/// Ten megabytes of junk under raised limits: with a pass that were quadratic this would run for hours.
#[test]
fn junk_takes_linear_time() {
    let limits = Limits::new().json_bytes(64 << 20).json_depth(usize::MAX);
    let options = Options::new().limits(limits);
    let uuid = "\"421a4121-a3d9-40cc-a8db-c3a1df353126\",";
    let buttons: Vec<_> = (0..50_000)
        .map(|i| format!("{{\"type\":\"reply\",\"id\":\"{i}\",\"displayText\":\"{i}\"}}"))
        .collect();
    let variables: Vec<_> = (0..100_000).map(|i| format!("\"v{i}\":{i}")).collect();
    let bodies = [
        format!(
            "{{\"type\":\"buttons\",\"buttons\":[{}]}}",
            buttons.join(",")
        ),
        format!(
            "{{\"templateId\":\"x\",\"variables\":{{{}}}}}",
            variables.join(",")
        ),
        "[".repeat(10 << 20),
        format!("{{{}\"z\":1}}", "\"name\":1,".repeat(1_000_000)),
        format!(
            "{{\"variables\":{{{}\"z\":1}},\"templateId\":\"x\"}}",
            "\"a\":{},".repeat(1_000_000)
        ),
        format!(
            "{{\"recipients\":{{\"type\":\"explicit\",\"value\":[{}1]}}}}",
            uuid.repeat(200_000)
        ),
        format!(
            "{{\"type\":\"buttons\",\"buttons\":[{}1]}}",
            "{\"type\":\"reply\",\"id\":\"1\",\"displayText\":\"a\"},".repeat(100_000)
        ),
        format!("\"{}", "\\u0061".repeat(300_000)),
        format!(
            "{{\"body\":\"{}\",\"type\":\"text\"}}",
            "*a _b ".repeat(300_000)
        ),
        format!(
            "{{\"body\":\"{}\",\"type\":\"text\"}}",
            "[a](".repeat(300_000)
        ),
    ];
    for body in bodies {
        let _ = Campaign::read_with(body.as_bytes(), &options);
        let _ = flashplan::instance::read_instances_with(body.as_bytes(), &options);
    }
}
