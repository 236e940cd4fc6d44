//! What `kb use` computed of a metric: the figure, what was put in, and what others published.

use std::io;

use crate::domain::metric::{Direction, Measured, Placed, Side};
use crate::domain::ratio::Ratio;
use crate::domain::untrusted::Untrusted;
use crate::render::screen::{Line, Screen, Style};
use crate::render::table::table;

/// So much of what a row is called is shown.
const LABEL_MAX: usize = 40;

/// Prints the result and everything that it should not be read without.
///
/// # Errors
/// The stream does not take it.
pub fn use_metric(screen: &mut Screen<'_>, measured: &Measured) -> io::Result<()> {
    let title = Line::of(Style::Title, &measured.title.to_string());
    screen.wrapped(&title, "", "")?;
    if let Some(result) = measured.result {
        let mut line = Line::of(Style::Strong, &with_unit(measured, result));
        line.push(Style::Dim, direction(measured));
        screen.wrapped(&line, "  ", "    ")?;
    }
    periods(screen, measured)?;
    inputs(screen, measured)?;
    published(screen, measured)?;
    misleads(screen, measured)
}

fn with_unit(measured: &Measured, number: Ratio) -> String {
    let unit = measured.metric.unit.as_ref().map(Untrusted::to_string);
    unit.map_or_else(|| number.to_string(), |unit| format!("{number} {unit}"))
}

fn direction(measured: &Measured) -> &'static str {
    match measured.metric.direction {
        Some(Direction::Up) => " · more is meant to be better",
        Some(Direction::Down) => " · less is meant to be better",
        Some(Direction::Context) => " · which way is better depends on the context",
        None => "",
    }
}

fn periods(screen: &mut Screen<'_>, measured: &Measured) -> io::Result<()> {
    if measured.periods.is_empty() {
        return Ok(());
    }
    let label = |label: &Untrusted, line: u64| {
        let label = label.to_string();
        if label.is_empty() { format!("line {line}") } else { label }
    };
    let rows = measured.periods.iter().map(|period| {
        let name = Line::of(Style::Path, &label(&period.label, period.line)).truncate(LABEL_MAX);
        let result = match &period.result {
            Ok(result) => Line::of(Style::Strong, &result.to_string()),
            Err(why) => Line::of(Style::Warning, &format!("no result: {why}")),
        };
        vec![name, result]
    });
    let unit =
        measured.metric.unit.as_ref().map_or_else(|| "result".to_owned(), Untrusted::to_string);
    let header = [Line::of(Style::Dim, "row"), Line::of(Style::Dim, &unit)];
    let rows: Vec<Vec<Line>> = rows.collect();
    table(&header, &rows, screen.width()).iter().try_for_each(|line| screen.put(line))?;
    let line = Line::of(Style::Dim, direction(measured).trim_start_matches(" · "));
    if line.is_empty() { Ok(()) } else { screen.put(&line) }
}

fn inputs(screen: &mut Screen<'_>, measured: &Measured) -> io::Result<()> {
    screen.line()?;
    let formula = Line::of(Style::Plain, &format!("= {}", measured.metric.formula));
    screen.wrapped(&formula, "  ", "    ")?;
    for given in &measured.given {
        let mut line = Line::of(Style::Path, &given.input.name);
        if let Some(value) = given.value {
            line.push(Style::Plain, &format!(" = {value}"));
        }
        if let Some(what) = &given.input.what {
            line.push(Style::Dim, &format!(": {what}"));
        }
        screen.wrapped(&line, "  ", "    ")?;
    }
    Ok(())
}

fn published(screen: &mut Screen<'_>, measured: &Measured) -> io::Result<()> {
    screen.line()?;
    if measured.placed.is_empty() {
        return screen
            .put(&Line::of(Style::Dim, "No published figure is on record to set it beside."));
    }
    let head =
        if measured.result.is_some() { "Beside published figures" } else { "Published figures" };
    screen.put(&Line::of(Style::Strong, head))?;
    for placed in &measured.placed {
        screen.wrapped(&figure(placed, measured), "  ", "    ")?;
    }
    Ok(())
}

/// `5.1111 above 66 (mean), 2015 (11 years old): HDI members; n not told; from …`
fn figure(placed: &Placed, measured: &Measured) -> Line {
    let benchmark = &placed.benchmark;
    let written = &benchmark.written;
    let mut line = match placed.side {
        Some(Side::Above(by)) => Line::of(Style::Plain, &format!("{by} above {written}")),
        Some(Side::Below(by)) => Line::of(Style::Plain, &format!("{by} below {written}")),
        Some(Side::Same) => Line::of(Style::Plain, &format!("the same as {written}")),
        None if measured.result.is_some() => {
            Line::of(Style::Plain, &format!("{written}, no number to compare with"))
        }
        None => Line::of(Style::Plain, &written.to_string()),
    };
    if let Some(stat) = &benchmark.stat {
        line.push(Style::Plain, &format!(", {stat}"));
    }
    match (benchmark.year, placed.years) {
        (Some(year), Some(years)) if placed.is_old() => {
            line.push(Style::Warning, &format!(", {year}: {years} years old"));
        }
        (Some(year), _) => line.push(Style::Plain, &format!(", {year}")),
        (None, _) => line.push(Style::Warning, ", year not told"),
    }
    let population = benchmark.population.as_ref().map(Untrusted::to_string);
    let population = population.unwrap_or_else(|| "population not told".to_owned());
    let n = benchmark.n.as_ref().map_or_else(|| "n not told".to_owned(), |n| format!("n = {n}"));
    line.push(Style::Dim, &format!(" · {population}, {n}"));
    let via = benchmark.via.as_ref().map(|via| format!(", read at {via}")).unwrap_or_default();
    let primary = match benchmark.is_primary {
        Some(true) => ", primary source",
        Some(false) => ", second hand",
        None => ", not told whether at first hand",
    };
    let source =
        benchmark.source.as_ref().map_or("source not told".to_owned(), Untrusted::to_string);
    line.push(Style::Dim, &format!(" · {source}{via}{primary}"));
    line
}

fn misleads(screen: &mut Screen<'_>, measured: &Measured) -> io::Result<()> {
    let metric = &measured.metric;
    if metric.gaming.is_some() || !measured.misleads.is_empty() {
        screen.line()?;
        screen.put(&Line::of(Style::Strong, "How it misleads"))?;
        for point in metric.gaming.iter().chain(&measured.misleads) {
            screen.wrapped(&Line::of(Style::Plain, &point.to_string()), "  - ", "    ")?;
        }
        if let Some(more) = &measured.more {
            screen.put(&Line::of(Style::Dim, &format!("  {more}")))?;
        }
    }
    if measured.pair_with.is_empty() {
        return Ok(());
    }
    screen.line()?;
    let named = measured.pair_with.iter().map(|companion| match &companion.title {
        Some(title) => format!("{} ({title})", companion.id),
        None => companion.id.to_string(),
    });
    let mut line = Line::of(Style::Strong, "Show beside it: ");
    line.push(Style::Plain, &named.collect::<Vec<_>>().join(", "));
    screen.wrapped(&line, "", "  ")
}
