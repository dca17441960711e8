//! What the stages of a compilation find: problems with their spans, placed all at once at the end.

use crate::issue::{Code, Issue, Issues, Place, Span, Text};
use crate::limits::Limits;

/// Collects problems. Lines and columns are counted at the end, in one pass over the source, so that
/// many problems of a long source cost no more than the source.
#[derive(Debug)]
pub(super) struct Reports {
    list: Vec<(Span, Issue)>,
    most: usize,
}

impl Reports {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            list: Vec::new(),
            most: limits.issues,
        }
    }

    /// Whether no more is listed, so that looking on is of no use.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= self.most
    }

    pub(super) fn report(&mut self, issue: Issue, span: Span) {
        if !self.is_full() {
            self.list.push((span, issue));
        }
    }

    pub(super) fn report_text(&mut self, code: Code, span: Span, text: &'static Text) {
        self.report(Issue::new(code, "", text), span);
    }

    /// The issues in the order of the source.
    pub(super) fn into_issues(mut self, source: &str) -> Issues {
        self.list.sort_by_key(|(span, _)| *span);
        let mut line = Line::default();
        let placed = self.list.into_iter().map(|(span, issue)| {
            line.go_to(source, span.start as usize);
            issue.at(Place {
                span,
                line: line.number + 1,
                column: line.column + 1,
            })
        });
        placed.collect()
    }
}

/// A place that only moves on; counts from 0.
#[derive(Default)]
struct Line {
    at: usize,
    number: u32,
    column: u32,
}

impl Line {
    fn go_to(&mut self, source: &str, at: usize) {
        let passed = source.get(self.at..at).unwrap_or_default();
        for c in passed.chars() {
            if c == '\n' {
                self.number += 1;
                self.column = 0;
            } else {
                self.column += 1;
            }
        }
        self.at = at.max(self.at);
    }
}
