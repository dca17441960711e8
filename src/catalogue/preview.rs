//! The body of `POST /api/v1/templates/{id}/preview`.

use super::check;
use crate::content::{Variables, read_variables};
use crate::id::{ContactId, Id, InstanceId};
use crate::reading::{
    Field, Fields, Options, Path, Reading, Schema, Sink, object_root, read_document,
};

/// With what a template is to be previewed; all of it optional.
///
/// ```
/// use flashplan::catalogue::PreviewRequest;
/// let request = PreviewRequest::read(br#"{"variables": {"code": "PROMO10"}}"#);
/// assert!(request.report().is_valid());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRequest {
    /// The instance whose fields `instance.*` stand for.
    pub instance_id: Option<InstanceId>,
    /// The contact whose fields `contact.*` stand for.
    pub contact_id: Option<ContactId>,
    /// The values of `custom.*`.
    pub variables: Variables,
}

static SCHEMA: Schema<3> = Schema {
    names: ["instanceId", "contactId", "variables"],
    mistaken: &[],
};

impl PreviewRequest {
    /// Reads the body of a request, with the default [`Options`].
    #[must_use]
    pub fn read(json: &[u8]) -> Reading<Self> {
        Self::read_with(json, &Options::new())
    }

    /// Reads the body of a request. An instance or contact that the account does not have is a
    /// context that is not available, as the page says.
    #[must_use]
    pub fn read_with(json: &[u8], options: &Options<'_>) -> Reading<Self> {
        read_document(json, options, &SCHEMA.names, |root, sink| {
            let root = object_root(root, sink)?;
            let fields = Fields::of(root, &SCHEMA, &Path::Root, sink);
            let (instance, contact) = (fields.get("instanceId"), fields.get("contactId"));
            let instance_id = optional_id(&instance, sink);
            check::instance_context(&instance, instance_id.as_ref(), options, sink);
            let contact_id = optional_id(&contact, sink);
            check::context(&contact, contact_id.as_ref(), options, sink);
            Some(Self {
                instance_id,
                contact_id,
                variables: read_variables(&fields.get("variables"), options, sink),
            })
        })
    }
}

fn optional_id<Of>(field: &Field<'_, '_>, sink: &mut Sink) -> Option<Id<Of>> {
    let text = field.text(sink)?;
    field.uuid(text, sink)
}
