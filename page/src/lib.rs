//! A preview as one self-contained HTML page, for people who are no programmers: who gets what when,
//! and what is wrong.
//!
//! [`Gathering`] listens while a plan streams by and keeps what the page shows: counts of
//! everything, and of the messages a sample by rule, so that a page of 100,000 contacts opens at
//! once. [`Preview`] is what it knows in the end, a plain value; [`html`] writes it.
//!
//! The page asks for nothing: its policy is `default-src 'none'`, its style and its script are in it,
//! and all data is JSON that the script sets as text, never as markup. The same preview gives the
//! same bytes.
//!
//! The page's own files are `templates/*.html`, `assets/*.css` and `assets/*.js`: plain HTML, CSS and
//! JavaScript, without a build step. English stands in the templates and the scripts; the French
//! words are in `assets/french.js`.

mod both;
mod clock;
mod compare;
mod gather;
mod hours;
mod html;
pub mod limits;
mod names;
mod positions;
mod preview;
mod problem;
mod sample;
mod skips;
mod variables;
mod views;

pub use both::Both;
pub use compare::{ChangeView, Comparing, Comparison};
pub use gather::Gathering;
pub use html::{PageError, html};
pub use preview::{
    ButtonView, ButtonsView, Campaign, ContentView, Day, Example, Month, OccurrenceView, PaceView,
    Person, PlanView, Preview, QuotaView, Sender, SkippedPerson, SkippedReason, Time, Totals,
    VariableView, Who,
};
pub use problem::{Excerpt, Problem};
