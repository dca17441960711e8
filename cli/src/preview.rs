//! `flashplan preview`: what would be sent, for a person to look at before anything is.

mod compare;
mod open;
mod page;
mod report;
mod seen;
mod text;
mod texts;
mod upcoming;

use crate::folder::FolderArgs;
use crate::load::{self, Loaded, Stop};
use crate::outlook::Outlook;
use crate::output::{Failure, Outcome, print, print_painted};
use crate::progress::{Progress, Unit};
use crate::show::Origin;
use flashplan::campaign::{Content, Repeat};
use flashplan::issue::Issues;
use flashplan::plan::{AudienceReport, Plan};
use flashplan_page::Campaign;
use page::{PageArgs, Problems};
use seen::Seen;
use text::text;
use upcoming::Upcoming;

/// Show who would get what and when, before anything is sent
///
/// Prints the next dates, how many contacts are chosen, planned and skipped, and why, three messages,
/// and when the last one leaves. Problems come first, each with its place and a way to mend it.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan preview examples/promo
  flashplan preview examples/promo --timezone Europe/Paris --count 8
  flashplan preview examples/promo --contacts others.csv
  flashplan preview examples/promo --html promo.html --open
  flashplan preview examples/promo --format csv")]
pub(crate) struct Args {
    /// Answer for people, or give the dates to programs: each with its counts, reasons and quota
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    folder: FolderArgs,
    #[command(flatten)]
    page: PageArgs,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One object: the dates and every problem
    Json,
    /// One row a date
    Csv,
    /// One event a date (RFC 5545), the counts and reasons in its description
    Ics,
}

/// Occurrences that are shown of a campaign that repeats without an end.
const OCCURRENCES: u64 = 5;

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
        let campaign = page::refused(&definition);
        return refuse(&args.page, args.format, campaign, problems);
    };
    show(&args.page, args.format, loaded, is_cut, problems)
}

/// Answers for a campaign that cannot be planned; what is wrong with it was told.
fn refuse(
    args: &PageArgs,
    format: Format,
    campaign: Option<Campaign>,
    problems: Problems,
) -> Result<Outcome, Failure> {
    if let Format::Json = format {
        print(&upcoming::refused(problems.said()))?;
    }
    args.write_refused(campaign, problems)?;
    Ok(Outcome::Invalid)
}

/// Streams the plan, and shows what comes of it.
fn show(
    args: &PageArgs,
    format: Format,
    mut loaded: Loaded,
    is_cut: bool,
    mut problems: Problems,
) -> Result<Outcome, Failure> {
    let mut seen = Seen::default();
    let mut upcoming = Upcoming::default();
    let mut outlook = Outlook::of(&loaded.plan, loaded.inputs().instance());
    let mut page = args.begin(&loaded)?;
    loaded.show(Progress::of_answer(Unit::Rows), 1);
    loaded.contacts.tell_first(load::tell_of_contacts);
    let planned = loaded
        .plan
        .stream::<_, Stop>(&mut loaded.contacts, &mut |entry, line| {
            seen.take(entry);
            upcoming.take(entry);
            outlook.take(entry);
            if let Some(page) = &mut page {
                page.take(entry, line);
            }
            Ok(())
        });
    let planned = planned.and_then(|summary| {
        tell_all(&summary.issues, &loaded, &mut problems)?;
        let counts = outlook.forecast().occurrences();
        match format {
            Format::Json => {
                let said = problems.said();
                print(&upcoming.json(&loaded.plan, counts, said, is_cut))?;
            }
            Format::Csv => print(&upcoming.csv(counts))?,
            Format::Ics => print(&upcoming.calendar(&loaded, counts))?,
            Format::Text => {
                let found = audience_report(&mut loaded)?;
                print_painted(&text(&loaded, &seen, &summary, &found, is_cut))?;
                print_painted(&outlook.text())?;
            }
        }
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
            refuse(args, format, Some(campaign), problems)
        }
        Err(Stop::Failure(failure)) => Err(failure),
    }
}

/// What the template finds in the audience. Direct content looks for nothing there.
fn audience_report(loaded: &mut Loaded) -> Result<AudienceReport, Stop> {
    match loaded.campaign.content() {
        Content::Direct(_) => Ok(AudienceReport::default()),
        Content::Rendered(_) | Content::Template { .. } => {
            loaded.plan.audience_report::<_, Stop>(&mut loaded.contacts)
        }
    }
}

/// Tells of what was found while planning; the page shows what is wrong with the contacts too.
fn tell_all(issues: &Issues, loaded: &Loaded, problems: &mut Problems) -> Result<(), Failure> {
    load::tell_issues(issues, loaded)?;
    for issue in loaded.contacts.broken_lines() {
        problems.take(&issue, Origin::Alone(""));
    }
    for issue in issues {
        problems.take(issue, loaded.origin(issue));
    }
    Ok(())
}
