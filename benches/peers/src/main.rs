//! flashplan beside the libraries that do a part of its work, in one run.
//!
//!     cargo run --release -p flashplan-peers -- schedule        one table; without a name all of them
//!     cargo run --release -p flashplan-peers -- --format json   the same as JSON
//!     cargo run --release -p flashplan-peers -- --figures DIR   and a picture of each in a folder
#![allow(
    clippy::print_stdout,
    reason = "a table on the terminal is what this program is for"
)]
#![allow(
    clippy::unwrap_used,
    reason = "a peer that fails on a fixed input ends the comparison"
)]

mod compile;
mod plan;
mod plot;
mod render;
mod report;
mod sample;
mod schedule;

use report::Report;
use std::path::PathBuf;

/// Measures one table or more.
type Tables = fn() -> Vec<Report>;

const TABLES: [(&str, Tables); 4] = [
    ("schedule", schedule::tables),
    ("render", render::tables),
    ("compile", compile::tables),
    ("plan", plan::tables),
];

/// What the command line asks for.
#[derive(Default)]
struct Wanted {
    names: Vec<String>,
    json: bool,
    figures: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wanted = wanted()?;
    let mut reports = Vec::new();
    for (name, tables) in TABLES {
        if wanted.names.is_empty() || wanted.names.iter().any(|wanted| wanted == name) {
            for report in tables() {
                if !wanted.json {
                    println!("{}", report.text());
                }
                reports.push(report);
            }
        }
    }
    if wanted.json {
        let all: Vec<_> = reports.iter().map(Report::json).collect();
        println!("{}", serde_json::to_string_pretty(&all)?);
    }
    if let Some(folder) = wanted.figures {
        std::fs::create_dir_all(&folder)?;
        for report in reports {
            std::fs::write(folder.join(format!("{}.svg", report.name)), report.svg())?;
        }
    }
    Ok(())
}

fn wanted() -> Result<Wanted, Box<dyn std::error::Error>> {
    let mut wanted = Wanted::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--format" => match words.next().as_deref() {
                Some("json") => wanted.json = true,
                Some("text") => wanted.json = false,
                _ => return Err("--format takes text or json".into()),
            },
            "--figures" => {
                wanted.figures = Some(words.next().ok_or("--figures takes a folder")?.into())
            }
            name if TABLES.iter().any(|(known, _)| *known == name) => wanted.names.push(word),
            _ => {
                return Err(format!(
                    "no table {word}: there are schedule, render, compile and plan"
                )
                .into());
            }
        }
    }
    Ok(wanted)
}
