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
    [(3.0, 0.8), (3.0, 0.8), (1.5, 0.5), (1.0, 0.3), (1.5, 0.5), (1.0, 0.6), (0.5, 0.6)];

/// How fast repetition saturates. 1.6, and .6 for the length of texts, gained .007 on the docs of Kubernetes and .003 on
/// those of Python over the usual 1.2 and .75, and changed nothing on the others.
const K1: f32 = 1.6;

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

/// A whole, in the numbers that are multiplied at query time.
pub(crate) const ONE: u32 = 256;

/// How often a term occurs in a section by its impact, weighted and normalised, in 256ths: what [`impact`] rounded down,
/// turned back. Frequencies can be added where impacts can not, so that the forms of a word count as one.
pub(crate) const FREQUENCIES: [u32; IMPACTS] = {
    let mut frequencies = [0; IMPACTS];
    let mut impact = 0;
    while impact < IMPACTS {
        // t = k1 × share / (1 - share), with the middle of what has this impact as the share.
        let middle = 2 * impact as u32 + 1;
        frequencies[impact] = K1_256THS * middle / (2 * IMPACTS as u32 - middle);
        impact += 1;
    }
    frequencies
};

const K1_256THS: u32 = (K1 * ONE as f32 + 0.5) as u32;

// What else counts, in 256ths, beside a stem's share in a section's own words. The figures are nDCG@10, means over the
// sets of queries of a corpus; those of one kind of query are from the prototype of this ranking.

/// The word exactly as it was typed, beside its stem: .5 gained .003 over 1 on all corpora, and up to .010 over 0.
pub(crate) const SURFACE: u32 = 128;
/// The words on all of the section's page: .3 gained .012 on the docs of Kubernetes and .008 on those of Python, and
/// nothing on those of WorkOS.
pub(crate) const PAGE: u32 = 85;
/// A word with one error, and with two, for a word that the index lacks: +.23 to +.41 on queries with errors. All words
/// that may be meant count as one: +.01 and +.02 there over the best of them in each section.
pub(crate) const TYPO: u32 = 230;
pub(crate) const TYPOS: u32 = 154;
/// Another word for it that the authors of the docs have named, and the same one written together or apart.
pub(crate) const SYNONYM: u32 = 205;
pub(crate) const JOINED: u32 = 128;
/// A word that begins as the last one does, where that is no word itself, and where it is: +.10 to +.23 on queries that
/// are being typed; 144 over 128 .006 there on the docs of Python and .001 on those of WorkOS.
pub(crate) const PREFIX: u32 = 144;
pub(crate) const PREFIX_BESIDE_WORD: u32 = 26;
/// A word in title or heading, once more, less the longer the query is: +.04 on docs.
pub(crate) const NAME: u32 = 384;
/// Two words of the query that stand together: +.02 on sections and index entries.
pub(crate) const PAIR: u32 = 64;
/// The whole query with the sign that it begins with, as `--flag` or `.env`, beside the best score: it is another word
/// without it, and stands above what is called so.
pub(crate) const SIGNED: u32 = 512;
/// A title that is the whole query, and a heading, beside the best score: glossary entries from .47 to .82. Numbers before
/// names are no part of them: .005 on the docs of Python, which have `2.4.4. Numeric literals`.
pub(crate) const NAMED: u32 = 256;
pub(crate) const NAMED_SECTION: u32 = 192;
/// A path that is the whole query: `sso` means the page `sso`, not a section SSO elsewhere.
pub(crate) const AT_PATH: u32 = 512;
/// The same but for forms of words and words such as `API` and `guide`, and where the last word is not finished: names that
/// begin so gained .04 on queries of the docs of Python that are being typed, and .02 on those of WorkOS.
pub(crate) const NEARLY_NAMED: u32 = 179;
pub(crate) const NEARLY_NAMED_SECTION: u32 = 108;
/// A name that the query says together with what it is in, as `sso profile` is the page Profile at `reference/sso/profile`:
/// .003 on the docs of WorkOS and of Kubernetes. More gains no more for pages; sections lost .002 by three times as much.
pub(crate) const NAMED_WITHIN: u32 = 128;
pub(crate) const NAMED_SECTION_WITHIN: u32 = 30;
/// Pages of the reference, beside their own score, where the query ends with `API` or `reference`: .0025 on the docs of
/// WorkOS, and nothing on others.
pub(crate) const REFERENCE: u32 = 80;
/// A path whose last segment is that of the query, by how many of the others it shares: moved pages from .70 to .92. A third
/// more than 1.5 gained .001 on the docs of Kubernetes.
pub(crate) const SAME_SEGMENT: u32 = 512;
/// The best section of a page whose other sections are among the best too, where those are worth twice the best of all
/// together: .011 on the docs of Kubernetes, .003 on those of WorkOS and .002 on those of Python. Half more gained no more.
pub(crate) const SIBLINGS: u32 = 18;
/// The start of a page beside its sections.
pub(crate) const START: u32 = 13;
/// A page that is in no folder, and half of it one folder down: pages further up are about more. A little more
/// than this gained .006 on the docs of WorkOS and .003 on those of Kubernetes, and lost .001 on those of Python.
pub(crate) const SHALLOW: u32 = 38;
/// A usual title or heading has so many words.
pub(crate) const NAME_WORDS: u32 = 3;

/// The share of a score that a frequency in 256ths has, in 256ths: t / (k1 + t).
pub(crate) fn share(frequency: u32) -> u32 {
    let frequency = frequency.min(1 << 20);
    ONE * frequency / (K1_256THS + frequency)
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
