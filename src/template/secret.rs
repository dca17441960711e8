//! Names of values that never leave the host: no template reaches them, even where a host passes them.

use super::program::Namespace;
use serde_json::{Map, Value};

/// Words that make a name secret, in lower case and without separators.
const SECRET: [&str; 6] = [
    "accesstokenwabusiness",
    "passwd",
    "passwordhash",
    "credentials",
    "webhook",
    "webhookurl",
];

/// Words that make a name secret that ends with them: `proxyPassword`, `refresh_token`, `webhookSecret`.
const SECRET_ENDS: [&str; 7] = [
    "apikey",
    "privatekey",
    "secretkey",
    "token",
    "password",
    "passphrase",
    "secret",
];

/// Names that are longer are no fields of a host.
const LONGEST: usize = 64;

/// Whether a namespace can have secrets. Only what the host fills in has: what a campaign or a contact
/// says is said to be printed.
pub(super) fn has_secrets(namespace: Namespace) -> bool {
    matches!(namespace, Namespace::User | Namespace::Instance)
}

/// Whether a field of this name is kept from templates.
pub(super) fn is_secret(namespace: Namespace, name: &str) -> bool {
    if !has_secrets(namespace) || !(5..=LONGEST).contains(&name.len()) {
        return false;
    }
    let mut plain = [0; LONGEST];
    let mut length = 0;
    for byte in name.bytes().filter(|b| !matches!(b, b'_' | b'-' | b' ')) {
        plain[length] = byte.to_ascii_lowercase();
        length += 1;
    }
    let plain = &plain[..length];
    SECRET.iter().any(|secret| secret.as_bytes() == plain)
        || SECRET_ENDS
            .iter()
            .any(|end| plain.ends_with(end.as_bytes()))
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
