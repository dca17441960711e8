//! The reader of campaigns: every field first, the verdict last.

use super::mode::{Mode, content_mode};
use super::recipients::{Ids, read_recipients};
use super::schedule::{read_instant, read_repeat};
use super::{Campaign, Content, stored, texts};
use crate::content::{DirectFields, read_direct, read_kind, read_variables};
use crate::id::{InstanceId, TemplateId};
use crate::issue::Code;
use crate::json::Kind;
use crate::phone;
use crate::reading::{
    Field, Fields, Options, Path, Reading, Schema, Sink, Unchecked, object_root, read_document,
};

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
    read_document(json, options, &SCHEMA.names, |root, sink| {
        let root = object_root(root, sink)?;
        if let Some(object) = stored::stored_object(root) {
            return stored::read_campaign(object, options, sink);
        }
        let fields = Fields::of(root, &SCHEMA, &Path::Root, sink);
        read_fields(&fields, "variables", Ids::Uuid, options, sink)
    })
}

/// Reads the fields that requests and stored campaigns share; `variables` has a name in each.
pub(super) fn read_fields<const N: usize>(
    fields: &Fields<'_, '_, N>,
    variables: &'static str,
    ids: Ids,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Campaign> {
    let instance_id = read_instance_id(&fields.get("instanceId"), ids, sink);
    let name = fields.get("name").name(sink);
    let schedule = read_instant(&fields.get("schedule"), options, sink);
    let repeat = read_repeat(&fields.get("repeat"), sink);
    let recipients = read_recipients(&fields.get("recipients"), ids, sink);
    let content = read_content(fields, variables, ids, options, sink);
    sink.unchecked(Unchecked::Plan);
    sink.unchecked(Unchecked::Subscription);
    Some(Campaign {
        instance_id: instance_id?,
        name: name?.to_owned(),
        schedule: schedule?,
        repeat: repeat?,
        recipients: recipients?,
        content: content?,
    })
}

/// Reads the instance that sends.
pub(crate) fn read_instance_id(
    field: &Field<'_, '_>,
    ids: Ids,
    sink: &mut Sink,
) -> Option<InstanceId> {
    let text = field.required_text(sink)?;
    let id = ids.read(field, text, sink);
    if id.is_none() && phone::looks_like_number(text) {
        let code = Code::InstanceIdLooksLikeNumber;
        field.report(code, &texts::INSTANCE_ID_IS_A_NUMBER, sink);
    }
    sink.unchecked(Unchecked::Instance);
    id
}

fn read_content<const N: usize>(
    fields: &Fields<'_, '_, N>,
    variables: &'static str,
    ids: Ids,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Content> {
    let direct = direct_fields(fields);
    let (template_id, kind) = (fields.get("templateId"), fields.get("type"));
    let variables = fields.get(variables);
    match content_mode(&template_id, &kind, ids, sink) {
        Mode::Template => {
            let id = read_template_id(&template_id, ids, sink);
            let variables = read_variables(&variables, options, sink);
            direct.ignored(sink);
            Some(Content::Template { id: id?, variables })
        }
        Mode::Direct => {
            ignored_variables(&variables, sink);
            let kind = read_kind(
                &kind,
                |kind| kind.in_campaigns(),
                Code::TypeNotInCampaign,
                sink,
            );
            match kind {
                Some(kind) => read_direct(kind, &direct, sink).map(Content::Direct),
                None => {
                    direct.check_types(sink);
                    None
                }
            }
        }
        Mode::Both => {
            read_template_id(&template_id, ids, sink);
            read_variables(&variables, options, sink);
            let belongs = |kind: crate::content::ContentKind| kind.in_campaigns();
            read_kind(&kind, belongs, Code::TypeNotInCampaign, sink);
            direct.check_types(sink);
            None
        }
        Mode::Neither => {
            variables.of_kind(Kind::Object, sink);
            direct.check_types(sink);
            None
        }
    }
}

/// Reads the template that is sent.
pub(crate) fn read_template_id(
    field: &Field<'_, '_>,
    ids: Ids,
    sink: &mut Sink,
) -> Option<TemplateId> {
    let id = ids.read(field, field.text(sink)?, sink)?;
    sink.unchecked(Unchecked::Template);
    sink.unchecked(Unchecked::Variables);
    Some(id)
}

/// Direct content has no placeholders that variables could fill.
pub(crate) fn ignored_variables(field: &Field<'_, '_>, sink: &mut Sink) {
    if field.of_kind(Kind::Object, sink).is_some() {
        field.report(Code::VariablesIgnored, &texts::VARIABLES_IGNORED, sink);
    }
}

fn direct_fields<'d, 'p, const N: usize>(fields: &Fields<'d, 'p, N>) -> DirectFields<'d, 'p> {
    DirectFields {
        body: fields.get("body"),
        media_url: fields.get("mediaUrl"),
        title: fields.get("title"),
        description: fields.get("description"),
        footer: fields.get("footer"),
        buttons: fields.get("buttons"),
    }
}
