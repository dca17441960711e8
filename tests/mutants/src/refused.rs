//! Which mutants do not compile: a type without a default value, a sum of two instants.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Reads the compiler's short messages, `src/plan/line.rs:12:34: error[E0277]: …`, and prints the number of the mutant
/// at each: that of the last switch before the place.
pub fn refused(tree: &Path) {
    let messages = io::read_to_string(io::stdin()).expect("messages are text");
    let numbers: BTreeSet<u32> = messages
        .lines()
        .filter(|line| line.contains(": error"))
        .filter_map(|line| number(tree, line))
        .collect();
    let all: Vec<String> = numbers.iter().map(u32::to_string).collect();
    println!("{}", all.join(","));
}

fn number(tree: &Path, message: &str) -> Option<u32> {
    let mut parts = message.splitn(4, ':');
    let file = fs::read_to_string(tree.join(parts.next()?)).ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let column: usize = parts.next()?.parse().ok()?;
    let before: String = file.lines().nth(line - 1)?.chars().take(column).collect();
    let (_, switch) = before.rsplit_once("mutant::m(")?;
    switch.split_once(')')?.0.parse().ok()
}
