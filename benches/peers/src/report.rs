//! What was measured: as a table, as JSON, and as a picture.

use crate::plot;
use serde_json::{Value, json};

/// One table.
pub(crate) struct Report {
    /// What the picture's file is called.
    pub(crate) name: &'static str,
    /// What was measured, of what, how often.
    pub(crate) title: String,
    pub(crate) unit: &'static str,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Row>,
    /// The row that the others are held against.
    pub(crate) base: &'static str,
    /// What there is to say of the same run beside the table.
    pub(crate) notes: Vec<String>,
}

/// What one contender took, a number for each column.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) values: Vec<f64>,
}

impl Report {
    /// The numbers of a row.
    pub(crate) fn of(&self, name: &str) -> &[f64] {
        let row = self.rows.iter().find(|row| row.name == name);
        row.map_or(&[], |row| &row.values)
    }

    /// How many times as long as the base a contender takes.
    pub(crate) fn times(&self, row: &Row, column: usize) -> f64 {
        row.values[column] / self.of(self.base)[column]
    }

    /// A table of Markdown.
    pub(crate) fn text(&self) -> String {
        let line = |name: &str, cells: Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:>16}")).collect();
            format!("| {name:<38} | {} |\n", cells.join(" | "))
        };
        let mut text = format!("{} (times {})\n\n", self.title, self.base);
        text += &line("", self.columns.clone());
        text += &format!("|---|{}\n", "--:|".repeat(self.columns.len()));
        for row in &self.rows {
            let cell = |column| {
                let times = self.times(row, column);
                format!("{} ({times:.1})", shown(row.values[column]))
            };
            text += &line(row.name, (0..self.columns.len()).map(cell).collect());
        }
        for note in &self.notes {
            text += &format!("\n{note}");
        }
        text + "\n"
    }

    pub(crate) fn json(&self) -> Value {
        let row = |row: &Row| json!({"name": row.name, "values": row.values});
        json!({
            "name": self.name, "title": self.title, "unit": self.unit, "columns": self.columns,
            "rows": self.rows.iter().map(row).collect::<Vec<_>>(), "base": self.base,
            "notes": self.notes,
        })
    }

    pub(crate) fn svg(&self) -> String {
        plot::svg(self)
    }
}

/// Three digits or so.
pub(crate) fn shown(value: f64) -> String {
    match value {
        value if value < 10.0 => format!("{value:.2}"),
        value if value < 1_000.0 => format!("{value:.1}"),
        value => format!("{value:.0}"),
    }
}
