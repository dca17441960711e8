//! The states that MsgFlash and its provider name, and how they map.

/// Whether an instance is connected (instances page).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum InstanceStatus {
    /// Exists, and is not connected.
    Disconnected,
    /// The connection is being made.
    Connecting,
    /// Ready to send.
    Connected,
    /// A state that no page names, as it was written; empty where there was none.
    Unknown(String),
}

impl InstanceStatus {
    /// The status that a state or status of any shape stands for. Total: what is not known is kept.
    ///
    /// ```
    /// use flashplan::instance::InstanceStatus;
    /// assert_eq!(InstanceStatus::from_name("online"), InstanceStatus::Connected);
    /// assert_eq!(InstanceStatus::from_name("refused"), InstanceStatus::Disconnected);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "open" | "online" | "connected" => Self::Connected,
            "connecting" | "qr" | "pairing" | "reconnecting" => Self::Connecting,
            "close" | "closed" | "offline" | "disconnected" | "refused" | "logged_out" => {
                Self::Disconnected
            }
            other => Self::Unknown(other.to_owned()),
        }
    }

    /// The name that MsgFlash gives it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Disconnected => "disconnected",
            Self::Connecting => "connecting",
            Self::Connected => "connected",
            Self::Unknown(name) => name,
        }
    }

    /// The provider's state that it stands for; none where it is not known.
    #[must_use]
    pub fn provider_state(&self) -> Option<ProviderState> {
        match self {
            Self::Disconnected => Some(ProviderState::Close),
            Self::Connecting => Some(ProviderState::Connecting),
            Self::Connected => Some(ProviderState::Open),
            Self::Unknown(_) => None,
        }
    }

    pub(super) fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }
}

/// The state of a connection as the provider names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ProviderState {
    /// `open`: ready to send and receive.
    Open,
    /// `close`.
    Close,
    /// `connecting`.
    Connecting,
    /// `refused`.
    Refused,
    /// Another one, as it was written.
    Other(String),
}

impl ProviderState {
    /// The state of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "open" => Self::Open,
            "close" => Self::Close,
            "connecting" => Self::Connecting,
            "refused" => Self::Refused,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Open => "open",
            Self::Close => "close",
            Self::Connecting => "connecting",
            Self::Refused => "refused",
            Self::Other(name) => name,
        }
    }
}
