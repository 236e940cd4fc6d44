//! What an article is called by: its path and its id, typed or pasted whole.
//!
//! Whoever has the name of an article means that article, whatever words of it others say.

use tantivy::query::{ConstScoreQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SegmentReader, Term};

use super::analyse::words;
use super::compounds::wanted;
use super::fields::Fields;
use super::open::Damage;
use super::stack::docs_with;
use crate::domain::article::Article;
use crate::domain::slug::slug;

/// More names than this are no question.
const NAMES_MAX: usize = 8;
/// More than the words of any question add up to, so that the article comes first.
pub(super) const CALLED: Score = 1000.0;

/// The names of `article`: its path, its id, and the last part of an id that is a path.
pub(super) fn names(article: &Article) -> Vec<Vec<u8>> {
    let id = article.id.raw();
    let mut names = vec![article.path.as_bytes().to_vec(), id.as_bytes().to_vec()];
    names.extend((last_part(id) != id).then(|| last_part(id).as_bytes().to_vec()));
    names
}

/// The last part of the id of `article`: the name of its file, or of the folder it stands for.
/// `None` if that is its title once more, or a letter or digit alone, which says nothing.
pub(super) fn file_name(article: &Article) -> Option<&str> {
    let name = last_part(article.id.raw());
    let is_new = slug(article.title().raw()) != slug(name);
    (is_new && name.chars().count() > 1).then_some(name)
}

fn last_part(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// What of the query `text` may be such a name: a piece of two words or more, for a single word
/// asks for what it means. `./` before it, and `#heading` or `:line` behind it, are no part of it.
pub(super) fn called(text: &str, fields: &Fields) -> Vec<Term> {
    let is_mark = |letter: char| "\"'`“”„,;()<>".contains(letter);
    let pieces = wanted(text).into_iter().map(|piece| {
        let piece = piece.trim_matches(is_mark).trim_start_matches("./");
        let piece = piece.split_once('#').map_or(piece, |(name, _)| name);
        without_line(piece)
    });
    let names = pieces.filter(|piece| words(piece).nth(1).is_some());
    names
        .take(NAMES_MAX)
        .map(|name| Term::from_field_bytes(fields.called, name.as_bytes()))
        .collect()
}

/// `kb/a.md:12`, `kb/a.md:12:3` and `kb/a.md:12:` without what follows the path.
fn without_line(piece: &str) -> &str {
    let mut rest = piece;
    while let Some((before, last)) = rest.rsplit_once(':') {
        if !last.bytes().all(|byte| byte.is_ascii_digit()) {
            break;
        }
        rest = before;
    }
    rest
}

/// What finds the articles that `name` is the name of.
pub(super) fn query(name: &Term) -> Box<dyn tantivy::query::Query> {
    let one = TermQuery::new(name.clone(), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(one), CALLED))
}

/// True if one of `names` is that of the article `doc`.
pub(super) fn is_called(
    reader: &SegmentReader,
    names: &[Term],
    doc: DocId,
) -> Result<bool, Damage> {
    for name in names {
        if docs_with(reader, name)?.contains(&doc) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
#[path = "called_tests.rs"]
mod tests;
