//! Expressions: steps on a stack, and what each helper answers.

use super::fault::Fault;
use super::format;
use super::helper::Helper;
use super::locale::Formatters;
use super::number;
use super::options::RenderOptions;
use super::outer;
use super::program::{Program, Range, Step};
use super::value::{Lookup, Val, push_value};
use serde_json::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

/// Memory that evaluations share: the stack, and the texts that helpers make.
#[derive(Debug)]
pub(super) struct Scratch<'a> {
    stack: Vec<Val<'a>>,
    text: String,
    locale: Option<&'a str>,
    zone: Option<&'a str>,
    formatters: &'a Formatters,
}

impl<'a> Scratch<'a> {
    pub(super) fn new(options: &'a RenderOptions, formatters: &'a Formatters) -> Self {
        Self {
            stack: Vec::new(),
            text: String::new(),
            locale: options.locale.as_deref(),
            zone: options.zone.as_deref(),
            formatters,
        }
    }

    /// The value of the steps `range`.
    pub(super) fn evaluate(
        &mut self,
        program: &'a Program,
        range: Range,
        lookup: &impl Lookup<'a>,
    ) -> Result<Val<'a>, Fault> {
        let steps = program.steps(range);
        if let [Step::Path(path)] = steps {
            return Ok(lookup.look_up(*path));
        }
        self.stack.clear();
        for step in steps {
            let value = match *step {
                Step::Path(path) => lookup.look_up(path),
                Step::Value(value) => Val::of(&program.values[value as usize]),
                Step::Absent => Val::Missing(None),
                Step::Call { helper, count } => {
                    let first = self.stack.len() - usize::from(count);
                    let answer = self.call(helper, first)?;
                    self.stack.truncate(first);
                    answer
                }
            };
            self.stack.push(value);
        }
        Ok(self.stack.pop().unwrap_or(Val::Missing(None)))
    }

    /// What a helper answers to these values: as many as its signature asks for.
    #[cfg(feature = "handlebars")]
    pub(super) fn answer(
        &mut self,
        helper: Helper,
        arguments: &[Val<'a>],
    ) -> Result<Val<'a>, Fault> {
        self.stack.clear();
        self.stack.extend_from_slice(arguments);
        self.call(helper, 0)
    }

    /// A value as JSON, if it is there.
    pub(super) fn to_json(&self, value: Val<'a>) -> Option<Value> {
        match value {
            Val::Missing(_) | Val::Root => None,
            Val::Bool(value) => Some(value.into()),
            Val::Count(count) => Some(count.into()),
            Val::List(items) => Some(items.iter().collect()),
            Val::Json(value) => Some(value.clone()),
            Val::Text(_) | Val::Made(..) => self.text(value).map(Value::from),
        }
    }

    /// The texts made so far are `mark` bytes long.
    pub(super) fn mark(&self) -> usize {
        self.text.len()
    }

    /// Forgets the texts that were made after `mark`.
    pub(super) fn forget(&mut self, mark: usize) {
        self.text.truncate(mark);
    }

    /// The text of a value that is one.
    pub(super) fn text(&self, value: Val<'a>) -> Option<&str> {
        match value {
            Val::Text(text) => Some(text),
            Val::Made(start, end) => Some(&self.text[start as usize..end as usize]),
            _ => None,
        }
    }

    /// Prints a value that is there; false for an object.
    pub(super) fn print(&self, value: Val<'a>, out: &mut String) -> bool {
        match value {
            Val::Missing(_) => {}
            Val::Bool(value) => out.push_str(if value { "true" } else { "false" }),
            Val::Count(count) => number::push(out, &count.into()),
            Val::Text(text) => out.push_str(text),
            Val::Made(start, end) => out.push_str(&self.text[start as usize..end as usize]),
            Val::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    out.push_str(if i > 0 { ", " } else { "" });
                    out.push_str(item);
                }
            }
            Val::Json(value) => return push_value(out, value),
            Val::Root => return false,
        }
        true
    }

    fn call(&mut self, helper: Helper, first: usize) -> Result<Val<'a>, Fault> {
        let arguments = &self.stack[first..];
        let one = arguments[0];
        let two = arguments.get(1).copied().unwrap_or(Val::Missing(None));
        match helper {
            Helper::Default => Ok(self.first_filled(first)),
            Helper::Eq => Ok(Val::Bool(self.equal(one, two))),
            Helper::Ne => Ok(Val::Bool(!self.equal(one, two))),
            Helper::Gt => Ok(self.compares(one, two, Ordering::is_gt)),
            Helper::Gte => Ok(self.compares(one, two, Ordering::is_ge)),
            Helper::Lt => Ok(self.compares(one, two, Ordering::is_lt)),
            Helper::Lte => Ok(self.compares(one, two, Ordering::is_le)),
            Helper::And => Ok(first_or_last(arguments, |value| !value.is_true())),
            Helper::Or => Ok(first_or_last(arguments, Val::is_true)),
            Helper::Not => Ok(Val::Bool(!one.is_true())),
            Helper::Len => Ok(Val::Count(self.length(one) as u64)),
            Helper::Lookup => Ok(self.looked_up(one, two)),
            Helper::Shown if two.is_truthy() => Ok(Val::Bool(one.is_filled())),
            Helper::Shown => Ok(Val::Bool(one.is_true())),
            Helper::Filled => Ok(Val::Bool(one.is_filled())),
            // a loop over all namespaces is an error of the loop itself
            Helper::Loops => Ok(Val::Bool(one.items() > 0 || matches!(one, Val::Root))),
            Helper::Written if matches!(one, Val::Missing(_)) => Ok(outer::or_nothing(two)),
            Helper::Written => Ok(one),
            helper if helper.is_local() => self.local(helper, first),
            _ => self.formatted(helper, first),
        }
    }

    /// The first argument that is there and is no blank text; the last one if there is none.
    fn first_filled(&self, first: usize) -> Val<'a> {
        let arguments = &self.stack[first..];
        first_or_last(arguments, |value| match value {
            Val::Missing(_) => false,
            other => self.text(other).is_none_or(|text| !text.trim().is_empty()),
        })
    }

    /// Equality of what prints, so that a 2 of a JSON file equals the 2 of a CSV file.
    fn equal(&self, one: Val<'a>, two: Val<'a>) -> bool {
        match (one, two) {
            (Val::Missing(_), Val::Missing(_)) => true,
            (Val::Missing(_), _) | (_, Val::Missing(_)) => false,
            (Val::Json(one), Val::Json(two)) if !one.is_number() && !two.is_number() => one == two,
            _ => match (self.number(one), self.number(two)) {
                (Some(a), Some(b)) if is_number(one) || is_number(two) => a == b,
                _ => self
                    .printed(one)
                    .is_some_and(|text| Some(text) == self.printed(two)),
            },
        }
    }

    /// Whether two values stand in an order: numbers by size, other texts by their characters.
    fn compares(&self, one: Val<'a>, two: Val<'a>, order: fn(Ordering) -> bool) -> Val<'a> {
        let found = match (self.number(one), self.number(two)) {
            (Some(one), Some(two)) => one.partial_cmp(&two),
            _ => match (self.text(one), self.text(two)) {
                (Some(one), Some(two)) => Some(one.cmp(two)),
                _ => None,
            },
        };
        Val::Bool(found.is_some_and(order))
    }

    /// The value as a number: a number, or a text that a JSON file could hold as one.
    fn number(&self, value: Val<'a>) -> Option<f64> {
        match value {
            Val::Count(count) => Some(count as f64),
            Val::Json(Value::Number(number)) => number.as_f64(),
            other => format::number_of(self.text(other)?),
        }
    }

    fn printed(&self, value: Val<'a>) -> Option<Cow<'_, str>> {
        if let Some(text) = self.text(value) {
            return Some(Cow::Borrowed(text));
        }
        let mut out = String::new();
        self.print(value, &mut out).then_some(Cow::Owned(out))
    }

    /// Items of a list, keys of an object, characters of a text as a reader counts them.
    fn length(&self, value: Val<'a>) -> usize {
        match self.text(value) {
            Some(text) => format::graphemes(text),
            None => value.items(),
        }
    }

    fn looked_up(&self, value: Val<'a>, name: Val<'a>) -> Val<'a> {
        match self.printed(name) {
            Some(name) => value.field(&name),
            None => Val::Missing(None),
        }
    }

    /// The answer of a helper that makes a text of a text.
    fn formatted(&mut self, helper: Helper, first: usize) -> Result<Val<'a>, Fault> {
        let missing = self.stack[first..]
            .iter()
            .find(|value| matches!(value, Val::Missing(_)));
        if let Some(&missing) = missing {
            return Ok(missing);
        }
        if helper == Helper::Join {
            return self.joined(first);
        }
        let mut arguments = Vec::with_capacity(3);
        for &value in &self.stack[first..] {
            let text = self.printed(value).ok_or(Fault::NotScalar)?;
            arguments.push(text.into_owned());
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let start = self.text.len();
        format::format(helper, &arguments, &mut self.text).ok_or(Fault::Invalid(helper))?;
        Ok(made(start, self.text.len()))
    }

    /// The answer of a helper that writes by the rules of a locale.
    fn local(&mut self, helper: Helper, first: usize) -> Result<Val<'a>, Fault> {
        if let missing @ Val::Missing(_) = self.stack[first] {
            return Ok(missing);
        }
        let mut arguments = Vec::with_capacity(self.stack.len() - first);
        for &value in &self.stack[first..] {
            let text = match value {
                Val::Missing(_) => None,
                value => Some(self.printed(value).ok_or(Fault::NotScalar)?.into_owned()),
            };
            arguments.push(text);
        }
        let arguments: Vec<Option<&str>> = arguments.iter().map(Option::as_deref).collect();
        let answer = self
            .formatters
            .answer(helper, &arguments, self.locale, self.zone)?;
        let start = self.text.len();
        self.text.push_str(&answer);
        Ok(made(start, self.text.len()))
    }

    fn joined(&mut self, first: usize) -> Result<Val<'a>, Fault> {
        let between = match self.stack.get(first + 1) {
            Some(&value) => self.printed(value).ok_or(Fault::NotScalar)?.into_owned(),
            None => ", ".to_owned(),
        };
        let value = self.stack[first];
        let mut out = String::new();
        for i in 0..value.items() {
            let item = match value {
                Val::List(items) => items.get(i).map(Val::Text),
                Val::Json(Value::Array(items)) => items.get(i).map(Val::of),
                _ => None,
            };
            out.push_str(if i > 0 { &between } else { "" });
            let printed = item.is_some_and(|item| self.print(item, &mut out));
            if !printed {
                return Err(Fault::NotScalar);
            }
        }
        // what is no list is a list of one
        let is_list = matches!(value, Val::List(_) | Val::Json(Value::Array(_)));
        if !is_list && !self.print(value, &mut out) {
            return Err(Fault::NotScalar);
        }
        let start = self.text.len();
        self.text.push_str(&out);
        Ok(made(start, self.text.len()))
    }
}

/// The first value that fits, or the last one: `and` and `or` of JavaScript.
fn first_or_last<'a>(values: &[Val<'a>], fits: impl Fn(Val<'a>) -> bool) -> Val<'a> {
    let found = values.iter().copied().find(|&value| fits(value));
    found
        .or(values.last().copied())
        .unwrap_or(Val::Missing(None))
}

fn is_number(value: Val<'_>) -> bool {
    matches!(value, Val::Count(_) | Val::Json(Value::Number(_)))
}

fn made(start: usize, end: usize) -> Val<'static> {
    // limits keep the scratch text far below 4 GiB
    let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Val::Made(offset(start), offset(end))
}
