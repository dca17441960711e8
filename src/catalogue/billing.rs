//! An account's plan, subscription and usage, as the API gives them.

use super::{Subscription, Usage, texts};
use crate::issue::{Code, Issue};
use crate::json::{Kind, Value};
use crate::reading::{
    Field, Fields, Options, Order, Path, Reading, Schema, Sink, object_root, read_document,
};

/// What an account may do and has used. What was not said is not known, and is not checked.
///
/// ```
/// use flashplan::catalogue::{Account, Billing};
/// let billing = Billing::read(br#"{"data": {
///     "plan": {"code": "pro", "name": "Pro"},
///     "limits": {"monthlyOutboundQuota": 5000},
///     "features": {"campaigns": true, "voiceNotes": true},
///     "usage": {"messagesCount": 1240, "statusesCount": 85}
/// }}"#);
/// let account = Account::new().billing(billing.into_result().unwrap());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Billing {
    pub(super) campaigns: Option<bool>,
    pub(super) voice_notes: Option<bool>,
    /// None inside: there is no limit.
    pub(super) quota: Option<Option<u64>>,
    pub(super) subscription: Option<Subscription>,
    pub(super) usage: Option<Usage>,
}

static SCHEMA: Schema<5> = Schema {
    names: ["subscription", "plan", "limits", "features", "usage"],
    mistaken: &[],
};

static SUBSCRIPTION: Schema<2> = Schema {
    names: ["status", "plan"],
    mistaken: &[],
};

static PLAN: Schema<2> = Schema {
    names: ["limits", "features"],
    mistaken: &[],
};

static LIMITS: Schema<1> = Schema {
    names: ["monthlyOutboundQuota"],
    mistaken: &[],
};

static FEATURES: Schema<2> = Schema {
    names: ["campaigns", "voiceNotes"],
    mistaken: &[],
};

static USAGE: Schema<2> = Schema {
    names: ["messagesCount", "statusesCount"],
    mistaken: &[],
};

impl Billing {
    /// Reads the body of `GET /api/v1/billing/usage` or `/api/v1/billing/subscription`, with the
    /// default [`Options`]; see [`Billing::read_with`].
    #[must_use]
    pub fn read(json: &[u8]) -> Reading<Self> {
        Self::read_with(json, &Options::new())
    }

    /// Reads the body of `GET /api/v1/billing/usage` or `/api/v1/billing/subscription`, bare or
    /// under `data`. Limits and features stand beside the plan or in it.
    ///
    /// The pages show no status of a subscription; where `subscription` has a `status`, every one
    /// but `active` and `trialing` is taken for inactive. A `monthlyOutboundQuota` of null is none.
    #[must_use]
    pub fn read_with(json: &[u8], options: &Options<'_>) -> Reading<Self> {
        read_document(json, options, Order::REPORTED, |root, sink| {
            let root = object_root(root, sink)?;
            let data = root.member("data");
            match data.filter(|data| data.kind() == Kind::Object) {
                Some(data) => read_body(data, &Path::Root.name("data"), sink),
                None => read_body(root, &Path::Root, sink),
            }
        })
    }
}

fn read_body(object: Value<'_>, path: &Path<'_>, sink: &mut Sink) -> Option<Billing> {
    let fields = Fields::of_stored(object, &SCHEMA, path, sink);
    if !SCHEMA.names.iter().any(|name| fields.get(name).is_given()) {
        let code = Code::Required;
        sink.report(Issue::new(code, path.pointer(), &texts::ACCOUNT_EXPECTED));
    }
    let mut billing = Billing::default();
    read_plan(&fields, &mut billing, sink);
    below(&fields.get("plan"), &PLAN, sink, |plan, sink| {
        read_plan(plan, &mut billing, sink);
    });
    below(
        &fields.get("subscription"),
        &SUBSCRIPTION,
        sink,
        |subscription, sink| {
            billing.subscription = subscription.get("status").text(sink).map(read_status);
            below(&subscription.get("plan"), &PLAN, sink, |plan, sink| {
                read_plan(plan, &mut billing, sink);
            });
        },
    );
    below(&fields.get("usage"), &USAGE, sink, |usage, sink| {
        let messages = required_count(&usage.get("messagesCount"), sink);
        let statuses = required_count(&usage.get("statusesCount"), sink);
        billing.usage = messages
            .zip(statuses)
            .map(|(messages, statuses)| Usage { messages, statuses });
    });
    Some(billing)
}

/// Reads the fields of the object that `field` is, if it is there.
fn below<const N: usize>(
    field: &Field<'_, '_>,
    schema: &'static Schema<N>,
    sink: &mut Sink,
    read: impl FnOnce(&Fields<'_, '_, N>, &mut Sink),
) {
    if let Some(object) = field.of_kind(Kind::Object, sink) {
        read(&Fields::of_stored(object, schema, &field.path, sink), sink);
    }
}

/// Reads `limits` and `features`, wherever they stand.
fn read_plan<const N: usize>(fields: &Fields<'_, '_, N>, billing: &mut Billing, sink: &mut Sink) {
    let (limits, features) = (fields.get("limits"), fields.get("features"));
    below(&limits, &LIMITS, sink, |_, sink| {
        let quota = limits
            .value
            .and_then(|limits| limits.member("monthlyOutboundQuota"));
        let path = limits.path.name("monthlyOutboundQuota");
        billing.quota = quota.map(|quota| {
            let value = Some(quota).filter(|quota| !quota.is_null());
            count(&Field { value, path }, sink)
        });
    });
    below(&features, &FEATURES, sink, |features, sink| {
        let mut flag = |name| features.get(name).of_kind(Kind::Boolean, sink)?.boolean();
        billing.campaigns = flag("campaigns");
        billing.voice_notes = flag("voiceNotes");
    });
}

fn read_status(status: &str) -> Subscription {
    match status.to_ascii_lowercase().as_str() {
        "active" | "trialing" => Subscription::Active,
        _ => Subscription::Inactive,
    }
}

fn required_count(field: &Field<'_, '_>, sink: &mut Sink) -> Option<u64> {
    field.required(Kind::Number, sink)?;
    count(field, sink)
}

fn count(field: &Field<'_, '_>, sink: &mut Sink) -> Option<u64> {
    let count = field.of_kind(Kind::Number, sink)?.raw().parse().ok();
    if count.is_none() {
        field.report(Code::NumberRange, &texts::COUNT, sink);
    }
    count
}
