//! Warm-ups: how a number that is new to sending comes up to what it is to send.
//!
//! A warm-up is a list of caps, one for each 24 hours ([`Caps::warm_up`](super::Caps)). Who has none of his
//! own takes a published one by name ([`WarmUp`]), or says which one each `warmupPolicy` of his host is
//! ([`WarmUpPolicies`]). WhatsApp publishes no warm-up for numbers on WhatsApp Web, and MsgFlash no values of
//! `warmupPolicy`: none is guessed here.

use serde_json::Value;

/// A warm-up that others have published. Both are advice of those who run such numbers, not rules of
/// WhatsApp.
///
/// ```
/// use flashplan::pace::WarmUp;
///
/// assert_eq!(WarmUp::SevenDays.caps(), [20, 36, 65, 117, 210, 378, 680]);
/// assert_eq!(WarmUp::from_day(WarmUp::SevenDays.caps(), 6), [378, 680]);
/// assert!(WarmUp::from_day(WarmUp::SevenDays.caps(), 8).is_empty());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarmUp {
    /// 50 on the first two days, 200 on the next three, 500 on the next five: the ramp of effess.in. It states
    /// 20, 40 and 80 an hour for the same days besides; of these a plan takes one, as
    /// [`Caps::per_hour`](super::Caps).
    TenDays,
    /// 20 on the first day, and 1.8 times as many on each of the next six, rounded: the defaults of the
    /// package baileys-antiban.
    SevenDays,
}

impl WarmUp {
    /// Each with the name that options and the command line give it.
    pub const NAMES: [(&'static str, Self); 2] =
        [("ten-days", Self::TenDays), ("seven-days", Self::SevenDays)];

    /// Sends in the first, second, third .. 24 hours.
    #[must_use]
    pub fn caps(self) -> &'static [u32] {
        match self {
            Self::TenDays => &[50, 50, 200, 200, 200, 500, 500, 500, 500, 500],
            Self::SevenDays => &[20, 36, 65, 117, 210, 378, 680],
        }
    }

    /// What is left of a warm-up for a plan that starts on its day `day`, from 1; nothing once it is over.
    #[must_use]
    pub fn from_day(caps: &[u32], day: u32) -> &[u32] {
        let done = usize::try_from(day.saturating_sub(1)).unwrap_or(usize::MAX);
        caps.get(done..).unwrap_or_default()
    }
}

/// What a host's values of `warmupPolicy` mean, as the host says: the field is published
/// ([`Health::warmup_policy`](crate::instance::Health::warmup_policy)), its values are not.
///
/// ```
/// use flashplan::instance::read_instances;
/// use flashplan::pace::WarmUpPolicies;
/// use serde_json::json;
///
/// let policies = WarmUpPolicies::new()
///     .policy(json!("gradual"), vec![20, 40, 80])
///     .policy(json!({"stage": 2}), vec![200]);
/// let body = br#"{"data": {"instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "safetyState": "warming",
///     "warmupPolicy": {"stage": 2}}}"#;
/// let instances = read_instances(body).into_result().unwrap();
/// let health = instances[0].health.as_ref().unwrap();
/// let policy = health.warmup_policy().unwrap();
/// assert_eq!(policies.caps(policy), Some(&[200][..]));
/// assert_eq!(policies.caps("\"strict\""), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WarmUpPolicies {
    known: Vec<(Value, Vec<u32>)>,
}

impl WarmUpPolicies {
    /// No policy is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes this value of `warmupPolicy` for these caps, none for a policy that holds nothing back. The
    /// first mention of a value counts.
    #[must_use]
    pub fn policy(mut self, policy: Value, caps: Vec<u32>) -> Self {
        self.known.push((policy, caps));
        self
    }

    /// The caps that a policy, as JSON, means; none where nothing was said of it.
    #[must_use]
    pub fn caps(&self, policy: &str) -> Option<&[u32]> {
        let policy: Value = serde_json::from_str(policy).ok()?;
        let known = self.known.iter().find(|(known, _)| *known == policy);
        known.map(|(_, caps)| caps.as_slice())
    }
}
