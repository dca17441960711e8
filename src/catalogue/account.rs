//! The account that a definition is checked against.

use super::{Billing, TemplateDefinition};
use crate::id::{ContactId, GroupId, InstanceId, TemplateId};
use crate::instance::{Business, Instance};
use crate::phone::Phone;
use std::collections::{HashMap, HashSet};

/// What the host knows of an account. Each part is optional: what is not given is not checked, and
/// the report lists it as [unchecked](crate::reading::Report::unchecked).
///
/// ```
/// use flashplan::campaign::Campaign;
/// use flashplan::catalogue::{Account, PlanLimits};
/// use flashplan::reading::Options;
/// let account = Account::new().plan(PlanLimits::new().campaigns(false));
/// let reading = Campaign::read_with(br#"{
///     "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "Promo",
///     "schedule": "2030-05-01T09:00:00Z", "recipients": {"type": "all"},
///     "type": "text", "body": "Bonjour"
/// }"#, &Options::new().account(&account));
/// let envelope = reading.report().envelope().unwrap();
/// assert_eq!(envelope.code(), "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN");
/// assert_eq!(envelope.http(), 403);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Account {
    instances: Option<Vec<Instance>>,
    templates: Option<HashMap<TemplateId, TemplateDefinition>>,
    groups: Option<HashSet<GroupId>>,
    contacts: Option<HashSet<ContactId>>,
    business: Option<Business>,
    billing: Billing,
    unreachable: HashSet<Phone>,
}

/// What an account's plan allows. The numbers are data: pages of different dates differ in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlanLimits {
    /// Whether campaigns are part of the plan.
    pub campaigns: bool,
    /// Whether voice notes are part of the plan.
    pub voice_notes: bool,
    /// Messages and statuses that may go out in a UTC calendar month; none where there is no limit.
    pub monthly_outbound_quota: Option<u64>,
}

/// Whether the subscription is usable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subscription {
    /// It is.
    Active,
    /// It is not: nothing can be sent.
    Inactive,
}

/// What went out in the current UTC calendar month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Messages.
    pub messages: u64,
    /// Statuses.
    pub statuses: u64,
}

impl Usage {
    /// What counts against the monthly outbound quota.
    #[must_use]
    pub fn outbound(self) -> u64 {
        self.messages.saturating_add(self.statuses)
    }
}

impl PlanLimits {
    /// A plan that allows everything.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            campaigns: true,
            voice_notes: true,
            monthly_outbound_quota: None,
        }
    }

    /// Whether campaigns are part of the plan.
    #[must_use]
    pub const fn campaigns(mut self, campaigns: bool) -> Self {
        self.campaigns = campaigns;
        self
    }

    /// Whether voice notes are part of the plan.
    #[must_use]
    pub const fn voice_notes(mut self, voice_notes: bool) -> Self {
        self.voice_notes = voice_notes;
        self
    }

    /// Messages and statuses a month.
    #[must_use]
    pub const fn monthly_outbound_quota(mut self, quota: u64) -> Self {
        self.monthly_outbound_quota = Some(quota);
        self
    }
}

impl Default for PlanLimits {
    fn default() -> Self {
        Self::new()
    }
}

impl Account {
    /// An account of which nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All of its instances.
    #[must_use]
    pub fn instances(mut self, instances: Vec<Instance>) -> Self {
        self.instances = Some(instances);
        self
    }

    /// All of its templates. One without an id cannot be referred to.
    #[must_use]
    pub fn templates(mut self, templates: Vec<TemplateDefinition>) -> Self {
        let by_id = templates
            .into_iter()
            .filter_map(|template| Some((template.id()?.clone(), template)));
        self.templates = Some(by_id.collect());
        self
    }

    /// The ids of all of its contact groups.
    #[must_use]
    pub fn groups(mut self, groups: impl IntoIterator<Item = GroupId>) -> Self {
        self.groups = Some(groups.into_iter().collect());
        self
    }

    /// The ids of all of its contacts.
    #[must_use]
    pub fn contacts(mut self, contacts: impl IntoIterator<Item = ContactId>) -> Self {
        self.contacts = Some(contacts.into_iter().collect());
        self
    }

    /// Whether its numbers are WhatsApp Business accounts, where the host knows better than the
    /// description of the instance.
    #[must_use]
    pub fn business(mut self, business: Business) -> Self {
        self.business = Some(business);
        self
    }

    /// Numbers that a look-up has found not to be on WhatsApp: a message to one is refused with
    /// `INVALID_DESTINATION`.
    #[must_use]
    pub fn unreachable(mut self, phones: impl IntoIterator<Item = Phone>) -> Self {
        self.unreachable = phones.into_iter().collect();
        self
    }

    /// What its plan allows.
    #[must_use]
    pub fn plan(mut self, plan: PlanLimits) -> Self {
        self.billing.campaigns = Some(plan.campaigns);
        self.billing.voice_notes = Some(plan.voice_notes);
        self.billing.quota = Some(plan.monthly_outbound_quota);
        self
    }

    /// Whether its subscription is usable.
    #[must_use]
    pub fn subscription(mut self, subscription: Subscription) -> Self {
        self.billing.subscription = Some(subscription);
        self
    }

    /// What went out this month.
    #[must_use]
    pub fn usage(mut self, usage: Usage) -> Self {
        self.billing.usage = Some(usage);
        self
    }

    /// Its plan, subscription and usage as the API gives them, in place of what was said of them.
    #[must_use]
    pub fn billing(mut self, billing: Billing) -> Self {
        self.billing = billing;
        self
    }

    /// The instance of this id, if the account is known to have it.
    #[must_use]
    pub fn instance(&self, id: &InstanceId) -> Option<&Instance> {
        let instances = self.instances.as_deref()?;
        instances
            .iter()
            .find(|instance| instance.msgflash_id().as_ref() == Some(id))
    }

    /// The template of this id, if the account is known to have it.
    #[must_use]
    pub fn template(&self, id: &TemplateId) -> Option<&TemplateDefinition> {
        self.templates.as_ref()?.get(id)
    }

    pub(super) fn known_instances(&self) -> Option<&[Instance]> {
        self.instances.as_deref()
    }

    pub(super) fn knows_templates(&self) -> bool {
        self.templates.is_some()
    }

    pub(super) fn known_groups(&self) -> Option<&HashSet<GroupId>> {
        self.groups.as_ref()
    }

    pub(super) fn known_contacts(&self) -> Option<&HashSet<ContactId>> {
        self.contacts.as_ref()
    }

    pub(super) fn is_unreachable(&self, phone: Phone) -> bool {
        self.unreachable.contains(&phone)
    }

    pub(super) fn known_business(&self) -> Option<Business> {
        self.business
    }

    pub(super) fn known_billing(&self) -> &Billing {
        &self.billing
    }
}
