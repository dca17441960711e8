//! flashplan turns a campaign definition, a template and contacts into a dated send plan of
//! rendered messages: offline, with no network, no clock, no environment and no randomness.
//! The same inputs give the same bytes on every machine.
//!
//! The data flows one way, and each stage is a module whose output is a type:
//!
//! | stage | reads | gives |
//! |---|---|---|
//! | [`campaign`] | the JSON of a definition | a [`Campaign`](campaign::Campaign) that can only be valid |
//! | [`template`] | the text of a template | a [`Template`](template::Template), bound, rendered |
//! | [`audience`] | contacts and a recipients selector | one outcome for each contact |
//! | [`schedule`] | a start, a repeat rule and a zone | dated occurrences |
//! | [`plan`] | all of them | planned and skipped sends, in order, with a summary |
//!
//! Beside `campaign` stand the other things that the API reads and gives: [`message`],
//! [`catalogue`] (templates, and what an account has), [`instance`], [`api_error`], [`safety`],
//! [`status`]; [`content`] is what campaigns, messages and templates say, and [`schema`] their JSON
//! Schemas. Beside `schedule` stands [`pace`]: when each message of an occurrence leaves.
//!
//! What the stages share: [`issue`] (every problem is one [`Issue`](issue::Issue)), [`limits`]
//! (every bound by name), [`json`] and [`reading`] (JSON bodies, and what comes of reading them),
//! [`contact`] (contacts as a table), [`datetime`], [`id`] and [`phone`].
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod api_error;
#[cfg(feature = "arbitrary")]
mod arbitrary;
pub mod audience;
pub mod campaign;
pub mod catalogue;
pub mod contact;
pub mod content;
pub mod datetime;
pub mod id;
pub mod instance;
pub mod issue;
pub mod json;
pub mod limits;
mod markup;
pub mod message;
pub mod pace;
pub mod phone;
pub mod plan;
pub mod reading;
pub mod safety;
pub mod schedule;
pub mod schema;
pub mod status;
pub mod template;

/// The README's example is compiled and run with the tests of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// So are those of the book.
#[cfg(doctest)]
#[doc = include_str!("../docs/src/server.md")]
struct Book;
