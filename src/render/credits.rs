//! Who helped, in words that every format shares, and as a page to commit.

use std::collections::BTreeSet;

use crate::domain::credit::{CreditGroup, Credits, CreditsBy, Helper, Role};
use crate::domain::people::PartyKind;

use super::count;
use super::report::markdown::theirs;

/// What stands in the place of a name where somebody signs with an address alone.
pub(super) const NAMELESS: &str = "Somebody who signs without a name";

/// The page, the same for the same articles and history.
#[must_use]
pub fn markdown(credits: &Credits) -> String {
    let mut text = format!("# Credits\n\n{}.\n", about(credits, &theirs));
    for group in &credits.groups {
        if let Some(heading) = heading(credits, group) {
            text.extend(["\n## ", &theirs(&heading), "\n"]);
        }
        text.push('\n');
        for helper in &group.helpers {
            let name =
                helper.name.as_ref().map_or_else(|| NAMELESS.to_owned(), |it| theirs(it.raw()));
            text.extend(["- **", &name, "**", what(helper), ": ", &did(helper), "\n"]);
        }
        if let Some(unnamed) = unnamed(group) {
            text.extend(["- and ", &unnamed, "\n"]);
        }
    }
    for skipped in &credits.skipped {
        let path = theirs(&skipped.path.lossy());
        text.extend(["\n- not counted: ", &path, ", ", &theirs(&skipped.why), "\n"]);
    }
    text
}

/// Who is told, of what and in which order; `theirs` makes words of the library safe.
pub(super) fn about(credits: &Credits, theirs: &dyn Fn(&str) -> String) -> String {
    let of = credits.only.as_ref().map_or_else(
        || theirs(credits.name.raw()),
        |id| format!("{} of {}", theirs(id.raw()), theirs(credits.name.raw())),
    );
    let since = credits.since.as_ref();
    let since = since.map_or_else(String::new, |since| format!(" since {}", theirs(since.raw())));
    let order = match credits.order {
        crate::domain::credit::CreditsOrder::Name => "in the order of their names",
        crate::domain::credit::CreditsOrder::Count => "by the number of articles they helped with",
    };
    if credits.groups.is_empty() {
        return format!("Nobody is known to have helped with {of}{since}");
    }
    format!("Who helped with {of}{since}, {order}")
}

/// The heading of a group; `None` where nothing is put together.
pub(super) fn heading(credits: &Credits, group: &CreditGroup) -> Option<String> {
    let rest = match credits.by {
        CreditsBy::Person => return None,
        CreditsBy::Organisation => "No known organisation",
        CreditsBy::Topic => "No topic",
    };
    Some(group.name.as_ref().map_or_else(|| rest.to_owned(), |name| name.raw().to_owned()))
}

/// What somebody is, where that is no person like any other.
pub(super) fn what(helper: &Helper) -> &'static str {
    match helper.kind {
        Some(PartyKind::Practitioner) => " (practitioner)",
        Some(PartyKind::Team) => " (team)",
        Some(PartyKind::Project) => " (project)",
        Some(PartyKind::Organisation) => " (organisation)",
        Some(PartyKind::Person | PartyKind::Bot) | None => "",
    }
}

/// `wrote 3 articles, changed 5, answered 1 need; in 7 months, 2025-01 to 2026-10`.
pub(super) fn did(helper: &Helper) -> String {
    let mut noun = Some("article");
    let deeds = helper.did.iter().map(|(role, articles)| {
        let number = articles.len();
        match role {
            Role::Answered => format!("answered {}", count(number, "need")),
            _ => match noun.take() {
                Some(noun) => format!("{} {}", verb(*role), count(number, noun)),
                None => format!("{} {number}", verb(*role)),
            },
        }
    });
    let deeds = deeds.collect::<Vec<_>>().join(", ");
    match months(&helper.months) {
        Some(months) => format!("{deeds}; {months}"),
        None => deeds,
    }
}

/// What somebody did, before the number of articles.
pub(super) fn verb(role: Role) -> &'static str {
    match role {
        Role::WroteElsewhere => "wrote what was taken over as",
        Role::Told => "told the story of",
        Role::Asked => "asked for",
        Role::Suggested => "had the idea of",
        Role::Reported => "said what was wrong in",
        Role::Helped => "helped with",
        _ => role.name(),
    }
}

/// The months of work, not how much of it: steady help weighs as much as a heap of it.
fn months(months: &BTreeSet<(i16, i8)>) -> Option<String> {
    let shown = |(year, month): &(i16, i8)| format!("{year:04}-{month:02}");
    let (first, last) = (months.first()?, months.last()?);
    Some(match months.len() {
        1 => format!("in {}", shown(first)),
        number => format!("in {number} months, {} to {}", shown(first), shown(last)),
    })
}

/// How many of a group asked not to be named.
pub(super) fn unnamed(group: &CreditGroup) -> Option<String> {
    let who = match group.unnamed {
        0 => return None,
        1 => "1 person".to_owned(),
        number => format!("{number} people"),
    };
    Some(format!("{who} who asked not to be named"))
}
