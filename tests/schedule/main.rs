//! The schedule stage, held against systems that nobody here wrote, and against its own laws.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]
#![allow(clippy::print_stderr, reason = "what was skipped has to be seen")]

mod around;
mod calendars;
mod cases;
mod files;
mod grid;
mod laws;
mod naive;
mod places;
mod third_party;
mod walks;
mod words;
mod zones;
