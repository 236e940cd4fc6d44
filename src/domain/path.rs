//! Where an article lies: bytes relative to the root of its source, `/` between names.
//!
//! Git and Unix allow any byte but NUL in a name, so a path is bytes and is
//! escaped when shown.

use std::fmt;
use std::sync::Arc;

use super::untrusted::sanitise;

/// A path relative to the root of a source, never absolute, with `/` between names.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticlePath(Arc<[u8]>);

/// What the names of images end with, those that browsers show
/// (<https://developer.mozilla.org/en-US/docs/Web/Media/Guides/Formats/Image_types>).
pub const IMAGE_SUFFIXES: [&str; 9] =
    ["apng", "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"];

impl ArticlePath {
    /// Takes the bytes as they are.
    #[must_use]
    pub fn new(bytes: impl AsRef<[u8]>) -> Self {
        Self(Arc::from(bytes.as_ref()))
    }

    /// The bytes as they are.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The path as text, if it is UTF-8.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// The path as text for comparing and matching; bytes that are not UTF-8 become U+FFFD.
    #[must_use]
    pub fn lossy(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }

    /// The last name.
    #[must_use]
    pub fn file_name(&self) -> &[u8] {
        self.0.rsplit(|byte| *byte == b'/').next().unwrap_or(&self.0)
    }

    /// True if its name is that of an image.
    #[must_use]
    pub fn is_image(&self) -> bool {
        let suffix = self.file_name().rsplit(|byte| *byte == b'.').next().unwrap_or_default();
        let mut known = IMAGE_SUFFIXES.iter().map(|known| known.as_bytes());
        suffix.len() < self.file_name().len() && known.any(|it| it.eq_ignore_ascii_case(suffix))
    }

    /// The folder it lies in, without a `/` at its end; empty at the root.
    #[must_use]
    pub fn folder(&self) -> &[u8] {
        let length = self.0.len() - self.file_name().len();
        &self.0[..length.saturating_sub(1)]
    }

    /// Resolves `link` against the folder of this path.
    ///
    /// `None` if it leads out of the root.
    #[must_use]
    pub fn resolve(&self, link: &[u8]) -> Option<Self> {
        let mut path = self.folder().to_vec();
        Self::follow(&mut path, link).then(|| Self::new(path))
    }

    /// Follows `link` from the folder `path`, in place; false if it leads out of the root.
    pub fn follow(path: &mut Vec<u8>, link: &[u8]) -> bool {
        for name in link.split(|byte| *byte == b'/') {
            match name {
                b"" | b"." => {}
                b".." if path.is_empty() => return false,
                b".." => path.truncate(path.iter().rposition(|byte| *byte == b'/').unwrap_or(0)),
                _ => {
                    if !path.is_empty() && path.last() != Some(&b'/') {
                        path.push(b'/');
                    }
                    path.extend_from_slice(name);
                }
            }
        }
        true
    }
}

impl fmt::Display for ArticlePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&sanitise(&String::from_utf8_lossy(&self.0)))
    }
}

impl fmt::Debug for ArticlePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, link: &str, expected: Option<&str>) {
        let resolved = ArticlePath::new(from).resolve(link.as_bytes());
        assert_eq!(resolved, expected.map(ArticlePath::new));
    }

    #[test]
    fn links_resolve_against_the_folder() {
        check("kb/a/x.md", "y.md", Some("kb/a/y.md"));
        check("kb/a/x.md", "../b/./y.md", Some("kb/b/y.md"));
        check("x.md", "y.md", Some("y.md"));
    }

    #[test]
    fn the_root_is_the_border() {
        check("kb/x.md", "../y.md", Some("y.md"));
        check("kb/x.md", "../../y.md", None);
    }

    #[test]
    fn an_image_is_known_by_the_end_of_its_name() {
        let is_image = |path: &str| ArticlePath::new(path).is_image();
        assert!(is_image("a/b.png") && is_image("b.x.JPG"));
        assert!(!is_image("a.png/b") && !is_image("png") && !is_image("a.pngs"));
    }

    #[test]
    fn a_name_that_is_not_utf8_is_shown_escaped_and_kept_whole() {
        let path = ArticlePath::new(b"kb/caf\xe9\n.md");
        assert_eq!(path.to_string(), "kb/caf\u{fffd}\\n.md");
        assert_eq!(path.as_bytes(), b"kb/caf\xe9\n.md");
        assert_eq!(path.as_str(), None);
    }
}
