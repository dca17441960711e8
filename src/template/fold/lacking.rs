//! Expressions that depend on the contact, and are missing whatever the contact's values are.

use super::Folding;
use crate::template::program::{Range, Step};
use crate::template::value::{Lookup, Val};

impl Folding<'_> {
    /// The path without a value for want of which an expression is missing for every contact: `custom.gone` in
    /// `{{truncate contact.name custom.gone}}`.
    pub(super) fn lacking(&self, range: Range) -> Option<u32> {
        let mut stack: Vec<Option<u32>> = Vec::new();
        for step in self.lookup.known.program.steps(range) {
            let lacks = match *step {
                Step::Path(path) => self.lost(path),
                Step::Value(_) | Step::Absent => None,
                Step::Call { helper, count } => {
                    let given = stack.split_off(stack.len() - usize::from(count));
                    let needed = helper.needs(given.len());
                    given[..needed].iter().find_map(|lacks| *lacks)
                }
            };
            stack.push(lacks);
        }
        stack.pop().flatten()
    }

    /// A path that is known to lead nowhere.
    fn lost(&self, path: u32) -> Option<u32> {
        if !self.lookup.is_known(path) {
            return None;
        }
        match self.lookup.look_up(path) {
            Val::Missing(path) => path,
            _ => None,
        }
    }
}
