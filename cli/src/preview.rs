//! `flashplan preview`: what would be sent, for a person to look at before anything is.

mod compare;
mod open;
mod page;

use crate::folder::FolderArgs;
use crate::load::{self, Loaded, Stop};
use crate::outlook::Outlook;
use crate::output::{Failure, Outcome, print_painted};
use crate::progress::{Progress, Unit};
use crate::show::{Origin, visible};
use crate::wrap::wrapped;
use anstyle::Style;
use flashplan::audience::Reason;
use flashplan::campaign::{Recipients, Repeat};
use flashplan::issue::Issues;
use flashplan::issue::Language;
use flashplan::plan::{Entry, Plan, PlannedSend, Skipped, Summary};
use flashplan::schedule::{Occurrence, tzdb_version};
use flashplan_page::Campaign;
use page::{PageArgs, Problems};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Show who would get what and when, before anything is sent
///
/// Prints the next dates, how many contacts are chosen, planned and skipped, and why, three messages,
/// and when the last one leaves. Problems come first, each with its place and a way to mend it.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan preview examples/promo
  flashplan preview examples/promo --timezone Europe/Paris --count 8
  flashplan preview examples/promo --contacts others.csv
  flashplan preview examples/promo --html promo.html --open")]
pub(crate) struct Args {
    #[command(flatten)]
    folder: FolderArgs,
    #[command(flatten)]
    page: PageArgs,
}

/// Occurrences that are shown of a campaign that repeats without an end.
const OCCURRENCES: u64 = 5;

/// Ids that are listed for a reason to skip.
const EXAMPLES: usize = 3;

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let folder = args.folder.find()?;
    let definition = folder.campaign.clone();
    let mut is_cut = false;
    let mut problems = Problems::default();
    let loaded = load::load_and_listen(
        folder,
        |campaign, options| {
            let repeats = campaign.repeat() != Repeat::None;
            is_cut = repeats && options.count.is_none() && options.until.is_none();
            if is_cut {
                options.count = Some(OCCURRENCES + Plan::missed_of(campaign, options));
            }
        },
        &mut |issue, origin| problems.take(issue, origin),
    )?;
    let Some(loaded) = loaded else {
        args.page
            .write_refused(page::refused(&definition), problems)?;
        return Ok(Outcome::Invalid);
    };
    show(&args.page, loaded, is_cut, problems)
}

/// Streams the plan, and shows what comes of it.
fn show(
    args: &PageArgs,
    mut loaded: Loaded,
    is_cut: bool,
    mut problems: Problems,
) -> Result<Outcome, Failure> {
    let mut seen = Seen::default();
    let mut outlook = Outlook::of(&loaded.plan);
    let mut page = args.begin(&loaded)?;
    loaded.show(Progress::of_answer(Unit::Rows), 1);
    loaded.contacts.tell_first(load::tell_of_contacts);
    let planned = loaded
        .plan
        .stream::<_, Stop>(&mut loaded.contacts, &mut |entry, line| {
            seen.take(entry);
            outlook.take(entry);
            if let Some(page) = &mut page {
                page.take(entry, line);
            }
            Ok(())
        });
    let planned = planned.and_then(|summary| {
        tell_all(&summary.issues, &loaded, &mut problems)?;
        print_painted(&text(&loaded, &seen, &summary, is_cut))?;
        print_painted(&outlook.text(Language::English))?;
        match page {
            Some(page) => args.write_planned(
                page,
                &mut loaded,
                &summary,
                is_cut,
                std::mem::take(&mut problems),
            ),
            None => Ok(Outcome::Valid),
        }
    });
    match planned {
        Ok(outcome) => Ok(outcome),
        Err(Stop::Refused(issues)) => {
            tell_all(&issues, &loaded, &mut problems)?;
            let campaign = Campaign::of(&loaded.inputs());
            args.write_refused(Some(campaign), problems)?;
            Ok(Outcome::Invalid)
        }
        Err(Stop::Failure(failure)) => Err(failure),
    }
}

/// Tells of what was found while planning; the page shows what is wrong with the contacts too.
fn tell_all(issues: &Issues, loaded: &Loaded, problems: &mut Problems) -> Result<(), Failure> {
    load::tell_issues(issues, loaded)?;
    for issue in loaded.contacts.broken_lines() {
        problems.take(issue, Origin::Alone(""));
    }
    for issue in issues {
        problems.take(issue, loaded.origin(issue));
    }
    Ok(())
}

/// What is kept of the plan while it streams by.
#[derive(Default)]
struct Seen {
    occurrences: Vec<Occurrence>,
    first: Option<Shown>,
    shortest: Option<Shown>,
    longest: Option<Shown>,
    /// Of the first occurrence: sends, and the skipped by reason with the first few ids.
    sends: u64,
    skipped: BTreeMap<Reason, (u64, Vec<String>)>,
}

/// A message that is shown.
#[derive(Clone)]
struct Shown {
    position: u64,
    to: String,
    contact: String,
    body: String,
    media_url: Option<String>,
}

impl Seen {
    fn take(&mut self, entry: &Entry<'_>) {
        match entry {
            Entry::Occurrence(occurrence) => self.occurrences.push((*occurrence).clone()),
            Entry::Send(send) if send.occurrence == self.shown() => self.send(send),
            Entry::Skipped(skipped) if skipped.occurrence == self.shown() => self.skip(skipped),
            Entry::Send(_) | Entry::Skipped(_) => {}
        }
    }

    /// The index of the occurrence whose messages are shown: the first one.
    fn shown(&self) -> u64 {
        self.occurrences
            .first()
            .map_or(0, |occurrence| occurrence.index)
    }

    fn send(&mut self, send: &PlannedSend<'_>) {
        self.sends += 1;
        let units = |text: &str| text.encode_utf16().count();
        let length = units(send.body.unwrap_or(""));
        let is_shorter = self
            .shortest
            .as_ref()
            .is_none_or(|shown| length < units(&shown.body));
        let is_longer = self
            .longest
            .as_ref()
            .is_none_or(|shown| length > units(&shown.body));
        if self.first.is_none() {
            self.first = Some(Shown::of(send));
        }
        if is_shorter {
            self.shortest = Some(Shown::of(send));
        }
        if is_longer {
            self.longest = Some(Shown::of(send));
        }
    }

    fn skip(&mut self, skipped: &Skipped<'_>) {
        let (count, examples) = self.skipped.entry(skipped.reason).or_default();
        *count += 1;
        if examples.len() < EXAMPLES {
            let whose = match (skipped.position, skipped.contact_id) {
                (Some(position), _) => format!("row {}", position + 1),
                (None, id) => id.unwrap_or("?").to_owned(),
            };
            let variables = skipped.variables.join(", ");
            let detail = if variables.is_empty() {
                String::new()
            } else {
                format!(" ({variables})")
            };
            examples.push(format!("{whose}{detail}"));
        }
    }

    /// The first, the shortest and the longest message, each contact once.
    fn messages(&self) -> Vec<(&'static str, &Shown)> {
        let named = [
            ("first", &self.first),
            ("shortest", &self.shortest),
            ("longest", &self.longest),
        ];
        let mut messages: Vec<(&'static str, &Shown)> = Vec::new();
        for (name, shown) in named {
            if let Some(shown) = shown
                && messages
                    .iter()
                    .all(|(_, other)| other.position != shown.position)
            {
                messages.push((name, shown));
            }
        }
        messages
    }
}

impl Shown {
    fn of(send: &PlannedSend<'_>) -> Self {
        Self {
            position: send.position,
            to: send.to.to_string(),
            contact: send.contact_id.to_owned(),
            body: send.body.unwrap_or("").to_owned(),
            media_url: send.media_url.map(str::to_owned),
        }
    }
}

fn text(loaded: &Loaded, seen: &Seen, summary: &Summary, is_cut: bool) -> String {
    let mut out = String::new();
    // writing to a String cannot fail
    let _ = head(&mut out, loaded);
    let _ = occurrences(&mut out, seen, is_cut);
    let _ = audience(&mut out, loaded, seen, summary);
    let _ = messages(&mut out, seen);
    let _ = forecast(&mut out, loaded, summary);
    out
}

fn head(out: &mut String, loaded: &Loaded) -> std::fmt::Result {
    let campaign = &loaded.campaign;
    writeln!(out, "{HEADING}{}{HEADING:#}", visible(campaign.name()))?;
    writeln!(
        out,
        "  the definition is valid; fingerprint {}",
        short(loaded.plan.fingerprint())
    )?;
    let zone = loaded.plan.zone().name();
    writeln!(
        out,
        "  repeat {}, zone {zone}, zone data {}",
        campaign.repeat().name(),
        tzdb_version()
    )
}

fn occurrences(out: &mut String, seen: &Seen, is_cut: bool) -> std::fmt::Result {
    heading(out, "Next occurrences")?;
    if seen.occurrences.is_empty() {
        writeln!(out, "  none")?;
    }
    for occurrence in &seen.occurrences {
        let local = occurrence.local.format("%a %Y-%m-%d %H:%M:%S %:z");
        writeln!(
            out,
            "  {:>3}  {local}  {}",
            occurrence.index,
            occurrence.at.format("%Y-%m-%dT%H:%M:%SZ")
        )?;
        for note in &occurrence.notes {
            writeln!(out, "       {}", note.issue("").message())?;
        }
    }
    if is_cut {
        writeln!(
            out,
            "  .. and so on, without an end: `plan` needs --count or --until"
        )?;
    }
    Ok(())
}

fn audience(out: &mut String, loaded: &Loaded, seen: &Seen, summary: &Summary) -> std::fmt::Result {
    let counts = summary.counts;
    heading(out, "Audience, each time")?;
    writeln!(
        out,
        "  {:>6}  selected of {} contacts ({})",
        counts.candidates,
        counts.contacts,
        selector(loaded.campaign.recipients())
    )?;
    writeln!(out, "  {:>6}  planned", seen.sends)?;
    let skipped: u64 = seen.skipped.values().map(|(count, _)| count).sum();
    writeln!(out, "  {skipped:>6}  skipped")?;
    for (reason, (count, examples)) in &seen.skipped {
        let more = if *count > examples.len() as u64 {
            ", .."
        } else {
            ""
        };
        writeln!(
            out,
            "  {count:>8}  {:<18} {}",
            reason.name(),
            reason.words()
        )?;
        writeln!(out, "            {}{more}", visible(&examples.join(", ")))?;
    }
    Ok(())
}

fn selector(recipients: &Recipients) -> String {
    match recipients {
        Recipients::All => "all".to_owned(),
        Recipients::Tags(tags) => format!("tags {}", visible(&tags.join(", "))),
        Recipients::Explicit(ids) => format!("{} named", ids.len()),
        Recipients::Group(id) => format!("group {id}"),
    }
}

fn messages(out: &mut String, seen: &Seen) -> std::fmt::Result {
    let messages = seen.messages();
    heading(
        out,
        &format!("Messages, {} of {}", messages.len(), seen.sends),
    )?;
    for (name, shown) in messages {
        writeln!(
            out,
            "  {name}: row {}, to {}, {} characters",
            shown.position + 1,
            shown.to,
            shown.body.encode_utf16().count()
        )?;
        writeln!(out, "    contact {}", visible(&shown.contact))?;
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
    heading(out, "Forecast")?;
    match summary.leaves {
        None => writeln!(out, "  no message leaves")?,
        Some((first, last)) => writeln!(
            out,
            "  {} in {}\n  the first leaves {}, the last {}",
            counted(summary.sends, "message"),
            counted(summary.occurrences, "occurrence"),
            first.format("%Y-%m-%dT%H:%M:%SZ"),
            last.format("%Y-%m-%dT%H:%M:%SZ")
        )?,
    }
    let quota = loaded.plan.options().quota;
    for (month, sends) in &summary.months {
        write!(out, "  {month} (UTC): {}", counted(*sends, "message"))?;
        if let Some(quota) = quota {
            let used = if summary.first_month == Some(*month) {
                quota.used
            } else {
                0
            };
            let total = used + sends;
            let verdict = if total > quota.monthly {
                format!("{} too many", total - quota.monthly)
            } else {
                format!("{} left", quota.monthly - total)
            };
            write!(
                out,
                " and {used} used before; the quota is {}: {verdict}",
                quota.monthly
            )?;
        }
        writeln!(out)?;
    }
    writeln!(out, "  plan hash {}", summary.hash)
}

const HEADING: Style = Style::new().bold();

fn heading(out: &mut String, text: &str) -> std::fmt::Result {
    writeln!(out, "\n{HEADING}{text}{HEADING:#}")
}

/// `1 message`, `2 messages`.
fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// Enough of a hash to tell two apart by eye.
fn short(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}
