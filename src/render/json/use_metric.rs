//! `kb.use-metric.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::metric::{Direction, Measured, Placed, Side};
use crate::domain::ratio::Ratio;

use super::raw;

/// What `kb use --format json` prints of a metric.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.use-metric.v1")]
pub struct UseMetricV1 {
    #[schemars(extend("const" = "kb.use-metric.v1"))]
    schema: &'static str,
    id: String,
    title: String,
    formula: String,
    unit: Option<String>,
    /// up, down or context, as the article says.
    direction: Option<&'static str>,
    inputs: Vec<InputV1>,
    /// Null with `--csv`.
    result: Option<NumberV1>,
    /// A result for each row of the table; empty without `--csv`.
    rows: Vec<RowV1>,
    benchmarks: Vec<BenchmarkV1>,
    pair_with: Vec<CompanionV1>,
    gaming: Option<String>,
    /// The first points of the section that says how it misleads.
    misleads: Vec<String>,
}

/// A number, computed exactly.
#[derive(Serialize, JsonSchema)]
struct NumberV1 {
    /// The nearest binary float.
    value: f64,
    /// Rounded to four digits after the point that count.
    text: String,
}

impl From<Ratio> for NumberV1 {
    fn from(number: Ratio) -> Self {
        Self { value: number.to_float(), text: number.to_string() }
    }
}

#[derive(Serialize, JsonSchema)]
struct InputV1 {
    name: String,
    what: Option<String>,
    unit: Option<String>,
    /// Null where each row has its own.
    value: Option<NumberV1>,
}

#[derive(Serialize, JsonSchema)]
struct RowV1 {
    /// The line of the file it begins on, from 1.
    line: u64,
    label: String,
    result: Option<NumberV1>,
    /// Why there is none.
    why: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct BenchmarkV1 {
    /// As written.
    value: String,
    /// above, below or same: where the result lies; null with `--csv` or where it is no number.
    side: Option<&'static str>,
    /// How far apart they are.
    difference: Option<NumberV1>,
    stat: Option<String>,
    population: Option<String>,
    n: Option<String>,
    year: Option<i32>,
    /// How many calendar years ago that was.
    age_years: Option<i32>,
    /// True if that is more than five.
    old: bool,
    source: Option<String>,
    via: Option<String>,
    primary: Option<bool>,
}

impl From<&Placed> for BenchmarkV1 {
    fn from(placed: &Placed) -> Self {
        let it = &placed.benchmark;
        let difference = match placed.side {
            Some(Side::Above(by) | Side::Below(by)) => Some(NumberV1::from(by)),
            Some(Side::Same) => Some(NumberV1::from(Ratio::ZERO)),
            None => None,
        };
        Self {
            value: raw(&it.written),
            side: placed.side.map(Side::name),
            difference,
            stat: it.stat.as_ref().map(raw),
            population: it.population.as_ref().map(raw),
            n: it.n.as_ref().map(raw),
            year: it.year,
            age_years: placed.years,
            old: placed.is_old(),
            source: it.source.as_ref().map(raw),
            via: it.via.as_ref().map(raw),
            primary: it.is_primary,
        }
    }
}

#[derive(Serialize, JsonSchema)]
struct CompanionV1 {
    id: String,
    /// Null if the library has no such article.
    title: Option<String>,
}

/// Prints what was computed.
///
/// # Errors
/// The stream does not take it.
pub fn use_metric(out: &mut dyn Write, measured: &Measured) -> io::Result<()> {
    let metric = &measured.metric;
    let inputs = measured.given.iter().map(|given| InputV1 {
        name: given.input.name.clone(),
        what: given.input.what.as_ref().map(raw),
        unit: given.input.unit.as_ref().map(raw),
        value: given.value.map(NumberV1::from),
    });
    let rows = measured.periods.iter().map(|period| RowV1 {
        line: period.line,
        label: raw(&period.label),
        result: period.result.as_ref().ok().copied().map(NumberV1::from),
        why: period.result.as_ref().err().cloned(),
    });
    let companions = measured.pair_with.iter().map(|companion| CompanionV1 {
        id: raw(&companion.id),
        title: companion.title.as_ref().map(raw),
    });
    let wire = UseMetricV1 {
        schema: "kb.use-metric.v1",
        id: measured.id.raw().to_owned(),
        title: raw(&measured.title),
        formula: metric.formula.clone(),
        unit: metric.unit.as_ref().map(raw),
        direction: metric.direction.map(Direction::name),
        inputs: inputs.collect(),
        result: measured.result.map(NumberV1::from),
        rows: rows.collect(),
        benchmarks: measured.placed.iter().map(BenchmarkV1::from).collect(),
        pair_with: companions.collect(),
        gaming: metric.gaming.as_ref().map(raw),
        misleads: measured.misleads.iter().map(raw).collect(),
    };
    super::write(out, &wire)
}
