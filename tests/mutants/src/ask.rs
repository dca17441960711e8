//! Runs the tests with each mutant on.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A test program, the mutants that its tests reach, and how long it takes.
struct Test {
    program: PathBuf,
    reaches: BTreeSet<u32>,
    takes: Duration,
}

/// Prints a line for each mutant of the list: `killed`, `hangs`, `survives` or `unreached`, and the list's words.
pub fn ask(planted: &Path, programs: &[PathBuf]) {
    let mut tests: Vec<Test> = programs.iter().map(|program| reach(program)).collect();
    tests.sort_by_key(|test| test.takes);
    let list = fs::read_to_string(planted).expect("the list can be read");
    for line in list.lines() {
        let number = line.split('\t').next().and_then(|n| n.parse().ok());
        let fate = number.map_or("unreached", |number| fate(number, &tests));
        println!("{fate}\t{line}");
    }
}

fn reach(program: &Path) -> Test {
    let file = std::env::temp_dir().join(format!("flashplan-reached-{}", std::process::id()));
    let _ = fs::remove_file(&file);
    let began = Instant::now();
    let mut command = Command::new(program);
    let status = quiet(&mut command).env("FLASHPLAN_REACHED", &file).status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "{} fails without mutants",
        program.display()
    );
    let reached = fs::read_to_string(&file).unwrap_or_default();
    Test {
        program: program.to_owned(),
        reaches: reached.lines().filter_map(|n| n.parse().ok()).collect(),
        takes: began.elapsed(),
    }
}

fn fate(mutant: u32, tests: &[Test]) -> &'static str {
    let mut fate = "unreached";
    for test in tests.iter().filter(|test| test.reaches.contains(&mutant)) {
        fate = "survives";
        let mut command = Command::new(&test.program);
        let mut child = quiet(&mut command)
            .env("FLASHPLAN_MUTANT", mutant.to_string())
            .spawn()
            .expect("the test starts");
        let end = Instant::now() + test.takes * 5 + Duration::from_secs(20);
        loop {
            match child.try_wait().expect("a child can be waited for") {
                Some(status) if status.success() => break,
                Some(_) => return "killed",
                None if Instant::now() > end => {
                    let _ = child.kill();
                    let _ = child.wait();
                    return "hangs";
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }
    fate
}

/// Nothing printed, and no time spent on small counterexamples.
fn quiet(command: &mut Command) -> &mut Command {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
}
