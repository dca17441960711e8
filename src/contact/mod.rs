//! Contacts as a table: columns of values over one arena of text.
//!
//! A table is a batch. It is what contacts are loaded into, and what the audience and the plan read.
//! A contact that stands alone is a `serde_json::Value` or anything serde can write, and needs none.

mod builder;
mod column;
mod fields;
mod names;
mod table;

pub use builder::{TableBuilder, TableFull};
pub use column::ColumnKind;
pub use fields::FieldSet;
pub use names::{Names, derive_names};
pub use table::{Cell, Items, Table};
