//! Listens to a plan while it streams by.

use crate::clock;
use crate::compare::Comparison;
use crate::hours::Hours;
use crate::limits;
use crate::positions::Positions;
use crate::preview::{
    Both, ButtonView, ButtonsView, Campaign, ContentView, Month, OccurrenceView, PaceView,
    PlanView, QuotaView, Sender, Totals,
};
use crate::sample::Sample;
use crate::skips::Skips;
use crate::variables::Coverage;
use flashplan::audience::{Batch, Reason};
use flashplan::campaign::{Content, Recipients};
use flashplan::contact::Table;
use flashplan::content::{Button, Buttons, Direct};
use flashplan::issue::{Issue, Language};
use flashplan::pace::QuietAction;
use flashplan::plan::{
    Contacts, Entry, Inputs, Plan, PlanOptions, PlannedSend, QuietZone, QuotaPolicy, Skipped,
    Summary,
};
use flashplan::schedule::{Occurrence, Zone, tzdb_version};
use std::collections::HashMap;

/// Keeps what the page shows of a plan that is handed to it entry by entry.
///
/// Memory holds the sample and the listed contacts, and some bits for each contact.
#[derive(Clone, Debug)]
pub struct Gathering {
    zone: Zone,
    content: ContentView,
    occurrences: Vec<OccurrenceView>,
    sample: Sample,
    skips: Skips,
    hours: Hours,
    coverage: Coverage,
    /// Who gets a message, who gets none at least once, and whom the template was tried on.
    reached: Positions,
    missed: Positions,
    tried: Positions,
    /// Ids that no contact has.
    unknown: u64,
    /// Occurrences that have begun.
    begun: u64,
}

impl Campaign {
    /// A campaign of which nothing but the name is known.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            repeat: "none",
            recipients: "all",
            tags: Vec::new(),
            sender: None,
        }
    }

    /// What the page's head says of a campaign.
    #[must_use]
    pub fn of(inputs: &Inputs<'_>) -> Self {
        let campaign = inputs.campaign;
        Self {
            name: campaign.name().to_owned(),
            repeat: campaign.repeat().name(),
            recipients: campaign.recipients().type_name(),
            tags: match campaign.recipients() {
                Recipients::Tags(tags) => tags.clone(),
                _ => Vec::new(),
            },
            sender: sender(inputs),
        }
    }
}

fn sender(inputs: &Inputs<'_>) -> Option<Sender> {
    let id = Some(inputs.campaign.instance_id());
    let mut instances = inputs.instances?.iter();
    let instance = instances.find(|instance| instance.msgflash_id().as_ref() == id)?;
    Some(Sender {
        name: instance.name.clone()?,
        number: instance.wa_number.map(|number| number.to_string()),
    })
}

impl Gathering {
    /// Nothing has come by yet. `inputs` are those that the plan was prepared from.
    #[must_use]
    pub fn new(plan: &Plan, inputs: &Inputs<'_>) -> Self {
        Self {
            zone: plan.zone().clone(),
            content: content(inputs),
            occurrences: Vec::new(),
            sample: Sample::new(plan.options().pace.seed, limits::MESSAGES),
            skips: Skips::default(),
            hours: Hours::new(plan.zone().clone()),
            coverage: Coverage::new(inputs),
            reached: Positions::default(),
            missed: Positions::default(),
            tried: Positions::default(),
            unknown: 0,
            begun: 0,
        }
    }

    /// The next entry of the plan.
    pub fn take(&mut self, entry: &Entry<'_>) {
        match entry {
            Entry::Occurrence(occurrence) => self.begin(occurrence),
            Entry::Send(send) => self.send(send),
            Entry::Skipped(skipped) => self.skip(skipped),
        }
    }

    /// Reads the contacts once more, for the names of those that are shown, and ends.
    ///
    /// # Errors
    ///
    /// What keeps the contacts from being read.
    pub fn finish<C, E>(
        self,
        plan: &Plan,
        summary: &Summary,
        contacts: &mut C,
        comparison: Option<&mut Comparison>,
    ) -> Result<PlanView, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error>,
    {
        let zone = self.zone.clone();
        let (tried, mut coverage) = (self.tried, self.coverage);
        let mut people = self.sample.people();
        let (reasons, mut skipped) = self.skips.finish();
        let (days, later) = self.hours.days();

        let mut names: HashMap<u64, Named> = HashMap::new();
        let positions = people.iter().map(|person| person.position);
        let positions = positions.chain(skipped.iter().filter_map(|person| person.position));
        let compared = comparison
            .iter()
            .flat_map(|comparison| comparison.positions());
        names.extend(
            positions
                .chain(compared)
                .map(|position| (position, Named::default())),
        );
        contacts.for_each_batch::<E>(&mut |batch| {
            coverage.add(batch, &tried);
            for row in 0..batch.rows() {
                if let Some(named) = names.get_mut(&batch.position(row)) {
                    *named = Named::read(batch, row);
                }
            }
            Ok(())
        })?;
        for person in &mut people {
            person.name = names
                .get(&person.position)
                .and_then(|named| named.name.clone());
        }
        for person in &mut skipped {
            let named = person.position.and_then(|position| names.get(&position));
            person.name = named.and_then(|named| named.name.clone());
            person.phone = named.and_then(|named| named.phone.clone());
        }
        if let Some(comparison) = comparison {
            comparison.name(|position| names.get(&position)?.name.clone());
        }
        Ok(PlanView {
            fingerprint: plan.fingerprint().to_owned(),
            hash: summary.hash.to_string(),
            version: env!("CARGO_PKG_VERSION"),
            tzdb: tzdb_version().to_owned(),
            zone: zone.name().to_owned(),
            offsets: offsets(&zone, &self.occurrences, summary),
            goes_on: false,
            totals: Totals {
                reached: self.reached.count(),
                missed: self.missed.count() + self.unknown,
                ..totals(summary)
            },
            content: self.content,
            occurrences: self.occurrences,
            people,
            seed: plan.options().pace.seed,
            reasons,
            skipped,
            days,
            later,
            pace: pace(plan.options()),
            months: months(summary, plan.options()),
            quota: quota(plan.options()),
            variables: coverage.finish(),
        })
    }

    fn begin(&mut self, occurrence: &Occurrence) {
        self.begun += 1;
        self.sample.begin();
        if self.occurrences.len() < limits::OCCURRENCES {
            self.occurrences.push(OccurrenceView {
                index: occurrence.index,
                at: occurrence.at.timestamp(),
                sends: 0,
                skipped: 0,
                leaves: None,
                notes: occurrence
                    .notes
                    .iter()
                    .map(|note| message(&note.issue("")))
                    .collect(),
            });
        }
    }

    /// The current occurrence, if it is listed.
    fn listed(&mut self) -> Option<&mut OccurrenceView> {
        let is_listed = self.begun == self.occurrences.len() as u64;
        self.occurrences.last_mut().filter(|_| is_listed)
    }

    fn send(&mut self, send: &PlannedSend<'_>) {
        let at = send.send_at.timestamp();
        self.hours.count(at);
        self.reached.add(send.position);
        self.tried.add(send.position);
        if let Some(occurrence) = self.listed() {
            occurrence.sends += 1;
            let (first, last) = occurrence.leaves.unwrap_or((at, at));
            occurrence.leaves = Some((first.min(at), last.max(at)));
            self.sample.send(send);
        }
        if self.content.kind.is_empty() {
            self.content.kind = send.message_type.to_owned();
            self.content.media_url = send.media_url.map(str::to_owned);
        }
    }

    fn skip(&mut self, skipped: &Skipped<'_>) {
        let is_first = self.begun == 1;
        match skipped.position {
            Some(position) => {
                self.missed.add(position);
                if is_after_template(skipped.reason) {
                    self.tried.add(position);
                }
            }
            // the same ids in every occurrence
            None => self.unknown += u64::from(is_first),
        }
        self.skips.take(skipped, is_first);
        if let Some(occurrence) = self.listed() {
            occurrence.skipped += 1;
            self.sample.skipped(skipped);
        }
    }
}

/// Whether the reason is found when the text has been written, or not been written.
fn is_after_template(reason: Reason) -> bool {
    reason >= Reason::MissingVariables
}

/// How a contact is called.
#[derive(Clone, Debug, Default)]
struct Named {
    name: Option<String>,
    phone: Option<String>,
}

impl Named {
    fn read(batch: &Batch, row: usize) -> Self {
        Self {
            name: name(batch.table(), row),
            phone: batch.phone(row).map(str::to_owned),
        }
    }
}

/// A contact's name: its own, or its first and last name.
pub(crate) fn name(table: &Table, row: usize) -> Option<String> {
    let text = |column: &str| {
        let text = table.printed(row, table.column(column)?)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    text("name").or_else(|| match (text("firstName"), text("lastName")) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (first, last) => first.or(last),
    })
}

pub(crate) fn message(issue: &Issue) -> Both {
    Both {
        en: issue.message_in(Language::English),
        fr: issue.message_in(Language::French),
    }
}

/// The content as far as the definition says it; that of a template comes with the sends.
fn content(inputs: &Inputs<'_>) -> ContentView {
    let direct = match inputs.campaign.content() {
        Content::Template { .. } => return ContentView::default(),
        Content::Direct(direct) => direct,
        Content::Rendered(rendered) => rendered.direct(),
    };
    ContentView {
        kind: direct.kind().name().to_owned(),
        media_url: direct.media_url().map(|url| url.as_str().to_owned()),
        buttons: match direct {
            Direct::Buttons(content) => Some(buttons(content)),
            _ => None,
        },
    }
}

fn buttons(content: &Buttons) -> ButtonsView {
    let alone = Buttons {
        title: String::new(),
        description: String::new(),
        footer: None,
        buttons: content.buttons.clone(),
    };
    let lines = alone.fallback();
    ButtonsView {
        buttons: content.buttons.iter().map(button).collect(),
        lines: lines.trim_start_matches(['*', '\n']).to_owned(),
    }
}

fn button(button: &Button) -> ButtonView {
    let (text, detail) = match button {
        Button::Reply { display_text, .. } => (display_text, None),
        Button::Copy {
            display_text,
            copy_code,
        } => (display_text, Some(copy_code)),
        Button::Url { display_text, url } => (display_text, Some(url)),
        Button::Call {
            display_text,
            phone_number,
        } => (display_text, Some(phone_number)),
        Button::Pix { name, key, .. } => (name, Some(key)),
    };
    ButtonView {
        kind: button.kind_name(),
        text: text.clone(),
        detail: detail.cloned(),
    }
}

/// The offsets from the first listed instant to the last.
fn offsets(zone: &Zone, occurrences: &[OccurrenceView], summary: &Summary) -> Vec<(i64, i32)> {
    let due = occurrences.iter().map(|occurrence| occurrence.at);
    let left = summary
        .leaves
        .map(|(first, last)| [first.timestamp(), last.timestamp()]);
    let all = || due.clone().chain(left.into_iter().flatten());
    match (all().min(), all().max()) {
        (Some(first), Some(last)) => clock::offsets(zone, first, last),
        _ => Vec::new(),
    }
}

fn totals(summary: &Summary) -> Totals {
    Totals {
        contacts: summary.counts.contacts,
        selected: summary.counts.candidates,
        reached: 0,
        missed: 0,
        sends: summary.sends,
        already_sent: summary.already_sent,
        skipped: summary.skipped_total(),
        occurrences: summary.occurrences,
        leaves: summary
            .leaves
            .map(|(first, last)| (first.timestamp(), last.timestamp())),
    }
}

fn pace(options: &PlanOptions) -> PaceView {
    let (pace, caps) = (&options.pace, &options.pace.caps);
    PaceView {
        per_minute: caps.per_minute,
        per_hour: caps.per_hour,
        per_day: caps.per_day,
        warm_up: caps.warm_up.clone(),
        min_gap: pace.min_gap,
        jitter: pace.jitter,
        quiet: pace.quiet.texts().collect(),
        quiet_by_contact: options.quiet_zone == QuietZone::Contact,
        quiet_action: match pace.quiet_action {
            QuietAction::Wait => "wait",
            QuietAction::Skip => "skip",
            QuietAction::Abort => "abort",
        },
    }
}

fn months(summary: &Summary, options: &PlanOptions) -> Vec<Month> {
    let used = |month| match options.quota {
        Some(quota) if summary.first_month == Some(month) => quota.used,
        _ => 0,
    };
    let months = summary.months.iter();
    let months = months.map(|(month, sends)| Month {
        month: month.to_string(),
        sends: *sends,
        used: used(*month),
    });
    months.collect()
}

fn quota(options: &PlanOptions) -> Option<QuotaView> {
    options.quota.map(|quota| QuotaView {
        monthly: quota.monthly,
        policy: match quota.policy {
            QuotaPolicy::Warn => "warn",
            QuotaPolicy::Fail => "fail",
            QuotaPolicy::Truncate => "truncate",
        },
    })
}
