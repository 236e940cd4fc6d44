//! The text of one hit, to read beside the others, and the credit that goes with it.

use std::ops::Range;

use crate::domain::found::Hit;
use crate::domain::text::Lines;
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::license::attribution::Shelf;
use crate::parse;
use crate::render::body::body_lines;
use crate::render::cite;
use crate::render::line::Line;
use crate::render::style::Style;
use crate::workspace::Workspace;

use super::show_place::{At, part};

/// So much of an article is laid out before the section that answers, and from there on, in
/// bytes: some screens of text, whatever the length of the file.
const BEFORE_BYTES_MAX: usize = 8 * 1024;
const AFTER_BYTES_MAX: usize = 16 * 1024;

/// The text of `hit` in `width` columns, and the line of it at which the section begins.
pub(super) fn lines(workspace: &Workspace, hit: &Hit, width: usize) -> (Vec<Line>, usize) {
    let Some(bytes) = workspace.content(&hit.path) else {
        return (vec![Line::of(Style::Warning, "the file cannot be read any more")], 0);
    };
    let text = parse::text(&bytes);
    let body = parse::split::split(text.as_bytes()).body;
    let line = Lines::new(text.as_bytes()).line(hit.line);
    let section = line.map_or(body.start, |line| line.start).clamp(body.start, body.end);
    let (before, after) = (before(&text, body.start..section), after(&text, section..body.end));
    let mut lines = body_lines(&parse::blocks::blocks(before), width);
    if before.len() < section - body.start {
        lines.insert(0, Line::of(Style::Dim, "… the text before this is in the file"));
    }
    if !lines.is_empty() {
        lines.push(Line::new());
    }
    let start = lines.len();
    lines.extend(body_lines(&parse::blocks::blocks(after), width));
    if after.len() < body.end - section {
        lines.push(Line::of(Style::Dim, "… the rest of the text is in the file"));
    }
    (lines, start)
}

/// The end of `text` within `range`, from a paragraph on.
fn before(text: &str, range: Range<usize>) -> &str {
    let whole = &text[range];
    let Some(from) = whole.len().checked_sub(BEFORE_BYTES_MAX).filter(|from| *from > 0) else {
        return whole;
    };
    let from = (from..whole.len()).find(|at| whole.is_char_boundary(*at)).unwrap_or(whole.len());
    let cut = &whole[from..];
    cut.find("\n\n").map_or("", |at| &cut[at + 2..])
}

/// The start of `text` within `range`, up to a line.
fn after(text: &str, range: Range<usize>) -> &str {
    let whole = &text[range];
    if whole.len() <= AFTER_BYTES_MAX {
        return whole;
    }
    let to = (0..=AFTER_BYTES_MAX).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
    let cut = &whole[..to];
    cut.rfind('\n').map_or(cut, |at| &cut[..=at])
}

/// The credit of the section that `hit` shows, as `kb show PATH:LINE --cite` prints it.
///
/// # Errors
/// The articles cannot be read.
pub(super) fn credit(workspace: &Workspace, hit: &Hit) -> Result<String, Failure> {
    let gone = || Failure::new(format!("cannot read `{}`", hit.path));
    let data = workspace.data()?;
    let articles = workspace.load(&data, |read| read.article)?.values;
    let article = articles.iter().find(|article| article.path == hit.path).ok_or_else(gone)?;
    let bytes = workspace.content(&hit.path).ok_or_else(gone)?;
    let heading = part(article, &parse::text(&bytes), At::Line(hit.line))?.heading;
    let name_of = |author: &Untrusted| data.name_of(author);
    let settings = &workspace.settings;
    let credits = Shelf::new(&articles, &settings.name, settings.url.as_deref(), &name_of);
    Ok(cite::text(&credits.attribution(article, heading)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_text_whole_paragraphs_before_and_whole_lines_after_are_kept() {
        let long = "é\n\n".repeat(BEFORE_BYTES_MAX);
        let kept = before(&long, 0..long.len());
        assert!(kept.len() <= BEFORE_BYTES_MAX && kept.starts_with("é\n\n"), "{}", kept.len());
        let kept = after(&long, 0..long.len());
        assert!(kept.len() <= AFTER_BYTES_MAX && kept.ends_with('\n'));
        let line = "é".repeat(AFTER_BYTES_MAX);
        assert_eq!(after(&line, 0..line.len()).len(), AFTER_BYTES_MAX);
        assert_eq!(before(&line, 0..line.len()), "");
        assert_eq!((before("a\n\nb", 0..4), after("a\nb", 0..3)), ("a\n\nb", "a\nb"));
    }
}
