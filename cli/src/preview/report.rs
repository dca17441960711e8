//! What the template finds in the audience: how often each variable has a value, and who lacks it.

use super::text::{ROOM, heading};
use crate::show::visible;
use crate::words::{Counted, Words};
use crate::wrap::hung;
use flashplan::plan::{AudienceReport, ContactExample, VariableReport};
use std::fmt::Write as _;

const HEADING: Counted = Counted {
    one: Words {
        en: "What the template finds in {n} contact",
        fr: "Ce que le modèle trouve chez {n} contact",
    },
    many: Words {
        en: "What the template finds in {n} contacts",
        fr: "Ce que le modèle trouve chez {n} contacts",
    },
};

const COUNTS: Words = Words {
    en: "{present} with a value, {empty} empty, {missing} missing",
    fr: "{present} avec une valeur, {empty} vides, {missing} absentes",
};

const EMPTY: Words = Words {
    en: "empty: {rows}",
    fr: "vide : {rows}",
};

const MISSING: Words = Words {
    en: "missing: {rows}",
    fr: "absente : {rows}",
};

const ROW: Words = Words {
    en: "row {row}",
    fr: "rang {row}",
};

const LONGEST: Words = Words {
    en: "the longest text has {length} characters, in row {row}",
    fr: "le texte le plus long a {length} caractères, au rang {row}",
};

/// The report of a template that has variables of the contact; nothing of another.
pub(super) fn write(out: &mut String, report: &AudienceReport) -> std::fmt::Result {
    if report.variables.is_empty() {
        return Ok(());
    }
    heading(out, &HEADING.of(report.addressed))?;
    let widest = report.variables.iter().map(|known| known.path.len()).max();
    let width = widest.unwrap_or(0).min(ROOM / 3);
    for variable in &report.variables {
        write_variable(out, variable, width)?;
    }
    if let Some(longest) = report.longest {
        let (length, row) = (longest.length, longest.position + 1);
        let text = LONGEST.with(&[("length", &length), ("row", &row)]);
        writeln!(out, "{}", hung("  ", &text, 4))?;
    }
    Ok(())
}

fn write_variable(out: &mut String, variable: &VariableReport, width: usize) -> std::fmt::Result {
    let counts = COUNTS.with(&[
        ("present", &variable.present),
        ("empty", &variable.empty),
        ("missing", &variable.missing),
    ]);
    let path = visible(&variable.path);
    writeln!(out, "{}", hung(&format!("  {path:<width$}  "), &counts, 6))?;
    let examples = [
        (&EMPTY, &variable.empty_examples, variable.empty),
        (&MISSING, &variable.missing_examples, variable.missing),
    ];
    for (words, examples, all) in examples {
        if all > 0 {
            let rows = words.with(&[("rows", &rows(examples, all))]);
            writeln!(out, "{}", hung("    ", &rows, 6))?;
        }
    }
    Ok(())
}

fn rows(examples: &[ContactExample], all: u64) -> String {
    let row = |example: &ContactExample| ROW.with(&[("row", &(example.position + 1))]);
    let rows: Vec<String> = examples.iter().map(row).collect();
    let more = if all > examples.len() as u64 {
        ", .."
    } else {
        ""
    };
    format!("{}{more}", rows.join(", "))
}
