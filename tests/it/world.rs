//! A small world for one test: a repository, a fixed day, a captured run.
//!
//! Commands run in process, by what a person types, and are judged by what a
//! person sees. Nothing here knows how the tool works inside.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::Expect;
use jiff::civil::{Date, date};
use kb::env::{Env, Stream};

use super::typed::{Captured, Typing, words};

/// The `kb.toml` of a library of our kind.
const KB_TOML: &str = "name = \"example\"\n";

/// A folder with a library, and the day it is looked at.
pub struct World {
    folder: tempfile::TempDir,
    repository: Option<git2::Repository>,
    today: Date,
    variables: BTreeMap<String, String>,
    is_terminal: bool,
    width: usize,
    pager: Option<kb::env::OpenPager>,
    input: Vec<u8>,
    is_typed: bool,
    steps: RefCell<Vec<(PathBuf, String)>>,
    screen: RefCell<Option<kb::env::OpenScreen>>,
}

/// What a run printed and how it ended.
pub struct Outcome {
    pub code: u8,
    pub out: String,
    pub err: String,
}

impl World {
    /// A repository with a library of our kind, on 23 November 2026.
    pub fn new() -> Self {
        Self::foreign().file("kb.toml", KB_TOML)
    }

    /// A repository without `kb.toml`.
    pub fn foreign() -> Self {
        let mut world = Self::folder();
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main");
        let repository = git2::Repository::init_opts(world.root(), &options);
        let repository = repository.expect("a new folder can become a repository");
        let mut config = repository.config().expect("a repository has a configuration");
        config.set_str("user.name", "A. Author").expect("it can be written");
        world.repository = Some(repository);
        world
    }

    /// The library that ships with the tool, committed in a repository of its own.
    pub fn shipped() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut world = Self::foreign();
        let mut folders = vec![root.join("kb")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the library is there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let inside = path.strip_prefix(root).expect("it lies below the root");
                    let bytes = fs::read(&path).expect("it can be read");
                    world = world.file(&inside.to_string_lossy().replace('\\', "/"), bytes);
                }
            }
        }
        let config = fs::read(root.join("kb.toml")).expect("the library has a kb.toml");
        world.file("kb.toml", config).commit(date(2026, 11, 20))
    }

    /// A plain folder without a repository.
    pub fn folder() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a test");
        let cache = folder.path().join("cache").display().to_string();
        let root = folder.path().join("library");
        fs::create_dir(&root).expect("the folder is new");
        Self {
            folder,
            repository: None,
            today: date(2026, 11, 23),
            variables: BTreeMap::from([("KB_CACHE_DIR".to_owned(), cache)]),
            is_terminal: false,
            width: 80,
            pager: None,
            input: Vec::new(),
            is_typed: false,
            steps: RefCell::default(),
            screen: RefCell::default(),
        }
    }

    pub fn on(mut self, today: Date) -> Self {
        self.today = today;
        self
    }

    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    pub fn terminal(mut self, width: usize) -> Self {
        self.is_terminal = true;
        self.width = width;
        self
    }

    /// On a terminal with a pager that is started like this.
    pub fn pager(mut self, pager: kb::env::OpenPager) -> Self {
        self.pager = Some(pager);
        self
    }

    /// With this on its standard input.
    pub fn input(mut self, input: impl AsRef<[u8]>) -> Self {
        self.input = input.as_ref().to_vec();
        self
    }

    /// On a terminal without colour at which somebody types these lines.
    pub fn types(self, lines: &[&str]) -> Self {
        let typed: String = lines.iter().flat_map(|line| [*line, "\n"]).collect();
        let world = self.input(typed).variable("NO_COLOR", "1");
        Self { is_terminal: true, is_typed: true, ..world }
    }

    /// While it is watched, or before somebody types, this file is written next, once for each text.
    pub fn then(self, path: &str, texts: &[&str]) -> Self {
        let place = self.root().join(path);
        let steps = texts.iter().map(|text| (place.clone(), (*text).to_owned()));
        self.steps.borrow_mut().extend(steps);
        self
    }

    /// Where the library is.
    pub fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("the folder exists").join("library")
    }

    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// A symbolic link at `path` that leads to `target`.
    pub fn link(self, path: &str, target: &str) -> Self {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().expect("it lies in the library")).expect("new folders");
        symlink(target, &place).expect("a link can be made");
        self
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().expect("it lies in the library"))
            .expect("it can be made");
        fs::write(place, content).expect("it can be written");
    }

    pub fn read(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).expect("the test writes UTF-8")
    }

    pub fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.root().join(path)).expect("the file is there")
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("the file is there");
    }

    /// An article that every rule is content with, but for what `extra` lines add.
    pub fn article(self, id: &str, extra: &str, body: &str) -> Self {
        let text = format!(
            "---\ntitle: About {id}\ntype: definition\nsummary: What {id} means.\n\
             authors: [A. Author]\nlicense: CC-BY-4.0\nterm: {id}\n\
             senses: [{{text: A sense, source: Example}}]\n{extra}---\n\n\
             ## In practice\n\n{body}\n\n## Example and counter-example\n\nAn example.\n"
        );
        self.file(&format!("kb/{id}.md"), text)
    }

    /// Commits every file at noon of a day.
    pub fn commit(self, on: Date) -> Self {
        self.add_commit(on);
        self
    }

    pub fn add_commit(&self, on: Date) -> String {
        self.commit_as(on, "A. Author <author@example.org>", &format!("the files of {on}"))
    }

    /// Commits every file at noon of a day, as somebody with a name and an address.
    pub fn commit_as(&self, on: Date, author: &str, message: &str) -> String {
        self.commit_with(on, author, message, &[])
    }

    fn commit_with(
        &self,
        on: Date,
        author: &str,
        message: &str,
        others: &[git2::Commit<'_>],
    ) -> String {
        let repository = self.repository.as_ref().expect("the test has a repository");
        let mut index = repository.index().expect("there is an index");
        index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).expect("files can be added");
        index.update_all(["*"], None).expect("removed files can be removed");
        index.write().expect("the index can be written");
        let tree = index.write_tree().expect("a tree can be written");
        let tree = repository.find_tree(tree).expect("it was just written");
        let days = (on - date(1970, 1, 1)).get_days();
        let time = git2::Time::new(i64::from(days) * 86_400 + 43_200, 0);
        let (name, email) = author.trim_end_matches('>').split_once(" <").expect("both");
        let author = git2::Signature::new(name, email, &time).expect("the name is plain");
        let head = repository.head().ok().and_then(|head| head.peel_to_commit().ok());
        let parents: Vec<&git2::Commit<'_>> = head.iter().chain(others).collect();
        repository
            .commit(Some("HEAD"), &author, &author, message, &tree, &parents)
            .expect("it can be committed")
            .to_string()
    }

    /// Commits the file at `path` as what the current branch and another have made of it.
    pub fn merge(&self, name: &str, author: &str, path: &str, text: &str) {
        self.write(path, text);
        let repository = self.repository.as_ref().expect("the test has a repository");
        let other = repository.revparse_single(name).and_then(|it| it.peel_to_commit());
        self.commit_with(date(2026, 1, 4), author, "merge", &[other.expect("the branch exists")]);
    }

    /// Takes the bytes of a file out of the object database, as a partial clone does.
    pub fn forget_text(&self, text: &str) {
        let id = git2::Oid::hash_object(git2::ObjectType::Blob, text.as_bytes());
        let id = id.expect("bytes have a hash").to_string();
        self.remove(&format!(".git/objects/{}/{}", &id[..2], &id[2..]));
    }

    /// Sets a key of the repository's own configuration.
    pub fn configure(&self, key: &str, value: &str) {
        let repository = self.repository.as_ref().expect("the test has a repository");
        let mut config = repository.config().expect("a repository has a configuration");
        config.set_str(key, value).expect("it can be written");
    }

    /// Lets a branch point to the last commit.
    pub fn branch(&self, name: &str) {
        let repository = self.repository.as_ref().expect("the test has a repository");
        let head = repository.head().and_then(|head| head.peel_to_commit());
        let head = head.expect("there is a commit");
        let name = format!("refs/heads/{name}");
        repository.reference(&name, head.id(), true, "test").expect("it can be written");
    }

    /// Makes the files, the index and the current branch those of another.
    pub fn reset_to(&self, name: &str) {
        let repository = self.repository.as_ref().expect("the test has a repository");
        let commit = repository.revparse_single(name).expect("the branch exists");
        repository.reset(&commit, git2::ResetType::Hard, None).expect("it can be reset");
    }

    /// Stages the file at `path`, or that it has gone.
    pub fn stage(&self, path: &str) {
        let repository = self.repository.as_ref().expect("the test has a repository");
        let mut index = repository.index().expect("there is an index");
        let staged = if self.root().join(path).exists() {
            index.add_path(Path::new(path))
        } else {
            index.remove_path(Path::new(path))
        };
        staged.and_then(|()| index.write()).expect("it can be staged");
    }

    pub fn remove_folder(&self, path: &str) {
        fs::remove_dir(self.root().join(path)).expect("the folder is empty");
    }

    pub fn run(&self, command: &str) -> Outcome {
        self.run_in(&self.root(), &words(command))
    }

    /// Runs at a terminal that is taken over, and at which somebody types.
    pub fn run_typed(&self, command: &str, screen: kb::env::OpenScreen) -> Outcome {
        *self.screen.borrow_mut() = Some(screen);
        self.run_as([true; 2], &[], &self.root(), &words(command))
    }

    pub fn run_in(&self, folder: &Path, args: &[String]) -> Outcome {
        self.run_as([self.is_terminal; 2], &[], folder, args)
    }

    /// Runs with output and talk on a terminal or not, and with these variables besides.
    pub fn run_on(
        &self,
        terminals: [bool; 2],
        variables: &[(&str, &str)],
        command: &str,
    ) -> Outcome {
        self.run_as(terminals, variables, &self.root(), &words(command))
    }

    fn run_as(
        &self,
        terminals: [bool; 2],
        variables: &[(&str, &str)],
        folder: &Path,
        args: &[String],
    ) -> Outcome {
        let (out, err) = (Captured::default(), Captured::default());
        let stream = |captured: &Captured, is_terminal| Stream {
            writer: Box::new(captured.clone()),
            is_terminal,
        };
        let mut all = self.variables.clone();
        all.extend(variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let screen = self.screen.take();
        let mut steps = self.steps.take().into_iter().peekable();
        let mut env = Env {
            args: args.iter().map(Into::into).collect(),
            cwd: folder.to_path_buf(),
            variables: all,
            today: self.today,
            width: self.width,
            input: Box::new(Typing::new(&self.input, steps.next_if(|_| self.is_typed))),
            input_is_terminal: self.is_typed || screen.is_some(),
            wait: Box::new(move || {
                let step = steps.next();
                step.map(|(place, text)| fs::write(place, text).expect("it can be written"))
                    .is_some()
            }),
            out: stream(&out, terminals[0]),
            err: stream(&err, terminals[1]),
            pager: self.pager,
            // Only what a test names is started.
            editor: Some(kb::env::run_editor),
            screen,
        };
        let code = kb::run(&mut env).code();
        Outcome { code, out: out.text(), err: err.text() }
    }
}

impl Outcome {
    #[track_caller]
    pub fn exits(self, code: u8) -> Self {
        assert_eq!(self.code, code, "\nout:\n{}\nerr:\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn prints(self, expected: Expect) -> Self {
        expected.assert_eq(&self.out);
        self
    }

    #[track_caller]
    pub fn has(self, text: &str) -> Self {
        assert!(self.out.contains(text), "\nno `{text}` in:\n{}\nerr:\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "\nno `{text}` in:\n{}\nout:\n{}", self.err, self.out);
        self
    }

    #[track_caller]
    pub fn has_not(self, text: &str) -> Self {
        assert!(!self.out.contains(text), "\n`{text}` in:\n{}", self.out);
        self
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}:\n{}", self.out))
    }
}

#[cfg(unix)]
use std::os::unix::fs::symlink;
#[cfg(windows)]
use std::os::windows::fs::symlink_file as symlink;
