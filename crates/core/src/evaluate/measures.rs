//! What a ranking is worth, by what people judged right.

use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, HashSet};
use std::f64::consts::LOG10_2;
use std::str::FromStr;

/// How many results are looked at.
const DEPTH: usize = 10;

/// What a gain counts at each rank: `1 / log2(rank + 1)`. As constants, since logarithms differ in their last digits
/// from one platform to the next.
const DISCOUNTS: [f64; DEPTH] = [
    1.0,
    0.630_929_753_571_457_5,
    0.5,
    0.430_676_558_073_393_06,
    0.386_852_807_234_541_63,
    0.356_207_187_108_022_2,
    0.333_333_333_333_333_3,
    0.315_464_876_785_728_77,
    LOG10_2,
    0.289_064_826_317_887_9,
];

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Pages: a section counts as its page, at the rank of the page's best section.
    Page,
    /// Sections, by their whole paths.
    Section,
}

/// How good rankings are, on average over their queries; each from 0 to 1. Written out, they have four decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Measures {
    /// nDCG@10: the grades of the first ten, those further down counting less, as a share of the best that can be.
    #[serde(serialize_with = "four_decimals")]
    pub ndcg10: f64,
    /// MRR@10: one divided by the rank of the first that is relevant.
    #[serde(serialize_with = "four_decimals")]
    pub mrr10: f64,
    /// The share of all that is judged that is relevant and among the first ten.
    #[serde(serialize_with = "four_decimals")]
    pub recall10: f64,
    /// The share of queries whose first result is relevant.
    #[serde(serialize_with = "four_decimals")]
    pub success1: f64,
}

impl FromStr for Unit {
    type Err = String;

    /// The error is a sentence without its subject.
    fn from_str(text: &str) -> Result<Unit, String> {
        match text {
            "page" => Ok(Unit::Page),
            "section" => Ok(Unit::Section),
            _ => Err(format!("takes page or section, found \"{text}\"")),
        }
    }
}

impl Unit {
    /// The unit that a path counts as.
    pub(super) fn of(self, path: &str) -> &str {
        match self {
            Unit::Page => path.split_once('#').map_or(path, |(page, _)| page),
            Unit::Section => path,
        }
    }
}

impl Measures {
    /// Of one ranking, by the grades of what is relevant. A grade of 0 says that something is not.
    pub(super) fn of<'r>(
        grades: &BTreeMap<String, f64>,
        unit: Unit,
        ranking: impl Iterator<Item = &'r str>,
    ) -> Measures {
        let mut best: BTreeMap<&str, f64> = BTreeMap::new();
        for (path, &grade) in grades {
            let known = best.entry(unit.of(path)).or_default();
            *known = known.max(grade);
        }
        let gains: Vec<f64> = first_ten(unit, ranking).map(|path| best.get(path).copied().unwrap_or(0.0)).collect();
        let mut ideal: Vec<f64> = best.values().copied().collect();
        ideal.sort_unstable_by(|a, b| b.total_cmp(a));
        let first = gains.iter().zip(1_u32..).find(|(gain, _)| **gain > 0.0).map(|(_, rank)| f64::from(rank));
        let relevant = gains.iter().filter(|&&gain| gain > 0.0).count();
        Measures {
            ndcg10: share(discounted(&gains), discounted(&ideal)),
            mrr10: first.map_or(0.0, |rank| 1.0 / rank),
            recall10: share(relevant as f64, best.len() as f64),
            success1: f64::from(u8::from(first == Some(1.0))),
        }
    }

    /// The average; nothing of nothing.
    pub(super) fn mean(all: &[Measures]) -> Measures {
        let mean = |measure: fn(&Measures) -> f64| share(all.iter().map(measure).sum(), all.len() as f64);
        Measures {
            ndcg10: mean(|measures| measures.ndcg10),
            mrr10: mean(|measures| measures.mrr10),
            recall10: mean(|measures| measures.recall10),
            success1: mean(|measures| measures.success1),
        }
    }

    /// As they are written out.
    pub(super) fn rounded(self) -> Measures {
        Measures {
            ndcg10: rounded(self.ndcg10),
            mrr10: rounded(self.mrr10),
            recall10: rounded(self.recall10),
            success1: rounded(self.success1),
        }
    }
}

/// The first ten units, each where it is met first.
pub(super) fn first_ten<'r>(unit: Unit, ranking: impl Iterator<Item = &'r str>) -> impl Iterator<Item = &'r str> {
    let mut seen = HashSet::new();
    ranking.map(move |path| unit.of(path)).filter(move |path| seen.insert(*path)).take(DEPTH)
}

/// Whether a longer ranking could not change the first ten.
pub(super) fn is_deep_enough<'r>(unit: Unit, ranking: impl Iterator<Item = &'r str>) -> bool {
    first_ten(unit, ranking).count() == DEPTH
}

fn discounted(gains: &[f64]) -> f64 {
    gains.iter().zip(DISCOUNTS).map(|(gain, discount)| gain * discount).sum()
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

/// As JavaScript writes numbers, where 1.0 is 1.
fn four_decimals<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let number = rounded(*number);
    if number.fract() == 0.0 { serializer.serialize_u32(number as u32) } else { serializer.serialize_f64(number) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    fn grades(judged: &[(&str, f64)]) -> BTreeMap<String, f64> {
        judged.iter().map(|&(path, grade)| (path.to_owned(), grade)).collect()
    }

    #[track_caller]
    fn check(judged: &[(&str, f64)], unit: Unit, ranking: &str, expected: Expect) {
        let measures = Measures::of(&grades(judged), unit, ranking.split_whitespace());
        expected.assert_eq(&serde_json::to_string(&measures).unwrap());
    }

    /// The numbers are those of trec_eval's definitions, worked out by hand.
    #[test]
    fn a_ranking_is_measured() {
        let ten = "a b c d e f g h i j k";
        check(&[("a", 1.0)], Unit::Page, ten, expect![[r#"{"ndcg10":1,"mrr10":1,"recall10":1,"success1":1}"#]]);
        check(&[("k", 1.0)], Unit::Page, ten, expect![[r#"{"ndcg10":0,"mrr10":0,"recall10":0,"success1":0}"#]]);
        check(&[("j", 1.0)], Unit::Page, ten, expect![[r#"{"ndcg10":0.2891,"mrr10":0.1,"recall10":1,"success1":0}"#]]);
        // (1 + 3/2) ÷ (3 + 1/log2 3)
        check(
            &[("a", 1.0), ("c", 3.0), ("z", 0.0)],
            Unit::Page,
            "a b c",
            expect![[r#"{"ndcg10":0.6885,"mrr10":1,"recall10":0.6667,"success1":1}"#]],
        );
        check(&[("a", 1.0)], Unit::Page, "", expect![[r#"{"ndcg10":0,"mrr10":0,"recall10":0,"success1":0}"#]]);
        check(&[("a", 0.0)], Unit::Page, "a", expect![[r#"{"ndcg10":0,"mrr10":0,"recall10":0,"success1":0}"#]]);
    }

    #[test]
    fn a_page_stands_where_its_best_section_does() {
        let ranking = "a#1 b#1 a#2 b c#9";
        check(
            &[("c", 1.0)],
            Unit::Page,
            ranking,
            expect![[r#"{"ndcg10":0.5,"mrr10":0.3333,"recall10":1,"success1":0}"#]],
        );
        check(
            &[("b", 1.0), ("c", 1.0)],
            Unit::Section,
            ranking,
            expect![[r#"{"ndcg10":0.2641,"mrr10":0.25,"recall10":0.5,"success1":0}"#]],
        );
        // Judgements of sections count for their pages where pages are asked for.
        check(
            &[("b#1", 1.0), ("b#2", 2.0)],
            Unit::Page,
            "b",
            expect![[r#"{"ndcg10":1,"mrr10":1,"recall10":1,"success1":1}"#]],
        );
    }

    #[test]
    fn discounts_are_logarithms() {
        for (discount, rank) in DISCOUNTS.iter().zip(1_u32..) {
            assert!((discount - 1.0 / f64::from(rank + 1).log2()).abs() < 1e-15, "{rank}");
        }
    }

    proptest! {
        #[test]
        fn measures_are_shares(
            judged in prop::collection::btree_map("[a-e](#[a-c])?", 0.0..4e9, 1..6),
            ranking in prop::collection::vec("[a-e](#[a-c])?", 0..20),
            section: bool,
        ) {
            let unit = if section { Unit::Section } else { Unit::Page };
            let measures = Measures::of(&judged, unit, ranking.iter().map(String::as_str));
            for share in [measures.ndcg10, measures.mrr10, measures.recall10, measures.success1] {
                prop_assert!((0.0..=1.000_000_1).contains(&share), "{measures:?}");
            }
        }
    }
}
