//! Where readers report into: bounded, and put into the order of the schema at the end.

use super::{Order, Report, Unchecked, texts};
use crate::issue::{Code, Issue, Severity};

/// Collects what is to be said about one input.
#[derive(Debug)]
pub(crate) struct Sink {
    list: Vec<Issue>,
    unchecked: Vec<Unchecked>,
    limit: usize,
    dropped: usize,
    /// The worst severity seen, of what was dropped too.
    worst: Severity,
}

impl Sink {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            list: Vec::new(),
            unchecked: Vec::new(),
            limit,
            dropped: 0,
            worst: Severity::Info,
        }
    }

    pub(crate) fn report(&mut self, issue: Issue) {
        self.worst = self.worst.max(issue.severity());
        if self.is_full() {
            self.dropped += 1;
        } else {
            self.list.push(issue);
        }
    }

    pub(crate) fn unchecked(&mut self, what: Unchecked) {
        if !self.unchecked.contains(&what) {
            self.unchecked.push(what);
        }
    }

    /// Whether a further issue would only be counted: its words need not be looked for.
    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= self.limit
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.worst == Severity::Error
    }

    /// The report, its issues in this order.
    pub(crate) fn into_report(mut self, order: &Order<'_>) -> Report {
        self.list
            .sort_by_cached_key(|issue| order.place(issue.path()));
        if self.dropped > 0 {
            let more = Issue::new(Code::InputTooLarge, "", &texts::MORE_ISSUES)
                .with("max", self.limit)
                .with("more", self.dropped);
            // an input of harmless oddities stays valid, however many it has
            self.list.push(more.as_severity(self.worst));
        }
        Report::new(self.list.into_iter().collect(), self.unchecked)
    }
}
