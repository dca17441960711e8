//! Where a reader stands: a chain on the stack, put together only when there is something to say.

/// A JSON pointer (RFC 6901) in the making. It is as deep as the schema, never as deep as the input.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Path<'p> {
    Root,
    Name(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    pub(crate) fn name(&'p self, name: &'p str) -> Path<'p> {
        Path::Name(self, name)
    }

    pub(crate) fn index(&'p self, index: usize) -> Path<'p> {
        Path::Index(self, index)
    }

    /// The name or number of the place itself.
    pub(crate) fn last(&self) -> String {
        match self {
            Path::Root => String::new(),
            Path::Name(_, name) => (*name).to_owned(),
            Path::Index(_, index) => index.to_string(),
        }
    }

    pub(crate) fn pointer(&self) -> String {
        let mut pointer = String::new();
        self.write(&mut pointer);
        pointer
    }

    fn write(&self, pointer: &mut String) {
        match self {
            Path::Root => {}
            Path::Name(parent, name) => {
                parent.write(pointer);
                pointer.push('/');
                push_escaped(pointer, name);
            }
            Path::Index(parent, index) => {
                parent.write(pointer);
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
        }
    }
}

fn push_escaped(pointer: &mut String, name: &str) {
    for part in name.split_inclusive(['~', '/']) {
        match part.as_bytes().last() {
            Some(b'~') => pointer.extend([&part[..part.len() - 1], "~0"]),
            Some(b'/') => pointer.extend([&part[..part.len() - 1], "~1"]),
            _ => pointer.push_str(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn escapes_what_a_pointer_cannot_hold() {
        let root = Path::Root;
        let name = root.name("a/b~c");
        assert_eq!(name.index(3).pointer(), "/a~1b~0c/3");
    }
}
