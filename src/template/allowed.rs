//! Fields that templates may read where a host does not show all it passes.

use super::compile::Template;
use super::program::{Base, Namespace, PathUse};
use super::report::Reports;
use super::texts;
use crate::issue::{Code, Issue, Issues, Severity};
use crate::limits::Limits;
use std::collections::{BTreeMap, BTreeSet};

/// The fields that templates may read, for each namespace that a host wants to bound.
///
/// Secrets of `user` and `instance` need no list: no template reaches them.
///
/// ```
/// use flashplan::template::{AllowedFields, Namespace, Template};
/// let allowed = AllowedFields::new().only(Namespace::Contact, ["firstName", "city"]);
///
/// let template = Template::compile("Bonjour {{contact.firstName}}, {{custom.code}}")?;
/// assert!(template.check_fields(&allowed).is_ok());
///
/// let template = Template::compile("{{contact.salary}} {{lookup contact custom.field}}")?;
/// assert_eq!(template.check_fields(&allowed).unwrap_err().len(), 2);
/// # Ok::<(), flashplan::issue::Issues>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedFields {
    namespaces: BTreeMap<Namespace, BTreeSet<String>>,
}

impl AllowedFields {
    /// Every field of every namespace.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only these fields of a namespace, with all that lies in them. Said twice, both lists count.
    #[must_use]
    pub fn only(
        mut self,
        namespace: Namespace,
        fields: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let fields = fields.into_iter().map(Into::into);
        self.namespaces.entry(namespace).or_default().extend(fields);
        self
    }
}

impl Template {
    /// Holds each path that the template looks up against the fields that it may read. It changes no
    /// rendering: who has a list asks once, after compiling.
    ///
    /// # Errors
    ///
    /// `FIELD_UNKNOWN_IN_NAMESPACE` at each place that reads another field (`{{contact.salary}}`), and at
    /// each that takes a bounded namespace as a whole, since any field may be meant then:
    /// `{{lookup contact custom.field}}`, `{{#each contact}}`, `{{#with contact}}`, `{{#with @root}}`.
    pub fn check_fields(&self, allowed: &AllowedFields) -> Result<(), Issues> {
        let program = self.program();
        // paths to contexts are counted by `../`, not read
        let counted = program.parents.iter().flat_map(|parents| &parents.contexts);
        let counted: BTreeSet<_> = counted.map(|(path, _)| *path as usize).collect();
        let mut seen = BTreeSet::new();
        let mut reports = Reports::new(&Limits::new());
        for (index, path) in program.paths.iter().enumerate() {
            let Some(issue) = self.outside(*path, allowed) else {
                continue;
            };
            if counted.contains(&index) {
                continue;
            }
            if seen.insert((path.span, program.path_text(*path))) {
                reports.report(issue.as_severity(Severity::Error), path.span);
            }
        }
        let issues = reports.into_issues(self.source());
        if issues.has_errors() {
            return Err(issues);
        }
        Ok(())
    }

    /// What a path reads that it may not.
    fn outside(&self, path: PathUse, allowed: &AllowedFields) -> Option<Issue> {
        let code = Code::FieldUnknownInNamespace;
        let field = self.program().names(path).first();
        let namespace = match path.base {
            Base::Namespace(namespace) => namespace,
            // `../` may lead to the outermost context, whatever it leads past
            Base::Root | Base::Parent(_) if field.is_none() && !allowed.namespaces.is_empty() => {
                return Some(Issue::new(code, "", &texts::ROOT_NOT_ALLOWED));
            }
            _ => return None,
        };
        let fields = allowed.namespaces.get(&namespace)?;
        let Some(field) = field else {
            let issue = Issue::new(code, "", &texts::NAMESPACE_NOT_ALLOWED);
            return Some(issue.with("namespace", namespace.name()));
        };
        if fields.contains(field.as_str()) {
            return None;
        }
        let path = self.program().path_text(path);
        let issue = Issue::new(code, "", &texts::FIELD_NOT_ALLOWED);
        Some(issue.with("path", path))
    }
}
