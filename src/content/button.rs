//! Buttons: at most two, of five kinds, each with the fields that its kind needs.

use super::length::{MAX_BUTTON_ID, MAX_BUTTON_TEXT, check_length};
use super::media::is_web_address;
use super::{direct, kind::enum_issue, texts};
use crate::issue::{Code, Severity};
use crate::json::{Kind, Value};
use crate::phone::Phone;
use crate::reading::{Field, Fields, Path, Schema, Sink};

/// The most buttons that one message has (create-campaign page).
pub const MAX_BUTTONS: usize = 2;

/// A message with buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buttons {
    /// The line in bold above.
    pub title: String,
    /// The text.
    pub description: String,
    /// The small line beneath.
    pub footer: Option<String>,
    /// One or two.
    pub buttons: Vec<Button>,
}

/// One button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Button {
    /// Sends `id` back to the sender.
    Reply {
        /// The text on the button.
        display_text: String,
        /// What comes back.
        id: String,
    },
    /// Copies a code.
    Copy {
        /// The text on the button.
        display_text: String,
        /// The code.
        copy_code: String,
    },
    /// Opens an address.
    Url {
        /// The text on the button.
        display_text: String,
        /// The address.
        url: String,
    },
    /// Calls a number.
    Call {
        /// The text on the button.
        display_text: String,
        /// The number as given.
        phone_number: String,
    },
    /// Pays by Pix, in Brazil.
    Pix {
        /// The currency: `BRL`.
        currency: String,
        /// The name of who is paid.
        name: String,
        /// What the key is.
        key_type: PixKeyType,
        /// The key.
        key: String,
    },
}

/// What a key of Pix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PixKeyType {
    /// `phone`.
    Phone,
    /// `email`.
    Email,
    /// `cpf`, a person's tax number.
    Cpf,
    /// `cnpj`, a company's tax number.
    Cnpj,
    /// `random`.
    Random,
}

impl PixKeyType {
    const ALL: [Self; 5] = [
        Self::Phone,
        Self::Email,
        Self::Cpf,
        Self::Cnpj,
        Self::Random,
    ];

    /// The published name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Cpf => "cpf",
            Self::Cnpj => "cnpj",
            Self::Random => "random",
        }
    }
}

impl Buttons {
    /// The message as plain text, for numbers that no buttons reach: the texts, then the buttons
    /// numbered, each with what it leads to.
    ///
    /// ```
    /// use flashplan::content::{Button, Buttons};
    /// let buttons = Buttons {
    ///     title: "Rendez-vous".into(),
    ///     description: "Demain à 9 h.".into(),
    ///     footer: None,
    ///     buttons: vec![
    ///         Button::Reply { display_text: "Confirmer".into(), id: "yes".into() },
    ///         Button::Reply { display_text: "Annuler".into(), id: "no".into() },
    ///     ],
    /// };
    /// assert_eq!(buttons.fallback(), "*Rendez-vous*\n\nDemain à 9 h.\n\n1. Confirmer\n2. Annuler");
    /// ```
    #[must_use]
    pub fn fallback(&self) -> String {
        let mut text = format!("*{}*\n\n{}\n", self.title, self.description);
        for (number, button) in (1..).zip(&self.buttons) {
            text.push_str(&format!("\n{number}. {}", button.fallback()));
        }
        if let Some(footer) = &self.footer {
            text.push_str(&format!("\n\n_{footer}_"));
        }
        text
    }
}

impl Button {
    /// The kinds by their published names, with the fields that each needs.
    pub(crate) const KINDS: [(&'static str, &'static [&'static str]); 5] = [
        ("reply", &["displayText", "id"]),
        ("copy", &["displayText", "copyCode"]),
        ("url", &["displayText", "url"]),
        ("call", &["displayText", "phoneNumber"]),
        ("pix", &["currency", "name", "keyType", "key"]),
    ];

    /// The published name of its kind.
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Reply { .. } => "reply",
            Self::Copy { .. } => "copy",
            Self::Url { .. } => "url",
            Self::Call { .. } => "call",
            Self::Pix { .. } => "pix",
        }
    }

    /// Its fields beside the kind, by their published names.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Reply { display_text, id } => vec![("displayText", display_text), ("id", id)],
            Self::Copy {
                display_text,
                copy_code,
            } => vec![("displayText", display_text), ("copyCode", copy_code)],
            Self::Url { display_text, url } => vec![("displayText", display_text), ("url", url)],
            Self::Call {
                display_text,
                phone_number,
            } => vec![("displayText", display_text), ("phoneNumber", phone_number)],
            Self::Pix {
                currency,
                name,
                key_type,
                key,
            } => vec![
                ("currency", currency),
                ("name", name),
                ("keyType", key_type.name()),
                ("key", key),
            ],
        }
    }

    fn fallback(&self) -> String {
        match self {
            Self::Reply { display_text, .. } => display_text.clone(),
            Self::Copy {
                display_text,
                copy_code: detail,
            }
            | Self::Url {
                display_text,
                url: detail,
            }
            | Self::Call {
                display_text,
                phone_number: detail,
            } => format!("{display_text}: {detail}"),
            Self::Pix { name, key, .. } => format!("{name}: {key}"),
        }
    }
}

static SCHEMA: Schema<11> = Schema {
    names: [
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
    ],
    mistaken: &[
        ("text", "displayText"),
        ("label", "displayText"),
        ("phone", "phoneNumber"),
    ],
};

/// Reads `buttons`: one or two of them, kinds that go together.
pub(super) fn read_buttons(field: &Field<'_, '_>, sink: &mut Sink) -> Option<Vec<Button>> {
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
        buttons.extend(read_button(item, &field.path.index(index), &buttons, sink));
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
    build(kind?, &fields, sink)
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

fn build<const N: usize>(
    kind: &str,
    fields: &Fields<'_, '_, N>,
    sink: &mut Sink,
) -> Option<Button> {
    if kind == "pix" {
        return pix(fields, sink);
    }
    let display_text = display_text(fields, sink);
    let (name, check): (_, fn(&Field<'_, '_>, &str, &mut Sink)) = match kind {
        "reply" => ("id", check_id),
        "copy" => ("copyCode", |_, _, _| {}),
        "url" => ("url", check_url),
        _ => ("phoneNumber", check_phone),
    };
    let field = fields.get(name);
    let detail = needed(&field, sink);
    if let Some(detail) = &detail {
        check(&field, detail, sink);
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

fn display_text<const N: usize>(fields: &Fields<'_, '_, N>, sink: &mut Sink) -> Option<String> {
    let field = fields.get("displayText");
    let text = needed(&field, sink)?;
    let too_long = (Code::ButtonTextTooLong, &texts::BUTTON_TEXT_TOO_LONG);
    check_length(&field, &text, MAX_BUTTON_TEXT, too_long, sink);
    direct::check_placeholders(&field, &text, sink);
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

fn check_id(field: &Field<'_, '_>, id: &str, sink: &mut Sink) {
    let too_long = (Code::ButtonTextTooLong, &texts::BUTTON_ID_TOO_LONG);
    check_length(field, id, MAX_BUTTON_ID, too_long, sink);
}

// no page says that these are checked when a request comes in, so they warn

fn check_url(field: &Field<'_, '_>, url: &str, sink: &mut Sink) {
    if !is_web_address(url) {
        let issue = field.issue(Code::MediaUrlInvalid, &texts::BUTTON_URL);
        sink.report(issue.as_severity(Severity::Warning));
    }
}

fn check_phone(field: &Field<'_, '_>, phone: &str, sink: &mut Sink) {
    if Phone::parse(phone).is_err() {
        let issue = field.issue(Code::PhoneInvalid, &texts::BUTTON_PHONE);
        sink.report(issue.as_severity(Severity::Warning));
    }
}
