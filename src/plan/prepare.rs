//! Joins definition, template, account and options into a plan that can be streamed.

use super::issues::pace_high;
use super::message::{Message, button_pieces};
use super::options::{MissingVariables, PlanOptions, QuietZone, QuotaPolicy};
use super::rendering::{check_locale, render_options};
use super::texts;
use crate::audience::{AudienceRules, Groups, Selector};
use crate::campaign::{Campaign, Content, Recipients, RenderedDirect, Repeat};
use crate::catalogue::TemplateDefinition;
use crate::contact::FieldSet;
use crate::content::{Direct, Variables};
use crate::instance::Instance;
use crate::issue::{Code, Issue, Issues};
use crate::pace::QuietAction;
use crate::schedule::{Missed, Occurrence, Rule, Schedule, ScheduleBuilder, Zone, tzdb_version};
use crate::template::{Bound, Constants, Missing, Template};
use chrono::{DateTime, Datelike as _, Utc};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};
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
        instance_fields(self.campaign, self.instance())
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
        options.now = options.now.map(|now| whole_second(now, &mut issues));
        let instance = find_instance(inputs, &mut issues);
        let message = message(inputs, instance, &options, &mut issues);
        let schedule = schedule(inputs.campaign, &options, &mut issues);
        let audience = audience(inputs, instance, &options, &mut issues);
        check_pace(&options, &mut issues);
        check_missed(&options, &mut issues);
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

    /// The occurrences of the plan: those of the schedule, but for those that are missed
    /// ([`PlanOptions::now`]).
    pub fn occurrences(&self) -> impl Iterator<Item = Occurrence> + '_ {
        // before any time nothing is due
        let now = self.options.now.unwrap_or(DateTime::<Utc>::MIN_UTC);
        self.schedule.occurrences_as_of(now, self.options.missed)
    }

    /// How many occurrences were due before [`PlanOptions::now`] and do not happen.
    #[must_use]
    pub fn missed(&self) -> u64 {
        let (now, policy) = (self.options.now, self.options.missed);
        now.map_or(0, |now| self.schedule.first_that_runs(now, policy))
    }

    /// How many occurrences of a campaign were due before [`PlanOptions::now`] and do not happen, however
    /// long it goes on: for who plans the next few of one that has no end.
    #[must_use]
    pub fn missed_of(campaign: &Campaign, options: &PlanOptions) -> u64 {
        let schedule = schedule_builder(campaign, options).build().ok();
        let missed = |now| Some(schedule?.first_that_runs(now, options.missed));
        options.now.and_then(missed).unwrap_or(0)
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

    pub(super) fn message(&self) -> &Message {
        &self.message
    }

    pub(super) fn audience_rules(&self) -> &AudienceRules {
        &self.audience
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

fn message(
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
fn instance_fields(campaign: &Campaign, instance: Option<&Instance>) -> Map<String, Value> {
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

/// The schedule without an end.
fn schedule_builder(campaign: &Campaign, options: &PlanOptions) -> ScheduleBuilder {
    let rule = match campaign.repeat() {
        Repeat::None => Rule::once(),
        Repeat::Daily => Rule::daily(),
        Repeat::Weekly => Rule::weekly(),
    };
    let builder = Schedule::starting(campaign.schedule(), rule)
        .gap(options.gap)
        .fold(options.fold)
        .exclude_dates(options.exclude_dates.iter().copied())
        .limits(options.limits);
    match &options.zone {
        Some(zone) => builder.zone(zone.clone()),
        None => builder,
    }
}

fn schedule(campaign: &Campaign, options: &PlanOptions, issues: &mut Issues) -> Option<Schedule> {
    if campaign.repeat() != Repeat::None && options.count.is_none() && options.until.is_none() {
        issues.report(Issue::new(
            Code::PlanUnbounded,
            "/repeat",
            &texts::UNBOUNDED,
        ));
        return None;
    }
    let mut builder = schedule_builder(campaign, options);
    if let Some(count) = options.count {
        builder = builder.count(count);
    }
    if let Some(until) = options.until {
        builder = builder.until(until);
    }
    match builder.build() {
        Ok(schedule) => Some(schedule),
        Err(found) => {
            issues.extend(found.into_iter().map(|issue| issue.below("/schedule")));
            None
        }
    }
}

fn audience(
    inputs: &Inputs<'_>,
    instance: Option<&Instance>,
    options: &PlanOptions,
    issues: &mut Issues,
) -> Option<AudienceRules> {
    let recipients = inputs.campaign.recipients();
    let selector = selector(recipients, "/recipients/groupId", inputs, options, issues);
    let exclude = options.exclude.as_ref();
    let exclude =
        exclude.map(|recipients| selector_of_exclude(recipients, inputs, options, issues));
    let exclude = match exclude {
        Some(None) => return None,
        Some(some) => some,
        None => None,
    };
    Some(AudienceRules {
        selector: selector?,
        exclude,
        suppression: options.suppression.clone(),
        own_number: instance.and_then(|instance| instance.wa_number),
    })
}

fn selector_of_exclude(
    recipients: &Recipients,
    inputs: &Inputs<'_>,
    options: &PlanOptions,
    issues: &mut Issues,
) -> Option<Selector> {
    selector(recipients, "/exclude/groupId", inputs, options, issues)
}

fn selector(
    recipients: &Recipients,
    path: &str,
    inputs: &Inputs<'_>,
    options: &PlanOptions,
    issues: &mut Issues,
) -> Option<Selector> {
    match Selector::new(recipients, options.matching, inputs.groups) {
        Ok(selector) => Some(selector),
        Err(group) => {
            issues.report(
                Issue::new(Code::NotFound, path, &texts::GROUP_NOT_FOUND).with("id", group),
            );
            None
        }
    }
}

/// The first whole second that is not before `now`: messages leave at whole seconds.
fn whole_second(now: DateTime<Utc>, issues: &mut Issues) -> DateTime<Utc> {
    let fraction = i64::from(now.timestamp_subsec_nanos() > 0);
    let whole = DateTime::from_timestamp(now.timestamp().saturating_add(fraction), 0);
    let is_writable = |at: &DateTime<Utc>| (0..=9_999).contains(&at.year());
    whole.filter(is_writable).unwrap_or_else(|| {
        let issue = Issue::new(Code::OptionInvalid, "", &texts::NOW);
        issues.report(issue.with("got", now));
        now
    })
}

fn check_missed(options: &PlanOptions, issues: &mut Issues) {
    let mut report = |text| issues.report(Issue::new(Code::OptionInvalid, "", text));
    if options.now.is_none() && options.missed != Missed::Skip {
        report(&texts::MISSED_WITHOUT_NOW);
    }
    if let Missed::RunLate(within) = options.missed
        && (within.subsec_nanos() != 0 || u32::try_from(within.num_seconds()).is_err())
    {
        report(&texts::LATE_WITHIN);
    }
}

fn check_pace(options: &PlanOptions, issues: &mut Issues) {
    for why in options.pace.caps.check().err().into_iter().flatten() {
        issues.report(Issue::new(Code::OptionInvalid, "", &texts::CAPS).with("why", why));
    }
    issues.extend(pace_high(&options.pace.caps));
}
