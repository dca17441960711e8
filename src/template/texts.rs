//! The words of a template's issues, in English and French.

mod calls;
mod meta;
mod paths;
mod render;
mod syntax;

pub(super) use calls::*;
pub(super) use meta::*;
pub(super) use paths::*;
pub(super) use render::*;
pub(super) use syntax::*;
