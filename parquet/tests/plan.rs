//! A plan that is written is read back as it was.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::DateTime;
use flashplan::audience::Reason;
use flashplan::phone::Phone;
use flashplan::plan::{Entry, PlannedSend, Skipped};
use flashplan_parquet::{PlanWriter, ReadError, Rows};
use std::fs::{self, File};
use std::path::Path;

#[test]
fn a_plan_is_read_back_column_by_column() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plan.parquet");
    let mut out = File::create(&path).unwrap();
    let mut plan = PlanWriter::new("{\"kind\":\"plan\"}").unwrap();
    let occurrence = r#"{"kind":"occurrence","index":0,"at":"2030-03-28T08:00:00Z"}"#;
    plan.line(occurrence, &mut out).unwrap();
    // more than one group of rows
    let count = 70_000;
    for n in 0..count {
        let line = if n % 3 == 0 {
            format!(
                r#"{{"kind":"skipped","occurrence":0,"position":{n},"contactId":null,"reason":"UNREADABLE"}}"#
            )
        } else {
            format!(
                r#"{{"kind":"send","key":"k{n}","occurrence":0,"position":{n},"contactId":"c{n}","to":"+1","sendAt":"2030-03-28T08:00:01Z","type":"text","body":"é\n{n}","mediaUrl":null}}"#
            )
        };
        plan.line(&line, &mut out).unwrap();
    }
    plan.line(r#"{"kind":"summary"}"#, &mut out).unwrap();
    plan.end(&mut out).unwrap();
    drop(out);

    let rows = Rows::open(File::open(&path).unwrap()).unwrap();
    let place = |name: &str| rows.names().iter().position(|known| known == name).unwrap();
    let columns = ["kind", "at", "position", "sendAt", "body", "reason"].map(place);
    let mut n = 0;
    rows.for_each::<ReadError>(|_| true, &mut |row| {
        let read = columns.map(|column| row.text(column).to_owned());
        let (position, body) = (n.to_string(), format!("é\n{n}"));
        let expected = if n % 3 == 0 {
            [
                "skipped",
                "2030-03-28T08:00:00Z",
                &position,
                "",
                "",
                "UNREADABLE",
            ]
        } else {
            [
                "send",
                "2030-03-28T08:00:00Z",
                &position,
                "2030-03-28T08:00:01Z",
                &body,
                "",
            ]
        };
        assert_eq!(read, expected);
        n += 1;
        Ok(())
    })
    .unwrap();
    assert_eq!(n, count);
    fs::remove_file(path).unwrap();
}

#[test]
fn entries_are_written_as_their_lines_are() {
    let at = DateTime::from_timestamp(1_900_915_200, 0).unwrap();
    let send = PlannedSend {
        key: Default::default(),
        occurrence: 2,
        position: 7,
        contact_id: "c7",
        to: Phone::parse("+22901020304").unwrap(),
        send_at: at,
        time_zone: Some("Africa/Porto-Novo"),
        message_type: "image",
        body: Some("é\n7"),
        media_url: Some("https://example.com/a.jpg"),
    };
    let skipped = Skipped {
        occurrence: 2,
        position: None,
        contact_id: Some("c8"),
        reason: Reason::MissingVariables,
        of: Some("c7"),
        variables: vec!["contact.a", "contact.b"],
    };
    let entries = [Entry::Send(send), Entry::Skipped(skipped)];
    let lines = [
        r#"{"kind":"send","key":"00000000-0000-0000-0000-000000000000","occurrence":2,"position":7,"contactId":"c7","to":"+22901020304","sendAt":"2030-03-28T08:00:00Z","timeZone":"Africa/Porto-Novo","type":"image","body":"é\n7","mediaUrl":"https://example.com/a.jpg"}"#,
        r#"{"kind":"skipped","occurrence":2,"position":null,"contactId":"c8","reason":"MISSING_VARIABLES","of":"c7","variables":["contact.a","contact.b"]}"#,
    ];
    let mut whole = [Vec::new(), Vec::new()];
    for (out, is_line) in whole.iter_mut().zip([false, true]) {
        let mut plan = PlanWriter::new("{}").unwrap();
        for (entry, line) in entries.iter().zip(lines) {
            let written = if is_line {
                plan.line(line, out)
            } else {
                plan.entry(entry, out)
            };
            written.unwrap();
        }
        plan.end(out).unwrap();
    }
    assert!(!whole[0].is_empty());
    assert_eq!(whole[0], whole[1]);
}
