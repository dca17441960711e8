//! How a value writes itself into what is picked of it.

use super::{Found, Node, Picked, Wanted};
use crate::template::value::print_value;
use serde::Serialize;
use serde::ser::{self, Impossible, Serializer};
use serde_json::Value;
use std::fmt;

/// Takes what is wanted of one value.
pub(super) struct Picker<'w, 'p> {
    wanted: &'w Wanted,
    place: Place,
    picked: &'p mut Picked,
}

/// Where a value belongs.
#[derive(Clone, Copy)]
enum Place {
    Node(usize),
    /// In a list.
    Item,
}

impl<'w, 'p> Picker<'w, 'p> {
    pub(super) fn of(wanted: &'w Wanted, node: usize, picked: &'p mut Picked) -> Self {
        Self {
            wanted,
            place: Place::Node(node),
            picked,
        }
    }

    /// A value that has no fields.
    fn scalar(self, find: impl FnOnce(&mut Picked) -> Found) -> Result<(), Whole> {
        match self.place {
            Place::Node(node) => {
                let Node { here, below, .. } = &self.wanted.nodes[node];
                if !below.is_empty() {
                    return Err(Whole);
                }
                let found = find(self.picked);
                self.picked.find(here, found);
            }
            Place::Item => {
                let Found::Text(start, end) = find(self.picked) else {
                    return Err(Whole);
                };
                let offset = |n: usize| u32::try_from(n).map_err(|_| Whole);
                self.picked.items.push((offset(start)?, offset(end)?));
            }
        }
        Ok(())
    }

    fn number(self, number: impl Into<Value>) -> Result<(), Whole> {
        self.scalar(|picked| picked.value(number.into()))
    }

    /// A value whose fields alone are wanted.
    fn object(self) -> Result<Self, Whole> {
        match self.place {
            Place::Node(node) if self.wanted.nodes[node].here.is_empty() => {
                if node > 0 {
                    // a key that comes again stands for its last value, and for nothing of the first
                    self.picked.take_whole(self.wanted, node, Value::Null);
                }
                Ok(self)
            }
            Place::Node(_) | Place::Item => Err(Whole),
        }
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Place::Node(node) = self.place
            && let Some(below) = self.wanted.below(node, name)
        {
            self.picked.take(self.wanted, below, value);
        }
    }
}

/// The value has to be looked at as a whole.
#[derive(Debug)]
pub(super) struct Whole;

impl fmt::Display for Whole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("looked at as a whole")
    }
}

impl std::error::Error for Whole {}

impl ser::Error for Whole {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self
    }
}

type No = Impossible<(), Whole>;

impl<'w, 'p> Serializer for Picker<'w, 'p> {
    type Ok = ();
    type Error = Whole;
    type SerializeSeq = Listed<'w, 'p>;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = Fields<'w, 'p>;
    type SerializeStruct = Self;
    type SerializeStructVariant = No;

    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Self, Whole> {
        self.object()
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Fields<'w, 'p>, Whole> {
        Ok(Fields {
            picker: self.object()?,
            key: String::new(),
        })
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Whole> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Whole> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<(), Whole> {
        self.scalar(|_| Found::Missing)
    }

    fn serialize_unit(self) -> Result<(), Whole> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Whole> {
        self.serialize_none()
    }

    fn serialize_bool(self, value: bool) -> Result<(), Whole> {
        self.scalar(|_| Found::Bool(value))
    }

    fn serialize_i8(self, value: i8) -> Result<(), Whole> {
        self.number(value)
    }

    fn serialize_i16(self, value: i16) -> Result<(), Whole> {
        self.number(value)
    }

    fn serialize_i32(self, value: i32) -> Result<(), Whole> {
        self.number(value)
    }

    fn serialize_i64(self, value: i64) -> Result<(), Whole> {
        self.number(value)
    }

    fn serialize_u8(self, value: u8) -> Result<(), Whole> {
        self.number(value)
    }

    fn serialize_u16(self, value: u16) -> Result<(), Whole> {
        self.number(value)
    }

    fn serialize_u32(self, value: u32) -> Result<(), Whole> {
        self.number(value)
    }

    fn serialize_u64(self, value: u64) -> Result<(), Whole> {
        self.number(value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Whole> {
        self.number(value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Whole> {
        self.number(value)
    }

    fn serialize_char(self, value: char) -> Result<(), Whole> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Whole> {
        self.scalar(|picked| picked.text(value))
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), Whole> {
        self.serialize_str(variant)
    }

    fn serialize_bytes(self, _value: &[u8]) -> Result<(), Whole> {
        Err(Whole)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<(), Whole> {
        Err(Whole)
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Listed<'w, 'p>, Whole> {
        match self.place {
            Place::Node(node) if self.wanted.nodes[node].below.is_empty() => Ok(Listed {
                wanted: self.wanted,
                node,
                start: self.picked.items.len(),
                picked: self.picked,
            }),
            Place::Node(_) | Place::Item => Err(Whole),
        }
    }

    fn serialize_tuple(self, _len: usize) -> Result<No, Whole> {
        Err(Whole)
    }

    fn serialize_tuple_struct(self, _name: &'static str, _len: usize) -> Result<No, Whole> {
        Err(Whole)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<No, Whole> {
        Err(Whole)
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<No, Whole> {
        Err(Whole)
    }
}

impl ser::SerializeStruct for Picker<'_, '_> {
    type Ok = ();
    type Error = Whole;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Whole> {
        self.field(name, value);
        Ok(())
    }

    fn end(self) -> Result<(), Whole> {
        Ok(())
    }
}

/// The fields of a map, whose keys are values too.
pub(super) struct Fields<'w, 'p> {
    picker: Picker<'w, 'p>,
    key: String,
}

impl ser::SerializeMap for Fields<'_, '_> {
    type Ok = ();
    type Error = Whole;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Whole> {
        let key = serde_json::to_value(key).map_err(|_| Whole)?;
        self.key = match key {
            // a text, as most keys are, is not copied
            Value::String(text) => text,
            other => print_value(&other).unwrap_or_default(),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Whole> {
        let key = std::mem::take(&mut self.key);
        self.picker.field(&key, value);
        Ok(())
    }

    fn end(self) -> Result<(), Whole> {
        Ok(())
    }
}

/// A list of texts.
pub(super) struct Listed<'w, 'p> {
    wanted: &'w Wanted,
    node: usize,
    start: usize,
    picked: &'p mut Picked,
}

impl ser::SerializeSeq for Listed<'_, '_> {
    type Ok = ();
    type Error = Whole;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Whole> {
        value.serialize(Picker {
            wanted: self.wanted,
            place: Place::Item,
            picked: &mut *self.picked,
        })
    }

    fn end(self) -> Result<(), Whole> {
        let found = Found::List(self.start, self.picked.items.len());
        let here = &self.wanted.nodes[self.node].here;
        self.picked.find(here, found);
        Ok(())
    }
}
