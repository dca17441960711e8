//! A preview as a person reads it in a terminal.

use super::report;
use super::seen::Seen;
use super::texts;
use crate::load::Loaded;
use crate::show::{day_and_time, visible};
use crate::words::language;
use crate::wrap::{hung, wrapped};
use anstyle::Style;
use flashplan::campaign::{Recipients, Repeat};
use flashplan::plan::{AudienceReport, Month, Quota, Summary};
use flashplan::schedule::tzdb_version;
use std::fmt::Write as _;

/// Columns of what stands behind two spaces.
pub(super) const ROOM: usize = 78;

pub(super) fn text(
    loaded: &Loaded,
    seen: &Seen,
    summary: &Summary,
    found: &AudienceReport,
    is_cut: bool,
) -> String {
    let mut out = String::new();
    // writing to a String cannot fail
    let _ = head(&mut out, loaded);
    let _ = occurrences(&mut out, seen, is_cut);
    let _ = audience(&mut out, loaded, seen, summary);
    let _ = report::write(&mut out, found);
    let _ = messages(&mut out, seen);
    let _ = forecast(&mut out, loaded, summary);
    out
}

fn head(out: &mut String, loaded: &Loaded) -> std::fmt::Result {
    let campaign = &loaded.campaign;
    for line in wrapped(&visible(campaign.name()), ROOM) {
        writeln!(out, "{HEADING}{line}{HEADING:#}")?;
    }
    let fingerprint = short(loaded.plan.fingerprint());
    line(out, &texts::VALID.with(&[("fingerprint", &fingerprint)]))?;
    let repeat = match campaign.repeat() {
        Repeat::None => &texts::ONCE,
        Repeat::Daily => &texts::DAILY,
        Repeat::Weekly => &texts::WEEKLY,
    };
    let zone = loaded.plan.zone().name();
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("repeat", &repeat.text()),
        ("zone", &zone),
        ("data", &tzdb_version()),
    ];
    line(out, &texts::REPEAT.with(&values))
}

fn occurrences(out: &mut String, seen: &Seen, is_cut: bool) -> std::fmt::Result {
    heading(out, texts::OCCURRENCES.text())?;
    if seen.occurrences.is_empty() {
        line(out, texts::NO_OCCURRENCE.text())?;
    }
    for occurrence in &seen.occurrences {
        let local = day_and_time(&occurrence.local);
        writeln!(
            out,
            "  {:>3}  {local}  {}",
            occurrence.index,
            occurrence.at.format("%Y-%m-%dT%H:%M:%SZ")
        )?;
        for note in &occurrence.notes {
            let message = note.issue("").message_in(language());
            writeln!(out, "{}", hung("       ", &message, 9))?;
        }
    }
    if is_cut {
        line(out, texts::WITHOUT_END.text())?;
    }
    Ok(())
}

fn audience(out: &mut String, loaded: &Loaded, seen: &Seen, summary: &Summary) -> std::fmt::Result {
    let counts = summary.counts;
    heading(out, texts::AUDIENCE.text())?;
    let selector = selector(loaded.campaign.recipients());
    let selected = texts::SELECTED.with(&[("contacts", &counts.contacts), ("selector", &selector)]);
    let lead = format!("  {:>6}  ", counts.candidates);
    writeln!(out, "{}", hung(&lead, &selected, 12))?;
    writeln!(out, "  {:>6}  {}", seen.sends, texts::PLANNED.text())?;
    let skipped: u64 = seen.skipped.values().map(|(count, _)| count).sum();
    writeln!(out, "  {skipped:>6}  {}", texts::SKIPPED.text())?;
    for (reason, (count, examples)) in &seen.skipped {
        let more = if *count > examples.len() as u64 {
            ", .."
        } else {
            ""
        };
        let lead = format!("  {count:>8}  {:<18} ", reason.name());
        let words = reason.words_in(language());
        writeln!(out, "{}", hung(&lead, words, 31))?;
        let examples = format!("{}{more}", visible(&examples.join(", ")));
        writeln!(out, "{}", hung("            ", &examples, 14))?;
    }
    Ok(())
}

fn selector(recipients: &Recipients) -> String {
    match recipients {
        Recipients::All => texts::EVERYBODY.text().to_owned(),
        Recipients::Tags(tags) => texts::TAGS.with(&[("tags", &visible(&tags.join(", ")))]),
        Recipients::Explicit(ids) => texts::NAMED.with(&[("n", &ids.len())]),
        Recipients::Group(id) => texts::GROUP.with(&[("id", id)]),
    }
}

fn messages(out: &mut String, seen: &Seen) -> std::fmt::Result {
    let messages = seen.messages();
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("shown", &messages.len()), ("all", &seen.sends)];
    heading(out, &texts::MESSAGES.with(&values))?;
    for (which, shown) in messages {
        let values: [(&str, &dyn std::fmt::Display); 4] = [
            ("which", &which.text()),
            ("row", &(shown.position + 1)),
            ("to", &shown.to),
            ("length", &shown.body.encode_utf16().count()),
        ];
        line(out, &texts::MESSAGE.with(&values))?;
        let contact = format!("contact {}", visible(&shown.contact));
        for line in wrapped(&contact, ROOM - 2) {
            writeln!(out, "    {line}")?;
        }
        if let Some(url) = &shown.media_url {
            writeln!(out, "    [{}]", visible(url))?;
        }
        for line in shown.body.lines() {
            // a line of the message begins with |, what does not fit goes on below
            for (part, text) in wrapped(&visible(line), 74).iter().enumerate() {
                let mark = if part == 0 { '|' } else { ' ' };
                writeln!(out, "    {mark} {text}")?;
            }
        }
    }
    Ok(())
}

fn forecast(out: &mut String, loaded: &Loaded, summary: &Summary) -> std::fmt::Result {
    heading(out, texts::FORECAST.text())?;
    match summary.leaves {
        None => line(out, texts::NO_MESSAGE.text())?,
        Some((first, last)) => {
            let counts = texts::COUNTS.with(&[
                ("messages", &texts::COUNT_OF_MESSAGES.of(summary.sends)),
                (
                    "occurrences",
                    &texts::COUNT_OF_OCCURRENCES.of(summary.occurrences),
                ),
            ]);
            line(out, &counts)?;
            let leaves = texts::LEAVES.with(&[
                ("first", &first.format("%Y-%m-%dT%H:%M:%SZ")),
                ("last", &last.format("%Y-%m-%dT%H:%M:%SZ")),
            ]);
            line(out, &leaves)?;
        }
    }
    let quota = loaded.plan.options().quota;
    for (month, sends) in &summary.months {
        let is_first = summary.first_month == Some(*month);
        line(out, &in_month(*month, *sends, quota, is_first))?;
    }
    line(out, &texts::HASH.with(&[("hash", &summary.hash)]))
}

/// The messages of a month, against the quota where there is one.
fn in_month(month: Month, sends: u64, quota: Option<Quota>, is_first: bool) -> String {
    let messages = texts::COUNT_OF_MESSAGES.of(sends);
    let Some(quota) = quota else {
        return texts::MONTH.with(&[("month", &month), ("messages", &messages)]);
    };
    let used = if is_first { quota.used } else { 0 };
    let total = used + sends;
    let words = if total > quota.monthly {
        &texts::MONTH_TOO_MANY
    } else {
        &texts::MONTH_LEFT
    };
    words.with(&[
        ("month", &month),
        ("messages", &messages),
        ("used", &used),
        ("quota", &quota.monthly),
        ("n", &total.abs_diff(quota.monthly)),
    ])
}

const HEADING: Style = Style::new().bold();

pub(super) fn heading(out: &mut String, text: &str) -> std::fmt::Result {
    writeln!(out, "\n{HEADING}{text}{HEADING:#}")
}

/// A line of a section.
fn line(out: &mut String, text: &str) -> std::fmt::Result {
    writeln!(out, "{}", hung("  ", text, 4))
}

/// Enough of a hash to tell two apart by eye.
fn short(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}
