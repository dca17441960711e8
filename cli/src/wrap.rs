//! Texts in lines that fit a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` in lines of at most `columns`: broken behind a space, a longer word where it must be.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_inclusive(' ') {
        for piece in pieces(word, columns) {
            let used = lines.last().map_or(0, |last| last.width());
            let own = piece.trim_end().width();
            if used > 0 && own > 0 && used + own > columns {
                lines.push(String::new());
            }
            if let Some(last) = lines.last_mut() {
                last.push_str(piece);
            }
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// A word, in pieces where it is wider than a line.
fn pieces(word: &str, columns: usize) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), word);
    while rest.trim_end().width() > columns {
        let mut width = 0;
        let fits = |&(_, c): &(usize, char)| {
            width += c.width().unwrap_or(0);
            width <= columns
        };
        let last = rest.char_indices().take_while(fits).last();
        // a character that is wider than a line stands alone in one
        let end = last.map_or_else(
            || rest.chars().next().map_or(0, char::len_utf8),
            |(at, c)| at + c.len_utf8(),
        );
        let (piece, behind) = rest.split_at(end);
        pieces.push(piece);
        rest = behind;
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_break_behind_a_space_and_words_where_they_must() {
        let cases: [(&str, &[&str]); 8] = [
            ("", &[""]),
            ("one two", &["one two"]),
            ("one two three", &["one two", "three"]),
            ("one  two  ", &["one  two"]),
            ("abcdefghijkl", &["abcdefgh", "ijkl"]),
            ("x abcdefghijkl", &["x", "abcdefgh", "ijkl"]),
            ("🌺🌺🌺🌺🌺", &["🌺🌺🌺🌺", "🌺"]),
            ("日本語 日本語", &["日本語", "日本語"]),
        ];
        for (text, lines) in cases {
            assert_eq!(wrapped(text, 8), lines, "{text:?}");
        }
        assert_eq!(wrapped("日本", 1), ["日", "本"]);
    }
}
