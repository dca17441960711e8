//! How a file of contacts is to be read, as far as it does not say so itself.

use super::Bytes;
use super::country::Country;
use super::decode::{self, Decoded};
use super::texts;
use crate::output::Failure;
use encoding_rs::Encoding;

/// What flags say of a file of contacts.
#[derive(Clone, Debug, Default)]
pub(crate) struct How {
    /// The country of numbers without a country code.
    pub(super) country: Option<Country>,
    /// The encoding of a file without a byte order mark.
    pub(super) encoding: Option<&'static Encoding>,
    /// The sheet of a spreadsheet.
    pub(super) sheet: Option<String>,
    /// Names of a contact, each with the column that stands for it.
    pub(super) columns: Vec<(String, String)>,
    /// The column with the positions of the contacts; their rows without one.
    pub(super) position: Option<String>,
}

impl How {
    /// What the settings `country`, `encoding`, `sheet` and `column` mean.
    pub(crate) fn new(
        country: Option<&str>,
        encoding: Option<&str>,
        sheet: Option<&str>,
        columns: &[String],
    ) -> Result<Self, Failure> {
        let columns = columns.iter().map(|pair| match pair.split_once('=') {
            Some((name, column)) if !name.trim().is_empty() => {
                Ok((name.trim().to_owned(), column.trim().to_owned()))
            }
            _ => Err(Failure::Usage(texts::NO_COLUMN.with(&[("pair", pair)]))),
        });
        Ok(Self {
            country: country.map(Country::named).transpose()?,
            encoding: encoding.map(named).transpose()?,
            sheet: sheet.map(str::to_owned),
            columns: columns.collect::<Result<_, _>>()?,
            position: None,
        })
    }

    /// The same, where this column has the positions of the contacts.
    pub(crate) fn ordered_by(mut self, column: Option<&str>) -> Self {
        self.position = column.map(str::to_owned);
        self
    }

    /// The file as UTF-8, and what its encoding is where it is another one.
    pub(super) fn decoded(
        &self,
        name: &str,
        bytes: Box<dyn Bytes>,
        beginning: &[u8],
    ) -> Result<(Box<dyn Bytes>, Option<String>), Failure> {
        let (encoding, how) = match (decode::by_mark(beginning), self.encoding) {
            (Some(marked), Some(said)) if marked != said => {
                return Err(Failure::Usage(texts::OTHER_MARK.with(&[
                    ("file", &name),
                    ("marked", &marked.name()),
                    ("said", &said.name()),
                ])));
            }
            (Some(marked), _) => (marked, texts::BY_MARK),
            (None, Some(said)) if !decode::is_utf8(said) => (said, texts::BY_FLAG),
            (None, _) => return Ok((bytes, None)),
        };
        let told = how.with(&[("encoding", &encoding.name())]);
        Ok((Box::new(Decoded::new(bytes, encoding)), Some(told)))
    }

    /// What the texts of the file should be.
    pub(super) fn encoding_name(&self) -> &'static str {
        self.encoding.map_or("UTF-8", Encoding::name)
    }
}

fn named(text: &str) -> Result<&'static Encoding, Failure> {
    decode::named(text).ok_or_else(|| Failure::Usage(texts::NO_ENCODING.with(&[("text", &text)])))
}
