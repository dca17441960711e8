//! How a file of contacts was understood: what was not said in the file, or said in another way than
//! it is used.

use super::broken::Broken;
use super::headers::{By, Renamed};
use super::order::Positions;
use super::phones::Phones;
use super::unseen::Unseen;
use crate::words::Words;

/// Merged cells that are listed.
const LISTED: usize = 10;

/// What a person should know of a file before anything is sent by it.
#[derive(Clone, Debug)]
pub(crate) struct Understood {
    /// The encoding and how it is known; none for UTF-8.
    pub(crate) encoding: Option<String>,
    /// What stands between the columns; none for a comma, and where no text is separated.
    pub(crate) separator: Option<Words>,
    /// The sheet of a spreadsheet.
    pub(crate) sheet: Option<String>,
    /// The names of the columns.
    pub(crate) header: Vec<String>,
    pub(crate) renamed: Vec<Renamed>,
    /// Cells that are merged.
    pub(crate) merged: Vec<String>,
    /// What the column of positions holds, where one was asked for.
    pub(crate) positions: Option<Positions>,
    pub(crate) phones: Phones,
    /// Contacts whose values have characters that nobody sees.
    pub(crate) unseen: Unseen,
    /// Lines that cannot be read.
    pub(crate) broken: Broken,
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
            positions: None,
            phones,
            unseen: Unseen::default(),
            broken: Broken::new(),
            rows: 0,
        }
    }

    /// What the file as a whole was taken for: of what, and what.
    pub(crate) fn form(&self) -> Vec<(Words, String)> {
        let mut lines = Vec::new();
        lines.extend(self.encoding.clone().map(|text| (ENCODING, text)));
        lines.extend(
            self.separator
                .map(|words| (SEPARATOR, by_first_line(words))),
        );
        let quoted = |name: &String| format!("`{name}`");
        lines.extend(self.sheet.as_ref().map(|name| (SHEET, quoted(name))));
        for renamed in &self.renamed {
            let own = self.header.get(renamed.column).map_or("", String::as_str);
            let words = match renamed.by {
                By::Name => IS,
                By::Flag => ASKED_FOR,
                By::Need => IN_PLACE,
            };
            let fact = words.with(&[("own", &own), ("name", &renamed.name)]);
            lines.push((COLUMN, fact));
        }
        if let Some(positions) = &self.positions {
            lines.push((POSITIONS, told(positions)));
        }
        for cells in self.merged.iter().take(LISTED) {
            lines.push((CELLS, MERGED.with(&[("cells", cells)])));
        }
        let more = self.merged.len().saturating_sub(LISTED);
        if more > 0 {
            lines.push((CELLS, MORE_MERGED.with(&[("n", &more)])));
        }
        lines.extend(self.control_characters().map(|text| (VALUES, text)));
        lines
    }

    fn control_characters(&self) -> Option<String> {
        let Unseen { count, lines } = &self.unseen;
        let more = if *count > lines.len() as u64 {
            ", .."
        } else {
            ""
        };
        let lines: Vec<String> = lines.iter().map(u64::to_string).collect();
        let lines = format!("{}{more}", lines.join(", "));
        (*count > 0).then(|| CONTROLS.with(&[("n", count), ("lines", &lines)]))
    }
}

fn told(positions: &Positions) -> String {
    let words = if positions.ascends {
        POSITIONS_IN_ORDER
    } else {
        POSITIONS_SORTED
    };
    let column = &positions.column;
    let told = words.with(&[("column", column)]);
    match (positions.highest, positions.unused) {
        (Some(highest), 1..) => {
            let unused = UNUSED.with(&[("n", &positions.unused), ("highest", &highest)]);
            format!("{told}; {unused}")
        }
        _ => told,
    }
}

const POSITIONS: Words = Words {
    en: "positions",
    fr: "positions",
};

const POSITIONS_IN_ORDER: Words = Words {
    en: "by `{column}`, in whose order the file is",
    fr: "selon `{column}`, dont le fichier suit l'ordre",
};

const POSITIONS_SORTED: Words = Words {
    en: "by `{column}`; the file is in another order",
    fr: "selon `{column}` ; le fichier est dans un autre ordre",
};

const UNUSED: Words = Words {
    en: "of 0 to {highest} so many are free: {n}",
    fr: "de 0 à {highest}, autant sont libres : {n}",
};

fn by_first_line(separator: Words) -> String {
    BY_FIRST_LINE.with(&[("separator", &separator.text())])
}

pub(super) const SEMICOLON: Words = Words {
    en: "semicolon",
    fr: "point-virgule",
};

pub(super) const TAB: Words = Words {
    en: "tab",
    fr: "tabulation",
};

const ENCODING: Words = Words {
    en: "encoding",
    fr: "encodage",
};

const SEPARATOR: Words = Words {
    en: "separator",
    fr: "séparateur",
};

const BY_FIRST_LINE: Words = Words {
    en: "{separator}, by the first line",
    fr: "{separator}, d'après la première ligne",
};

const SHEET: Words = Words {
    en: "sheet",
    fr: "feuille",
};

const COLUMN: Words = Words {
    en: "column",
    fr: "colonne",
};

const IS: Words = Words {
    en: "`{own}` is `{name}`",
    fr: "`{own}` est `{name}`",
};

const ASKED_FOR: Words = Words {
    en: "`{own}` is `{name}`, by --column",
    fr: "`{own}` est `{name}`, par --column",
};

const IN_PLACE: Words = Words {
    en: "no `{name}`: the number in `{own}` tells contacts apart, or say which column does: --column {name}=NAME",
    fr: "pas d'`{name}` : le numéro de `{own}` distingue les contacts ; sinon dites quelle colonne : --column {name}=NOM",
};

const CELLS: Words = Words {
    en: "cells",
    fr: "cellules",
};

const MORE_MERGED: Words = Words {
    en: "and {n} more are merged",
    fr: "et {n} autres sont fusionnées",
};

const MERGED: Words = Words {
    en: "{cells} are merged: only the first has a text",
    fr: "{cells} sont fusionnées : seule la première a un texte",
};

const VALUES: Words = Words {
    en: "values",
    fr: "valeurs",
};

const CONTROLS: Words = Words {
    en: "control characters, which nobody sees, in {n} of the contacts (line {lines}); --neutralise keeps them out of messages",
    fr: "caractères de contrôle, invisibles, dans {n} des contacts (ligne {lines}) ; --neutralise les tient hors des messages",
};
