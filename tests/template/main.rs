//! Templates: conformance with other systems, cases in files, laws, and what hostile input gets.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it skips"
)]

mod allowed;
mod cases;
mod compatibility;
mod contexts;
mod explain;
mod forms;
mod handlebars_js;
#[cfg(feature = "handlebars")]
mod hosted;
mod hostile;
mod interpreter;
mod laws;
mod limits;
mod lints;
mod locales;
mod packed;
mod picked;
mod placeholders;
mod rows;
mod straight;
mod third_party;
mod values;
mod variables;
