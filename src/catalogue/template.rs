//! Templates: the body of `POST /api/v1/templates`, and stored ones.

use super::body::{read_body, read_caption};
use super::texts;
use crate::content::{ContentKind, MediaUrl, no_caption, read_kind, read_media_url};
use crate::id::TemplateId;
use crate::issue::{Code, Issue};
use crate::json::{Kind, Value};
use crate::reading::{
    Field, Fields, Ids, Options, Order, Path, Reading, Schema, Sink, object_root, read_document,
};
use crate::template::{Context, Preview, Template};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A template as it is created and stored: a text with placeholders, or a medium with a caption.
#[derive(Clone, Debug)]
pub struct TemplateDefinition {
    id: Option<TemplateId>,
    name: String,
    content: TemplateContent,
}

/// What a template sends.
#[derive(Clone, Debug)]
pub enum TemplateContent {
    /// A text.
    Text {
        /// The text.
        body: Template,
    },
    /// An image.
    Image {
        /// Where it lies.
        media_url: MediaUrl,
        /// The caption.
        body: Option<Template>,
    },
    /// A video.
    Video {
        /// Where it lies.
        media_url: MediaUrl,
        /// The caption.
        body: Option<Template>,
    },
    /// A document.
    Document {
        /// Where it lies.
        media_url: MediaUrl,
        /// The caption.
        body: Option<Template>,
    },
    /// A sound file.
    Audio {
        /// Where it lies.
        media_url: MediaUrl,
    },
}

impl TemplateContent {
    /// Its kind, which is the type of a message that is sent with the template.
    #[must_use]
    pub fn kind(&self) -> ContentKind {
        match self {
            Self::Text { .. } => ContentKind::Text,
            Self::Image { .. } => ContentKind::Image,
            Self::Video { .. } => ContentKind::Video,
            Self::Document { .. } => ContentKind::Document,
            Self::Audio { .. } => ContentKind::Audio,
        }
    }

    /// The text or the caption.
    #[must_use]
    pub fn body(&self) -> Option<&Template> {
        match self {
            Self::Text { body } => Some(body),
            Self::Image { body, .. } | Self::Video { body, .. } | Self::Document { body, .. } => {
                body.as_ref()
            }
            Self::Audio { .. } => None,
        }
    }

    /// Where the medium lies.
    #[must_use]
    pub fn media_url(&self) -> Option<&MediaUrl> {
        match self {
            Self::Text { .. } => None,
            Self::Image { media_url, .. }
            | Self::Video { media_url, .. }
            | Self::Document { media_url, .. }
            | Self::Audio { media_url } => Some(media_url),
        }
    }
}

static SCHEMA: Schema<6> = Schema {
    names: ["id", "name", "type", "body", "mediaUrl", "variables"],
    mistaken: &[("text", "body"), ("caption", "body"), ("content", "body")],
};

impl TemplateDefinition {
    /// Reads the body of a request, with the default [`Options`].
    #[must_use]
    pub fn read(json: &[u8]) -> Reading<Self> {
        Self::read_with(json, &Options::new())
    }

    /// Reads the body of a request.
    #[must_use]
    pub fn read_with(json: &[u8], options: &Options<'_>) -> Reading<Self> {
        read_document(json, options, Order::of(&SCHEMA.names), |root, sink| {
            let root = object_root(root, sink)?;
            let fields = Fields::of(root, &SCHEMA, &Path::Root, sink);
            read_fields(&fields, options, sink)
        })
    }

    /// The id of a stored template.
    #[must_use]
    pub fn id(&self) -> Option<&TemplateId> {
        self.id.as_ref()
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text for one context, with what it uses and what it lacks; a sound has none to lack.
    #[must_use]
    pub fn preview(&self, context: &Context) -> Preview {
        let silent = Preview {
            rendered: String::new(),
            variables: Vec::new(),
            missing_variables: Vec::new(),
            valid: true,
        };
        let body = self.content.body();
        body.map_or(silent, |body| body.preview(context))
    }

    /// What it sends.
    #[must_use]
    pub fn content(&self) -> &TemplateContent {
        &self.content
    }
}

/// Reads stored templates, with the default [`Options`]; see [`read_templates_with`].
#[must_use]
pub fn read_templates(json: &[u8]) -> Reading<Vec<TemplateDefinition>> {
    read_templates_with(json, &Options::new())
}

/// Reads stored templates: an array of them, or an object with the array under `data`. Ids may be
/// any text that is not blank, and fields that no page names are passed over.
#[must_use]
pub fn read_templates_with(json: &[u8], options: &Options<'_>) -> Reading<Vec<TemplateDefinition>> {
    read_document(json, options, Order::REPORTED, |root, sink| {
        let root_path = Path::Root;
        let (list, path) = match root.member("data") {
            Some(data) => (data, root_path.name("data")),
            None => (root, root_path),
        };
        if list.kind() != Kind::Array {
            sink.report(Issue::new(
                Code::RootType,
                path.pointer(),
                &texts::TEMPLATES_EXPECTED,
            ));
            return None;
        }
        let items = list.items().enumerate();
        let read = items.map(|(index, item)| read_stored(item, path.index(index), options, sink));
        read.collect::<Vec<_>>().into_iter().collect()
    })
}

fn read_stored(
    item: Value<'_>,
    path: Path<'_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<TemplateDefinition> {
    let whole = Field {
        value: Some(item),
        path,
    };
    whole.of_kind(Kind::Object, sink)?;
    let fields = Fields::of_stored(item, &SCHEMA, &path, sink);
    read_fields(&fields, options, sink)
}

fn read_fields<const N: usize>(
    fields: &Fields<'_, '_, N>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<TemplateDefinition> {
    let id_field = fields.get("id");
    let id = id_field
        .text(sink)
        .and_then(|id| Ids::Stored.read(&id_field, id, sink));
    let name = fields.get("name").name(sink);
    let content = read_content(fields, options, sink);
    // the server finds the variables in the body, whatever is said of them
    fields.get("variables").of_kind(Kind::Array, sink);
    Some(TemplateDefinition {
        id,
        name: name?.to_owned(),
        content: content?,
    })
}

fn read_content<const N: usize>(
    fields: &Fields<'_, '_, N>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<TemplateContent> {
    let (kind_field, body, url) = (
        fields.get("type"),
        fields.get("body"),
        fields.get("mediaUrl"),
    );
    kind_field.required(Kind::Text, sink);
    let belongs = |kind: ContentKind| kind.in_templates();
    let known = kind_field
        .value
        .is_some_and(|value| value.kind() == Kind::Text);
    let kind = known
        .then(|| read_kind(&kind_field, belongs, Code::TypeNotInTemplate, sink))
        .flatten();
    match kind {
        None => {
            body.text(sink);
            url.text(sink);
            None
        }
        Some(ContentKind::Text) => {
            let body = read_body(&body, options, sink);
            url.ignored(Kind::Text, sink);
            body.map(|body| TemplateContent::Text { body })
        }
        Some(ContentKind::Audio) => {
            no_caption(&body, sink);
            let media_url = read_media_url(&url, ContentKind::Audio, sink)?;
            Some(TemplateContent::Audio { media_url })
        }
        Some(kind) => {
            let body = read_caption(&body, options, sink);
            let media_url = read_media_url(&url, kind, sink)?;
            Some(match kind {
                ContentKind::Image => TemplateContent::Image { media_url, body },
                ContentKind::Video => TemplateContent::Video { media_url, body },
                _ => TemplateContent::Document { media_url, body },
            })
        }
    }
}

/// The canonical form: the fields in the order of the page, absent ones left out.
impl Serialize for TemplateDefinition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = &self.id {
            map.serialize_entry("id", &id.to_string())?;
        }
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("type", self.content.kind().name())?;
        if let Some(body) = self.content.body() {
            map.serialize_entry("body", body.source())?;
        }
        if let Some(url) = self.content.media_url() {
            map.serialize_entry("mediaUrl", url.as_str())?;
        }
        map.end()
    }
}
