//! The states of messages and campaigns: which may follow which, each pair.

use flashplan::instance::{Health, InstanceStatus, Integration, ProviderState, read_instances};
use flashplan::status::{CampaignAction, CampaignStatus, MessageStatus};

const MESSAGES: [&str; 6] = ["queued", "sent", "failed", "delivered", "read", "odd"];
const CAMPAIGNS: [&str; 6] = [
    "scheduled",
    "running",
    "paused",
    "completed",
    "cancelled",
    "odd",
];

/// The pairs of names for which something holds, as `a b`.
fn pairs<T>(all: [&str; 6], of: fn(&str) -> T, holds: impl Fn(&T, &T) -> bool) -> Vec<String> {
    let pairs = all.iter().flat_map(|a| all.iter().map(move |b| (*a, *b)));
    let holding = pairs.filter(|(a, b)| holds(&of(a), &of(b)));
    holding.map(|(a, b)| format!("{a} {b}")).collect()
}

#[test]
fn a_message_goes_from_queued_to_read_or_fails() {
    let found = pairs(
        MESSAGES,
        MessageStatus::from_name,
        MessageStatus::can_become,
    );
    let follow = [
        "queued sent",
        "queued failed",
        "sent failed",
        "sent delivered",
        "delivered read",
    ];
    assert_eq!(found, follow);
}

#[test]
fn what_arrived_has_not_failed() {
    let found = pairs(
        MESSAGES,
        MessageStatus::from_name,
        MessageStatus::contradicts,
    );
    let contradict = [
        "failed delivered",
        "failed read",
        "delivered failed",
        "read failed",
    ];
    assert_eq!(found, contradict);
}

#[test]
fn each_state_of_a_message_has_its_name_and_event() {
    let events = MESSAGES.map(|name| {
        let status = MessageStatus::from_name(name);
        assert_eq!(status.name(), name);
        status.webhook_event()
    });
    let told = [
        None,
        Some("message.sent"),
        Some("message.failed"),
        Some("message.delivered"),
        Some("message.read"),
        None,
    ];
    assert_eq!(events, told);
}

#[test]
fn a_campaign_ends_once() {
    let found = pairs(
        CAMPAIGNS,
        CampaignStatus::from_name,
        CampaignStatus::can_become,
    );
    let follow = [
        "scheduled running",
        "scheduled paused",
        "scheduled cancelled",
        "running scheduled",
        "running paused",
        "running completed",
        "running cancelled",
        "paused scheduled",
        "paused running",
        "paused cancelled",
    ];
    assert_eq!(found, follow);
    let all = CAMPAIGNS.map(CampaignStatus::from_name);
    let of = |holds: &dyn Fn(&CampaignStatus) -> bool| {
        let some = all.iter().filter(|status| holds(status));
        some.map(CampaignStatus::name).collect::<Vec<_>>()
    };
    assert_eq!(of(&CampaignStatus::is_final), ["completed", "cancelled"]);
    let allows = |action| of(&move |status: &CampaignStatus| status.allows(action));
    assert_eq!(allows(CampaignAction::Pause), ["scheduled", "running"]);
    assert_eq!(allows(CampaignAction::Resume), ["paused"]);
}

#[test]
fn a_state_of_ours_stands_for_one_of_the_provider() {
    let state = |name| InstanceStatus::from_name(name).provider_state();
    assert_eq!(state("connected"), Some(ProviderState::Open));
    assert_eq!(state("connecting"), Some(ProviderState::Connecting));
    assert_eq!(state("disconnected"), Some(ProviderState::Close));
    assert_eq!(state("odd"), None);
}

/// The policy is handed on as it was written, whatever stands beside it.
#[test]
fn the_warm_up_policy_of_an_instance_is_found() {
    let policy = |health: &str| {
        let instances = read_instances(health.as_bytes()).into_result().ok()?;
        let health = instances[0].health.as_ref()?;
        Health::warmup_policy(health).map(str::to_owned)
    };
    let of = |fields: &str| {
        policy(&format!(
            r#"{{"instanceId":"a","status":"connected",{fields}}}"#
        ))
    };
    let other = r#""usageWindowSummary":{"day":7}"#;
    let found = of(&format!(r#"{other},"warmupPolicy":{{"stage": 2}}"#));
    assert_eq!(found.as_deref(), Some(r#"{"stage": 2}"#));
    assert_eq!(of(other), None);
}

#[test]
fn published_names_are_no_names_of_others() {
    let states = ["open", "close", "connecting", "refused", "odd"].map(ProviderState::from_name);
    let known = [
        ProviderState::Open,
        ProviderState::Close,
        ProviderState::Connecting,
        ProviderState::Refused,
        ProviderState::Other("odd".to_owned()),
    ];
    assert_eq!(states, known);
    let integration = |name: &str| {
        let body = format!(
            r#"{{"instance":{{"instanceName":"x","status":"open","integration":"{name}"}}}}"#
        );
        let instances = read_instances(body.as_bytes()).into_result().unwrap();
        instances[0].integration.clone().unwrap()
    };
    let names = ["WHATSAPP-BAILEYS", "WHATSAPP-BUSINESS", "EVOLUTION", "odd"];
    let known = [
        Integration::Baileys,
        Integration::Business,
        Integration::Evolution,
        Integration::Other("odd".to_owned()),
    ];
    assert_eq!(names.map(integration), known);
}
