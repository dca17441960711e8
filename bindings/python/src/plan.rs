//! The plan of a frame of contacts, batch by batch, made on a thread of its own.

use crate::arrow::{Batch, as_struct};
use crate::error::{Kind, raise};
use crate::frame::Frame;
use crate::inputs::Prepared;
use crate::rows::{PlanRows, SCHEMA};
use crate::value::to_python;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field};
use flashplan::contact::TableFull;
use flashplan::plan::{PlanStopped, Summary};
use pyo3::exceptions::{PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// Batches that wait for their reader: one that is made while another is read.
const WAITING: usize = 1;

/// Bytes of lines that are handed out at a time.
const LINES: usize = 1 << 18;

/// The plan of a campaign for a frame of contacts: planned and skipped sends, batch by batch.
///
/// It is an iterator of batches, and a stream of them for whoever knows Arrow's PyCapsule interface:
/// pyarrow.table(plan), polars.DataFrame(plan). Either goes through it once; then `summary` is there.
#[pyclass(module = "flashplan", frozen)]
pub(crate) struct Plan {
    source: Source,
    run: Mutex<Option<Run<RecordBatch>>>,
    summary: Shared,
}

/// What a plan is made of, as often as somebody asks.
#[derive(Clone)]
struct Source {
    prepared: Arc<Prepared>,
    frame: Frame,
    batch_rows: usize,
}

/// What the plan adds up to, once it was read to its end.
type Shared = Arc<Mutex<Option<Summary>>>;

#[pymethods]
impl Plan {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        let next = py.detach(|| {
            let mut run = locked(&self.run);
            let run = run.get_or_insert_with(|| self.source.rows(&self.summary));
            run.next()
        });
        Ok(next?.map(|rows| Batch { rows }))
    }

    /// The first line of the plan: what it is a plan of, and what it is made with.
    #[getter]
    fn header<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.source.prepared.plan.header())
    }

    /// What the plan adds up to, its hash among it, and under `issues` what is worth a warning. None
    /// until the plan was read to its end.
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let summary = locked(&self.summary).clone();
        to_python(
            py,
            &summary.map_or(Value::Null, |summary| with_issues(&summary)),
        )
    }

    /// The plan as the command line writes it: JSON lines with header and summary, some at a time.
    fn lines(&self) -> Lines {
        Lines {
            run: Mutex::new(self.source.lines(&self.summary)),
        }
    }

    /// Writes the plan as the command line writes it, JSON lines, and gives its summary. A plan that fails
    /// leaves no file.
    fn write<'py>(&self, py: Python<'py>, path: PathBuf) -> PyResult<Bound<'py, PyAny>> {
        let written = py.detach(|| {
            let written = self.write_lines(&path);
            if written.is_err() {
                // there is nothing to tell besides why it was not written
                let _ = std::fs::remove_file(&path);
            }
            written
        });
        written?;
        self.summary(py)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, SCHEMA.as_ref())?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let run = locked(&self.run).take();
        let run = run.unwrap_or_else(|| self.source.rows(&self.summary));
        let field = Field::new("", DataType::Struct(SCHEMA.fields().clone()), false);
        let reader = Box::new(ArrayIterator::new(Arrays { run }, Arc::new(field)));
        Ok(to_stream_pycapsule(py, reader, requested_schema)?)
    }
}

impl Plan {
    pub(crate) fn new(prepared: Arc<Prepared>, frame: Frame, batch_rows: usize) -> Self {
        let source = Source {
            prepared,
            frame,
            batch_rows,
        };
        Self {
            source,
            run: Mutex::new(None),
            summary: Shared::default(),
        }
    }

    fn write_lines(&self, path: &std::path::Path) -> PyResult<()> {
        let failed = |error: io::Error| {
            let reason = error.kind().to_string();
            PyOSError::new_err((error.raw_os_error(), reason, path.display().to_string()))
        };
        let mut run = self.source.lines(&self.summary);
        // what keeps the plan from being made is known before there is a file
        let mut next = run.next()?;
        let mut file = BufWriter::new(File::create(path).map_err(failed)?);
        while let Some(lines) = next {
            file.write_all(&lines).map_err(failed)?;
            next = run.next()?;
        }
        file.flush().map_err(failed)
    }
}

/// The lines of a plan, some at a time.
#[pyclass(module = "flashplan", frozen)]
pub(crate) struct Lines {
    run: Mutex<Run<Vec<u8>>>,
}

#[pymethods]
impl Lines {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyBytes>>> {
        let next = py.detach(|| locked(&self.run).next());
        Ok(next?.map(|lines| PyBytes::new(py, &lines)))
    }
}

impl Source {
    /// Makes the plan as batches.
    fn rows(&self, summary: &Shared) -> Run<RecordBatch> {
        let mut rows = PlanRows::new(self.batch_rows);
        Run::start(self.clone(), summary.clone(), move |source, sender| {
            let (plan, mut frame) = (&source.prepared.plan, source.frame);
            let summary = plan.stream::<_, Stop>(&mut frame, &mut |entry, _| {
                rows.push(entry);
                if rows.is_full() {
                    send(sender, rows.take()?)
                } else {
                    Ok(())
                }
            })?;
            if !rows.is_empty() {
                send(sender, rows.take()?)?;
            }
            Ok(summary)
        })
    }

    /// Makes the plan as lines.
    fn lines(&self, summary: &Shared) -> Run<Vec<u8>> {
        Run::start(self.clone(), summary.clone(), |source, sender| {
            let (plan, mut frame) = (&source.prepared.plan, source.frame);
            let mut lines = format!("{}\n", plan.header()).into_bytes();
            let summary = plan.stream::<_, Stop>(&mut frame, &mut |_, line| {
                lines.extend_from_slice(line.as_bytes());
                if lines.len() >= LINES {
                    return send(sender, std::mem::take(&mut lines));
                }
                Ok(())
            })?;
            lines.extend(format!("{}\n", json!(summary)).into_bytes());
            send(sender, lines)?;
            Ok(summary)
        })
    }
}

fn send<T>(sender: &SyncSender<Result<T, Stop>>, part: T) -> Result<(), Stop> {
    sender.send(Ok(part)).map_err(|_| Stop::Gone)
}

/// One making of a plan: its parts come through a channel.
struct Run<T> {
    parts: Option<Receiver<Result<T, Stop>>>,
    thread: Option<JoinHandle<()>>,
}

impl<T: Send + 'static> Run<T> {
    fn start(
        source: Source,
        summary: Shared,
        make: impl FnOnce(Source, &SyncSender<Result<T, Stop>>) -> Result<Summary, Stop>
        + Send
        + 'static,
    ) -> Self {
        let (sender, parts) = sync_channel(WAITING);
        let work = move || {
            let made = source.check().and_then(|()| make(source, &sender));
            match made {
                Ok(made) => drop(locked(&summary).replace(made)),
                // nobody may be left to tell
                Err(stop) => drop(sender.send(Err(stop))),
            }
        };
        let thread = std::thread::Builder::new().name("flashplan".to_owned());
        Self {
            parts: Some(parts),
            thread: thread.spawn(work).ok(),
        }
    }

    /// The next part; none at the end.
    fn next(&mut self) -> PyResult<Option<T>> {
        if self.thread.is_none() {
            return Err(PyRuntimeError::new_err("the system gives no thread"));
        }
        let part = self.parts.as_ref().and_then(|parts| parts.recv().ok());
        match part {
            Some(Ok(part)) => Ok(Some(part)),
            Some(Err(stop)) => Err(stop.into()),
            None => Ok(None),
        }
    }
}

impl<T> Drop for Run<T> {
    /// Waits for the thread, which gives back the memory of the contacts: Python must be there then.
    fn drop(&mut self) {
        drop(self.parts.take());
        if let Some(thread) = self.thread.take() {
            // a thread that panicked has said so
            Python::try_attach(|py| py.detach(|| drop(thread.join())));
        }
    }
}

impl Source {
    /// A plan that a policy can stop is made once without handing anything out.
    fn check(&self) -> Result<(), Stop> {
        let plan = &self.prepared.plan;
        if plan.may_stop() {
            plan.summary::<_, Stop>(&mut self.frame.clone())?;
        }
        Ok(())
    }
}

/// The batches as Arrow's C interface hands them over.
struct Arrays {
    run: Run<RecordBatch>,
}

impl Iterator for Arrays {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.run.next() {
            Ok(rows) => Some(Ok(as_struct(&rows?).1)),
            Err(error) => Some(Err(ArrowError::ComputeError(error.to_string()))),
        }
    }
}

/// Why a plan was not made to its end.
pub(crate) enum Stop {
    Full(TableFull),
    Refused(PlanStopped),
    Arrow(ArrowError),
    /// Nobody reads any more.
    Gone,
}

impl From<TableFull> for Stop {
    fn from(full: TableFull) -> Self {
        Self::Full(full)
    }
}

impl From<PlanStopped> for Stop {
    fn from(stopped: PlanStopped) -> Self {
        Self::Refused(stopped)
    }
}

impl From<ArrowError> for Stop {
    fn from(error: ArrowError) -> Self {
        Self::Arrow(error)
    }
}

impl From<Stop> for PyErr {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Full(full) => PyValueError::new_err(full.to_string()),
            Stop::Refused(PlanStopped(issues)) => raise(Kind::Stopped, &issues),
            Stop::Arrow(error) => PyValueError::new_err(error.to_string()),
            Stop::Gone => PyRuntimeError::new_err("the plan was left"),
        }
    }
}

/// A summary with what is worth a warning.
pub(crate) fn with_issues(summary: &Summary) -> Value {
    let mut value = json!(summary);
    value["issues"] = json!(summary.issues);
    value
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
