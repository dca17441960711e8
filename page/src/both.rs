//! A text in both languages of the page.

use flashplan::issue::{Issue, Language};
use serde::Serialize;

/// A text in both languages of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Both {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

impl Both {
    /// A text of an issue in each language.
    pub(crate) fn of(issue: &Issue, text: fn(&Issue, Language) -> String) -> Self {
        Self {
            en: text(issue, Language::English),
            fr: text(issue, Language::French),
        }
    }
}
