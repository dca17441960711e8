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

#[cfg(test)]
mod tests {
    use super::push_float;

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
