//! The body of a template: compiled, and looked over for what is probably not meant.

use super::texts;
use crate::content::{MAX_CAPTION, MAX_TEXT, check_length};
use crate::issue::{Code, Issues, Text};
use crate::markup::lint_markup;
use crate::reading::{Field, Options, Sink};
use crate::template::{Compiler, Template, Variable};

/// Reads the body that a template of a text needs.
pub(super) fn read_body(
    field: &Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Template> {
    let source = field.text_or(Code::BodyRequired, &texts::BODY_REQUIRED, sink)?;
    let too_long = (Code::TextTooLong, &texts::TEXT_TOO_LONG);
    compile(field, source, (MAX_TEXT, too_long), options, sink)
}

/// Reads the body that a template of an image, a video or a document may have.
pub(super) fn read_caption(
    field: &Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Template> {
    let source = field.text(sink)?;
    if source.trim().is_empty() {
        field.report(Code::ValueEmpty, &texts::CAPTION_EMPTY, sink);
        return None;
    }
    let too_long = (Code::CaptionTooLong, &texts::CAPTION_TOO_LONG);
    compile(field, source, (MAX_CAPTION, too_long), options, sink)
}

fn compile(
    field: &Field<'_, '_>,
    source: &str,
    (max, too_long): (usize, (Code, &'static Text)),
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Template> {
    let template = compile_body(field, source, options, sink)?;
    // with tags in it, only a rendering says how long the text is; but what stands outside them is known
    if source.contains("{{") {
        let too_long = (too_long.0, &texts::LEAST_TOO_LONG);
        check_length(field, &template.least_text(), max, too_long, options, sink);
    } else {
        check_length(field, source, max, too_long, options, sink);
    }
    lint_markup(field, source, sink);
    Some(template)
}

/// Compiles the text of `field`, and looks for fields that no page names.
pub(crate) fn compile_body(
    field: &Field<'_, '_>,
    source: &str,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Template> {
    match Compiler::new().limits(options.limits).compile(source) {
        Ok(template) => {
            report_all(field, template.issues().clone(), sink);
            lint_fields(field, &template, sink);
            Some(template)
        }
        Err(issues) => {
            report_all(field, issues, sink);
            None
        }
    }
}

fn report_all(field: &Field<'_, '_>, issues: Issues, sink: &mut Sink) {
    let pointer = field.path.pointer();
    for issue in issues {
        sink.report(issue.below(&pointer));
    }
}

/// The fields that the pages show or that follow from them; `custom` has whatever a request gives.
const FIELDS: [(&str, &[&str]); 3] = [
    (
        "contact",
        &[
            "id",
            "name",
            "firstName",
            "lastName",
            "phone",
            "tags",
            "temperature",
            "meta",
        ],
    ),
    ("instance", &["id", "name", "waNumber", "status"]),
    (
        "user",
        &["id", "name", "firstName", "lastName", "email", "company"],
    ),
];

/// Reports fields that no page gives a namespace; a host may still have them.
fn lint_fields(field: &Field<'_, '_>, template: &Template, sink: &mut Sink) {
    for variable in template.variables() {
        let Some(span) = variable.spans().first().filter(|_| !is_known(variable)) else {
            continue;
        };
        let code = Code::FieldUnknownInNamespace;
        let issue = field.issue(code, &texts::FIELD_UNKNOWN_IN_NAMESPACE);
        let issue = issue.with("path", variable.path());
        sink.report(issue.at(span.place(template.source())));
    }
}

fn is_known(variable: &Variable) -> bool {
    let mut segments = variable.path().split(['.', '[']);
    let (namespace, name) = (segments.next(), segments.next());
    let fields = FIELDS.iter().find(|(known, _)| Some(*known) == namespace);
    match (fields, name) {
        (Some((_, fields)), Some(name)) => fields.contains(&name),
        _ => true,
    }
}
