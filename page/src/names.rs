//! How the contacts that a page shows are called: a plan itself knows ids and numbers alone.

use crate::compare::Comparison;
use crate::preview::{Person, SkippedPerson};
use flashplan::audience::Batch;
use flashplan::contact::Table;
use std::collections::HashMap;

/// The names of contacts, by position.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    known: HashMap<u64, Named>,
}

#[derive(Clone, Debug, Default)]
struct Named {
    name: Option<String>,
    phone: Option<String>,
}

impl Names {
    /// Those that are wanted; none is known yet.
    pub(crate) fn wanted(positions: impl Iterator<Item = u64>) -> Self {
        Self {
            known: positions
                .map(|position| (position, Named::default()))
                .collect(),
        }
    }

    /// Reads the names that are wanted in a batch.
    pub(crate) fn read(&mut self, batch: &Batch) {
        for row in 0..batch.rows() {
            if let Some(named) = self.known.get_mut(&batch.position(row)) {
                named.name = name(batch.table(), row);
                named.phone = batch.phone(row).map(str::to_owned);
            }
        }
    }

    /// Names everybody who is shown.
    pub(crate) fn give(
        &self,
        people: &mut [Person],
        skipped: &mut [SkippedPerson],
        comparison: Option<&mut Comparison>,
    ) {
        for person in people {
            person.name = self.name(person.position);
        }
        for person in skipped {
            let named = person
                .position
                .and_then(|position| self.known.get(&position));
            person.name = named.and_then(|named| named.name.clone());
            person.phone = named.and_then(|named| named.phone.clone());
        }
        if let Some(comparison) = comparison {
            comparison.name(|position| self.name(position));
        }
    }

    fn name(&self, position: u64) -> Option<String> {
        self.known.get(&position)?.name.clone()
    }
}

/// A contact's name: its own, or its first and last name.
pub(crate) fn name(table: &Table, row: usize) -> Option<String> {
    let text = |column: &str| {
        let text = table.printed(row, table.column(column)?)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    text("name").or_else(|| match (text("firstName"), text("lastName")) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (first, last) => first.or(last),
    })
}
