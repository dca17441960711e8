//! The fields of an object: found once, each with its path, and read with one rule for absence.

use super::{Path, Sink, texts};
use crate::id::{Id, NotAUuid};
use crate::issue::{Code, Issue, Text, nearest};
use crate::json::{Kind, Value};
use std::collections::HashSet;
use uuid::Uuid;

/// The names that an object may have, in the order of their issues.
#[derive(Debug)]
pub(crate) struct Schema<const N: usize> {
    pub(crate) names: [&'static str; N],
    /// Names that belong to a neighbouring request, and the one that is meant.
    pub(crate) mistaken: &'static [(&'static str, &'static str)],
}

/// An object's fields by name. Of a key that stands twice the last value counts.
#[derive(Debug)]
pub(crate) struct Fields<'d, 'p, const N: usize> {
    schema: &'static Schema<N>,
    values: [Option<Value<'d>>; N],
    path: &'p Path<'p>,
}

/// One field: its value, unless it is absent or null, and where it stands or would stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'d, 'p> {
    pub(crate) value: Option<Value<'d>>,
    pub(crate) path: Path<'p>,
}

impl<'d, 'p, const N: usize> Fields<'d, 'p, N> {
    /// Finds the fields of `object`; reports keys that stand twice, and unknown ones.
    pub(crate) fn of(
        object: Value<'d>,
        schema: &'static Schema<N>,
        path: &'p Path<'p>,
        sink: &mut Sink,
    ) -> Self {
        let fields = Self::scan(object, schema, path, sink);
        fields.unknown(object, sink);
        fields
    }

    /// Finds the fields of a stored object, which may have more than any page says.
    pub(crate) fn of_stored(
        object: Value<'d>,
        schema: &'static Schema<N>,
        path: &'p Path<'p>,
        sink: &mut Sink,
    ) -> Self {
        Self::scan(object, schema, path, sink)
    }

    fn scan(
        object: Value<'d>,
        schema: &'static Schema<N>,
        path: &'p Path<'p>,
        sink: &mut Sink,
    ) -> Self {
        let mut values = [None; N];
        for (name, value) in object.members() {
            let Some(index) = schema.names.iter().position(|known| *known == name) else {
                continue;
            };
            if values[index].replace(value).is_some() {
                report_twice(&path.name(name), sink);
            }
        }
        Self {
            schema,
            values,
            path,
        }
    }

    fn unknown(&self, object: Value<'d>, sink: &mut Sink) {
        let mut seen = HashSet::new();
        let names = object.members().map(|(name, _)| name);
        for name in names.filter(|name| !self.schema.names.contains(name)) {
            if seen.insert(name) {
                let pointer = self.path.name(name).pointer();
                sink.report(unknown_field(self.schema, name, pointer, sink.is_full()));
            } else {
                report_twice(&self.path.name(name), sink);
            }
        }
    }

    /// The field `name`, which is one of the schema's.
    pub(crate) fn get(&self, name: &'static str) -> Field<'d, 'p> {
        let index = self.schema.names.iter().position(|known| *known == name);
        debug_assert!(index.is_some(), "{name} is not in the schema");
        let value = index.and_then(|index| self.values[index]);
        Field {
            value: value.filter(|value| !value.is_null()),
            path: self.path.name(name),
        }
    }
}

fn report_twice(path: &Path<'_>, sink: &mut Sink) {
    let code = Code::DuplicateKey;
    sink.report(Issue::new(code, path.pointer(), &texts::DUPLICATE_KEY));
}

fn unknown_field<const N: usize>(
    schema: &Schema<N>,
    name: &str,
    pointer: String,
    unread: bool,
) -> Issue {
    if unread {
        return Issue::new(Code::UnknownField, "", &texts::UNKNOWN_FIELD);
    }
    let mistaken = schema.mistaken.iter().find(|(wrong, _)| *wrong == name);
    let meant = match mistaken {
        Some((_, meant)) => Some(*meant),
        None => nearest(name, schema.names),
    };
    match meant {
        Some("") => Issue::new(Code::UnknownField, pointer, &texts::FIELD_OF_MESSAGES),
        Some(meant) => Issue::new(Code::UnknownField, pointer, &texts::UNKNOWN_FIELD_MEANT)
            .with("meant", meant),
        None => Issue::new(Code::UnknownField, pointer, &texts::UNKNOWN_FIELD),
    }
}

impl<'d, 'p> Field<'d, 'p> {
    pub(crate) fn is_given(&self) -> bool {
        self.value.is_some()
    }

    /// Reports `code` here.
    pub(crate) fn report(&self, code: Code, text: &'static Text, sink: &mut Sink) {
        sink.report(self.issue(code, text));
    }

    /// Reports that its key stands more than once.
    pub(crate) fn report_twice(&self, sink: &mut Sink) {
        report_twice(&self.path, sink);
    }

    pub(crate) fn issue(&self, code: Code, text: &'static Text) -> Issue {
        Issue::new(code, self.path.pointer(), text)
    }

    /// An issue whose text names the field.
    pub(crate) fn named(&self, code: Code, text: &'static Text) -> Issue {
        self.issue(code, text).with("field", self.path.last())
    }

    /// The value, if it is of `kind`; `TYPE` is reported otherwise.
    pub(crate) fn of_kind(&self, kind: Kind, sink: &mut Sink) -> Option<Value<'d>> {
        let value = self.value?;
        if value.kind() == kind {
            return Some(value);
        }
        let issue = self.issue(Code::Type, texts::type_expected(kind));
        sink.report(issue.with("got", texts::kind_name(value.kind())));
        None
    }

    /// The value of a field that has to be there; `REQUIRED` or `TYPE` is reported otherwise.
    pub(crate) fn required(&self, kind: Kind, sink: &mut Sink) -> Option<Value<'d>> {
        if !self.is_given() {
            sink.report(self.named(Code::Required, &texts::REQUIRED));
        }
        self.of_kind(kind, sink)
    }

    /// The text of an optional field.
    pub(crate) fn text(&self, sink: &mut Sink) -> Option<&'d str> {
        self.of_kind(Kind::Text, sink)?.text()
    }

    /// The text of a field that has to be there. It may be empty.
    pub(crate) fn required_text(&self, sink: &mut Sink) -> Option<&'d str> {
        self.required(Kind::Text, sink)?.text()
    }

    /// The text of a field that has to be there and must not be blank: `REQUIRED`, `TYPE`, `EMPTY`.
    pub(crate) fn name(&self, sink: &mut Sink) -> Option<&'d str> {
        let text = self.required_text(sink)?;
        if text.trim().is_empty() {
            self.report(Code::Empty, &texts::EMPTY, sink);
            return None;
        }
        Some(text)
    }

    /// The text of a field whose absence has a code of its own: absent, null, empty and blank alike.
    pub(crate) fn text_or(
        &self,
        code: Code,
        text: &'static Text,
        sink: &mut Sink,
    ) -> Option<&'d str> {
        let absent = match self.value {
            None => true,
            Some(value) => value.text().is_some_and(|text| text.trim().is_empty()),
        };
        if absent {
            self.report(code, text, sink);
            return None;
        }
        self.text(sink)
    }

    /// Reads a UUID; `UUID_INVALID` is reported otherwise.
    pub(crate) fn uuid<Of>(&self, text: &str, sink: &mut Sink) -> Option<Id<Of>> {
        match Id::parse(text) {
            Ok(id) => {
                if id.as_uuid() == Some(Uuid::nil()) {
                    self.report(Code::UuidNil, &texts::UUID_NIL, sink);
                }
                Some(id)
            }
            Err(NotAUuid) => {
                self.report(Code::UuidInvalid, texts::uuid_invalid(text), sink);
                None
            }
        }
    }

    /// Reports that a field has no meaning beside the others; `TYPE` where it is of no use at all.
    pub(crate) fn ignored(&self, kind: Kind, sink: &mut Sink) {
        if self.of_kind(kind, sink).is_some() {
            self.report(Code::FieldIgnored, &texts::FIELD_IGNORED, sink);
        }
    }
}
