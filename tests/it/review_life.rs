//! A library whose articles are reviewed, commit by commit, with every clock under control.

use std::fmt::Write as _;

use jiff::civil::{Date, date};
use kb::domain::claim::{Claim, Claims, Reviewed};
use kb::domain::path::ArticlePath;
use kb::workspace::{Ask, Workspace};

use super::world::World;

pub const JO: &str = "Jo Roe <jo@example.org>";
pub const BO: &str = "Bo Doe <bo@example.org>";

/// A day of 2026.
pub fn day(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

/// The text of an article that was reviewed on a day; none, where `on` is empty.
pub fn text(on: &str, body: &str) -> String {
    fields(&if on.is_empty() { String::new() } else { format!("review: {{on: {on}}}\n") }, body)
}

/// The text of an article with these lines in its front matter.
pub fn fields(lines: &str, body: &str) -> String {
    format!("---\ntitle: About it\n{lines}---\n\n{body}\n")
}

/// A world in which every commit is on a day of its author and one of its committer.
pub struct Life {
    pub world: World,
}

impl Life {
    pub fn new() -> Self {
        Self { world: World::new() }
    }

    pub fn write(&self, path: &str, text: &str) -> &Self {
        self.world.write(path, text);
        self
    }

    /// Writes `kb/x.md` as reviewed on a day, and commits it on `committed`.
    pub fn states(&self, on: &str, body: &str, committed: Date) -> String {
        self.write("kb/x.md", &text(on, body)).commit(committed)
    }

    pub fn commit(&self, on: Date) -> String {
        self.commit_by(JO, on, on, "change it", &[])
    }

    /// Commits every file as `author`; `others` are further parents.
    pub fn commit_by(
        &self,
        author: &str,
        authored: Date,
        committed: Date,
        message: &str,
        others: &[&str],
    ) -> String {
        let repository = self.repository();
        let mut index = repository.index().expect("there is an index");
        index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).expect("files can be added");
        index.update_all(["*"], None).expect("removed files can be removed");
        index.write().expect("the index can be written");
        let tree = index.write_tree().expect("a tree can be written");
        let tree = repository.find_tree(tree).expect("it was just written");
        let (name, email) = author.trim_end_matches('>').split_once(" <").expect("both");
        let sign = |on: Date| {
            let days = i64::from((on - date(1970, 1, 1)).get_days());
            let noon = git2::Time::new(days * 86_400 + 43_200, 0);
            git2::Signature::new(name, email, &noon).expect("the name is plain")
        };
        let find = |name: &&str| {
            let found = repository.revparse_single(name).and_then(|it| it.peel_to_commit());
            found.expect("the branch exists")
        };
        let head = repository.head().ok().and_then(|head| head.peel_to_commit().ok());
        let parents: Vec<git2::Commit<'_>> =
            head.into_iter().chain(others.iter().map(find)).collect();
        let parents: Vec<&git2::Commit<'_>> = parents.iter().collect();
        let (writer, signer) = (sign(authored), sign(committed));
        repository
            .commit(Some("HEAD"), &writer, &signer, message, &tree, &parents)
            .expect("it can be committed")
            .to_string()
    }

    pub fn repository(&self) -> git2::Repository {
        git2::Repository::open(self.world.root()).expect("the test has a repository")
    }

    /// Cuts history off: `commit` loses its parents, as in a shallow clone.
    pub fn cut_at(&self, commit: &str) {
        self.world.write(".git/shallow", format!("{commit}\n"));
    }

    /// Takes away what was kept of an earlier answer.
    pub fn forget_what_is_kept(&self) {
        std::fs::remove_dir_all(self.world.root().join(".git/kb")).expect("something is kept");
    }

    /// What history says of all reviews, on 23 November 2026.
    pub fn claims(&self) -> Claims {
        let ask = Ask { folder: self.world.root(), ..Ask::default() };
        let workspace = Workspace::open(&ask).expect("it is a library");
        let data = workspace.data().expect("there is none that could be wrong");
        let read = workspace.load_front_matter(&data, |read| Reviewed::of(&read.article));
        let reviewed: Vec<Reviewed> =
            read.expect("it can be listed").values.into_iter().flatten().collect();
        workspace.claims(&reviewed, day(11, 23)).expect("the repository can be read")
    }

    /// What history says of `kb/x.md`.
    #[track_caller]
    pub fn claim(&self) -> Claim {
        let claims = self.claims();
        let claim = claims.by_path.get(&ArticlePath::new("kb/x.md")).cloned();
        claim.unwrap_or_else(|| panic!("nothing is known: {:?}", claims.note))
    }

    /// Which commit stated what `kb/x.md` claims.
    #[track_caller]
    pub fn is_stated_by(&self, commit: &str) {
        let stated = self.claim().statement.commit.map(|id| id.to_string());
        assert_eq!(stated.as_deref(), Some(commit), "\n{}", self.log());
    }

    fn log(&self) -> String {
        let repository = self.repository();
        let mut walk = repository.revwalk().expect("it can be walked");
        walk.push_head().expect("there is a commit");
        let mut log = String::new();
        for id in walk.flatten() {
            writeln!(log, "{id}").expect("a string takes any text");
        }
        log
    }
}
