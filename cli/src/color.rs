//! Whether colours are written: for a terminal, unless its person wants none.
//!
//! Everything for people is written with colours in it; the streams take them out again where nobody
//! would see them: `NO_COLOR`, `CLICOLOR=0` and `TERM=dumb` are respected, and `--color` wins.

use anstream::ColorChoice;
use std::ffi::OsString;

/// Settles it for every stream. The flag is looked for before the arguments are read, because what is
/// wrong with them is written in colours too.
pub(crate) fn settle(args: impl Iterator<Item = OsString>) {
    if let Some(choice) = asked_for(args) {
        choice.write_global();
    }
}

fn asked_for(args: impl Iterator<Item = OsString>) -> Option<ColorChoice> {
    let mut choice = None;
    let mut is_value = false;
    for arg in args.skip(1) {
        let text = arg.to_str().unwrap_or_default();
        if is_value {
            choice = named(text);
        } else if let Some(value) = text.strip_prefix("--color=") {
            choice = named(value);
        } else if text == "--" {
            break;
        }
        is_value = text == "--color";
    }
    choice
}

fn named(text: &str) -> Option<ColorChoice> {
    match text {
        "always" => Some(ColorChoice::Always),
        "never" => Some(ColorChoice::Never),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ColorChoice, asked_for};

    #[test]
    fn the_last_flag_wins_and_a_file_of_that_name_is_none() {
        let asked = |text: &str| asked_for(text.split(' ').map(Into::into));
        let cases = [
            ("flashplan plan", None),
            ("flashplan --color never plan", Some(ColorChoice::Never)),
            ("flashplan plan --color=always", Some(ColorChoice::Always)),
            ("flashplan --color always --color auto", None),
            ("flashplan check -- --color always", None),
            ("flashplan check --color", None),
        ];
        for (args, choice) in cases {
            assert_eq!(asked(args), choice, "{args}");
        }
    }
}
