//! What is known while a program is folded: values that came with the binding, and frames over them.

use crate::template::frame::Frame;
use crate::template::locale::Formatters;
use crate::template::occurrence;
use crate::template::options::RenderOptions;
use crate::template::outer::{self, Target, To};
use crate::template::program::{Base, Namespace, Program};
use crate::template::value::{Lookup, Val};
use serde_json::Value;

/// What is known while a program is folded.
pub(in crate::template) struct Known<'a> {
    pub(in crate::template) program: &'a Program,
    pub(in crate::template) source: &'a str,
    pub(in crate::template) options: &'a RenderOptions,
    pub(in crate::template) formatters: &'a Formatters,
    /// `contact` only where the message's contact is known already.
    pub(in crate::template) contact: Contact<'a>,
    pub(in crate::template) user: Option<&'a Value>,
    pub(in crate::template) instance: Option<&'a Value>,
    pub(in crate::template) custom: Option<&'a Value>,
}

/// The contact of a binding.
#[derive(Clone, Copy)]
pub(in crate::template) enum Contact<'a> {
    /// Any: its values come later.
    Later,
    Known(&'a Value),
    /// There is none.
    Absent,
}

/// The frames around an operation.
pub(super) struct Frames<'a> {
    pub(super) known: Known<'a>,
    pub(super) frames: Vec<FoldFrame<'a>>,
}

pub(super) enum FoldFrame<'a> {
    Known(Frame<'a>),
    /// A frame of the program that is left.
    Unknown(u16),
}

impl<'a> Lookup<'a> for Frames<'a> {
    fn look_up(&self, path: u32) -> Val<'a> {
        let program = self.known.program;
        let path_use = program.paths[path as usize];
        let value = match path_use.base {
            Base::Parent(parents) => {
                return match self.target(parents) {
                    Some(target) => outer::value(program, path_use, target, self).or_missing(path),
                    None => Val::Missing(Some(path)),
                };
            }
            Base::Value(value) => Val::of(&program.values[value as usize]),
            Base::Root => Val::Root,
            Base::Namespace(namespace) => self.known.namespace(namespace),
            Base::Occurrence => occurrence::value(self.known.options.occurrence.as_ref()),
            Base::Item(frame)
            | Base::Key(frame)
            | Base::Index(frame)
            | Base::First(frame)
            | Base::Last(frame) => match &self.frames[usize::from(frame)] {
                FoldFrame::Known(frame) => frame.value(path_use.base),
                FoldFrame::Unknown(_) => Val::Missing(None),
            },
        };
        value.path(program.names(path_use)).or_missing(path)
    }
}

impl<'a> Known<'a> {
    pub(super) fn namespace(&self, namespace: Namespace) -> Val<'a> {
        let value = match (namespace, self.contact) {
            (Namespace::Contact, Contact::Known(contact)) => Some(contact),
            (Namespace::Contact, _) => None,
            (Namespace::User, _) => self.user,
            (Namespace::Instance, _) => self.instance,
            (Namespace::Custom, _) => self.custom,
        };
        value.map_or(Val::Missing(None), Val::of)
    }

    /// Whether a namespace is not there at all. A campaign without variables has none of them, which
    /// is not the same.
    pub(super) fn is_absent(&self, namespace: Namespace) -> bool {
        namespace != Namespace::Custom && matches!(self.namespace(namespace), Val::Missing(_))
    }
}

impl Frames<'_> {
    /// Where `../` past equal contexts lead; none if the contact decides that.
    pub(super) fn target(&self, parents: u32) -> Option<Target> {
        let program = self.known.program;
        let value = |path: u32| self.is_known(path).then(|| self.look_up(path));
        outer::target(program, &program.parents[parents as usize], value)
    }

    pub(super) fn is_known_place(&self, to: To) -> bool {
        match to {
            To::Nowhere | To::Root(None) => true,
            To::Root(Some(path)) | To::Context(path) => self.is_known(path),
        }
    }

    pub(super) fn is_known(&self, path: u32) -> bool {
        match self.known.program.paths[path as usize].base {
            Base::Root => true,
            Base::Parent(parents) => self.target(parents).is_some_and(|target| {
                self.is_known_place(target.to)
                    && target
                        .written
                        .is_none_or(|written| self.is_known_place(written))
            }),
            Base::Value(_) | Base::Occurrence => true,
            Base::Namespace(Namespace::Contact) => !matches!(self.known.contact, Contact::Later),
            Base::Namespace(_) => true,
            Base::Item(frame)
            | Base::Key(frame)
            | Base::Index(frame)
            | Base::First(frame)
            | Base::Last(frame) => {
                matches!(self.frames[usize::from(frame)], FoldFrame::Known(_))
            }
        }
    }
}
