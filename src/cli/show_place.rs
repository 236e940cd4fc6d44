//! Which article, and which part of it, somebody wants to see.

use std::path::Path;

use crate::domain::article::Article;
use crate::domain::slug::slug;
use crate::domain::suggest::nearest;
use crate::domain::text::{Lines, Span};
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::failure::Failure;
use crate::parse;
use crate::workspace::Workspace;

use super::select;
use super::session::Session;

/// A part of an article, as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At<'a> {
    /// All of it.
    Whole,
    /// The section under a heading, named by anchor or text.
    Heading(&'a str),
    /// The section in which a line lies, counted from 1.
    Line(u32),
}

/// What somebody asked to see.
pub(super) struct Asked<'a> {
    /// The articles that may be meant.
    pub(super) found: Vec<&'a Article>,
    /// What they were called.
    pub(super) name: &'a str,
    pub(super) at: At<'a>,
}

/// Reads `ID`, `ID#heading` and `PATH:LINE`; what searches, findings and `grep -n` print after
/// the line makes no difference.
pub(super) fn asked<'a>(
    articles: &'a [Article],
    asked: &'a str,
    workspace: &Workspace,
    session: &Session<'_>,
) -> Asked<'a> {
    let find = |name: &str| here(articles, name, workspace, session);
    let whole = find(asked);
    // A file may be called like this.
    if !whole.is_empty() {
        return Asked { found: whole, name: asked, at: At::Whole };
    }
    if let Some((name, heading)) = asked.split_once('#') {
        return Asked { found: find(name), name, at: At::Heading(heading) };
    }
    match split_line(asked) {
        Some((name, line)) => Asked { found: find(name), name, at: At::Line(line) },
        None => Asked { found: Vec::new(), name: asked, at: At::Whole },
    }
}

/// The articles that `name` could mean; a path may also be one from the current folder.
fn here<'a>(
    articles: &'a [Article],
    name: &str,
    workspace: &Workspace,
    session: &Session<'_>,
) -> Vec<&'a Article> {
    let found = select::find(articles, name);
    if !found.is_empty() {
        return found;
    }
    let folder = session.global.folder().unwrap_or(Path::new(""));
    let path = workspace.relative(&session.env.cwd.join(folder), name);
    let is_there = |article: &&Article| path.as_deref() == Some(article.path.as_bytes());
    articles.iter().filter(is_there).collect()
}

/// `kb/a.md:12`, `kb/a.md:12:3` and `kb/a.md:12:` as path and line; a line 0 is the first.
fn split_line(text: &str) -> Option<(&str, u32)> {
    let number = |text: &str| -> Option<u32> {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // More lines than can be counted are more than any file has.
        is_number.then(|| text.parse().unwrap_or(u32::MAX).max(1))
    };
    let (name, last) = text.strip_suffix(':').unwrap_or(text).rsplit_once(':')?;
    let last = number(last)?;
    let before = name.rsplit_once(':').and_then(|(name, line)| Some((name, number(line)?)));
    Some(before.unwrap_or((name, last)))
}

/// The text of `article`, and all of it as it is read there.
///
/// # Errors
/// The file cannot be read.
pub(super) fn whole(
    workspace: &Workspace,
    article: &Article,
) -> Result<(String, Article), Failure> {
    let bytes = workspace.read(&workspace.entry(article)).map_err(|skipped| {
        Failure::new(format!("cannot read `{}`", skipped.path)).because(skipped.why)
    })?;
    let text = parse::text(&bytes);
    let (path, id, blob) = (&article.path, article.id.clone(), article.blob);
    let file = parse::File { path, id, blob, bytes: &bytes, text: &text };
    let read = parse::article(file, &workspace.settings);
    Ok((text.into_owned(), read))
}

/// The part of an article that is shown.
pub(super) struct Part {
    pub(super) span: Span,
    /// The line it begins on, from 1.
    pub(super) line: u32,
    /// Which heading it stands under; `None` for the whole.
    pub(super) heading: Option<usize>,
    pub(super) trail: Vec<Untrusted>,
}

/// The section that is asked for with all that is below it; the whole body without one.
///
/// # Errors
/// The article has no such heading or line.
pub(super) fn part(article: &Article, text: &str, at: At<'_>) -> Result<Part, Failure> {
    let lines = Lines::new(text.as_bytes());
    let index = match at {
        At::Whole => None,
        At::Heading(heading) => Some(heading_at(article, heading)?),
        At::Line(line) => heading_above(article, &lines, line)?,
    };
    let outline = &article.outline;
    let Some(index) = index else {
        let span = article.body_span;
        return Ok(Part { span, line: 1, heading: None, trail: Vec::new() });
    };
    let next = outline.headings.get(outline.section(index).end);
    let start = outline.headings[index].span.start;
    let end = next.map_or(article.body_span.end, |next| next.span.start);
    // A template for the title of the page is read by the builder alone.
    let trail = outline.trail(index).into_iter().filter(|it| !it.text.contains("<%"));
    Ok(Part {
        span: Span::new(start..end),
        line: lines.position(start).line,
        heading: Some(index),
        trail: trail.map(|it| Untrusted::from(it.text.trim())).collect(),
    })
}

fn heading_at(article: &Article, heading: &str) -> Result<usize, Failure> {
    article.outline.heading_at(heading).ok_or_else(|| {
        let slugs = &article.outline.slugs;
        let meant = nearest(&slug(heading), slugs.iter(), strsim::damerau_levenshtein);
        let shown = sanitise(heading);
        let failure = Failure::new(format!("`{}` has no heading `#{shown}`", article.id));
        let all: Vec<String> = slugs.iter().map(|slug| format!("#{}", sanitise(slug))).collect();
        failure.hint(meant.map_or_else(
            || format!("its headings are {}", all.join(", ")),
            |slug| format!("did you mean `#{}`?", sanitise(slug)),
        ))
    })
}

/// The last heading that begins on `line` or above it; `None` before the first.
fn heading_above(
    article: &Article,
    lines: &Lines<'_>,
    line: u32,
) -> Result<Option<usize>, Failure> {
    let Some(span) = lines.line(line) else {
        let failure = Failure::new(format!("`{}` has no line {line}", article.path));
        return Err(failure.hint(format!("it has {} lines; search again", lines.count())));
    };
    let before = article.outline.headings.iter().take_while(|it| it.span.start <= span.end);
    Ok(before.count().checked_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_searches_findings_and_grep_print_is_a_path_and_a_line() {
        for (text, expected) in [
            ("kb/a.md:12", Some(("kb/a.md", 12))),
            ("kb/a.md:12:3", Some(("kb/a.md", 12))),
            ("kb/a.md:12:", Some(("kb/a.md", 12))),
            ("a:b.md:7", Some(("a:b.md", 7))),
            ("id:0", Some(("id", 1))),
            ("a.md:99999999999", Some(("a.md", u32::MAX))),
            ("kb/a.md", None),
            ("kb/a.md:", None),
            ("kb/a.md:x", None),
            ("kb/a.md:-1", None),
            (":", None),
        ] {
            assert_eq!(split_line(text), expected, "{text}");
        }
    }
}
