//! Loops: the frame of an item, and the way from one item to the next.

use super::program::Base;
use super::value::{Val, keys};
use serde_json::{Map, Value};

/// The value of a loop's item or of a computed context, and where in the loop it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'a> {
    item: Val<'a>,
    key: Val<'a>,
    index: usize,
    is_last: bool,
}

impl<'a> Frame<'a> {
    /// The frame of a context that is no loop.
    pub(super) fn of_context(item: Val<'a>) -> Self {
        Self {
            item,
            key: Val::Missing(None),
            index: 0,
            is_last: true,
        }
    }

    /// The index or the name of the item in what the loop goes through.
    pub(super) fn key(&self) -> Val<'a> {
        self.key
    }

    pub(super) fn value(&self, base: Base) -> Val<'a> {
        match base {
            Base::Key(_) => self.key,
            Base::Index(_) => Val::Count(self.index as u64),
            Base::First(_) => Val::Bool(self.index == 0),
            Base::Last(_) => Val::Bool(self.is_last),
            _ => self.item,
        }
    }
}

/// The items of a loop.
#[derive(Clone, Debug)]
pub(super) struct Loop<'a> {
    items: Items<'a>,
    next: usize,
    count: usize,
}

#[derive(Clone, Debug)]
enum Items<'a> {
    List(crate::contact::Items<'a>),
    Array(&'a [Value]),
    Object(&'a Map<String, Value>, Vec<&'a str>),
}

impl<'a> Loop<'a> {
    /// The loop over a value with its first frame; none if there is nothing to go through.
    pub(super) fn over(value: Val<'a>) -> Option<(Self, Frame<'a>)> {
        let items = match value {
            Val::List(items) => Items::List(items),
            Val::Json(Value::Array(items)) => Items::Array(items),
            Val::Json(Value::Object(object)) => Items::Object(object, keys(object)),
            _ => return None,
        };
        let mut items = Self {
            items,
            next: 0,
            count: value.items(),
        };
        let first = items.advance()?;
        Some((items, first))
    }

    /// The next frame.
    pub(super) fn advance(&mut self) -> Option<Frame<'a>> {
        let index = self.next;
        let (key, item) = match &self.items {
            Items::List(items) => (Val::Count(index as u64), Val::Text(items.get(index)?)),
            Items::Array(items) => (Val::Count(index as u64), Val::of(items.get(index)?)),
            Items::Object(object, keys) => {
                let key = *keys.get(index)?;
                (Val::Text(key), Val::of(object.get(key)?))
            }
        };
        self.next += 1;
        Some(Frame {
            item,
            key,
            index,
            is_last: self.next == self.count,
        })
    }
}
