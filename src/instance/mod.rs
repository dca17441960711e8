//! Instances: connected numbers, as MsgFlash and its provider Evolution API describe them.
//!
//! One type for every published and every real shape. Secrets (API keys, tokens, passwords) are
//! dropped while reading, so that nothing that prints an [`Instance`] can show one.
//!
//! ```
//! use flashplan::instance::{InstanceStatus, read_instances};
//! let body = br#"[{"instance": {"instanceName": "shop", "status": "open",
//!     "owner": "22901020304@s.whatsapp.net", "apikey": "B3844804"}}]"#;
//! let instances = read_instances(body).into_result().unwrap();
//! assert_eq!(instances[0].name.as_deref(), Some("shop"));
//! assert_eq!(instances[0].status, InstanceStatus::Connected);
//! assert!(instances[0].has_secret);
//! ```

mod health;
mod output;
mod read;
mod secret;
mod shape;
mod state;
mod texts;

pub use health::Health;
pub use read::{read_instances, read_instances_with};
pub use shape::InstanceShape;
pub use state::{InstanceStatus, ProviderState};

use crate::id::InstanceId;
use crate::issue::Code;
use crate::phone::{Jid, Phone};
use chrono::{DateTime, FixedOffset};

/// A number that can send, with what is known of it. What a shape lacks is `None`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Instance {
    /// Which shape it was read from. Evolution's ids and MsgFlash's are different spaces.
    pub source: InstanceShape,
    /// The id, in the space of its source.
    pub id: Option<String>,
    /// The label that people gave it.
    pub name: Option<String>,
    /// The WhatsApp number.
    pub wa_number: Option<Phone>,
    /// The WhatsApp id of the number's owner.
    pub owner_jid: Option<Jid>,
    /// Whether it is connected.
    pub status: InstanceStatus,
    /// The state as the provider names it.
    pub provider_state: Option<ProviderState>,
    /// The provider's reason for the state: 401 logged out, 515 restart required, ..
    pub status_reason: Option<i64>,
    /// The name that recipients see.
    pub profile_name: Option<String>,
    /// The picture that recipients see.
    pub profile_pic_url: Option<String>,
    /// The line beneath the name.
    pub profile_status: Option<String>,
    /// How it is connected to WhatsApp.
    pub integration: Option<Integration>,
    /// The provider's server, without credentials.
    pub server_url: Option<String>,
    /// Since when it exists.
    pub created_at: Option<DateTime<FixedOffset>>,
    /// When it last changed.
    pub updated_at: Option<DateTime<FixedOffset>>,
    /// When it was deleted.
    pub deleted_at: Option<DateTime<FixedOffset>>,
    /// How safe it is to send much from it.
    pub health: Option<Health>,
    /// Whether it is a WhatsApp Business account, which buttons need.
    pub business: Business,
    /// What was odd about it, each also a warning of the report.
    pub notes: Vec<Code>,
    /// Whether the body had a secret, which was dropped.
    pub has_secret: bool,
}

/// How an instance is connected to WhatsApp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Integration {
    /// `WHATSAPP-BAILEYS`: as WhatsApp Web is.
    Baileys,
    /// `WHATSAPP-BUSINESS`: the Cloud API.
    Business,
    /// `EVOLUTION`.
    Evolution,
    /// Another one, as it was written.
    Other(String),
}

impl Integration {
    fn from_name(name: &str) -> Self {
        match name {
            "WHATSAPP-BAILEYS" => Self::Baileys,
            "WHATSAPP-BUSINESS" => Self::Business,
            "EVOLUTION" => Self::Evolution,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The published name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Baileys => "WHATSAPP-BAILEYS",
            Self::Business => "WHATSAPP-BUSINESS",
            Self::Evolution => "EVOLUTION",
            Self::Other(name) => name,
        }
    }
}

/// Whether a number is a WhatsApp Business account.
///
/// The Cloud API is one. A number on WhatsApp Web may be one too (the Business app), which no body
/// says, so it is never `No` unless the host says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Business {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Not known.
    #[default]
    Unknown,
}

impl Business {
    /// `yes`, `no` or `unknown`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

impl Instance {
    /// Whether it can send now: connected, and not deleted.
    #[must_use]
    pub fn can_send(&self) -> bool {
        self.status == InstanceStatus::Connected && !self.notes.contains(&Code::InstanceDeleted)
    }

    /// The id that definitions name it by; none for what an Evolution API describes, whose ids
    /// are another space.
    #[must_use]
    pub fn msgflash_id(&self) -> Option<InstanceId> {
        match self.source {
            InstanceShape::MsgFlash => InstanceId::stored(self.id.as_deref()?),
            _ => None,
        }
    }
}

/// The instance with this label, letter case aside.
#[must_use]
pub fn find_by_name<'a>(instances: &'a [Instance], name: &str) -> Option<&'a Instance> {
    let wanted = name.trim().to_lowercase();
    let label = |instance: &&Instance| {
        let name = instance.name.as_deref().unwrap_or_default();
        name.trim().to_lowercase() == wanted
    };
    instances.iter().find(label)
}

/// The instance with this number.
#[must_use]
pub fn find_by_number(instances: &[Instance], number: Phone) -> Option<&Instance> {
    instances
        .iter()
        .find(|instance| instance.wa_number == Some(number))
}
