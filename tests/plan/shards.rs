//! Shards: their texts, their sizes, and who is in which.

use flashplan::phone::Phone;
use flashplan::plan::Shard;

#[test]
fn a_shard_is_one_of_its_count() {
    for (index, count, fits) in [
        (0, 1, true),
        (3, 4, true),
        (4, 4, false),
        (5, 4, false),
        (0, 0, false),
    ] {
        let shard = Shard::new(index, count).ok();
        assert_eq!(
            shard.map(|shard| (shard.index(), shard.count())),
            fits.then_some((index, count))
        );
        let read = format!("{index}/{count}").parse::<Shard>().ok();
        assert_eq!(read, shard);
    }
}

#[test]
fn a_shard_is_written_with_digits_alone() {
    for text in [
        "", "1", "/4", "1/", "+1/4", "1/+4", "-1/4", " 1/4", "1/4 ", "a/4", "1/4/8",
    ] {
        assert!(text.parse::<Shard>().is_err(), "{text:?}");
    }
    assert!("01/04".parse::<Shard>().is_ok());
}

/// Of numbers in a row, and of ids in a row, which is how contacts come.
#[test]
fn shards_are_about_equal() {
    let all = 4_000;
    for count in [2, 3, 7, 16] {
        let share = all / count;
        for index in 0..count {
            let shard = Shard::new(index, count).unwrap();
            let number = |n: u64| Phone::parse(&format!("+22901970{n:05}")).unwrap();
            let by_number = (0..all).filter(|n| shard.takes(Some(number(*n)), None));
            let by_id = (0..all).filter(|n| shard.takes(None, Some(&format!("c{n}"))));
            for found in [by_number.count() as u64, by_id.count() as u64] {
                assert!(
                    found.abs_diff(share) < share / 3,
                    "{shard}: {found} of {share}"
                );
            }
        }
    }
}

/// As a script of a few lines computes it: SplitMix64's finalizer over the number, or over FNV-1a of the id. An
/// engine that shards beside us must agree, and so must the next version.
#[test]
fn shards_are_those_of_other_engines() {
    let of_seven = |takes: &dyn Fn(Shard) -> bool| {
        (0..7)
            .find(|index| takes(Shard::new(*index, 7).unwrap()))
            .unwrap()
    };
    let by_number = (0..12).map(|n| {
        let phone = Phone::parse(&format!("+22901970{n:05}")).unwrap();
        of_seven(&|shard| shard.takes(Some(phone), Some("a number decides alone")))
    });
    assert_eq!(
        by_number.collect::<Vec<_>>(),
        [5, 4, 6, 3, 5, 6, 3, 4, 2, 0, 3, 4]
    );
    let by_id = (0..12).map(|n| of_seven(&|shard| shard.takes(None, Some(&format!("c{n}")))));
    assert_eq!(
        by_id.collect::<Vec<_>>(),
        [2, 0, 2, 2, 2, 3, 6, 0, 2, 2, 3, 5]
    );
    assert_eq!(of_seven(&|shard| shard.takes(None, None)), 5);
}
