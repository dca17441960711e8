//! How risky a plan is for the number that it is sent from, by rules that are written down.
//!
//! MsgFlash answers a campaign with a `safety` object; this is the same object before anything is sent.
//! Its rules are ours, and guidance: as in MsgFlash's first version nothing is held back by them, unless a
//! host asks for it ([`SafetyPolicy`](crate::safety::SafetyPolicy)). The score starts at 100, and each
//! rule that is met takes its points away, down to 0; from 80 on the risk is `low`, from 50 on
//! `medium`, below `high`. Where a rule is met the decision is `warn`.
//!
//! | rule | is met where | points |
//! |---|---|--:|
//! | `INSTANCE` | the instance cannot send now | 25 |
//! | `NO_CAPS` | more than 200 messages leave on one UTC day, and neither a cap an hour or a day nor a warm-up is set | 20 |
//! | `BURST` | more than 20 messages leave within a minute of the clock | 15 |
//! | `IDENTICAL` | of 20 messages or more at least 80 % have the same text | 15 |
//! | `NEW_CONTACTS` | at least half of the messages go to people who were never written to, by the host's count | 15 |
//! | `SHORTENER` | a text has a link of a shortening service | 15 |
//! | `NIGHT` | more than 10 % of the messages leave between 21:00 and 08:00 of the contact's or the campaign's clock | 10 |

mod texts;

use super::entry::{Entry, PlannedSend};
use super::prepare::Plan;
use crate::instance::Instance;
use crate::issue::{Language, Text, fill_in};
use crate::safety::{Decision, Safety};
use crate::schedule::Zone;
use chrono::{DateTime, NaiveDate, Timelike, Utc};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Texts that are told apart; more different ones than these are no mass of equal texts.
const TEXTS: usize = 65_536;

/// Messages a UTC day that need a cap.
const DAY_WITHOUT_CAPS: u64 = 200;

/// Messages a minute that are a burst.
const BURST: u64 = 20;

/// Messages below which equal texts say nothing.
const FEW: u64 = 20;

/// Services that shorten links. WhatsApp and its users cannot see where such a link leads.
const SHORTENERS: [&str; 12] = [
    "bit.ly",
    "tinyurl.com",
    "t.co",
    "goo.gl",
    "is.gd",
    "ow.ly",
    "cutt.ly",
    "rb.gy",
    "t.ly",
    "shorturl.at",
    "buff.ly",
    "rebrand.ly",
];

/// A rule of the assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum SafetyRule {
    /// The instance cannot send now.
    Instance,
    /// Many messages on a day, without a cap.
    NoCaps,
    /// Many messages within a minute.
    Burst,
    /// Nearly all texts are the same.
    Identical,
    /// Many people who were never written to.
    NewContacts,
    /// A link whose target cannot be seen.
    Shortener,
    /// Messages in the night.
    Night,
}

impl SafetyRule {
    /// Every rule, in the order of the table.
    pub const ALL: [Self; 7] = [
        Self::Instance,
        Self::NoCaps,
        Self::Burst,
        Self::Identical,
        Self::NewContacts,
        Self::Shortener,
        Self::Night,
    ];

    /// The stable name: `NO_CAPS`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Instance => "INSTANCE",
            Self::NoCaps => "NO_CAPS",
            Self::Burst => "BURST",
            Self::Identical => "IDENTICAL",
            Self::NewContacts => "NEW_CONTACTS",
            Self::Shortener => "SHORTENER",
            Self::Night => "NIGHT",
        }
    }

    /// Points that it takes from the score.
    #[must_use]
    pub fn points(self) -> u32 {
        match self {
            Self::Instance => 25,
            Self::NoCaps => 20,
            Self::Burst | Self::Identical | Self::NewContacts | Self::Shortener => 15,
            Self::Night => 10,
        }
    }

    fn text(self) -> &'static Text {
        match self {
            Self::Instance => &texts::INSTANCE,
            Self::NoCaps => &texts::NO_CAPS,
            Self::Burst => &texts::BURST,
            Self::Identical => &texts::IDENTICAL,
            Self::NewContacts => &texts::NEW_CONTACTS,
            Self::Shortener => &texts::SHORTENER,
            Self::Night => &texts::NIGHT,
        }
    }
}

/// Looks at a plan while it streams by. Memory is bounded: the hashes of 65,536 texts,
/// and the plan's days.
#[derive(Clone, Debug)]
pub struct SafetyAssessment {
    zone: Zone,
    has_caps: bool,
    is_warming: bool,
    is_ready: bool,
    new_contacts: u64,
    sends: u64,
    nights: u64,
    shortener: Option<&'static str>,
    days: HashMap<NaiveDate, u64>,
    texts: HashMap<u64, u64>,
    /// The minute of the last message, and how many left in it so far; the most of any.
    minute: (i64, u64),
    busiest_minute: u64,
}

impl SafetyAssessment {
    /// An assessment of `plan` that has seen nothing of it yet. Without an instance the rule about it is not
    /// looked at.
    #[must_use]
    pub fn of(plan: &Plan, instance: Option<&Instance>) -> Self {
        let caps = &plan.options().pace.caps;
        let is_warming = !caps.warm_up.is_empty();
        Self {
            zone: plan.zone().clone(),
            has_caps: caps.per_hour.is_some() || caps.per_day.is_some() || is_warming,
            is_warming,
            is_ready: instance.is_none_or(Instance::can_send),
            new_contacts: 0,
            sends: 0,
            nights: 0,
            shortener: None,
            days: HashMap::new(),
            texts: HashMap::new(),
            minute: (0, 0),
            busiest_minute: 0,
        }
    }

    /// How many messages go to people who were never written to before: only the host can know.
    #[must_use]
    pub fn new_contacts(mut self, messages: u64) -> Self {
        self.new_contacts = messages;
        self
    }

    /// Takes the next entry of the plan.
    pub fn take(&mut self, entry: &Entry<'_>) {
        if let Entry::Send(send) = entry {
            self.send(send);
        }
    }

    fn send(&mut self, send: &PlannedSend<'_>) {
        self.sends += 1;
        *self.days.entry(send.send_at.date_naive()).or_default() += 1;
        self.count_minute(send.send_at);
        let own = send.time_zone.and_then(Zone::find);
        let hour = own
            .as_ref()
            .unwrap_or(&self.zone)
            .to_local(send.send_at)
            .hour();
        self.nights += u64::from(!(8..21).contains(&hour));
        if let Some(body) = send.body {
            self.look_at(body);
        }
    }

    fn count_minute(&mut self, at: DateTime<Utc>) {
        let minute = at.timestamp().div_euclid(60);
        let before = if self.minute.0 == minute {
            self.minute.1
        } else {
            0
        };
        self.minute = (minute, before + 1);
        self.busiest_minute = self.busiest_minute.max(before + 1);
    }

    /// Counts equal texts; a text that was seen is not looked at again.
    fn look_at(&mut self, body: &str) {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        let hash = hasher.finish();
        if let Some(count) = self.texts.get_mut(&hash) {
            *count += 1;
            return;
        }
        if self.texts.len() < TEXTS {
            self.texts.insert(hash, 1);
        }
        self.shortener = self.shortener.or_else(|| shortener_in(body));
    }

    /// The rules that are met, in the order of the table.
    #[must_use]
    pub fn rules(&self) -> Vec<SafetyRule> {
        let rules = SafetyRule::ALL.into_iter();
        rules.filter(|rule| self.is_met(*rule)).collect()
    }

    fn is_met(&self, rule: SafetyRule) -> bool {
        match rule {
            SafetyRule::Instance => !self.is_ready,
            SafetyRule::NoCaps => !self.has_caps && self.busiest_day() > DAY_WITHOUT_CAPS,
            SafetyRule::Burst => self.busiest_minute > BURST,
            SafetyRule::Identical => self.sends >= FEW && self.same_text() * 5 >= self.sends * 4,
            SafetyRule::NewContacts => self.sends > 0 && self.new_contacts * 2 >= self.sends,
            SafetyRule::Shortener => self.shortener.is_some(),
            SafetyRule::Night => self.nights * 10 > self.sends,
        }
    }

    fn busiest_day(&self) -> u64 {
        self.days.values().copied().max().unwrap_or(0)
    }

    fn same_text(&self) -> u64 {
        self.texts.values().copied().max().unwrap_or(0)
    }

    /// The assessment as MsgFlash writes one, its words in `language`.
    #[must_use]
    pub fn finish(&self, language: Language) -> Safety {
        let rules = self.rules();
        let lost: u32 = rules.iter().map(|rule| rule.points()).sum();
        let score = 100_u32.saturating_sub(lost);
        let params = self.params();
        let words = |hint: bool| {
            let text = |rule: &SafetyRule| fill_in(rule.text(), hint, language, &params);
            rules.iter().map(text).collect()
        };
        Safety {
            decision: if rules.is_empty() {
                Decision::Allow
            } else {
                Decision::Warn
            },
            risk_level: Some(risk(score).to_owned()),
            state: self.is_warming.then(|| "warming".to_owned()),
            score: Some(f64::from(score)),
            reasons: words(false),
            recommendations: words(true),
        }
    }

    fn params(&self) -> Vec<(&'static str, String)> {
        let percent = |part: u64| {
            (part * 100)
                .checked_div(self.sends)
                .unwrap_or(0)
                .to_string()
        };
        vec![
            ("day", self.busiest_day().to_string()),
            ("minute", self.busiest_minute.to_string()),
            ("same", percent(self.same_text())),
            ("new", percent(self.new_contacts)),
            ("service", self.shortener.unwrap_or_default().to_owned()),
            ("night", percent(self.nights)),
        ]
    }
}

fn risk(score: u32) -> &'static str {
    match score {
        80.. => "low",
        50.. => "medium",
        _ => "high",
    }
}

/// A shortening service that a text names as the host of a link: `bit.ly/x`, but not `habit.ly`.
fn shortener_in(text: &str) -> Option<&'static str> {
    SHORTENERS.into_iter().find(|service| {
        text.match_indices(service).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + service.len()..].chars().next();
            before.is_none_or(|c| c == '/' || c.is_whitespace()) && after == Some('/')
        })
    })
}
