//! What a word in a section is worth: BM25F, cut into a share known at build time and an idf known at query time.
//!
//! ```text
//! score(section, query) = Σ over terms  idf(term) × impact(term, section)
//! impact = t / (k1 + t)      t = Σ over fields  weight × tf / (1 - b + b × length / average length)
//! ```
//!
//! After Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004).
//! All numbers are integers or come from + − × ÷ alone, so that every platform gives the same ones.
#![cfg_attr(not(feature = "build"), allow(dead_code, reason = "impacts are computed at build time"))]

use crate::format::postings::IMPACTS;

/// Where in a section a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Heading,
    /// Headings above the section's own.
    Parents,
    Path,
    /// Of the page; counted at its start alone.
    Description,
    Text,
    Code,
}

pub(crate) const FIELDS: usize = 7;

/// Weight and length normalisation of each field, in the order of [`Field`].
///
/// Title, headings, path, text and code stand as the relevance prototype measured them best on four corpora
/// (field weights: +4 points of nDCG@10 over one flat field, paths +1.5); descriptions are read as parents.
const WEIGHTS: [(f32, f32); FIELDS] =
    [(3.0, 0.8), (3.0, 0.8), (1.5, 0.5), (1.0, 0.3), (1.5, 0.5), (1.0, 0.75), (0.5, 0.75)];

/// How fast repetition saturates: 1.2 is the usual value, and other values gained nothing.
const K1: f32 = 1.2;

/// How often a term stands in each field of a section, in halves: a part of an identifier counts half a word.
pub(crate) type Counts = [u16; FIELDS];

/// What one occurrence in each field of a section is worth. `lengths` and `averages` are words in each field.
pub(crate) fn field_weights(lengths: &[u32; FIELDS], averages: &[f32; FIELDS]) -> [f32; FIELDS] {
    std::array::from_fn(|field| {
        let (weight, b) = WEIGHTS[field];
        let norm = 1.0 - b + b * lengths[field] as f32 / averages[field].max(1.0);
        // Counts are in halves.
        weight / 2.0 / norm
    })
}

/// Words in each field of a section.
pub(crate) type Lengths = [u32; FIELDS];

/// The share of a term in a section in sixteenths, 0 to 15. `sum` is that of its [`Counts`], each times the weight of its field, in
/// the order of the fields; `page` is what the page is worth beside others.
pub(crate) fn impact(sum: f32, page: f32) -> u8 {
    let share = sum / (K1 + sum) * IMPACTS as f32 * page;
    share.clamp(0.0, IMPACTS as f32 - 1.0) as u8
}

/// What an impact adds to a score, times the term's idf: the middle of what was rounded down, in 32nds.
pub(crate) fn worth(impact: u8) -> u32 {
    2 * u32::from(impact) + 1
}

/// How telling a term is that stands in `count` of `sections`: log₂ of BM25's idf, in 256ths.
pub(crate) fn idf(count: u32, sections: u32) -> u32 {
    let (above, below) = (2 * u64::from(sections) + 2, 2 * u64::from(count) + 1);
    log2((above << 20) / below).saturating_sub(20 << 8).max(1)
}

/// log₂ in 256ths, by squaring the mantissa once a bit.
fn log2(value: u64) -> u32 {
    let whole = 63 - value.max(1).leading_zeros();
    let mut mantissa = (u128::from(value.max(1)) << 31 >> whole) as u64;
    let mut log = whole;
    for _ in 0..8 {
        mantissa = (mantissa * mantissa) >> 31;
        log <<= 1;
        if mantissa >> 32 == 1 {
            log |= 1;
            mantissa >>= 1;
        }
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log2_is_that_of_floats() {
        for value in [1u64, 2, 3, 5, 7, 100, 1_000, 1 << 20, 123_456_789, u64::from(u32::MAX) << 20] {
            let exact = (value as f64).log2() * 256.0;
            assert!((f64::from(log2(value)) - exact).abs() <= 1.0, "{value}: {} for {exact}", log2(value));
        }
    }

    #[test]
    fn rare_terms_tell_more() {
        assert!(idf(1, 1000) > idf(10, 1000) && idf(10, 1000) > idf(900, 1000));
        assert!(idf(1000, 1000) > 0 && idf(u32::MAX, u32::MAX) > 0);
    }
}
