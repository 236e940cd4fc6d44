//! `kb use METRIC`: a figure computed from its inputs and set beside published ones.

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::formula::{Expression, NoResult};
use crate::domain::metric::{Companion, Given, Input, Measured, Metric, Period, Placed, Side};
use crate::domain::ratio::Ratio;
use crate::domain::untrusted::{Untrusted, sanitise, shell_word};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::parse;
use crate::parse::sheet::Sheet;
use crate::render;

use super::Stop;
use super::options::Format;
use super::session::Session;
use super::use_article::{Used, points};
use super::use_values::{Values, ask, cannot_read, text_of};

/// The section that says how a figure deceives; `schemas/types/metric.yaml` asks for it.
const MISLEADS: &str = "how-it-misleads";
/// So many of its points are told: the page has the rest.
const POINTS_MAX: usize = 3;

pub(super) fn run(
    used: &Used<'_>,
    metric: Metric,
    values: Values,
    csv: Option<&Path>,
    format: Format,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let formula = metric.expression().map_err(|wrong| {
        cannot_compute(used)
            .because(format!("its formula cannot be read: {}", wrong.why))
            .hint(format!("`kb check {}` shows where", shell_word(used.article.id.raw())))
    })?;
    let names = formula.inputs();
    let (written, more) = values.wanted(&names, "input")?;
    if !more.is_empty() {
        let names = more.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        session.note(&format!("no input is called {names}"))?;
    }
    let mut given: BTreeMap<String, Ratio> = BTreeMap::new();
    for (name, value) in &written {
        let number = Ratio::read(value).map_err(|wrong| not_a_number(name, value, wrong))?;
        given.insert(name.clone(), number);
    }
    let what = |name: &str| match metric.input(name) {
        Some(input) => input.clone(),
        None => Input { name: name.to_owned(), what: None, unit: None },
    };
    let sheet = csv.map(|file| read(file, session)).transpose()?;
    if sheet.is_none() {
        ask_for_the_rest(&names, &what, &mut given, format, session)?;
    }
    let (result, periods) = match &sheet {
        Some(sheet) => (None, periods(&formula, &given, sheet, used)?),
        None => (Some(computed(&formula, &given, &what, used, session)?), Vec::new()),
    };
    let inputs = names.iter().map(|name| {
        let is_a_column =
            sheet.as_ref().is_some_and(|sheet| sheet.header.iter().any(|it| it == name));
        Given { input: what(name), value: given.get(*name).copied().filter(|_| !is_a_column) }
    });
    let given: Vec<Given> = inputs.collect();
    session.notes(&below_zero(&given, sheet.as_ref()))?;
    session.notes(over_whole(&metric, result.iter().chain(results(&periods))).as_slice())?;
    let is_whole = periods.iter().all(|period| period.result.is_ok());
    let measured = measured(used, metric, given, (result, periods), session);
    match format {
        Format::Json => {
            render::json::use_metric::use_metric(&mut session.env.out.writer, &measured)?;
        }
        Format::Human => render::human::use_metric::use_metric(&mut session.screen(), &measured)?,
    }
    Ok(if is_whole { Exit::Fine } else { Exit::Broken })
}

fn results(periods: &[Period]) -> impl Iterator<Item = &Ratio> {
    periods.iter().filter_map(|period| period.result.as_ref().ok())
}

/// What is computed with all the same, and may have been meant otherwise: figures below 0, given
/// or in the columns of `sheet`.
fn below_zero(given: &[Given], sheet: Option<&Sheet>) -> Vec<String> {
    let zero = Ratio::new(0, 1);
    let is_below = |number: Option<Ratio>| number.zip(zero).is_some_and(|(it, zero)| it < zero);
    let rows_of = |name: &str| {
        let sheet = sheet?;
        let column = sheet.header.iter().rposition(|head| head == name)?;
        let cell = |(_, cells): &&(u64, Vec<String>)| {
            is_below(cells.get(column).and_then(|cell| Ratio::read(cell).ok()))
        };
        Some(sheet.rows.iter().filter(cell).count())
    };
    let told = given.iter().filter_map(|it| {
        let rows = match rows_of(&it.input.name) {
            Some(0) => return None,
            Some(1) => " in 1 row".to_owned(),
            Some(several) => format!(" in {several} rows"),
            None if is_below(it.value) => String::new(),
            None => return None,
        };
        let name = sanitise(&it.input.name);
        Some(format!("`{name}` is below 0{rows}: look whether it is meant so"))
    });
    told.collect()
}

/// The same of results that are more than the whole.
fn over_whole<'r>(metric: &Metric, results: impl Iterator<Item = &'r Ratio>) -> Option<String> {
    let unit = metric.unit.as_ref().map(|unit| unit.raw().trim().to_lowercase());
    let is_share = unit.is_some_and(|unit| ["percent", "per cent", "%"].contains(&unit.as_str()));
    let is_over = |it: &&Ratio| Ratio::new(100, 1).is_some_and(|whole| **it > whole);
    let over = if is_share { results.filter(is_over).count() } else { 0 };
    let what = match over {
        0 => return None,
        1 => "a result is",
        _ => "results are",
    };
    Some(format!("{what} over 100 percent: look whether the inputs are swapped"))
}

fn measured(
    used: &Used<'_>,
    metric: Metric,
    given: Vec<Given>,
    (result, periods): (Option<Ratio>, Vec<Period>),
    session: &Session<'_>,
) -> Measured {
    let this_year = i32::from(session.today().year());
    let placed = metric.benchmarks.iter().map(|benchmark| Placed {
        side: result.zip(benchmark.value).and_then(|(own, other)| Side::of(own, other)),
        years: benchmark.year.map(|year| this_year.saturating_sub(year)),
        benchmark: benchmark.clone(),
    });
    let companion = |id: &Untrusted| {
        let named = used.articles.iter().find(|article| article.id.raw() == id.raw());
        Companion { id: id.clone(), title: named.map(crate::domain::article::Article::title) }
    };
    let points = points(used, MISLEADS);
    let more = format!("kb show {}", shell_word(&format!("{}#{MISLEADS}", used.article.id.raw())));
    Measured {
        id: used.article.id.clone(),
        title: used.article.title(),
        given,
        result,
        periods,
        placed: placed.collect(),
        pair_with: metric.pair_with.iter().map(companion).collect(),
        more: Some(more).filter(|_| !points.is_empty()),
        misleads: points.into_iter().take(POINTS_MAX).collect(),
        metric,
    }
}

fn cannot_compute(used: &Used<'_>) -> Failure {
    Failure::new(format!("cannot compute `{}`", used.article.id))
}

fn not_a_number(name: &str, value: &str, wrong: &str) -> Failure {
    let shown: String = sanitise(value).chars().take(40).collect();
    Failure::new(format!("cannot use the value of `{}`", sanitise(name)))
        .because(format!("`{shown}` {wrong}"))
}

/// Asks a person for the figures that are missing, until they say no more.
fn ask_for_the_rest(
    names: &[&str],
    what: &dyn Fn(&str) -> Input,
    given: &mut BTreeMap<String, Ratio>,
    format: Format,
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    if !session.env.can_ask() || format == Format::Json {
        return Ok(());
    }
    let is_number = |text: &str| {
        Ratio::read(text).map(drop).map_err(|wrong| format!("`{}` {wrong}", sanitise(text)))
    };
    for name in names {
        if given.contains_key(*name) {
            continue;
        }
        let near = what(name).what.map_or_else(String::new, |what| what.raw().to_owned());
        match ask(name, &near, &is_number, session)? {
            Some(Some(text)) => {
                let number =
                    Ratio::read(&text).map_err(|wrong| not_a_number(name, &text, wrong))?;
                given.insert((*name).to_owned(), number);
            }
            Some(None) => {}
            None => break,
        }
    }
    Ok(())
}

/// The result, or why there is none, with what is missing and what it counts.
fn computed(
    formula: &Expression,
    given: &BTreeMap<String, Ratio>,
    what: &dyn Fn(&str) -> Input,
    used: &Used<'_>,
    session: &mut Session<'_>,
) -> Result<Ratio, Stop> {
    let missing = match formula.compute(given) {
        Ok(result) => return Ok(result),
        Err(NoResult::Missing(missing)) => missing,
        Err(no_result) => return Err(cannot_compute(used).because(why(&no_result)).into()),
    };
    for name in &missing {
        if let Some(counts) = what(name).what {
            session.note(&format!("`{name}` counts {}", counts.raw()))?;
        }
    }
    let sets: Vec<String> =
        missing.iter().map(|name| format!("--set {}=NUMBER", shell_word(name))).collect();
    let names = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let is_or_are = if missing.len() == 1 { "is" } else { "are" };
    Err(cannot_compute(used)
        .because(format!("{names} {is_or_are} missing"))
        .hint(format!("add `{}`", sets.join(" ")))
        .into())
}

fn why(no_result: &NoResult) -> String {
    match no_result {
        NoResult::Missing(names) => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("nothing is given for {}", names.join(", "))
        }
        NoResult::DividesByZero(by) => format!("it divides by `{by}`, which is 0"),
        NoResult::TooLarge => "a number on the way is too large".to_owned(),
    }
}

fn read(file: &Path, session: &Session<'_>) -> Result<Sheet, Failure> {
    let text = text_of(file, session)?;
    parse::sheet::sheet(&text).map_err(|why| cannot_read(file).because(why))
}

/// A result for each row of `sheet`; what has no column comes from `given`.
fn periods(
    formula: &Expression,
    given: &BTreeMap<String, Ratio>,
    sheet: &Sheet,
    used: &Used<'_>,
) -> Result<Vec<Period>, Failure> {
    let names = formula.inputs();
    let columns: Vec<Option<&str>> =
        sheet.header.iter().map(|head| names.iter().find(|name| *name == head).copied()).collect();
    let missing =
        names.iter().filter(|name| !columns.contains(&Some(**name)) && !given.contains_key(**name));
    let missing: Vec<String> = missing.map(|name| format!("`{name}`")).collect();
    if !missing.is_empty() {
        return Err(cannot_compute(used)
            .because(format!("the table has no column {}", missing.join(", ")))
            .hint("call a column so, or give one value for all rows with `--set`"));
    }
    let period = |(line, cells): &(u64, Vec<String>)| {
        let mut values = given.clone();
        let mut label = Vec::new();
        let mut wrong = None;
        for (at, column) in columns.iter().enumerate() {
            let cell = cells.get(at).map_or("", String::as_str);
            match column {
                None if !cell.is_empty() => label.push(cell),
                None => {}
                Some(name) if cell.is_empty() => {
                    values.remove(*name);
                }
                Some(name) => match Ratio::read(cell) {
                    Ok(number) => {
                        values.insert((*name).to_owned(), number);
                    }
                    Err(why) => {
                        let shown: String = sanitise(cell).chars().take(40).collect();
                        wrong.get_or_insert_with(|| format!("`{name}`: `{shown}` {why}"));
                    }
                },
            }
        }
        let result = match wrong {
            Some(wrong) => Err(wrong),
            None => formula.compute(&values).map_err(|no_result| why(&no_result)),
        };
        Period { line: *line, label: Untrusted::new(label.join(" ")), result }
    };
    Ok(sheet.rows.iter().map(period).collect())
}
