//! What the matrix says of licences.

use std::io;

use crate::domain::license::{AskedLicense, LicenseAnswer, NO_ADVICE, PairAnswer, Verdict};
use crate::domain::source::Relation;
use crate::render::screen::{Line, Screen, Style};
use crate::render::table::table;

/// Prints one pair in full, or a table of all that were asked about.
///
/// # Errors
/// The stream does not take it.
pub fn explain(screen: &mut Screen<'_>, answer: &LicenseAnswer) -> io::Result<()> {
    for asked in [&answer.license, &answer.into].into_iter().flatten() {
        read_as(screen, asked)?;
    }
    let is_one = answer.license.is_some() && answer.into.is_some();
    if is_one || answer.pairs.is_empty() {
        for (index, relation) in answer.relations.iter().enumerate() {
            if index > 0 {
                screen.put(&Line::new())?;
            }
            pair(screen, *relation, answer)?;
        }
    } else {
        all(screen, answer)?;
    }
    screen.put(&Line::new())?;
    screen.wrapped(&Line::of(Style::Dim, NO_ADVICE), "", "")
}

fn read_as(screen: &mut Screen<'_>, asked: &AskedLicense) -> io::Result<()> {
    if asked.written.raw() == asked.expression {
        return Ok(());
    }
    let line = Line::of(Style::Dim, &format!("`{}` is read as `", asked.written))
        .with(Style::Strong, &asked.expression)
        .with(Style::Dim, "`.");
    screen.wrapped(&line, "", "  ")
}

/// The style of a verdict.
pub(super) fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Ok => Style::Ok,
        Verdict::Conditions => Style::Info,
        Verdict::Review => Style::Warning,
        Verdict::Forbidden => Style::Error,
    }
}

fn pair(screen: &mut Screen<'_>, relation: Relation, answer: &LicenseAnswer) -> io::Result<()> {
    let found = answer.pairs.iter().find(|pair| pair.relation == relation);
    let mut head = Line::of(Style::Strong, relation.name()).with(Style::Plain, ": ");
    let Some(found) = found else {
        head.push(Style::Ok, "no licence needed");
        screen.put(&head)?;
        return screen.wrapped(&Line::from(relation.asks_for()), "  ", "  ");
    };
    head.push(style(found.verdict), found.verdict.name());
    head.push(Style::Dim, &format!(" · {} into {}", found.license, found.into));
    screen.wrapped(&head, "", "  ")?;
    said(screen, found)?;
    if found.verdict.is_settled() {
        screen.wrapped(&Line::from(relation.asks_for()), "  ", "  ")?;
    } else {
        screen.wrapped(&way_out(found), "  ", "  ")?;
    }
    Ok(())
}

/// Verdict, reason and reference, and what follows for the whole article.
fn said(screen: &mut Screen<'_>, found: &PairAnswer) -> io::Result<()> {
    let says = format!("The matrix says: {}.", found.reason.trim_end_matches('.'));
    screen.wrapped(&Line::from(says.as_str()), "  ", "  ")?;
    if let Some((source, target)) = &found.decided_by {
        let line = Line::of(Style::Dim, &format!("Decided by {source} into {target}."));
        screen.wrapped(&line, "  ", "  ")?;
    }
    if !found.reference.is_empty() {
        let line = Line::of(Style::Dim, &format!("Reference: {}", found.reference));
        screen.wrapped(&line, "  ", "  ")?;
    }
    if let Some(whole) = &found.effective {
        let line = Line::from("The article as a whole is then under ").with(Style::Strong, whole);
        screen.wrapped(&line, "  ", "  ")?;
    }
    Ok(())
}

fn way_out(found: &PairAnswer) -> Line {
    let line = Line::of(Style::Hint, "What works: ");
    if found.fitting.is_empty() {
        let rest = "no licence that the matrix knows; quote it briefly (`quotation`), use its \
                    ideas in your own words (`inspired-by`), or ask for a written permission.";
        return line.with(Style::Plain, rest);
    }
    line.with(Style::Plain, &format!("an article under {}.", found.fitting.join(", ")))
}

/// A row for each licence: verdicts side by side, or one verdict with its reason.
fn all(screen: &mut Screen<'_>, answer: &LicenseAnswer) -> io::Result<()> {
    let is_into_all = answer.into.is_none();
    let (named, head) = match (&answer.license, &answer.into) {
        (Some(license), _) => (format!("{} into", license.expression), "article under"),
        (None, Some(into)) => (format!("into {}", into.expression), "source under"),
        (None, None) => (String::from("every pair"), "source and article"),
    };
    screen.wrapped(&Line::of(Style::Title, &named), "", "  ")?;
    screen.put(&Line::new())?;
    let name = |pair: &PairAnswer| match (&answer.license, is_into_all) {
        (None, true) => format!("{} → {}", pair.license, pair.into),
        (_, true) => pair.into.clone(),
        (_, false) => pair.license.clone(),
    };
    let cell = |pair: &PairAnswer| Line::of(style(pair.verdict), pair.verdict.name());
    let mut header = vec![Line::of(Style::Strong, head)];
    header.extend(answer.relations.iter().map(|it| Line::of(Style::Strong, it.name())));
    let with_reasons = answer.relations.len() == 1;
    if with_reasons {
        header.push(Line::of(Style::Strong, "the matrix says"));
    }
    let rows: Vec<Vec<Line>> = answer
        .pairs
        .chunks(answer.relations.len())
        .map(|pairs| {
            let mut row = vec![Line::from(name(&pairs[0]).as_str())];
            row.extend(pairs.iter().map(cell));
            row.extend(with_reasons.then(|| Line::from(pairs[0].reason.as_str())));
            row
        })
        .collect();
    table(&header, &rows, screen.width()).iter().try_for_each(|line| screen.put(line))?;
    if !with_reasons {
        screen.put(&Line::new())?;
        let hint = "why, with all reasons: the same with --relation; for one pair: kb explain \
                    --license A --into B";
        screen.wrapped(&Line::of(Style::Dim, hint), "", "")?;
    }
    Ok(())
}
