//! Campaigns as the API gives them back.

use super::Campaign;
use super::definition::{order, read_fields};
use crate::id::{CampaignId, UserId};
use crate::json::{Kind, Value};
use crate::reading::{
    Fields, Ids, Options, Path, Reading, Schema, Sink, object_root, read_document,
};
use crate::status::CampaignStatus;

/// A campaign as `GET /api/v1/campaigns/{id}` gives it back: the definition and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredCampaign {
    /// Its id.
    pub id: CampaignId,
    /// Whose it is.
    pub user_id: Option<UserId>,
    /// Where it stands.
    pub status: Option<CampaignStatus>,
    /// What was sent so far.
    pub stats: Stats,
    /// What was defined.
    pub definition: Campaign,
}

/// The counts of a stored campaign; one that is absent counts nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Messages planned: 0 at creation, because recipients are resolved when the campaign runs.
    pub planned: u64,
    /// Messages accepted.
    pub queued: u64,
    /// Messages handed to WhatsApp.
    pub sent: u64,
    /// Messages delivered.
    pub delivered: u64,
    /// Messages read.
    pub read: u64,
    /// Messages that failed.
    pub failed: u64,
    /// Messages cancelled.
    pub cancelled: u64,
}

static SCHEMA: Schema<18> = Schema {
    names: [
        "id",
        "userId",
        "instanceId",
        "name",
        "schedule",
        "repeat",
        "recipients",
        "templateId",
        "templateVariables",
        "type",
        "body",
        "mediaUrl",
        "title",
        "description",
        "footer",
        "buttons",
        "status",
        "stats",
    ],
    mistaken: &[],
};

pub(super) fn read(json: &[u8], options: &Options<'_>) -> Reading<StoredCampaign> {
    read_document(json, options, order(&SCHEMA.names), |root, sink| {
        let root = object_root(root, sink)?;
        let (object, path) = stored_object(root).unwrap_or((root, Path::Root));
        read_stored(object, &path, options, sink)
    })
}

/// The stored campaign that `root` is, or holds under `data`; none for the body of a request.
///
/// No request has an `id` beside a status, counts or a date of creation.
pub(super) fn stored_object(root: Value<'_>) -> Option<(Value<'_>, Path<'static>)> {
    let inner = root
        .member("data")
        .filter(|data| data.kind() == Kind::Object);
    if is_stored(root) {
        return Some((root, Path::Root));
    }
    inner
        .filter(|data| is_stored(*data))
        .map(|data| (data, Path::Name(&Path::Root, "data")))
}

fn is_stored(object: Value<'_>) -> bool {
    let marks = ["status", "stats", "createdAt", "templateVariables"];
    object.member("id").is_some() && marks.iter().any(|mark| object.member(mark).is_some())
}

/// Reads the definition that a stored campaign holds.
pub(super) fn read_campaign(
    (object, path): (Value<'_>, Path<'_>),
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Campaign> {
    read_stored(object, &path, options, sink).map(|stored| stored.definition)
}

fn read_stored(
    object: Value<'_>,
    path: &Path<'_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<StoredCampaign> {
    let fields = Fields::of_stored(object, &SCHEMA, path, sink);
    let id_field = fields.get("id");
    let id = id_field
        .required_text(sink)
        .and_then(|id| Ids::Stored.read(&id_field, id, sink));
    let user_id = fields.get("userId").text(sink).and_then(UserId::stored);
    let definition = read_fields(&fields, "templateVariables", Ids::Stored, options, sink);
    let status = fields
        .get("status")
        .text(sink)
        .map(CampaignStatus::from_name);
    let stats = fields.get("stats").of_kind(Kind::Object, sink);
    Some(StoredCampaign {
        id: id?,
        user_id,
        status,
        stats: stats.map(read_stats).unwrap_or_default(),
        definition: definition?,
    })
}

fn read_stats(object: Value<'_>) -> Stats {
    let count = |name| {
        let value = object.member(name);
        value
            .and_then(|value| value.raw().parse().ok())
            .unwrap_or_default()
    };
    Stats {
        planned: count("planned"),
        queued: count("queued"),
        sent: count("sent"),
        delivered: count("delivered"),
        read: count("read"),
        failed: count("failed"),
        cancelled: count("cancelled"),
    }
}
