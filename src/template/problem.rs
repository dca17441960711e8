//! What can go wrong while a template is bound or rendered.

use super::fault::Fault;
use super::program::{Namespace, Program, Range, Step};
use super::texts;
use crate::issue::{Code, Issue, Issues, Span, Text};

/// Why a text could not be rendered: every reason at once.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{issues}")]
pub struct RenderError {
    issues: Issues,
    missing: Vec<String>,
}

impl RenderError {
    /// The issues, each with its place in the template.
    #[must_use]
    pub fn issues(&self) -> &Issues {
        &self.issues
    }

    /// The issues by value.
    #[must_use]
    pub fn into_issues(self) -> Issues {
        self.issues
    }

    /// The paths that led to no value, each once, in order.
    #[must_use]
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// The code of the first issue.
    #[must_use]
    pub fn code(&self) -> Code {
        self.issues
            .iter()
            .next()
            .map_or(Code::RenderLimit, Issue::code)
    }
}

/// Collects problems; the place of each is a span of the template.
#[derive(Debug, Default)]
pub(super) struct Problems {
    issues: Issues,
    missing: Vec<String>,
    absent: Vec<Namespace>,
}

impl Problems {
    pub(super) fn is_empty(&self) -> bool {
        self.issues.is_empty()
    }

    /// A path without a value; each path is named once.
    pub(super) fn missing(&mut self, path: String, span: Span, source: &str) {
        if self.missing.contains(&path) {
            return;
        }
        let issue = Issue::new(Code::VariablesMissing, "", &texts::MISSING).with("path", &path);
        self.issues.report(issue.at(span.place(source)));
        self.missing.push(path);
    }

    /// A namespace that is not there at all.
    pub(super) fn absent(&mut self, namespace: Namespace, path: String, span: Span, source: &str) {
        if !self.missing.contains(&path) {
            self.missing.push(path);
        }
        if self.absent.contains(&namespace) {
            return;
        }
        self.absent.push(namespace);
        let issue = Issue::new(Code::ContextUnavailable, "", &texts::CONTEXT_UNAVAILABLE)
            .with("namespace", namespace.name());
        self.issues.report(issue.at(span.place(source)));
    }

    /// A problem of a place, which a loop may meet again and again: it is told once.
    pub(super) fn report(&mut self, code: Code, text: &'static Text, span: Span, source: &str) {
        self.once(Issue::new(code, "", text).at(span.place(source)));
    }

    /// A path without a value, which a partial of the host looks up: nothing is known of its place.
    #[cfg(feature = "handlebars")]
    pub(super) fn missing_in_partial(&mut self, path: String) {
        if !self.missing.contains(&path) {
            let issue = Issue::new(Code::VariablesMissing, "", &texts::MISSING);
            self.issues.report(issue.with("path", &path));
            self.missing.push(path);
        }
    }

    pub(super) fn once(&mut self, issue: Issue) {
        if !self.issues.iter().any(|known| *known == issue) {
            self.issues.report(issue);
        }
    }

    pub(super) fn fault(&mut self, fault: Fault, span: Span, source: &str) {
        self.once(fault.issue().at(span.place(source)));
    }

    pub(super) fn into_error(self) -> RenderError {
        RenderError {
            issues: self.issues,
            missing: self.missing,
        }
    }
}

impl Fault {
    /// The issue of it, without its place.
    pub(super) fn issue(self) -> Issue {
        match self {
            Self::NotScalar => Issue::new(Code::ValueNotScalar, "", &texts::NOT_SCALAR),
            #[cfg(feature = "locale")]
            Self::NoLocale(helper) => Issue::new(Code::HelperArguments, "", &texts::NO_LOCALE)
                .with("helper", helper.name()),
            Self::Invalid(helper) => Issue::new(Code::ValueInvalid, "", &texts::VALUE_INVALID)
                .with("helper", helper.name()),
        }
    }
}

/// The path that is to blame where an expression is missing: the one that was looked up last, or the
/// first one in it.
pub(super) fn blamed(program: &Program, range: Range, path: Option<u32>) -> Option<u32> {
    path.or_else(|| {
        program.steps(range).iter().find_map(|step| match step {
            Step::Path(path) => Some(*path),
            _ => None,
        })
    })
}

/// Where the first path of an expression is written.
pub(super) fn first_span(program: &Program, range: Range) -> Span {
    let path = blamed(program, range, None);
    path.map_or(Span::new(0, 0), |path| program.paths[path as usize].span)
}
