//! The states of messages and campaigns: which may follow which, each pair.

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
