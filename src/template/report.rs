//! What the stages of a compilation find: problems with their spans, placed all at once at the end.

use super::texts;
use crate::issue::{Code, Issue, Issues, Place, Severity, Span, Text};
use crate::limits::Limits;

/// Collects problems. Lines and columns are counted at the end, in one pass over the source, so that
/// many problems of a long source cost no more than the source.
///
/// As many errors are listed as the limit says, and as many warnings: these must not push out the
/// error that makes a template invalid.
#[derive(Debug)]
pub(super) struct Reports {
    list: Vec<(Span, Issue)>,
    errors: usize,
    warnings: usize,
    most: usize,
    /// The first that is not listed, in the order of finding.
    more: Option<(Span, Severity)>,
}

impl Reports {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            list: Vec::new(),
            errors: 0,
            warnings: 0,
            most: limits.issues,
            more: None,
        }
    }

    /// Whether the errors are over the limit, so that looking on is of no use.
    pub(super) fn is_full(&self) -> bool {
        matches!(self.more, Some((_, Severity::Error)))
    }

    pub(super) fn report(&mut self, issue: Issue, span: Span) {
        let severity = issue.severity();
        let count = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning | Severity::Info => &mut self.warnings,
        };
        if *count < self.most {
            *count += 1;
            self.list.push((span, issue));
        } else if !self.is_full() {
            self.more = match (self.more, severity) {
                (Some(first), Severity::Warning | Severity::Info) => Some(first),
                _ => Some((span, severity)),
            };
        }
    }

    pub(super) fn report_text(&mut self, code: Code, span: Span, text: &'static Text) {
        self.report(Issue::new(code, "", text), span);
    }

    /// The issues in the order of the source.
    pub(super) fn into_issues(mut self, source: &str) -> Issues {
        if let Some((span, severity)) = self.more {
            let more = Issue::new(Code::InputTooLarge, "", &texts::MORE_ISSUES);
            let more = more.with("max", self.most).as_severity(severity);
            self.list.push((span, more));
        }
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
