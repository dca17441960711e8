//! The message of a plan: the definition's content, or a stored template, with its texts bound to the
//! account, the instance and the campaign's variables.

use super::message::{Message, button_pieces};
use super::options::{MissingVariables, PlanOptions};
use super::prepare::Inputs;
use super::rendering::render_options;
use super::texts;
use crate::campaign::{Campaign, Content, RenderedDirect};
use crate::content::{Direct, Variables};
use crate::instance::Instance;
use crate::issue::{Code, Issue, Issues};
use crate::template::{Bound, Constants, Missing, Template};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The message of the campaign, its texts bound to what is the same for every contact.
pub(super) fn message(
    inputs: &Inputs<'_>,
    instance: Option<&Instance>,
    options: &PlanOptions,
    issues: &mut Issues,
) -> Option<Message> {
    let (id, variables) = match inputs.campaign.content() {
        Content::Direct(direct) => return Some(Message::direct(direct)),
        Content::Rendered(direct) => return rendered(direct, instance, inputs, options, issues),
        Content::Template { id, variables } => (id, variables),
    };
    let Some(template) = inputs
        .templates
        .iter()
        .find(|template| template.id() == Some(id))
    else {
        issues.report(
            Issue::new(Code::NotFound, "/templateId", &texts::TEMPLATE_NOT_FOUND).with("id", id),
        );
        return None;
    };
    let content = template.content();
    let media_url = content.media_url().map(|url| url.as_str().to_owned());
    let bound = match content.body() {
        Some(body) => Some(bind(body, instance, variables, inputs, options, issues)?),
        None => None,
    };
    Some(Message::template(content.kind(), media_url, bound))
}

/// Direct content that is rendered for each contact. What is wrong points to the field.
fn rendered(
    content: &RenderedDirect,
    instance: Option<&Instance>,
    inputs: &Inputs<'_>,
    options: &PlanOptions,
    issues: &mut Issues,
) -> Option<Message> {
    let (direct, variables) = (content.direct(), content.variables());
    let mut found = Vec::new();
    let mut bind_field = |field: &'static str| {
        let mut own = Issues::new();
        let text = content.text(field)?;
        let bound = bind(text, instance, variables, inputs, options, &mut own);
        found.extend(
            own.into_iter()
                .map(|issue| issue.below(&format!("/{field}"))),
        );
        bound
    };
    let message = match direct {
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
    };
    issues.extend(found);
    message
}

fn bind(
    template: &Template,
    instance: Option<&Instance>,
    variables: &Variables,
    inputs: &Inputs<'_>,
    options: &PlanOptions,
    issues: &mut Issues,
) -> Option<Bound> {
    let constants = Constants::new()
        .user(Value::Object(inputs.user.clone()))
        .instance(Value::Object(instance_fields(inputs.campaign, instance)))
        .custom(Value::Object(variables.as_map().clone()));
    let strict = render_options(options, inputs.campaign.schedule());
    // what the campaign itself lacks is an error under every policy: that is about contacts
    let mut bound = template.bind(&constants, &strict);
    if options.missing == MissingVariables::Empty && bound.is_ok() {
        bound = template.bind(&constants, &strict.missing(Missing::Empty));
    }
    match bound {
        Ok(bound) => Some(bound),
        Err(found) => {
            issues.extend(found);
            None
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
