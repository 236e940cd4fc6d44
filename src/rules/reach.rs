//! Which articles a change can reach: those that it leads to, and those that name it.
//!
//! Names are compared without suffixes and without case, so a few more
//! articles are taken than the links in the end lead to, and never fewer.

use std::collections::HashSet;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

use crate::domain::article::Article;
use crate::domain::page::{is_index, without_suffix};
use crate::domain::path::ArticlePath;

use super::reference::{Reference, percent_decoded};

/// What can be reached from the files that changed.
pub struct Reach {
    /// What links may call the files that changed, whole and folded.
    changed: HashSet<Vec<u8>>,
    /// The last names of what the changed articles lead to, folded.
    wanted: HashSet<Vec<u8>>,
    /// Finds what links may call the files that changed; `None` if there are none.
    names: Option<AhoCorasick>,
}

impl Reach {
    /// What can be reached from the files at `paths`, each with whether it is still there, and
    /// from `articles`, which are those of them that are articles.
    #[must_use]
    pub fn new<'a>(
        paths: impl Iterator<Item = (&'a ArticlePath, bool)>,
        articles: impl Iterator<Item = &'a Article>,
    ) -> Self {
        let (mut changed, mut needles) = (HashSet::new(), HashSet::new());
        for (path, is_there) in paths {
            let mut add = |path: &[u8]| {
                needles.extend(spellings(last_name(path)));
                changed.insert(fold(path));
            };
            add(path.as_bytes());
            let stem = stem(path.as_bytes(), &mut add);
            // What others call an article by its id has no folder.
            add(last_name(stem));
            if is_index(last_name(stem)) {
                add(path.folder());
            }
            let mut folder = path.folder();
            // A folder goes with the last of its files.
            while !is_there && !folder.is_empty() {
                add(folder);
                folder = &folder[..folder.iter().rposition(|it| *it == b'/').unwrap_or(0)];
            }
        }
        needles.remove(&Vec::new());
        let mut builder = AhoCorasickBuilder::new();
        let names = builder.ascii_case_insensitive(true).build(&needles).ok();
        let wanted = articles.flat_map(led_to).collect();
        Self { changed, wanted, names: names.filter(|_| !needles.is_empty()) }
    }

    /// True if a link of a changed article may lead to the article at `path`.
    #[must_use]
    pub fn leads_to(&self, path: &ArticlePath) -> bool {
        let stem = stem(path.as_bytes(), &mut |_| {});
        let name = last_name(stem);
        self.wanted.contains(&fold(name))
            || (is_index(name) && self.wanted.contains(&fold(last_name(path.folder()))))
    }

    /// True if `text` may have a link to a file that changed.
    #[must_use]
    pub fn is_named_in(&self, text: &str) -> bool {
        self.names.as_ref().is_some_and(|names| names.is_match(text))
    }

    /// True if `path`, as a link has it, means a file that changed.
    #[must_use]
    pub fn means_change(&self, path: &ArticlePath) -> bool {
        let path = fold(path.as_bytes());
        let page = path.strip_suffix(b".html").or_else(|| path.strip_suffix(b".htm"));
        self.changed.contains(&path) || page.is_some_and(|page| self.changed.contains(page))
    }
}

/// The last names of what the links of `from` lead to.
fn led_to(from: &Article) -> impl Iterator<Item = Vec<u8>> + '_ {
    from.links.iter().filter_map(|link| {
        let reference = Reference::new(link.destination)?;
        let written = percent_decoded(reference.path);
        let mut path =
            if written.starts_with(b"/") { Vec::new() } else { from.path.folder().to_vec() };
        // What leads out of the library is read from its last name alone.
        ArticlePath::follow(&mut path, &written);
        Some(fold(last_name(stem(&path, &mut |_| {}))))
    })
}

/// `path` without its suffixes; `found` gets every step.
fn stem<'p>(path: &'p [u8], found: &mut dyn FnMut(&'p [u8])) -> &'p [u8] {
    let mut rest = path;
    while let Some(shorter) = without_suffix(rest) {
        rest = shorter;
        found(rest);
    }
    rest
}

fn last_name(path: &[u8]) -> &[u8] {
    path.rsplit(|byte| *byte == b'/').next().unwrap_or(path)
}

fn fold(path: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(path).to_lowercase().into_bytes()
}

/// How a link may spell `name`: as it is, with escapes of Markdown, and in percent.
fn spellings(name: &[u8]) -> [Vec<u8>; 3] {
    let (mut escaped, mut percent) = (Vec::new(), Vec::new());
    for byte in name {
        if byte.is_ascii_punctuation() && !matches!(byte, b'-' | b'.') {
            escaped.push(b'\\');
        }
        escaped.push(*byte);
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            percent.push(*byte);
        } else {
            percent.extend(format!("%{byte:02x}").into_bytes());
        }
    }
    [name.to_vec(), escaped, percent]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Library;

    fn reach(changed: &[(&str, bool)], article: Option<(&str, &str)>) -> Reach {
        let paths: Vec<(ArticlePath, bool)> =
            changed.iter().map(|(path, is_there)| (ArticlePath::new(path), *is_there)).collect();
        let articles = article.map(|(path, text)| Library::read(path, text));
        Reach::new(paths.iter().map(|(path, there)| (path, *there)), articles.iter())
    }

    #[test]
    fn a_text_that_names_a_changed_file_is_reached_however_it_spells_it() {
        let reach = reach(&[("kb/a/Roll_back now.md", true)], None);
        for text in
            ["[x](../a/Roll_back%20now.md)", "[x](<roll_back now>)", "[x](<roll\\_back now.html>)"]
        {
            assert!(reach.is_named_in(text), "{text}");
        }
        assert!(!reach.is_named_in("[x](rollback.md)"));
    }

    #[test]
    fn an_index_stands_for_its_folder_and_a_folder_goes_with_its_files() {
        assert!(reach(&[("kb/guides/index.md", true)], None).is_named_in("[x](../guides/)"));
        assert!(!reach(&[("kb/guides/rollback.md", true)], None).is_named_in("[x](../guides/)"));
        assert!(reach(&[("kb/guides/rollback.md", false)], None).is_named_in("[x](../guides/)"));
    }

    #[test]
    fn what_a_changed_article_leads_to_is_reached() {
        let text = "[a](../b/Two.md#x) [c](three) [d](four/) [e](fi%76e.html)";
        let reach = reach(&[("kb/a/one.md", true)], Some(("kb/a/one.md", text)));
        for path in ["kb/b/two.md", "kb/a/three.md", "kb/a/four/index.md", "kb/a/five.md.erb"] {
            assert!(reach.leads_to(&ArticlePath::new(path)), "{path}");
        }
        assert!(!reach.leads_to(&ArticlePath::new("kb/a/six.md")));
        assert!(!reach.leads_to(&ArticlePath::new("kb/a/index.md")));
    }

    #[test]
    fn a_path_of_a_link_means_a_change_with_and_without_its_suffix() {
        let reach = reach(&[("kb/a/one.md", false)], None);
        for path in ["kb/a/one.md", "kb/a/one", "kb/a/One.html", "kb/a", "kb"] {
            assert!(reach.means_change(&ArticlePath::new(path)), "{path}");
        }
        for path in ["kb/b/one.md", "one.md", "kb/a/one.md/x"] {
            assert!(!reach.means_change(&ArticlePath::new(path)), "{path}");
        }
    }

    #[test]
    fn without_changes_nothing_is_reached() {
        let reach = reach(&[], None);
        assert!(!reach.is_named_in("anything") && !reach.leads_to(&ArticlePath::new("a.md")));
    }
}
