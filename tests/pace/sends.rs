//! Sends at a pace.

use flashplan::pace::{Pace, Pacer, QuietHours, Timing};
use flashplan::schedule::Zone;

/// 2026-03-28T20:00:00Z: the evening before the clocks change in Paris.
pub(crate) const START: i64 = 1_774_728_000;

pub(crate) fn quiet(windows: &[&str]) -> QuietHours {
    let none = QuietHours::default();
    windows
        .iter()
        .try_fold(none, |quiet, text| quiet.and(text))
        .expect("the windows are right")
}

pub(crate) fn times(pace: &Pace, zone: &Zone, dues: &[i64]) -> Vec<i64> {
    let mut pacer = Pacer::new(pace.clone(), zone.clone());
    dues.iter()
        .filter_map(|&due| match pacer.next(due).expect("within ten years") {
            Timing::At(at) => Some(at),
            Timing::Quiet => None,
        })
        .collect()
}
