//! What is said about stored plans.

mod laws;
mod lines;
mod together;

pub(super) use laws::*;
pub(super) use lines::*;
pub(super) use together::*;
