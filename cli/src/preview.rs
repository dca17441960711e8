//! `flashplan preview`: what would be sent, for a person to look at before anything is.

mod compare;
mod open;
mod page;
mod report;
mod seen;
mod text;
mod texts;

use crate::folder::FolderArgs;
use crate::load::{self, Loaded, Stop};
use crate::outlook::Outlook;
use crate::output::{Failure, Outcome, print_painted};
use crate::progress::{Progress, Unit};
use crate::show::Origin;
use flashplan::campaign::{Content, Repeat};
use flashplan::issue::Issues;
use flashplan::plan::{AudienceReport, Plan};
use flashplan_page::Campaign;
use page::{PageArgs, Problems};
use seen::Seen;
use text::text;

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
    let mut outlook = Outlook::of(&loaded.plan, loaded.inputs().instance());
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
        let found = audience_report(&mut loaded)?;
        print_painted(&text(&loaded, &seen, &summary, &found, is_cut))?;
        print_painted(&outlook.text())?;
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
        problems.take(issue, Origin::Alone(""));
    }
    for issue in issues {
        problems.take(issue, loaded.origin(issue));
    }
    Ok(())
}
