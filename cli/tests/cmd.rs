//! Runs the binary and compares everything that it prints, and its exit status, with the files in
//! `cmd/`. A new file is a new case; `TRYCMD=overwrite` writes what is printed now.

#[test]
fn prints_what_the_files_say() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
