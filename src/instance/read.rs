//! The reader of every body that describes instances.

use super::health::read_health;
use super::secret::{has_secret, without_credentials};
use super::shape::nested;
use super::texts;
use super::{Business, Instance, InstanceShape, InstanceStatus, Integration, ProviderState};
use crate::datetime;
use crate::issue::{Code, Issue, Severity};
use crate::json::{Kind, Value};
use crate::phone::{Jid, Phone};
use crate::reading::{Options, Order, Path, Reading, Sink, read_document};
use chrono::{DateTime, FixedOffset};

/// Reads the instances of a body, with the default [`Options`]; see [`read_instances_with`].
#[must_use]
pub fn read_instances(json: &[u8]) -> Reading<Vec<Instance>> {
    read_instances_with(json, &Options::new())
}

/// Reads the instances of a body: MsgFlash's list, detail, state or health, or what an Evolution
/// API of version 1 or 2 answers, one or many, bare or under `data`.
///
/// A field that is odd is a warning, for the body is not ours to mend. The reading fails for what
/// is not JSON, and with `INSTANCE_SHAPE_UNKNOWN` for what describes no instance, the bodies of
/// errors among them.
#[must_use]
pub fn read_instances_with(json: &[u8], options: &Options<'_>) -> Reading<Vec<Instance>> {
    read_document(json, options, Order::REPORTED, |root, sink| {
        let root_path = Path::Root;
        let (value, path) = match root.member("data") {
            Some(data) if matches!(data.kind(), Kind::Object | Kind::Array) => {
                (data, root_path.name("data"))
            }
            _ => (root, root_path),
        };
        match value.kind() {
            Kind::Array => {
                let items = value.items().enumerate();
                let read = items.map(|(index, item)| read_one(item, &path.index(index), sink));
                read.collect::<Vec<_>>().into_iter().collect()
            }
            Kind::Object => read_one(value, &path, sink).map(|one| vec![one]),
            _ => {
                unknown(&path, &texts::SHAPE_UNKNOWN, sink);
                None
            }
        }
    })
}

fn unknown(path: &Path<'_>, text: &'static crate::issue::Text, sink: &mut Sink) {
    sink.report(Issue::new(Code::InstanceShapeUnknown, path.pointer(), text));
}

fn read_one(object: Value<'_>, path: &Path<'_>, sink: &mut Sink) -> Option<Instance> {
    let Some(source) = InstanceShape::of(object) else {
        let is_error = object.member("error").is_some();
        let text = if is_error {
            &texts::ERROR_BODY
        } else {
            &texts::SHAPE_UNKNOWN
        };
        unknown(path, text, sink);
        return None;
    };
    let mut row = match nested(object) {
        Some(inner) => Row::new(inner, path.name("instance"), sink),
        None => Row::new(object, *path, sink),
    };
    let mut instance = row.read(source);
    instance.has_secret = has_secret(object);
    Some(instance)
}

/// The object that holds the fields of one instance, and the notes taken of it.
struct Row<'d, 'p, 's> {
    object: Value<'d>,
    path: Path<'p>,
    sink: &'s mut Sink,
    notes: Vec<Code>,
}

impl<'d, 'p, 's> Row<'d, 'p, 's> {
    fn new(object: Value<'d>, path: Path<'p>, sink: &'s mut Sink) -> Self {
        Self {
            object,
            path,
            sink,
            notes: Vec::new(),
        }
    }

    fn read(&mut self, source: InstanceShape) -> Instance {
        let (status, provider_state) = self.state(source);
        let integration = self.integration();
        let owner_jid = self.owner();
        let wa_number = self.number(owner_jid.as_ref(), integration.as_ref());
        let deleted_at = self.deleted_at();
        let profile_name = self.text(&["profileName"]);
        Instance {
            source,
            id: self.text(&["id", "instanceId"]),
            name: self.text(&["name", "instanceName"]),
            wa_number,
            owner_jid,
            status,
            provider_state,
            status_reason: self.status_reason(),
            // what Evolution API 1 writes while it does not know
            profile_name: profile_name.filter(|name| name != "not loaded"),
            profile_pic_url: self.text(&["profilePicUrl", "profilePictureUrl"]),
            profile_status: self.text(&["profileStatus"]),
            business: match integration {
                Some(Integration::Business) => Business::Yes,
                _ => Business::Unknown,
            },
            integration,
            server_url: self
                .text(&["serverUrl"])
                .map(|url| without_credentials(&url)),
            created_at: self.instant("createdAt"),
            updated_at: self.instant("updatedAt"),
            deleted_at,
            health: read_health(self.object, &self.path, self.sink),
            notes: std::mem::take(&mut self.notes),
            has_secret: false,
        }
    }

    /// The first of `names` that holds a text which is not empty.
    fn text(&self, names: &[&str]) -> Option<String> {
        let mut texts = names.iter().filter_map(|name| self.given(name)?.text());
        texts.find(|text| !text.is_empty()).map(str::to_owned)
    }

    fn given(&self, name: &str) -> Option<Value<'d>> {
        self.object.member(name).filter(|value| !value.is_null())
    }

    fn note(&mut self, code: Code, name: &str, text: &'static crate::issue::Text) {
        self.notes.push(code);
        let pointer = self.path.name(name).pointer();
        let issue = Issue::new(code, pointer, text);
        self.sink.report(issue.as_severity(Severity::Warning));
    }

    /// The status, and the provider's state behind it. The provider's state wins.
    fn state(&mut self, source: InstanceShape) -> (InstanceStatus, Option<ProviderState>) {
        let (field, state) = self.provider_state(source);
        let own = match source {
            // what these call a status is the provider's state
            InstanceShape::EvolutionV1 | InstanceShape::ConnectionState => None,
            _ => self.text(&["status"]),
        };
        let own = own.as_deref().map(InstanceStatus::from_name);
        let provided = state.as_deref().map(InstanceStatus::from_name);
        // MsgFlash's own status is a mapping already; Evolution's is older than the state beside it
        let counts = |state: &InstanceStatus| {
            state.is_known() || own.is_none() || source != InstanceShape::MsgFlash
        };
        let provided = provided.filter(counts);
        let known = own.as_ref().filter(|own| own.is_known());
        if known.is_some() && provided.is_some() && known != provided.as_ref() {
            self.note(Code::StateConflict, "status", &texts::STATE_CONFLICT);
        }
        let status = provided
            .or(own)
            .unwrap_or_else(|| InstanceStatus::Unknown(String::new()));
        let reason = self.given("disconnectionReasonCode").is_some();
        if reason && status == InstanceStatus::Connected {
            self.note(Code::StaleStateSuspected, field, &texts::STALE_STATE);
        }
        (status, state.map(|name| ProviderState::from_name(&name)))
    }

    /// The provider's state, and the field that holds it.
    fn provider_state(&self, source: InstanceShape) -> (&'static str, Option<String>) {
        match source {
            InstanceShape::MsgFlash => ("providerState", self.text(&["providerState"])),
            InstanceShape::EvolutionV1 => ("status", self.text(&["status"])),
            InstanceShape::ConnectionState => ("state", self.text(&["state"])),
            InstanceShape::EvolutionV2 => ("connectionStatus", self.text(&["connectionStatus"])),
            InstanceShape::EvolutionFlat => {
                let connection = self.given("connectionStatus");
                let state = connection.and_then(|object| object.member("state")?.text());
                ("connectionStatus", state.map(str::to_owned))
            }
        }
    }

    fn status_reason(&self) -> Option<i64> {
        let connection = self.given("connectionStatus");
        let reason = connection.and_then(|object| object.member("statusReason"));
        let reason = reason.or(self.given("disconnectionReasonCode"))?;
        reason.raw().parse().ok()
    }

    fn integration(&self) -> Option<Integration> {
        let value = self.given("integration")?;
        let name = value
            .text()
            .or_else(|| value.member("integration")?.text())?;
        (!name.is_empty()).then(|| Integration::from_name(name))
    }

    fn owner(&mut self) -> Option<Jid> {
        let name = ["ownerJid", "owner"]
            .into_iter()
            .find(|name| self.given(name).is_some())?;
        let jid = self.given(name).and_then(Value::text).and_then(Jid::parse);
        if jid.is_none() {
            self.note(Code::OwnerUnreadable, name, &texts::OWNER_UNREADABLE);
        }
        jid
    }

    /// The number: the owner's, else `waNumber`, else `number` where that is one. On the Cloud API
    /// `number` is the id of a number.
    fn number(&mut self, owner: Option<&Jid>, integration: Option<&Integration>) -> Option<Phone> {
        if let Some(phone) = owner.and_then(Jid::phone) {
            return Some(phone);
        }
        if let Some(text) = self.text(&["waNumber"]) {
            let phone = Phone::normalise(&text).ok().map(|read| read.phone);
            if phone.is_none() {
                self.note(Code::OwnerUnreadable, "waNumber", &texts::NUMBER_UNREADABLE);
            }
            return phone;
        }
        let digits = self.text(&["number"]).filter(|digits| digits.len() >= 8)?;
        let is_number = integration == Some(&Integration::Baileys);
        is_number.then(|| Phone::from_digits(&digits).ok())?
    }

    fn deleted_at(&mut self) -> Option<DateTime<FixedOffset>> {
        self.given("deletedAt")?;
        self.note(Code::InstanceDeleted, "deletedAt", &texts::DELETED);
        self.instant("deletedAt")
    }

    fn instant(&mut self, name: &str) -> Option<DateTime<FixedOffset>> {
        let read = datetime::parse_instant(self.given(name)?.text()?);
        let pointer = self.path.name(name).pointer();
        let warn = |error: datetime::DatetimeError| {
            let issue = error.issue(pointer);
            self.sink.report(issue.as_severity(Severity::Warning));
        };
        read.map_err(warn).ok()
    }
}
