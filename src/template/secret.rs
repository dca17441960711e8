//! Names of values that never leave the host: no template reaches them, even where a host passes them.

use super::program::Namespace;
use serde_json::{Map, Value};

/// Whole words that make a name secret, in lower case and without separators.
const SECRET: [&str; 16] = [
    "apikey",
    "token",
    "accesstoken",
    "refreshtoken",
    "accesstokenwabusiness",
    "authtoken",
    "password",
    "passwd",
    "passwordhash",
    "secret",
    "clientsecret",
    "webhook",
    "webhookurl",
    "webhooksecret",
    "privatekey",
    "credentials",
];

/// Whether a field of this name is kept from templates. Only what the host fills in has secrets:
/// what a campaign or a contact says is said to be printed.
pub(super) fn is_secret(namespace: Namespace, name: &str) -> bool {
    let is_hosts = matches!(namespace, Namespace::User | Namespace::Instance);
    if !is_hosts || !(5..=64).contains(&name.len()) {
        return false;
    }
    let plain = || {
        let letters = name.bytes().filter(|b| !matches!(b, b'_' | b'-' | b' '));
        letters.map(|b| b.to_ascii_lowercase())
    };
    SECRET.iter().any(|secret| secret.bytes().eq(plain()))
}

/// `object` without its secrets, at any depth.
pub(super) fn without_secrets(
    namespace: Namespace,
    mut object: Map<String, Value>,
) -> Map<String, Value> {
    object.retain(|name, _| !is_secret(namespace, name));
    let mut rest: Vec<&mut Value> = object.values_mut().collect();
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(object) => {
                object.retain(|name, _| !is_secret(namespace, name));
                rest.extend(object.values_mut());
            }
            Value::Array(items) => rest.extend(items),
            _ => {}
        }
    }
    object
}
