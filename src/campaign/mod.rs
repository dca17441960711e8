//! The campaign stage.
