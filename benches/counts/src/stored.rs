//! The counts in the tree, and what they were counted with.

use std::error::Error;
use std::fmt::Write as _;
use std::process::Command;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/counts.txt");

/// The instructions of a path.
pub(crate) struct Count {
    pub(crate) name: String,
    pub(crate) instructions: u64,
}

/// What stands in the file: two lines of what it was counted with, then a count and its path on each.
pub(crate) struct Stored {
    made_with: [String; 2],
    counts: Vec<Count>,
}

impl Stored {
    pub(crate) fn read() -> Result<Self, Box<dyn Error>> {
        let text = std::fs::read_to_string(FILE)?;
        let mut lines = text.lines();
        let mut line = || lines.next().unwrap_or_default().to_owned();
        let made_with = [line(), line()];
        let counts = lines.map(|line| {
            let (instructions, name) = line.trim().split_once("  ").ok_or("no count")?;
            Ok::<_, Box<dyn Error>>(Count {
                name: name.to_owned(),
                instructions: instructions.parse()?,
            })
        });
        let counts = counts.collect::<Result<_, _>>()?;
        Ok(Self { made_with, counts })
    }

    /// Why its counts cannot be those of this machine, if they cannot.
    pub(crate) fn made_elsewhere(&self) -> Result<Option<String>, Box<dyn Error>> {
        let here = made_with()?;
        let differing = self.made_with.iter().zip(&here);
        Ok(differing
            .filter(|(there, here)| there != here)
            .map(|(there, here)| format!("the counts are of {there}, here is {here}"))
            .next())
    }

    pub(crate) fn of(&self, name: &str) -> Option<u64> {
        let count = self.counts.iter().find(|count| count.name == name)?;
        Some(count.instructions)
    }
}

pub(crate) fn write(counts: &[Count]) -> Result<(), Box<dyn Error>> {
    let mut text = made_with()?.join("\n");
    for count in counts {
        write!(text, "\n{:>12}  {}", count.instructions, count.name)?;
    }
    text.push('\n');
    Ok(std::fs::write(FILE, text)?)
}

/// The compiler and the target, as the compiler names them.
fn made_with() -> Result<[String; 2], Box<dyn Error>> {
    let output = Command::new("rustc").arg("-vV").output()?;
    let told = String::from_utf8(output.stdout)?;
    let line = |start: &str| told.lines().find(|line| line.starts_with(start));
    let version = line("rustc ").ok_or("rustc -vV names no version")?;
    let host = line("host: ").ok_or("rustc -vV names no host")?;
    Ok([version.to_owned(), host.replace("host: ", "target ")])
}
