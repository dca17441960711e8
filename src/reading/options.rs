//! What a host may say about how definitions are read.

use crate::catalogue::Account;
use crate::limits::Limits;
use chrono::{DateTime, FixedOffset, Utc};

/// How a definition is read: bounds, and what the host knows that the body does not say.
///
/// ```
/// use flashplan::reading::Options;
/// let options = Options::new().now("2030-01-01T00:00:00Z".parse()?);
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options<'a> {
    /// The bounds.
    pub limits: Limits,
    /// The offset of a `schedule` that has none; without it such a schedule is an error.
    pub default_offset: Option<FixedOffset>,
    /// The instant that counts as now; without it nothing is in the past. The library has no clock.
    pub now: Option<DateTime<Utc>>,
    /// What the account has; without it nothing is looked up.
    pub account: Option<&'a Account>,
}

impl<'a> Options<'a> {
    /// The default bounds, and nothing known.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            limits: Limits::new(),
            default_offset: None,
            now: None,
            account: None,
        }
    }

    /// Other bounds.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The offset of a `schedule` that has none.
    #[must_use]
    pub const fn default_offset(mut self, offset: FixedOffset) -> Self {
        self.default_offset = Some(offset);
        self
    }

    /// The instant that counts as now.
    #[must_use]
    pub const fn now(mut self, now: DateTime<Utc>) -> Self {
        self.now = Some(now);
        self
    }

    /// What the account has and may do.
    #[must_use]
    pub const fn account(mut self, account: &'a Account) -> Self {
        self.account = Some(account);
        self
    }
}
