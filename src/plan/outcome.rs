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

impl Skip {
    /// A reason with nothing more to it.
    pub(super) const fn of(reason: Reason) -> Self {
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
        let outcome = self.audience.outcome(batch, row);
        let found = found_of(outcome, || message.write(row, &mut self.text));
        (found, &self.text)
    }

    /// The outcome of a contact, with no more of its text made than that takes.
    pub(super) fn outcome(
        &mut self,
        batch: &Batch,
        row: usize,
        message: &MessageView<'_>,
    ) -> Found {
        let outcome = self.audience.outcome(batch, row);
        found_of(outcome, || message.probe(row, &mut self.text))
    }

    /// What the audience says of a contact, whatever its text is.
    #[cfg(feature = "parallel")]
    pub(super) fn of_audience(&mut self, batch: &Batch, row: usize) -> Outcome {
        self.audience.outcome(batch, row)
    }
}

/// What becomes of a contact by the audience, and by its text where that is asked for.
pub(super) fn found_of(outcome: Outcome, text: impl FnOnce() -> Written) -> Found {
    match outcome {
        Outcome::NotSelected => Found::NotSelected,
        Outcome::Skipped { reason, of } => Found::Skipped(Skip {
            of,
            ..Skip::of(reason)
        }),
        Outcome::Planned(to) => match skip_of(text()) {
            None => Found::Planned(to),
            Some(skip) => Found::Skipped(skip),
        },
    }
}

/// Why a text keeps its contact from being written to, if it does.
pub(super) fn skip_of(written: Written) -> Option<Skip> {
    match written {
        Written::Text => None,
        Written::Refused(reason) => Some(Skip::of(reason)),
        Written::Missing(variables) => Some(Skip {
            variables,
            ..Skip::of(Reason::MissingVariables)
        }),
    }
}

/// The name of the zone on whose clock a contact's quiet hours are read; none where it is the campaign's
/// for everybody, or the contact has none.
pub(super) fn zone_of<'b>(plan: &Plan, batch: &'b Batch, row: usize) -> Option<&'b str> {
    plan.reads_clocks().then(|| batch.time_zone(row)).flatten()
}
