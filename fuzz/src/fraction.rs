//! Which inputs get the laws that cost much.

/// Whether an input is of the one in `n` that a hash of its bytes chooses: the same in every run.
#[must_use]
pub fn one_in(n: u64, input: &[u8]) -> bool {
    one_of(n, input) == 0
}

/// Which of `n` an input gets by a hash of its bytes.
#[must_use]
pub fn one_of(n: u64, input: &[u8]) -> u64 {
    // FNV-1a, whose low bits alone are weak
    let hash = input.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)) % n
}
