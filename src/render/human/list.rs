//! What `kb list` found.

use std::io;

use crate::domain::outcome::ListedArticle;
use crate::domain::untrusted::Untrusted;
use crate::render::screen::{Line, Screen, Style};

/// Prints a line for each article, then how many there are.
///
/// # Errors
/// The stream does not take it.
pub fn list(screen: &mut Screen<'_>, articles: &[ListedArticle]) -> io::Result<()> {
    let widest = articles.iter().map(|article| article.id.to_string().chars().count()).max();
    let column = widest.unwrap_or(0).min(screen.width() / 2);
    for article in articles {
        let kind = article.kind.as_ref().map_or("", Untrusted::raw);
        let line = Line::of(Style::Path, &article.id.to_string())
            .truncate(column)
            .padded(column)
            .with(Style::Dim, &format!("  {kind:<10}  "))
            .with(Style::Plain, &article.title.to_string());
        screen.put(&line.truncate(screen.width()))?;
    }
    screen.put(&Line::of(Style::Dim, &super::count(articles.len(), "article")))
}
