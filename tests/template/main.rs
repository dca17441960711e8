//! Templates: conformance with other systems, laws, and what hostile input gets.

mod handlebars_js;
mod packed;
mod third_party;
