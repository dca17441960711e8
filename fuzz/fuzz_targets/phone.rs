//! Any text as a phone number: a number prints as it is written, its spaces change nothing, and equal
//! numbers have equal keys.
#![no_main]

use flashplan::phone::Phone;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let phone = Phone::parse(text);
    assert_eq!(phone.is_ok(), is_number(text));
    if let Ok(phone) = phone {
        assert_eq!(phone.to_string(), text);
        assert_eq!(Phone::normalise(text).map(|read| read.phone), Ok(phone));
        // nothing of a number stands in what a log shows
        assert!(!format!("{phone:?}").contains(&text[1..text.len() - 2]));
    }
    if let Ok(number) = Phone::normalise(text) {
        let phone = number.phone;
        assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
        let spaced = format!(" {}", text.trim_start());
        assert_eq!(Phone::normalise(&spaced).map(|read| read.phone), Ok(phone));
        if let Some((renumbered, _)) = phone.renumbered() {
            assert_eq!(renumbered.renumbered(), None);
        }
    }
});

/// `+`, and 7 to 15 digits without a zero in front.
fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        let fits = (7..=15).contains(&digits.len()) && !digits.starts_with('0');
        fits && digits.chars().all(|c| c.is_ascii_digit())
    })
}
