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

/// Collects the variables, each once, in order of first use.
#[derive(Debug, Default)]
pub(super) struct Variables {
    list: Vec<Variable>,
    /// Places of the list, sorted by path.
    sorted: Vec<usize>,
}

impl Variables {
    pub(super) fn add(&mut self, path: &str, span: Span, need: Need) {
        let required = need == Need::Required;
        let known = self
            .sorted
            .binary_search_by(|&i| self.list[i].path.as_str().cmp(path));
        match known {
            Ok(i) => {
                let variable = &mut self.list[self.sorted[i]];
                variable.spans.push(span);
                variable.required |= required;
            }
            Err(i) => {
                self.sorted.insert(i, self.list.len());
                self.list.push(Variable {
                    path: path.to_owned(),
                    spans: vec![span],
                    required,
                });
            }
        }
    }

    pub(super) fn into_list(self) -> Vec<Variable> {
        self.list
    }
}
