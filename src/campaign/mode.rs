//! The content mode: a template, or a type with its content, and never both.

use super::texts;
use crate::issue::Code;
use crate::reading::{Field, Ids, Sink};

/// What a definition says about its content mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Template,
    Direct,
    Both,
    Neither,
}

/// Finds the mode by which of the two fields is there; a value that is wrong is there.
///
/// A stored campaign with both is in template mode, as the get-campaign page reads one.
pub(crate) fn content_mode(
    template_id: &Field<'_, '_>,
    kind: &Field<'_, '_>,
    ids: Ids,
    sink: &mut Sink,
) -> Mode {
    match (template_id.is_given(), kind.is_given()) {
        (true, false) => Mode::Template,
        (true, true) if ids == Ids::Stored => Mode::Template,
        (false, true) => Mode::Direct,
        (true, true) => {
            kind.report(Code::ContentModeConflict, &texts::MODE_CONFLICT, sink);
            Mode::Both
        }
        (false, false) => {
            kind.report(Code::ContentModeMissing, &texts::MODE_MISSING, sink);
            Mode::Neither
        }
    }
}
