//! What `kb list --group-by` found.

use std::io;

use crate::domain::license::{
    ArticleGroup, Fits, GroupBy, GroupName, GroupedArticles, NO_ADVICE, Verdict,
};
use crate::domain::outcome::ListedArticle;
use crate::render::screen::{Line, Screen, Style};

use super::{count, explain_license};

/// So many articles of a group are named, unless all are asked for.
const NAMED_MAX: usize = 6;

/// Prints each group with what it means and its articles, then how many there are.
///
/// # Errors
/// The stream does not take it.
pub fn groups(
    screen: &mut Screen<'_>,
    articles: &[ListedArticle],
    grouped: &GroupedArticles,
    shows_all: bool,
) -> io::Result<()> {
    for group in &grouped.groups {
        let head = head(group)
            .with(Style::Dim, &format!(" · {}", count(group.articles.len(), "article")))
            .with(Style::Dim, &uses(group));
        screen.wrapped(&head, "", "    ")?;
        if let Some(meaning) = meaning(group) {
            screen.wrapped(&meaning, "  ", "    ")?;
        }
        screen.wrapped(&names(group, articles, shows_all), "  ", "    ")?;
    }
    let more = grouped.groups.iter().any(|group| group.articles.len() > NAMED_MAX);
    let of = match grouped.by {
        GroupBy::License => "by licence",
        GroupBy::Source => "by the places of their sources",
        GroupBy::Verdict => "by the worst verdict on a source",
    };
    let groups = count(grouped.groups.len(), "group");
    let last = format!("{} in {groups} {of}", count(articles.len(), "article"));
    let hint = if more && !shows_all { " · name them all: -v" } else { "" };
    screen.wrapped(&Line::of(Style::Dim, &(last + hint)), "", "")?;
    if grouped.by != GroupBy::Source && !grouped.groups.is_empty() {
        screen.wrapped(&Line::of(Style::Dim, NO_ADVICE), "", "")?;
    }
    Ok(())
}

fn head(group: &ArticleGroup) -> Line {
    match &group.name {
        GroupName::License(name) | GroupName::Source(name) => {
            let name = if name.is_empty() { "without title".to_owned() } else { name.to_string() };
            Line::of(Style::Strong, &name)
        }
        GroupName::NoLicense => Line::of(Style::Warning, "no licence stated"),
        GroupName::OwnLibrary => Line::of(Style::Strong, "this library"),
        GroupName::Verdict(verdict) => Line::of(explain_license::style(*verdict), verdict.name()),
        GroupName::UnknownLicense => Line::of(Style::Error, "licence unknown"),
        GroupName::NoText => Line::of(Style::Strong, "no text taken"),
    }
}

/// ` · 2 take text · adapted 1, excerpt 1, cites 3 · CC-BY-4.0`.
fn uses(group: &ArticleGroup) -> String {
    let mut text = String::new();
    if group.taking > 0 {
        let verb = if group.taking == 1 { "takes" } else { "take" };
        text = format!(" · {} {verb} text", group.taking);
    }
    if !group.relations.is_empty() {
        let relations = group.relations.iter();
        let counts: Vec<String> =
            relations.map(|(relation, count)| format!("{} {count}", relation.name())).collect();
        text = format!("{text} · {}", counts.join(", "));
    }
    if !group.licenses.is_empty() {
        let licenses: Vec<String> = group.licenses.iter().map(ToString::to_string).collect();
        text = format!("{text} · {}", licenses.join(", "));
    }
    text
}

fn meaning(group: &ArticleGroup) -> Option<Line> {
    let said = match (&group.name, &group.fits) {
        (_, Some(fits)) => return Some(fitting(fits)),
        (GroupName::License(_), None) => "not understood in full, so that it fits nowhere",
        (GroupName::Verdict(Verdict::Forbidden), _) => {
            "the matrix says that the licence of a source does not allow it: see kb check"
        }
        (GroupName::UnknownLicense, _) => {
            "the licence of the article or of a source is missing or not understood"
        }
        (GroupName::Verdict(Verdict::Review), _) => "the matrix says that a person must look",
        (GroupName::Verdict(Verdict::Conditions), _) => {
            "the matrix says yes, with attribution, notices or marks of what was changed"
        }
        (GroupName::Verdict(Verdict::Ok), _) => "the matrix says that nothing stands in the way",
        (GroupName::NoText, _) => "as far as `sources` says",
        _ => return None,
    };
    Some(Line::from(said))
}

fn fitting(fits: &Fits) -> Line {
    let mut line = Line::from("the matrix says: its text fits into ");
    match fits.into.as_slice() {
        [] => line.push(Style::Warning, "no licence of this library"),
        into => line.push(Style::Ok, &into.join(", ")),
    }
    if !fits.review.is_empty() {
        line.push(Style::Plain, "; a person must look for ");
        line.push(Style::Warning, &fits.review.join(", "));
    }
    line
}

fn names(group: &ArticleGroup, articles: &[ListedArticle], shows_all: bool) -> Line {
    let named = if shows_all { usize::MAX } else { NAMED_MAX };
    let mut line = Line::new();
    for (index, at) in group.articles.iter().take(named).enumerate() {
        line.push(Style::Dim, if index == 0 { "" } else { ", " });
        line.push(Style::Path, &articles[*at].id.to_string());
    }
    let rest = group.articles.len().saturating_sub(named);
    if rest > 0 {
        line.push(Style::Dim, &format!(" and {rest} more"));
    }
    line
}
