//! Which fields of a contact somebody looks at.

/// Fields of a contact, as paths below `contact`: `firstName`, `meta.city`.
///
/// Who reads contacts from a file may leave out the columns that are in none of them.
///
/// ```
/// use flashplan::contact::FieldSet;
/// let fields = FieldSet::of(["id", "meta.city"]);
/// assert!(fields.has("id") && fields.has("meta.city") && !fields.has("name"));
/// // what a field lies in, and what lies in it, come with it
/// assert!(fields.has("meta") && fields.has("meta.city.code") && !fields.has("meta.cityCode"));
/// assert!(FieldSet::all().has("name"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSet {
    /// None for all fields.
    paths: Option<Vec<String>>,
}

impl FieldSet {
    /// Every field.
    #[must_use]
    pub fn all() -> Self {
        Self { paths: None }
    }

    /// These fields.
    pub fn of<S: Into<String>>(paths: impl IntoIterator<Item = S>) -> Self {
        let paths = paths.into_iter().map(Into::into).collect();
        Self { paths: Some(paths) }
    }

    /// These fields and those of `other`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let paths = self.paths.zip(other.paths);
        Self {
            paths: paths.map(|(own, more)| own.into_iter().chain(more).collect()),
        }
    }

    /// Whether a column of this name holds one of the fields, a part of one, or more than one.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        let Some(paths) = &self.paths else {
            return true;
        };
        paths
            .iter()
            .any(|path| lies_in(column, path) || lies_in(path, column))
    }

    /// Whether a reading of these fields has all that one of `other` has.
    ///
    /// ```
    /// use flashplan::contact::FieldSet;
    /// let read = FieldSet::of(["id", "meta"]);
    /// assert!(read.covers(&FieldSet::of(["meta.city"])));
    /// assert!(!read.covers(&FieldSet::of(["id", "name"])) && !read.covers(&FieldSet::all()));
    /// ```
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (&self.paths, &other.paths) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(asked)) => asked
                .iter()
                .all(|path| own.iter().any(|outer| lies_in(path, outer))),
        }
    }
}

/// Whether `path` is `outer`, or a field somewhere in it.
fn lies_in(path: &str, outer: &str) -> bool {
    let rest = path.strip_prefix(outer);
    outer.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
