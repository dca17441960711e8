//! The message of a campaign: its type, its media, and the text for each contact.

use super::bound_text::BoundText;
use super::rendering::time_of;
use crate::audience::Reason;
use crate::contact::{FieldSet, Table};
use crate::content::{Buttons, ContentKind, Direct, utf16_len};
use crate::issue::Issues;
use crate::schedule::Occurrence;
use crate::template::{Bound, OccurrenceTime, Probe, RenderError, View};
use std::borrow::Cow;
use std::collections::HashSet;

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
    /// Nothing to read: audio, media without a caption.
    None,
    /// Direct content, the same for everybody: placeholders in it print as written.
    Fixed(String),
    /// A template, or direct content that is rendered.
    Template(Box<BoundText>),
    /// Buttons whose texts are rendered.
    Pieces(Vec<Piece>),
}

/// A text that is rendered for each contact, and what stands around it where it is not blank.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    before: &'static str,
    text: Box<BoundText>,
    after: String,
    /// Whether the message cannot be sent where it is blank.
    is_needed: bool,
}

impl Message {
    /// Direct content.
    pub(super) fn direct(direct: &Direct) -> Self {
        Self {
            kind: direct.kind(),
            media_url: direct.media_url().map(|url| url.as_str().to_owned()),
            body: match direct {
                Direct::Buttons(buttons) => Body::Fixed(buttons.fallback()),
                _ => direct
                    .body()
                    .map_or(Body::None, |body| Body::Fixed(body.to_owned())),
            },
        }
    }

    /// Buttons whose texts are rendered, written as [`Buttons::fallback`] writes them.
    pub(super) fn buttons(pieces: Vec<Piece>) -> Self {
        Self {
            kind: ContentKind::Buttons,
            media_url: None,
            body: Body::Pieces(pieces),
        }
    }

    /// A stored template; none for the body of one that has no text.
    pub(super) fn template(
        kind: ContentKind,
        media_url: Option<String>,
        body: Option<BoundText>,
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
            Body::Template(text) => text.contact_fields(),
            Body::Pieces(pieces) => pieces
                .iter()
                .map(|piece| piece.text.contact_fields())
                .fold(FieldSet::of([""; 0]), FieldSet::and),
        }
    }

    /// The template, bound to everything but the contact; none for direct content and for buttons.
    pub(super) fn bound(&self) -> Option<&Bound> {
        match &self.body {
            Body::Template(text) => Some(text.bound()),
            Body::None | Body::Fixed(_) | Body::Pieces(_) => None,
        }
    }

    /// Whether a contact may be sent another text in another occurrence. The message is that of the
    /// first one then.
    pub(super) fn tells_occurrence(&self) -> bool {
        match &self.body {
            Body::None | Body::Fixed(_) => false,
            Body::Template(text) => text.tells_occurrence(),
            Body::Pieces(pieces) => pieces.iter().any(|piece| piece.text.tells_occurrence()),
        }
    }

    /// The message of an occurrence.
    ///
    /// # Errors
    ///
    /// What a text of it needs of the campaign and nobody gives: `(lookup custom.days @occurrence.number)`.
    pub(super) fn at(&self, occurrence: &Occurrence) -> Result<Cow<'_, Self>, Issues> {
        if !self.tells_occurrence() {
            return Ok(Cow::Borrowed(self));
        }
        let time = time_of(occurrence);
        let body = match &self.body {
            Body::None | Body::Fixed(_) => self.body.clone(),
            Body::Template(text) => Body::Template(Box::new(text.at(&time)?)),
            Body::Pieces(pieces) => {
                let pieces = pieces.iter().map(|piece| piece.at(&time));
                Body::Pieces(pieces.collect::<Result<_, _>>()?)
            }
        };
        Ok(Cow::Owned(Self {
            kind: self.kind,
            media_url: self.media_url.clone(),
            body,
        }))
    }

    /// What a rendered text is held to; none for direct content, which its reader has checked.
    pub(super) fn bounds(&self) -> Option<Bounds> {
        let is_rendered = matches!(self.body, Body::Template(_) | Body::Pieces(_));
        is_rendered.then_some(self.bounds_of_kind())
    }

    /// Captions may be blank. Buttons as a text are a text.
    fn bounds_of_kind(&self) -> Bounds {
        let is_text = matches!(self.kind, ContentKind::Text | ContentKind::Buttons);
        Bounds {
            most: if is_text { TEXT_UNITS } else { CAPTION_UNITS },
            needs_text: is_text,
        }
    }

    /// The message over the contacts of a batch.
    pub(super) fn over<'m>(&'m self, table: &'m Table) -> MessageView<'m> {
        MessageView {
            source: match &self.body {
                Body::None => Source::Fixed(""),
                Body::Fixed(text) => Source::Fixed(text),
                Body::Template(text) => Source::Template(text.bound().over(table)),
                Body::Pieces(pieces) => {
                    let view = |piece: &'m Piece| (piece, piece.text.bound().over(table));
                    Source::Pieces(pieces.iter().map(view).collect())
                }
            },
            bounds: self.bounds_of_kind(),
        }
    }
}

impl Piece {
    fn at(&self, time: &OccurrenceTime) -> Result<Self, Issues> {
        Ok(Self {
            text: Box::new(self.text.at(time)?),
            after: self.after.clone(),
            ..*self
        })
    }
}

/// The texts of `buttons` as one, put together as [`Buttons::fallback`] does; `bind` gives each by the
/// name of its field.
pub(super) fn button_pieces(
    buttons: &Buttons,
    mut bind: impl FnMut(&'static str) -> Option<Box<BoundText>>,
) -> Option<Vec<Piece>> {
    let after_description = format!("\n{}", buttons.choices());
    let mut pieces = vec![
        Piece {
            before: "*",
            text: bind("title")?,
            after: "*\n\n".to_owned(),
            is_needed: true,
        },
        Piece {
            before: "",
            text: bind("description")?,
            after: after_description,
            is_needed: true,
        },
    ];
    if buttons.footer.is_some() {
        pieces.push(Piece {
            before: "\n\n_",
            text: bind("footer")?,
            after: "_".to_owned(),
            is_needed: false,
        });
    }
    Some(pieces)
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
    bounds: Bounds,
}

enum Source<'m> {
    Fixed(&'m str),
    Template(View<'m>),
    Pieces(Vec<(&'m Piece, View<'m>)>),
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
            Source::Pieces(pieces) => {
                if let Err(why) = write_pieces(pieces, row, out) {
                    return why;
                }
            }
        }
        if self.bounds.needs_text && out.chars().all(char::is_whitespace) {
            return Written::Refused(Reason::RenderedBlank);
        }
        // a text has at most as many UTF-16 units as bytes
        let most = self.bounds.most;
        if out.len() > most && utf16_len(out) > most {
            return Written::Refused(Reason::RenderedTooLong);
        }
        Written::Text
    }
}

impl MessageView<'_> {
    /// What [`MessageView::write`] would say of a row. A text is made only where its pieces do not tell:
    /// where one is missing, where all are blank, and where they are more bytes than it may have units.
    pub(super) fn probe(&self, row: usize, out: &mut String) -> Written {
        let view = match &self.source {
            Source::Fixed(_) => return Written::Text,
            Source::Template(view) => view,
            Source::Pieces(_) => return self.write(row, out),
        };
        let Bounds { most, needs_text } = self.bounds;
        let fits = |probe: &Probe| probe.bytes <= most && !(needs_text && probe.is_blank);
        match view.probe(row).filter(fits) {
            Some(_) => Written::Text,
            None => self.write(row, out),
        }
    }
}

/// Writes the pieces one after the other. What all of them lack is told at once.
fn write_pieces(
    pieces: &[(&Piece, View<'_>)],
    row: usize,
    out: &mut String,
) -> Result<(), Written> {
    let (mut missing, mut refused, mut text) = (Vec::new(), None, String::new());
    for (piece, view) in pieces {
        text.clear();
        let rendered = view.render_into(row, &mut text);
        match rendered.map_err(|error| refusal(&error)) {
            Ok(()) if !text.trim().is_empty() => {
                out.extend([piece.before, text.as_str(), piece.after.as_str()]);
            }
            Ok(()) if piece.is_needed => {
                refused = Some(Written::Refused(Reason::RenderedBlank));
            }
            Ok(()) => {}
            Err(Written::Missing(paths)) => missing.extend(paths),
            Err(other) => refused = Some(other),
        }
    }
    if !missing.is_empty() {
        let mut seen = HashSet::new();
        missing.retain(|path: &String| seen.insert(path.clone()));
        return Err(Written::Missing(missing));
    }
    refused.map_or(Ok(()), Err)
}

/// Why a text could not be written: what is missing comes first, because it can be given.
fn refusal(error: &RenderError) -> Written {
    match error.missing() {
        [] => Written::Refused(Reason::InvalidValue),
        missing => Written::Missing(missing.to_vec()),
    }
}
