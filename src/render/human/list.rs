//! What `kb list` found.

use std::io;

use crate::domain::outcome::ListedArticle;
use crate::domain::untrusted::Untrusted;
use crate::render::screen::{Line, Screen, Style};

/// Types of a foreign tree can be of any length.
const KIND_COLUMNS_MAX: usize = 16;

/// Prints a line for each article, then how many there are.
///
/// # Errors
/// The stream does not take it.
pub fn list(screen: &mut Screen<'_>, articles: &[ListedArticle]) -> io::Result<()> {
    let widest = articles.iter().map(|article| article.id.to_string().chars().count()).max();
    let column = widest.unwrap_or(0).min(screen.width() / 2);
    let kinds = articles.iter().filter_map(|article| article.kind.as_ref());
    let kind_column = kinds.map(|kind| kind.to_string().chars().count()).max().unwrap_or(0);
    let kind_column = kind_column.min(KIND_COLUMNS_MAX);
    for article in articles {
        let kind = article.kind.as_ref().map_or("", Untrusted::raw);
        let kind = Line::of(Style::Dim, kind).truncate(kind_column).padded(kind_column);
        let mut line = Line::of(Style::Path, &article.id.to_string()).truncate(column);
        line = line.padded(column + 2);
        if kind_column > 0 {
            line.append(&kind);
            line.push(Style::Plain, "  ");
        }
        line.push(Style::Plain, &article.title.to_string());
        screen.put(&line.truncate(screen.width()))?;
    }
    screen.put(&Line::of(Style::Dim, &super::count(articles.len(), "article")))
}
