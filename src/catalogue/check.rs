//! What a definition refers to, looked up in the account; what cannot be is listed as unchecked.

use super::{Account, Subscription, texts};
use crate::id::{ContactId, GroupId, InstanceId, TemplateId};
use crate::instance::{
    Business, Instance, InstanceShape, InstanceStatus, find_by_name, find_by_number,
};
use crate::issue::{Code, Issue};
use crate::json::Value;
use crate::phone::{Phone, looks_like_number};
use crate::reading::{Field, Options, Sink, Unchecked};

/// The instance that sends: there, connected, not deleted.
pub(crate) fn instance(
    field: &Field<'_, '_>,
    id: &InstanceId,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    let Some(instances) = options.account.and_then(Account::known_instances) else {
        sink.unchecked(Unchecked::Instance);
        return;
    };
    match options
        .account
        .and_then(|account| account.known_instance(id))
    {
        Some(instance) => instance_state(field, instance, sink),
        None => {
            let elsewhere = instances.iter().any(|instance| {
                instance.source != InstanceShape::MsgFlash
                    && instance.id.as_deref().and_then(InstanceId::stored).as_ref() == Some(id)
            });
            let text = if elsewhere {
                &texts::INSTANCE_OF_PROVIDER
            } else {
                &texts::INSTANCE_NOT_FOUND
            };
            field.report(Code::NotFound, text, sink);
        }
    }
}

fn instance_state(field: &Field<'_, '_>, instance: &Instance, sink: &mut Sink) {
    if instance.notes.contains(&Code::InstanceDeleted) {
        field.report(Code::InstanceDeleted, &texts::INSTANCE_DELETED, sink);
    } else if instance.status != InstanceStatus::Connected {
        let code = Code::InstanceNotConnected;
        field.report(code, &texts::INSTANCE_NOT_CONNECTED, sink);
    }
}

/// A text that is no id: it may be the name or the number of an instance.
pub(crate) fn mistaken_instance(
    field: &Field<'_, '_>,
    text: &str,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    let instances = options.account.and_then(Account::known_instances);
    let instances = instances.unwrap_or_default();
    if looks_like_number(text) {
        let number = Phone::normalise(text).ok().map(|read| read.phone);
        let meant = number.and_then(|number| find_by_number(instances, number));
        let code = Code::InstanceIdLooksLikeNumber;
        sink.report(with_id(field.issue(code, &texts::ID_IS_A_NUMBER), meant));
    } else if let Some(meant) = find_by_name(instances, text) {
        let code = Code::InstanceIdLooksLikeName;
        sink.report(with_id(
            field.issue(code, &texts::ID_IS_A_NAME),
            Some(meant),
        ));
    }
}

fn with_id(issue: Issue, meant: Option<&Instance>) -> Issue {
    let id = meant.and_then(Instance::msgflash_id);
    issue.with(
        "id",
        id.map_or("data[n].id".to_owned(), |id| id.to_string()),
    )
}

/// The template that is sent.
pub(crate) fn template(
    field: &Field<'_, '_>,
    id: &TemplateId,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    match options.account.and_then(Account::known_templates) {
        None => {
            sink.unchecked(Unchecked::Template);
            sink.unchecked(Unchecked::Variables);
        }
        Some(templates) if !templates.contains_key(id) => {
            field.report(Code::NotFound, &texts::TEMPLATE_NOT_FOUND, sink);
        }
        Some(_) => {}
    }
}

/// The contact group that a campaign goes to.
pub(crate) fn group(field: &Field<'_, '_>, id: &GroupId, options: &Options<'_>, sink: &mut Sink) {
    match options.account.and_then(Account::known_groups) {
        None => sink.unchecked(Unchecked::Group),
        Some(groups) if !groups.contains(id) => {
            field.report(Code::NotFound, &texts::GROUP_NOT_FOUND, sink);
        }
        Some(_) => {}
    }
}

/// The contacts that a campaign goes to: one that is not there is skipped when it runs.
pub(crate) fn contacts(
    field: &Field<'_, '_>,
    ids: &[ContactId],
    options: &Options<'_>,
    sink: &mut Sink,
) {
    match options.account.and_then(Account::known_contacts) {
        None => sink.unchecked(Unchecked::Contacts),
        Some(known) if !ids.iter().any(|id| known.contains(id)) => {
            field.report(Code::AudienceEmpty, &texts::AUDIENCE_EMPTY, sink);
        }
        Some(_) => {}
    }
}

/// The contact that is shared.
pub(crate) fn contact(
    field: &Field<'_, '_>,
    id: Option<&ContactId>,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    let missing = (Code::NotFound, &texts::CONTACT_NOT_FOUND);
    one_contact(field, id, missing, options, sink);
}

/// The contact whose fields a template prints.
pub(crate) fn context(
    field: &Field<'_, '_>,
    id: Option<&ContactId>,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    let missing = (Code::ContextUnavailable, &texts::CONTEXT_UNAVAILABLE);
    one_contact(field, id, missing, options, sink);
}

fn one_contact(
    field: &Field<'_, '_>,
    id: Option<&ContactId>,
    (code, text): (Code, &'static crate::issue::Text),
    options: &Options<'_>,
    sink: &mut Sink,
) {
    let Some(id) = id else { return };
    match options.account.and_then(Account::known_contacts) {
        None => sink.unchecked(Unchecked::Contacts),
        Some(known) if !known.contains(id) => field.report(code, text, sink),
        Some(_) => {}
    }
}

/// Buttons reach WhatsApp Business accounts only.
pub(crate) fn buttons(
    kind: &Field<'_, '_>,
    instance: &Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    let account = options.account;
    let id = instance
        .value
        .and_then(Value::text)
        .and_then(InstanceId::stored);
    let known = || Some(account?.known_instance(&id?)?.business);
    let business = account.and_then(Account::known_business).or_else(known);
    match business.unwrap_or_default() {
        Business::Yes => {}
        Business::No => kind.report(Code::UnsupportedButtons, &texts::BUTTONS_UNSUPPORTED, sink),
        Business::Unknown => {
            kind.report(Code::BusinessUnknown, &texts::BUSINESS_UNKNOWN, sink);
            sink.unchecked(Unchecked::Business);
        }
    }
}

/// Whether the plan has campaigns.
pub(crate) fn plan(options: &Options<'_>, sink: &mut Sink) {
    match options.account.and_then(Account::known_plan) {
        None => sink.unchecked(Unchecked::Plan),
        Some(plan) if !plan.campaigns => {
            sink.report(Issue::new(Code::PlanNoCampaigns, "", &texts::NO_CAMPAIGNS));
        }
        Some(_) => {}
    }
}

/// Whether the subscription is usable.
pub(crate) fn subscription(options: &Options<'_>, sink: &mut Sink) {
    match options.account.and_then(Account::known_subscription) {
        None => sink.unchecked(Unchecked::Subscription),
        Some(Subscription::Active) => {}
        Some(Subscription::Inactive) => {
            let text = &texts::SUBSCRIPTION_INACTIVE;
            sink.report(Issue::new(Code::SubscriptionInactive, "", text));
        }
    }
}

/// Whether one more message fits into the month.
pub(crate) fn quota(options: &Options<'_>, sink: &mut Sink) {
    let quota = options
        .account
        .and_then(Account::known_plan)
        .map(|plan| plan.monthly_outbound_quota);
    let usage = options.account.and_then(Account::known_usage);
    match (quota, usage) {
        (Some(None), _) => {}
        (Some(Some(quota)), Some(usage)) if usage.outbound() >= quota => {
            let issue = Issue::new(Code::QuotaExceeded, "", &texts::QUOTA_EXCEEDED);
            sink.report(issue.with("quota", quota));
        }
        (Some(Some(_)), Some(_)) => {}
        _ => sink.unchecked(Unchecked::Quota),
    }
}
