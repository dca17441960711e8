//! Direct content whose texts are templates, where the host asks for it.

use crate::catalogue::{LEAST_TOO_LONG, check, compile_body};
use crate::content::{
    ContentKind, Direct, DirectFields, MAX_CAPTION, MAX_FOOTER, MAX_TEXT, MAX_TITLE, Variables,
    check_length,
};
use crate::issue::Code;
use crate::json::Value;
use crate::reading::{Field, Options, Sink};
use crate::template::Template;

/// Direct content that is rendered for each contact: the texts as they are written, compiled, and the
/// values of their `custom.*`.
#[derive(Clone, Debug)]
pub struct RenderedDirect {
    direct: Direct,
    variables: Variables,
    texts: Vec<(&'static str, Template)>,
}

/// The compiled texts follow from the others.
impl PartialEq for RenderedDirect {
    fn eq(&self, other: &Self) -> bool {
        self.direct == other.direct && self.variables == other.variables
    }
}

impl RenderedDirect {
    /// The content as it is written.
    #[must_use]
    pub fn direct(&self) -> &Direct {
        &self.direct
    }

    /// The values of `custom.*`.
    #[must_use]
    pub fn variables(&self) -> &Variables {
        &self.variables
    }

    /// The compiled text of a field: `body`, `title`, `description` or `footer`.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&Template> {
        let mut texts = self.texts.iter();
        texts.find(|(name, _)| *name == field).map(|(_, text)| text)
    }
}

/// What direct content is rendered with.
pub(super) struct Given<'d, 'p> {
    pub(super) field: Field<'d, 'p>,
    pub(super) variables: Variables,
}

/// Compiles the texts of a `kind`, and checks the variables against them. `direct` has been read; its
/// texts are looked at also where it is none.
pub(super) fn read_rendered(
    kind: ContentKind,
    (direct, fields): (Option<Direct>, &DirectFields<'_, '_>),
    given: Given<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<RenderedDirect> {
    let mut texts = Vec::new();
    for (name, field) in texts_of(kind, fields) {
        let source = field.value.and_then(Value::text);
        let source = source.filter(|source| !source.trim().is_empty());
        let text = source.and_then(|source| compile_body(field, source, options, sink));
        if let Some(text) = text {
            check_least(kind, (name, field), &text, options, sink);
            texts.push((name, text));
        }
    }
    let compiled: Vec<_> = texts.iter().map(|(_, text)| text).collect();
    check::variables(&given.field, &given.variables, &compiled, sink);
    Some(RenderedDirect {
        direct: direct?,
        variables: given.variables,
        texts,
    })
}

/// What stands outside placeholders and blocks has to fit, whatever the values are. A text without any
/// was measured as it is written.
fn check_least(
    kind: ContentKind,
    (name, field): (&str, &Field<'_, '_>),
    text: &Template,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    if !text.source().contains("{{") {
        return;
    }
    let (max, code) = match name {
        "title" => (MAX_TITLE, Code::TitleTooLong),
        "footer" => (MAX_FOOTER, Code::FooterTooLong),
        "body" if kind == ContentKind::Text => (MAX_TEXT, Code::TextTooLong),
        _ => (MAX_CAPTION, Code::CaptionTooLong),
    };
    let too_long = (code, &LEAST_TOO_LONG);
    check_length(field, &text.least_text(), max, too_long, options, sink);
}

/// The texts that a contact reads, where placeholders may stand. An address is sent as written.
fn texts_of<'f, 'd, 'p>(
    kind: ContentKind,
    fields: &'f DirectFields<'d, 'p>,
) -> Vec<(&'static str, &'f Field<'d, 'p>)> {
    match kind {
        ContentKind::Buttons => vec![
            ("title", &fields.title),
            ("description", &fields.description),
            ("footer", &fields.footer),
        ],
        kind if kind.has_caption() || kind == ContentKind::Text => vec![("body", &fields.body)],
        _ => Vec::new(),
    }
}
