//! Which of the published and real shapes a body has.

use crate::json::{Kind, Value};

/// Where the description of an instance came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InstanceShape {
    /// MsgFlash's own: list, detail, state or health.
    MsgFlash,
    /// Evolution API 1: everything under `instance`.
    EvolutionV1,
    /// Evolution API 2: flat, `connectionStatus` a text.
    EvolutionV2,
    /// Flat as the fetchInstances page documents it, `connectionStatus` an object.
    EvolutionFlat,
    /// `GET /instance/connectionState`: a name and a state.
    ConnectionState,
}

impl InstanceShape {
    /// The name in machine output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MsgFlash => "msgflash",
            Self::EvolutionV1 => "evolution-v1",
            Self::EvolutionV2 => "evolution-v2",
            Self::EvolutionFlat => "evolution-flat",
            Self::ConnectionState => "connection-state",
        }
    }

    /// The shape of one instance, by the first of the marks that it has.
    pub(super) fn of(object: Value<'_>) -> Option<Self> {
        let has = |name| object.member(name).is_some();
        let kind = |name| object.member(name).map(Value::kind);
        let status = object.member("status").and_then(Value::text);
        if let Some(inner) = nested(object) {
            let state = inner.member("state").is_some();
            return Some(if state {
                Self::ConnectionState
            } else {
                Self::EvolutionV1
            });
        }
        if kind("connectionStatus") == Some(Kind::Object) {
            return Some(Self::EvolutionFlat);
        }
        let row = has("name") && ["ownerJid", "token", "_count"].into_iter().any(has);
        if kind("connectionStatus") == Some(Kind::Text) || row {
            return Some(Self::EvolutionV2);
        }
        // MsgFlash never says `instanceName`, and the ids of the two must not be mixed up
        if has("instanceName") {
            return Some(Self::EvolutionFlat);
        }
        let own = [
            "waNumber",
            "providerState",
            "safetyState",
            "safetyScore",
            "warmupPolicy",
            "usageWindowSummary",
        ];
        let known = matches!(status, Some("disconnected" | "connecting" | "connected"));
        (known || own.into_iter().any(has)).then_some(Self::MsgFlash)
    }
}

/// What stands under `instance`, if it is an object.
pub(super) fn nested(object: Value<'_>) -> Option<Value<'_>> {
    let inner = object.member("instance")?;
    (inner.kind() == Kind::Object).then_some(inner)
}
