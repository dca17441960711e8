//! The audience stage.
