//! Who signed a commit: author, committer, and whom the trailers of its message name.
//!
//! A committer need not be a person: forges commit in their own name what they squash.
//!
//! Trailers are understood wherever a line starts with one, because forges that squash a branch
//! leave them in the middle of the message
//! (<https://git-scm.com/docs/git-interpret-trailers>).

use super::commit::seconds;
use crate::domain::credit::Role;
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
    /// Whom `Reviewed-by`, `Helped-by` and their like name, and what they did.
    pub helpers: Vec<(Role, Signature)>,
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
            let signature = Signature::read(&String::from_utf8_lossy(value));
            match key {
                Trailer::CoAuthor => signed.co_authors.push(signature),
                Trailer::SignOff => signed.signed_off_by.push(signature),
                Trailer::Agreement => signed.agreed.push(signature),
                Trailer::Help(role) => signed.helpers.push((role, signature)),
            }
        }
        signed
    }

    /// Everybody who takes part in what it says; not the committer, nor who only helped.
    pub fn all(&self) -> impl Iterator<Item = &Signature> {
        let lists = [&self.co_authors, &self.signed_off_by, &self.agreed];
        std::iter::once(&self.author).chain(lists.into_iter().flatten())
    }
}

enum Trailer {
    CoAuthor,
    SignOff,
    Agreement,
    Help(Role),
}

/// No known trailer has a longer name than `Illustrated-by`, in bytes.
const NAME_BYTES_MAX: usize = 16;

fn trailer(line: &[u8]) -> Option<(Trailer, &[u8])> {
    let colon = line.iter().take(NAME_BYTES_MAX).position(|byte| *byte == b':')?;
    let (key, value) = (&line[..colon], &line[colon + 1..]);
    let known = [
        ("co-authored-by", Trailer::CoAuthor),
        ("signed-off-by", Trailer::SignOff),
        ("relicensed-by", Trailer::Agreement),
    ];
    let mut known = known.into_iter();
    let known = known.find(|(name, _)| key.eq_ignore_ascii_case(name.as_bytes()));
    let help = || Role::of_trailer(std::str::from_utf8(key).ok()?).map(Trailer::Help);
    Some((known.map(|(_, trailer)| trailer).or_else(help)?, value))
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
    fn whoever_helped_is_named_with_what_they_did() {
        let signed = parse(
            "topic\n\nReviewed-by: Di <di@example.org>\nHELPED-BY: Bo\nAcked-by: Cy\n\
             Illustrated-by: Ed\n> Reported-by: Flo\nReviewed-bye: Gil\n",
        );
        let helpers = [(Role::Reviewed, "Di <di@example.org>"), (Role::Helped, "Bo")];
        let helpers = helpers.into_iter().chain([(Role::Illustrated, "Ed")]);
        let helpers: Vec<_> = helpers.map(|(role, it)| (role, Signature::read(it))).collect();
        assert_eq!(signed.helpers, helpers);
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
