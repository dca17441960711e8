//! The schedule stage.
