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
    let name = folded(name);
    if name.is_empty() || name.len() > LONGEST {
        return Vec::new();
    }
    let near = known.into_iter().filter_map(|candidate| {
        let chars = folded(candidate);
        let allowed = (name.len().max(chars.len()) / 3).max(1);
        let distance = distance(&name, &chars);
        (distance <= allowed).then_some((distance, candidate))
    });
    near.collect()
}

/// The characters in lower case, and one more than [`LONGEST`] of them at the most.
fn folded(name: &str) -> Vec<char> {
    name.chars()
        .flat_map(char::to_lowercase)
        .take(LONGEST + 1)
        .collect()
}

/// Edits and swaps of neighbours that lead from `a` to `b` (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replace = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
