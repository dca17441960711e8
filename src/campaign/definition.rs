//! The fields that the body of a request and a stored campaign share: every field first, the verdict last.

use super::mode::{Mode, content_mode, read_template_mode};
use super::recipients::read_recipients;
use super::rendered::{Given, read_rendered};
use super::repeat::read_repeat;
use super::{Campaign, Content, recipients, texts};
use crate::catalogue::check;
use crate::content::{
    BUTTON_FIELDS, ContentKind, DirectFields, read_direct, read_kind, read_variables,
};
use crate::id::InstanceId;
use crate::issue::Code;
use crate::json::Kind;
use crate::reading::{Field, Fields, Ids, Options, Order, Sink, read_instant};

/// The order of issues: the fields as `names` has them, recipients and buttons by their own.
pub(super) fn order(names: &'static [&'static str]) -> Order<'static> {
    Order::of(names).nested(&[
        ("recipients", &recipients::FIELDS),
        ("buttons", &BUTTON_FIELDS),
    ])
}

/// Reads a definition; its `variables` have another name in a request than in a stored campaign.
pub(super) fn read_fields<const N: usize>(
    fields: &Fields<'_, '_, N>,
    variables: &'static str,
    ids: Ids,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Campaign> {
    let instance_id = read_instance_id(&fields.get("instanceId"), ids, options, sink);
    let name = fields.get("name").name(sink);
    let schedule = read_instant(&fields.get("schedule"), options, sink);
    let repeat = read_repeat(&fields.get("repeat"), sink);
    let recipients = read_recipients(&fields.get("recipients"), ids, options, sink);
    let content = read_content(fields, variables, ids, options, sink);
    check::subscription(options, sink);
    check::plan(options, sink);
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
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<InstanceId> {
    let text = field.required_text(sink)?;
    let id = ids.read(field, text, sink);
    match &id {
        Some(id) => check::instance(field, id, options, sink),
        None => check::mistaken_instance(field, text, options, sink),
    }
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
    let (template_id, kind_field) = (fields.get("templateId"), fields.get("type"));
    let variables = fields.get(variables);
    match content_mode(&template_id, &kind_field, ids, sink) {
        Mode::Template => {
            let template = read_template_mode(&template_id, &variables, ids, options, sink);
            direct.ignored(sink);
            template.map(|template| Content::Template {
                id: template.id,
                variables: template.variables,
            })
        }
        Mode::Direct => {
            let Some(kind) = read_campaign_kind(&kind_field, sink) else {
                ignored_variables(&variables, sink);
                direct.check_types(sink);
                return None;
            };
            check::voice_notes(&kind_field, kind, options, sink);
            if kind == ContentKind::Buttons {
                check::buttons(&kind_field, &fields.get("instanceId"), options, sink);
            }
            read_direct_content(kind, &direct, variables, options, sink)
        }
        Mode::Both => {
            read_template_mode(&template_id, &variables, ids, options, sink);
            read_campaign_kind(&kind_field, sink);
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

fn read_direct_content(
    kind: ContentKind,
    fields: &DirectFields<'_, '_>,
    variables: Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Content> {
    let direct = read_direct(kind, fields, options, sink);
    if !options.render_direct {
        ignored_variables(&variables, sink);
        return direct.map(Content::Direct);
    }
    let given = Given {
        field: variables,
        variables: read_variables(&variables, options, sink),
    };
    read_rendered(kind, (direct, fields), given, options, sink).map(Content::Rendered)
}

fn read_campaign_kind(field: &Field<'_, '_>, sink: &mut Sink) -> Option<ContentKind> {
    let belongs = |kind: ContentKind| kind.in_campaigns();
    read_kind(field, belongs, Code::TypeNotInCampaign, sink)
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
