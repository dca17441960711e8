//! The laws that every plan keeps.

use super::texts;
use crate::issue::{Code, Issue, Text};

/// A law that every plan keeps, whatever it is made from. In the order in which they are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Law {
    /// Every line is an entry of a plan.
    Form,
    /// The plan has its header first and its summary last.
    Whole,
    /// Occurrences come by index and instant, the contacts of each by position.
    Order,
    /// A send belongs to the part that the header names.
    Shard,
    /// The header is that of the inputs: campaign, zone, zone data, version, type.
    Header,
    /// The key of a send follows from campaign, instant and contact.
    Key,
    /// No key stands twice.
    KeyOnce,
    /// No number is written to twice in an occurrence.
    NumberOnce,
    /// No message leaves before its occurrence, or before the plan was made.
    NotBefore,
    /// Messages leave in the order of the plan.
    TimeOrder,
    /// Between two messages there is the least gap.
    Gap,
    /// No more messages follow one another without a pause than a batch has.
    Batch,
    /// No sliding window of a minute, an hour or a day has more messages than its cap.
    Cap,
    /// No 24 hours of the warm-up have more messages than they may.
    WarmUp,
    /// No message leaves in quiet hours.
    Quiet,
    /// No text is blank, or longer than WhatsApp takes.
    Length,
    /// No message is planned that was sent already.
    Sent,
    /// Every candidate is planned or skipped in every occurrence.
    Candidates,
    /// A line is what the inputs give.
    Inputs,
    /// Every line that the inputs give is there.
    Complete,
    /// No line is there that the inputs do not give.
    NothingElse,
    /// The summary is what the lines add up to.
    Summary,
    /// The hash is that of the lines.
    Hash,
}

impl Law {
    /// Every law.
    pub const ALL: [Self; 23] = [
        Self::Form,
        Self::Whole,
        Self::Order,
        Self::Shard,
        Self::Header,
        Self::Key,
        Self::KeyOnce,
        Self::NumberOnce,
        Self::NotBefore,
        Self::TimeOrder,
        Self::Gap,
        Self::Batch,
        Self::Cap,
        Self::WarmUp,
        Self::Quiet,
        Self::Length,
        Self::Sent,
        Self::Candidates,
        Self::Inputs,
        Self::Complete,
        Self::NothingElse,
        Self::Summary,
        Self::Hash,
    ];

    /// The stable name: `KEY_ONCE`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Form => "FORM",
            Self::Whole => "WHOLE",
            Self::Order => "ORDER",
            Self::Shard => "SHARD",
            Self::Header => "HEADER",
            Self::Key => "KEY",
            Self::KeyOnce => "KEY_ONCE",
            Self::NumberOnce => "NUMBER_ONCE",
            Self::NotBefore => "NOT_BEFORE",
            Self::TimeOrder => "TIME_ORDER",
            Self::Gap => "GAP",
            Self::Batch => "BATCH",
            Self::Cap => "CAP",
            Self::WarmUp => "WARM_UP",
            Self::Quiet => "QUIET",
            Self::Length => "LENGTH",
            Self::Sent => "SENT",
            Self::Candidates => "CANDIDATES",
            Self::Inputs => "INPUTS",
            Self::Complete => "COMPLETE",
            Self::NothingElse => "NOTHING_ELSE",
            Self::Summary => "SUMMARY",
            Self::Hash => "HASH",
        }
    }

    /// The law that an issue about a stored plan is about.
    #[must_use]
    pub fn of(issue: &Issue) -> Self {
        let named = issue.params().find(|(name, _)| *name == "law");
        let named = named.and_then(|(_, law)| Self::ALL.into_iter().find(|l| l.name() == law));
        match (issue.code(), named) {
            (_, Some(law)) => law,
            (Code::PlanIncomplete, None) => Self::Whole,
            (_, None) => Self::Form,
        }
    }

    /// What is said where the law is broken. `path` points into the line.
    pub(super) fn broken(self, path: &str) -> Issue {
        self.broken_by(path, self.text())
    }

    /// The same in other words.
    pub(super) fn broken_by(self, path: &str, text: &'static Text) -> Issue {
        Issue::new(Code::PlanLawBroken, path, text).with("law", self.name())
    }

    fn text(self) -> &'static Text {
        match self {
            Self::Form | Self::Whole => &texts::FORM,
            Self::Order => &texts::ORDER,
            Self::Shard => &texts::SHARD,
            Self::Header => &texts::HEADER,
            Self::Key => &texts::KEY,
            Self::KeyOnce => &texts::KEY_ONCE,
            Self::NumberOnce => &texts::NUMBER_ONCE,
            Self::NotBefore => &texts::NOT_BEFORE,
            Self::TimeOrder => &texts::TIME_ORDER,
            Self::Gap => &texts::GAP,
            Self::Batch => &texts::BATCH,
            Self::Cap => &texts::CAP,
            Self::WarmUp => &texts::WARM_UP,
            Self::Quiet => &texts::QUIET,
            Self::Length => &texts::LENGTH,
            Self::Sent => &texts::SENT,
            Self::Candidates => &texts::CANDIDATES,
            Self::Inputs => &texts::INPUTS,
            Self::Complete => &texts::COMPLETE,
            Self::NothingElse => &texts::NOTHING_ELSE,
            Self::Summary => &texts::SUMMARY,
            Self::Hash => &texts::HASH,
        }
    }
}
