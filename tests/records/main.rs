//! Plans made in steps and in one go; stored plans: read, put together, compared, verified and redacted.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod audience;
mod diff;
mod faults;
mod forecast;
mod forged;
mod header;
mod inputs;
mod merge;
mod missed;
mod naive;
mod positions;
mod read;
mod redact;
mod report;
mod safety;
mod schema;
mod stated;
mod steps;
mod threads;
mod told;
mod written;
