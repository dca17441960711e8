//! `recipients`: one selector.

use super::texts;
use crate::catalogue::check;
use crate::content::enum_issue;
use crate::id::{ContactId, GroupId};
use crate::issue::Code;
use crate::json::{Kind, Value};
use crate::reading::{
    Field, Fields, Ids, Options, Order, Path, Reading, Schema, Sink, read_document,
};
use std::collections::HashSet;
use std::hash::Hash;

/// Who gets a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipients {
    /// Every contact.
    All,
    /// Contacts that have at least one of these tags, letter case included; no tag twice.
    Tags(Vec<String>),
    /// These contacts, none twice.
    Explicit(Vec<ContactId>),
    /// The members of a MsgFlash contact group.
    Group(GroupId),
}

impl Recipients {
    /// The published name of the selector's type.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Tags(_) => "tags",
            Self::Explicit(_) => "explicit",
            Self::Group(_) => "group",
        }
    }

    /// Reads a selector that stands alone, such as one of contacts to leave out. Ids may be those of
    /// stored objects.
    #[must_use]
    pub fn read(json: &[u8], options: &Options<'_>) -> Reading<Self> {
        read_document(json, options, Order::of(&SCHEMA.names), |root, sink| {
            let field = Field {
                value: Some(root),
                path: Path::Root,
            };
            read_recipients(&field, Ids::Stored, options, sink)
        })
    }
}

/// The types of a selector, as the page lists them.
const TYPES: [&str; 4] = ["all", "tags", "explicit", "group"];

/// The fields of a selector, in the order of their issues.
pub(super) const FIELDS: [&str; 3] = ["type", "value", "groupId"];

static SCHEMA: Schema<3> = Schema {
    names: FIELDS,
    mistaken: &[
        ("tags", "value"),
        ("contacts", "value"),
        ("contactIds", "value"),
        ("ids", "value"),
        ("group", "groupId"),
    ],
};

pub(super) fn read_recipients(
    field: &Field<'_, '_>,
    ids: Ids,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Recipients> {
    let object = field.required(Kind::Object, sink)?;
    let fields = match ids {
        Ids::Uuid => Fields::of(object, &SCHEMA, &field.path, sink),
        Ids::Stored => Fields::of_stored(object, &SCHEMA, &field.path, sink),
    };
    let (value, group_id) = (fields.get("value"), fields.get("groupId"));
    match read_type(&fields.get("type"), sink) {
        Some("all") => {
            value.ignored(Kind::Array, sink);
            group_id.ignored(Kind::Text, sink);
            Some(Recipients::All)
        }
        Some("tags") => {
            let tags = read_tags(&value, sink);
            group_id.ignored(Kind::Text, sink);
            tags.map(Recipients::Tags)
        }
        Some("explicit") => {
            let contacts = read_contacts(&value, ids, options, sink);
            group_id.ignored(Kind::Text, sink);
            contacts.map(Recipients::Explicit)
        }
        Some(_) => {
            value.ignored(Kind::Array, sink);
            read_group(&group_id, ids, options, sink).map(Recipients::Group)
        }
        None => {
            value.of_kind(Kind::Array, sink);
            group_id.text(sink);
            None
        }
    }
}

fn read_type(field: &Field<'_, '_>, sink: &mut Sink) -> Option<&'static str> {
    let name = field.required_text(sink)?;
    let known = TYPES.into_iter().find(|known| *known == name);
    if known.is_none() {
        sink.report(enum_issue(field, name, &TYPES));
    }
    known
}

fn read_tags(field: &Field<'_, '_>, sink: &mut Sink) -> Option<Vec<String>> {
    let items = read_items(field, &texts::TAGS_EMPTY, sink)?;
    let blank = |item: &Value<'_>| item.text().is_some_and(|text| text.trim().is_empty());
    if items.iter().all(blank) {
        field.report(Code::RecipientsValueEmpty, &texts::TAGS_EMPTY, sink);
        return None;
    }
    read_each(field, &items, sink, |item, text, sink| {
        let tag = text.trim();
        if tag.is_empty() {
            item.report(Code::ValueEmpty, &texts::TAG_EMPTY, sink);
            return None;
        }
        Some(tag.to_owned())
    })
}

fn read_contacts(
    field: &Field<'_, '_>,
    ids: Ids,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Vec<ContactId>> {
    let items = read_items(field, &texts::EXPLICIT_EMPTY, sink)?;
    let contacts = read_each(field, &items, sink, |item, text, sink| {
        ids.read(item, text, sink)
    })?;
    check::contacts(field, &contacts, options, sink);
    Some(contacts)
}

/// The items of `value`, of which there has to be one.
fn read_items<'d>(
    field: &Field<'d, '_>,
    empty: &'static crate::issue::Text,
    sink: &mut Sink,
) -> Option<Vec<Value<'d>>> {
    if !field.is_given() {
        let code = Code::RecipientsValueRequired;
        field.report(code, &texts::VALUE_REQUIRED, sink);
    }
    let items: Vec<_> = field.of_kind(Kind::Array, sink)?.items().collect();
    if items.is_empty() {
        field.report(Code::RecipientsValueEmpty, empty, sink);
        return None;
    }
    Some(items)
}

/// Reads each item, which is a text; one that stands twice is kept once.
fn read_each<T: Clone + Eq + Hash>(
    field: &Field<'_, '_>,
    items: &[Value<'_>],
    sink: &mut Sink,
    read: impl Fn(&Field<'_, '_>, &str, &mut Sink) -> Option<T>,
) -> Option<Vec<T>> {
    let (mut seen, mut all) = (HashSet::new(), Vec::new());
    for (index, item) in items.iter().enumerate() {
        let item = Field {
            value: Some(*item),
            path: field.path.index(index),
        };
        let Some(value) = item.text(sink).and_then(|text| read(&item, text, sink)) else {
            continue;
        };
        if seen.insert(value.clone()) {
            all.push(value);
        } else {
            item.report(Code::DuplicateValue, &texts::RECIPIENT_TWICE, sink);
        }
    }
    Some(all)
}

fn read_group(
    field: &Field<'_, '_>,
    ids: Ids,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<GroupId> {
    if !field.is_given() {
        field.report(Code::GroupIdRequired, &texts::GROUP_ID_REQUIRED, sink);
    }
    let group = ids.read(field, field.text(sink)?, sink)?;
    check::group(field, &group, options, sink);
    Some(group)
}
