//! Numbers that are written without their country code.

use crate::output::Failure;
use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, country};

/// The country that numbers without a country code are of. Somebody says so; nothing is guessed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Country(country::Id);

impl Country {
    /// The country of an ISO 3166 code (`BJ`) or of a calling code (`229`, `+229`).
    pub(crate) fn named(text: &str) -> Result<Self, Failure> {
        let id = match text.trim_start_matches('+').parse::<u16>() {
            Ok(code) => DATABASE
                .by_code(&code)
                .and_then(|plans| plans.first().map(|plan| plan.id().to_owned())),
            Err(_) => Some(text.to_ascii_uppercase()),
        };
        id.and_then(|id| id.parse().ok()).map(Self).ok_or_else(|| {
            Failure::Usage(format!(
                "`country` cannot be `{text}`: write an ISO code such as BJ, or a calling code such as 229"
            ))
        })
    }

    /// `text` in the form of E.164, if it is a number without a country code.
    pub(super) fn complete(self, text: &str) -> Option<String> {
        let is_national =
            !text.trim_start().starts_with('+') && !text.trim_start().starts_with("00");
        if !is_national || !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let number = phonenumber::parse(Some(self.0), text).ok()?;
        Some(number.format().mode(Mode::E164).to_string())
    }
}
