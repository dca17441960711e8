//! Contacts at positions that their caller gives: the plan is that of the same contacts in that order by
//! rows, at other numbers.

use crate::inputs::{Contact, Stop, batches, contacts, made, options};
use flashplan::audience::Batch;
use flashplan::plan::{Plan, Summary, rank};
use proptest::prelude::*;
use serde_json::Value;

fn lines(plan: &Plan, batches: &mut [Batch]) -> (Vec<Value>, Summary) {
    let mut lines = Vec::new();
    let summary = plan
        .stream::<_, Stop>(batches, &mut |_, line| {
            lines.push(serde_json::from_str(line).unwrap());
            Ok(())
        })
        .expect("nothing stops the plan");
    (lines, summary)
}

/// The lines of the plan by the two steps.
fn by_steps(plan: &Plan, batches: &mut [Batch]) -> Vec<Value> {
    let mut candidates = Vec::new();
    let totals = plan.outcomes::<_, Stop>(batches, &mut |candidate| {
        candidates.push(candidate);
        Ok(())
    });
    let totals = totals.expect("contacts in memory can be read");
    let part: Vec<_> = rank(candidates, 0).collect();
    let mut lines = Vec::new();
    plan.schedule_ranked::<_, Stop>(batches, &part, &totals, &mut |_, line| {
        lines.push(serde_json::from_str(line).unwrap());
        Ok(())
    })
    .expect("nothing stops the plan");
    lines
}

/// The contacts as a file has them that is in another order, put into that of `order`, at `positions`.
fn placed(contacts: &[Contact], order: &[usize], positions: &[u64], size: usize) -> Vec<Batch> {
    let file: Vec<Contact> = order.iter().map(|&at| contacts[at].clone()).collect();
    let file = batches(&file);
    let mut rows: Vec<(usize, (&Batch, usize))> = order
        .iter()
        .copied()
        .zip(
            file.iter()
                .flat_map(|batch| (0..batch.rows()).map(move |row| (batch, row))),
        )
        .collect();
    rows.sort_by_key(|(at, _)| *at);
    let rows: Vec<(&Batch, usize)> = rows.into_iter().map(|(_, row)| row).collect();
    let parts = rows.chunks(size).zip(positions.chunks(size));
    parts
        .map(|(rows, positions)| {
            let batch = Batch::of_rows(rows).expect("room");
            batch.at(positions.to_vec()).expect("they ascend")
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn given_positions_are_those_of_the_plan(
        made in made(), options in options(),
        (contacts, order) in contacts().prop_flat_map(|contacts| {
            let order: Vec<usize> = (0..contacts.len()).collect();
            (Just(contacts), Just(order).prop_shuffle())
        }),
        gaps in prop::collection::vec(1_u64..1_000_000_000_000, 30), size in 1_usize..9,
    ) {
        let positions: Vec<u64> = gaps.iter().take(contacts.len()).scan(0, |sum, gap| {
            *sum += gap;
            Some(*sum)
        }).collect();
        let plan = made.plan(options);
        let (mut by_row, summary) = lines(&plan, &mut batches(&contacts));
        for line in &mut by_row {
            if let Some(row) = line["position"].as_u64() {
                line["position"] = positions[row as usize].into();
            }
        }
        let mut placed = placed(&contacts, &order, &positions, size);
        let (given, of_given) = lines(&plan, &mut placed);
        prop_assert_eq!(&given, &by_row);
        prop_assert_eq!(by_steps(&plan, &mut placed), given);
        prop_assert_eq!((of_given.counts, of_given.leaves), (summary.counts, summary.leaves));
    }
}

#[test]
fn a_row_keeps_what_it_is_in_another_batch() {
    use flashplan::contact::{Cell, TableBuilder};
    let mut builder = TableBuilder::new(["id", "phone", "tags", "points"]);
    for id in ["c1", "c2"] {
        builder.text(id).unwrap();
        builder.missing();
        builder.list(["vip", "new"]).unwrap();
        builder.value(&7.5.into()).unwrap();
    }
    let first = Batch::new(builder.finish(), 0, vec![1]);
    let mut builder = TableBuilder::new(["phone", "id"]);
    builder.text("+2290197000001").unwrap();
    builder.text("c3").unwrap();
    let second = Batch::new(builder.finish(), 2, Vec::new());
    let batch = Batch::of_rows(&[(&second, 0), (&first, 1), (&first, 0)]).unwrap();
    let table = batch.table();
    assert_eq!(table.columns(), ["phone", "id", "tags", "points"]);
    let ids: Vec<_> = (0..3).map(|row| batch.id(row)).collect();
    assert_eq!(ids, [Some("c3"), Some("c2"), Some("c1")]);
    assert_eq!(
        (batch.phone(0), batch.phone(1)),
        (Some("+2290197000001"), None)
    );
    assert_eq!(batch.tags(1).collect::<Vec<_>>(), ["vip", "new"]);
    assert_eq!(table.cell(0, 3), Cell::Missing);
    assert_eq!(table.cell(2, 3), Cell::Value(&7.5.into()));
    // a line that could not be read is told as such, wherever it stands
    let options = flashplan::plan::PlanOptions {
        count: Some(1),
        ..Default::default()
    };
    let plan = crate::inputs::Made::for_all().plan(options);
    let (lines, _) = lines(&plan, &mut [batch]);
    let reasons: Vec<_> = lines[1..]
        .iter()
        .map(|line| line["reason"].as_str())
        .collect();
    assert_eq!(
        reasons,
        [
            Some("MISSING_VARIABLES"),
            Some("UNREADABLE"),
            Some("MISSING_PHONE")
        ]
    );
}
