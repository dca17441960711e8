//! What the columns of a contacts file mean.

use super::country::Country;
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
}

/// Where the cells of a column come from.
#[derive(Clone, Copy, Debug)]
enum Cell {
    /// The column of the file with this number.
    Text(usize),
    /// One with phone numbers.
    Phone(usize),
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
    /// No column of a name that is needed; the name that is nearest to it, if any.
    Lacks {
        name: &'static str,
        nearest: Option<String>,
    },
    /// A name that stands twice.
    Twice { name: String },
    /// A column without a name, by its number from 1.
    Nameless { number: usize },
}

impl Columns {
    /// The columns that `header` names, as far as they hold some of `fields`.
    pub(super) fn new<'a>(
        header: impl Iterator<Item = &'a str>,
        fields: &FieldSet,
    ) -> Result<Self, HeaderError> {
        let header = checked(header)?;
        let find = |name: &str| header.iter().position(|known| known == name);
        let need = |name: &'static str| {
            find(name).ok_or_else(|| HeaderError::Lacks {
                name,
                nearest: nearest(name, header.iter().map(String::as_str)).map(str::to_owned),
            })
        };
        let (id, phone) = (need("id")?, need("phone")?);
        let cell = |(column, name): (usize, &String)| match name.as_str() {
            "firstName" => Cell::FirstName(Some(column)),
            "lastName" => Cell::LastName(Some(column)),
            "tags" => Cell::Tags(column),
            _ if column == phone => Cell::Phone(column),
            _ => Cell::Text(column),
        };
        let stated = header
            .iter()
            .enumerate()
            .map(|column| (column.1.clone(), cell(column)));
        let derived = [
            ("firstName", Cell::FirstName(None)),
            ("lastName", Cell::LastName(None)),
        ];
        let derived = derived.into_iter().filter(|(name, _)| find(name).is_none());
        let (names, cells) = stated
            .chain(derived.map(|(name, cell)| (name.to_owned(), cell)))
            .filter(|(name, _)| fields.has(name))
            .unzip();
        Ok(Self {
            id,
            name: find("name"),
            meta_first_name: find("meta.firstName"),
            names,
            cells,
            header,
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

    /// The number of the file's column with the contact's id.
    pub(super) fn id(&self) -> usize {
        self.id
    }

    /// Adds a row. `field` gives the text of a column of the file, an empty one for a column that the
    /// row does not have. A blank field is missing: a spreadsheet knows no other way to say so.
    pub(super) fn push<'a>(
        &self,
        builder: &mut TableBuilder,
        country: Option<Country>,
        field: impl Fn(usize) -> &'a str,
    ) -> Result<(), TableFull> {
        let mut names = None;
        for &cell in &self.cells {
            match cell {
                Cell::Text(column) => push_text(builder, field(column))?,
                Cell::Tags(column) => push_tags(builder, field(column))?,
                Cell::Phone(column) => push_phone(builder, country, field(column))?,
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

/// The names of a file's columns, each there once.
fn checked<'a>(header: impl Iterator<Item = &'a str>) -> Result<Vec<String>, HeaderError> {
    let mut names: Vec<String> = Vec::new();
    for (i, name) in header.map(str::trim).enumerate() {
        if name.is_empty() {
            return Err(HeaderError::Nameless { number: i + 1 });
        }
        if names.iter().any(|known| known == name) {
            return Err(HeaderError::Twice {
                name: name.to_owned(),
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

fn push_phone(
    builder: &mut TableBuilder,
    country: Option<Country>,
    text: &str,
) -> Result<(), TableFull> {
    match country.and_then(|country| country.complete(text)) {
        Some(completed) => builder.text(&completed),
        None => push_text(builder, text),
    }
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
