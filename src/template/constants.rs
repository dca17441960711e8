//! The values that are the same for every message of a campaign.

use super::program::Namespace;
use super::secret;
use serde_json::Value;

/// What `user`, `instance` and `custom` stand for. Secrets of the account and of the instance are
/// dropped on the way in (`apikey`, `token`, `password` and their kin).
///
/// ```
/// use flashplan::template::Constants;
/// use serde_json::json;
/// let constants = Constants::new()
///     .instance(json!({"name": "Boutique Porto-Novo", "token": "x"}))
///     .custom(json!({"app": "MsgFlash"}));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constants {
    user: Option<Value>,
    instance: Option<Value>,
    custom: Option<Value>,
}

impl Constants {
    /// No account, no instance, and no variable of the campaign's own.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The account. Anything but an object is no account.
    #[must_use]
    pub fn user(mut self, user: Value) -> Self {
        self.user = object(Namespace::User, user);
        self
    }

    /// The sending instance. Anything but an object is no instance.
    #[must_use]
    pub fn instance(mut self, instance: Value) -> Self {
        self.instance = object(Namespace::Instance, instance);
        self
    }

    /// The campaign's own variables. Anything but an object is none.
    #[must_use]
    pub fn custom(mut self, custom: Value) -> Self {
        self.custom = object(Namespace::Custom, custom);
        self
    }

    pub(super) fn get(&self, namespace: Namespace) -> Option<&Value> {
        match namespace {
            Namespace::Contact => None,
            Namespace::User => self.user.as_ref(),
            Namespace::Instance => self.instance.as_ref(),
            Namespace::Custom => self.custom.as_ref(),
        }
    }
}

fn object(namespace: Namespace, value: Value) -> Option<Value> {
    match value {
        Value::Object(object) => Some(Value::Object(secret::without_secrets(namespace, object))),
        _ => None,
    }
}
