//! An account as a case describes it.

use flashplan::catalogue::{Account, Billing, PlanLimits, Subscription, Usage, read_templates};
use flashplan::id::Id;
use flashplan::instance::{Business, read_instances};
use flashplan::phone::Phone;
use serde_json::Value;

pub(crate) fn read_account(value: &Value) -> Account {
    let mut account = Account::new();
    let bytes = |name: &str| value.get(name).map(|part| part.to_string().into_bytes());
    if let Some(json) = bytes("instances") {
        account = account.instances(read_instances(&json).into_result().unwrap());
    }
    if let Some(json) = bytes("templates") {
        account = account.templates(read_templates(&json).into_result().unwrap());
    }
    if let Some(groups) = value.get("groups") {
        account = account.groups(ids(groups));
    }
    if let Some(contacts) = value.get("contacts") {
        account = account.contacts(ids(contacts));
    }
    if let Some(phones) = value.get("unreachable") {
        let phones = phones.as_array().unwrap().iter();
        account =
            account.unreachable(phones.map(|phone| Phone::parse(phone.as_str().unwrap()).unwrap()));
    }
    account = match value.get("business").and_then(Value::as_str) {
        Some("yes") => account.business(Business::Yes),
        Some("no") => account.business(Business::No),
        _ => account,
    };
    if let Some(plan) = value.get("plan") {
        let mut limits = PlanLimits::new()
            .campaigns(plan["campaigns"] != false)
            .voice_notes(plan["voiceNotes"] != false);
        if let Some(quota) = plan["monthlyOutboundQuota"].as_u64() {
            limits = limits.monthly_outbound_quota(quota);
        }
        account = account.plan(limits);
    }
    account = match value.get("subscription").and_then(Value::as_str) {
        Some("active") => account.subscription(Subscription::Active),
        Some("inactive") => account.subscription(Subscription::Inactive),
        _ => account,
    };
    if let Some(billing) = bytes("billing") {
        account = account.billing(Billing::read(&billing).into_result().unwrap());
    }
    if let Some(usage) = value.get("usage") {
        account = account.usage(Usage {
            messages: usage["messages"].as_u64().unwrap_or_default(),
            statuses: usage["statuses"].as_u64().unwrap_or_default(),
        });
    }
    account
}

fn ids<Of>(value: &Value) -> Vec<Id<Of>> {
    let all = value.as_array().unwrap().iter();
    all.map(|id| Id::stored(id.as_str().unwrap()).unwrap())
        .collect()
}
