//! Pace: when each message leaves, given gaps, caps and quiet hours.
//!
//! Sends come one after the other, in the order of the plan, and each gets the earliest second that
//! its occurrence, the sends before it and the rules allow. So the time of a send follows from its
//! rank among the planned, and a part of a plan can be timed without the rest.

mod batches;
mod caps;
mod local;
mod pacer;
mod quiet;
mod warm_up;

pub use batches::{Batches, BatchesError};
pub use caps::{Caps, CapsError};
pub use local::LocalTimes;
pub(crate) use pacer::PacerState;
pub use pacer::{Pace, PaceNever, Pacer, Timing};
pub use quiet::{QuietAction, QuietHours, QuietHoursError};
pub use warm_up::{WarmUp, WarmUpPolicies};
