//! The states of messages and campaigns, and which may follow which.

/// Where a message stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MessageStatus {
    /// Accepted, and sent later.
    Queued,
    /// Handed to WhatsApp.
    Sent,
    /// On the recipient's device.
    Delivered,
    /// Read by the recipient.
    Read,
    /// Not sent, or not delivered.
    Failed,
    /// A state that no page names, as it was written.
    Unknown(String),
}

impl MessageStatus {
    /// The status of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "queued" => Self::Queued,
            "sent" => Self::Sent,
            "delivered" => Self::Delivered,
            "read" => Self::Read,
            "failed" => Self::Failed,
            other => Self::Unknown(other.to_owned()),
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed => "failed",
            Self::Unknown(name) => name,
        }
    }
}

/// Where a campaign stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CampaignStatus {
    /// Waits for its start, or for its next occurrence.
    Scheduled,
    /// Sends.
    Running,
    /// Was paused, and can be resumed.
    Paused,
    /// Has sent everything.
    Completed,
    /// Was cancelled.
    Cancelled,
    /// A state that no page names, as it was written.
    Unknown(String),
}

impl CampaignStatus {
    /// The status of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "scheduled" => Self::Scheduled,
            "running" => Self::Running,
            "paused" => Self::Paused,
            "completed" => Self::Completed,
            "cancelled" => Self::Cancelled,
            other => Self::Unknown(other.to_owned()),
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::Unknown(name) => name,
        }
    }
}
