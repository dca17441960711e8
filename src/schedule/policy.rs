//! What happens to a wall time that a change of clocks skips or repeats.

use super::spans::{Clear, Spans, Wall};

/// What an occurrence does whose wall time the clock jumps over.
///
/// Where the clock goes from 02:00 to 03:00 and the occurrence is due at 02:30:
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Gap {
    /// 03:30: as long after the jump as it is due after the jump's beginning. It is what RFC 5545
    /// section 3.3.5, `java.time` and jiff's "compatible" do.
    #[default]
    Shift,
    /// 03:00: the first instant after the jump.
    Snap,
    /// The occurrence falls away, and does not count.
    Skip,
    /// 01:30: as long before the jump as it is due before the jump's end.
    Earlier,
    /// The schedule is refused.
    Reject,
}

/// What an occurrence does whose wall time the clock shows twice. It never happens twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Fold {
    /// The first of the two: before the clock goes back.
    #[default]
    First,
    /// The second of the two.
    Second,
    /// The schedule is refused.
    Reject,
}

impl Gap {
    /// Every policy, with the name that options and the command line give it.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("shift", Self::Shift),
        ("snap", Self::Snap),
        ("skip", Self::Skip),
        ("earlier", Self::Earlier),
        ("reject", Self::Reject),
    ];

    /// The policy of a name: `shift`, `snap`, `skip`, `earlier` or `reject`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES
            .into_iter()
            .find(|(known, _)| *known == name)
            .map(|(_, gap)| gap)
    }
}

impl Fold {
    /// Every policy, with the name that options and the command line give it.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("first", Self::First),
        ("second", Self::Second),
        ("reject", Self::Reject),
    ];

    /// The policy of a name: `first`, `second` or `reject`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES
            .into_iter()
            .find(|(known, _)| *known == name)
            .map(|(_, fold)| fold)
    }
}

/// Both policies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Policy {
    pub(super) gap: Gap,
    pub(super) fold: Fold,
}

/// Where a wall time came to lie, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    /// UTC seconds; none where the gap's policy lets the wall time fall away.
    pub(super) at: Option<i64>,
    pub(super) wall: Wall,
}

impl Policy {
    /// Whether there are wall times that it refuses.
    pub(super) fn may_reject(self) -> bool {
        self.gap == Gap::Reject || self.fold == Fold::Reject
    }

    /// Whether a schedule with a wall time of this kind is refused.
    pub(super) fn rejects(self, wall: Wall) -> bool {
        match wall {
            Wall::Once(_) => false,
            Wall::Gap { .. } => self.gap == Gap::Reject,
            Wall::Twice { .. } => self.fold == Fold::Reject,
        }
    }

    /// A rejecting policy resolves like the default one: what it rejects never gets this far.
    pub(super) fn resolve(self, wall_seconds: i64, wall: Wall) -> Resolved {
        let at = match wall {
            Wall::Once(at) => Some(at),
            Wall::Gap { at, before, after } => match self.gap {
                Gap::Shift | Gap::Reject => Some(wall_seconds - i64::from(before)),
                Gap::Snap => Some(at),
                Gap::Skip => None,
                Gap::Earlier => Some(wall_seconds - i64::from(after)),
            },
            Wall::Twice { first, second } => match self.fold {
                Fold::First | Fold::Reject => Some(first),
                Fold::Second => Some(second),
            },
        };
        Resolved { at, wall }
    }
}

/// Turns wall times that ascend into instants; remembers the span it stands in.
#[derive(Clone, Debug)]
pub(super) struct Resolver {
    policy: Policy,
    clear: Clear,
}

impl Resolver {
    pub(super) fn new(policy: Policy) -> Self {
        Self {
            policy,
            clear: Clear::NONE,
        }
    }

    /// The walls around the last one that need no second look.
    #[inline]
    pub(super) fn clear(&self) -> &Clear {
        &self.clear
    }

    /// Goes on to other walls that need no second look.
    #[inline]
    pub(super) fn stand(&mut self, clear: Clear) {
        self.clear = clear;
    }

    /// Whether a wall time lies among those that need no second look, those of the next span too.
    #[inline]
    pub(super) fn is_clear(&mut self, spans: &Spans, wall: i64) -> bool {
        if self.clear.contains(wall) {
            return true;
        }
        // field by field: a copy of all is read back before it is written
        for span in [self.clear.span + 1, self.clear.span] {
            if let Some(clear) = spans.clear_of(span)
                && clear.contains(wall)
            {
                self.clear = clear;
                return true;
            }
        }
        false
    }

    pub(super) fn resolve(&mut self, spans: &Spans, wall: i64) -> Resolved {
        if self.is_clear(spans, wall) {
            let at = wall - self.clear.offset;
            return Resolved {
                at: Some(at),
                wall: Wall::Once(at),
            };
        }
        let (kind, clear) = spans.wall(wall, self.clear);
        self.clear = clear;
        self.policy.resolve(wall, kind)
    }
}
