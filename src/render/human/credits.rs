//! Who helped, for people at a terminal.

use std::io;

use crate::domain::credit::{Credits, Helper};
use crate::domain::untrusted::sanitise;
use crate::render::count;
use crate::render::credits::{NAMELESS, about, did, heading, unnamed, verb, what};
use crate::render::line::Line;
use crate::render::screen::{Screen, Style};

/// Prints who helped; with `shows_all`, with which articles.
///
/// # Errors
/// The stream does not take it.
pub fn credits(screen: &mut Screen<'_>, credits: &Credits, shows_all: bool) -> io::Result<()> {
    let about = about(credits, &|text| sanitise(text).into_owned());
    screen.wrapped(&Line::of(Style::Title, &about), "", "")?;
    for group in &credits.groups {
        screen.put(&Line::new())?;
        let indent = match heading(credits, group) {
            Some(heading) => {
                screen.wrapped(&Line::of(Style::Strong, &sanitise(&heading)), "", "  ")?;
                "  "
            }
            None => "",
        };
        for helper in &group.helpers {
            put(screen, credits, helper, (indent, shows_all))?;
        }
        if let Some(unnamed) = unnamed(group) {
            screen.wrapped(&Line::from(format!("and {unnamed}").as_str()), indent, indent)?;
        }
    }
    rest(screen, credits)
}

fn put(
    screen: &mut Screen<'_>,
    credits: &Credits,
    helper: &Helper,
    (indent, shows_all): (&str, bool),
) -> io::Result<()> {
    let name = helper.name.as_ref().map_or_else(|| NAMELESS.to_owned(), ToString::to_string);
    let line = Line::of(Style::Strong, &name).with(Style::Dim, what(helper));
    let deeper = format!("{indent}  ");
    screen.wrapped(&line.with(Style::Plain, &format!(": {}", did(helper))), indent, &deeper)?;
    if !shows_all {
        return Ok(());
    }
    for (role, articles) in &helper.did {
        let ids = articles.iter().filter_map(|article| credits.articles.get(*article));
        let ids: Vec<String> = ids.map(ToString::to_string).collect();
        let line = Line::of(Style::Dim, &format!("{}: ", verb(*role)));
        screen.wrapped(
            &line.with(Style::Path, &ids.join(", ")),
            &deeper,
            &format!("{deeper}  "),
        )?;
    }
    Ok(())
}

/// What is left out, and why.
fn rest(screen: &mut Screen<'_>, credits: &Credits) -> io::Result<()> {
    let mut says = Vec::new();
    match credits.bots {
        0 => {}
        1 => says.push("1 machine is left out.".to_owned()),
        number => says.push(format!("{number} machines are left out.")),
    }
    if credits.unshown_reviews > 0 {
        let verb = if credits.unshown_reviews == 1 { "says" } else { "say" };
        says.push(format!(
            "{} {verb} nothing of what was looked at and count for nobody; `review.checked` or a \
             note says it, or `Review-Evidence:` in the commit.",
            count(credits.unshown_reviews, "review")
        ));
    }
    if !says.is_empty() {
        screen.put(&Line::new())?;
    }
    for says in says {
        screen.wrapped(&Line::of(Style::Dim, &says), "", "")?;
    }
    for skipped in &credits.skipped {
        let text = format!("{}: not counted: it {}", skipped.path, skipped.why);
        screen.put(&Line::of(Style::Warning, &text))?;
    }
    Ok(())
}
