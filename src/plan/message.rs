//! The message of a campaign: its type, its media, and the text for each contact.

use crate::audience::Reason;
use crate::contact::{FieldSet, Table};
use crate::content::{ContentKind, Direct, utf16_len};
use crate::template::{Bound, Probe, RenderError, View};

/// UTF-16 units of a text message: the published limit is 4,096 characters, and a JavaScript server
/// counts them so.
pub(super) const TEXT_UNITS: usize = 4_096;

/// UTF-16 units of a caption as WhatsApp shows it.
pub(super) const CAPTION_UNITS: usize = 1_024;

/// What is sent, bound to everything but the contact.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    kind: ContentKind,
    media_url: Option<String>,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    /// Nothing to read: audio, buttons, media without a caption.
    None,
    /// Direct content, the same for everybody: placeholders in it print as written.
    Fixed(String),
    /// A template.
    Template(Box<Bound>),
}

impl Message {
    /// Direct content.
    pub(super) fn direct(direct: &Direct) -> Self {
        Self {
            kind: direct.kind(),
            media_url: direct.media_url().map(|url| url.as_str().to_owned()),
            body: direct
                .body()
                .map_or(Body::None, |body| Body::Fixed(body.to_owned())),
        }
    }

    /// A stored template; none for the body of one that has no text.
    pub(super) fn template(
        kind: ContentKind,
        media_url: Option<String>,
        body: Option<Bound>,
    ) -> Self {
        Self {
            kind,
            media_url,
            body: body.map_or(Body::None, |bound| Body::Template(Box::new(bound))),
        }
    }

    /// The type as the API names it.
    pub(super) fn kind(&self) -> &'static str {
        self.kind.name()
    }

    pub(super) fn media_url(&self) -> Option<&str> {
        self.media_url.as_deref()
    }

    /// Whether there is a text or a caption.
    pub(super) fn has_body(&self) -> bool {
        !matches!(self.body, Body::None)
    }

    /// The fields of a contact that the text can depend on.
    pub(super) fn contact_fields(&self) -> FieldSet {
        match &self.body {
            Body::None | Body::Fixed(_) => FieldSet::of([""; 0]),
            Body::Template(bound) => bound.contact_fields(),
        }
    }

    /// What a rendered text is held to; none for direct content, which its reader has checked.
    pub(super) fn bounds(&self) -> Option<Bounds> {
        let is_text = self.kind == ContentKind::Text;
        matches!(self.body, Body::Template(_)).then_some(Bounds {
            most: if is_text { TEXT_UNITS } else { CAPTION_UNITS },
            needs_text: is_text,
        })
    }

    /// The message over the contacts of a batch.
    pub(super) fn over<'m>(&'m self, table: &'m Table) -> MessageView<'m> {
        MessageView {
            source: match &self.body {
                Body::None => Source::Fixed(""),
                Body::Fixed(text) => Source::Fixed(text),
                Body::Template(bound) => Source::Template(bound.over(table)),
            },
            most: if self.kind == ContentKind::Text {
                TEXT_UNITS
            } else {
                CAPTION_UNITS
            },
            needs_text: self.kind == ContentKind::Text,
        }
    }
}

/// What a rendered text is held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// UTF-16 units, at most.
    pub(super) most: usize,
    /// Whether it must not be blank.
    pub(super) needs_text: bool,
}

/// A message over the contacts of one batch.
pub(super) struct MessageView<'m> {
    source: Source<'m>,
    most: usize,
    needs_text: bool,
}

enum Source<'m> {
    Fixed(&'m str),
    Template(View<'m>),
}

/// What came of a contact's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// It is written.
    Text,
    /// The contact lacks these variables, in the order of their first use.
    Missing(Vec<String>),
    /// It cannot be sent.
    Refused(Reason),
}

impl MessageView<'_> {
    /// Writes the text for the contact of a row into `out`, in place of what is there.
    pub(super) fn write(&self, row: usize, out: &mut String) -> Written {
        out.clear();
        match &self.source {
            Source::Fixed(text) => {
                out.push_str(text);
                return Written::Text;
            }
            Source::Template(view) => {
                if let Err(error) = view.render_into(row, out) {
                    return refusal(&error);
                }
            }
        }
        if self.needs_text && out.chars().all(char::is_whitespace) {
            return Written::Refused(Reason::RenderedBlank);
        }
        // a text has at most as many UTF-16 units as bytes
        if out.len() > self.most && utf16_len(out) > self.most {
            return Written::Refused(Reason::RenderedTooLong);
        }
        Written::Text
    }
}

impl MessageView<'_> {
    /// What [`MessageView::write`] would say of a row. A text is made only where its pieces do not tell:
    /// where one is missing, where all are blank, and where they are more bytes than it may have units.
    pub(super) fn probe(&self, row: usize, out: &mut String) -> Written {
        let Source::Template(view) = &self.source else {
            return Written::Text;
        };
        let fits = |probe: &Probe| probe.bytes <= self.most && !(self.needs_text && probe.is_blank);
        match view.probe(row).filter(fits) {
            Some(_) => Written::Text,
            None => self.write(row, out),
        }
    }
}

/// Why a text could not be written: what is missing comes first, because it can be given.
fn refusal(error: &RenderError) -> Written {
    match error.missing() {
        [] => Written::Refused(Reason::InvalidValue),
        missing => Written::Missing(missing.to_vec()),
    }
}
