//! The pace: when each send leaves, and which paces and hours there are.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod caps;
mod laws;
mod quiet;
mod sends;
