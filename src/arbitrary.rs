//! Values from a fuzzer's bytes, for a host that fuzzes its own use of the library. Each is one that the
//! constructor takes; what has no rule to keep derives its implementation where it stands.

use crate::pace::{Batches, Caps, QuietHours};
use crate::phone::Phone;
use crate::plan::Shard;
use arbitrary::{Arbitrary, Error, Result, Unstructured};

/// The largest number of 15 digits and the smallest of 7.
const NUMBERS: std::ops::RangeInclusive<u64> = 1_000_000..=999_999_999_999_999;

/// Windows that quiet hours have at most: enough to touch, overlap and cross midnight.
const WINDOWS: u32 = 4;

impl<'a> Arbitrary<'a> for Phone {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let number = u.int_in_range(NUMBERS)?;
        Self::from_digits(&number.to_string()).map_err(|_| Error::IncorrectFormat)
    }
}

impl<'a> Arbitrary<'a> for Shard {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let count = u.int_in_range(1..=u64::MAX)?;
        let index = u.int_in_range(0..=count - 1)?;
        Self::new(index, count).map_err(|_| Error::IncorrectFormat)
    }
}

impl<'a> Arbitrary<'a> for Batches {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let (size, pause) = (u.int_in_range(1..=u32::MAX)?, u.int_in_range(1..=u32::MAX)?);
        Self::new(size, pause).map_err(|_| Error::IncorrectFormat)
    }
}

/// Each cap lies between 1 and [`Caps::MOST`].
impl<'a> Arbitrary<'a> for Caps {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mut warm_up = Vec::new();
        while u.arbitrary()? {
            warm_up.push(cap(u)?);
        }
        Ok(Self {
            per_minute: some_cap(u)?,
            per_hour: some_cap(u)?,
            per_day: some_cap(u)?,
            warm_up,
        })
    }
}

/// Windows of every day and of one, over midnight too; those that would close the whole week stay away.
impl<'a> Arbitrary<'a> for QuietHours {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mut quiet = Self::default();
        for _ in 0..u.int_in_range(0..=WINDOWS)? {
            let window = window(u)?;
            quiet = quiet.clone().and(&window).unwrap_or(quiet);
        }
        Ok(quiet)
    }
}

fn cap(u: &mut Unstructured<'_>) -> Result<u32> {
    u.int_in_range(1..=Caps::MOST)
}

fn some_cap(u: &mut Unstructured<'_>) -> Result<Option<u32>> {
    u.arbitrary::<bool>()?.then(|| cap(u)).transpose()
}

fn window(u: &mut Unstructured<'_>) -> Result<String> {
    let day = u.choose(&["", "mon ", "tue ", "wed ", "thu ", "fri ", "sat ", "sun "])?;
    let (start, end) = (u.int_in_range(0..=1_439)?, u.int_in_range(1..=1_440)?);
    Ok(format!("{day}{}-{}", clock(start), clock(end)))
}

fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::Pace;

    /// Bytes that follow from a seed, as a fuzzer's would.
    fn bytes(seed: u64) -> Vec<u8> {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let step = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()
        };
        std::iter::repeat_with(step).take(32).flatten().collect()
    }

    fn all<T: for<'a> Arbitrary<'a>>() -> Vec<T> {
        let one = |seed| Unstructured::new(&bytes(seed)).arbitrary().ok();
        (1..500).filter_map(one).collect()
    }

    #[test]
    fn what_is_made_is_valid_and_of_many_kinds() {
        let phones = all::<Phone>();
        assert!(
            phones
                .iter()
                .all(|phone| Phone::parse(&phone.to_string()) == Ok(*phone))
        );
        let shards = all::<Shard>();
        assert!(
            shards
                .iter()
                .all(|shard| shard.to_string().parse() == Ok(*shard))
        );
        let paces = all::<Pace>();
        assert!(paces.iter().all(|pace| pace.caps.check().is_ok()));
        assert!(phones.len() > 400 && shards.len() > 400 && paces.len() > 400);
        let are_quiet = paces.iter().filter(|pace| !pace.quiet.is_empty()).count();
        let have_batches = paces.iter().filter(|pace| pace.batches.is_some()).count();
        let are_capped = paces
            .iter()
            .filter(|pace| pace.caps.per_day.is_some())
            .count();
        assert!(
            [are_quiet, have_batches, are_capped]
                .iter()
                .all(|&some| some > 100)
        );
    }

    #[test]
    fn no_bytes_are_no_panic() {
        for length in 0..64 {
            let _ = Unstructured::new(&bytes(7)[..length]).arbitrary::<Pace>();
            let _ = Unstructured::new(&bytes(7)[..length]).arbitrary::<(Shard, Phone)>();
        }
    }
}
