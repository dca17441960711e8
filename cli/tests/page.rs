//! `flashplan preview --html`: when the page is written, and what of.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn promo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/promo")
}

/// A folder of its own for a test.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // what an earlier run has left may or may not be there
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

fn flashplan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_flashplan"))
        .args(arguments)
        .output()
        .expect("the binary runs")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of a test is UTF-8")
}

/// The page of a folder, and the exit status.
fn page(folder: &Path, file: &Path, flags: &[&str]) -> (String, Option<i32>) {
    let output = flashplan(&[&["preview", text(folder), "--html", text(file)], flags].concat());
    let page = fs::read_to_string(file).expect("the page is there");
    (page, output.status.code())
}

/// What the page knows.
fn data(page: &str) -> Value {
    let (_, rest) = page.split_once("id=\"preview\">").expect("the data");
    let (json, _) = rest.split_once("</script>").expect("its end");
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn the_example_becomes_a_page_with_the_numbers_of_the_preview() {
    let folder = scratch("page-example");
    let (one, status) = page(&promo(), &folder.join("one.html"), &[]);
    let (two, _) = page(&promo(), &folder.join("two.html"), &[]);
    assert_eq!(status, Some(0));
    assert!(one == two, "the same bytes");
    let data = data(&one);
    assert_eq!(data["campaign"]["name"], "Pagnes du vendredi");
    let totals = &data["plan"]["totals"];
    let numbers = [
        "contacts",
        "selected",
        "reached",
        "missed",
        "sends",
        "occurrences",
    ]
    .map(|name| totals[name].as_u64());
    assert_eq!(numbers, [40, 35, 27, 8, 108, 4].map(Some));
    assert_eq!(data["plan"]["people"].as_array().map(Vec::len), Some(27));
    assert_eq!(data["plan"]["skipped"].as_array().map(Vec::len), Some(8));
    assert_eq!(data["problems"][1]["code"], "QUOTA_EXCEEDED");
    assert_eq!(data["problems"][1]["file"], "campaign.json");
    assert_eq!(data["problems"][1]["excerpt"]["line"], 4);
}

#[test]
fn what_is_printed_stays_the_same() {
    let folder = scratch("page-printed");
    let without = flashplan(&["preview", text(&promo())]);
    let with = flashplan(&[
        "preview",
        text(&promo()),
        "--html",
        text(&folder.join("page.html")),
    ]);
    assert_eq!(with.stdout, without.stdout);
    let told = String::from_utf8(with.stderr).expect("UTF-8");
    assert!(told.ends_with("page.html\n"), "{told}");
}

#[test]
fn a_campaign_that_is_refused_becomes_a_page_of_its_problems() {
    let folder = scratch("page-refused");
    let campaign = folder.join("campaign.json");
    fs::write(
        &campaign,
        r#"{"name": "Sans instance", "repeat": "hourly"}"#,
    )
    .expect("a file");
    let flags = ["--campaign", text(&campaign)];
    let (page, status) = page(&promo(), &folder.join("page.html"), &flags);
    assert_eq!(status, Some(1));
    let data = data(&page);
    assert_eq!(data["plan"], Value::Null);
    assert_eq!(data["campaign"]["name"], "Sans instance");
    let problems = data["problems"].as_array().expect("problems");
    assert!(
        problems.len() > 3 && problems[0]["severity"] == "error",
        "{problems:?}"
    );
    assert!(problems.iter().all(|problem| problem["hint"]["fr"] != ""));
}

#[test]
fn a_policy_that_stops_the_plan_becomes_a_problem() {
    let folder = scratch("page-stopped");
    let (page, status) = page(
        &promo(),
        &folder.join("page.html"),
        &["--quota-policy", "fail"],
    );
    assert_eq!(status, Some(1));
    let data = data(&page);
    assert_eq!(
        (&data["plan"], &data["problems"][0]["code"]),
        (&Value::Null, &Value::from("QUOTA_EXCEEDED"))
    );
}

#[test]
fn an_earlier_plan_is_compared() {
    let folder = scratch("page-compared");
    let earlier = folder.join("earlier.ndjson");
    let planned = flashplan(&[
        "plan",
        text(&promo()),
        "--count",
        "3",
        "--out",
        text(&earlier),
    ]);
    assert!(planned.status.success());
    let (page, status) = page(
        &promo(),
        &folder.join("page.html"),
        &["--compare", text(&earlier)],
    );
    assert_eq!(status, Some(0));
    let comparison = &data(&page)["comparison"];
    let counts =
        ["added", "removed", "moved", "changed", "same"].map(|name| comparison[name].as_u64());
    assert_eq!(counts, [27, 0, 0, 0, 81].map(Some));
    assert_eq!(comparison["name"], "earlier.ndjson");
    assert_eq!(comparison["changes"][0]["who"], "Awa Doe");
}

#[test]
fn an_earlier_plan_that_is_broken_is_told_and_left_out() {
    let folder = scratch("page-broken");
    let earlier = folder.join("earlier.ndjson");
    fs::write(&earlier, "{\"kind\":\"send\"}\n").expect("a file");
    let file = folder.join("page.html");
    let output = flashplan(&[
        "preview",
        text(&promo()),
        "--html",
        text(&file),
        "--compare",
        text(&earlier),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(told.contains("earlier.ndjson:1"), "{told}");
    let missing = flashplan(&[
        "preview",
        text(&promo()),
        "--html",
        text(&file),
        "--compare",
        "nowhere.ndjson",
    ]);
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn a_page_that_cannot_be_written_leaves_the_old_one() {
    let folder = scratch("page-unwritable");
    let output = flashplan(&[
        "preview",
        text(&promo()),
        "--html",
        text(&folder.join("nowhere/page.html")),
    ]);
    assert_eq!(output.status.code(), Some(2));
    let output = flashplan(&["preview", text(&promo()), "--open"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn problems_are_listed_up_to_a_limit_and_errors_before_warnings() {
    let folder = scratch("page-problems");
    let listed = |broken: usize| {
        let contacts = folder.join("contacts.csv");
        let lines: String = (0..broken)
            .map(|i| format!("c{i},Awa,+22901{i:08},fidele,one,too,many\n"))
            .collect();
        fs::write(
            &contacts,
            format!("id,name,phone,tags,meta.points\nc,Awa,+2290197000001,fidele,1\n{lines}"),
        )
        .expect("a file");
        let flags = [
            "--contacts",
            text(&contacts),
            "--quota",
            "1",
            "--quota-policy",
            "fail",
        ];
        let data = data(&page(&promo(), &folder.join("page.html"), &flags).0);
        let problems = data["problems"].as_array().expect("problems").clone();
        (problems, data["moreProblems"].as_u64().expect("a number"))
    };
    let (few, more) = listed(3);
    assert!(few.len() > 3 && more == 0, "{few:?}");
    let (many, more) = listed(500);
    assert_eq!(many.len(), 200);
    assert!(more > 0);
    assert_eq!(many[0]["code"], "QUOTA_EXCEEDED");
}

/// The opener of Linux desktops, replaced by one that writes down what it is asked to open.
#[cfg(target_os = "linux")]
#[test]
fn the_page_is_opened_when_it_is_whole() {
    use std::os::unix::fs::PermissionsExt;
    let folder = scratch("page-open");
    let (opener, file) = (folder.join("xdg-open"), folder.join("page.html"));
    fs::write(&opener, "#!/bin/sh\ncat \"$1\" >\"$1.opened\"\n").expect("a file");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("a program");
    let open = |path: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_flashplan"));
        command
            .args(["preview", text(&promo()), "--open", "--html", text(&file)])
            .env("PATH", path);
        command.output().expect("the binary runs")
    };
    let output = open(&format!("{}:/bin:/usr/bin", text(&folder)));
    assert_eq!(output.status.code(), Some(0));
    let read = |path: &Path| fs::read(path).expect("it is there");
    assert!(read(&folder.join("page.html.opened")) == read(&file));
    let output = open("/nowhere");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    let told: Vec<&str> = told.split_whitespace().collect();
    assert!(told.join(" ").contains("in a browser: "), "{told:?}");
}
