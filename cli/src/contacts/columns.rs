//! What the columns of a contacts file mean.

use super::country::Country;
use flashplan::contact::{Names, TableBuilder, TableFull, derive_names};
use flashplan::issue::nearest;

/// The columns of a file, and of the table that its rows go into: those of the file in their order,
/// and `firstName` and `lastName` behind them where the file has none.
#[derive(Debug)]
pub(super) struct Columns {
    names: Vec<String>,
    fields: usize,
    id: usize,
    phone: usize,
    name: Option<usize>,
    meta_first_name: Option<usize>,
    tags: Option<usize>,
    first_name: usize,
    last_name: usize,
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
    /// The columns that `header` names.
    pub(super) fn new<'a>(header: impl Iterator<Item = &'a str>) -> Result<Self, HeaderError> {
        let mut names: Vec<String> = header.map(|name| name.trim().to_owned()).collect();
        for (i, name) in names.iter().enumerate() {
            if name.is_empty() {
                return Err(HeaderError::Nameless { number: i + 1 });
            }
            if names[..i].contains(name) {
                return Err(HeaderError::Twice { name: name.clone() });
            }
        }
        let find = |name: &str| names.iter().position(|known| known == name);
        let need = |name: &'static str| {
            find(name).ok_or_else(|| HeaderError::Lacks {
                name,
                nearest: nearest(name, names.iter().map(String::as_str)).map(str::to_owned),
            })
        };
        let fields = names.len();
        let id = need("id")?;
        let phone = need("phone")?;
        let (name, meta_first_name, tags) = (find("name"), find("meta.firstName"), find("tags"));
        let (first, last) = (find("firstName"), find("lastName"));
        let mut place_of = |found: Option<usize>, name: &str| {
            found.unwrap_or_else(|| {
                names.push(name.to_owned());
                names.len() - 1
            })
        };
        let first_name = place_of(first, "firstName");
        let last_name = place_of(last, "lastName");
        Ok(Self {
            names,
            fields,
            id,
            phone,
            name,
            meta_first_name,
            tags,
            first_name,
            last_name,
        })
    }

    /// The names of the table's columns.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// How many fields a line of the file has.
    pub(super) fn fields(&self) -> usize {
        self.fields
    }

    /// The number of the column with the contact's id.
    pub(super) fn id(&self) -> usize {
        self.id
    }

    /// Adds a row. `field` gives the text of a column of the file, an empty one for the columns that
    /// the file does not have. A blank field is missing: a spreadsheet knows no other way to say so.
    pub(super) fn push<'a>(
        &self,
        builder: &mut TableBuilder,
        country: Option<Country>,
        field: impl Fn(usize) -> &'a str,
    ) -> Result<(), TableFull> {
        let names = self.derived(&field);
        for column in 0..self.names.len() {
            let text = field(column);
            let derived = match column {
                c if c == self.first_name => names.first,
                c if c == self.last_name => names.last,
                _ => None,
            };
            if Some(column) == self.tags {
                push_tags(builder, text)?;
            } else if column == self.phone
                && let Some(completed) = country.and_then(|country| country.complete(text))
            {
                builder.text(&completed)?;
            } else if !text.trim().is_empty() {
                builder.text(text)?;
            } else if let Some(derived) = derived {
                builder.text(derived)?;
            } else {
                builder.missing();
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

fn push_tags(builder: &mut TableBuilder, text: &str) -> Result<(), TableFull> {
    let tags = text.split(';').map(str::trim).filter(|tag| !tag.is_empty());
    builder.list(tags)
}
