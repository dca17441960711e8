//! Whether the quotes of a record are as RFC 4180 has them.

/// Whether every quoted field of a record ends where its field ends (RFC 4180, section 2): what comes
/// after the quote is a delimiter, a line break, or nothing. A quote inside a field that does not begin
/// with one is a character like any other.
pub(super) fn is_quoted_right(record: &[u8], delimiter: u8) -> bool {
    if !record.contains(&b'"') {
        return true;
    }
    let mut rest = record;
    while let Some(start) = quoted_field(rest, delimiter) {
        let Some(length) = quoted_length(&rest[start + 1..]) else {
            return false;
        };
        rest = &rest[start + 1 + length..];
        match rest.first() {
            None | Some(b'\r' | b'\n') => return true,
            Some(&byte) if byte == delimiter => {}
            Some(_) => return false,
        }
    }
    true
}

/// Where the first field begins that is quoted.
fn quoted_field(record: &[u8], delimiter: u8) -> Option<usize> {
    if record.first() == Some(&b'"') {
        return Some(0);
    }
    record
        .windows(2)
        .position(|two| two == [delimiter, b'"'])
        .map(|at| at + 1)
}

/// How long a field is behind its first quote, the last one included; none if it has no end.
fn quoted_length(field: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += field[at..].iter().position(|&byte| byte == b'"')? + 1;
        if field.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::is_quoted_right;

    #[test]
    fn quotes_are_those_of_the_standard() {
        let right = [
            "",
            "a,b",
            "\"a\",b",
            "a,\"b \"\"c\"\"\"\r\n",
            "5\" pipe,b\n",
            "\"\",\"\"",
            "\"a\nb\",\"c,d\"\n",
            "a,\"\"",
        ];
        for record in right {
            assert!(is_quoted_right(record.as_bytes(), b','), "{record:?}");
        }
        let wrong = [
            "\"a",
            "a,\"b\nc,\"d\"\n",
            "\"Awa \"la belle\"\",b",
            "\"a\" ,b",
            "a,\"\"\"",
        ];
        for record in wrong {
            assert!(!is_quoted_right(record.as_bytes(), b','), "{record:?}");
        }
    }
}
