//! Python values as JSON, and JSON as Python values.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{
    PyBool, PyDict, PyFloat, PyInt, PyList, PyMapping, PyNone, PySequence, PyString, PyTuple,
};
use serde_json::{Map, Number, Value};

/// Values inside values: a list that holds itself has no end.
const DEPTH: usize = 128;

/// What a Python value is in JSON; `path` is the pointer to it, for what cannot be.
///
/// Dates, instants and UUIDs are texts, as the API writes them; a timedelta is its seconds.
pub(crate) fn to_json(value: &Bound<'_, PyAny>, path: &str) -> PyResult<Value> {
    at_depth(value, path, 0)
}

fn at_depth(value: &Bound<'_, PyAny>, path: &str, depth: usize) -> PyResult<Value> {
    if depth > DEPTH {
        let text = format!("{path}: values are nested more than {DEPTH} deep");
        return Err(PyTypeError::new_err(text));
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Value::from(text.to_str()?));
    }
    if value.cast::<PyNone>().is_ok() {
        return Ok(Value::Null);
    }
    if let Ok(truth) = value.cast::<PyBool>() {
        return Ok(Value::from(truth.is_true()));
    }
    if value.cast::<PyInt>().is_ok() || value.cast::<PyFloat>().is_ok() {
        return number(value, path);
    }
    if let Ok(dict) = value.cast::<PyDict>() {
        let mut object = Map::with_capacity(dict.len());
        for (name, inner) in dict.iter() {
            member(&mut object, &name, &inner, path, depth)?;
        }
        return Ok(Value::Object(object));
    }
    if value.cast::<PyList>().is_ok() || value.cast::<PyTuple>().is_ok() {
        return items(value, path, depth);
    }
    general(value, path, depth)
}

fn number(value: &Bound<'_, PyAny>, path: &str) -> PyResult<Value> {
    if let Ok(whole) = value.extract::<i64>() {
        return Ok(Value::from(whole));
    }
    if let Ok(whole) = value.extract::<u64>() {
        return Ok(Value::from(whole));
    }
    let float = value.extract::<f64>().ok().and_then(Number::from_f64);
    float
        .map(Value::Number)
        .ok_or_else(|| unfit(value, path, "no JSON has such a number"))
}

fn member(
    object: &mut Map<String, Value>,
    name: &Bound<'_, PyAny>,
    value: &Bound<'_, PyAny>,
    path: &str,
    depth: usize,
) -> PyResult<()> {
    let Ok(name) = name.cast::<PyString>() else {
        return Err(unfit(name, path, "the names of an object are texts"));
    };
    let name = name.to_str()?;
    let inner = at_depth(value, &format!("{path}/{name}"), depth + 1)?;
    object.insert(name.to_owned(), inner);
    Ok(())
}

fn items(list: &Bound<'_, PyAny>, path: &str, depth: usize) -> PyResult<Value> {
    let mut values = Vec::new();
    for (i, item) in list.try_iter()?.enumerate() {
        values.push(at_depth(&item?, &format!("{path}/{i}"), depth + 1)?);
    }
    Ok(Value::Array(values))
}

/// What is neither of JSON's own types nor far from one.
fn general(value: &Bound<'_, PyAny>, path: &str, depth: usize) -> PyResult<Value> {
    if value.hasattr("isoformat")? {
        let text: String = value.call_method0("isoformat")?.extract()?;
        return Ok(Value::from(text));
    }
    if value.hasattr("total_seconds")? {
        return seconds(value, path);
    }
    if value.get_type().name()? == "UUID" {
        return Ok(Value::from(value.str()?.to_str()?));
    }
    if let Ok(mapping) = value.cast::<PyMapping>() {
        let mut object = Map::new();
        for pair in mapping.items()?.iter() {
            let (name, inner): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair.extract()?;
            member(&mut object, &name, &inner, path, depth)?;
        }
        return Ok(Value::Object(object));
    }
    if value.cast::<PySequence>().is_ok() && !value.hasattr("decode")? {
        return items(value, path, depth);
    }
    // numbers of NumPy
    if value.hasattr("__index__")? || value.hasattr("__float__")? {
        return number(value, path);
    }
    Err(unfit(value, path, "expected what JSON can hold"))
}

/// A timedelta as whole seconds.
fn seconds(value: &Bound<'_, PyAny>, path: &str) -> PyResult<Value> {
    let seconds: f64 = value.call_method0("total_seconds")?.extract()?;
    if seconds.fract() == 0.0 && seconds.abs() < 1e15 {
        return Ok(Value::from(seconds as i64));
    }
    Err(unfit(value, path, "expected whole seconds"))
}

fn unfit(value: &Bound<'_, PyAny>, path: &str, why: &str) -> PyErr {
    let kind = value.get_type();
    let kind = kind
        .name()
        .map_or_else(|_| "?".to_owned(), |n| n.to_string());
    let place = if path.is_empty() { "the value" } else { path };
    PyTypeError::new_err(format!("{place} is of type {kind}: {why}"))
}

/// What JSON is in Python.
pub(crate) fn to_python<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Bool(truth) => PyBool::new(py, *truth).to_owned().into_any(),
        Value::Number(number) => of_number(py, number)?,
        Value::String(text) => PyString::new(py, text).into_any(),
        Value::Array(values) => {
            let list = PyList::empty(py);
            for value in values {
                list.append(to_python(py, value)?)?;
            }
            list.into_any()
        }
        Value::Object(object) => {
            let dict = PyDict::new(py);
            for (name, value) in object {
                dict.set_item(name, to_python(py, value)?)?;
            }
            dict.into_any()
        }
    })
}

fn of_number<'py>(py: Python<'py>, number: &Number) -> PyResult<Bound<'py, PyAny>> {
    if let Some(whole) = number.as_i64() {
        return Ok(whole.into_pyobject(py)?.into_any());
    }
    if let Some(whole) = number.as_u64() {
        return Ok(whole.into_pyobject(py)?.into_any());
    }
    Ok(PyFloat::new(py, number.as_f64().unwrap_or(0.0)).into_any())
}
