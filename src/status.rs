//! The states of messages and campaigns, and which may follow which.

/// Where a message stands (send-message page).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MessageStatus {
    /// A state that no page names, as it was written.
    Unknown(String),
    /// Accepted, and sent later.
    Queued,
    /// Handed to WhatsApp.
    Sent,
    /// Not sent, or not delivered.
    Failed,
    /// On the recipient's device.
    Delivered,
    /// Read by the recipient.
    Read,
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

    /// The webhook event that tells of it (guides/webhooks); none while it is queued.
    #[must_use]
    pub fn webhook_event(&self) -> Option<&'static str> {
        match self {
            Self::Sent => Some("message.sent"),
            Self::Delivered => Some("message.delivered"),
            Self::Read => Some("message.read"),
            Self::Failed => Some("message.failed"),
            Self::Queued | Self::Unknown(_) => None,
        }
    }

    /// Whether `next` may follow directly: queued, sent, delivered, read, in this order, and failed
    /// after queued or sent.
    #[must_use]
    pub fn can_become(&self, next: &Self) -> bool {
        matches!(
            (self, next),
            (Self::Queued, Self::Sent | Self::Failed)
                | (Self::Sent, Self::Delivered | Self::Failed)
                | (Self::Delivered, Self::Read)
        )
    }

    /// What is known after both were heard, in whichever order they came.
    ///
    /// Webhooks arrive out of order. The state that is further on counts; one that was delivered
    /// has not failed, whatever comes later (see [`MessageStatus::contradicts`]).
    ///
    /// ```
    /// use flashplan::status::MessageStatus::{Delivered, Failed, Queued, Sent};
    /// assert_eq!(Delivered.merge(Sent), Delivered);
    /// assert_eq!(Queued.merge(Failed), Failed);
    /// assert_eq!(Failed.merge(Delivered), Delivered);
    /// ```
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        // the order of the variants is the order in which news outweigh each other
        self.max(other)
    }

    /// Whether the two cannot both be true: failed, and delivered or read.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> bool {
        let arrived = |status: &Self| matches!(status, Self::Delivered | Self::Read);
        (*self == Self::Failed && arrived(other)) || (*other == Self::Failed && arrived(self))
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

/// What can be done to a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CampaignAction {
    /// `POST /api/v1/campaigns/{id}/pause`.
    Pause,
    /// `POST /api/v1/campaigns/{id}/resume`.
    Resume,
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

    /// Whether the API takes the action; it answers `BAD_REQUEST` otherwise (pause-campaign page).
    #[must_use]
    pub fn allows(&self, action: CampaignAction) -> bool {
        match action {
            CampaignAction::Pause => matches!(self, Self::Scheduled | Self::Running),
            CampaignAction::Resume => matches!(self, Self::Paused),
        }
    }

    /// Whether nothing is sent any more.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled)
    }

    /// Whether `next` may follow directly.
    #[must_use]
    pub fn can_become(&self, next: &Self) -> bool {
        matches!(
            (self, next),
            (Self::Scheduled, Self::Running | Self::Paused | Self::Cancelled)
                // a repeating campaign waits again after each occurrence
                | (Self::Running, Self::Scheduled | Self::Paused | Self::Completed | Self::Cancelled)
                | (Self::Paused, Self::Scheduled | Self::Running | Self::Cancelled)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::CampaignStatus;

    #[test]
    fn nothing_follows_a_final_status_and_nothing_known_follows_an_unknown_one() {
        let names = [
            "scheduled",
            "running",
            "paused",
            "completed",
            "cancelled",
            "?",
        ];
        let all = names.map(CampaignStatus::from_name);
        for status in &all {
            assert_eq!(CampaignStatus::from_name(status.name()), *status);
            let ends = !all.iter().any(|next| status.can_become(next));
            let unknown = matches!(status, CampaignStatus::Unknown(_));
            assert_eq!(ends, status.is_final() || unknown, "{status:?}");
        }
    }
}
