//! One thread or many: the same bytes, the same summary, and the same end where a plan stops.
#![cfg(feature = "parallel")]

use crate::inputs::{Contact, Stop, batches, contacts, made, options};
use flashplan::plan::{MissingVariables, Plan, PlanOptions, Shard, Summary};
use proptest::prelude::*;
use std::collections::HashSet;
use std::num::NonZeroUsize;

const THREADS: [usize; 4] = [1, 2, 3, 8];

/// The lines until the end, and how it ends.
fn streamed(
    plan: &Plan,
    threads: Option<usize>,
    contacts: &[Contact],
) -> (String, Result<Summary, String>) {
    let mut lines = String::new();
    let mut sink = |_: &flashplan::plan::Entry<'_>, line: &str| {
        lines.push_str(line);
        Ok(())
    };
    let batches = &mut batches(contacts)[..];
    let end = match threads.and_then(NonZeroUsize::new) {
        None => plan.stream::<_, Stop>(batches, &mut sink),
        Some(threads) => plan.stream_on::<_, Stop>(threads, batches, &mut sink),
    };
    (lines, end.map_err(|stop| format!("{stop:?}")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn many_threads_give_the_bytes_of_one(
        made in made(), options in options(), contacts in contacts(), shard in 0_u64..3, fails in any::<bool>(),
        sent in 0_usize..9,
    ) {
        let shard = Shard::new(shard % 2, if shard == 2 { 1 } else { 2 }).unwrap();
        let missing = if fails { MissingVariables::Fail } else { MissingVariables::Skip };
        let options = PlanOptions { shard, missing, ..options };
        let (lines, _) = streamed(&made.plan(options.clone()), None, &contacts);
        let keys = lines.lines().filter_map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["key"].as_str().map(|key| key.parse().unwrap())
        });
        let sent: HashSet<uuid::Uuid> = keys.take(sent).collect();
        let plan = made.plan(PlanOptions { sent, ..options });
        let expected = streamed(&plan, None, &contacts);
        for threads in THREADS {
            prop_assert_eq!(&streamed(&plan, Some(threads), &contacts), &expected, "{} threads", threads);
        }
    }

    /// A sink that fails stops the plan at the same line.
    #[test]
    fn a_sink_that_fails_ends_it(made in made(), contacts in contacts(), after in 0_usize..20) {
        let plan = made.plan(PlanOptions { count: Some(2), ..PlanOptions::default() });
        let until = |threads: Option<usize>| {
            let mut taken = Vec::new();
            let mut sink = |_: &flashplan::plan::Entry<'_>, line: &str| {
                taken.push(line.to_owned());
                if taken.len() > after { Err(Stop::Read(std::io::Error::other("full"))) } else { Ok(()) }
            };
            let batches = &mut batches(&contacts)[..];
            let end = match threads.and_then(NonZeroUsize::new) {
                None => plan.stream::<_, Stop>(batches, &mut sink),
                Some(threads) => plan.stream_on::<_, Stop>(threads, batches, &mut sink),
            };
            (end.is_ok(), taken)
        };
        prop_assert_eq!(until(Some(3)), until(None));
    }
}
