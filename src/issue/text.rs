//! The words of an issue, apart from its parameters.

/// A language that the texts are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

/// The message and the hint of a kind of issue, in each [`Language`]. `{name}` stands for a
/// parameter. Lower case, no full stop; the message says what is wrong, the hint how to mend it.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    /// Message and hint in English.
    pub en: (&'static str, &'static str),
    /// Message and hint in French.
    pub fr: (&'static str, &'static str),
}

impl Text {
    pub(super) fn message(&self, language: Language) -> &'static str {
        self.both(language).0
    }

    pub(super) fn hint(&self, language: Language) -> &'static str {
        self.both(language).1
    }

    fn both(&self, language: Language) -> (&'static str, &'static str) {
        match language {
            Language::English => self.en,
            Language::French => self.fr,
        }
    }
}

/// What a text says, or with `hint` how to mend it, with its parameters: for what is said outside of an
/// issue.
pub(crate) fn fill_in(
    text: &Text,
    hint: bool,
    language: Language,
    params: &[(&'static str, String)],
) -> String {
    let (message, mend) = text.both(language);
    fill(if hint { mend } else { message }, params)
}

/// `text` with each `{name}` of a known parameter replaced; a value is never looked through again.
pub(super) fn fill(text: &str, params: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let known = rest[1..].find('}').and_then(|len| {
            let name = &rest[1..=len];
            let value = params.iter().find(|(known, _)| *known == name)?;
            Some((&value.1, len + 2))
        });
        match known {
            Some((value, len)) => {
                out.push_str(value);
                rest = &rest[len..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn fills_known_names_once_and_leaves_other_braces() {
        let params = [("got", "{max}".to_owned()), ("max", "2".to_owned())];
        assert_eq!(
            fill("{got} of {max}, {{x}} {other} {", &params),
            "{max} of 2, {{x}} {other} {"
        );
    }
}
