//! The reader of single messages.

use super::location::LocationFields;
use super::{Message, MessageContent, ScheduledMessage, texts};
use crate::campaign::{
    Mode, content_mode, ignored_variables, read_instance_id, read_template_mode,
};
use crate::catalogue::check;
use crate::content::{BUTTON_FIELDS, ContentKind, DirectFields, read_direct, read_kind};
use crate::id::ContactId;
use crate::issue::{Code, Text};
use crate::json::Kind;
use crate::phone::{Phone, PhoneError};
use crate::reading::{
    Field, Fields, Ids, Options, Order, Path, Reading, Schema, Sink, Unchecked, object_root,
    read_document, read_instant,
};

/// The fields of messages/schedule, in the order of the page and of their issues.
static SCHEDULED: Schema<17> = Schema {
    names: [
        "instanceId",
        "to",
        "scheduledAt",
        "type",
        "templateId",
        "text",
        "mediaUrl",
        "latitude",
        "longitude",
        "locationName",
        "locationAddress",
        "contactId",
        "variables",
        "title",
        "description",
        "footer",
        "buttons",
    ],
    mistaken: &MISTAKEN,
};

/// The fields of messages/send: the same, but for the time.
static SCHEMA: Schema<16> = Schema {
    names: without(SCHEDULED.names, 2),
    mistaken: &MISTAKEN,
};

const fn without(names: [&'static str; 17], left_out: usize) -> [&'static str; 16] {
    let mut rest = [""; 16];
    let mut i = 0;
    while i < rest.len() {
        rest[i] = names[if i < left_out { i } else { i + 1 }];
        i += 1;
    }
    rest
}

static MISTAKEN: [(&str, &str); 7] = [
    ("body", "text"),
    ("message", "text"),
    ("caption", "text"),
    ("phone", "to"),
    ("number", "to"),
    ("recipients", "to"),
    ("schedule", "scheduledAt"),
];

/// The order of issues: the fields as `names` has them, buttons by their own.
fn order(names: &'static [&'static str]) -> Order<'static> {
    Order::of(names).nested(&[("buttons", &BUTTON_FIELDS)])
}

pub(super) fn message(json: &[u8], options: &Options<'_>) -> Reading<Message> {
    read_document(json, options, order(&SCHEMA.names), |root, sink| {
        let root = object_root(root, sink)?;
        let fields = Fields::of(root, &SCHEMA, &Path::Root, sink);
        read_message(&fields, options, sink)
    })
}

pub(super) fn scheduled_message(json: &[u8], options: &Options<'_>) -> Reading<ScheduledMessage> {
    read_document(json, options, order(&SCHEDULED.names), |root, sink| {
        let root = object_root(root, sink)?;
        let fields = Fields::of(root, &SCHEDULED, &Path::Root, sink);
        let scheduled_at = read_instant(&fields.get("scheduledAt"), options, sink);
        let message = read_message(&fields, options, sink);
        Some(ScheduledMessage {
            message: message?,
            scheduled_at: scheduled_at?,
        })
    })
}

fn read_message<const N: usize>(
    fields: &Fields<'_, '_, N>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Message> {
    let instance_id = read_instance_id(&fields.get("instanceId"), Ids::Uuid, options, sink);
    let to = read_phone(&fields.get("to"), options, sink);
    let contact_field = fields.get("contactId");
    let contact_id = contact_field
        .text(sink)
        .and_then(|id| contact_field.uuid(id, sink));
    let content = read_content(fields, contact_id.as_ref(), options, sink);
    check::subscription(options, sink);
    check::quota(options, sink);
    Some(Message {
        instance_id: instance_id?,
        to: to?,
        content: content?,
        contact_id,
    })
}

fn read_phone(field: &Field<'_, '_>, options: &Options<'_>, sink: &mut Sink) -> Option<Phone> {
    match Phone::parse(field.required_text(sink)?) {
        Ok(phone) => {
            check::destination(field, phone, options, sink);
            Some(phone)
        }
        Err(error) => {
            field.report(Code::PhoneInvalid, phone_text(error), sink);
            None
        }
    }
}

fn phone_text(error: PhoneError) -> &'static Text {
    match error {
        PhoneError::Jid => &texts::PHONE_IS_A_JID,
        PhoneError::NoPlus => &texts::PHONE_NO_PLUS,
        PhoneError::LeadingZero => &texts::PHONE_LEADING_ZERO,
        PhoneError::Length(_) => &texts::PHONE_LENGTH,
        PhoneError::Empty | PhoneError::NotADigit => &texts::PHONE_INVALID,
    }
}

fn read_content<const N: usize>(
    fields: &Fields<'_, '_, N>,
    contact: Option<&ContactId>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<MessageContent> {
    let (template_id, kind) = (fields.get("templateId"), fields.get("type"));
    let variables = fields.get("variables");
    match content_mode(&template_id, &kind, Ids::Uuid, sink) {
        Mode::Template => read_template_content(fields, contact, options, sink),
        Mode::Direct => {
            ignored_variables(&variables, sink);
            match read_kind(&kind, |_| true, Code::Enum, sink) {
                Some(known) => read_direct_content(known, fields, contact, options, sink),
                None => check_types(fields, sink),
            }
        }
        Mode::Both => {
            read_template_mode(&template_id, &variables, Ids::Uuid, options, sink);
            read_kind(&kind, |_| true, Code::Enum, sink);
            check_types(fields, sink)
        }
        Mode::Neither => {
            variables.of_kind(Kind::Object, sink);
            check_types(fields, sink)
        }
    }
}

/// Where nothing is known of the content but what type each field has.
fn check_types<const N: usize>(
    fields: &Fields<'_, '_, N>,
    sink: &mut Sink,
) -> Option<MessageContent> {
    direct_fields(fields).check_types(sink);
    location_fields(fields).check_types(sink);
    None
}

fn read_template_content<const N: usize>(
    fields: &Fields<'_, '_, N>,
    contact: Option<&ContactId>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<MessageContent> {
    let (template_id, variables) = (fields.get("templateId"), fields.get("variables"));
    let template = read_template_mode(&template_id, &variables, Ids::Uuid, options, sink);
    direct_fields(fields).ignored(sink);
    location_fields(fields).ignored(sink);
    let contact_field = fields.get("contactId");
    check::context(&contact_field, contact, options, sink);
    let template = template?;
    if let Some(stored) = template.stored {
        if contact_field.is_given() {
            check::values_of("contact", stored, Unchecked::ContactVariables, sink);
        } else {
            check::phone_only(&contact_field, stored, sink);
        }
    }
    Some(MessageContent::Template {
        id: template.id,
        variables: template.variables,
    })
}

fn read_direct_content<const N: usize>(
    kind: ContentKind,
    fields: &Fields<'_, '_, N>,
    contact: Option<&ContactId>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<MessageContent> {
    // nothing of a single message is rendered but a template
    let as_written = options.render_direct(false);
    let direct = read_direct(kind, &direct_fields(fields), &as_written, sink);
    check::voice_notes(&fields.get("type"), kind, options, sink);
    let location = location_fields(fields);
    if kind != ContentKind::Location {
        location.ignored(sink);
    }
    match kind {
        ContentKind::Location => location.read(sink).map(MessageContent::Location),
        ContentKind::Contact => {
            let field = fields.get("contactId");
            if !field.is_given() {
                let code = Code::ContactIdRequired;
                field.report(code, &texts::CONTACT_ID_REQUIRED, sink);
            }
            check::contact(&field, contact, options, sink);
            contact.cloned().map(MessageContent::Contact)
        }
        ContentKind::Buttons => {
            check::buttons(
                &fields.get("type"),
                &fields.get("instanceId"),
                options,
                sink,
            );
            direct.map(MessageContent::Direct)
        }
        _ => direct.map(MessageContent::Direct),
    }
}

fn direct_fields<'d, 'p, const N: usize>(fields: &Fields<'d, 'p, N>) -> DirectFields<'d, 'p> {
    DirectFields {
        body: fields.get("text"),
        media_url: fields.get("mediaUrl"),
        title: fields.get("title"),
        description: fields.get("description"),
        footer: fields.get("footer"),
        buttons: fields.get("buttons"),
    }
}

fn location_fields<'d, 'p, const N: usize>(fields: &Fields<'d, 'p, N>) -> LocationFields<'d, 'p> {
    LocationFields {
        latitude: fields.get("latitude"),
        longitude: fields.get("longitude"),
        name: fields.get("locationName"),
        address: fields.get("locationAddress"),
    }
}
