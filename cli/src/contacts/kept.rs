//! Contacts that are kept in memory from their first reading on, so that a plan, which reads them at
//! least twice, need not read their file again.

use crate::progress::Position;
use flashplan::audience::Batch;
use flashplan::contact::FieldSet;

/// Bytes of memory that contacts are kept in: what a million of them take, or a little more. Where there
/// are more the file is read again, and memory does not grow with it.
pub(super) const MOST: usize = 112 << 20;

/// The contacts that are kept.
pub(super) struct Kept {
    fields: FieldSet,
    most: usize,
    state: State,
}

enum State {
    /// Nothing is to be kept, or it was too much.
    Nothing,
    /// The next reading is the first.
    Unread,
    Reading {
        batches: Vec<Batch>,
        bytes: usize,
    },
    Whole(Vec<Batch>),
}

impl Kept {
    /// Every reading reads the file.
    pub(super) fn nothing() -> Self {
        Self {
            state: State::Nothing,
            ..Self::up_to(0, FieldSet::all())
        }
    }

    /// The first reading keeps these fields.
    pub(super) fn fields(fields: FieldSet) -> Self {
        Self::up_to(MOST, fields)
    }

    fn up_to(most: usize, fields: FieldSet) -> Self {
        Self {
            fields,
            most,
            state: State::Unread,
        }
    }

    /// All contacts, where they are there with these fields.
    pub(super) fn batches(&self, fields: &FieldSet) -> Option<&[Batch]> {
        match &self.state {
            State::Whole(batches) if self.fields.covers(fields) => Some(batches),
            _ => None,
        }
    }

    /// A reading of `fields` begins: those that it has to read.
    pub(super) fn begin(&mut self, fields: &FieldSet) -> FieldSet {
        // a reading that did not come to its end left a part
        if let State::Unread | State::Reading { .. } = self.state {
            self.state = State::Reading {
                batches: Vec::new(),
                bytes: 0,
            };
            return self.fields.clone().and(fields.clone());
        }
        fields.clone()
    }

    /// Keeps nothing where the whole will be far too much, going by what is kept so far: memory that was
    /// taken in small pieces is not always given back.
    pub(super) fn foresee(&mut self, how_far: Position) {
        if let State::Reading { bytes, .. } = self.state
            && bytes > self.most / 16
            && how_far.whole_of(bytes as u64) > Some(self.most as u64 / 4 * 5)
        {
            self.state = State::Nothing;
        }
    }

    /// The next batch of the reading.
    pub(super) fn add(&mut self, batch: &Batch) {
        if let State::Reading { batches, bytes } = &mut self.state {
            *bytes += batch.table().memory();
            if *bytes > self.most {
                self.state = State::Nothing;
            } else {
                // a copy has no more memory than it needs
                batches.push(batch.clone());
            }
        }
    }

    /// The reading came to its end.
    pub(super) fn end(&mut self) {
        if let State::Reading { batches, .. } = &mut self.state {
            self.state = State::Whole(std::mem::take(batches));
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{FieldSet, Kept};
    use crate::progress::Watched;
    use flashplan::audience::Batch;
    use flashplan::contact::TableBuilder;
    use std::io::{Cursor, Read as _};

    fn batch(id: &str) -> Batch {
        let mut builder = TableBuilder::new(["id"]);
        builder.text(id).expect("room");
        Batch::new(builder.finish(), 0, Vec::new())
    }

    /// The ids that are there after a reading of two batches.
    fn kept(most: usize, asked: &FieldSet) -> Option<Vec<String>> {
        let mut kept = Kept::up_to(most, FieldSet::of(["id", "meta"]));
        assert!(kept.begin(&FieldSet::of(["name"])).has("name"));
        kept.add(&batch("a"));
        kept.begin(asked);
        ["b", "c"].iter().for_each(|id| kept.add(&batch(id)));
        assert!(kept.batches(asked).is_none());
        kept.end();
        let ids = |batches: &[Batch]| {
            let ids = batches.iter().filter_map(|batch| batch.id(0));
            ids.map(str::to_owned).collect()
        };
        kept.batches(asked).map(ids)
    }

    #[test]
    fn contacts_are_kept_whole_or_not_at_all() {
        let id = FieldSet::of(["id"]);
        let both = batch("b").table().memory() * 2;
        assert_eq!(kept(both, &id), Some(vec!["b".into(), "c".into()]));
        assert_eq!(kept(both - 1, &id), None);
        assert_eq!(
            kept(both, &FieldSet::of(["meta.city"])).map(|k| k.len()),
            Some(2)
        );
        assert_eq!(kept(both, &FieldSet::all()), None);
    }

    #[test]
    fn what_will_be_far_too_much_is_given_up_early() {
        let mut file = Watched::new(Cursor::new([0; 100]), 100);
        file.read_exact(&mut [0; 10]).expect("bytes");
        let one = batch("a").table().memory();
        // a tenth of the file is one batch; a quarter more than there is room for may still fit
        for (most, is_kept) in [(one * 8, true), (one * 8 - 8, false)] {
            let mut kept = Kept::up_to(most, FieldSet::of(["id"]));
            kept.begin(&FieldSet::all());
            kept.add(&batch("a"));
            kept.foresee(file.position().get());
            kept.end();
            let batches = kept.batches(&FieldSet::of(["id"]));
            assert_eq!(batches.is_some(), is_kept, "{most}");
        }
    }

    #[test]
    fn nothing_is_kept_unless_asked_for() {
        let mut kept = Kept::nothing();
        kept.begin(&FieldSet::all());
        kept.add(&batch("a"));
        kept.end();
        assert!(kept.batches(&FieldSet::all()).is_none());
    }
}
