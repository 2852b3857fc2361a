//! How good the answers of an index are.

use crate::engine::Engine;
use crate::{throw, to_js};
use headword::{Case, Question, RunLine};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A file of questions.
#[wasm_bindgen]
pub struct Questions(Vec<Question>);

/// What one question finds.
#[derive(Serialize)]
struct Run {
    /// A line of a TREC run each, with its end.
    trec: String,
    lines: Vec<RunLine>,
}

#[wasm_bindgen]
impl Questions {
    /// Reads a file. Throws an `Error` whose `code` is that of [`headword::Error::code`], as all methods do.
    pub fn read(file: &str, source: &[u8]) -> Result<Questions, JsValue> {
        Question::read(file, source).map(Questions).map_err(throw)
    }

    /// How many there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        self.0.len() as u32
    }

    /// A `Run` of the question with this number; nothing of one that there is not.
    pub fn run(&self, engine: &Engine, number: u32, limit: u32) -> Result<JsValue, JsValue> {
        let question = self.0.get(number as usize);
        let lines = question.map_or(Ok(Vec::new()), |question| question.run(&engine.0, limit as usize));
        to_js(lines.map(|lines| Run { trec: lines.iter().map(|line| format!("{line}\n")).collect(), lines }))
    }
}

/// What is judged.
#[wasm_bindgen]
pub enum Unit {
    /// Pages.
    Page = "page",
    /// Sections.
    Section = "section",
}

/// Measures answers, file by file.
#[wasm_bindgen]
pub struct Evaluator(headword::Evaluator);

#[wasm_bindgen]
impl Evaluator {
    /// Nothing measured yet.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript has no Default")]
    pub fn new() -> Evaluator {
        Evaluator(headword::Evaluator::new())
    }

    /// Measures the answers to the questions of a file.
    pub fn add(&mut self, engine: &Engine, file: &str, source: &[u8], unit: Option<Unit>) -> Result<(), JsValue> {
        let unit = unit.map(|unit| match unit {
            Unit::Section => headword::Unit::Section,
            _ => headword::Unit::Page,
        });
        self.0.add(&engine.0, file, source, unit).map_err(throw)
    }

    /// What can be searched, of all files.
    pub fn queries(&self) -> Vec<String> {
        self.0.queries().to_vec()
    }

    /// An `Evaluation`, with how many nanoseconds each search took.
    pub fn finish(self, nanoseconds: Vec<f64>) -> Result<JsValue, JsValue> {
        // Negative times become 0.
        let nanoseconds: Vec<u64> = nanoseconds.into_iter().map(|time| time as u64).collect();
        to_js(Ok(self.0.finish(&nanoseconds)))
    }
}

#[wasm_bindgen]
impl Engine {
    /// A `CaseOutcome` for each case of a file.
    pub fn test(&self, file: &str, source: &[u8]) -> Result<JsValue, JsValue> {
        let cases = Case::read(file, source);
        to_js(cases.and_then(|cases| cases.iter().map(|case| case.check(&self.0)).collect::<Result<Vec<_>, _>>()))
    }
}
