//! A plan that is written is read back as it was.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

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
