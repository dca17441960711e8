//! One text with all it needs, for a person to look at.

use super::compile::Template;
use super::constants::Constants;
use super::fold::{Contact, Known, fold};
use super::options::{Missing, RenderOptions};
use super::problem::RenderError;
use super::program::{Namespace, Op};
use crate::contact::derive_names;
use serde::Serialize;
use serde_json::{Map, Value};

/// All four namespaces of one message.
///
/// A contact gets the fields that the API derives: `firstName` is the contact's own, else
/// `meta.firstName`, else the first word of `name`; `lastName` likewise, else the words after it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    contact: Option<Value>,
    constants: Constants,
}

impl Context {
    /// No contact and no constants.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The context of a JSON object with the keys `contact`, `user`, `instance` and `custom`; what
    /// is absent, or no object, is not there.
    #[must_use]
    pub fn from_json(mut value: Value) -> Self {
        let mut take = |name: &str| value.get_mut(name).map(Value::take).unwrap_or_default();
        Self::new().contact(take("contact")).constants(
            Constants::new()
                .user(take("user"))
                .instance(take("instance"))
                .custom(take("custom")),
        )
    }

    /// As [`Context::from_json`], with the contact as it is.
    pub(super) fn stated(mut value: Value) -> Self {
        let contact = value.get_mut(Namespace::Contact.name()).map(Value::take);
        Self {
            contact: contact.filter(Value::is_object),
            ..Self::from_json(value)
        }
    }

    /// The contact. Anything but an object is no contact.
    #[must_use]
    pub fn contact(mut self, contact: Value) -> Self {
        self.contact = match contact {
            Value::Object(contact) => Some(Value::Object(with_derived_names(contact))),
            _ => None,
        };
        self
    }

    /// The values that are the same for every message.
    #[must_use]
    pub fn constants(mut self, constants: Constants) -> Self {
        self.constants = constants;
        self
    }

    /// The object that a template looks into.
    #[cfg(feature = "handlebars")]
    pub(super) fn to_json(&self) -> Value {
        let mut all = Map::new();
        for namespace in Namespace::ALL {
            let value = match namespace {
                Namespace::Contact => self.contact.as_ref(),
                other => self.constants.get(other),
            };
            if let Some(value) = value {
                all.insert(namespace.name().to_owned(), value.clone());
            }
        }
        Value::Object(all)
    }

    fn known_contact(&self) -> Contact<'_> {
        match &self.contact {
            Some(contact) => Contact::Known(contact),
            None => Contact::Absent,
        }
    }
}

fn with_derived_names(mut contact: Map<String, Value>) -> Map<String, Value> {
    let name = contact
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or("")
        .to_owned();
    let names = derive_names(&name);
    for (field, derived) in [("firstName", names.first), ("lastName", names.last)] {
        let own = contact.get(field).is_some_and(|value| !value.is_null());
        if own {
            continue;
        }
        let of_meta = contact
            .get("meta")
            .and_then(|meta| meta.get(field))
            .cloned();
        let of_meta = of_meta.filter(|value| !value.is_null());
        if let Some(value) = of_meta.or_else(|| derived.map(Value::from)) {
            contact.insert(field.to_owned(), value);
        }
    }
    contact
}

/// What MsgFlash answers to `POST /api/v1/templates/{id}/preview`, field for field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The text. A placeholder without a value stands as it was written.
    pub rendered: String,
    /// The paths of the template, in order of first use.
    pub variables: Vec<String>,
    /// The paths that led to no value and would print.
    pub missing_variables: Vec<String>,
    /// Whether the text can be sent.
    pub valid: bool,
}

impl Template {
    /// The text for one context.
    ///
    /// ```
    /// use flashplan::template::{Context, RenderOptions, Template};
    /// use serde_json::json;
    /// let template = Template::compile("Bonjour {{contact.firstName}} de {{instance.name}}.")?;
    /// let context = Context::from_json(json!({
    ///     "contact": {"name": "Awa Doe"},
    ///     "instance": {"name": "Boutique Porto-Novo"},
    /// }));
    /// let text = template.render(&context, &RenderOptions::new())?;
    /// assert_eq!(text, "Bonjour Awa de Boutique Porto-Novo.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Bound::render_value`](super::Bound::render_value), and a namespace that is needed and not
    /// there (`CONTEXT_UNAVAILABLE`).
    pub fn render(
        &self,
        context: &Context,
        options: &RenderOptions,
    ) -> Result<String, RenderError> {
        let (program, problems) = fold(self.known_of(context, options));
        if !problems.is_empty() {
            return Err(problems.into_error());
        }
        debug_assert!(program.ops.iter().all(|op| matches!(op, Op::Text { .. })));
        Ok(program.text)
    }

    pub(super) fn known_of<'a>(
        &'a self,
        context: &'a Context,
        options: &'a RenderOptions,
    ) -> Known<'a> {
        self.known(&context.constants, context.known_contact(), options)
    }

    /// The text for one context with what it uses and what it lacks.
    ///
    /// ```
    /// use flashplan::template::{Context, Template};
    /// use serde_json::json;
    /// let template = Template::compile("Hello {{contact.firstName}}, utilisez {{custom.code}}.")?;
    /// let context = Context::from_json(json!({
    ///     "contact": {"firstName": "Awa"},
    ///     "custom": {"code": "PROMO10"},
    /// }));
    /// let preview = serde_json::to_string(&template.preview(&context)).unwrap();
    /// assert_eq!(
    ///     preview,
    ///     r#"{"rendered":"Hello Awa, utilisez PROMO10.","variables":["contact.firstName","custom.code"],"missingVariables":[],"valid":true}"#
    /// );
    /// # Ok::<(), flashplan::issue::Issues>(())
    /// ```
    #[must_use]
    pub fn preview(&self, context: &Context) -> Preview {
        self.preview_with(context, &RenderOptions::new())
    }

    /// As [`Template::preview`], with options; a path without a value is kept all the same.
    #[must_use]
    pub fn preview_with(&self, context: &Context, options: &RenderOptions) -> Preview {
        let variables = self.variables().iter();
        let variables = variables
            .map(|variable| variable.path().to_owned())
            .collect();
        match self.render(context, options) {
            Ok(rendered) => Preview {
                rendered,
                variables,
                missing_variables: Vec::new(),
                valid: true,
            },
            Err(error) => {
                let keep = options.clone().missing(Missing::Keep);
                Preview {
                    rendered: self.render(context, &keep).unwrap_or_default(),
                    variables,
                    missing_variables: error.missing().to_vec(),
                    valid: false,
                }
            }
        }
    }
}
