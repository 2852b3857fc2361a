//! How long searches took: the caller has a clock, this has none.

use serde::Serialize;

/// What share of searches took at most how long, in whole microseconds; 0 where there were none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Latency {
    /// How many searches were measured.
    pub searches: u32,
    /// Half of them.
    pub p50: u32,
    /// Nine in ten.
    pub p90: u32,
    /// 99 in a hundred.
    pub p99: u32,
    /// All.
    pub max: u32,
}

impl Latency {
    /// Each percentile is the time of one of the searches, the fastest that the share is reached with.
    pub(super) fn of(nanoseconds: &[u64]) -> Latency {
        let mut sorted = nanoseconds.to_vec();
        sorted.sort_unstable();
        let at = |percent: usize| {
            let rank = (sorted.len() * percent).div_ceil(100);
            let time = sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0);
            u32::try_from(time.saturating_add(500) / 1000).unwrap_or(u32::MAX)
        };
        Latency { searches: sorted.len() as u32, p50: at(50), p90: at(90), p99: at(99), max: at(100) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let times: Vec<u64> = (1..=200).rev().map(|time| time * 1000).collect();
        assert_eq!(Latency::of(&times), Latency { searches: 200, p50: 100, p90: 180, p99: 198, max: 200 });
        assert_eq!(Latency::of(&[1500]), Latency { searches: 1, p50: 2, p90: 2, p99: 2, max: 2 });
        assert_eq!(
            Latency::of(&[0, u64::MAX]),
            Latency { searches: 2, p90: u32::MAX, p99: u32::MAX, max: u32::MAX, p50: 0 }
        );
        assert_eq!(Latency::of(&[]), Latency::default());
    }
}
