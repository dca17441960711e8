//! First and last name of a contact that the API knows by `name` alone.

/// What `contact.firstName` and `contact.lastName` stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Names<'a> {
    /// The first name, if any.
    pub first: Option<&'a str>,
    /// The last name, if any: every word after the first.
    pub last: Option<&'a str>,
}

/// Splits `name` at its first white space: the published contact "Awa Doe" prints as "Awa".
///
/// A single word is a first name, and there is no last name then; a blank name gives neither.
///
/// ```
/// use flashplan::contact::derive_names;
/// let names = derive_names("  Awa  Marie Doe ");
/// assert_eq!((names.first, names.last), (Some("Awa"), Some("Marie Doe")));
/// assert_eq!(derive_names("Petterson").last, None);
/// ```
#[must_use]
pub fn derive_names(name: &str) -> Names<'_> {
    let name = name.trim();
    if name.is_empty() {
        return Names::default();
    }
    match name.split_once(char::is_whitespace) {
        None => Names {
            first: Some(name),
            last: None,
        },
        Some((first, rest)) => Names {
            first: Some(first),
            last: Some(rest.trim_start()),
        },
    }
}
