//! Where a link leads whose file moves, and how it is written from the new place.

use crate::domain::path::ArticlePath;

use super::reference::{Reference, is_site_absolute, percent_decoded, relative};

/// What a link of a text says of a file beside it.
#[derive(Debug, PartialEq, Eq)]
pub struct Aim<'d> {
    /// The path, decoded; never empty, never from the root of a site.
    pub path: Vec<u8>,
    /// What follows the path: a query and a fragment with their marks.
    pub rest: &'d str,
}

/// What the `destination` of a link says of a file beside the text; `None` for addresses, for
/// paths from the root of a site, for templates and for places within the text itself.
#[must_use]
pub fn aim(destination: &str) -> Option<Aim<'_>> {
    let reference = Reference::new(destination)?;
    if reference.path.is_empty() || is_site_absolute(destination) {
        return None;
    }
    let trimmed = destination.trim();
    let rest = trimmed.strip_prefix(reference.path)?;
    Some(Aim { path: percent_decoded(reference.path), rest })
}

/// How a link in `from` to `to` is written, with what followed the old path.
#[must_use]
pub fn written(from: &ArticlePath, to: &ArticlePath, rest: &str) -> String {
    format!("{}{rest}", relative(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_beside_the_text_are_aimed_at() {
        let found = aim("../a%20b.md?x=1#part").expect("it is one");
        assert_eq!((found.path.as_slice(), found.rest), (&b"../a b.md"[..], "?x=1#part"));
        for other in ["#part", "https://x.example/a.md", "/a.md", "{{< ref a >}}", "mailto:a@b", ""]
        {
            assert_eq!(aim(other), None, "{other}");
        }
    }

    #[test]
    fn a_link_is_written_from_the_new_place() {
        let path = ArticlePath::new;
        assert_eq!(written(&path("kb/a/x.md"), &path("kb/b/y.md"), "#p"), "../b/y.md#p");
        assert_eq!(written(&path("kb/a/x.md"), &path("kb/a/y z.png"), ""), "y%20z.png");
    }
}
