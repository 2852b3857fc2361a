//! Releases of several sources as one list, the newest first.

use super::Release;
use super::heading::core_length;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// Both lists as one. Two entries are the same where their guids are, or, where one of them has none, their packages
/// and versions (titles and dates, where there is no version); of the same ones the new one stays. What occurs
/// several times in one list is matched in order, so that nothing is lost.
///
/// The newest come first: by date, then by version, then by title. A version without a date stands where its number
/// belongs: right above the newest of those below it.
pub(crate) fn merge(known: Vec<Release>, new: Vec<Release>) -> Vec<Release> {
    let mut guids = Numbered::default();
    let mut names = Numbered::default();
    let mut guids_of_names: HashMap<Key, String> = HashMap::new();
    let mut taken_guids = HashSet::new();
    for release in &new {
        if !release.guid.is_empty() {
            taken_guids.insert(guids.next(guid_key(release)));
        }
        guids_of_names.insert(names.next(name_key(release)), release.guid.clone());
    }
    let (mut guids, mut names) = <(Numbered, Numbered)>::default();
    let mut all: Vec<Release> = known
        .into_iter()
        .filter(|release| {
            let replaced = !release.guid.is_empty() && taken_guids.contains(&guids.next(guid_key(release)));
            let same_name = guids_of_names.get(&names.next(name_key(release)));
            !replaced && same_name.is_none_or(|guid| !guid.is_empty() && !release.guid.is_empty())
        })
        .collect();
    all.extend(new);
    sort(&mut all);
    all
}

type Key = ([String; 4], u32);

/// Numbers equal keys as they come.
#[derive(Default)]
struct Numbered(HashMap<[String; 4], u32>);

impl Numbered {
    fn next(&mut self, key: [String; 4]) -> Key {
        let count = self.0.entry(key.clone()).or_default();
        *count += 1;
        (key, *count)
    }
}

fn guid_key(release: &Release) -> [String; 4] {
    [release.guid.clone(), String::new(), String::new(), String::new()]
}

fn name_key(release: &Release) -> [String; 4] {
    let [mut title, mut date] = [String::new(), String::new()];
    if release.version.is_empty() {
        title = release.title.clone().unwrap_or_default();
        date.clone_from(&release.date);
    }
    [release.package.clone(), release.version.clone(), title, date]
}

fn sort(releases: &mut Vec<Release>) {
    releases.sort_by(|a, b| compare_versions(&a.version, &b.version).then_with(|| a.date.cmp(&b.date)));
    // Going up through the versions, the latest date so far is where an undated one belongs.
    let mut latest = String::new();
    let mut dated: Vec<(String, Release)> = Vec::with_capacity(releases.len());
    for release in releases.drain(..) {
        if !release.version.is_empty() && release.date > latest {
            latest.clone_from(&release.date);
        }
        let place = match &*release.version {
            "Unreleased" => "9999".to_owned(),
            "" => release.date.clone(),
            _ if release.date.is_empty() => latest.clone(),
            _ => release.date.clone(),
        };
        dated.push((place, release));
    }
    dated.sort_by(|(day_a, a), (day_b, b)| {
        day_b.cmp(day_a).then_with(|| compare_versions(&b.version, &a.version)).then_with(|| {
            (&a.title, &a.package, &a.guid, &a.markdown).cmp(&(&b.title, &b.package, &b.guid, &b.markdown))
        })
    });
    releases.extend(dated.into_iter().map(|(_, release)| release));
}

/// Semantic versioning's order, and a sensible one for whatever else people write: numbers of any length, missing
/// ones as 0, a prerelease before its release, no version before all and `Unreleased` behind all.
fn compare_versions(a: &str, b: &str) -> Ordering {
    let rank = |version: &str| match version {
        "" => 0,
        "Unreleased" => 2,
        _ => 1,
    };
    let parts = |version: &str| -> (String, String) {
        let version = version.split('+').next().unwrap_or_default();
        let (core, suffix) = version.split_at(core_length(version));
        (core.to_owned(), suffix.trim_start_matches(['-', '.', '_']).to_owned())
    };
    let ((core_a, suffix_a), (core_b, suffix_b)) = (parts(a), parts(b));
    rank(a)
        .cmp(&rank(b))
        .then_with(|| compare_lists(&core_a, &core_b, "0"))
        .then_with(|| suffix_a.is_empty().cmp(&suffix_b.is_empty()))
        .then_with(|| compare_lists(&suffix_a, &suffix_b, ""))
        .then_with(|| a.cmp(b))
}

fn compare_lists(a: &str, b: &str, missing: &str) -> Ordering {
    let (mut a, mut b) = (a.split('.'), b.split('.'));
    loop {
        let order = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (a, b) => compare_parts(a.unwrap_or(missing), b.unwrap_or(missing)),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Numbers by their value, before words; nothing before both. `rc2` comes before `rc10`.
fn compare_parts(a: &str, b: &str) -> Ordering {
    let split = |part: &str| -> (String, String) {
        let word = part.trim_end_matches(|char: char| char.is_ascii_digit());
        (word.to_owned(), part[word.len()..].trim_start_matches('0').to_owned())
    };
    let ((word_a, number_a), (word_b, number_b)) = (split(a), split(b));
    a.is_empty()
        .cmp(&b.is_empty())
        .reverse()
        .then_with(|| word_a.cmp(&word_b))
        .then_with(|| number_a.len().cmp(&number_b.len()).then_with(|| number_a.cmp(&number_b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn release(version: &str, date: &str, guid: &str) -> Release {
        Release { version: version.into(), date: date.into(), guid: guid.into(), ..Release::default() }
    }

    fn order(releases: Vec<Release>) -> String {
        releases.iter().map(|r| [&*r.version, &*r.date, &*r.guid].concat()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn versions_are_in_their_order() {
        let mut versions = [
            "1.0.0",
            "1.0.0-rc.10",
            "1.0.0-rc.2",
            "1.0",
            "1.0.0-alpha",
            "10.0.0",
            "9.9.9",
            "1.0.0-rc",
            "1.0.0rc3",
            "Unreleased",
            "",
        ];
        versions.sort_by(|a, b| compare_versions(a, b));
        assert_eq!(
            versions.join(" "),
            " 1.0.0-alpha 1.0.0-rc 1.0.0-rc.2 1.0.0-rc.10 1.0.0rc3 1.0 1.0.0 9.9.9 10.0.0 Unreleased"
        );
    }

    #[test]
    fn the_new_wins_and_the_known_stays() {
        let known = vec![release("", "2024-01-01", "a"), release("", "2024-01-02", "b")];
        let new = vec![release("", "2024-01-03", "c"), release("", "2024-02-02", "b")];
        assert_eq!(order(merge(known, new)), "2024-02-02b 2024-01-03c 2024-01-01a");
        let (known, new) = (vec![release("1.0.0", "", "")], vec![release("1.0.0", "2024-01-03", "c")]);
        assert_eq!(order(merge(known, new)), "1.0.02024-01-03c");
    }

    #[test]
    fn a_version_without_a_date_stands_by_its_number() {
        let list = vec![
            release("1.0.0", "2020-01-01", ""),
            release("2.0.0", "", ""),
            release("1.0.1", "2021-01-01", ""),
            release("3.0.0", "2022-01-01", ""),
            release("Unreleased", "", ""),
            release("0.1.0", "", ""),
        ];
        assert_eq!(
            order(merge(Vec::new(), list)),
            "Unreleased 3.0.02022-01-01 2.0.0 1.0.12021-01-01 1.0.02020-01-01 0.1.0"
        );
    }

    proptest! {
        #[test]
        fn order_does_not_matter_and_merging_again_changes_nothing(
            versions in prop::collection::vec(("[0-2](\\.[0-9x]{1,2}){0,2}(-?(a|rc)[.]?[0-9]?)?", "(2024-01-0[1-5])?"), 0..12)
        ) {
            let mut seen = std::collections::HashSet::new();
            let list: Vec<_> = versions.iter().filter(|(v, _)| seen.insert(v.clone())).map(|(v, d)| release(v, d, "")).collect();
            let merged = merge(Vec::new(), list.clone());
            prop_assert_eq!(&merged, &merge(Vec::new(), list.iter().rev().cloned().collect()));
            prop_assert_eq!(&merged, &merge(merged.clone(), list));
        }
    }
}
