//! Measures as text for people. `js/headword/src/render-eval.ts` prints the same bytes.

use crate::render::{grouped, one_line, plural};
use crate::style::Style;
use headword::{Evaluation, Measures, Unit};

/// A line for each file, one for all of them, and how long searches took.
pub(crate) fn evaluation(evaluation: &Evaluation, style: Style) -> String {
    let head = "nDCG@10  MRR@10  recall@10  success@1  queries  unit     file";
    let mut text = format!("{}\n", style.dim(head));
    for file in &evaluation.files {
        let unit = match file.unit {
            Unit::Page => "page",
            Unit::Section => "section",
        };
        text.push_str(&row(&file.measures, u64::from(file.queries), unit, &one_line(&file.file)));
    }
    let queries = evaluation.files.iter().map(|file| u64::from(file.queries)).sum();
    let files = format!("mean of {}", plural(evaluation.files.len() as u64, "file", "files"));
    text.push_str(&style.bold(row(&evaluation.mean, queries, "", &files).trim_end()));
    let latency = &evaluation.latency_microseconds;
    let times = [("p50", latency.p50), ("p90", latency.p90), ("p99", latency.p99), ("max", latency.max)];
    let times = times.map(|(name, time)| format!("{name} {}", milliseconds(time))).join(", ");
    let searches = plural(latency.searches.into(), "warm search", "warm searches");
    text.push_str(&format!("\n\n{searches} for 10 hits: {times}\n"));
    text
}

fn row(measures: &Measures, queries: u64, unit: &str, name: &str) -> String {
    let Measures { ndcg10, mrr10, recall10, success1, .. } = measures;
    let queries = grouped(queries);
    format!("{ndcg10:7.4}  {mrr10:6.4}  {recall10:9.4}  {success1:9.4}  {queries:>7}  {unit:7}  {name}\n")
}

/// With two decimals, rounded half up.
fn milliseconds(microseconds: u32) -> String {
    let hundredths = (u64::from(microseconds) + 5) / 10;
    format!("{}.{:02} ms", grouped(hundredths / 100), hundredths % 100)
}
