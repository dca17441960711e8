//! flashplan beside the libraries that do a part of its work, in one run.
fn main() {}
