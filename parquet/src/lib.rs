//! Parquet for `flashplan`: contacts as rows of text, and plans as columns.
//!
//! A package of its own, so that neither the library nor who builds the command line without it has to
//! carry the format.

mod plan;
mod rows;

pub use plan::PlanWriter;
pub use rows::{ReadError, Row, Rows};
