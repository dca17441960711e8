//! Templates: conformance with other systems, cases in files, laws, and what hostile input gets.

mod cases;
mod compatibility;
mod handlebars_js;
mod hostile;
mod interpreter;
mod laws;
mod limits;
mod packed;
mod third_party;
