//! Searches that look at each byte once.

/// A search that remembers its last hit, so that asking from many places stays linear in all.
pub(super) struct Search {
    needle: &'static str,
    /// Asked from here, found there (the length of the text for nothing).
    from: usize,
    hit: usize,
}

impl Search {
    pub(super) fn new(needle: &'static str) -> Self {
        Self {
            needle,
            from: usize::MAX,
            hit: 0,
        }
    }

    /// The first place of the needle at `from` or after it.
    pub(super) fn at_or_after(&mut self, source: &str, from: usize) -> Option<usize> {
        if from < self.from {
            // asked further back than before: only what lies between is new
            let end = self.from.saturating_add(self.needle.len() - 1);
            let gap = source.get(from..end.min(source.len()));
            match find(gap.unwrap_or(&source[from..]), self.needle) {
                Some(i) => self.hit = from + i,
                None if self.from > source.len() => self.hit = source.len(),
                None => {}
            }
            self.from = from;
        } else if from > self.hit {
            let found = source.get(from..).and_then(|rest| find(rest, self.needle));
            self.hit = found.map_or(source.len(), |i| from + i);
            self.from = from;
        }
        (self.hit < source.len()).then_some(self.hit)
    }
}

/// The first place of a short needle of ASCII. A search for the whole needle prepares itself for long
/// texts, which costs more than most templates are long.
fn find(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let first = *needle.first()?;
    let mut from = 0;
    loop {
        let at = from + memchr::memchr(first, &text[from..])?;
        if text[at..].starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::Search;

    /// Whatever was asked before, the answer is that of a search from there.
    #[test]
    fn every_order_of_asking_finds_the_same() {
        for text in ["{{a}}{{b}} {{{c}}}", "-- -", "", "x", "{{", "a{{"] {
            for needle in ["{{", "}}", "--", "-"] {
                let find = |from: usize| text[from..].find(needle).map(|at| from + at);
                let places = || 0..=text.len();
                for (one, two) in places().flat_map(|one| places().map(move |two| (one, two))) {
                    for three in places() {
                        let mut search = Search::new(needle);
                        for from in [one, two, three] {
                            let found = search.at_or_after(text, from);
                            assert_eq!(found, find(from), "{needle} in {text} from {from}");
                        }
                    }
                }
            }
        }
    }
}
