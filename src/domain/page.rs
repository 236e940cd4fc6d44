//! What links may call a file: with its suffixes or without, or by its folder.
//!
//! Hosts and site builders let links leave out a suffix, name the built page,
//! or name the folder that an index stands for.

use super::path::ArticlePath;

/// True for the name, without suffixes, of an article that stands for its folder.
#[must_use]
pub fn is_index(name: &[u8]) -> bool {
    [&b"index"[..], b"_index", b"readme"].iter().any(|index| name.eq_ignore_ascii_case(index))
}

/// A path without its last suffix of letters.
#[must_use]
pub fn without_suffix(path: &[u8]) -> Option<&[u8]> {
    let dot = path.iter().rposition(|byte| matches!(byte, b'.' | b'/'))?;
    let (before, suffix) = path.split_at(dot);
    let is_suffix = suffix.len() > 1 && suffix[1..].iter().all(u8::is_ascii_alphabetic);
    let has_name = before.last().is_some_and(|byte| *byte != b'/');
    (suffix[0] == b'.' && is_suffix && has_name).then_some(before)
}

/// What links may call the file at `path`, but for the suffix of the built page.
pub fn names(path: &ArticlePath) -> impl Iterator<Item = &[u8]> {
    let stems = std::iter::successors(Some(path.as_bytes()), |path| without_suffix(path));
    let stem = stems.clone().last().unwrap_or_default();
    let name = stem.rsplit(|byte| *byte == b'/').next().unwrap_or(stem);
    let folder = path.folder();
    stems.chain((is_index(name) && !folder.is_empty()).then_some(folder))
}

/// The path of a built page without its `.html`, and that suffix; any other as it is.
#[must_use]
pub fn split_page(path: &[u8]) -> (&[u8], &[u8]) {
    let page = [&b".html"[..], b".htm"].into_iter().find(|page| path.ends_with(page));
    path.split_at(path.len() - page.map_or(0, <[u8]>::len))
}

/// What `came` is called by a link that called `gone` by the name `called`.
///
/// What the link left out is left out again, where `came` has it too.
#[must_use]
pub fn called_alike(called: &ArticlePath, gone: &ArticlePath, came: &ArticlePath) -> ArticlePath {
    let (name, page) = split_page(called.as_bytes());
    for (name, page) in [(called.as_bytes(), &b""[..]), (name, page)] {
        let left_out = gone.as_bytes().strip_prefix(name).filter(|it| !it.is_empty());
        let short = left_out.and_then(|left_out| came.as_bytes().strip_suffix(left_out));
        if let Some(short) = short.filter(|short| !short.is_empty() && !short.ends_with(b"/")) {
            return ArticlePath::new([short, page].concat());
        }
    }
    came.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_of_letters_come_off_one_by_one() {
        assert_eq!(without_suffix(b"a/x.html.md"), Some(&b"a/x.html"[..]));
        assert_eq!(without_suffix(b"a/v1.2"), None);
        assert_eq!(without_suffix(b"a.b/x"), None);
        assert_eq!(without_suffix(b"a/.md"), None);
    }

    #[test]
    fn an_index_is_called_by_its_folder_too() {
        let names = |path: &str| -> Vec<String> {
            names(&ArticlePath::new(path))
                .map(|it| String::from_utf8(it.to_vec()).unwrap())
                .collect()
        };
        assert_eq!(names("a/x.html.md"), ["a/x.html.md", "a/x.html", "a/x"]);
        assert_eq!(names("a/index.md"), ["a/index.md", "a/index", "a"]);
        assert_eq!(names("README.md"), ["README.md", "README"]);
    }

    #[test]
    fn what_a_link_left_out_is_left_out_again_if_it_can_be() {
        for (called, gone, came, expected) in [
            ("a/x.md", "a/x.md", "b/y.md", "b/y.md"),
            ("a/x", "a/x.md", "b/y.md", "b/y"),
            ("a/x", "a/x.md", "b/y.mdx", "b/y.mdx"),
            ("a/x.html", "a/x.md", "b/y.md", "b/y.html"),
            ("a/x.html", "a/x.html.md", "b/y.html.md", "b/y.html"),
            ("a", "a/index.md", "b/index.md", "b"),
            ("a", "a/index.md", "b/start.md", "b/start.md"),
            ("a", "a/index.md", "index.md", "index.md"),
        ] {
            let [called, gone, came] = [called, gone, came].map(ArticlePath::new);
            let expected = ArticlePath::new(expected);
            assert_eq!(called_alike(&called, &gone, &came), expected, "{called}");
        }
    }
}
