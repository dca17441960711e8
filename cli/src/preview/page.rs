//! `flashplan preview --html`: the preview as a page.

use super::compare::Comparing;
use super::open::open;
use super::texts;
use crate::load::{Loaded, Stop};
use crate::output::{Failure, Outcome, tell};
use crate::show::Origin;
use crate::whole::write_whole;
use flashplan::issue::{Issue, Severity};
use flashplan::plan::{Entry, Summary};
use flashplan_page::{Campaign, Gathering, Preview, Problem, html, limits};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What becomes of the preview besides what is printed.
#[derive(clap::Args)]
#[command(next_help_heading = "Page")]
pub(super) struct PageArgs {
    /// Write the preview as one HTML page that needs nothing beside it
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Open the page in the browser
    #[arg(long, requires = "html")]
    open: bool,
    /// Show on the page what is different from this plan, which `flashplan plan` has written
    #[arg(long, value_name = "PLAN", requires = "html")]
    compare: Option<PathBuf>,
}

/// The problems that the page lists, the errors among them first.
#[derive(Default)]
pub(super) struct Problems {
    errors: Vec<Problem>,
    others: Vec<Problem>,
    more: u64,
    /// All of them for a program, in the order in which they were found.
    said: Vec<Value>,
}

/// A page that is being made while the plan streams by.
pub(super) struct Page {
    gathering: Gathering,
    comparing: Option<Comparing>,
}

impl PageArgs {
    /// The page of a plan; none where none is wanted.
    pub(super) fn begin(&self, loaded: &Loaded) -> Result<Option<Page>, Failure> {
        if self.html.is_none() {
            return Ok(None);
        }
        let header = loaded.plan.header();
        let compare = self.compare.as_deref();
        Ok(Some(Page {
            gathering: Gathering::new(&loaded.plan, &loaded.inputs()),
            comparing: compare
                .map(|earlier| Comparing::begin(earlier, &header))
                .transpose()?,
        }))
    }

    /// Writes the page of a campaign that cannot be planned, if one is wanted.
    pub(super) fn write_refused(
        &self,
        campaign: Option<Campaign>,
        problems: Problems,
    ) -> Result<(), Failure> {
        self.write(&problems.preview(campaign))
    }

    /// Writes the page of a plan. An earlier plan that is broken is told, and left out.
    pub(super) fn write_planned(
        &self,
        page: Page,
        loaded: &mut Loaded,
        summary: &Summary,
        goes_on: bool,
        problems: Problems,
    ) -> Result<Outcome, Stop> {
        let is_compared = page.comparing.is_some();
        let mut comparison = match page.comparing {
            Some(comparing) => comparing.end(summary)?,
            None => None,
        };
        let outcome = if comparison.is_some() == is_compared {
            Outcome::Valid
        } else {
            Outcome::Invalid
        };
        let mut plan = page.gathering.finish::<_, Stop>(
            &loaded.plan,
            summary,
            &mut loaded.contacts,
            comparison.as_mut(),
        )?;
        plan.goes_on = goes_on;
        let campaign = Campaign::of(&loaded.inputs());
        let preview = Preview {
            plan: Some(plan),
            comparison,
            ..problems.preview(Some(campaign))
        };
        self.write(&preview)?;
        Ok(outcome)
    }

    fn write(&self, preview: &Preview) -> Result<(), Failure> {
        let Some(path) = self.html.as_deref() else {
            return Ok(());
        };
        let page = html(preview).map_err(|error| Failure::Usage(error.to_string()))?;
        write_whole(Some(path), |out, name| {
            out.write_all(page.as_bytes())
                .map_err(|reason| Failure::write(name, reason))
        })?;
        tell(&format!(
            "{}\n",
            texts::PAGE.with(&[("file", &path.display())])
        ))?;
        if self.open { open(path) } else { Ok(()) }
    }
}

impl Page {
    pub(super) fn take(&mut self, entry: &Entry<'_>, line: &str) {
        self.gathering.take(entry);
        if let Some(comparing) = &mut self.comparing {
            comparing.line(line);
        }
    }
}

impl Problems {
    pub(super) fn take(&mut self, issue: &Issue, origin: Origin<'_>) {
        self.said.push(origin.json(issue));
        let is_error = issue.severity() == Severity::Error;
        if self.errors.len() + self.others.len() == limits::PROBLEMS {
            self.more += 1;
            // no number of warnings keeps an error from the page
            if !is_error || self.others.pop().is_none() {
                return;
            }
        }
        let list = if is_error {
            &mut self.errors
        } else {
            &mut self.others
        };
        list.push(origin.problem(issue));
    }

    /// All of them for a program.
    pub(super) fn said(&self) -> &[Value] {
        &self.said
    }

    fn preview(self, campaign: Option<Campaign>) -> Preview {
        let mut problems = self.errors;
        problems.extend(self.others);
        Preview {
            campaign,
            problems,
            more_problems: self.more,
            plan: None,
            comparison: None,
        }
    }
}

/// The name of a campaign whose definition is refused, as far as it has one.
pub(super) fn refused(definition: &Path) -> Option<Campaign> {
    let bytes = std::fs::read(definition).ok()?;
    let value: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
    Some(Campaign::named(value.get("name")?.as_str()?))
}
