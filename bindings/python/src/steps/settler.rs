//! Drafts that share an id, or a number, become one plan.

use super::columns::{broken, named, numbers};
use super::packets::{DATA, KEY, Packets};
use super::place;
use crate::arrow::Batch;
use crate::frame::batches_of;
use crate::planner::handed;
use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use flashplan::plan::{Candidate, Draft, settle_ids, settle_phones};
use pyo3::prelude::*;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Settles drafts, bin by bin: packets come sorted by their bins, and leave for the next ones.
#[pyclass(module = "flashplan._flashplan", frozen)]
pub(crate) struct Settler {
    open: Mutex<Open>,
}

/// The bin that is being filled, and what the bins before it have become.
struct Open {
    bin: i64,
    drafts: Vec<Draft>,
    settled: Settled,
}

enum Settled {
    /// By their ids: drafts go on to bins of their numbers, of which there are so many.
    Ids(Packets<Draft>, u64),
    /// By their numbers: candidates go to their chunks.
    Phones(Packets<Candidate>),
}

#[pymethods]
impl Settler {
    /// `by` is "ids", then "phones"; numbers come together in so many bins.
    #[new]
    fn new(by: &str, bins: u64) -> PyResult<Self> {
        let settled = match by {
            "ids" => Settled::Ids(Packets::default(), bins),
            "phones" => Settled::Phones(Packets::default()),
            other => {
                return Err(broken(format!(
                    "by is {other:?}: expected \"ids\" or \"phones\""
                )));
            }
        };
        let open = Open {
            bin: 0,
            drafts: Vec::new(),
            settled,
        };
        Ok(Self {
            open: Mutex::new(open),
        })
    }

    /// Takes packets; those of settled ones that are full.
    fn push(&self, py: Python<'_>, packets: &Bound<'_, PyAny>) -> PyResult<Vec<Batch>> {
        let batches = batches_of(packets)?;
        let full = py.detach(|| {
            let mut full = Vec::new();
            for batch in &batches {
                self.open().add(batch, &mut full)?;
            }
            Ok::<_, PyErr>(full)
        })?;
        Ok(full.into_iter().map(handed).collect())
    }

    /// The packets that are left.
    fn finish(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        let left = py.detach(|| {
            let mut open = self.open();
            open.settle();
            open.settled.take()
        })?;
        Ok(left.map(handed))
    }
}

impl Settler {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn add(&mut self, packets: &RecordBatch, full: &mut Vec<RecordBatch>) -> PyResult<()> {
        let (bins, data) = (numbers(packets, KEY)?, named(packets, DATA)?);
        for (bin, data) in bins.values().iter().zip(data.as_binary::<i32>()) {
            if *bin != self.bin {
                self.settle();
                full.extend(self.settled.full()?);
                self.bin = *bin;
            }
            let drafts: Vec<Draft> =
                postcard::from_bytes(data.unwrap_or_default()).map_err(broken)?;
            self.drafts.extend(drafts);
        }
        Ok(())
    }

    /// Settles the bin, which is whole.
    fn settle(&mut self) {
        match &mut self.settled {
            Settled::Ids(packets, bins) => {
                settle_ids(&mut self.drafts);
                for draft in self.drafts.drain(..) {
                    packets.add(place::bin_of_phone(&draft, *bins), draft);
                }
            }
            Settled::Phones(packets) => {
                settle_phones(&mut self.drafts);
                for draft in self.drafts.drain(..) {
                    let (chunk, _) = place::parts(draft.position());
                    if let Some(candidate) = draft.into_candidate() {
                        packets.add(chunk, candidate);
                    }
                }
            }
        }
    }
}

impl Settled {
    fn full(&mut self) -> PyResult<Option<RecordBatch>> {
        match self {
            Self::Ids(packets, _) => packets.full(),
            Self::Phones(packets) => packets.full(),
        }
    }

    fn take(&mut self) -> PyResult<Option<RecordBatch>> {
        match self {
            Self::Ids(packets, _) => packets.take(),
            Self::Phones(packets) => packets.take(),
        }
    }
}
