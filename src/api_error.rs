//! The errors that MsgFlash and its provider answer with, read from any of their bodies.

use crate::json::{Document, Kind, Value};
use crate::limits::Limits;

/// Requests a second on one API key before `API_RATE_LIMIT_EXCEEDED` (instances page). A bound for
/// calls to the API, not for sends: a campaign is one call.
pub const API_RATE_LIMIT_PER_SECOND: u32 = 10;

/// The published codes with their HTTP status (resources/error-codes, faq, teams/team-context).
pub const PUBLISHED: [(&str, u16); 23] = [
    ("VALIDATION_ERROR", 400),
    ("BAD_REQUEST", 400),
    ("TEMPLATE_INVALID", 400),
    ("TEMPLATE_VARIABLES_MISSING", 400),
    ("TEMPLATE_CONTEXT_UNAVAILABLE", 400),
    ("UNAUTHORIZED", 401),
    ("FORBIDDEN", 403),
    ("UNSUPPORTED_FEATURE", 403),
    ("SUBSCRIPTION_INACTIVE", 403),
    ("CAMPAIGNS_NOT_AVAILABLE_ON_PLAN", 403),
    ("FEATURE_NOT_AVAILABLE_ON_PLAN", 403),
    ("TEAM_KEY_REQUIRED", 403),
    ("TEAM_KEY_NOT_ALLOWED", 403),
    ("NOT_FOUND", 404),
    ("TEAM_NOT_FOUND", 404),
    ("CONFLICT", 409),
    ("INVALID_DESTINATION", 422),
    ("API_RATE_LIMIT_EXCEEDED", 429),
    ("MONTHLY_API_REQUEST_QUOTA_EXCEEDED", 429),
    ("MONTHLY_OUTBOUND_QUOTA_EXCEEDED", 429),
    ("INTERNAL_ERROR", 500),
    ("PROVIDER_TIMEOUT", 502),
    ("PROVIDER_UNAVAILABLE", 502),
];

/// What an API answered in place of what was asked for.
///
/// ```
/// use flashplan::api_error::ApiError;
/// let body = br#"{"error":{"code":"API_RATE_LIMIT_EXCEEDED","message":"Slow down"}}"#;
/// let error = ApiError::read(Some(429), body).unwrap();
/// assert_eq!(error.code, "API_RATE_LIMIT_EXCEEDED");
/// assert!(error.is_retryable());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status: the one given, else the body's, else the published one of the code.
    pub http: Option<u16>,
    /// The code; of a body without one, the status phrase as a code: `NOT_FOUND`.
    pub code: String,
    /// What went wrong, in the server's words.
    pub message: String,
    /// The single mistakes, where the body lists them.
    pub details: Vec<ErrorDetail>,
}

/// One element of an error's `details`. Its form is not published: what is not there is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorDetail {
    /// The code of the mistake.
    pub code: String,
    /// Where it stands.
    pub path: String,
    /// What is wrong.
    pub message: String,
}

impl ApiError {
    /// Reads the body of an error: MsgFlash's `{"error":{"code","message","details"}}`, Evolution's
    /// `{"status","error","response":{"message"}}`, or the documented `{"error":true,"message"}`.
    ///
    /// None where the body is none of them.
    #[must_use]
    pub fn read(http: Option<u16>, body: &[u8]) -> Option<Self> {
        let document = Document::parse(body, &Limits::new()).ok()?;
        let root = document.root();
        let error = root.member("error")?;
        match error.kind() {
            Kind::Object => Some(msgflash(http, error)),
            Kind::Text => evolution(http, root, error.text()?),
            Kind::Boolean if error.boolean() == Some(true) => Some(documented(http, root)),
            _ => None,
        }
    }

    /// Whether the same request may succeed when it is sent again after a while.
    ///
    /// Yes for a rate that was exceeded and for a provider that cannot be reached. No for a quota,
    /// which lasts a month, for anything wrong with the request, and for an internal error, after
    /// which nobody knows whether the message went out.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.http {
            Some(429) => !self.code.contains("QUOTA"),
            Some(502..=504) => true,
            _ => false,
        }
    }
}

fn msgflash(http: Option<u16>, error: Value<'_>) -> ApiError {
    let code = text(error, "code");
    let details = error.member("details");
    ApiError {
        http: http.or_else(|| published(&code)),
        message: text(error, "message"),
        details: details.map(read_details).unwrap_or_default(),
        code,
    }
}

fn evolution(http: Option<u16>, root: Value<'_>, phrase: &str) -> Option<ApiError> {
    let status = root.member("status").and_then(Value::number);
    let response = root.member("response");
    if status.is_none() && response.is_none() && http.is_none() {
        return None;
    }
    // a status is three digits; anything else is nobody's
    let in_body = status.filter(|status| (100.0..1000.0).contains(status));
    let message = response.and_then(|response| response.member("message"));
    Some(ApiError {
        http: http.or(in_body.map(|status| status as u16)),
        code: phrase_code(phrase),
        message: message.map(message_text).unwrap_or_default(),
        details: Vec::new(),
    })
}

fn documented(http: Option<u16>, root: Value<'_>) -> ApiError {
    let message = text(root, "message");
    let code = phrase_code(&message);
    ApiError {
        http: http.or_else(|| published(&code)),
        code,
        message,
        details: Vec::new(),
    }
}

fn text(object: Value<'_>, name: &str) -> String {
    let text = object.member(name).and_then(Value::text);
    text.unwrap_or_default().to_owned()
}

/// A message, or several of them in a row.
fn message_text(value: Value<'_>) -> String {
    match value.text() {
        Some(text) => text.to_owned(),
        None => value
            .items()
            .filter_map(Value::text)
            .collect::<Vec<_>>()
            .join("; "),
    }
}

fn read_details(value: Value<'_>) -> Vec<ErrorDetail> {
    let detail = |item: Value<'_>| ErrorDetail {
        code: text(item, "code"),
        path: text(item, "path"),
        message: item
            .text()
            .map_or_else(|| text(item, "message"), str::to_owned),
    };
    value.items().map(detail).collect()
}

fn published(code: &str) -> Option<u16> {
    let known = PUBLISHED.iter().find(|(known, _)| *known == code);
    known.map(|(_, http)| *http).or_else(|| {
        // the families that the pages write with a star
        let plan = code.ends_with("_NOT_AVAILABLE_ON_PLAN");
        let maximum = code.starts_with("MAX_") && code.ends_with("_REACHED");
        (plan || maximum).then_some(403)
    })
}

/// `Not Found` as `NOT_FOUND`.
fn phrase_code(phrase: &str) -> String {
    let words = phrase.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("_").to_ascii_uppercase()
}
