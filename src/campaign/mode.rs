//! The content mode: a template, or a type with its content, and never both.

use super::texts;
use crate::catalogue::{TemplateDefinition, check};
use crate::content::{Variables, read_variables};
use crate::id::TemplateId;
use crate::issue::Code;
use crate::reading::{Field, Ids, Options, Sink, Unchecked};

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

/// What is sent in template mode.
pub(crate) struct TemplateMode<'a> {
    pub(crate) id: TemplateId,
    pub(crate) variables: Variables,
    /// The template itself, where the account has it.
    pub(crate) stored: Option<&'a TemplateDefinition>,
}

/// Reads the template that is sent and its variables, and checks the one against the other.
pub(crate) fn read_template_mode<'a>(
    template_id: &Field<'_, '_>,
    variables: &Field<'_, '_>,
    ids: Ids,
    options: &Options<'a>,
    sink: &mut Sink,
) -> Option<TemplateMode<'a>> {
    let id = template_id
        .text(sink)
        .and_then(|id| ids.read(template_id, id, sink));
    let given = read_variables(variables, options, sink);
    let id = id?;
    let stored = check::template(template_id, &id, options, sink);
    if let Some(template) = stored {
        let text = template.content().body();
        check::variables(variables, &given, text.as_slice(), sink);
        check::values_of("user", template, Unchecked::UserVariables, sink);
    }
    Some(TemplateMode {
        id,
        variables: given,
        stored,
    })
}
