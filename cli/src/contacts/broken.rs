//! Lines that cannot be read.

use super::texts::BROKEN_MORE;
use flashplan::issue::{Code, Issue};
use flashplan::limits::Limits;

/// Lines whose problems are listed where not all are asked for: as many as of any input. A file with more
/// has one mistake in all of them, which the first ones show, and millions of them take no memory.
const LISTED: usize = Limits::new().issues;

/// The lines of a file that cannot be read, with what is wrong with the first of them.
#[derive(Clone, Debug)]
pub(crate) struct Broken {
    listed: Vec<Issue>,
    most: usize,
    count: u64,
}

impl Broken {
    pub(super) fn new() -> Self {
        Self {
            listed: Vec::new(),
            most: LISTED,
            count: 0,
        }
    }

    /// Keeps what is wrong with every line.
    pub(super) fn listing_all() -> Self {
        Self {
            most: usize::MAX,
            ..Self::new()
        }
    }

    pub(super) fn note(&mut self, issue: Issue) {
        self.count += 1;
        if self.listed.len() < self.most {
            self.listed.push(issue);
        }
    }

    /// How many lines there are.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// What is wrong with each; the last one says how many more there are.
    pub(super) fn issues(&self, file: &str) -> Vec<Issue> {
        let mut issues = self.listed.clone();
        let more = self.count - issues.len() as u64;
        if more > 0 {
            let issue = Issue::new(Code::ContactUnreadable, "", &BROKEN_MORE);
            issues.push(issue.with("file", file).with("n", more));
        }
        issues
    }
}
