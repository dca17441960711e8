//! The message of a plan: the definition's content, or a stored template, with its texts bound to the
//! account, the instance and the campaign's variables.

use super::bound_text::{Binding, BoundText};
use super::message::{Message, button_pieces};
use super::options::PlanOptions;
use super::prepare::Inputs;
use super::rendering::render_options;
use super::texts;
use crate::campaign::{Campaign, Content, RenderedDirect};
use crate::content::{Direct, Variables};
use crate::instance::Instance;
use crate::issue::{Code, Issue, Issues};
use crate::template::{Constants, OccurrenceTime, Template};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What the texts of a campaign are bound with.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) inputs: &'a Inputs<'a>,
    pub(super) instance: Option<&'a Instance>,
    pub(super) options: &'a PlanOptions,
    /// The first occurrence, for texts that tell of theirs.
    pub(super) first: &'a dyn Fn() -> OccurrenceTime,
}

impl Texts<'_> {
    /// The message of the campaign, its texts bound to what is the same for every contact.
    pub(super) fn message(self, issues: &mut Issues) -> Option<Message> {
        let (id, variables) = match self.inputs.campaign.content() {
            Content::Direct(direct) => return Some(Message::direct(direct)),
            Content::Rendered(direct) => return self.rendered(direct, issues),
            Content::Template { id, variables } => (id, variables),
        };
        let mut templates = self.inputs.templates.iter();
        let Some(template) = templates.find(|template| template.id() == Some(id)) else {
            issues.report(
                Issue::new(Code::NotFound, "/templateId", &texts::TEMPLATE_NOT_FOUND)
                    .with("id", id),
            );
            return None;
        };
        let content = template.content();
        let media_url = content.media_url().map(|url| url.as_str().to_owned());
        let bound = match content.body() {
            Some(body) => Some(self.bind("", body, variables, issues)?),
            None => None,
        };
        Some(Message::template(content.kind(), media_url, bound))
    }

    /// Direct content that is rendered for each contact. What is wrong points to the field.
    fn rendered(self, content: &RenderedDirect, issues: &mut Issues) -> Option<Message> {
        let (direct, variables) = (content.direct(), content.variables());
        let mut bind_field = |field: &'static str| {
            let text = content.text(field)?;
            self.bind(field, text, variables, issues)
        };
        match direct {
            Direct::Buttons(buttons) => {
                let names = ["title", "description", "footer"];
                let mut bound: HashMap<_, _> = names
                    .into_iter()
                    .filter_map(|name| Some((name, Box::new(bind_field(name)?))))
                    .collect();
                button_pieces(buttons, |name| bound.remove(name)).map(Message::buttons)
            }
            _ => match content.text("body") {
                None => Some(Message::direct(direct)),
                Some(_) => bind_field("body").map(|body| {
                    let url = direct.media_url().map(|url| url.as_str().to_owned());
                    Message::template(direct.kind(), url, Some(body))
                }),
            },
        }
    }

    fn bind(
        self,
        field: &'static str,
        template: &Template,
        variables: &Variables,
        issues: &mut Issues,
    ) -> Option<BoundText> {
        let Inputs { campaign, user, .. } = *self.inputs;
        let instance = instance_fields(campaign, self.instance);
        let binding = Binding {
            template: template.clone(),
            constants: Constants::new()
                .user(Value::Object(user.clone()))
                .instance(Value::Object(instance))
                .custom(Value::Object(variables.as_map().clone())),
            strict: render_options(self.options, campaign.schedule()),
            missing: self.options.missing,
            field,
        };
        match BoundText::new(binding, self.first) {
            Ok(bound) => Some(bound),
            Err(found) => {
                issues.extend(found);
                None
            }
        }
    }
}

/// The fields of `instance.*`: those that the published catalogue names, as far as they are known.
pub(super) fn instance_fields(
    campaign: &Campaign,
    instance: Option<&Instance>,
) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert(
        "id".to_owned(),
        Value::from(campaign.instance_id().to_string()),
    );
    if let Some(instance) = instance {
        let number = instance.wa_number.map(|number| number.to_string());
        fields.insert("name".to_owned(), Value::from(instance.name.clone()));
        fields.insert("waNumber".to_owned(), Value::from(number));
        fields.insert("status".to_owned(), Value::from(instance.status.name()));
    }
    fields
}
