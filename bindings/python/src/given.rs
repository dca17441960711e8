//! Values that Python gives to a template: only what it looks up is read.

use crate::value::to_json;
use flashplan::contact::derive_names;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyString};
use serde::Serialize;
use serde::ser::{Error as _, SerializeMap, Serializer};
use std::cell::RefCell;

/// Values inside values: a dict that holds itself has no end.
const DEPTH: usize = 128;

/// What a template is given. What could not be read of it is kept for `check`.
pub(crate) struct Given<'a, 'py> {
    value: &'a Bound<'py, PyAny>,
    kind: Kind,
    failed: RefCell<Option<PyErr>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A mapping with `contact`, `user`, `instance` and `custom`.
    Context,
    Contact,
    Other,
}

impl<'a, 'py> Given<'a, 'py> {
    /// All that a text is made of; its contact is as that of [`Given::contact`].
    pub(crate) fn context(value: &'a Bound<'py, PyAny>) -> Self {
        Self::of(value, Kind::Context)
    }

    /// A contact, with first and last name from its name where it has none of its own.
    pub(crate) fn contact(value: &'a Bound<'py, PyAny>) -> Self {
        Self::of(value, Kind::Contact)
    }

    fn of(value: &'a Bound<'py, PyAny>, kind: Kind) -> Self {
        Self {
            value,
            kind,
            failed: RefCell::new(None),
        }
    }

    /// What kept a value that the template needs from being read.
    pub(crate) fn check(self) -> PyResult<()> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }
}

impl Serialize for Given<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let part = Part {
            value: self.value,
            kind: self.kind,
            place: None,
            failed: &self.failed,
        };
        part.serialize(serializer)
    }
}

/// A value on the way from what is given to what is looked up; it is written when somebody takes it.
struct Part<'a, 'py> {
    value: &'a Bound<'py, PyAny>,
    kind: Kind,
    place: Option<Place<'a>>,
    failed: &'a RefCell<Option<PyErr>>,
}

/// The name of a value in the one around it.
#[derive(Clone, Copy)]
struct Place<'a> {
    name: &'a str,
    around: Option<&'a Place<'a>>,
    depth: usize,
}

impl Kind {
    /// What the value of a name is in it.
    fn below(self, name: &str) -> Self {
        match (self, name) {
            (Self::Context, "contact") => Self::Contact,
            _ => Self::Other,
        }
    }
}

impl Serialize for Part<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Ok(text) = self.value.cast::<PyString>()
            && let Ok(text) = text.to_str()
        {
            return serializer.serialize_str(text);
        }
        match self.dict() {
            Some(dict) => self.fields(&dict, serializer),
            None => match to_json(self.value, &self.path()) {
                Ok(value) => value.serialize(serializer),
                Err(error) => {
                    self.failed.borrow_mut().get_or_insert(error);
                    Err(S::Error::custom("not read"))
                }
            },
        }
    }
}

impl<'py> Part<'_, 'py> {
    fn dict(&self) -> Option<Bound<'py, PyDict>> {
        if self.depth() >= DEPTH {
            return None;
        }
        match self.value.cast::<PyDict>() {
            Ok(dict) => Some(dict.clone()),
            // names are derived for any mapping
            Err(_) if self.kind != Kind::Other => {
                let mapping = self.value.cast::<PyMapping>().ok()?;
                let dict = self.value.py().get_type::<PyDict>().call1((mapping,));
                dict.ok()?.cast_into().ok()
            }
            Err(_) => None,
        }
    }

    fn fields<S: Serializer>(
        &self,
        dict: &Bound<'py, PyDict>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(dict.len()))?;
        for (name, value) in dict.iter() {
            // no path leads to what has another name
            if let Ok(name) = name.cast::<PyString>()
                && let Ok(name) = name.to_str()
            {
                self.field(name, &value, &mut map)?;
            }
        }
        if self.kind == Kind::Contact {
            self.names(dict, &mut map)?;
        }
        map.end()
    }

    fn field<M: SerializeMap>(
        &self,
        name: &str,
        value: &Bound<'py, PyAny>,
        map: &mut M,
    ) -> Result<(), M::Error> {
        let part = Part {
            value,
            kind: self.kind.below(name),
            place: Some(Place {
                name,
                around: self.place.as_ref(),
                depth: self.depth() + 1,
            }),
            failed: self.failed,
        };
        map.serialize_entry(name, &part)
    }

    /// The names that a contact does not state: those of `meta`, else parts of `name`.
    fn names<M: SerializeMap>(
        &self,
        contact: &Bound<'py, PyDict>,
        map: &mut M,
    ) -> Result<(), M::Error> {
        let py = contact.py();
        let full = stated(contact, intern!(py, "name"));
        let full = full.as_ref().and_then(|name| name.cast::<PyString>().ok());
        let full = full.and_then(|name| name.to_str().ok());
        let names = derive_names(full.unwrap_or(""));
        let meta = stated(contact, intern!(py, "meta"));
        for (name, derived) in [
            (intern!(py, "firstName"), names.first),
            (intern!(py, "lastName"), names.last),
        ] {
            if stated(contact, name).is_some() {
                continue;
            }
            let of_meta = meta.as_ref().and_then(|meta| stated(meta, name));
            let name = name.to_str().unwrap_or_default();
            match (of_meta, derived) {
                (Some(value), _) => self.field(name, &value, map)?,
                (None, Some(text)) => map.serialize_entry(name, text)?,
                (None, None) => {}
            }
        }
        Ok(())
    }

    fn depth(&self) -> usize {
        self.place.map_or(0, |place| place.depth)
    }

    /// The pointer to the value.
    fn path(&self) -> String {
        let places = std::iter::successors(self.place.as_ref(), |place| place.around);
        let names: Vec<&str> = places.map(|place| place.name).collect();
        names.iter().rev().flat_map(|name| ["/", name]).collect()
    }
}

/// The value of a name in a mapping; none where it is null.
fn stated<'py>(
    mapping: &Bound<'py, PyAny>,
    name: &Bound<'py, PyString>,
) -> Option<Bound<'py, PyAny>> {
    let value = match mapping.cast::<PyDict>() {
        Ok(dict) => dict.get_item(name).ok().flatten(),
        Err(_) => mapping.cast::<PyMapping>().ok()?.get_item(name).ok(),
    };
    value.filter(|value| !value.is_none())
}
