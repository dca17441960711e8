//! Runs the binary and compares everything that it prints, and its exit status, with the files in
//! `cmd/` and with the README. A new file is a new case; `TRYCMD=overwrite` writes what is printed now.

#[test]
fn prints_what_the_files_and_the_readme_say() {
    // the README is written for the root of the repository
    std::env::set_current_dir("..").expect("the package lies in the repository");
    trycmd::TestCases::new()
        .case("cli/tests/cmd/*.trycmd")
        .case("README.md");
}
