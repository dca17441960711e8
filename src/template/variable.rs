//! The variables of a template: which paths it looks up.

use crate::issue::Span;

/// A path that a template looks up, such as `contact.firstName`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    path: String,
    spans: Vec<Span>,
    required: bool,
}

impl Variable {
    /// The path in the form in which it is listed: no blanks, names that need them in brackets.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Each place of the source that looks it up, in order.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Whether every message needs it. A variable that is looked up only inside a block, or only as
    /// an argument that may be missing (of `default`, of `eq`), is optional.
    #[must_use]
    pub fn required(&self) -> bool {
        self.required
    }
}

/// Whether a message can do without the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

/// The places that look something up, in order. The list of variables is made of them when somebody
/// asks: most templates are compiled to be rendered.
#[derive(Debug, Default)]
pub(super) struct Uses {
    list: Vec<Use>,
}

#[derive(Debug)]
struct Use {
    /// The path in the form in which it is listed, where the source has another.
    path: Option<Box<str>>,
    span: Span,
    required: bool,
}

impl Uses {
    pub(super) fn with_capacity(paths: usize) -> Self {
        Self {
            list: Vec::with_capacity(paths),
        }
    }

    pub(super) fn add(&mut self, path: String, span: Span, need: Need) {
        self.push(Some(path.into()), span, need);
    }

    /// A path that the source has in the form in which it is listed.
    pub(super) fn add_as_written(&mut self, span: Span, need: Need) {
        self.push(None, span, need);
    }

    fn push(&mut self, path: Option<Box<str>>, span: Span, need: Need) {
        let required = need == Need::Required;
        self.list.push(Use {
            path,
            span,
            required,
        });
    }

    /// Each variable once, in order of first use.
    pub(super) fn variables(&self, source: &str) -> Vec<Variable> {
        let mut list: Vec<Variable> = Vec::new();
        // places of the list, sorted by path
        let mut sorted: Vec<usize> = Vec::new();
        for each in &self.list {
            let path = each.path.as_deref().unwrap_or(each.span.text(source));
            match sorted.binary_search_by(|&i| list[i].path.as_str().cmp(path)) {
                Ok(i) => {
                    let variable = &mut list[sorted[i]];
                    variable.spans.push(each.span);
                    variable.required |= each.required;
                }
                Err(i) => {
                    sorted.insert(i, list.len());
                    list.push(Variable {
                        path: path.to_owned(),
                        spans: vec![each.span],
                        required: each.required,
                    });
                }
            }
        }
        list
    }
}
