//! Which of many terms may be among a few, at the cost of one look into half a kilobyte.

/// Bits, a power of two: of a query with a hundred terms one other word in forty is let through.
const BITS: usize = 4096;

/// A set of terms that may say yes to others too, and never no to its own.
pub(crate) struct Sieve([u64; BITS / 64]);

impl Default for Sieve {
    fn default() -> Self {
        Sieve([0; BITS / 64])
    }
}

impl Sieve {
    pub(crate) fn of(terms: impl Iterator<Item = u32>) -> Self {
        let mut sieve = Sieve::default();
        for term in terms {
            let bit = term as usize % BITS;
            sieve.0[bit / 64] |= 1 << (bit % 64);
        }
        sieve
    }

    #[inline]
    pub(crate) fn may_have(&self, term: u32) -> bool {
        let bit = term as usize % BITS;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}
