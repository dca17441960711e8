//! What every reader of JSON gives: a value that is valid or none, and a report that says
//! everything at once.

mod fields;
mod ids;
mod instant;
mod options;
mod order;
mod path;
mod report;
mod sink;
pub(crate) mod texts;

pub use options::{BlankVariables, Options};
pub use report::{Envelope, Report, Unchecked};

pub(crate) use fields::{Field, Fields, Schema};
pub(crate) use ids::Ids;
pub(crate) use instant::{instant_text, read_instant};
pub(crate) use order::Order;
pub(crate) use path::Path;
pub(crate) use sink::Sink;

use crate::issue::{Code, Issue};
use crate::json::{Document, Kind, Value};

/// What came of reading an input: the value, if the input is valid, and the report in any case.
#[derive(Clone, Debug)]
pub struct Reading<T> {
    value: Option<T>,
    report: Report,
}

impl<T> Reading<T> {
    /// The value; none where the report has an error.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Everything that is to be said about the input, warnings too.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The value, or the report that says why there is none.
    ///
    /// # Errors
    ///
    /// The report of an invalid input. The warnings of a valid one are dropped; take
    /// [`Reading::into_parts`] to keep them.
    pub fn into_result(self) -> Result<T, Report> {
        self.value.ok_or(self.report)
    }

    /// Both parts.
    #[must_use]
    pub fn into_parts(self) -> (Option<T>, Report) {
        (self.value, self.report)
    }
}

/// Reads `json` as one document and gives its root to `read`; the issues are listed in this order.
pub(crate) fn read_document<T>(
    json: &[u8],
    options: &Options<'_>,
    order: Order<'_>,
    read: impl FnOnce(Value<'_>, &mut Sink) -> Option<T>,
) -> Reading<T> {
    let mut sink = Sink::new(options.limits.issues);
    let value = match Document::parse(json, &options.limits) {
        Ok(document) => read(document.root(), &mut sink),
        Err(issue) => {
            sink.report(issue);
            None
        }
    };
    let value = value.filter(|_| !sink.has_errors());
    Reading {
        value,
        report: sink.into_report(&order),
    }
}

/// The root, if it is an object; a report otherwise.
pub(crate) fn object_root<'d>(root: Value<'d>, sink: &mut Sink) -> Option<Value<'d>> {
    if root.kind() == Kind::Object {
        return Some(root);
    }
    let issue = Issue::new(Code::RootType, "", &texts::ROOT_TYPE);
    sink.report(issue.with("got", texts::kind_name(root.kind())));
    None
}
