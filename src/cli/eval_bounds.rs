//! The bounds of `kb eval --min`: `hit@1=0.75`, as people write them.

use crate::domain::judged_query::{Below, Judged, Measure};
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;

use super::hint::did_you_mean;

/// Half of the last digit that is told: what is told as met is met.
const ROUNDING: f64 = 0.000_5;

/// Reads bounds, each as `MEASURE=VALUE`; the value from 0 to 1, or in percent.
///
/// # Errors
/// A measure that there is not, with the nearest one, or a value that is no share.
pub(super) fn parse(written: &[String]) -> Result<Vec<(Measure, f64)>, Failure> {
    written.iter().map(|bound| parse_one(bound.trim())).collect()
}

fn parse_one(bound: &str) -> Result<(Measure, f64), Failure> {
    let failure = || Failure::new(format!("cannot understand the bound `{}`", sanitise(bound)));
    let names = Measure::ALL.map(Measure::name);
    let Some((name, value)) = bound.split_once('=') else {
        return Err(failure()
            .because("it is not a measure, `=` and a value")
            .hint("write it like `hit@1=0.75`"));
    };
    let Some(measure) = Measure::ALL.into_iter().find(|it| folded(it.name()) == folded(name))
    else {
        let listed = || format!("there are {}", names.join(", "));
        return Err(failure()
            .because(format!("there is no measure `{}`", sanitise(name.trim())))
            .hint(did_you_mean(name.trim(), names, listed)));
    };
    let value = value.trim();
    let share = match value.strip_suffix('%') {
        Some(percent) => percent.trim().parse().map(|percent: f64| percent / 100.0),
        None => value.parse(),
    };
    let share = share.ok().filter(|share| (0.0..=1.0).contains(share));
    let share = share.ok_or_else(|| {
        failure()
            .because(format!("`{}` is no share", sanitise(value)))
            .hint("write a value from 0 to 1, or from 0% to 100%")
    })?;
    Ok((measure, share))
}

/// A name as it is compared: `Hits@1`, `hit1` and `hit_1` are one, and so are `mrr` and `mrr@10`.
fn folded(name: &str) -> String {
    let name: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let name = name.strip_suffix("10").unwrap_or(&name);
    match name {
        "hits1" | "hit" | "hits" => "hit1".to_owned(),
        "zero" | "zeros" => "zerorate".to_owned(),
        _ => name.strip_suffix('s').unwrap_or(name).to_owned(),
    }
}

/// The bounds that do not hold for `judged`.
pub(super) fn below(bounds: &[(Measure, f64)], judged: &[Judged]) -> Vec<Below> {
    let below = bounds.iter().filter_map(|(measure, wanted)| {
        let value = measure.total(judged).value;
        let holds = value.is_some_and(|value| {
            if measure.is_less_better() {
                value <= wanted + ROUNDING
            } else {
                value >= wanted - ROUNDING
            }
        });
        (!holds).then_some(Below { measure: *measure, wanted: *wanted, value })
    });
    below.collect()
}
