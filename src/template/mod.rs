//! Templates: the text of a message with the places where values go.
//!
//! The language is Handlebars as handlebars.js defines it, in four namespaces (`contact`, `user`,
//! `instance`, `custom`) and for plain text; `COMPATIBILITY.md` lists where it differs.
//!
//! | step | what it gives |
//! |---|---|
//! | [`Template::compile`] | a template that is known to be well formed, or all its problems |
//! | [`Template::bind`] | a [`Bound`]: the campaign's constants are part of the text now |
//! | [`Bound::over`] | a [`View`] of a table of contacts: a text a row |
//! | [`Bound::render`], [`Bound::render_value`] | the text for one contact |
//! | [`Template::preview`] | one text with all it needs, for a person to look at |

mod allowed;
mod batch;
mod bound;
mod canonical;
mod compile;
mod constants;
mod evaluate;
mod explain;
mod fast;
mod fault;
mod fold;
mod format;
mod frame;
mod given;
mod helper;
#[cfg(feature = "handlebars")]
mod hosted;
mod length;
mod lexer;
mod lint;
mod literals;
#[cfg(feature = "locale")]
mod locale;
#[cfg(not(feature = "locale"))]
#[path = "no_locale.rs"]
mod locale;
mod lower;
mod meta;
mod neutralise;
mod number;
mod occurrence;
mod options;
mod outer;
mod parse;
mod pick;
mod placeholders;
mod preview;
mod probe;
mod problem;
mod program;
mod report;
mod resolve;
mod room;
mod run;
mod same;
mod scope;
mod secret;
mod sink;
mod survey;
mod syntax;
mod table;
mod texts;
mod trace;
mod value;
mod variable;
mod view;
mod whitespace;
mod zone;

pub use allowed::AllowedFields;
pub use batch::{Batch, Texts};
pub use bound::Bound;
pub use canonical::canonical;
pub use compile::{Compiler, Syntax, Template};
pub use constants::Constants;
pub use explain::Explanation;
#[cfg(feature = "handlebars")]
pub use hosted::Hosted;
pub use length::{Lengths, MessagePart};
pub use neutralise::Neutralise;
pub use occurrence::OccurrenceTime;
pub use options::{Blank, Missing, RenderOptions};
pub use preview::{Context, Preview};
pub(crate) use probe::Probe;
pub use problem::RenderError;
pub use program::Namespace;
pub use survey::{Survey, SurveyExample, VariableSurvey};
pub use trace::{Part, Source};
pub use value::print_value;
pub use variable::Variable;
pub use view::View;

pub(crate) use length::utf16;
pub(crate) use locale::is_locale;
pub(crate) use value::is_true;
pub(crate) use zone::is_zone;
