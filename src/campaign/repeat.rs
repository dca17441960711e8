//! `repeat`.

use super::{Repeat, texts};
use crate::issue::{Code, nearest};
use crate::reading::{Field, Sink};

/// Reads `repeat`. The English pages write `noe` where the French original says `none`.
pub(super) fn read_repeat(field: &Field<'_, '_>, sink: &mut Sink) -> Option<Repeat> {
    if !field.is_given() {
        return Some(Repeat::None);
    }
    match field.text(sink)? {
        "none" => Some(Repeat::None),
        "noe" => {
            field.report(Code::RepeatNoeAlias, &texts::REPEAT_NOE_ALIAS, sink);
            Some(Repeat::None)
        }
        "daily" => Some(unbounded(Repeat::Daily, field, sink)),
        "weekly" => Some(unbounded(Repeat::Weekly, field, sink)),
        other => {
            let issue = match nearest(other, ["none", "daily", "weekly"]) {
                Some(meant) => field
                    .issue(Code::Enum, &texts::REPEAT_MEANT)
                    .with("meant", meant),
                None => field.issue(Code::Enum, &texts::REPEAT),
            };
            sink.report(issue);
            None
        }
    }
}

/// The wire format has no end for a repeat; only the one who plans can set it.
fn unbounded(repeat: Repeat, field: &Field<'_, '_>, sink: &mut Sink) -> Repeat {
    field.report(Code::RepeatUnbounded, &texts::REPEAT_UNBOUNDED, sink);
    repeat
}
