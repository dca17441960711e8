//! flashplan for Python: the library's stages over Python values and Arrow.
//!
//! No rule of planning lives here. A value of Python becomes JSON ([`value`]), a frame becomes contacts
//! ([`frame`]), a plan becomes batches ([`rows`], [`plan`]), and what is wrong becomes an exception that
//! carries every issue ([`error`]). [`steps`] has the plan in pieces, for an engine.

mod arrow;
mod check;
mod column;
mod error;
mod frame;
mod given;
mod inputs;
mod lines;
mod message;
mod occurrences;
mod options;
mod plan;
mod planner;
mod rendered;
mod rows;
mod steps;
mod stored;
mod template;
mod texts;
mod value;

use pyo3::prelude::*;

/// The functions and classes of the package `flashplan`, which names and explains them.
#[pymodule]
fn _flashplan(module: &Bound<'_, PyModule>) -> PyResult<()> {
    error::register(module)?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("TZDB", flashplan::schedule::tzdb_version())?;
    module.add_class::<arrow::Batch>()?;
    module.add_class::<arrow::Texts>()?;
    module.add_class::<plan::Plan>()?;
    module.add_class::<plan::Lines>()?;
    module.add_class::<planner::Planner>()?;
    module.add_class::<steps::Drafter>()?;
    module.add_class::<steps::Scheduler>()?;
    module.add_class::<steps::Settler>()?;
    module.add_class::<steps::Steps>()?;
    module.add_class::<message::Message>()?;
    module.add_class::<template::Template>()?;
    module.add_function(wrap_pyfunction!(check::check, module)?)?;
    module.add_function(wrap_pyfunction!(message::bound_again, module)?)?;
    module.add_function(wrap_pyfunction!(occurrences::occurrences, module)?)?;
    module.add_function(wrap_pyfunction!(steps::packet_schema, module)?)?;
    module.add_function(wrap_pyfunction!(steps::plan_schema, module)?)?;
    module.add_function(wrap_pyfunction!(stored::diff, module)?)
}
