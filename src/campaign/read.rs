//! The reader of campaigns: a request, or a campaign as the API gives it back.

use super::definition::{order, read_fields};
use super::{Campaign, stored};
use crate::reading::{Fields, Ids, Options, Path, Reading, Schema, object_root, read_document};

/// The fields of a request, in the order of the create-campaign page and of their issues.
pub(super) static SCHEMA: Schema<14> = Schema {
    names: [
        "instanceId",
        "name",
        "schedule",
        "repeat",
        "recipients",
        "templateId",
        "variables",
        "type",
        "body",
        "mediaUrl",
        "title",
        "description",
        "footer",
        "buttons",
    ],
    mistaken: &[
        ("text", "body"),
        ("message", "body"),
        ("caption", "body"),
        ("scheduledAt", "schedule"),
        ("templateVariables", "variables"),
        ("groupId", "recipients"),
        ("to", ""),
        ("contactId", ""),
        ("latitude", ""),
        ("longitude", ""),
        ("locationName", ""),
        ("locationAddress", ""),
    ],
};

pub(super) fn read(json: &[u8], options: &Options<'_>) -> Reading<Campaign> {
    read_document(json, options, order(&SCHEMA.names), |root, sink| {
        let root = object_root(root, sink)?;
        if let Some(object) = stored::stored_object(root) {
            return stored::read_campaign(object, options, sink);
        }
        let fields = Fields::of(root, &SCHEMA, &Path::Root, sink);
        read_fields(&fields, "variables", Ids::Uuid, options, sink)
    })
}
