//! How a file of contacts was understood: what was not said in the file, or said in another way than
//! it is used.

use super::headers::Renamed;
use super::phones::Phones;
use std::fmt::Write as _;

/// Lines that a summary names.
const NAMED: usize = 3;

/// What a person should know of a file before anything is sent by it.
#[derive(Clone, Debug)]
pub(crate) struct Understood {
    /// The encoding and how it is known; none for UTF-8.
    pub(crate) encoding: Option<String>,
    /// What stands between the columns; none for a comma, and where no text is separated.
    pub(crate) separator: Option<&'static str>,
    /// The sheet of a spreadsheet.
    pub(crate) sheet: Option<String>,
    /// The names of the columns.
    pub(crate) header: Vec<String>,
    pub(crate) renamed: Vec<Renamed>,
    /// Cells that are merged.
    pub(crate) merged: Vec<String>,
    pub(crate) phones: Phones,
    pub(crate) rows: u64,
}

impl Understood {
    pub(super) fn new(phones: Phones) -> Self {
        Self {
            encoding: None,
            separator: None,
            sheet: None,
            header: Vec::new(),
            renamed: Vec::new(),
            merged: Vec::new(),
            phones,
            rows: 0,
        }
    }

    /// What was taken otherwise than it is written, for somebody who looks at a plan; none if nothing was.
    pub(crate) fn summary(&self, name: &str) -> Option<String> {
        let mut lines = self.form();
        for (kind, group) in self.phones.found() {
            let rows: Vec<String> = group
                .listed
                .iter()
                .take(NAMED)
                .map(|listed| listed.line.to_string())
                .collect();
            let more = if group.count > rows.len() as u64 {
                ", .."
            } else {
                ""
            };
            let place = format!("line {}{more}", rows.join(", "));
            let what = if kind.is_refused() {
                "not used"
            } else {
                "numbers"
            };
            let fact = format!("{} {} ({place})", group.count, kind.words());
            lines.push((what, fact));
        }
        if lines.is_empty() {
            return None;
        }
        let mut text = format!("{name}, as it was understood:\n");
        for (what, fact) in lines {
            // writing to a String cannot fail
            let _ = writeln!(text, "  {what:<9} {fact}");
        }
        text.push_str("  more      `flashplan contacts --all` lists each number\n");
        Some(text)
    }

    /// What the file as a whole was taken for.
    pub(crate) fn form(&self) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        lines.extend(self.encoding.clone().map(|text| ("encoding", text)));
        lines.extend(
            self.separator
                .map(|text| ("separator", format!("{text}, by the first line"))),
        );
        lines.extend(
            self.sheet
                .as_ref()
                .map(|name| ("sheet", format!("`{name}`"))),
        );
        for renamed in &self.renamed {
            let own = self.header.get(renamed.column).map_or("", String::as_str);
            let how = if renamed.is_asked {
                ", by --column"
            } else {
                ""
            };
            lines.push(("column", format!("`{own}` is `{}`{how}", renamed.name)));
        }
        for cells in &self.merged {
            let fact = format!("{cells} are merged: only the first has a text");
            lines.push(("cells", fact));
        }
        lines
    }
}
