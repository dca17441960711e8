//! Why an expression has no value.

use super::helper::Helper;

/// Why an expression has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A helper got an object where it takes a text.
    NotScalar,
    /// A helper cannot format the value.
    Invalid(Helper),
    /// Neither the call nor the campaign names a locale.
    #[cfg(feature = "locale")]
    NoLocale(Helper),
}
