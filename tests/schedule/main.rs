//! The schedule stage, held against systems that nobody here wrote, and against its own laws.

mod calendars;
mod cases;
mod grid;
mod laws;
mod naive;
mod third_party;
mod zones;
