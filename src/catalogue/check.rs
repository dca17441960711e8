//! What a definition refers to, looked up in the account; what cannot be is listed as unchecked.

use super::{Account, Billing, Subscription, TemplateDefinition, texts};
use crate::content::{ContentKind, Variables};
use crate::id::{ContactId, GroupId, InstanceId, TemplateId};
use crate::instance::{
    Business, Instance, InstanceShape, InstanceStatus, find_by_name, find_by_number,
};
use crate::issue::{ApiCode, Code, Issue, Text};
use crate::json::Value;
use crate::phone::{Phone, looks_like_number};
use crate::reading::{Field, Options, Sink, Unchecked};
use crate::template::{Template, Variable};

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
    match options.account.and_then(|account| account.instance(id)) {
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

/// The template that is sent, as far as the account has it.
pub(crate) fn template<'a>(
    field: &Field<'_, '_>,
    id: &TemplateId,
    options: &Options<'a>,
    sink: &mut Sink,
) -> Option<&'a TemplateDefinition> {
    let Some(account) = options.account.filter(|account| account.knows_templates()) else {
        sink.unchecked(Unchecked::Template);
        sink.unchecked(Unchecked::Variables);
        return None;
    };
    let template = account.template(id);
    if template.is_none() {
        field.report(Code::NotFound, &texts::TEMPLATE_NOT_FOUND, sink);
    }
    template
}

/// The variables of a template, or of several texts: what they need of `custom` is given, and what is given
/// they use.
pub(crate) fn variables(
    field: &Field<'_, '_>,
    given: &Variables,
    texts: &[&Template],
    sink: &mut Sink,
) {
    let used: Vec<_> = texts.iter().flat_map(|text| text.variables()).collect();
    let missing = |variable: &&&Variable| {
        let name = variable.path().strip_prefix("custom.");
        variable.required() && name.is_some_and(|name| given.value(name).is_none())
    };
    let mut paths = Vec::new();
    for variable in used.iter().filter(missing) {
        if !paths.contains(&variable.path()) {
            paths.push(variable.path());
        }
    }
    report_missing(field, &paths, &texts::CUSTOM_MISSING, sink);
    // a template that takes `custom` as a whole may look anything up in it
    if used.iter().any(|variable| variable.path() == "custom") {
        return;
    }
    for name in given.as_map().keys() {
        let uses = |variable: &&Variable| {
            let path = variable.path().strip_prefix("custom.");
            path.and_then(|path| path.split(['.', '[']).next()) == Some(name)
        };
        // the wrong name of a prefixed one has been told
        if !used.iter().any(uses) && !name.starts_with("custom.") {
            let pointer = field.path.name(name).pointer();
            sink.report(Issue::new(
                Code::VariableUnused,
                pointer,
                &texts::VARIABLE_UNUSED,
            ));
        }
    }
}

/// A message without `contactId` knows the recipient's phone and nothing else.
pub(crate) fn phone_only(field: &Field<'_, '_>, template: &TemplateDefinition, sink: &mut Sink) {
    let used = template.content().body().map(Template::variables);
    let missing = |variable: &&Variable| {
        let name = variable.path().strip_prefix("contact.");
        variable.required() && name.is_some_and(|name| name != "phone")
    };
    let used = used.unwrap_or_default().iter();
    let paths: Vec<_> = used.filter(missing).map(Variable::path).collect();
    report_missing(field, &paths, &texts::CONTACT_MISSING, sink);
}

/// What a template prints of somebody whose fields no check of a definition looks up.
pub(crate) fn values_of(
    namespace: &str,
    template: &TemplateDefinition,
    unchecked: Unchecked,
    sink: &mut Sink,
) {
    let used = template.content().body().map(Template::variables);
    let prints = |variable: &Variable| {
        let name = variable.path().strip_prefix(namespace);
        variable.required() && name.is_some_and(|name| name.starts_with('.'))
    };
    if used.unwrap_or_default().iter().any(prints) {
        sink.unchecked(unchecked);
    }
}

fn report_missing(field: &Field<'_, '_>, paths: &[&str], text: &'static Text, sink: &mut Sink) {
    if !paths.is_empty() {
        let issue = field.issue(Code::VariablesMissing, text);
        sink.report(issue.with("paths", paths.join(", ")));
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

/// The instance whose fields a template prints, where it is not the one that sends.
pub(crate) fn instance_context(
    field: &Field<'_, '_>,
    id: Option<&InstanceId>,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    let Some(id) = id else { return };
    match options
        .account
        .filter(|account| account.known_instances().is_some())
    {
        None => sink.unchecked(Unchecked::Instance),
        Some(account) if account.instance(id).is_none() => {
            let code = Code::ContextUnavailable;
            field.report(code, &texts::INSTANCE_CONTEXT_UNAVAILABLE, sink);
        }
        Some(_) => {}
    }
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
    (code, text): (Code, &'static Text),
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
    let known = || Some(account?.instance(&id?)?.business);
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

/// Whether the recipient's number, well formed as it is, can be reached.
pub(crate) fn destination(
    field: &Field<'_, '_>,
    phone: Phone,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    if options
        .account
        .is_some_and(|account| account.is_unreachable(phone))
    {
        let issue = field.issue(Code::PhoneInvalid, &texts::DESTINATION_INVALID);
        sink.report(issue.answered_with(ApiCode::InvalidDestination));
    }
}

/// Whether the plan has campaigns.
pub(crate) fn plan(options: &Options<'_>, sink: &mut Sink) {
    match billing(options).and_then(|billing| billing.campaigns) {
        None => sink.unchecked(Unchecked::Plan),
        Some(true) => {}
        Some(false) => sink.report(Issue::new(Code::PlanNoCampaigns, "", &texts::NO_CAMPAIGNS)),
    }
}

/// Whether the plan has voice notes, where `kind` is that of one.
pub(crate) fn voice_notes(
    field: &Field<'_, '_>,
    kind: ContentKind,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    if kind != ContentKind::VoiceNote {
        return;
    }
    match billing(options).and_then(|billing| billing.voice_notes) {
        None => sink.unchecked(Unchecked::VoiceNotes),
        Some(true) => {}
        Some(false) => field.report(Code::PlanNoVoiceNotes, &texts::NO_VOICE_NOTES, sink),
    }
}

/// Whether the subscription is usable.
pub(crate) fn subscription(options: &Options<'_>, sink: &mut Sink) {
    match billing(options).and_then(|billing| billing.subscription) {
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
    let quota = billing(options).and_then(|billing| billing.quota);
    let usage = billing(options).and_then(|billing| billing.usage);
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

fn billing<'a>(options: &Options<'a>) -> Option<&'a Billing> {
    options.account.map(Account::known_billing)
}
