//! What the message of a commit says of reviews, beside who signed it.
//!
//! Trailers are understood wherever a line starts with one, as in [`Signed`](super::Signed).

use git2::ObjectType;

use super::oid;
use super::repository::Repository;
use crate::domain::history::ObjectId;

/// What a commit says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// True if it says that it takes back another commit, as `git revert` does.
    pub is_revert: bool,
    /// The articles that `Reviewed-Article` names, by path or id.
    pub reviewed: Vec<String>,
    /// True if `Review-Evidence` says where to read what was looked at.
    pub has_evidence: bool,
}

/// So many trailers of one commit are read; a stranger may write any number.
const TRAILERS_MAX: usize = 10_000;

impl Message {
    /// Reads a raw commit.
    fn parse(raw: &[u8]) -> Self {
        let mut message = Self::default();
        let lines = raw.split(|byte| *byte == b'\n').skip_while(|line| !line.is_empty()).skip(1);
        let mut lines = lines.peekable();
        message.is_revert = lines.peek().is_some_and(|subject| subject.starts_with(b"Revert \""));
        for line in lines {
            message.is_revert |= line.starts_with(b"This reverts commit ");
            let Some((key, value)) = trailer(line) else { continue };
            if key.eq_ignore_ascii_case(b"review-evidence") {
                message.has_evidence |= !value.is_empty();
            } else if key.eq_ignore_ascii_case(b"reviewed-article")
                && message.reviewed.len() < TRAILERS_MAX
            {
                message.reviewed.push(String::from_utf8_lossy(value).into_owned());
            }
        }
        message
    }
}

fn trailer(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = line.iter().take("reviewed-article:".len()).position(|byte| *byte == b':')?;
    Some((&line[..colon], line[colon + 1..].trim_ascii()))
}

impl Repository {
    /// What the commit `id` says of itself; `None` if it cannot be read.
    #[must_use]
    pub fn message(&self, id: ObjectId) -> Option<Message> {
        let odb = self.inner.odb().ok()?;
        let object = odb.read(oid(id)?).ok()?;
        (object.kind() == ObjectType::Commit).then(|| Message::parse(object.data()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(message: &str) -> Message {
        let head = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\
                    author Jo Doe <jo@example.org> 1700000000 +0000\n\
                    committer Cy <cy@example.org> 9 +0000\n\n";
        Message::parse(format!("{head}{message}").as_bytes())
    }

    #[test]
    fn any_bytes_are_read() {
        assert_eq!(Message::parse(b""), Message::default());
        assert_eq!(Message::parse(b"author Jo <jo> soon"), Message::default());
        let raw = b"tree 4b\n\nreviewed-article: \xff\n";
        assert_eq!(Message::parse(raw).reviewed, ["\u{fffd}"]);
    }

    #[test]
    fn a_revert_says_so_in_its_subject_or_its_body() {
        assert!(parse("Revert \"Review all\"\n").is_revert);
        assert!(parse("Undo\n\nThis reverts commit 4b825dc.\n").is_revert);
        assert!(!parse("Reverting to paper\n\n> This reverts commit 4b825dc.\n").is_revert);
        assert!(!parse("topic\n\nRevert \"Review all\"\n").is_revert);
    }

    #[test]
    fn trailers_name_what_was_reviewed_and_where_to_read_of_it() {
        let message = parse(
            "Review\n\nReviewed-Article: kb/incident/x.md\nREVIEWED-ARTICLE:y\n\
             Review-Evidence: minutes of 4 May\n",
        );
        assert_eq!(message.reviewed, ["kb/incident/x.md", "y"]);
        assert!(message.has_evidence);
        let message =
            parse("Review\n\nReview-Evidence:  \nReviewed-by: Jo\n> Review-Evidence: x\n");
        assert_eq!((message.reviewed.len(), message.has_evidence), (0, false));
    }
}
