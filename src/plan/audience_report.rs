//! What the template meets in the audience of a plan, before anything is sent.

use super::contacts::Contacts;
use super::message::Message;
use super::prepare::Plan;
use crate::audience::{Audience, Batch, Outcome, SurveyCounts};
use crate::template::{Survey, SurveyExample, VariableSurvey};
use serde::Serialize;

/// What the template meets in the contacts that the audience addresses: those that are planned, and those
/// that only their text keeps from it. From [`Plan::audience_report`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AudienceReport {
    /// Contacts, and those of them that the selector takes.
    #[serde(skip)]
    pub counts: SurveyCounts,
    /// Contacts that are addressed.
    pub addressed: u64,
    /// How many of them have a text in the first occurrence.
    pub rendered: u64,
    /// The variables of the contact that the template has, in alphabetical order.
    pub variables: Vec<VariableReport>,
    /// The longest text.
    pub longest: Option<TextExample>,
    /// The shortest text.
    pub shortest: Option<TextExample>,
}

/// How often a variable has a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VariableReport {
    /// `contact.firstName`.
    pub path: String,
    /// Contacts with a value that prints something.
    pub present: u64,
    /// Contacts with an empty or blank text.
    pub empty: u64,
    /// Contacts without a value.
    pub missing: u64,
    /// The first contacts with an empty text, as many as
    /// [`Limits::survey_examples`](crate::limits::Limits::survey_examples) allows.
    pub empty_examples: Vec<ContactExample>,
    /// The first contacts without a value, as many.
    pub missing_examples: Vec<ContactExample>,
}

/// A contact that a report names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactExample {
    /// Its position.
    pub position: u64,
    /// Its id.
    pub id: Option<String>,
}

/// A text that a report names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TextExample {
    /// The position of its contact.
    pub position: u64,
    /// Its length in units of UTF-16.
    pub length: usize,
}

impl Plan {
    /// Tells, before anything is sent, how often each variable of the template has a value, for which
    /// contacts it has none, and how long the texts get. Direct content and buttons have no variables
    /// here, and no texts. A text that tells its occurrence is looked at in every one of them.
    ///
    /// # Errors
    ///
    /// What keeps the contacts from being read.
    pub fn audience_report<C, E>(&self, contacts: &mut C) -> Result<AudienceReport, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error>,
    {
        let mut audience = self.survey::<C, E>(contacts)?;
        let mut report = self.report_of::<C, E>(self.message(), &mut audience, contacts)?;
        if self.message().tells_occurrence() {
            for occurrence in self.occurrences().skip(1) {
                // OK because a plan that was prepared has the message of each
                let Ok(message) = self.message_at(&occurrence) else {
                    continue;
                };
                let there = self.report_of::<C, E>(&message, &mut audience, contacts)?;
                report.widen(there);
            }
        }
        Ok(report)
    }

    /// What the message of an occurrence meets.
    fn report_of<C, E>(
        &self,
        message: &Message,
        audience: &mut Audience,
        contacts: &mut C,
    ) -> Result<AudienceReport, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error>,
    {
        let mut report = AudienceReport {
            counts: audience.counts(),
            ..AudienceReport::default()
        };
        let examples = self.options().limits.survey_examples;
        contacts.for_each_batch_of::<E>(&self.contact_fields(), &mut |batch| {
            let rows = addressed(audience, batch);
            report.addressed += rows.len() as u64;
            if let Some(bound) = message.bound() {
                let survey = bound.over(batch.table()).survey_of(rows);
                report.add(batch, survey, examples);
            }
            Ok(())
        })?;
        Ok(report)
    }
}

fn addressed(audience: &mut Audience, batch: &Batch) -> Vec<usize> {
    let is_addressed = |row: &usize| matches!(audience.outcome(batch, *row), Outcome::Planned(_));
    (0..batch.rows()).filter(is_addressed).collect()
}

impl AudienceReport {
    /// Adds what was met in a batch.
    fn add(&mut self, batch: &Batch, survey: Survey, examples: usize) {
        self.rendered += survey.rendered as u64;
        let text = |(row, length)| TextExample {
            position: batch.position(row),
            length,
        };
        self.measure(survey.longest.map(text), survey.shortest.map(text));
        for variable in survey.variables {
            // OK because every batch has the variables of the one template, in one order
            match self
                .variables
                .iter_mut()
                .find(|known| known.path == variable.path)
            {
                Some(known) => known.add(batch, variable, examples),
                None => {
                    let mut known = VariableReport {
                        path: variable.path.clone(),
                        ..VariableReport::default()
                    };
                    known.add(batch, variable, examples);
                    self.variables.push(known);
                }
            }
        }
    }
}

impl AudienceReport {
    /// Adds what another occurrence's text looks up and this one's does not, and its lengths.
    fn widen(&mut self, there: Self) {
        self.measure(there.longest, there.shortest);
        for variable in there.variables {
            if !self.variables.iter().any(|own| own.path == variable.path) {
                self.variables.push(variable);
            }
        }
        self.variables.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Takes a text that is longer than all so far, and one that is shorter.
    fn measure(&mut self, longest: Option<TextExample>, shortest: Option<TextExample>) {
        let longer = |text: &TextExample| self.longest.is_none_or(|own| text.length > own.length);
        if let Some(text) = longest.filter(longer) {
            self.longest = Some(text);
        }
        let shorter = |text: &TextExample| self.shortest.is_none_or(|own| text.length < own.length);
        if let Some(text) = shortest.filter(shorter) {
            self.shortest = Some(text);
        }
    }
}

impl VariableReport {
    fn add(&mut self, batch: &Batch, survey: VariableSurvey, examples: usize) {
        self.present += survey.present as u64;
        self.empty += survey.empty as u64;
        self.missing += survey.missing as u64;
        let named = |example: SurveyExample| ContactExample {
            position: batch.position(example.row),
            id: example.id,
        };
        let room = examples.saturating_sub(self.empty_examples.len());
        let empty = survey.empty_examples.into_iter().take(room).map(named);
        self.empty_examples.extend(empty);
        let room = examples.saturating_sub(self.missing_examples.len());
        let missing = survey.missing_examples.into_iter().take(room).map(named);
        self.missing_examples.extend(missing);
    }
}
