//! How scores come about, for whoever wants to know.

use super::rerank::{Candidate, Step};
use super::score::{Scores, Worth};
use super::sense::Sense;

/// Sees a score come about. A search has nobody who looks, and pays nothing for it.
pub(super) trait Watch {
    /// The terms of a sense were counted, each with what it is worth by itself.
    fn word(&mut self, _sense: &Sense, _worths: &[(u32, Worth)], _scores: &Scores<'_>) {}

    /// What words stand for besides themselves was counted.
    fn alternatives(&mut self, _scores: &Scores<'_>) {}

    /// What the query does not want was left out.
    fn left_out(&mut self, _scores: &Scores<'_>) {}

    /// What lacks something that the query insists on was left out.
    fn insisted(&mut self, _scores: &Scores<'_>) {}

    /// Sections that have words with the signs that the query has beside them were raised.
    fn signs(&mut self, _scores: &Scores<'_>) {}

    /// A step of the second look was made.
    fn looked(&mut self, _step: Step, _candidates: &[Candidate<'_>]) {}
}

impl Watch for () {}
