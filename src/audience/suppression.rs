//! Who must not be written to.

use super::selector::normal;
use crate::phone::Phone;
use std::collections::HashSet;

/// Phone numbers and contact ids that must not be written to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppression {
    phones: HashSet<Phone>,
    ids: HashSet<String>,
}

impl Suppression {
    /// Nobody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an entry: a phone number or a contact's id. White space around it does not count, and a
    /// blank entry is nobody.
    ///
    /// An entry that could be either is both: digits without `+` are taken for a number with its
    /// country code and for an id, because a message too few can be sent later.
    pub fn add(&mut self, entry: &str) {
        let entry = entry.trim();
        if entry.is_empty() {
            return;
        }
        self.phones
            .extend(Phone::normalise(entry).map(|number| number.phone));
        self.ids.insert(normal(entry).into_owned());
    }

    /// Adds a phone number.
    pub fn add_phone(&mut self, phone: Phone) {
        self.phones.insert(phone);
    }

    /// Whether nobody is on the list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phones.is_empty() && self.ids.is_empty()
    }

    /// How many entries are on the list: of numbers and ids those that are more, because an entry may be
    /// both.
    #[must_use]
    pub fn len(&self) -> usize {
        self.phones.len().max(self.ids.len())
    }

    /// Every number, then every id, in one order whatever order they were added in.
    pub(crate) fn canonical(&self) -> Vec<String> {
        let mut phones: Vec<String> = self.phones.iter().map(Phone::to_string).collect();
        let mut ids: Vec<String> = self.ids.iter().cloned().collect();
        phones.sort_unstable();
        ids.sort_unstable();
        phones.extend(ids);
        phones
    }

    pub(super) fn has_id(&self, id: &str) -> bool {
        !self.ids.is_empty() && self.ids.contains(normal(id).as_ref())
    }

    pub(super) fn has_phone(&self, phone: Phone) -> bool {
        !self.phones.is_empty() && self.phones.contains(&phone)
    }
}
