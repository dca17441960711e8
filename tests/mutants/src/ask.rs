//! Runs the tests with each mutant on.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// A test of a program, the mutants that it reaches, and how long it takes by the processor's clock.
struct Test {
    program: PathBuf,
    name: String,
    reaches: BTreeSet<u32>,
    takes: Duration,
}

/// Tests of a program that run in one go, and how long that may last by the processor's clock.
struct Run<'a> {
    program: &'a Path,
    names: Vec<&'a str>,
    patience: Duration,
}

/// Tests up to the first of these run first, and so on: what is quick kills most.
const TIERS: [Duration; 6] = [
    Duration::from_millis(30),
    Duration::from_millis(120),
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(8),
    Duration::MAX,
];

/// Prints a line for each mutant of the list, as soon as it is known: `killed`, `hangs`, `survives` or `unreached`, and
/// the list's words. A test that takes longer than `FLASHPLAN_SECONDS` (a number such as 2 or 0.05) of the processor by itself
/// is not asked, and told.
pub fn ask(planted: &Path, programs: &[PathBuf]) {
    let most = std::env::var("FLASHPLAN_SECONDS")
        .ok()
        .and_then(|n| n.parse().ok());
    let most = Duration::from_secs_f64(most.unwrap_or(600.0));
    let named: Vec<(&Path, String)> = programs
        .iter()
        .flat_map(|program| {
            names(program)
                .into_iter()
                .map(|name| (program.as_path(), name))
        })
        .collect();
    let tests = Mutex::new(Vec::new());
    each(&named, |(program, name)| {
        let reached = reach(program, name, most);
        tests.lock().expect("no test panics here").extend(reached);
    });
    let tests = tests.into_inner().expect("no test panics here");
    eprintln!("{} of {} tests are asked", tests.len(), named.len());
    let list = fs::read_to_string(planted).expect("the list can be read");
    let lines: Vec<&str> = list.lines().collect();
    each(&lines, |line| {
        let number = line.split('\t').next().and_then(|n| n.parse().ok());
        let fate = number.map_or("unreached", |number| fate(number, &tests));
        println!("{fate}\t{line}");
    });
}

/// Does something with each item, on all processors.
fn each<T: Sync>(items: &[T], work: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(item);
                }
            });
        }
    });
}

/// The names of the tests of a program.
fn names(program: &Path) -> Vec<String> {
    let listed = Command::new(program)
        .args(["--list", "--format", "terse"])
        .output();
    let listed = listed.expect("a test program lists its tests").stdout;
    String::from_utf8_lossy(&listed)
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .map(str::to_owned)
        .collect()
}

/// A test that is run by itself without mutants. One that fails so is left out, and told.
fn reach(program: &Path, name: &str, most: Duration) -> Option<Test> {
    let folder = std::env::temp_dir();
    let own = format!(
        "flashplan-reached-{}-{:?}",
        std::process::id(),
        thread::current().id()
    );
    let file = folder.join(own);
    let _ = fs::remove_file(&file);
    let mut command = within(most, program, &[name]);
    let output = command.env("FLASHPLAN_REACHED", &file).output();
    let output = output.expect("the test starts");
    if !output.status.success() {
        eprintln!("left out: {} {name}", program.display());
        return None;
    }
    let takes = taken(&String::from_utf8_lossy(&output.stdout));
    if takes > most {
        eprintln!("left out: {} {name}", program.display());
        return None;
    }
    let reached = fs::read_to_string(&file).unwrap_or_default();
    let _ = fs::remove_file(&file);
    Some(Test {
        program: program.to_owned(),
        name: name.to_owned(),
        reaches: reached.lines().filter_map(|n| n.parse().ok()).collect(),
        takes,
    })
}

fn fate(mutant: u32, tests: &[Test]) -> &'static str {
    let runs = runs(mutant, tests);
    if runs.is_empty() {
        return "unreached";
    }
    let ends = runs.iter().map(|run| end(mutant, run));
    ends.into_iter()
        .find(|&fate| fate != "survives")
        .unwrap_or("survives")
}

/// The tests that reach a mutant, by how long they take and by program.
fn runs(mutant: u32, tests: &[Test]) -> Vec<Run<'_>> {
    let tier = |test: &Test| TIERS.iter().position(|&most| test.takes < most);
    let mut reaching: Vec<&Test> = tests
        .iter()
        .filter(|test| test.reaches.contains(&mutant))
        .collect();
    reaching.sort_by_key(|test| (tier(test), &test.program));
    let together = |a: &&Test, b: &&Test| a.program == b.program && tier(a) == tier(b);
    reaching.chunk_by(together).map(run).collect()
}

fn run<'a>(tests: &[&'a Test]) -> Run<'a> {
    let takes: Duration = tests.iter().map(|test| test.takes).sum();
    Run {
        program: &tests[0].program,
        names: tests.iter().map(|test| test.name.as_str()).collect(),
        patience: takes * 5 + Duration::from_secs(2),
    }
}

fn end(mutant: u32, run: &Run<'_>) -> &'static str {
    let mut command = within(run.patience, run.program, &run.names);
    let status = command.env("FLASHPLAN_MUTANT", mutant.to_string()).output();
    let status = status.expect("the test starts").status;
    match status.code() {
        Some(0) => "survives",
        // as the shell tells of the signal SIGXCPU, or SIGKILL where that was not heard
        Some(152 | 137) => "hangs",
        _ => "killed",
    }
}

/// A test program that may take so much time of the processor, which no load of the machine changes. It prints how much it took;
/// no time is spent on small counterexamples, and random cases are the same for each mutant.
fn within(most: Duration, program: &Path, names: &[&str]) -> Command {
    let mut command = Command::new("sh");
    let script =
        "ulimit -t $0; ulimit -v 8000000; \"$@\" >/dev/null 2>&1; fate=$?; times; exit $fate";
    command.args(["-c", script, &(most.as_secs() + 1).to_string()]);
    command.arg(program).arg("--exact").args(names);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1")
        .env("PROPTEST_RNG_SEED", "1");
    command
}

/// What the shell's `times` says of its children, in the second line: `0m0.120s 0m0.010s`.
fn taken(told: &str) -> Duration {
    let line = told.lines().nth(1).unwrap_or_default();
    let seconds = line.split_whitespace().filter_map(|time| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m')?;
        Some(60.0 * minutes.parse::<f64>().ok()? + seconds.parse::<f64>().ok()?)
    });
    Duration::from_secs_f64(seconds.sum())
}
