//! Numbers as text, the way JavaScript writes them (ECMA-262, Number::toString).

use serde_json::Number;
use std::fmt::Write as _;

/// A whole number as it is, any other in the shortest form that reads back: `1.0` prints `1`,
/// `1e21` prints `1e+21`.
pub(super) fn print(number: &Number) -> String {
    let mut out = String::new();
    push(&mut out, number);
    out
}

pub(super) fn push(out: &mut String, number: &Number) {
    // writing to a String cannot fail
    let _ = match (number.as_u64(), number.as_i64()) {
        (Some(whole), _) => write!(out, "{whole}"),
        (None, Some(whole)) => write!(out, "{whole}"),
        (None, None) => {
            push_float(out, number.as_f64().unwrap_or(0.0));
            Ok(())
        }
    };
}

fn push_float(out: &mut String, value: f64) {
    if value == 0.0 {
        out.push('0');
        return;
    }
    if value < 0.0 {
        out.push('-');
    }
    let shortest = format!("{:e}", value.abs());
    let (digits, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let exponent: i32 = exponent.parse().unwrap_or(0);
    push_digits(out, &digits, exponent + 1);
}

/// `0.digits × 10^point`, laid out.
fn push_digits(out: &mut String, digits: &str, point: i32) {
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let zeros = |n: i32| "0".repeat(usize::try_from(n).unwrap_or(0));
    if count <= point && point <= 21 {
        out.push_str(digits);
        out.push_str(&zeros(point - count));
    } else if 0 < point && point <= 21 {
        let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
        out.push_str(whole);
        out.push('.');
        out.push_str(fraction);
    } else if -6 < point && point <= 0 {
        out.push_str("0.");
        out.push_str(&zeros(-point));
        out.push_str(digits);
    } else {
        push_scientific(out, digits, point - 1);
    }
}

fn push_scientific(out: &mut String, digits: &str, exponent: i32) {
    let (first, rest) = digits.split_at(1);
    out.push_str(first);
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    // writing to a String cannot fail
    let _ = write!(out, "e{sign}{}", exponent.abs());
}

/// The number that a text stands for (ECMA-262, StringToNumber): `" 1.5 "`, `0x10`, and 0 for a
/// text of white space.
pub(super) fn of_text(text: &str) -> Option<f64> {
    let text = text.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace() && c != '\u{85}');
    let radix = match text.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => return decimal(text),
    };
    let digit =
        |number: f64, c: char| Some(number * f64::from(radix) + f64::from(c.to_digit(radix)?));
    let digits = &text[2..];
    (!digits.is_empty()).then(|| digits.chars().try_fold(0.0, digit))?
}

fn decimal(text: &str) -> Option<f64> {
    let is_mark = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-');
    match text {
        "" => Some(0.0),
        "Infinity" | "+Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        // Rust also reads words such as `inf`
        _ if text.bytes().all(is_mark) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{of_text, push_float};

    #[test]
    fn texts_are_numbers_as_in_javascript() {
        let numbers = [
            ("", 0.0),
            (" \n", 0.0),
            ("1.5", 1.5),
            (".5", 0.5),
            ("5.", 5.0),
            ("+1e2", 100.0),
            ("0x1F", 31.0),
            ("0o17", 15.0),
            ("Infinity", f64::INFINITY),
            ("+Infinity", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
        ];
        for (text, number) in numbers {
            assert_eq!(of_text(text), Some(number), "{text}");
        }
        for text in [
            "inf", "nan", "1_0", "0x", "-0x1", "0b2", "e", "1,5", "é", ".",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }

    #[test]
    fn floats_print_as_in_javascript() {
        let cases = [
            (1.0, "1"),
            (-0.0, "0"),
            (9.99, "9.99"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e21, "1e+21"),
            (123_456_789_012_345_680_000.0, "123456789012345680000"),
            (1.5e-7, "1.5e-7"),
            (0.000_001, "0.000001"),
            (-1e-7, "-1e-7"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
        ];
        for (value, expected) in cases {
            let mut out = String::new();
            push_float(&mut out, value);
            assert_eq!(out, expected);
        }
    }
}
