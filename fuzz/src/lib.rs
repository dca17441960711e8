//! What more than one target uses.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a law that is broken panics"
)]

mod case;
pub mod fraction;
#[path = "../../tests/support/made.rs"]
pub mod made;
#[path = "../../tests/support/naive.rs"]
pub mod naive;
pub mod reading;

pub use case::{Case, SUPPRESSED};
