//! A contact that is given as a Python mapping: only what a template looks up is read.

use crate::value::to_json;
use flashplan::contact::derive_names;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyString};
use serde::Serialize;
use serde::ser::{Error as _, SerializeMap, Serializer};
use std::cell::RefCell;

/// A mapping of Python that writes itself field by field. What could not be read is kept for `check`.
pub(crate) struct Given<'a, 'py> {
    value: &'a Bound<'py, PyAny>,
    failed: RefCell<Option<PyErr>>,
}

/// A field of it, written when somebody takes it.
struct Field<'a, 'py> {
    name: &'a str,
    value: &'a Bound<'py, PyAny>,
    failed: &'a RefCell<Option<PyErr>>,
}

impl<'a, 'py> Given<'a, 'py> {
    /// A contact, with first and last name from its name where it has none of its own.
    pub(crate) fn contact(value: &'a Bound<'py, PyAny>) -> Self {
        Self {
            value,
            failed: RefCell::new(None),
        }
    }

    /// What kept a field that the template needs from being read.
    pub(crate) fn check(self) -> PyResult<()> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<Result<S::Ok, S::Error>, PyErr> {
        let Ok(dict) = self.value.cast::<PyDict>() else {
            let value = to_json(self.value, "")?;
            return Ok(value.serialize(serializer));
        };
        let mut map = match serializer.serialize_map(Some(dict.len())) {
            Ok(map) => map,
            Err(error) => return Ok(Err(error)),
        };
        let (mut has_first, mut has_last, mut full) = (false, false, None);
        for (name, value) in dict.iter() {
            let Ok(name) = name.cast::<PyString>() else {
                continue;
            };
            let name = name.to_str()?;
            match name {
                "firstName" => has_first = !value.is_none(),
                "lastName" => has_last = !value.is_none(),
                "name" => full = value.extract::<String>().ok(),
                _ => {}
            }
            let field = Field {
                name,
                value: &value,
                failed: &self.failed,
            };
            if let Err(error) = map.serialize_entry(name, &field) {
                return Ok(Err(error));
            }
        }
        let names = derive_names(full.as_deref().unwrap_or(""));
        let first = self.of_meta(dict, "firstName")?;
        let last = self.of_meta(dict, "lastName")?;
        let first = first.as_deref().or(names.first).filter(|_| !has_first);
        let last = last.as_deref().or(names.last).filter(|_| !has_last);
        for (name, derived) in [("firstName", first), ("lastName", last)] {
            let written = derived.map(|text| map.serialize_entry(name, text));
            if let Some(Err(error)) = written {
                return Ok(Err(error));
            }
        }
        Ok(map.end())
    }

    /// A name that `meta` states.
    fn of_meta(&self, contact: &Bound<'py, PyDict>, name: &str) -> PyResult<Option<String>> {
        let Some(meta) = contact.get_item("meta")? else {
            return Ok(None);
        };
        let Ok(meta) = meta.cast::<PyMapping>() else {
            return Ok(None);
        };
        Ok(meta
            .get_item(name)
            .ok()
            .and_then(|value| value.extract().ok()))
    }
}

impl Serialize for Given<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer).unwrap_or_else(|error| {
            self.failed.replace(Some(error));
            Err(S::Error::custom("not read"))
        })
    }
}

impl Serialize for Field<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Ok(text) = self.value.cast::<PyString>()
            && let Ok(text) = text.to_str()
        {
            return serializer.serialize_str(text);
        }
        match to_json(self.value, &format!("/{}", self.name)) {
            Ok(value) => value.serialize(serializer),
            Err(error) => {
                self.failed.replace(Some(error));
                Err(S::Error::custom("not read"))
            }
        }
    }
}
