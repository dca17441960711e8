//! "Did you mean": the known names nearest to an unknown one.

/// A name longer than this gets no suggestion: the work is the product of the lengths.
const LONGEST: usize = 64;

/// The name of `known` that is nearest to `name`, if one is near enough to be meant: at most a
/// third of its characters apart (edits and swaps of neighbours), letter case aside.
///
/// The first of equally near names wins, so the answer depends on the order of `known` alone.
///
/// ```
/// use flashplan::issue::nearest;
/// assert_eq!(nearest("contct", ["contact", "custom"]), Some("contact"));
/// assert_eq!(nearest("zebra", ["contact", "custom"]), None);
/// ```
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(name, known)
        .into_iter()
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// The names of `known` that are near enough to be meant, the nearest first, `most` of them at the
/// most. Equally near ones stay in their order.
///
/// ```
/// use flashplan::issue::nearest_few;
/// assert_eq!(nearest_few("Pari", ["Bari", "Rome", "Paris"], 3), ["Bari", "Paris"]);
/// ```
pub fn nearest_few<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let mut near = near(name, known);
    near.sort_by_key(|(distance, _)| *distance);
    // one that is much further than the nearest is not meant
    let furthest = near.first().map_or(0, |(distance, _)| distance + 1);
    near.into_iter()
        .take_while(|(distance, _)| *distance <= furthest)
        .take(most)
        .map(|(_, known)| known)
        .collect()
}

/// The names that are near enough, each with its distance, in the order of `known`.
fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let (mut own, mut chars) = (Vec::new(), Vec::new());
    fold(name, &mut own);
    if own.is_empty() || own.len() > LONGEST {
        return Vec::new();
    }
    let own_letters = letters(&own);
    let near = known.into_iter().filter_map(|candidate| {
        fold(candidate, &mut chars);
        let allowed = (own.len().max(chars.len()) / 3).max(1);
        // most names are too long, too short, or of other letters: that is seen without their edits
        let least = unshared(own_letters, letters(&chars)).max(own.len().abs_diff(chars.len()));
        let distance = (least <= allowed).then(|| distance(&own, &chars))?;
        (distance <= allowed).then_some((distance, candidate))
    });
    near.collect()
}

/// Puts the characters in lower case, and one more than [`LONGEST`] of them at the most, in the place of what was there.
fn fold(name: &str, chars: &mut Vec<char>) {
    chars.clear();
    if name.is_ascii() {
        let bytes = name.bytes().take(LONGEST + 1);
        chars.extend(bytes.map(|b| char::from(b.to_ascii_lowercase())));
    } else {
        let lower = name.chars().flat_map(char::to_lowercase);
        chars.extend(lower.take(LONGEST + 1));
    }
}

/// A bit for each character there is; some share one.
fn letters(name: &[char]) -> u64 {
    let bit = |c: &char| 1 << (u32::from(*c) % 64);
    name.iter().map(bit).fold(0, |all, bit: u64| all | bit)
}

/// So many edits are needed at least for the characters that only one of two names has: an edit takes one
/// away and brings one at the most, a swap neither.
fn unshared(a: u64, b: u64) -> usize {
    (a & !b).count_ones().max((b & !a).count_ones()) as usize
}

/// Edits and swaps of neighbours that lead from `a` to `b` (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = before_last.clone();
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let replace = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        // the oldest row is written over next
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, distance, letters, nearest, nearest_few, unshared};
    use proptest::prelude::*;

    /// Every way from one name to the other, by hand.
    fn edits(a: &[char], b: &[char]) -> usize {
        let (Some((last_a, rest_a)), Some((last_b, rest_b))) = (a.split_last(), b.split_last())
        else {
            return a.len().max(b.len());
        };
        let replaced = edits(rest_a, rest_b) + usize::from(last_a != last_b);
        let taken = (edits(rest_a, b) + 1).min(edits(a, rest_b) + 1);
        let swapped = match (rest_a.split_last(), rest_b.split_last()) {
            (Some((x, rest_a)), Some((y, rest_b))) if (x, last_a) == (last_b, y) => {
                edits(rest_a, rest_b) + 1
            }
            _ => usize::MAX,
        };
        replaced.min(taken).min(swapped)
    }

    #[test]
    fn a_third_of_the_characters_may_differ() {
        let near = |name, known| nearest(name, [known]).is_some();
        // of one to five characters one, of six two, of the longer name
        assert!(near("x", "y") && near("xy", "x") && near("x", "xy"));
        assert!(near("abcde", "abcdx") && !near("abcde", "abcxx"));
        assert!(near("abcdef", "abcdxx") && near("abcd", "abcdef"));
        assert!(!near("abcdef", "abcxxx") && !near("abc", "abcdef"));
        assert!(near("Paris", "PARIS") && near("ÉTÉ", "été"));
        // two neighbours that changed places are one edit
        assert!(near("phoen", "phone") && near("ab", "ba") && !near("abc", "cab"));
        assert!(!near("", "x"));
    }

    #[test]
    fn a_name_that_is_too_long_has_no_neighbour() {
        let name = "n".repeat(LONGEST);
        let longer = format!("{name}n");
        assert_eq!(nearest(&name, [longer.as_str()]), Some(longer.as_str()));
        assert_eq!(nearest(&longer, [name.as_str()]), None);
        let accents = "é".repeat(LONGEST + 1);
        assert_eq!(nearest(&accents, [accents.as_str()]), None);
        let fewer = &accents["é".len()..];
        assert_eq!(nearest(fewer, [fewer]), Some(fewer));
    }

    #[test]
    fn the_nearest_come_first_and_those_much_further_not_at_all() {
        let known = [
            "abcdefghx",
            "abcdefghi",
            "abcdefxxx",
            "abcdefgxx",
            "abcdefghy",
        ];
        let few = |most| nearest_few("abcdefghi", known, most);
        assert_eq!(few(9), ["abcdefghi", "abcdefghx", "abcdefghy"]);
        assert_eq!(few(2), ["abcdefghi", "abcdefghx"]);
        assert_eq!(few(0), [""; 0]);
        assert_eq!(nearest("abcdefghz", known), Some("abcdefghx"));
    }

    proptest! {
        #[test]
        fn what_is_unshared_takes_as_many_edits_at_least(
            a in "[a-e/_é\u{421}]{0,9}",
            b in "[a-e/_é\u{421}]{0,9}",
        ) {
            let [a, b] = [a, b].map(|name| name.chars().collect::<Vec<char>>());
            prop_assert!(unshared(letters(&a), letters(&b)) <= distance(&a, &b));
        }

        #[test]
        fn the_distance_is_that_of_the_shortest_way(a in "[ab]{0,6}", b in "[abc]{0,6}") {
            let [a, b] = [a, b].map(|name| name.chars().collect::<Vec<char>>());
            prop_assert_eq!(distance(&a, &b), edits(&a, &b));
        }
    }
}
