//! What names mean inside blocks: which context each block gives, and the names of `as |a b|`.

use super::program::{Base, Name};

/// Where a path leads: the value that a block makes its context, or that a name stands for.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) base: Base,
    pub(super) names: Vec<Name>,
    /// Set where `../` goes past loops whose items may equal each other. No block's own context has
    /// it: such a block makes a frame.
    pub(super) via: Option<Via>,
}

/// A path whose `../` are counted when the template runs.
#[derive(Clone, Debug)]
pub(super) struct Via {
    pub(super) up: u32,
    /// The contexts from the outermost to the innermost, and whether each may equal the one around.
    pub(super) contexts: Vec<(Context, bool)>,
    /// The names after the `../`.
    pub(super) names: Vec<Name>,
}

impl Context {
    pub(super) fn of(base: Base) -> Self {
        Self {
            base,
            names: Vec::new(),
            via: None,
        }
    }

    pub(super) fn push(&mut self, name: Name) {
        if let Some(via) = &mut self.via {
            via.names.push(name.clone());
        }
        self.names.push(name);
    }

    fn is_namespace(&self) -> bool {
        matches!(self.base, Base::Namespace(_)) && self.names.is_empty()
    }

    fn is_same(&self, other: &Self) -> bool {
        self.base == other.base && self.names == other.names
    }
}

/// The contexts around a place of the template, the outermost first.
#[derive(Debug)]
pub(super) struct Scopes {
    stack: Vec<Scope>,
    frames: u16,
}

#[derive(Debug)]
struct Scope {
    context: Context,
    /// The frame that the block makes, and whether it is a loop.
    frame: Option<(u16, bool)>,
    names: Vec<(String, Context)>,
    /// The value may equal the one around it, and then the block adds no step to `../`.
    may_equal: bool,
    /// A block that was reported: nothing is known inside it.
    broken: bool,
}

/// What a path's beginning leads to.
pub(super) enum Found {
    Context(Context),
    /// More `../` than blocks.
    Outside,
    /// Inside a block that was reported.
    Unknown,
}

impl Scopes {
    pub(super) fn new() -> Self {
        // few templates have blocks deeper than this
        let mut stack = Vec::with_capacity(4);
        stack.push(Scope::of(Context::of(Base::Root)));
        Self { stack, frames: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.stack.len()
    }

    /// Outside all blocks.
    pub(super) fn is_outermost(&self) -> bool {
        self.stack.len() == 1
    }

    pub(super) fn truncate(&mut self, length: usize) {
        let gone = self.stack.drain(length..);
        let frames = gone.filter(|scope| scope.frame.is_some()).count();
        self.frames -= u16::try_from(frames).unwrap_or(self.frames);
    }

    /// A loop; its frame.
    pub(super) fn push_each(&mut self, names: &[&str]) -> u16 {
        let frame = self.frames;
        let values = [Base::Item(frame), Base::Key(frame)];
        let scope = self.framed(true, names, &values);
        self.stack.push(scope);
        frame
    }

    /// A context that is computed; its frame.
    pub(super) fn push_with(&mut self, names: &[&str]) -> u16 {
        let frame = self.frames;
        let scope = self.framed(false, names, &[Base::Item(frame)]);
        self.stack.push(scope);
        frame
    }

    fn framed(&mut self, is_loop: bool, names: &[&str], values: &[Base]) -> Scope {
        let frame = self.frames;
        self.frames += 1;
        let mut scope = Scope::of(Context::of(Base::Item(frame)));
        scope.frame = Some((frame, is_loop));
        scope.may_equal = self.may_equal_item();
        scope.names = names
            .iter()
            .zip(values)
            .map(|(name, &base)| ((*name).to_owned(), Context::of(base)))
            .collect();
        scope
    }

    /// A context that a path leads to, so that no frame is needed.
    pub(super) fn push_alias(&mut self, context: Context, names: &[&str]) {
        let mut scope = Scope::of(context);
        scope.may_equal = self.may_equal(&scope.context);
        scope.names = names
            .iter()
            .map(|name| ((*name).to_owned(), scope.context.clone()))
            .collect();
        self.stack.push(scope);
    }

    /// A block that was reported.
    pub(super) fn push_broken(&mut self) {
        let mut scope = Scope::of(Context::of(Base::Root));
        scope.broken = true;
        self.stack.push(scope);
    }

    /// The context `up` blocks out.
    pub(super) fn context(&self, up: u32) -> Found {
        let up = up as usize;
        let mut inner = self.stack.iter().rev().take(up + 1);
        if inner.any(|scope| scope.broken) {
            return Found::Unknown;
        }
        match self.stack.iter().rev().nth(up) {
            Some(scope) => Found::Context(scope.context.clone()),
            None => Found::Outside,
        }
    }

    /// The value of the innermost block's frame, if that is what it gives.
    pub(super) fn item(&self) -> Option<Base> {
        let scope = self.stack.last()?;
        let has_frame = scope.frame.is_some() && !scope.broken;
        has_frame.then_some(scope.context.base)
    }

    /// Whether an item or a computed value may equal the context around it: not the object of all
    /// namespaces, and not a namespace.
    fn may_equal_item(&self) -> bool {
        let around = self.stack.last().map(|scope| &scope.context);
        around.is_some_and(|around| around.base != Base::Root && !around.is_namespace())
    }

    /// Whether the value of a path may equal the context around it; the same path does.
    fn may_equal(&self, context: &Context) -> bool {
        let around = self.stack.last().map(|scope| &scope.context);
        let same = around.is_some_and(|around| around.is_same(context));
        same || !context.is_namespace() && self.may_equal_item()
    }

    /// The contexts from the outermost to the innermost, where `up` steps go past one that may equal
    /// its neighbour.
    pub(super) fn shifting(&self, up: u32) -> Option<Vec<(Context, bool)>> {
        let mut passed = self.stack.iter().rev().take(up as usize);
        if !passed.any(|scope| scope.may_equal) {
            return None;
        }
        let contexts = self.stack.iter();
        let contexts = contexts.map(|scope| (scope.context.clone(), scope.may_equal));
        Some(contexts.collect())
    }

    /// The frame of the loop `up` loops out.
    pub(super) fn each(&self, up: u32) -> Option<u16> {
        self.each_frame().nth(up as usize)
    }

    /// How many loops there are around.
    pub(super) fn loops(&self) -> usize {
        self.each_frame().count()
    }

    /// The frames of the loops around, the innermost first.
    fn each_frame(&self) -> impl Iterator<Item = u16> {
        let frames = self.stack.iter().rev().filter_map(|scope| scope.frame);
        frames
            .filter(|(_, is_loop)| *is_loop)
            .map(|(frame, _)| frame)
    }

    pub(super) fn in_broken(&self) -> bool {
        self.stack.iter().any(|scope| scope.broken)
    }

    /// What a name of `as |..|` stands for.
    pub(super) fn named(&self, name: &str) -> Option<&Context> {
        let scopes = self.stack.iter().rev();
        scopes
            .flat_map(|scope| &scope.names)
            .find(|(known, _)| known == name)
            .map(|(_, context)| context)
    }

    pub(super) fn names(&self, name: &str) -> bool {
        self.named(name).is_some()
    }
}

impl Scope {
    fn of(context: Context) -> Self {
        Self {
            context,
            frame: None,
            names: Vec::new(),
            may_equal: false,
            broken: false,
        }
    }
}
