//! Any bytes as the body of an error: none, or an error that reads back from MsgFlash's form of it (F15).
//! The first two bytes are the status of the answer.
#![no_main]

use flashplan::api_error::ApiError;
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|bytes: &[u8]| {
    let Some((http, body)) = bytes.split_first_chunk::<2>() else {
        return;
    };
    let http = Some(u16::from_le_bytes(*http)).filter(|http| (100..1_000).contains(http));
    let Some(error) = ApiError::read(http, body) else {
        return;
    };
    assert!(http.is_none() || error.http == http, "what is given counts");
    let details: Vec<_> = error
        .details
        .iter()
        .map(|detail| json!({"code": detail.code, "path": detail.path, "message": detail.message}))
        .collect();
    let json = json!({"error": {"code": error.code, "message": error.message, "details": details}});
    let again = ApiError::read(error.http, json.to_string().as_bytes()).expect("MsgFlash's form");
    // without a status anywhere, a published code has one
    assert!(error.http.is_none() || again.http == error.http);
    assert_eq!(
        (again.code, again.message, again.details),
        (
            error.code.clone(),
            error.message.clone(),
            error.details.clone()
        )
    );
    assert!(!(error.is_retryable() && error.code.contains("QUOTA") && error.http == Some(429)));
});
