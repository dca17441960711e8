//! Whether the times of a plan keep to the pace: counted anew from the times alone, and not as the
//! planner found them.

use super::law::Law;
use crate::issue::Issue;
use crate::pace::Pace;
use crate::schedule::Zone;
use std::collections::VecDeque;

const DAY: i64 = 86_400;

/// Follows the times of a plan from send to send. Memory holds as many times as the largest cap.
#[derive(Clone, Debug)]
pub(super) struct PaceLaws {
    pace: Pace,
    caps: Vec<Cap>,
    started: Option<i64>,
    last: Option<i64>,
    /// Sends since the last pause that ends a batch.
    in_batch: u32,
    warm_up: (usize, u32),
}

#[derive(Clone, Debug)]
struct Cap {
    most: usize,
    seconds: i64,
    last: VecDeque<i64>,
}

impl PaceLaws {
    /// The laws of a pace.
    pub(super) fn new(pace: &Pace) -> Self {
        let caps = [
            (pace.caps.per_minute, 60),
            (pace.caps.per_hour, 3_600),
            (pace.caps.per_day, DAY),
        ];
        Self {
            pace: pace.clone(),
            caps: caps
                .into_iter()
                .filter_map(|(most, seconds)| Some(Cap::new(most?, seconds)))
                .collect(),
            started: None,
            last: None,
            in_batch: 0,
            warm_up: (0, 0),
        }
    }

    /// An occurrence begins: the plan starts with its first.
    pub(super) fn start(&mut self, at: i64) {
        self.started.get_or_insert(at);
    }

    /// What is wrong with a send that leaves at `at`, after those before it.
    pub(super) fn follow(&mut self, at: i64) -> Vec<Issue> {
        let mut broken = Vec::new();
        broken.extend(self.in_batch(at));
        broken.extend(self.after_last(at));
        broken.extend(self.caps.iter_mut().filter_map(|cap| cap.follow(at)));
        broken.extend(self.warm(at));
        broken
    }

    /// What is wrong with a send that leaves at `at`, when quiet hours are read on the clock of `zone`.
    pub(super) fn quiet(&self, zone: &Zone, at: i64) -> Option<Issue> {
        let is_quiet = !self.pace.quiet.is_empty() && self.pace.quiet.covers(zone, at);
        is_quiet.then(|| Law::Quiet.broken("/sendAt"))
    }

    fn after_last(&mut self, at: i64) -> Option<Issue> {
        let last = self.last.replace(at)?;
        let gap = i64::from(self.pace.min_gap);
        if at < last {
            Some(Law::TimeOrder.broken("/sendAt"))
        } else if at < last + gap {
            Some(Law::Gap.broken("/sendAt").with("seconds", gap))
        } else {
            None
        }
    }

    /// What was left out of a part, or sent before, makes pauses longer and batches smaller: the law holds
    /// of any part of a plan.
    fn in_batch(&mut self, at: i64) -> Option<Issue> {
        let batches = self.pace.batches?;
        let pause = i64::from(batches.pause());
        let follows = self.last.is_some_and(|last| at - last < pause);
        self.in_batch = if follows {
            self.in_batch.saturating_add(1)
        } else {
            1
        };
        (self.in_batch > batches.size()).then(|| {
            let issue = Law::Batch.broken("/sendAt");
            issue.with("size", batches.size()).with("seconds", pause)
        })
    }

    fn warm(&mut self, at: i64) -> Option<Issue> {
        let day = usize::try_from((at - self.started?) / DAY).ok()?;
        let cap = *self.pace.caps.warm_up.get(day)?;
        let before = if self.warm_up.0 == day {
            self.warm_up.1
        } else {
            0
        };
        self.warm_up = (day, before.saturating_add(1));
        (before >= cap).then(|| {
            let issue = Law::WarmUp.broken("/sendAt");
            issue.with("cap", cap).with("day", day + 1)
        })
    }
}

impl Cap {
    fn new(most: u32, seconds: i64) -> Self {
        Self {
            most: most as usize,
            seconds,
            last: VecDeque::new(),
        }
    }

    fn follow(&mut self, at: i64) -> Option<Issue> {
        let is_full = self.last.len() == self.most;
        let first = if is_full { self.last.pop_front() } else { None };
        self.last.push_back(at);
        (at - first? < self.seconds).then(|| {
            let issue = Law::Cap.broken("/sendAt");
            issue.with("cap", self.most).with("seconds", self.seconds)
        })
    }
}
