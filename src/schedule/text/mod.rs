//! Rules and schedules as text: the subset of RFC 5545 that chooses dates.

mod lines;
mod piece;
mod read;
mod show;
mod texts;
mod value;
mod values;

pub use value::parse_moment;
