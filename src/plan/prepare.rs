//! Joins definition, template, account and options into a plan that can be streamed.

use super::binding::Texts;
use super::issues::pace_high;
use super::message::Message;
use super::options::{MissingVariables, PlanOptions, QuietZone, QuotaPolicy};
use super::rendering::{check_locale, time_of};
use super::stopped::PlanStopped;
use super::{binding, dates, texts};
use crate::audience::{AudienceRules, Groups, Match, Selector};
use crate::campaign::{Campaign, Content, Recipients};
use crate::catalogue::TemplateDefinition;
use crate::contact::FieldSet;
use crate::instance::Instance;
use crate::issue::{Code, Issue, Issues};
use crate::pace::QuietAction;
use crate::schedule::{Occurrence, Schedule, Zone, tzdb_version};
use crate::template::OccurrenceTime;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::HashSet;
use uuid::Uuid;

/// What a plan is made from, besides its options and the contacts.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The definition.
    pub campaign: &'a Campaign,
    /// The account's stored templates.
    pub templates: &'a [TemplateDefinition],
    /// The account's instances; without them `instance.*` has the id alone.
    pub instances: Option<&'a [Instance]>,
    /// The fields of the account: `user.*`.
    pub user: &'a Map<String, Value>,
    /// The account's contact groups.
    pub groups: &'a Groups,
}

impl<'a> Inputs<'a> {
    /// The instance that the campaign is sent from, if the account's are known and it is one of them.
    #[must_use]
    pub fn instance(&self) -> Option<&'a Instance> {
        let id = self.campaign.instance_id();
        let mut known = self.instances?.iter();
        known.find(|instance| instance.msgflash_id().as_ref() == Some(id))
    }

    /// What `instance.*` holds in the campaign's texts: the id, and the name, number and status of an
    /// instance that is among the account's.
    #[must_use]
    pub fn instance_fields(&self) -> Map<String, Value> {
        binding::instance_fields(self.campaign, self.instance())
    }
}

/// A campaign that can be planned: everything but the contacts is known and valid.
#[derive(Clone, Debug)]
pub struct Plan {
    fingerprint: String,
    /// Whether direct content is rendered, which the definition does not say.
    renders_direct: bool,
    message: Message,
    schedule: Schedule,
    audience: AudienceRules,
    options: PlanOptions,
    issues: Issues,
}

impl Plan {
    /// Joins the inputs.
    ///
    /// # Errors
    ///
    /// All problems at once: a template, instance or group that is not there (`NOT_FOUND`), a
    /// campaign value that the template needs and nobody gives (`VARIABLES_MISSING`), a repeating
    /// campaign without `count` and `until` (`PLAN_UNBOUNDED`), caps of 0, a policy for missed
    /// occurrences without `now` (`OPTION_INVALID`).
    pub fn prepare(inputs: &Inputs<'_>, mut options: PlanOptions) -> Result<Self, Issues> {
        let mut issues = Issues::new();
        options.now = options.now.map(|now| dates::whole_second(now, &mut issues));
        let instance = find_instance(inputs, &mut issues);
        let mut of_schedule = Issues::new();
        let schedule = dates::schedule(inputs.campaign, &options, &mut of_schedule);
        let first = || match dates::first(schedule.as_ref(), &options) {
            Some(first) => time_of(&first),
            None => OccurrenceTime::new(inputs.campaign.schedule(), 1),
        };
        let texts = Texts {
            inputs,
            instance,
            options: &options,
            first: &first,
        };
        let message = texts.message(&mut issues);
        if let (Some(message), Some(schedule)) = (&message, &schedule) {
            check_occurrences(message, schedule, &options, &mut issues);
        }
        issues.extend(of_schedule);
        let audience = audience(inputs, instance, &options, &mut issues);
        check_pace(&options, &mut issues);
        dates::check_missed(&options, &mut issues);
        check_locale(&options, &mut issues);
        match (message, schedule, audience) {
            (Some(message), Some(schedule), Some(audience)) if !issues.has_errors() => Ok(Self {
                fingerprint: inputs.campaign.fingerprint().to_string(),
                renders_direct: matches!(inputs.campaign.content(), Content::Rendered(_)),
                message,
                schedule,
                audience,
                options,
                issues,
            }),
            _ => Err(issues),
        }
    }

    /// What is worth a warning, although the plan can be made.
    #[must_use]
    pub fn issues(&self) -> &Issues {
        &self.issues
    }

    /// The fingerprint of the definition.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// When the campaign is sent.
    #[must_use]
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// The zone of the schedule.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        self.schedule.zone()
    }

    /// The options that the plan was prepared with.
    #[must_use]
    pub fn options(&self) -> &PlanOptions {
        &self.options
    }

    /// The plan without the sends of these keys: what is left after a run that was stopped. The times
    /// of the others do not change, and the keys are counted instead of those given before.
    #[must_use]
    pub fn remaining(mut self, sent: HashSet<Uuid>) -> Self {
        self.options.sent = sent;
        self
    }

    /// Whether a policy can stop the plan for what is found among the contacts. Then
    /// [`Plan::summary`] tells in advance.
    #[must_use]
    pub fn may_stop(&self) -> bool {
        let options = &self.options;
        options.missing == MissingVariables::Fail
            || options
                .quota
                .is_some_and(|quota| quota.policy == QuotaPolicy::Fail)
            || options.pace.quiet_action == QuietAction::Abort
            || options.pace.can_fail()
    }

    /// The first line of the plan: what it is a plan of, and what it was made with.
    #[must_use]
    pub fn header(&self) -> Value {
        let options = &self.options;
        let mut header = json!({
            "kind": "plan",
            "campaign": self.fingerprint,
            "tzdb": tzdb_version(),
            "version": env!("CARGO_PKG_VERSION"),
            "zone": self.zone().name(),
            "shard": options.shard.to_string(),
            "type": self.message.kind(),
            "options": super::stated::state(options),
        });
        if self.renders_direct {
            header["renderDirect"] = true.into();
        }
        if !options.contacts.is_empty() {
            header["contacts"] = options.contacts.clone().into();
        }
        header
    }

    /// The fields of a contact that the plan depends on. Who has to read contacts again for each occurrence
    /// may keep these of them.
    #[must_use]
    pub fn contact_fields(&self) -> FieldSet {
        let zone = match self.options.quiet_zone {
            QuietZone::Campaign => None,
            QuietZone::Contact => Some("meta.timezone"),
        };
        self.audience
            .fields()
            .and(self.message.contact_fields())
            .and(FieldSet::of(zone))
    }

    /// Whether quiet hours are read on each contact's own clock.
    pub(super) fn reads_clocks(&self) -> bool {
        self.options.quiet_zone == QuietZone::Contact
    }

    /// The message; of the first occurrence, where it tells of its own.
    pub(super) fn message(&self) -> &Message {
        &self.message
    }

    /// The message of an occurrence.
    pub(super) fn message_at(
        &self,
        occurrence: &Occurrence,
    ) -> Result<Cow<'_, Message>, PlanStopped> {
        self.message.at(occurrence).map_err(PlanStopped)
    }

    pub(super) fn audience_rules(&self) -> &AudienceRules {
        &self.audience
    }
}

/// Binds the texts in every occurrence: what one of them lacks stops the plan before anything is sent.
fn check_occurrences(
    message: &Message,
    schedule: &Schedule,
    options: &PlanOptions,
    issues: &mut Issues,
) {
    if !message.tells_occurrence() {
        return;
    }
    for occurrence in dates::occurrences(schedule, options).skip(1) {
        let found = message.at(&occurrence).err();
        for issue in found.into_iter().flatten() {
            if !issues.iter().any(|known| *known == issue) {
                issues.report(issue);
            }
        }
    }
}

fn find_instance<'a>(inputs: &Inputs<'a>, issues: &mut Issues) -> Option<&'a Instance> {
    let found = inputs.instance();
    if found.is_none() && inputs.instances.is_some() {
        issues.report(
            Issue::new(Code::NotFound, "/instanceId", &texts::INSTANCE_NOT_FOUND)
                .with("id", inputs.campaign.instance_id()),
        );
    }
    found
}

fn audience(
    inputs: &Inputs<'_>,
    instance: Option<&Instance>,
    options: &PlanOptions,
    issues: &mut Issues,
) -> Option<AudienceRules> {
    let recipients = inputs.campaign.recipients();
    let matching = options.matching;
    let recipients = selector(recipients, "/recipients/groupId", inputs, matching, issues);
    let exclude = options.exclude.as_ref();
    // one of the tags is enough: who is not to be written to must not need all of them
    let exclude = exclude
        .map(|recipients| selector(recipients, "/exclude/groupId", inputs, Match::Any, issues));
    let exclude = match exclude {
        Some(None) => return None,
        Some(some) => some,
        None => None,
    };
    Some(AudienceRules {
        selector: recipients?,
        exclude,
        suppression: options.suppression.clone(),
        own_number: instance.and_then(|instance| instance.wa_number),
    })
}

fn selector(
    recipients: &Recipients,
    path: &str,
    inputs: &Inputs<'_>,
    matching: Match,
    issues: &mut Issues,
) -> Option<Selector> {
    match Selector::new(recipients, matching, inputs.groups) {
        Ok(selector) => Some(selector),
        Err(group) => {
            issues.report(
                Issue::new(Code::NotFound, path, &texts::GROUP_NOT_FOUND).with("id", group),
            );
            None
        }
    }
}

fn check_pace(options: &PlanOptions, issues: &mut Issues) {
    for why in options.pace.caps.check().err().into_iter().flatten() {
        let issue = Issue::new(Code::OptionInvalid, "", &texts::CAPS);
        issues.report(issue.with("name", why.name()).with("why", why));
    }
    issues.extend(pace_high(&options.pace.caps));
}
