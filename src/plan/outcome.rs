//! The outcome of each contact, before its time is known: the audience's, then the text's.

use super::message::{MessageView, Written};
use super::prepare::Plan;
use crate::audience::{Audience, Batch, Outcome, Reason};
use crate::phone::Phone;

/// Why a candidate gets no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Skip {
    pub(super) reason: Reason,
    /// The id of the contact that is written to instead.
    pub(super) of: Option<String>,
    /// The paths that the template needs and the contact does not have.
    pub(super) variables: Vec<String>,
}

impl From<Reason> for Skip {
    fn from(reason: Reason) -> Self {
        Self {
            reason,
            of: None,
            variables: Vec::new(),
        }
    }
}

/// What becomes of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    NotSelected,
    Planned(Phone),
    Skipped(Skip),
}

/// Finds the outcomes of contacts that come in the order of their positions.
#[derive(Debug)]
pub(super) struct Finder {
    audience: Audience,
    text: String,
}

impl Finder {
    pub(super) fn new(audience: Audience) -> Self {
        Self {
            audience,
            text: String::new(),
        }
    }

    pub(super) fn audience(&self) -> &Audience {
        &self.audience
    }

    /// The outcome of a contact, and the text of one that is planned.
    pub(super) fn with_text(
        &mut self,
        batch: &Batch,
        row: usize,
        message: &MessageView<'_>,
    ) -> (Found, &str) {
        let found = match self.audience.outcome(batch, row) {
            Outcome::Planned(to) => of_text(to, message.write(row, &mut self.text)),
            other => of_audience(other),
        };
        (found, &self.text)
    }

    /// The outcome of a contact, with no more of its text made than that takes.
    pub(super) fn outcome(
        &mut self,
        batch: &Batch,
        row: usize,
        message: &MessageView<'_>,
    ) -> Found {
        match self.audience.outcome(batch, row) {
            Outcome::Planned(to) => of_text(to, message.probe(row, &mut self.text)),
            other => of_audience(other),
        }
    }
}

fn of_audience(outcome: Outcome) -> Found {
    match outcome {
        Outcome::NotSelected => Found::NotSelected,
        Outcome::Planned(to) => Found::Planned(to),
        Outcome::Skipped { reason, of } => Found::Skipped(Skip {
            of,
            ..reason.into()
        }),
    }
}

fn of_text(to: Phone, written: Written) -> Found {
    match skip_of(written) {
        None => Found::Planned(to),
        Some(skip) => Found::Skipped(skip),
    }
}

/// Why a text keeps its contact from being written to, if it does.
pub(super) fn skip_of(written: Written) -> Option<Skip> {
    match written {
        Written::Text => None,
        Written::Refused(reason) => Some(reason.into()),
        Written::Missing(variables) => Some(Skip {
            variables,
            ..Reason::MissingVariables.into()
        }),
    }
}

/// The name of the zone on whose clock a contact's quiet hours are read; none where it is the campaign's
/// for everybody, or the contact has none.
pub(super) fn zone_of<'b>(plan: &Plan, batch: &'b Batch, row: usize) -> Option<&'b str> {
    plan.reads_clocks().then(|| batch.time_zone(row)).flatten()
}
