//! Puts many small mistakes into a copy of the library at once, each behind a switch, so that one build is enough to
//! ask of every one of them whether a test notices it.
//!
//!     flashplan-mutants plant SRC FILE...   rewrites SRC/FILE and SRC/lib.rs, and prints what was planted
//!     flashplan-mutants refused TREE        prints the numbers of those that the compiler's short messages name
//!     flashplan-mutants ask PLANTED TEST... asks each mutant of PLANTED with each test program
//!
//! A mutant is on where `FLASHPLAN_MUTANT` is its number. See docs/mutants.md.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "it ends where its work cannot go on"
)]

mod ask;
mod find;
mod plant;
mod refused;
mod values;

use std::path::{Path, PathBuf};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.split_first() {
        Some((command, rest)) if command == "plant" && rest.len() > 1 => {
            plant::plant(Path::new(&rest[0]), &rest[1..]);
        }
        Some((command, rest)) if command == "refused" && rest.len() == 1 => {
            refused::refused(Path::new(&rest[0]));
        }
        Some((command, rest)) if command == "ask" && rest.len() > 1 => {
            let tests: Vec<PathBuf> = rest[1..].iter().map(PathBuf::from).collect();
            ask::ask(Path::new(&rest[0]), &tests);
        }
        _ => eprintln!("flashplan-mutants plant SRC FILE... | refused TREE | ask PLANTED TEST..."),
    }
}
