//! `flashplan occurrences`.

use crate::format::Format;
use crate::output::{Failure, Outcome, batch, print, tell};
use crate::show::{day_and_time, show_in_source};
use crate::words::{Words, language};
use crate::wrap::hung;
use chrono::SecondsFormat;
use flashplan::issue::{ApiCode, Code, Issue, Issues, Text};
use flashplan::limits::Limits;
use flashplan::schedule::{Note, Occurrence, Schedule, tzdb_version};
use request::Request;
use serde_json::{Value, json};
use std::fmt::Write as _;

mod request;

/// List the dates of a repeat rule, in local time and in UTC
///
/// A change of clocks that moves or drops a date is told beside it.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan occurrences --dtstart 2026-12-04T09:00:00+01:00 \\
    --rule 'FREQ=WEEKLY;COUNT=4'
  flashplan occurrences --dtstart 2026-03-26T02:30:00 --timezone Europe/Paris \\
    --rule FREQ=DAILY --count 7 --explain
  flashplan occurrences --batch < rules.jsonl > dates.jsonl")]
pub(crate) struct Args {
    /// The first wall time: 2026-03-26T02:30:00; with an offset it is an instant
    #[arg(long, value_name = "TIME", required_unless_present = "batch")]
    dtstart: Option<String>,
    /// Keep the wall clock of this IANA zone; without it the offset of --dtstart
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// A rule of RFC 5545: FREQ=WEEKLY;BYDAY=MO,FR;COUNT=10
    #[arg(long, value_name = "RULE", required_unless_present = "batch")]
    rule: Option<String>,
    /// Leave out this wall time, instant or local date; may be given again
    #[arg(long, value_name = "TIME")]
    exdate: Vec<String>,
    /// What happens to a wall time that the clock skips: shift, snap, skip, earlier or reject
    #[arg(long, value_name = "POLICY")]
    gap: Option<String>,
    /// What happens to a wall time that the clock shows twice: first, second or reject
    #[arg(long, value_name = "POLICY")]
    fold: Option<String>,
    /// What happens in a month without the day asked for: skip or last_day
    #[arg(long, value_name = "POLICY")]
    month_overflow: Option<String>,
    /// End after this many occurrences
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    /// Tell for each occurrence why it is when it is
    #[arg(long)]
    explain: bool,
    /// Answer for people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Answer each JSON line of standard input
    #[arg(long, conflicts_with_all = ["dtstart", "timezone", "rule", "exdate", "gap", "fold", "month_overflow", "count", "explain", "format"])]
    batch: bool,
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    if args.batch {
        return batch(answer);
    }
    let request = Request {
        zone: args.timezone,
        dtstart: args.dtstart,
        rule: args.rule,
        exdates: args.exdate,
        gap: args.gap,
        fold: args.fold,
        month_overflow: args.month_overflow,
        count: args.count,
    };
    match (request.schedule().and_then(within_limits), args.format) {
        (Ok(schedule), Format::Json) => print(&format!("{}\n", as_json(&schedule)))?,
        (Ok(schedule), Format::Text) => print(&as_text(&schedule, args.explain))?,
        (Err(issues), Format::Json) => {
            print(&format!("{}\n", error(&issues)))?;
            return Ok(Outcome::Invalid);
        }
        (Err(issues), Format::Text) => {
            tell(&shown(&issues, &request))?;
            return Ok(Outcome::Invalid);
        }
    }
    Ok(Outcome::Valid)
}

/// Answers one line of a batch.
fn answer(line: &[u8], out: &mut String) {
    let found = Request::of_line(line)
        .and_then(|request| request.schedule())
        .and_then(within_limits);
    let value = match found {
        Ok(schedule) => instants(&schedule),
        Err(issues) => error(&issues),
    };
    out.push_str(&value.to_string());
}

/// A list is held at once, so that it must not be longer than the limit.
fn within_limits(schedule: Schedule) -> Result<Schedule, Issues> {
    let most = Limits::new().occurrences;
    if schedule.instants().nth(most).is_none() {
        return Ok(schedule);
    }
    let issue = Issue::new(Code::InputTooLarge, "/rule", &TOO_MANY).with("max", most);
    Err(Issues::from_iter([issue]))
}

/// `{"ok":[..],"notes":[..]}`; a note says which instant it is of, null for one that fell away.
fn instants(schedule: &Schedule) -> Value {
    let (mut ok, mut notes) = (Vec::new(), Vec::new());
    let mut occurrences = schedule.occurrences();
    for occurrence in &mut occurrences {
        let at = occurrence.at.timestamp();
        ok.push(at);
        for note in &occurrence.notes {
            notes.push(with_instant(note, (!note.outcome.is_drop()).then_some(at)));
        }
    }
    notes.extend(
        occurrences
            .dropped()
            .iter()
            .map(|note| with_instant(note, None)),
    );
    json!({"ok": ok, "notes": notes})
}

fn with_instant(note: &Note, at: Option<i64>) -> Value {
    let mut value = json!(note);
    if let Value::Object(fields) = &mut value {
        fields.insert("at".to_owned(), json!(at));
    }
    value
}

fn error(issues: &Issues) -> Value {
    let code = issues.iter().find_map(Issue::api_code).map(ApiCode::name);
    json!({"error": {"code": code, "issues": issues}})
}

fn as_json(schedule: &Schedule) -> Value {
    let mut occurrences = schedule.occurrences();
    let list: Vec<Value> = (&mut occurrences)
        .map(|occurrence| {
            json!({
                "index": occurrence.index,
                "at": utc(&occurrence),
                "local": occurrence.local.to_rfc3339(),
                "notes": occurrence.notes,
            })
        })
        .collect();
    json!({
        "zone": schedule.zone().name(),
        "tzdb": schedule.zone().data_version().unwrap_or(tzdb_version()),
        "rule": schedule.rule().to_string(),
        "occurrences": list,
        "dropped": occurrences.dropped(),
    })
}

fn as_text(schedule: &Schedule, explain: bool) -> String {
    let mut out = format!("{}\n", hung("", &head(schedule), 2));
    let mut occurrences = schedule.occurrences();
    for occurrence in &mut occurrences {
        let local = day_and_time(&occurrence.local);
        // writing to a String cannot fail
        let _ = writeln!(
            out,
            "{:>4}  {local}  {}",
            occurrence.index,
            utc(&occurrence)
        );
        if explain {
            let why = schedule.explain_in(&occurrence, language());
            let _ = writeln!(out, "{}", hung(UNDER, &why, UNDER.len()));
            continue;
        }
        for note in &occurrence.notes {
            let _ = writeln!(out, "{}", noted(UNDER, note));
        }
    }
    for note in occurrences.dropped() {
        let _ = writeln!(out, "{}", noted("   -  ", note));
    }
    out
}

/// The room in front of what stands under an occurrence.
const UNDER: &str = "      ";

/// The rule, its start and its zone.
fn head(schedule: &Schedule) -> String {
    let zone = schedule.zone();
    let data = zone
        .data_version()
        .map_or(String::new(), |version| DATA.with(&[("version", &version)]));
    HEAD.with(&[
        ("rule", schedule.rule()),
        ("start", &schedule.start()),
        ("zone", &zone.name()),
        ("data", &data),
    ])
}

const HEAD: Words = Words {
    en: "{rule} from {start} in {zone}{data}",
    fr: "{rule} à partir du {start}, {zone}{data}",
};

const DATA: Words = Words {
    en: ", IANA data {version}",
    fr: ", données IANA {version}",
};

fn noted(lead: &str, note: &Note) -> String {
    let message = note.issue("").message_in(language());
    hung(lead, &message, UNDER.len() + 2)
}

fn utc(occurrence: &Occurrence) -> String {
    occurrence.at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Each issue with the argument that it is about.
fn shown(issues: &Issues, request: &Request) -> String {
    let source = |path: &str| match path {
        "/rule" => request.rule.as_deref(),
        "/dtstart" => request.dtstart.as_deref(),
        "/zone" => request.zone.as_deref(),
        _ => None,
    };
    let one = |issue: &Issue| {
        let text = source(issue.path()).unwrap_or("");
        show_in_source(issue, argument(issue.path()), text)
    };
    issues.iter().map(one).collect()
}

fn argument(path: &str) -> &str {
    match path {
        "/zone" => "--timezone",
        "/dtstart" => "--dtstart",
        "/rule" => "--rule",
        "/gap" => "--gap",
        "/fold" => "--fold",
        "/monthOverflow" => "--month-overflow",
        "/count" => "--count",
        _ => "--exdate",
    }
}

static TOO_MANY: Text = Text {
    en: (
        "the rule gives more than {max} occurrences",
        "ask for fewer with a count",
    ),
    fr: (
        "la règle donne plus de {max} occurrences",
        "demandez-en moins avec un nombre",
    ),
};
