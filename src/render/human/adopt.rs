//! What `kb adopt` brought in, left out and would hide.

use std::collections::BTreeMap;
use std::io;

use crate::domain::adopt::{AdoptOutcome, AdoptPlace, AdoptedText, LeftOut, Whose};
use crate::domain::private::PrivateKind;
use crate::render::diff::diff;
use crate::render::screen::{Line, Screen, Style};
use crate::render::table::table;

use super::count;

/// So many places of one kind are named; JSON has them all.
const PLACES_MAX: usize = 10;
/// So many pages that are left out are named for each reason.
const PAGES_MAX: usize = 10;

/// `3 host names`.
#[must_use]
pub fn counted(kind: PrivateKind, number: usize) -> String {
    match number {
        1 => format!("1 {}", kind.name()),
        _ => format!("{number} {}", kind.names()),
    }
}

/// Prints what came in, what did not and why, and what is private.
///
/// # Errors
/// The stream does not take it.
pub fn adopt(screen: &mut Screen<'_>, it: &AdoptOutcome) -> io::Result<()> {
    for place in &it.places {
        screen.wrapped(&from(place), "", "  ")?;
    }
    if it.is_dry_run && !it.adopted.is_empty() {
        proposals(screen, it)?;
    }
    summary(screen, it)?;
    private(screen, it)?;
    before(screen, it)?;
    left_out(screen, it)?;
    closing(screen, it)
}

/// `1 page as a draft`, `2 pages as drafts`.
fn drafts(number: usize) -> String {
    let draft = if number == 1 { "a draft" } else { "drafts" };
    format!("{} as {draft}", count(number, "page"))
}

fn from(place: &AdoptPlace) -> Line {
    let name = Line::of(Style::Plain, "From ").with(Style::Path, &place.name.to_string());
    match (&place.commit, place.is_own) {
        (_, true) => Line::of(Style::Plain, "From this library"),
        (Some(commit), false) => {
            name.with(Style::Plain, &format!(" at {:.10}", commit.to_string()))
        }
        (None, false) => name,
    }
}

/// A table of all, then how the front matter of each changes.
fn proposals(screen: &mut Screen<'_>, it: &AdoptOutcome) -> io::Result<()> {
    screen.line()?;
    let header = ["type", "private", "id"];
    let header: Vec<Line> = header.iter().map(|it| Line::of(Style::Strong, it)).collect();
    let row = |text: &AdoptedText| {
        let kind = format!("{}{}", text.kind, if text.is_told { "" } else { "?" });
        let private = text.private.len();
        let private = if private == 0 { String::new() } else { private.to_string() };
        let cells = [kind, private, text.id.to_string()];
        cells.iter().map(|cell| Line::of(Style::Plain, cell)).collect()
    };
    let rows: Vec<Vec<Line>> = it.adopted.iter().map(row).collect();
    for line in table(&header, &rows, screen.width()) {
        screen.put(&line)?;
    }
    for text in &it.adopted {
        screen.line()?;
        let mut head = Line::new();
        if text.from != text.to {
            head = head.with(Style::Path, &text.from.to_string()).with(Style::Plain, " → ");
        }
        let head = head.with(Style::Path, &text.to.to_string());
        let head = head.with(Style::Dim, &format!(" · {} because {}", text.kind, text.because));
        screen.wrapped(&head, "", "  ")?;
        diff(screen, &text.diff)?;
    }
    screen.line()
}

fn summary(screen: &mut Screen<'_>, it: &AdoptOutcome) -> io::Result<()> {
    if it.adopted.is_empty() {
        let text = if it.before.is_empty() { "Nothing to adopt." } else { "Nothing new to adopt." };
        return screen.put(&Line::of(Style::Strong, text));
    }
    let verb = if it.is_dry_run { "Would adopt" } else { "Adopted" };
    let kinds: Vec<String> =
        it.kinds().into_iter().map(|(kind, number)| format!("{number} {kind}")).collect();
    let line = Line::of(Style::Ok, verb)
        .with(Style::Plain, &format!(" {}: {}", drafts(it.adopted.len()), kinds.join(", ")));
    screen.wrapped(&line, "", "  ")?;
    let unsure = it.adopted.iter().filter(|text| !text.is_told).count();
    let links: usize = it.adopted.iter().map(|text| text.links).sum();
    let open: usize = it.adopted.iter().map(|text| text.open_links).sum();
    let no_topic = it.adopted.iter().filter(|text| text.topics.is_empty()).count();
    let no_author = it.adopted.iter().filter(|text| text.authors.is_empty()).count();
    let template = it.adopted.iter().filter(|text| text.has_template_code).count();
    let told = [
        (unsure, "page", "whose type nothing tells"),
        (no_topic, "page", "without a topic that is sure"),
        (no_author, "page", "without an author that history knows: --author names one"),
        (links, "link", "made to fit"),
        (it.images.len(), "image", "copied"),
        (open, "link", "to what was not brought along"),
        (template, "page", "with template code (ERB, Liquid), which stays as it is"),
    ];
    for (number, noun, says) in told.into_iter().filter(|(number, ..)| *number > 0) {
        screen.put(&Line::of(Style::Plain, &format!("  {} {says}", count(number, noun))))?;
    }
    let whose = match it.whose {
        Some(Whose::Adapted) => Some("text of others, to be changed: see `sources` of each"),
        Some(Whose::Copied) => Some("text of others, as it is: see `sources` of each"),
        Some(Whose::Own) | None => None,
    };
    if let Some(says) = whose {
        screen.put(&Line::of(Style::Plain, &format!("  {says}")))?;
    }
    if let Some(path) = &it.permission {
        let line = Line::of(Style::Plain, "  the permission is recorded in ");
        screen.wrapped(&line.with(Style::Path, &path.to_string()), "", "    ")?;
    }
    Ok(())
}

/// What is private, by kind, and where it stands: never what it says.
fn private(screen: &mut Screen<'_>, it: &AdoptOutcome) -> io::Result<()> {
    let counts = it.private_counts();
    if counts.is_empty() {
        return Ok(());
    }
    screen.line()?;
    let head = match (it.is_masked, it.is_dry_run) {
        (true, true) => "Would be masked:",
        (true, false) => "Masked:",
        (false, _) => "Private, as far as shapes tell:",
    };
    screen.put(&Line::of(if it.is_masked { Style::Strong } else { Style::Warning }, head))?;
    for (kind, number, files) in counts {
        let places = it.adopted.iter().flat_map(|text| {
            let lines = text.private.iter().filter(|place| place.kind == kind);
            lines.map(|place| format!("{}:{}", text.from, place.line))
        });
        let mut shown: Vec<String> = places.take(PLACES_MAX).collect();
        if number > PLACES_MAX {
            shown.push(format!("… {} more", number - PLACES_MAX));
        }
        let head = format!("{} in {}: ", counted(kind, number), count(files, "page"));
        let line = Line::of(Style::Plain, &head).with(Style::Path, &shown.join(", "));
        screen.wrapped(&line, "  ", "    ")?;
    }
    if !it.is_masked {
        let text = "add --mask for a placeholder in place of each; names in sentences are for you \
                    to see, and passwords in other places are not found";
        screen.wrapped(&Line::of(Style::Hint, text), "  ", "    ")?;
    }
    Ok(())
}

fn before(screen: &mut Screen<'_>, it: &AdoptOutcome) -> io::Result<()> {
    if it.before.is_empty() {
        return Ok(());
    }
    let says = format!("Adopted already: {}, left as they are", count(it.before.len(), "page"));
    screen.put(&Line::of(Style::Plain, &says))?;
    let changed = it.before.iter().filter(|text| text.has_changed);
    let shown: Vec<String> =
        changed.map(|text| format!("{} (here {})", text.from, text.to)).collect();
    if !shown.is_empty() {
        let mut names: Vec<String> = shown.iter().take(PAGES_MAX).cloned().collect();
        if shown.len() > PAGES_MAX {
            names.push(format!("… {} more", shown.len() - PAGES_MAX));
        }
        let names = names.join(", ");
        let line = Line::of(Style::Plain, &format!("{} changed there since: ", shown.len()))
            .with(Style::Path, &names);
        screen.wrapped(&line, "  ", "    ")?;
    }
    Ok(())
}

/// Pages by name, all other files by number.
fn left_out(screen: &mut Screen<'_>, it: &AdoptOutcome) -> io::Result<()> {
    if it.left_out.is_empty() {
        return Ok(());
    }
    screen.line()?;
    screen.put(&Line::of(Style::Strong, "Left out:"))?;
    let mut reasons: BTreeMap<(bool, &str), Vec<&LeftOut>> = BTreeMap::new();
    for file in &it.left_out {
        reasons.entry((!file.is_page, &file.why)).or_default().push(file);
    }
    for ((is_other, why), files) in reasons {
        let mut names: Vec<String> = Vec::new();
        let is_short = files.len() <= PAGES_MAX;
        if !is_other || is_short {
            names.extend(files.iter().take(PAGES_MAX).map(|file| file.path.to_string()));
        }
        match files.len() - names.len() {
            0 => {}
            rest if names.is_empty() => names.push(count(rest, "file")),
            rest => names.push(format!("… {rest} more")),
        }
        let line = Line::of(Style::Plain, &format!("{why}: ")).with(Style::Path, &names.join(", "));
        screen.wrapped(&line, "  ", "    ")?;
    }
    Ok(())
}

fn closing(screen: &mut Screen<'_>, it: &AdoptOutcome) -> io::Result<()> {
    if it.next.is_empty() {
        return Ok(());
    }
    screen.line()?;
    let head = if it.is_dry_run { "Nothing was written. To do it:" } else { "Now:" };
    screen.put(&Line::of(Style::Strong, head))?;
    it.next.iter().try_for_each(|it| screen.put(&Line::of(Style::Plain, &format!("  {it}"))))
}
