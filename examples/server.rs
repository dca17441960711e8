//! A server that answers as MsgFlash publishes: what is wrong with a request is told in full, in
//! the published envelope, before anything is stored or sent.
//!
//! It keeps nothing and sends nothing. `cargo run --example server`, then
//! `curl -d '{}' http://127.0.0.1:3000/api/v1/campaigns`.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::post};
use chrono::{DateTime, SecondsFormat, Utc};
use flashplan::campaign::Campaign;
use flashplan::catalogue::{Account, PreviewRequest, TemplateDefinition};
use flashplan::content::Variables;
use flashplan::id::{ContactId, InstanceId, TemplateId};
use flashplan::issue::{Code, Issue, Text};
use flashplan::message::{Message, MessageContent, ScheduledMessage};
use flashplan::reading::{Options, Reading, Report};
use flashplan::template::{Context, RenderOptions};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// What the server knows. A real one asks its database.
pub(crate) struct Server {
    /// What requests are checked against.
    pub(crate) account: Account,
    /// Who the account belongs to.
    pub(crate) user: Value,
    /// The stored contacts.
    pub(crate) contacts: HashMap<ContactId, Value>,
    /// The clock.
    pub(crate) now: fn() -> DateTime<Utc>,
}

/// The routes.
pub(crate) fn routes(server: Server) -> Router {
    Router::new()
        .route("/api/v1/campaigns", post(create_campaign))
        .route("/api/v1/messages/send", post(send_message))
        .route("/api/v1/messages/schedule", post(schedule_message))
        .route("/api/v1/templates/{id}/preview", post(preview_template))
        .with_state(Arc::new(server))
}

type Shared = State<Arc<Server>>;

async fn create_campaign(State(server): Shared, body: Bytes) -> Response {
    let reading = Campaign::read_with(&body, &server.options());
    answer(reading, |campaign| Ok(server.scheduled(&campaign)))
}

async fn send_message(State(server): Shared, body: Bytes) -> Response {
    let reading = Message::read_with(&body, &server.options());
    answer(reading, |message| server.accepted(&message, None))
}

async fn schedule_message(State(server): Shared, body: Bytes) -> Response {
    let reading = ScheduledMessage::read_with(&body, &server.options());
    answer(reading, |scheduled| {
        let at = milliseconds(scheduled.scheduled_at().to_utc());
        server.accepted(scheduled.message(), Some(at))
    })
}

async fn preview_template(State(server): Shared, Path(id): Path<String>, body: Bytes) -> Response {
    let template = TemplateId::parse(&id).ok();
    let template = template.and_then(|id| server.account.template(&id));
    let Some(template) = template else {
        return refusal(&Report::from_iter([Issue::new(
            Code::NotFound,
            "",
            &NO_TEMPLATE,
        )]));
    };
    match PreviewRequest::read_for(template, &body, &server.options()).into_result() {
        Err(report) => refusal(&report),
        Ok(request) => {
            let contact = request
                .contact_id
                .and_then(|id| server.contacts.get(&id))
                .cloned();
            let instance = request.instance_id.as_ref();
            let context = server.context(contact, instance, &request.variables);
            respond(StatusCode::OK, &json!({"data": template.preview(&context)}))
        }
    }
}

impl Server {
    fn options(&self) -> Options<'_> {
        Options::new().account(&self.account).now((self.now)())
    }

    fn context(
        &self,
        contact: Option<Value>,
        instance: Option<&InstanceId>,
        variables: &Variables,
    ) -> Context {
        let instance = instance.and_then(|id| self.account.instance(id));
        Context::from_json(json!({
            "contact": contact,
            "user": self.user,
            "instance": instance,
            "custom": variables.as_map(),
        }))
    }

    /// The campaign as it is stored: nothing is planned before it runs.
    fn scheduled(&self, campaign: &Campaign) -> Value {
        let written = json!(campaign);
        let counts = ["planned", "queued", "sent", "delivered", "read", "failed"];
        let stats = counts.map(|name| (name.to_owned(), json!(0)));
        let stats: Map<_, _> = stats.into_iter().collect();
        self.stored([json!({
            "userId": self.user["id"],
            "instanceId": written["instanceId"],
            "name": written["name"],
            "status": "scheduled",
            "templateId": written["templateId"],
            "templateVariables": written["variables"],
            "type": written["type"],
            "body": written["body"],
            "mediaUrl": written["mediaUrl"],
            "schedule": milliseconds(campaign.schedule().to_utc()),
            "repeat": written["repeat"],
            "recipients": written["recipients"],
            "stats": stats,
        })])
    }

    /// The message as it is stored: its text rendered, waiting to be sent.
    fn accepted(&self, message: &Message, scheduled_at: Option<String>) -> Result<Value, Report> {
        let mut content = json!({
            "contactId": message.contact_id().map(ToString::to_string),
            "campaignId": null,
            "type": message.content().kind().map(flashplan::content::ContentKind::name),
            "body": null,
            "mediaUrl": null,
        });
        match message.content() {
            MessageContent::Direct(direct) => {
                content["body"] = direct.body().into();
                content["mediaUrl"] = direct.media_url().map(ToString::to_string).into();
            }
            MessageContent::Template { id, variables } => {
                if let Some(template) = self.account.template(id) {
                    content["type"] = template.content().kind().name().into();
                    content["body"] = self.render(template, message, variables)?.into();
                }
            }
            MessageContent::Location(_) | MessageContent::Contact(_) => {}
        }
        let mut delivery = json!({
            "instanceId": message.instance_id().to_string(),
            "to": message.to().to_string(),
            "status": "queued",
            "providerMessageId": null,
        });
        if let Some(at) = scheduled_at {
            delivery["scheduledAt"] = at.into();
        }
        Ok(self.stored([delivery, content]))
    }

    fn render(
        &self,
        template: &TemplateDefinition,
        message: &Message,
        variables: &Variables,
    ) -> Result<Option<String>, Report> {
        let known = message.contact_id().and_then(|id| self.contacts.get(id));
        let contact = known.cloned();
        let contact = contact.unwrap_or_else(|| json!({"phone": message.to().to_string()}));
        let context = self.context(Some(contact), Some(message.instance_id()), variables);
        let body = template.content().body();
        let rendered = body.map(|body| body.render(&context, &RenderOptions::new()));
        rendered
            .transpose()
            .map_err(|error| error.into_issues().into_iter().collect())
    }

    /// The parts as one object, with what every stored object has.
    fn stored(&self, parts: impl IntoIterator<Item = Value>) -> Value {
        let now = milliseconds((self.now)());
        let head = json!({"id": "00000000-0000-4000-8000-000000000001"});
        let tail = json!({"createdAt": now, "updatedAt": now});
        let parts = [head].into_iter().chain(parts).chain([tail]);
        let members = parts.filter_map(|part| match part {
            Value::Object(members) => Some(members),
            _ => None,
        });
        members.flatten().collect()
    }
}

/// An instant as the API writes it.
fn milliseconds(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// 201 with what was made of a valid request; the whole answer to an invalid one.
fn answer<T>(reading: Reading<T>, make: impl FnOnce(T) -> Result<Value, Report>) -> Response {
    match reading.into_result().and_then(make) {
        Ok(data) => respond(StatusCode::CREATED, &json!({ "data": data })),
        Err(report) => refusal(&report),
    }
}

fn refusal(report: &Report) -> Response {
    match report.envelope() {
        Some(envelope) => {
            let status = StatusCode::from_u16(envelope.http()).unwrap_or(StatusCode::BAD_REQUEST);
            respond(status, &json!(envelope))
        }
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn respond(status: StatusCode, body: &Value) -> Response {
    let json = [(header::CONTENT_TYPE, "application/json")];
    (status, json, body.to_string()).into_response()
}

static NO_TEMPLATE: Text = Text {
    en: (
        "the account has no template of this id",
        "copy the id of a stored template",
    ),
    fr: (
        "le compte n'a aucun modèle portant cet identifiant",
        "copiez l'identifiant d'un modèle enregistré",
    ),
};

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let server = Server {
            account: Account::new(),
            user: json!({}),
            contacts: HashMap::new(),
            now: || std::time::SystemTime::now().into(),
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
        axum::serve(listener, routes(server)).await
    })
}
