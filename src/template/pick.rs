//! A contact given as anything that serde can write: only what the template looks up is taken.
//!
//! The value is asked to write itself, field by field. A field that no path of the template goes
//! through is passed over without being written at all.

use super::program::{Base, Namespace, Program};
use super::run::Contact;
use super::value::Val;
use serde::Serialize;
use serde::ser::{self, Impossible, Serializer};
use serde_json::Value;
use std::fmt;

/// The values of the template's paths, in the order of the program's list.
pub(super) struct Picked {
    values: Vec<Value>,
}

impl Picked {
    /// What the contact's paths lead to; what cannot be written is missing.
    pub(super) fn from<T: Serialize + ?Sized>(program: &Program, contact: &T) -> Self {
        let mut values = vec![Value::Null; program.paths.len()];
        let is_contact =
            |path: &u32| program.paths[*path as usize].base == Base::Namespace(Namespace::Contact);
        let paths: Vec<u32> = (0..values.len() as u32).filter(is_contact).collect();
        for &path in &paths {
            if program.names(program.paths[path as usize]).is_empty() {
                values[path as usize] = serde_json::to_value(contact).unwrap_or_default();
            }
        }
        // a contact that is no object has none of the other values
        let _ = contact.serialize(Picker {
            program,
            paths,
            depth: 0,
            values: &mut values,
        });
        Self { values }
    }
}

impl<'a> Contact<'a> for &'a Picked {
    fn value(&self, _program: &'a Program, path: u32) -> Val<'a> {
        Val::of(&self.values[path as usize])
    }
}

/// Takes the fields of an object `depth` names down the paths.
struct Picker<'a> {
    program: &'a Program,
    /// The paths that lead through this object.
    paths: Vec<u32>,
    depth: usize,
    values: &'a mut Vec<Value>,
}

impl Picker<'_> {
    fn take<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        let mut deeper = Vec::new();
        for &path in &self.paths {
            let names = self.program.names(self.program.paths[path as usize]);
            if names.get(self.depth).is_none_or(|known| **known != *name) {
                continue;
            }
            if names.len() == self.depth + 1 {
                self.values[path as usize] = serde_json::to_value(value).unwrap_or_default();
            } else {
                deeper.push(path);
            }
        }
        if !deeper.is_empty() {
            self.go_deeper(deeper, value);
        }
    }

    /// Takes from a value what lies below it; an array has its items by index.
    fn go_deeper<T: Serialize + ?Sized>(&mut self, paths: Vec<u32>, value: &T) {
        let inner = Picker {
            program: self.program,
            paths: paths.clone(),
            depth: self.depth + 1,
            values: &mut *self.values,
        };
        if value.serialize(inner).is_ok() {
            return;
        }
        let whole = serde_json::to_value(value).unwrap_or_default();
        for path in paths {
            let names = self.program.names(self.program.paths[path as usize]);
            let found = Val::of(&whole).path(&names[self.depth + 1..]);
            self.values[path as usize] = match found {
                Val::Text(text) => Value::from(text),
                Val::Bool(value) => Value::from(value),
                Val::Count(count) => Value::from(count),
                Val::Json(value) => value.clone(),
                _ => Value::Null,
            };
        }
    }
}

/// The value is no object.
#[derive(Debug)]
struct NoObject;

impl fmt::Display for NoObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no object")
    }
}

impl std::error::Error for NoObject {}

impl ser::Error for NoObject {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self
    }
}

type No = Impossible<(), NoObject>;

impl<'a> Serializer for Picker<'a> {
    type Ok = ();
    type Error = NoObject;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = Fields<'a>;
    type SerializeStruct = Self;
    type SerializeStructVariant = No;

    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Self, NoObject> {
        Ok(self)
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Fields<'a>, NoObject> {
        Ok(Fields {
            picker: self,
            key: String::new(),
        })
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NoObject> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), NoObject> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_unit(self) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_bool(self, _value: bool) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_i8(self, _value: i8) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_i16(self, _value: i16) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_i32(self, _value: i32) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_i64(self, _value: i64) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_u8(self, _value: u8) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_u16(self, _value: u16) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_u32(self, _value: u32) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_u64(self, _value: u64) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_f32(self, _value: f32) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_f64(self, _value: f64) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_char(self, _value: char) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_str(self, _value: &str) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_bytes(self, _value: &[u8]) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
    ) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<(), NoObject> {
        Err(NoObject)
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<No, NoObject> {
        Err(NoObject)
    }

    fn serialize_tuple(self, _len: usize) -> Result<No, NoObject> {
        Err(NoObject)
    }

    fn serialize_tuple_struct(self, _name: &'static str, _len: usize) -> Result<No, NoObject> {
        Err(NoObject)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<No, NoObject> {
        Err(NoObject)
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<No, NoObject> {
        Err(NoObject)
    }
}

impl ser::SerializeStruct for Picker<'_> {
    type Ok = ();
    type Error = NoObject;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NoObject> {
        self.take(name, value);
        Ok(())
    }

    fn end(self) -> Result<(), NoObject> {
        Ok(())
    }
}

/// The fields of a map, whose keys are values too.
struct Fields<'a> {
    picker: Picker<'a>,
    key: String,
}

impl ser::SerializeMap for Fields<'_> {
    type Ok = ();
    type Error = NoObject;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NoObject> {
        let key = serde_json::to_value(key).map_err(|_| NoObject)?;
        self.key = super::value::print_value(&key).unwrap_or_default();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoObject> {
        let key = std::mem::take(&mut self.key);
        self.picker.take(&key, value);
        Ok(())
    }

    fn end(self) -> Result<(), NoObject> {
        Ok(())
    }
}
