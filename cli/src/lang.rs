//! The language that texts for people are written in.

use flashplan::issue::Language;

/// The value of `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Lang {
    En,
    Fr,
}

impl Lang {
    pub(crate) fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Fr => Language::French,
        }
    }
}
