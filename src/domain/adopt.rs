//! What becomes of texts from elsewhere that somebody brings in.

use jiff::civil::Date;

use super::history::ObjectId;
use super::id::ArticleId;
use super::path::ArticlePath;
use super::private::PrivateKind;
use super::untrusted::Untrusted;

/// Whose text is brought in, and what is done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// It belongs to those who bring it in.
    Own,
    /// It is others', and will be changed.
    Adapted,
    /// It is others', and stays as it is.
    Copied,
}

impl Whose {
    /// Every answer, the plainest first.
    pub const ALL: [Self; 3] = [Self::Own, Self::Adapted, Self::Copied];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Adapted => "adapted",
            Self::Copied => "copied",
        }
    }
}

/// A folder or repository that texts come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptPlace {
    /// What it is called: where it is on the web, else the name of its folder.
    pub name: Untrusted,
    /// The commit that was read or is checked out.
    pub commit: Option<ObjectId>,
    /// True for the library itself.
    pub is_own: bool,
}

/// Something private in a text that is brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivatePlace {
    /// What it is.
    pub kind: PrivateKind,
    /// The line it begins on, from 1, in the file as it is where it comes from.
    pub line: u32,
}

/// A text that is brought in.
#[derive(Clone, Debug)]
pub struct AdoptedText {
    /// Which of [`AdoptOutcome::places`] it comes from.
    pub place: usize,
    /// Where it lies there.
    pub from: ArticlePath,
    /// Where it lies in the library.
    pub to: ArticlePath,
    /// What it is called there.
    pub id: ArticleId,
    /// Its title, without what is private.
    pub title: Untrusted,
    /// The type that is proposed.
    pub kind: String,
    /// Why, as the end of `because …`.
    pub because: String,
    /// False if nothing tells its type.
    pub is_told: bool,
    /// Its topics, as far as they are sure.
    pub topics: Vec<String>,
    /// Who wrote it, without addresses.
    pub authors: Vec<Untrusted>,
    /// The day it came there.
    pub created: Option<Date>,
    /// The day of its last change of substance there.
    pub updated: Option<Date>,
    /// Its licence, as it is to be written.
    pub license: Option<Untrusted>,
    /// What in it is private.
    pub private: Vec<PrivatePlace>,
    /// How many links were made to fit.
    pub links: usize,
    /// How many links lead to files that were not brought along.
    pub open_links: usize,
    /// True if a site builder is to run code in it (ERB, Liquid).
    pub has_template_code: bool,
    /// How its front matter changes, as `git diff` writes it, without what is private.
    pub diff: Vec<u8>,
}

/// A text that was brought in before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptedBefore {
    /// Which of [`AdoptOutcome::places`] it comes from.
    pub place: usize,
    /// Where it lies there.
    pub from: ArticlePath,
    /// The article that it became.
    pub to: ArticlePath,
    /// True if the text says something else there now.
    pub has_changed: bool,
}

/// A file that stays where it is, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Which of [`AdoptOutcome::places`] it lies in.
    pub place: usize,
    /// Where it lies there.
    pub path: ArticlePath,
    /// Why, as the rest of a sentence that begins with the path.
    pub why: String,
    /// True for Markdown, of which somebody may want to know by name.
    pub is_page: bool,
}

/// What `kb adopt` did or would do.
#[derive(Clone, Debug, Default)]
pub struct AdoptOutcome {
    /// Where texts come from.
    pub places: Vec<AdoptPlace>,
    /// What is brought in.
    pub adopted: Vec<AdoptedText>,
    /// What was before.
    pub before: Vec<AdoptedBefore>,
    /// What is not, and why.
    pub left_out: Vec<LeftOut>,
    /// Images that are copied, by their new places.
    pub images: Vec<ArticlePath>,
    /// The file that a permission is recorded in, if one was given.
    pub permission: Option<ArticlePath>,
    /// Whose text it is; `None` while nobody said so.
    pub whose: Option<Whose>,
    /// True if what is private is replaced.
    pub is_masked: bool,
    /// True if nothing was written.
    pub is_dry_run: bool,
    /// The commands that follow, safe to show.
    pub next: Vec<String>,
    /// What the reader should know about the run, a sentence each.
    pub notes: Vec<String>,
}

impl AdoptOutcome {
    /// How much of each kind is private in what is brought in, and in how many files; those
    /// that are not there are left out.
    #[must_use]
    pub fn private_counts(&self) -> Vec<(PrivateKind, usize, usize)> {
        let counts = PrivateKind::ALL.map(|kind| {
            let of = |text: &AdoptedText| text.private.iter().filter(|it| it.kind == kind).count();
            let each = self.adopted.iter().map(of);
            let (all, files) = each
                .fold((0, 0), |(all, files), count| (all + count, files + usize::from(count > 0)));
            (kind, all, files)
        });
        counts.into_iter().filter(|(_, count, _)| *count > 0).collect()
    }

    /// How many texts became each type, the most first.
    #[must_use]
    pub fn kinds(&self) -> Vec<(&str, usize)> {
        let mut kinds: Vec<(&str, usize)> = Vec::new();
        for text in &self.adopted {
            match kinds.iter_mut().find(|(kind, _)| *kind == text.kind) {
                Some((_, count)) => *count += 1,
                None => kinds.push((&text.kind, 1)),
            }
        }
        kinds.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
        kinds
    }
}

/// What names of pages end with.
const PAGES: [&str; 4] = [".md", ".markdown", ".mdx", ".md.erb"];

/// True if the name at `path` is that of a page of Markdown.
#[must_use]
pub fn is_page(path: &ArticlePath) -> bool {
    let name = String::from_utf8_lossy(path.file_name()).to_ascii_lowercase();
    PAGES.iter().any(|ending| name.ends_with(ending))
}

/// Names of pages about a repository and not about its subject, without their endings.
const ABOUT: [(&str, &str); 13] = [
    ("readme", "is about its folder"),
    ("_index", "is the page of a folder on a site"),
    ("summary", "is a table of contents"),
    ("_sidebar", "is a table of contents"),
    ("license", "is a licence"),
    ("licence", "is a licence"),
    ("copying", "is a licence"),
    ("contributing", "is about its repository"),
    ("code_of_conduct", "is about its repository"),
    ("security", "is about its repository"),
    ("changelog", "is about its repository"),
    ("pull_request_template", "belongs to a forge"),
    ("issue_template", "belongs to a forge"),
];

/// Folders that belong to a forge.
const FORGES: [&str; 4] = [".github", ".gitlab", ".gitea", ".forgejo"];

/// Why the page at `path` is no article, by where it lies and what it is called; `None` if it
/// may well be one.
#[must_use]
pub fn no_article(path: &ArticlePath) -> Option<&'static str> {
    let shown = path.lossy();
    let mut names: Vec<&str> = shown.split('/').collect();
    let file = names.pop().unwrap_or_default().to_ascii_lowercase();
    if names.iter().any(|name| FORGES.contains(name)) {
        return Some("belongs to a forge");
    }
    let stem = file.split('.').next().unwrap_or_default();
    ABOUT.iter().find(|(name, _)| *name == stem).map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_about_a_repository_are_no_articles() {
        for (path, why) in [
            ("README.md", Some("is about its folder")),
            ("a/readme.markdown", Some("is about its folder")),
            ("LICENSE.md", Some("is a licence")),
            (".github/ISSUE_TEMPLATE/bug.md", Some("belongs to a forge")),
            ("a/SUMMARY.md", Some("is a table of contents")),
            ("readme-first.md", None),
            ("security/keys.md", None),
            ("a/index.md", None),
        ] {
            assert_eq!(no_article(&ArticlePath::new(path)), why, "{path}");
        }
    }

    #[test]
    fn a_page_is_known_by_the_end_of_its_name() {
        let page = |path: &str| is_page(&ArticlePath::new(path));
        assert!(page("a.md") && page("a.MD") && page("a.html.md.erb") && page("b.markdown"));
        assert!(!page("a.txt") && !page("md") && !page("a.md/b.png") && !page("a.erb"));
    }
}
