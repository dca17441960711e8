//! How many instructions each hot path of `flashplan` takes, held against `counts.txt`.
//!
//! A clock tells how busy a machine is; Valgrind's callgrind counts what a program does, and comes to
//! the same number beside any load. Each path is run some times and twice as often, so that the
//! difference leaves out what it needs to begin.
//!
//!     cargo run --release -p flashplan-counts             compares, 3 % either way
//!     cargo run --release -p flashplan-counts -- update   writes the file anew
//!
//! Counts belong to a compiler and a target: beside others the comparison says so and ends with 2.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a table on the terminal is what this program is for"
)]
#![allow(
    clippy::unwrap_used,
    reason = "a fixed input that fails ends the counting"
)]

mod paths;
mod stored;

use paths::{PATHS, Path};
use std::error::Error;
use std::process::{Command, ExitCode};
use stored::{Count, Stored};

/// By how much a count may differ, in percent: what another libc or a processor with other vector
/// instructions makes of it stays below.
const TOLERANCE: f64 = 3.0;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => compare(),
        ["update"] => update(),
        ["run", name, times] => run(name, times.parse()?),
        _ => Err("nothing, `update`, or `run PATH TIMES`".into()),
    }
}

/// What Valgrind looks at.
fn run(name: &str, times: u64) -> Result<ExitCode, Box<dyn Error>> {
    let path = PATHS.iter().find(|path| path.name == name);
    let mut work = (path.ok_or("no such path")?.prepare)();
    for _ in 0..times {
        work();
    }
    Ok(ExitCode::SUCCESS)
}

fn update() -> Result<ExitCode, Box<dyn Error>> {
    let counts = counts()?;
    stored::write(&counts)?;
    for count in counts {
        println!("{:>12}  {}", count.instructions, count.name);
    }
    Ok(ExitCode::SUCCESS)
}

fn compare() -> Result<ExitCode, Box<dyn Error>> {
    let stored = Stored::read()?;
    if let Some(difference) = stored.made_elsewhere()? {
        println!("not compared: {difference}");
        return Ok(ExitCode::from(2));
    }
    println!("{:>12} {:>12} {:>8}", "counted", "in the tree", "percent");
    let mut differing = 0;
    for count in counts()? {
        let Some(known) = stored.of(&count.name) else {
            println!(
                "{:>12} {:>12} {:>8}  {}",
                count.instructions, "-", "-", count.name
            );
            differing += 1;
            continue;
        };
        let percent = 100.0 * (count.instructions as f64 / known as f64 - 1.0);
        let differs = percent.abs() > TOLERANCE;
        differing += usize::from(differs);
        let mark = if differs { "  differs" } else { "" };
        println!(
            "{:>12} {known:>12} {percent:>+8.2}  {}{mark}",
            count.instructions, count.name
        );
    }
    if differing == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    println!(
        "{differing} differ by more than {TOLERANCE} %; where that is meant, and where it is faster: \
         cargo run --release -p flashplan-counts -- update"
    );
    Ok(ExitCode::FAILURE)
}

fn counts() -> Result<Vec<Count>, Box<dyn Error>> {
    PATHS.iter().map(counted).collect()
}

/// The instructions of one time: what twice as many times take more.
fn counted(path: &Path) -> Result<Count, Box<dyn Error>> {
    let once = under_callgrind(path, path.times)?;
    let twice = under_callgrind(path, 2 * path.times)?;
    Ok(Count {
        name: path.name.to_owned(),
        instructions: twice.saturating_sub(once) / path.times,
    })
}

fn under_callgrind(path: &Path, times: u64) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["run", path.name, &times.to_string()])
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let told = String::from_utf8_lossy(&output.stderr);
    let collected = told
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    match collected {
        Some((_, instructions)) if output.status.success() => Ok(instructions.trim().parse()?),
        _ => Err(format!("{} under valgrind: {told}", path.name).into()),
    }
}
