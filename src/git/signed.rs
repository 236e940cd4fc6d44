//! Who signed a commit: author, committer, and whom the trailers of its message name.
//!
//! A committer need not be a person: forges commit in their own name what they squash.
//!
//! Trailers are understood wherever a line starts with one, because forges that squash a branch
//! leave them in the middle of the message
//! (<https://git-scm.com/docs/git-interpret-trailers>).

use super::commit::seconds;
use crate::domain::person::Signature;

/// Whom a commit names.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Signed {
    /// Who wrote it.
    pub author: Signature,
    /// The author's clock, in seconds since 1970; `None` if it cannot be read.
    pub written: Option<i64>,
    /// Who made the commit of it; a forge, where it was squashed there.
    pub committer: Signature,
    /// Whom `Co-authored-by` names.
    pub co_authors: Vec<Signature>,
    /// Whom `Signed-off-by` names.
    pub signed_off_by: Vec<Signature>,
    /// Whom `Relicensed-by` names.
    pub agreed: Vec<Signature>,
}

/// So many trailers of one commit are read; a stranger may write any number.
const TRAILERS_MAX: usize = 1_000;

impl Signed {
    /// Reads a raw commit; names in other encodings lose what is not UTF-8.
    pub(super) fn parse(raw: &[u8]) -> Self {
        let mut signed = Self::default();
        let mut lines = raw.split(|byte| *byte == b'\n');
        for line in lines.by_ref().take_while(|line| !line.is_empty()) {
            if let Some(author) = line.strip_prefix(b"author ") {
                signed.author = signature(author);
                signed.written = seconds(author);
            } else if let Some(committer) = line.strip_prefix(b"committer ") {
                signed.committer = signature(committer);
            }
        }
        let trailers = lines.filter_map(trailer).take(TRAILERS_MAX);
        for (key, value) in trailers {
            let list = match key {
                Trailer::CoAuthor => &mut signed.co_authors,
                Trailer::SignOff => &mut signed.signed_off_by,
                Trailer::Agreement => &mut signed.agreed,
            };
            list.push(Signature::read(&String::from_utf8_lossy(value)));
        }
        signed
    }

    /// Everybody who takes part in what it says; not the committer.
    pub fn all(&self) -> impl Iterator<Item = &Signature> {
        let lists = [&self.co_authors, &self.signed_off_by, &self.agreed];
        std::iter::once(&self.author).chain(lists.into_iter().flatten())
    }
}

enum Trailer {
    CoAuthor,
    SignOff,
    Agreement,
}

fn trailer(line: &[u8]) -> Option<(Trailer, &[u8])> {
    let colon = line.iter().take(16).position(|byte| *byte == b':')?;
    let (key, value) = (&line[..colon], &line[colon + 1..]);
    let known = [
        ("co-authored-by", Trailer::CoAuthor),
        ("signed-off-by", Trailer::SignOff),
        ("relicensed-by", Trailer::Agreement),
    ];
    let mut known = known.into_iter();
    let (_, trailer) = known.find(|(name, _)| key.eq_ignore_ascii_case(name.as_bytes()))?;
    Some((trailer, value))
}

/// The name and address in `Jo Doe <jo@example.org> 1700000000 +0000`.
fn signature(line: &[u8]) -> Signature {
    let end = line.iter().rposition(|byte| *byte == b'>').unwrap_or(line.len());
    Signature::read(&String::from_utf8_lossy(&line[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\
                        author Jo Doe <jo@example.org> 7 +0000\n\
                        committer Cy <cy@example.org> 9 +0000\n\n";

    fn parse(message: &str) -> Signed {
        Signed::parse(format!("{HEAD}{message}").as_bytes())
    }

    #[test]
    fn the_author_counts_and_the_committer_does_not() {
        let signed = parse("author: text\n");
        assert_eq!(signed.author, Signature::read("Jo Doe <jo@example.org>"));
        assert_eq!(signed.committer, Signature::read("Cy <cy@example.org>"));
        assert_eq!(signed.written, Some(7));
        assert_eq!(signed.all().count(), 1);
    }

    #[test]
    fn trailers_count_in_any_case_and_anywhere_at_the_start_of_a_line() {
        let signed = parse(
            "topic\n\nCO-AUTHORED-BY: Bo <bo@example.org>\n\n* more\n\n\
             Signed-off-by: Jo Doe <jo@example.org>\nRelicensed-by:Di <di@example.org>\n",
        );
        assert_eq!(signed.co_authors, [Signature::read("Bo <bo@example.org>")]);
        assert_eq!(signed.signed_off_by, [Signature::read("Jo Doe <jo@example.org>")]);
        assert_eq!(signed.agreed, [Signature::read("Di <di@example.org>")]);
    }

    #[test]
    fn what_is_quoted_or_called_otherwise_is_no_trailer() {
        let signed =
            parse("> Signed-off-by: Bo <bo@example.org>\nReviewed-by: Di <di@example.org>");
        assert_eq!(signed.all().count(), 1);
    }

    #[test]
    fn any_bytes_are_read() {
        let signed = Signed::parse(b"author J\xf6 <j\xf6@> 7\n\nsigned-off-by: \xff\n");
        assert_eq!(signed.author.name, "J\u{fffd}");
        assert_eq!(signed.signed_off_by.len(), 1);
        assert_eq!(Signed::parse(b""), Signed::default());
    }
}
