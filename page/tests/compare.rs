//! Which differences a page lists.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use chrono::{DateTime, Utc};
use flashplan::audience::Reason;
use flashplan::content::ContentKind;
use flashplan::phone::Phone;
use flashplan::plan::{Change, Difference, Differences, StoredSend};
use flashplan_page::{Comparing, limits};

fn send(position: u64, body: &str) -> Box<StoredSend> {
    Box::new(StoredSend {
        key: Default::default(),
        occurrence: 0,
        position,
        contact_id: format!("c{position}"),
        to: Phone::parse("+2290197000001").expect("a number"),
        send_at: at(position),
        time_zone: None,
        message_type: ContentKind::Text,
        body: Some(body.to_owned()),
        media_url: None,
    })
}

fn at(position: u64) -> DateTime<Utc> {
    DateTime::from_timestamp(i64::try_from(position).expect("small"), 0).expect("a time")
}

#[test]
fn each_kind_is_listed_up_to_its_limit() {
    let mut comparing = Comparing::new();
    for position in 0..=limits::CHANGES_EACH as u64 {
        let difference = Difference::Added {
            send: send(position, "a"),
            was: Some(Reason::Deleted),
        };
        comparing.take(&Change {
            at: at(0),
            difference,
        });
    }
    let removed = Difference::Removed {
        send: send(7, "b"),
        now: None,
    };
    comparing.take(&Change {
        at: at(0),
        difference: removed,
    });
    let changed = Difference::Changed {
        before: send(8, "c"),
        after: send(8, "d"),
    };
    comparing.take(&Change {
        at: at(0),
        difference: changed,
    });
    let moved = Difference::Changed {
        before: send(9, "e"),
        after: send(10, "e"),
    };
    comparing.take(&Change {
        at: at(0),
        difference: moved,
    });
    let counts = Differences {
        added: limits::CHANGES_EACH as u64 + 1,
        removed: 1,
        moved: 1,
        changed: 1,
        ..Differences::default()
    };
    let comparison = comparing.finish("earlier", counts);
    assert_eq!(comparison.added, limits::CHANGES_EACH as u64 + 1);
    let listed = |kind| {
        comparison
            .changes
            .iter()
            .filter(|change| change.kind == kind)
            .count()
    };
    assert_eq!(
        ["added", "removed", "changed", "moved"].map(listed),
        [limits::CHANGES_EACH, 1, 1, 1]
    );
    assert_eq!(comparison.changes[0].reason, Some("DELETED"));
    let changed = &comparison.changes[limits::CHANGES_EACH + 1];
    assert_eq!(
        (changed.body.0.as_deref(), changed.body.1.as_deref()),
        (Some("c"), Some("d"))
    );
}
