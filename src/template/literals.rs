//! Literal arguments that can be judged before any value is known.

use super::helper::{Helper, Signature};
use super::lower::{Lowering, Reported};
use super::syntax::{Call, ExpressionKind};
use super::texts;
use crate::issue::{Code, Issue, Text};

impl Lowering<'_> {
    /// Reports a literal that its helper cannot take: a count that is none, an unknown style of a
    /// date, a locale or zone that is not one, a plural without its last form.
    pub(super) fn check_literals(
        &mut self,
        signature: &Signature,
        call: &Call,
        named: &[Option<u32>],
    ) -> Result<(), Reported> {
        let second = call.arguments.get(1).copied();
        match signature.helper {
            Helper::Truncate => self.literal_fits(signature, second, is_count, &texts::NOT_A_COUNT),
            Helper::Date => self
                .literal_fits(signature, second, is_style, &texts::NOT_A_STYLE)
                .and(self.literal_fits(signature, named[0], is_locale, &texts::NOT_A_LOCALE))
                .and(self.literal_fits(signature, named[1], is_zone, &texts::NOT_A_ZONE)),
            Helper::Number => self
                .literal_fits(signature, named[0], is_locale, &texts::NOT_A_LOCALE)
                .and(self.literal_fits(signature, named[1], is_digits, &texts::NOT_A_COUNT)),
            Helper::Plural => {
                if named[6].is_none() {
                    let issue = Issue::new(Code::HelperArguments, "", &texts::PLURAL_WITHOUT_OTHER)
                        .with("usage", signature.usage);
                    self.issue(issue, call.span);
                    return Err(Reported);
                }
                self.literal_fits(signature, named[0], is_locale, &texts::NOT_A_LOCALE)
            }
            _ => Ok(()),
        }
    }

    fn literal_fits(
        &mut self,
        signature: &Signature,
        argument: Option<u32>,
        fits: fn(&str) -> bool,
        text: &'static Text,
    ) -> Result<(), Reported> {
        let Some(argument) = argument else {
            return Ok(());
        };
        let fits = match &self.tree.expressions[argument as usize].kind {
            ExpressionKind::Text(text) => fits(text),
            ExpressionKind::Number(number) => fits(&super::number::print(number)),
            ExpressionKind::Bool(_) | ExpressionKind::Nothing => false,
            // known when the values are
            ExpressionKind::Path(_) | ExpressionKind::Call(_) => true,
        };
        if fits {
            return Ok(());
        }
        let span = self.span(argument);
        let issue = Issue::new(Code::HelperArguments, "", text)
            .with("value", span.text(self.source))
            .with("usage", signature.usage);
        self.issue(issue, span);
        Err(Reported)
    }
}

fn is_count(text: &str) -> bool {
    text.parse::<u32>().is_ok()
}

/// Digits after a point.
fn is_digits(text: &str) -> bool {
    text.parse::<u8>().is_ok_and(|digits| digits <= 20)
}

#[cfg(feature = "locale")]
use super::{
    locale::{is_locale, is_style},
    zone::is_zone,
};

/// Without the feature no call gets here.
#[cfg(not(feature = "locale"))]
fn is_locale(_text: &str) -> bool {
    true
}

/// Without the feature no call gets here.
#[cfg(not(feature = "locale"))]
fn is_style(_text: &str) -> bool {
    true
}

/// Without the feature no call gets here.
#[cfg(not(feature = "locale"))]
fn is_zone(_text: &str) -> bool {
    true
}
