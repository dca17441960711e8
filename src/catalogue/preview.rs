//! The body of `POST /api/v1/templates/{id}/preview`.

use super::{TemplateDefinition, check};
use crate::content::{Variables, read_variables};
use crate::id::{ContactId, Id, InstanceId};
use crate::reading::{
    Field, Fields, Options, Order, Path, Reading, Schema, Sink, object_root, read_document,
};
use crate::template::Template;
use std::collections::HashSet;

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
        read(json, |_| true, options)
    }

    /// Reads the body of a request to preview this template. An instance or contact that the
    /// account does not have is an error only where the template prints something of it.
    ///
    /// ```
    /// use flashplan::catalogue::{Account, PreviewRequest, TemplateDefinition};
    /// use flashplan::reading::Options;
    /// let json = br#"{"name": "promo", "type": "text", "body": "Code {{custom.code}}"}"#;
    /// let template = TemplateDefinition::read(json).into_result().unwrap();
    /// let account = Account::new().contacts([]);
    /// let body = br#"{"contactId": "0b0e7f3a-1c2d-4e5f-8a9b-0c1d2e3f4a5b"}"#;
    /// let options = Options::new().account(&account);
    /// assert!(PreviewRequest::read_for(&template, body, &options).report().is_valid());
    /// assert!(!PreviewRequest::read_with(body, &options).report().is_valid());
    /// ```
    #[must_use]
    pub fn read_for(
        template: &TemplateDefinition,
        json: &[u8],
        options: &Options<'_>,
    ) -> Reading<Self> {
        let printed = template.content().body().map(Template::variables);
        let namespaces: HashSet<_> = printed
            .unwrap_or_default()
            .iter()
            .filter_map(|variable| variable.path().split(['.', '[']).next())
            .collect();
        read(json, |namespace| namespaces.contains(namespace), options)
    }
}

/// `prints` says of which namespaces something is printed.
fn read(
    json: &[u8],
    prints: impl Fn(&str) -> bool,
    options: &Options<'_>,
) -> Reading<PreviewRequest> {
    read_document(json, options, Order::of(&SCHEMA.names), |root, sink| {
        let root = object_root(root, sink)?;
        let fields = Fields::of(root, &SCHEMA, &Path::Root, sink);
        let (instance, contact) = (fields.get("instanceId"), fields.get("contactId"));
        let instance_id = optional_id(&instance, sink);
        let printed = instance_id.as_ref().filter(|_| prints("instance"));
        check::instance_context(&instance, printed, options, sink);
        let contact_id = optional_id(&contact, sink);
        let printed = contact_id.as_ref().filter(|_| prints("contact"));
        check::context(&contact, printed, options, sink);
        Some(PreviewRequest {
            instance_id,
            contact_id,
            variables: read_variables(&fields.get("variables"), options, sink),
        })
    })
}

fn optional_id<Of>(field: &Field<'_, '_>, sink: &mut Sink) -> Option<Id<Of>> {
    let text = field.text(sink)?;
    field.uuid(text, sink)
}
