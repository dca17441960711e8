//! Words for people, each language beside the other, and the one that is written in: settled once, when the
//! arguments are read, because what goes wrong anywhere is told in it.

use flashplan::issue::Language;
use std::fmt::Display;
use std::sync::OnceLock;

static SETTLED: OnceLock<Language> = OnceLock::new();

/// Settles the language. The first call counts.
pub(crate) fn settle(language: Language) {
    SETTLED.get_or_init(|| language);
}

/// The settled language; English before that.
pub(crate) fn language() -> Language {
    SETTLED.get().copied().unwrap_or_default()
}

/// Words for a person, in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) en: &'static str,
    pub(crate) fr: &'static str,
}

impl Words {
    pub(crate) fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::French => self.fr,
        }
    }

    /// The words in the settled language.
    pub(crate) fn text(&self) -> &'static str {
        self.in_language(language())
    }

    /// The words in the settled language, each `{name}` that is given filled in. A value is never looked
    /// through again.
    pub(crate) fn with(&self, values: &[(&str, &dyn Display)]) -> String {
        filled(self.text(), values)
    }
}

/// Words for one and for any other number.
pub(crate) struct Counted {
    pub(crate) one: Words,
    pub(crate) many: Words,
}

impl Counted {
    /// The words for `count`, which stands for `{n}` in them. French says nought in the singular.
    pub(crate) fn of(&self, count: u64) -> String {
        let is_one = count == 1 || count == 0 && language() == Language::French;
        let words = if is_one { &self.one } else { &self.many };
        words.with(&[("n", &count)])
    }
}

fn filled(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let known = behind.split_once('}').and_then(|(name, behind)| {
            let value = values.iter().find(|(known, _)| *known == name)?;
            Some((value.1, behind))
        });
        match known {
            Some((value, behind)) => {
                out.push_str(&value.to_string());
                rest = behind;
            }
            None => {
                out.push('{');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn names_are_filled_in_and_values_are_not_looked_through() {
        let values: [(&str, &dyn std::fmt::Display); 2] = [("a", &"{b}"), ("b", &7)];
        let cases = [
            ("", ""),
            ("{a} {b}", "{b} 7"),
            ("{c} {", "{c} {"),
            ("{{b}}", "{7}"),
            ("}{b", "}{b"),
        ];
        for (text, wanted) in cases {
            assert_eq!(filled(text, &values), wanted, "{text}");
        }
    }
}
