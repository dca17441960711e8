//! A column of a frame as texts: null is none, numbers are decimal, the items of a list are separated by
//! `;`, dates and instants are as RFC 3339 has them, as in the contacts of the command line.

use arrow_array::builder::StringBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, GenericListArray, LargeStringArray, OffsetSizeTrait, StringArray,
    StringViewArray,
};
use arrow_cast::cast;
use arrow_schema::{DataType, TimeUnit};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use std::fmt::Display;

/// The texts of a column.
#[derive(Clone, Debug)]
pub(crate) enum Texts {
    Text(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
    /// Every row is null.
    None,
}

impl Texts {
    /// The text of a row; none where it is null.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        match self {
            Self::Text(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Large(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::View(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::None => None,
        }
    }

    /// The texts of an array; none for a type that is no text.
    pub(crate) fn of(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Text(array.as_string().clone()),
            DataType::LargeUtf8 => Self::Large(array.as_string().clone()),
            DataType::Utf8View => Self::View(array.as_string_view().clone()),
            DataType::Null => Self::None,
            DataType::Dictionary(_, _) => Self::of(&plain(array)?)?,
            DataType::Decimal128(_, _) | DataType::Decimal256(_, _) => {
                Self::Text(cast(array, &DataType::Utf8).ok()?.as_string().clone())
            }
            DataType::List(_) => Self::Text(joined(array.as_list::<i32>())?),
            DataType::LargeList(_) => Self::Text(joined(array.as_list::<i64>())?),
            _ => Self::Text(printed(array)?),
        })
    }
}

/// Whether the texts of a column of this type can be had.
pub(crate) fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, inner) => is_text(inner),
        DataType::List(item) | DataType::LargeList(item) => {
            !matches!(item.data_type(), DataType::List(_) | DataType::LargeList(_))
                && is_text(item.data_type())
        }
        DataType::Timestamp(_, _)
        | DataType::Date32
        | DataType::Boolean
        | DataType::Null
        | DataType::Decimal128(_, _)
        | DataType::Decimal256(_, _)
        | DataType::Float32
        | DataType::Float64 => true,
        other => is_string(other) || is_whole(other),
    }
}

/// Texts by nature.
pub(crate) fn is_string(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, inner) => is_string(inner),
        _ => false,
    }
}

/// Whole numbers.
pub(crate) fn is_whole(kind: &DataType) -> bool {
    kind.is_integer()
}

/// Lists of texts.
pub(crate) fn is_list_of_strings(kind: &DataType) -> bool {
    match kind {
        DataType::List(item) | DataType::LargeList(item) => {
            is_string(item.data_type()) || item.data_type() == &DataType::Null
        }
        _ => false,
    }
}

/// The values that a dictionary stands for.
fn plain(array: &ArrayRef) -> Option<ArrayRef> {
    let DataType::Dictionary(_, values) = array.data_type() else {
        return None;
    };
    cast(array, values).ok()
}

/// The items of each list, separated by semicolons.
fn joined<O: OffsetSizeTrait>(lists: &GenericListArray<O>) -> Option<StringArray> {
    let items = Texts::of(lists.values())?;
    let offsets = lists.value_offsets();
    let mut out = StringBuilder::with_capacity(lists.len(), 0);
    let mut text = String::new();
    for row in 0..lists.len() {
        if lists.is_null(row) {
            out.append_null();
            continue;
        }
        text.clear();
        let (start, end) = (offsets[row].as_usize(), offsets[row + 1].as_usize());
        for item in start..end {
            if let Some(item_text) = items.get(item) {
                if item > start {
                    text.push(';');
                }
                text.push_str(item_text);
            }
        }
        out.append_value(&text);
    }
    Some(out.finish())
}

fn printed(array: &ArrayRef) -> Option<StringArray> {
    Some(match array.data_type() {
        DataType::Boolean => {
            let values = array.as_boolean();
            values
                .iter()
                .map(|truth| truth.map(|truth| truth.to_string()))
                .collect()
        }
        DataType::Int8 => numbers::<Int8Type>(array),
        DataType::Int16 => numbers::<Int16Type>(array),
        DataType::Int32 => numbers::<Int32Type>(array),
        DataType::Int64 => numbers::<Int64Type>(array),
        DataType::UInt8 => numbers::<UInt8Type>(array),
        DataType::UInt16 => numbers::<UInt16Type>(array),
        DataType::UInt32 => numbers::<UInt32Type>(array),
        DataType::UInt64 => numbers::<UInt64Type>(array),
        DataType::Float32 => numbers::<Float32Type>(array),
        DataType::Float64 => numbers::<Float64Type>(array),
        DataType::Date32 => each::<Date32Type>(array, |days| {
            NaiveDate::from_epoch_days(days).map(|date| date.to_string())
        }),
        DataType::Timestamp(unit, _) => match unit {
            TimeUnit::Second => {
                each::<TimestampSecondType>(array, |at| instant(DateTime::from_timestamp(at, 0)))
            }
            TimeUnit::Millisecond => each::<TimestampMillisecondType>(array, |at| {
                instant(DateTime::from_timestamp_millis(at))
            }),
            TimeUnit::Microsecond => each::<TimestampMicrosecondType>(array, |at| {
                instant(DateTime::from_timestamp_micros(at))
            }),
            TimeUnit::Nanosecond => each::<TimestampNanosecondType>(array, |at| {
                instant(Some(DateTime::from_timestamp_nanos(at)))
            }),
        },
        _ => return None,
    })
}

fn numbers<T: ArrowPrimitiveType<Native: Display>>(array: &ArrayRef) -> StringArray {
    each::<T>(array, |number| Some(number.to_string()))
}

fn each<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    print: impl Fn(T::Native) -> Option<String>,
) -> StringArray {
    let values = array.as_primitive::<T>();
    values.iter().map(|value| value.and_then(&print)).collect()
}

fn instant(at: Option<DateTime<Utc>>) -> Option<String> {
    Some(at?.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}
