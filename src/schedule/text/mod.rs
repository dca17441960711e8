//! Rules and schedules as text: the subset of RFC 5545 that chooses dates.

mod lines;
mod read;
mod show;
mod value;

pub use value::parse_moment;
