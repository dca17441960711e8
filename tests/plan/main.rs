//! Plans, over contacts as they come: equal numbers and ids, numbers of every form, tags, missing
//! values, suppressed and excluded ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod chosen;
mod inputs;
mod laws;
mod shards;
mod stops;
mod times;
