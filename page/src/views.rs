//! What definition, options and summary say, in the words of the page.

use crate::clock;
use crate::preview::{
    ButtonView, ButtonsView, Campaign, ContentView, Month, OccurrenceView, PaceView, QuotaView,
    Sender, Totals,
};
use flashplan::campaign::{Content, Recipients};
use flashplan::content::{Button, Buttons, Direct};
use flashplan::pace::QuietAction;
use flashplan::plan::{Inputs, PlanOptions, QuietZone, QuotaPolicy, Summary};
use flashplan::schedule::Zone;

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

/// The content as far as the definition says it; that of a template comes with the sends.
pub(crate) fn content(inputs: &Inputs<'_>) -> ContentView {
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
pub(crate) fn offsets(
    zone: &Zone,
    occurrences: &[OccurrenceView],
    summary: &Summary,
) -> Vec<(i64, i32)> {
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

pub(crate) fn totals(summary: &Summary) -> Totals {
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

pub(crate) fn pace(options: &PlanOptions) -> PaceView {
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

pub(crate) fn months(summary: &Summary, options: &PlanOptions) -> Vec<Month> {
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

pub(crate) fn quota(options: &PlanOptions) -> Option<QuotaView> {
    options.quota.map(|quota| QuotaView {
        monthly: quota.monthly,
        policy: match quota.policy {
            QuotaPolicy::Warn => "warn",
            QuotaPolicy::Fail => "fail",
            QuotaPolicy::Truncate => "truncate",
        },
    })
}
