//! The reader of buttons.

use super::{Button, MAX_BUTTONS, PixKeyType, texts};
use crate::content::direct::check_written;
use crate::content::kind::enum_issue;
use crate::content::length::{MAX_BUTTON_ID, MAX_BUTTON_TEXT, check_length};
use crate::content::media::is_web_address;
use crate::issue::{Code, Severity};
use crate::json::{Kind, Value};
use crate::phone::Phone;
use crate::reading::{Field, Fields, Options, Path, Schema, Sink};

/// The fields of a button, in the order of their issues.
pub(crate) const BUTTON_FIELDS: [&str; 11] = [
    "type",
    "title",
    "displayText",
    "id",
    "copyCode",
    "url",
    "phoneNumber",
    "currency",
    "name",
    "keyType",
    "key",
];

static SCHEMA: Schema<11> = Schema {
    names: BUTTON_FIELDS,
    mistaken: &[
        ("text", "displayText"),
        ("label", "displayText"),
        ("phone", "phoneNumber"),
    ],
};

/// Reads `buttons`: one or two of them, kinds that go together.
pub(in crate::content) fn read_buttons(
    field: &Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Vec<Button>> {
    if !field.is_given() {
        field.report(Code::ButtonsRequired, &texts::BUTTONS_REQUIRED, sink);
    }
    let array = field.of_kind(Kind::Array, sink)?;
    let count = array.items().count();
    if count == 0 {
        field.report(Code::ButtonsRequired, &texts::BUTTONS_REQUIRED, sink);
    }
    if count > MAX_BUTTONS {
        let issue = field.issue(Code::ButtonsTooMany, &texts::BUTTONS_TOO_MANY);
        sink.report(issue.with("got", count).with("max", MAX_BUTTONS));
    }
    let mut buttons = Vec::new();
    for (index, item) in array.items().enumerate() {
        buttons.extend(read_button(
            item,
            &field.path.index(index),
            &buttons,
            options,
            sink,
        ));
    }
    check_mix(field, array, sink);
    (buttons.len() == count && (1..=MAX_BUTTONS).contains(&count)).then_some(buttons)
}

/// Reply buttons stand among their like, and Pix alone (Evolution's own rules).
fn check_mix(field: &Field<'_, '_>, array: Value<'_>, sink: &mut Sink) {
    let kinds: Vec<_> = array.items().filter_map(kind_of).collect();
    let (replies, pix) = (count(&kinds, "reply"), count(&kinds, "pix"));
    if (replies > 0 && replies < kinds.len()) || (pix > 0 && kinds.len() > 1) {
        field.report(Code::ButtonMix, &texts::BUTTON_MIX, sink);
    }
}

fn count(kinds: &[&str], wanted: &str) -> usize {
    kinds.iter().filter(|kind| **kind == wanted).count()
}

/// The kind that a button names: `type`, or `title` where the published example has it.
fn kind_of(button: Value<'_>) -> Option<&'static str> {
    let named = match button.member("type").filter(|value| !value.is_null()) {
        Some(value) => value,
        None => button.member("title")?,
    };
    let name = named.text()?;
    Button::KINDS
        .iter()
        .map(|(kind, _)| *kind)
        .find(|kind| *kind == name)
}

fn read_button(
    item: Value<'_>,
    path: &Path<'_>,
    before: &[Button],
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Button> {
    let whole = Field {
        value: Some(item),
        path: *path,
    };
    if item.is_null() {
        whole.report(Code::Type, &texts::BUTTON_IS_NULL, sink);
        return None;
    }
    whole.of_kind(Kind::Object, sink)?;
    let fields = Fields::of(item, &SCHEMA, path, sink);
    let kind = read_kind(item, &fields, sink);
    let needed = Button::KINDS
        .iter()
        .find(|(name, _)| Some(*name) == kind)
        .map(|(_, needed)| *needed);
    let Some(needed) = needed else {
        check_types(&fields, sink);
        return None;
    };
    ignore_others(&fields, needed, sink);
    check_repeated(&fields, before, sink);
    build(kind?, &fields, options, sink)
}

/// Reads the kind; says so where it is none of the five.
fn read_kind<const N: usize>(
    item: Value<'_>,
    fields: &Fields<'_, '_, N>,
    sink: &mut Sink,
) -> Option<&'static str> {
    let (named, title) = (fields.get("type"), fields.get("title"));
    named.text(sink);
    title.text(sink);
    let kind = kind_of(item);
    if kind.is_none() && named.value.is_none_or(|value| value.kind() == Kind::Text) {
        let known = Button::KINDS.map(|(name, _)| name).join(", ");
        let issue = named.issue(Code::ButtonKindInvalid, &texts::BUTTON_KIND);
        sink.report(issue.with("known", known));
    }
    if named.is_given() && title.value.is_some_and(|title| title.kind() == Kind::Text) {
        title.report(Code::FieldIgnored, &texts::BUTTON_TITLE_IGNORED, sink);
    }
    kind
}

/// Without a kind, nothing is known of the fields but that each is a text.
fn check_types<const N: usize>(fields: &Fields<'_, '_, N>, sink: &mut Sink) {
    for name in &SCHEMA.names[2..] {
        fields.get(name).text(sink);
    }
}

fn ignore_others<const N: usize>(fields: &Fields<'_, '_, N>, needed: &[&str], sink: &mut Sink) {
    for name in &SCHEMA.names[2..] {
        if !needed.contains(name) {
            fields.get(name).ignored(Kind::Text, sink);
        }
    }
}

/// Two buttons that look alike, or whose answers cannot be told apart.
fn check_repeated<const N: usize>(fields: &Fields<'_, '_, N>, before: &[Button], sink: &mut Sink) {
    for name in ["displayText", "id"] {
        let field = fields.get(name);
        let text = field.value.and_then(Value::text);
        let seen = |button: &Button| {
            let fields = button.fields();
            fields
                .iter()
                .any(|(other, value)| *other == name && Some(*value) == text)
        };
        if before.iter().take(MAX_BUTTONS).any(seen) {
            field.report(Code::DuplicateValue, &texts::BUTTON_REPEATED, sink);
        }
    }
}

/// How the text that a kind needs is checked.
type Check = fn(&Field<'_, '_>, &str, &Options<'_>, &mut Sink);

fn build<const N: usize>(
    kind: &str,
    fields: &Fields<'_, '_, N>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Button> {
    if kind == "pix" {
        return pix(fields, sink);
    }
    let display_text = display_text(fields, options, sink);
    let (name, check): (_, Check) = match kind {
        "reply" => ("id", check_id),
        "copy" => ("copyCode", |_, _, _, _| {}),
        "url" => ("url", check_url),
        _ => ("phoneNumber", check_phone),
    };
    let field = fields.get(name);
    let detail = needed(&field, sink);
    if let Some(detail) = &detail {
        check(&field, detail, options, sink);
    }
    let (display_text, detail) = (display_text?, detail?);
    Some(match kind {
        "reply" => Button::Reply {
            display_text,
            id: detail,
        },
        "copy" => Button::Copy {
            display_text,
            copy_code: detail,
        },
        "url" => Button::Url {
            display_text,
            url: detail,
        },
        _ => Button::Call {
            display_text,
            phone_number: detail,
        },
    })
}

fn pix<const N: usize>(fields: &Fields<'_, '_, N>, sink: &mut Sink) -> Option<Button> {
    let currency = needed(&fields.get("currency"), sink);
    let name = needed(&fields.get("name"), sink);
    let key_type = key_type(&fields.get("keyType"), sink);
    let key = needed(&fields.get("key"), sink);
    Some(Button::Pix {
        currency: currency?,
        name: name?,
        key_type: key_type?,
        key: key?,
    })
}

fn key_type(field: &Field<'_, '_>, sink: &mut Sink) -> Option<PixKeyType> {
    let name = needed(field, sink)?;
    let found = PixKeyType::ALL.into_iter().find(|key| key.name() == name);
    if found.is_none() {
        let known = PixKeyType::ALL.map(PixKeyType::name);
        sink.report(enum_issue(field, &name, &known));
    }
    found
}

fn display_text<const N: usize>(
    fields: &Fields<'_, '_, N>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<String> {
    let field = fields.get("displayText");
    let text = needed(&field, sink)?;
    let too_long = (Code::ButtonTextTooLong, &texts::BUTTON_TEXT_TOO_LONG);
    check_length(&field, &text, MAX_BUTTON_TEXT, too_long, options, sink);
    check_written(&field, &text, sink);
    Some(text)
}

fn needed(field: &Field<'_, '_>, sink: &mut Sink) -> Option<String> {
    field
        .text_or(
            Code::ButtonFieldRequired,
            &texts::BUTTON_FIELD_REQUIRED,
            sink,
        )
        .map(str::to_owned)
}

fn check_id(field: &Field<'_, '_>, id: &str, options: &Options<'_>, sink: &mut Sink) {
    let too_long = (Code::ButtonTextTooLong, &texts::BUTTON_ID_TOO_LONG);
    check_length(field, id, MAX_BUTTON_ID, too_long, options, sink);
    if id.trim() != id {
        field.report(Code::ButtonIdPadded, &texts::BUTTON_ID_PADDED, sink);
    }
}

// no page says that these are checked when a request comes in, so they warn

fn check_url(field: &Field<'_, '_>, url: &str, _: &Options<'_>, sink: &mut Sink) {
    if !is_web_address(url) {
        let issue = field.issue(Code::MediaUrlInvalid, &texts::BUTTON_URL);
        sink.report(issue.as_severity(Severity::Warning));
    }
}

fn check_phone(field: &Field<'_, '_>, phone: &str, _: &Options<'_>, sink: &mut Sink) {
    if Phone::parse(phone).is_err() {
        let issue = field.issue(Code::PhoneInvalid, &texts::BUTTON_PHONE);
        sink.report(issue.as_severity(Severity::Warning));
    }
}
