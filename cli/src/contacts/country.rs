//! Numbers that are written without their country code.

use super::texts;
use crate::output::Failure;
use flashplan::phone::Phone;
use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, PhoneNumber, country};

/// The country that numbers without a country code are of. Somebody says so; nothing is guessed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Country(country::Id);

/// A number that was completed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Completed {
    pub(super) phone: Phone,
    /// The country code was there, and only the `+` was not.
    pub(super) had_code: bool,
}

impl Country {
    /// The country of an ISO 3166 code (`BJ`) or of a calling code (`229`, `+229`).
    pub(crate) fn named(text: &str) -> Result<Self, Failure> {
        let id = match text.trim_start_matches('+').parse::<u16>() {
            Ok(code) => DATABASE
                .by_code(&code)
                .and_then(|plans| plans.first().map(|plan| plan.id().to_owned())),
            Err(_) => Some(text.to_ascii_uppercase()),
        };
        id.and_then(|id| id.parse().ok())
            .map(Self)
            .ok_or_else(|| Failure::Usage(texts::NO_COUNTRY.with(&[("text", &text)])))
    }

    /// The number that `digits` are in this country; none if its number plan has no such number, or if
    /// they are one number with the country code and another without.
    pub(super) fn complete(self, digits: &str) -> Option<Completed> {
        let national = phonenumber::parse(Some(self.0), digits).ok();
        let national = national.and_then(|number| in_plan(&number));
        let with_code = phonenumber::parse(None, format!("+{digits}")).ok();
        let with_code = with_code
            .filter(|number| number.country().id() == Some(self.0))
            .and_then(|number| in_plan(&number));
        match (national, with_code) {
            (Some(national), Some(with_code)) if national != with_code => None,
            (_, Some(phone)) => Some(Completed {
                phone,
                had_code: true,
            }),
            (Some(phone), None) => Some(Completed {
                phone,
                had_code: false,
            }),
            (None, None) => None,
        }
    }
}

/// A number of its country's plan, or of the one before the last change.
fn in_plan(number: &PhoneNumber) -> Option<Phone> {
    let phone = Phone::parse(&number.format().mode(Mode::E164).to_string()).ok()?;
    (number.is_valid() || phone.renumbered().is_some()).then_some(phone)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::Country;

    #[test]
    fn completes_numbers_of_the_plan_and_no_others() {
        let cases = [
            ("BJ", "0197000012", Some(("+2290197000012", false))),
            ("229", "0197000012", Some(("+2290197000012", false))),
            // of the plan before 2024-11-30
            ("BJ", "97000012", Some(("+22997000012", false))),
            ("BJ", "2290197000012", Some(("+2290197000012", true))),
            ("BJ", "22997000012", Some(("+22997000012", true))),
            // a spreadsheet took the leading 0 away
            ("BJ", "197000012", None),
            ("BJ", "970000", None),
            // of another country
            ("BJ", "33612345678", None),
            ("FR", "0612345678", Some(("+33612345678", false))),
            ("FR", "33612345678", Some(("+33612345678", true))),
            ("FR", "612345678", Some(("+33612345678", false))),
            ("CI", "0701020304", Some(("+2250701020304", false))),
            ("NG", "08030000018", Some(("+2348030000018", false))),
            ("US", "2025550123", Some(("+12025550123", false))),
            ("US", "12025550123", Some(("+12025550123", true))),
        ];
        for (country, digits, wanted) in cases {
            let country = Country::named(country).expect("a country");
            let found = country.complete(digits);
            let found = found.map(|found| (found.phone.to_string(), found.had_code));
            let wanted = wanted.map(|(phone, had_code)| (phone.to_owned(), had_code));
            assert_eq!(found, wanted, "{digits}");
        }
    }
}
