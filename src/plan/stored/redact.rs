//! A plan for logs: who, when and why, without numbers and texts.

use crate::phone::Phone;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The line of a plan, without its line feed, with phone numbers masked and texts hashed.
///
/// `+2290197000001` becomes `+229********01`, and a text becomes `sha256:` and its digest: equal texts
/// stay equal, and whoever can guess a text can find it by hashing the guess. Keys, times and ids stay,
/// but for an id that reads as a phone number. The header says `"redacted":true`, and of a suppression
/// list how long it is. The hash in the
/// summary stays that of the plan itself, so that a redacted plan can be laid beside the one that it
/// was made from.
///
/// # Errors
///
/// A line that is not a JSON object: `[1]`, `{"kind":`.
///
/// ```
/// let line = r#"{"kind":"send","contactId":"c1","to":"+2290197000001","body":"Bonjour Awa"}"#;
/// let redacted = flashplan::plan::redact(line)?;
/// assert!(redacted.contains(r#""contactId":"c1","to":"+229********01","body":"sha256:"#));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn redact(line: &str) -> Result<String, serde_json::Error> {
    let mut fields: Map<String, Value> = serde_json::from_str(line)?;
    if fields.get("kind").and_then(Value::as_str) == Some("plan") {
        fields.insert("redacted".to_owned(), Value::from(true));
        forget_list(&mut fields);
    }
    for (name, value) in &mut fields {
        let Value::String(text) = value else { continue };
        match name.as_str() {
            "to" => *text = masked(text),
            "contactId" | "of" => *text = masked_id(text),
            "body" => *text = digest(text),
            _ => {}
        }
    }
    serde_json::to_string(&fields)
}

/// Who guesses the one number of a list could hold it against the list's digest.
fn forget_list(header: &mut Map<String, Value>) {
    let options = header.get_mut("options");
    let list = options.and_then(|options| options.get_mut("suppressed"));
    if let Some(Value::Object(list)) = list {
        list.remove("sha256");
    }
}

/// The first three digits and the last two; of a short number the last two alone.
fn masked(number: &str) -> String {
    let digits = number.strip_prefix('+').unwrap_or(number);
    let count = digits.chars().count();
    let shown = if count >= 10 { 3 } else { 0 };
    let mask = |(i, digit)| {
        let is_shown = i < shown || i + 2 >= count;
        if is_shown { digit } else { '*' }
    };
    let mut masked: String = digits.chars().enumerate().map(mask).collect();
    masked.insert(0, '+');
    masked
}

/// Some keep their contacts by number.
fn masked_id(id: &str) -> String {
    match Phone::normalise(id) {
        Ok(number) => masked(&number.phone.to_string()),
        Err(_) => id.to_owned(),
    }
}

fn digest(text: &str) -> String {
    let mut hex = "sha256:".to_owned();
    for byte in Sha256::digest(text.as_bytes()) {
        // writing to a String cannot fail
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::{masked, masked_id};

    #[test]
    fn masks_all_but_the_ends() {
        assert_eq!(masked("+2290197000001"), "+229********01");
        assert_eq!(masked("+1234567"), "+*****67");
    }

    #[test]
    fn an_id_that_is_a_number_is_masked_and_any_other_stays() {
        assert_eq!(masked_id("+229 01 97 00 00 01"), "+229********01");
        assert_eq!(masked_id("c1"), "c1");
        let uuid = "402f7c29-4ffe-5a63-a7d6-9727f57ea063";
        assert_eq!(masked_id(uuid), uuid);
    }
}
