//! Which contacts a recipients selector takes.

use super::batch::Batch;
use crate::campaign::Recipients;
use crate::id::parse_uuid;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

/// Whether a contact needs one of the selector's tags or all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Match {
    /// One is enough: what MsgFlash does.
    #[default]
    Any,
    /// All of them.
    All,
}

impl Match {
    /// Each with the name that options and the command line give it.
    pub const NAMES: [(&'static str, Self); 2] = [("any", Self::Any), ("all", Self::All)];
}

/// Contact groups: the ids of the contacts in each, by the group's id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    members: BTreeMap<String, Vec<String>>,
}

impl Groups {
    /// No group.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the members of a group; those of a group that is there already are added to it.
    pub fn add(&mut self, group: &str, members: impl IntoIterator<Item = String>) {
        let members = members.into_iter().map(|id| normal(&id).into_owned());
        self.members
            .entry(normal(group).into_owned())
            .or_default()
            .extend(members);
    }

    fn of(&self, group: &str) -> Option<&[String]> {
        self.members.get(normal(group).as_ref()).map(Vec::as_slice)
    }
}

/// A recipients selector with the groups it needs: tells of a contact whether it is taken.
#[derive(Clone, Debug)]
pub struct Selector {
    takes: Takes,
}

#[derive(Clone, Debug)]
enum Takes {
    All,
    Tags {
        tags: Vec<String>,
        matching: Match,
    },
    Ids {
        ids: HashSet<String>,
        order: Vec<String>,
    },
}

/// What a selector makes of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    Yes,
    No,
    /// Not taken, and would be if letter case did not count.
    NoButForCase,
}

impl Selector {
    /// The selector `recipients`. A group must be one of `groups`.
    ///
    /// Tags are compared exactly, white space around them aside. Ids that are UUIDs are the same in
    /// either letter case.
    ///
    /// # Errors
    ///
    /// A group that `groups` does not have: its id comes back.
    pub fn new(recipients: &Recipients, matching: Match, groups: &Groups) -> Result<Self, String> {
        let takes = match recipients {
            Recipients::All => Takes::All,
            Recipients::Tags(tags) => Takes::Tags {
                tags: tags.iter().map(|tag| tag.trim().to_owned()).collect(),
                matching,
            },
            Recipients::Explicit(ids) => Takes::ids(ids.iter().map(ToString::to_string)),
            Recipients::Group(id) => {
                let id = id.to_string();
                let members = groups.of(&id).ok_or(id)?;
                Takes::ids(members.iter().cloned())
            }
        };
        Ok(Self { takes })
    }

    /// Whether the selector takes the contact of a row.
    #[must_use]
    pub fn takes(&self, batch: &Batch, row: usize) -> bool {
        self.taken(batch, row) == Taken::Yes
    }

    pub(super) fn taken(&self, batch: &Batch, row: usize) -> Taken {
        match &self.takes {
            Takes::All => Taken::Yes,
            Takes::Ids { ids, .. } => match batch.id(row) {
                Some(id) if ids.contains(normal(id).as_ref()) => Taken::Yes,
                _ => Taken::No,
            },
            Takes::Tags { tags, matching } => {
                if has_tags(batch, row, tags, *matching, |a, b| a == b) {
                    Taken::Yes
                } else if has_tags(batch, row, tags, *matching, same_but_for_case) {
                    Taken::NoButForCase
                } else {
                    Taken::No
                }
            }
        }
    }

    pub(super) fn reads_tags(&self) -> bool {
        matches!(self.takes, Takes::Tags { .. })
    }

    /// The ids that the selector names and are not among `found`.
    pub(crate) fn unknown<'a>(&'a self, found: &HashSet<Cow<'_, str>>) -> Vec<&'a str> {
        let named = self.named().iter().map(String::as_str);
        named.filter(|id| !found.contains(*id)).collect()
    }

    /// The ids that the selector names, each once, in the order given; none for tags and all.
    pub(super) fn named(&self) -> &[String] {
        match &self.takes {
            Takes::Ids { order, .. } => order,
            Takes::All | Takes::Tags { .. } => &[],
        }
    }
}

impl Takes {
    fn ids(ids: impl Iterator<Item = String>) -> Self {
        let mut known = HashSet::new();
        let mut order = Vec::new();
        for id in ids.map(|id| normal(&id).into_owned()) {
            if known.insert(id.clone()) {
                order.push(id);
            }
        }
        Self::Ids { ids: known, order }
    }
}

fn has_tags(
    batch: &Batch,
    row: usize,
    tags: &[String],
    matching: Match,
    same: fn(&str, &str) -> bool,
) -> bool {
    let has = |tag: &String| batch.tags(row).any(|own| same(own, tag));
    match matching {
        Match::Any => tags.iter().any(has),
        Match::All => tags.iter().all(has),
    }
}

fn same_but_for_case(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    a.chars()
        .flat_map(char::to_lowercase)
        .eq(b.chars().flat_map(char::to_lowercase))
}

/// An id as it is compared: a UUID in lower case, any other text as it is.
pub(crate) fn normal(id: &str) -> Cow<'_, str> {
    // no way out inside, so that the compiler looks at many bytes at a time
    let is_upper = id
        .bytes()
        .fold(false, |is_upper, b| is_upper | b.is_ascii_uppercase());
    if is_upper && parse_uuid(id).is_ok() {
        id.to_ascii_lowercase().into()
    } else {
        id.into()
    }
}
