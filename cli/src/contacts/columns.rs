//! What the columns of a contacts file mean.

use super::headers::{By, Renamed, Unclear, number_as_id, renamed};
use super::phones::Phones;
use flashplan::contact::{FieldSet, Names, TableBuilder, TableFull, derive_names};
use flashplan::issue::nearest;

/// The columns of a file, and of the table that its rows go into: of those of the file the ones that
/// are asked for, in their order, and `firstName` and `lastName` behind them where the file has none.
#[derive(Debug)]
pub(super) struct Columns {
    header: Vec<String>,
    id: usize,
    name: Option<usize>,
    meta_first_name: Option<usize>,
    names: Vec<String>,
    cells: Vec<Cell>,
    renamed: Vec<Renamed>,
}

/// Where the cells of a column come from.
#[derive(Clone, Copy, Debug)]
enum Cell {
    /// The column of the file with this number.
    Text(usize),
    /// One with phone numbers.
    Phone(usize),
    /// Phone numbers that tell contacts apart: each in the one form of E.164.
    PhoneAsId(usize),
    /// One with tags, which are separated by semicolons.
    Tags(usize),
    /// First names, which are derived where none is stated.
    FirstName(Option<usize>),
    /// Last names, likewise.
    LastName(Option<usize>),
}

/// What is wrong with the names of the columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum HeaderError {
    /// No column of a name that is needed; the names that are there, and the nearest of them, if any.
    Lacks {
        name: &'static str,
        columns: Vec<String>,
        nearest: Option<String>,
    },
    /// A name that stands twice, with the numbers of its columns from 1.
    Twice { name: String, numbers: [usize; 2] },
    /// A column without a name, by its number from 1.
    Nameless { number: usize },
    /// A name that is a phone number, by its number from 1: the first line is no header.
    Data { number: usize },
    /// Names that may stand for another one, or for none.
    Unclear(Unclear),
}

impl Columns {
    /// The columns that `header` names, as far as they hold some of `fields`; `asked` are names of a
    /// contact with the columns that stand for them.
    pub(super) fn new<'a>(
        header: impl Iterator<Item = &'a str>,
        asked: &[(String, String)],
        fields: &FieldSet,
    ) -> Result<Self, HeaderError> {
        let header = checked(header)?;
        let mut renamed = renamed(&header, asked).map_err(HeaderError::Unclear)?;
        let phone = found("phone", &header, &renamed).ok_or_else(|| lacks(&header, "phone"))?;
        let id = match found("id", &header, &renamed) {
            Some(id) => id,
            None => {
                renamed.push(instead_of_id(&header, phone)?);
                phone
            }
        };
        let find = |name: &str| found(name, &header, &renamed);
        let cell = |name: &str, column: usize| match name {
            "firstName" => Cell::FirstName(Some(column)),
            "lastName" => Cell::LastName(Some(column)),
            "tags" => Cell::Tags(column),
            "phone" => Cell::Phone(column),
            "id" if column == phone => Cell::PhoneAsId(column),
            _ => Cell::Text(column),
        };
        // a column that a flag puts in the place of another one takes its name
        let own = header.iter().enumerate();
        let own = own.filter(|(column, name)| find(name) == Some(*column));
        let own = own.map(|(column, name)| (name.clone(), cell(name, column)));
        let meant = renamed
            .iter()
            .map(|other| (other.name.clone(), cell(&other.name, other.column)));
        let derived = [
            ("firstName", Cell::FirstName(None)),
            ("lastName", Cell::LastName(None)),
        ];
        let derived = derived.into_iter().filter(|(name, _)| find(name).is_none());
        let derived = derived.map(|(name, cell)| (name.to_owned(), cell));
        let (names, cells) = own
            .chain(meant)
            .chain(derived)
            .filter(|(name, _)| fields.has(name))
            .unzip();
        Ok(Self {
            id,
            name: find("name"),
            meta_first_name: find("meta.firstName"),
            names,
            cells,
            header,
            renamed,
        })
    }

    /// The names of the table's columns.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The names of the file's columns.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The columns that stand for other names than their own.
    pub(super) fn renamed(&self) -> &[Renamed] {
        &self.renamed
    }

    /// The number of the file's column with the contact's id.
    pub(super) fn id(&self) -> usize {
        self.id
    }

    /// Whether a column of the file is looked at.
    pub(super) fn uses(&self, column: usize) -> bool {
        let of_cell = |cell: &Cell| match *cell {
            Cell::Text(own) | Cell::Phone(own) | Cell::PhoneAsId(own) | Cell::Tags(own) => {
                own == column
            }
            Cell::FirstName(own) | Cell::LastName(own) => {
                let names = [own, self.name, self.meta_first_name];
                names.contains(&Some(column))
            }
        };
        column == self.id || self.cells.iter().any(of_cell)
    }

    /// Whether the number is the id, because no column is.
    pub(super) fn is_number_the_id(&self) -> bool {
        self.renamed.iter().any(|other| other.by == By::Need)
    }

    /// What the file calls that column.
    pub(super) fn id_name(&self) -> &str {
        self.header.get(self.id).map_or("id", String::as_str)
    }

    /// Adds the row of a line. `field` gives the text of a column of the file, an empty one for a column that the
    /// row does not have. A blank field is missing: a spreadsheet knows no other way to say so.
    pub(super) fn push<'a>(
        &self,
        builder: &mut TableBuilder,
        phones: &mut Phones,
        line: u64,
        field: impl Fn(usize) -> &'a str,
    ) -> Result<(), TableFull> {
        let mut names = None;
        for &cell in &self.cells {
            match cell {
                Cell::Text(column) => push_text(builder, field(column))?,
                Cell::Tags(column) => push_tags(builder, field(column))?,
                Cell::Phone(column) => push_text(builder, &phones.read(field(column), line))?,
                Cell::PhoneAsId(column) => push_text(builder, &phones.as_id(field(column)))?,
                Cell::FirstName(column) | Cell::LastName(column) => {
                    let names = *names.get_or_insert_with(|| self.derived(&field));
                    let derived = match cell {
                        Cell::FirstName(_) => names.first,
                        _ => names.last,
                    };
                    let stated = column.map_or("", &field);
                    let is_stated = !is_blank(stated);
                    push_text(
                        builder,
                        if is_stated {
                            stated
                        } else {
                            derived.unwrap_or("")
                        },
                    )?;
                }
            }
        }
        Ok(())
    }

    /// The names for a contact that does not state them: `meta.firstName`, else parts of `name`.
    fn derived<'a>(&self, field: &impl Fn(usize) -> &'a str) -> Names<'a> {
        let mut names = derive_names(self.name.map_or("", field));
        let stated = self.meta_first_name.map_or("", field).trim();
        if !stated.is_empty() {
            names.first = Some(stated);
        }
        names
    }
}

/// The column that stands for a name.
fn found(name: &str, header: &[String], renamed: &[Renamed]) -> Option<usize> {
    let meant = renamed.iter().find(|other| other.name == name);
    meant
        .map(|other| other.column)
        .or_else(|| header.iter().position(|known| known == name))
}

/// What stands for the id where no column does: the number, unless a column may be meant.
fn instead_of_id(header: &[String], phone: usize) -> Result<Renamed, HeaderError> {
    match lacks(header, "id") {
        HeaderError::Lacks { nearest: None, .. } => {
            number_as_id(header, phone).map_err(HeaderError::Unclear)
        }
        other => Err(other),
    }
}

/// No column of a name that is needed. A first line with a number in it is somebody's, and no header.
fn lacks(header: &[String], name: &'static str) -> HeaderError {
    let is_number = |name: &String| {
        let digits = name.bytes().filter(u8::is_ascii_digit).count();
        digits >= 7 && !name.chars().any(char::is_alphabetic)
    };
    match header.iter().position(is_number) {
        Some(column) => HeaderError::Data { number: column + 1 },
        None => HeaderError::Lacks {
            name,
            columns: header.to_vec(),
            nearest: nearest(name, header.iter().map(String::as_str)).map(str::to_owned),
        },
    }
}

/// The names of a file's columns, each there once.
fn checked<'a>(header: impl Iterator<Item = &'a str>) -> Result<Vec<String>, HeaderError> {
    let mut names: Vec<String> = Vec::new();
    for (i, name) in header.map(str::trim).enumerate() {
        if name.is_empty() {
            return Err(HeaderError::Nameless { number: i + 1 });
        }
        if let Some(first) = names.iter().position(|known| known == name) {
            return Err(HeaderError::Twice {
                name: name.to_owned(),
                numbers: [first + 1, i + 1],
            });
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

fn push_text(builder: &mut TableBuilder, text: &str) -> Result<(), TableFull> {
    if is_blank(text) {
        builder.missing();
        return Ok(());
    }
    builder.text(text)
}

fn is_blank(text: &str) -> bool {
    // nearly every field begins with a letter or a digit
    let is_text = text
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_graphic());
    !is_text && text.trim().is_empty()
}

fn push_tags(builder: &mut TableBuilder, text: &str) -> Result<(), TableFull> {
    let tags = text.split(';').map(str::trim).filter(|tag| !tag.is_empty());
    builder.list(tags)
}
