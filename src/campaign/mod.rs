//! Campaigns: the body of `POST /api/v1/campaigns`, and campaigns as the API gives them back.
//!
//! ```
//! use flashplan::campaign::{Campaign, Repeat};
//! let reading = Campaign::read(br#"{
//!     "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
//!     "name": "Promo",
//!     "schedule": "2030-05-01T09:00:00+01:00",
//!     "repeat": "weekly",
//!     "recipients": {"type": "tags", "value": ["vip"]},
//!     "type": "text",
//!     "body": "Bonjour"
//! }"#);
//! let campaign = reading.into_result().unwrap();
//! assert_eq!(campaign.repeat(), Repeat::Weekly);
//! ```

mod canonical;
mod definition;
mod mode;
mod read;
mod recipients;
mod rendered;
mod repeat;
mod stored;
mod texts;

pub use canonical::Fingerprint;
pub use recipients::Recipients;
pub use rendered::RenderedDirect;
pub use stored::{Stats, StoredCampaign};

pub(crate) use definition::{ignored_variables, read_instance_id};
pub(crate) use mode::{Mode, content_mode, read_template_mode};

use crate::content::{ContentKind, Direct, Variables};
use crate::id::{InstanceId, TemplateId};
use crate::reading::{Options, Reading};
use chrono::{DateTime, FixedOffset};

/// A campaign definition. There is no way to one but through the reader, so it is valid.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    instance_id: InstanceId,
    name: String,
    schedule: DateTime<FixedOffset>,
    repeat: Repeat,
    recipients: Recipients,
    content: Content,
}

/// How often a campaign is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Repeat {
    /// Once.
    #[default]
    None,
    /// Every day at the same time.
    Daily,
    /// Every week on the same day at the same time.
    Weekly,
}

impl Repeat {
    /// The published name: `none`, `daily` or `weekly`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }
}

/// What a campaign sends: exactly one of the two content modes.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Template mode.
    Template {
        /// The stored template.
        id: TemplateId,
        /// The values of its `custom.*`.
        variables: Variables,
    },
    /// Direct mode: `type` and what goes with it.
    Direct(Direct),
    /// Direct mode, its texts rendered for each contact ([`Options::render_direct`]).
    Rendered(RenderedDirect),
}

impl Content {
    /// The kind of direct content; a template's kind is known from the template.
    #[must_use]
    pub fn kind(&self) -> Option<ContentKind> {
        match self {
            Self::Template { .. } => None,
            Self::Direct(direct) => Some(direct.kind()),
            Self::Rendered(rendered) => Some(rendered.direct().kind()),
        }
    }
}

impl Campaign {
    /// Reads the body of a request, with the default [`Options`].
    ///
    /// A campaign as the API gives it back is recognised by its `id` and read as
    /// [`Campaign::read_stored`] does.
    #[must_use]
    pub fn read(json: &[u8]) -> Reading<Self> {
        Self::read_with(json, &Options::new())
    }

    /// Reads the body of a request.
    #[must_use]
    pub fn read_with(json: &[u8], options: &Options<'_>) -> Reading<Self> {
        read::read(json, options)
    }

    /// Reads a campaign as the API gives it back, bare or under `data`: any id that is not blank,
    /// `templateVariables` for `variables`, fields that no page names.
    #[must_use]
    pub fn read_stored(json: &[u8], options: &Options<'_>) -> Reading<StoredCampaign> {
        stored::read(json, options)
    }

    /// The instance that sends.
    #[must_use]
    pub fn instance_id(&self) -> &InstanceId {
        &self.instance_id
    }

    /// The internal name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first occurrence, with the offset that it was written with.
    #[must_use]
    pub fn schedule(&self) -> DateTime<FixedOffset> {
        self.schedule
    }

    /// How often it is sent.
    #[must_use]
    pub fn repeat(&self) -> Repeat {
        self.repeat
    }

    /// Who gets it.
    #[must_use]
    pub fn recipients(&self) -> &Recipients {
        &self.recipients
    }

    /// What they get.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.content
    }
}
