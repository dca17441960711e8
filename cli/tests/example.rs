//! The example campaign, planned in the ways that must agree.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

fn promo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/promo")
}

/// What `flashplan plan` writes for the folder with these flags.
fn plan(folder: &Path, flags: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_flashplan"));
    let output = command
        .arg("plan")
        .arg(folder)
        .args(flags)
        .output()
        .expect("the binary runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("a plan is UTF-8")
}

/// The lines of sends and skipped contacts.
fn entries(plan: &str) -> impl Iterator<Item = &str> {
    plan.lines()
        .filter(|line| line.contains(r#""kind":"send""#) || line.contains(r#""kind":"skipped""#))
}

/// The value of a text field of a line.
fn field<'a>(line: &'a str, name: &str) -> &'a str {
    let start = line
        .find(&format!("\"{name}\":\""))
        .expect("the line has the field")
        + name.len()
        + 4;
    line[start..].split('"').next().expect("the text ends")
}

/// A folder of its own with the files of the example, its contacts rewritten by `edit`.
fn copy(name: &str, edit: impl Fn(Vec<String>) -> Vec<String>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("the folder can be made");
    for file in [
        "campaign.json",
        "templates.json",
        "instances.json",
        "user.json",
        "plan.toml",
        "suppressed.txt",
    ] {
        fs::copy(promo().join(file), folder.join(file)).expect("the file can be copied");
    }
    let contacts =
        fs::read_to_string(promo().join("contacts.csv")).expect("the contacts can be read");
    let lines = edit(contacts.lines().map(str::to_owned).collect());
    fs::write(folder.join("contacts.csv"), lines.join("\n")).expect("the contacts can be written");
    folder
}

#[test]
fn twice_the_same_is_the_same_bytes() {
    let once = plan(&promo(), &["--count", "3"]);
    assert_eq!(once, plan(&promo(), &["--count", "3"]));
    assert_eq!(entries(&once).count(), 3 * 35);
}

#[test]
fn four_shards_are_the_whole() {
    let whole = plan(&promo(), &["--count", "3"]);
    let mut parts = BTreeSet::new();
    let mut lines = 0;
    for shard in ["0/4", "1/4", "2/4", "3/4"] {
        let part = plan(&promo(), &["--count", "3", "--shard", shard]);
        lines += entries(&part).count();
        parts.extend(entries(&part).map(str::to_owned));
    }
    let whole: BTreeSet<String> = entries(&whole).map(str::to_owned).collect();
    assert_eq!(lines, whole.len(), "no line is in two parts");
    assert_eq!(parts, whole);
}

#[test]
fn shuffled_contacts_have_the_same_keys() {
    let keys = |plan: &str| -> BTreeMap<String, String> {
        entries(plan)
            .filter(|line| line.contains(r#""kind":"send""#))
            .map(|line| {
                (
                    field(line, "key").to_owned(),
                    field(line, "contactId").to_owned(),
                )
            })
            .collect()
    };
    // the two records with one number trade places, so that the other one wins: its keys are new
    let shuffled = copy("shuffled", |mut lines| {
        let header = lines.remove(0);
        lines.reverse();
        lines.rotate_left(11);
        lines.insert(0, header);
        lines
    });
    let (before, after) = (keys(&plan(&promo(), &[])), keys(&plan(&shuffled, &[])));
    let people = |keys: &BTreeMap<String, String>| keys.values().cloned().collect::<BTreeSet<_>>();
    let same: BTreeSet<_> = people(&before)
        .intersection(&people(&after))
        .cloned()
        .collect();
    assert_eq!(
        (before.len(), after.len(), same.len()),
        (4 * 27, 4 * 27, 26)
    );
    for (key, contact) in before.iter().filter(|(_, contact)| same.contains(*contact)) {
        assert_eq!(after.get(key), Some(contact));
    }
}

#[test]
fn what_was_sent_is_left_out_and_counted() {
    let whole = plan(&promo(), &[]);
    let sent: Vec<&str> = entries(&whole)
        .filter(|line| line.contains(r#""kind":"send""#))
        .take(30)
        .map(|line| field(line, "key"))
        .collect();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sent.txt");
    fs::write(&file, sent.join("\n")).expect("the keys can be written");
    let rest = plan(
        &promo(),
        &["--sent", file.to_str().expect("the path is UTF-8")],
    );
    assert!(rest.contains(r#""alreadySent":30"#));
    let all: BTreeSet<&str> = entries(&whole).collect();
    assert!(
        entries(&rest).all(|line| all.contains(line)),
        "nothing else has changed"
    );
    assert_eq!(entries(&rest).count() + 30, all.len());
}

#[test]
fn a_plan_that_fails_leaves_the_old_file() {
    let broken = copy("broken", |_| vec!["nothing that names columns".to_owned()]);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kept.ndjson");
    fs::write(&out, "the old plan").expect("the file can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_flashplan"));
    let output = command
        .arg("plan")
        .arg(&broken)
        .arg("--out")
        .arg(&out)
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        fs::read_to_string(&out).expect("the file is there"),
        "the old plan"
    );
    assert!(!out.with_extension("ndjson.part").exists());
}

#[cfg(unix)]
#[test]
fn a_device_stays_a_device_and_a_link_a_link() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    plan(&promo(), &["--out", "/dev/null"]);
    assert!(
        fs::metadata("/dev/null")
            .expect("it is still there")
            .file_type()
            .is_char_device()
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (link, file) = (folder.join("link.ndjson"), folder.join("linked.ndjson"));
    let _ = fs::remove_file(&link);
    fs::write(&file, "the old plan").expect("the file can be written");
    symlink(&file, &link).expect("the link can be made");
    plan(
        &promo(),
        &["--out", link.to_str().expect("the path is UTF-8")],
    );
    assert!(
        fs::symlink_metadata(&link)
            .expect("it is there")
            .is_symlink()
    );
    assert!(
        fs::read_to_string(&file)
            .expect("the file is there")
            .starts_with(r#"{"kind":"plan""#)
    );
}

#[test]
fn a_batch_never_stops_at_a_bad_line() {
    use std::io::Write;
    let questions = [
        (
            "render",
            "not json\n{\"template\":\"{{custom.a}}\",\"context\":{\"custom\":{\"a\":\"x\"}}}\n\n{\"template\":1}\n",
        ),
        (
            "check",
            "not json\n{\"as\":\"campaign\",\"json\":{}}\n\n{\"as\":\"nothing\",\"json\":{}}\n",
        ),
        (
            "occurrences",
            "not json\n{\"zone\":\"Europe/Paris\",\"dtstart\":\"2026-03-26T02:30:00\",\"rule\":\"FREQ=DAILY;COUNT=2\"}\n\n{}\n",
        ),
    ];
    for (command, lines) in questions {
        let mut child = Command::new(env!("CARGO_BIN_EXE_flashplan"))
            .args([command, "--batch"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("the binary runs");
        child
            .stdin
            .take()
            .expect("its input is piped")
            .write_all(lines.as_bytes())
            .expect("it reads all lines");
        let output = child.wait_with_output().expect("it ends");
        let answers = String::from_utf8(output.stdout).expect("answers are UTF-8");
        assert_eq!(answers.lines().count(), 4, "{command}: {answers}");
        assert_eq!(output.status.code(), Some(0), "{command}");
        for answer in answers.lines() {
            assert!(
                answer.starts_with('{') && answer.ends_with('}'),
                "{command}: {answer}"
            );
        }
    }
}

/// `flashplan check --batch`, to be written to and read from.
fn asked_line_by_line() -> Child {
    Command::new(env!("CARGO_BIN_EXE_flashplan"))
        .args(["check", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs")
}

#[test]
fn a_batch_answers_before_it_waits_for_more() {
    use std::io::{BufRead, BufReader, Write};
    let mut child = asked_line_by_line();
    let mut questions = child.stdin.take().expect("its input is piped");
    let mut answers = BufReader::new(child.stdout.take().expect("its output is piped"));
    for _ in 0..3 {
        questions
            .write_all(b"{\"as\":\"campaign\",\"json\":{}}\n")
            .expect("it takes a line");
        let mut answer = String::new();
        answers.read_line(&mut answer).expect("it answers");
        assert!(answer.contains("CONTENT_MODE_MISSING"));
    }
    drop(questions);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_line_of_a_batch_without_an_end_is_answered() {
    use std::io::Write;
    let mut child = asked_line_by_line();
    let mut input = child.stdin.take().expect("its input is piped");
    let writer = std::thread::spawn(move || {
        for _ in 0..20 {
            input.write_all(&vec![b'['; 1 << 20]).expect("it reads on");
        }
        input.write_all(b"\n{}\n").expect("it reads on");
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("all was read");
    let answers = String::from_utf8(output.stdout).expect("answers are UTF-8");
    assert_eq!(answers.lines().count(), 2);
    assert!(answers.contains("INPUT_TOO_LARGE"), "{answers}");
}
