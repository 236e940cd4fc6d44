//! Whatever happened to the files, the answer is that of a fresh index.
//!
//! Files are given times of last year as often as not, so that what the file system says
//! of them is trusted and not only their bytes.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use git2::build::CheckoutBuilder;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_oneof};

use super::properties::for_all;
use super::world::World;

/// How many histories are tried, and how many things happen in each at most.
const HISTORIES: u32 = 20;
const STEPS_MAX: usize = 8;

const NAMES: [&str; 5] = ["one", "two", "three", "four", "five"];
/// All but the last have six letters, so that an edit need not change a size.
const WORDS: [&str; 4] = ["walrus", "dugong", "beluga", "narwhal"];
const QUERIES: [&str; 5] = [
    "walrus",
    "dugong narwhal",
    "\"the beluga\" swims",
    "--status retired walrus dugong",
    "be* wal* dugong",
];
const CONFIGS: [&str; 4] = [
    "name = \"example\"\n",
    "name = \"other\"\n",
    "[articles]\nexclude = [\"kb/one.md\"]\n",
    "[articles]\ninclude = [\"**/*.md\"]\n[[defaults]]\npath = \"kb/**\"\nlicense = \"CC0-1.0\"\n",
];
const IGNORES: [&str; 4] = ["", "two.md\n", "/kb/\n", "*.md\n!one.md\n"];

/// Something that happens to a library.
#[derive(Clone, Debug)]
enum Step {
    Write(usize, usize),
    SameSize(usize, usize),
    Touch(usize),
    Rename(usize, usize),
    Delete(usize),
    Retire(usize),
    Title(usize, usize),
    Untracked(usize),
    Ignore(usize),
    Config(usize),
    NoConfig,
    Age,
    Commit,
    Checkout,
    Revert,
    Reset,
    Stash,
    Pop,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let (name, word) = (0..NAMES.len(), 0..WORDS.len());
    let step = prop_oneof![
        3 => (name.clone(), word.clone()).prop_map(|(name, word)| Step::Write(name, word)),
        4 => (name.clone(), 0..3_usize).prop_map(|(name, word)| Step::SameSize(name, word)),
        1 => name.clone().prop_map(Step::Touch),
        2 => (name.clone(), name.clone()).prop_map(|(from, to)| Step::Rename(from, to)),
        2 => name.clone().prop_map(Step::Delete),
        2 => name.clone().prop_map(Step::Retire),
        2 => (name.clone(), word).prop_map(|(name, word)| Step::Title(name, word)),
        2 => name.prop_map(Step::Untracked),
        2 => (0..IGNORES.len()).prop_map(Step::Ignore),
        2 => (0..CONFIGS.len()).prop_map(Step::Config),
        1 => Just(Step::NoConfig),
        5 => Just(Step::Age),
        4 => Just(Step::Commit),
        3 => Just(Step::Checkout),
        2 => Just(Step::Revert),
        1 => Just(Step::Reset),
        2 => Just(Step::Stash),
        2 => Just(Step::Pop),
    ];
    vec(step, 1..=STEPS_MAX)
}

fn path(name: usize) -> String {
    format!("kb/{}.md", NAMES[name])
}

fn article(name: usize, word: usize) -> String {
    format!(
        "---\ntitle: About {}\ntype: guide\n---\n\n## In practice\n\nThe {} swims.\n",
        NAMES[name], WORDS[word]
    )
}

/// A repository with two branches of different articles.
fn library() -> World {
    let world = World::new();
    let root = world.root();
    (0..3).for_each(|name| world.write(&path(name), article(name, name)));
    commit(&root);
    world.branch("other");
    world.write(&path(0), article(0, 3));
    world.write(&path(3), article(3, 0));
    world.remove(&path(1));
    commit(&root);
    world
}

fn repository(root: &Path) -> git2::Repository {
    git2::Repository::open(root).expect("it is one")
}

fn person() -> git2::Signature<'static> {
    git2::Signature::new("A. Author", "author@example.org", &git2::Time::new(1_790_000_000, 0))
        .expect("the name is plain")
}

fn commit(root: &Path) {
    let repository = repository(root);
    let mut index = repository.index().expect("there is an index");
    index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).expect("files can be added");
    index.write().expect("it can be written");
    let tree = index.write_tree().ok().and_then(|tree| repository.find_tree(tree).ok());
    let tree = tree.expect("nothing is in conflict");
    let head = repository.head().ok().and_then(|head| head.peel_to_commit().ok());
    let parents: Vec<&git2::Commit<'_>> = head.iter().collect();
    repository
        .commit(Some("HEAD"), &person(), &person(), "all", &tree, &parents)
        .expect("it can be committed");
}

/// Goes to the branch that is not checked out; local changes are lost.
fn checkout(root: &Path) {
    let repository = repository(root);
    let is_main =
        repository.head().is_ok_and(|head| head.shorthand().is_ok_and(|name| name == "main"));
    let name = if is_main { "refs/heads/other" } else { "refs/heads/main" };
    let tree = repository.revparse_single(name).expect("both branches are there");
    repository
        .checkout_tree(&tree, Some(CheckoutBuilder::new().force()))
        .expect("it can be checked out");
    repository.set_head(name).expect("it is a branch");
}

fn reset(root: &Path) {
    let repository = repository(root);
    let head = repository.revparse_single("HEAD").expect("there is a commit");
    repository.reset(&head, git2::ResetType::Hard, None).expect("it can be reset");
}

/// Undoes the last commit, if nothing stands against it.
fn revert(root: &Path) {
    let repository = repository(root);
    let head = repository.head().and_then(|head| head.peel_to_commit());
    let undone = repository.revert(&head.expect("there is a commit"), None);
    let is_clean = repository.index().is_ok_and(|index| !index.has_conflicts());
    repository.cleanup_state().expect("it can be tidied");
    match undone {
        Ok(()) if is_clean => commit(root),
        _ => reset(root),
    }
}

/// The articles that are there, and git's own index.
fn files(root: &Path) -> Vec<PathBuf> {
    let articles = std::fs::read_dir(root.join("kb")).into_iter().flatten().flatten();
    articles.map(|entry| entry.path()).chain([root.join(".git/index")]).collect()
}

/// Gives a file the time that every aged file has.
fn age(file: &Path) {
    let file = std::fs::OpenOptions::new().append(true).open(file).expect("it is there");
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_760_000_000);
    file.set_modified(time).expect("its time can be set");
}

fn take(library: &World, step: &Step) {
    let root = library.root();
    let text = |name: usize| std::fs::read_to_string(root.join(path(name))).ok();
    match *step {
        Step::Write(name, word) => library.write(&path(name), article(name, word)),
        Step::SameSize(name, word) => {
            library.write(&path(name), article(name, word));
            // Without the time of the last change of anything, nobody could tell.
            if cfg!(unix) {
                age(&root.join(path(name)));
            }
        }
        Step::Touch(name) => {
            if let Some(text) = text(name) {
                library.write(&path(name), text);
            }
        }
        Step::Rename(from, to) => drop(std::fs::rename(root.join(path(from)), root.join(path(to)))),
        Step::Delete(name) => drop(std::fs::remove_file(root.join(path(name)))),
        Step::Retire(name) => {
            let retired = text(name).map(|it| it.replace("type: guide", "status: retired"));
            if let Some(text) = retired {
                library.write(&path(name), text);
            }
        }
        Step::Title(name, word) => {
            let title = format!("About {}", WORDS[word]);
            let titled = text(name).map(|it| it.replacen("About", &title, 1));
            if let Some(text) = titled {
                library.write(&path(name), text);
            }
        }
        Step::Untracked(name) => {
            library.write(&format!("kb/new-{}.md", NAMES[name]), article(name, name % WORDS.len()));
        }
        Step::Ignore(at) => library.write(".gitignore", IGNORES[at]),
        Step::Config(at) => library.write("kb.toml", CONFIGS[at]),
        Step::NoConfig => drop(std::fs::remove_file(root.join("kb.toml"))),
        Step::Age => files(&root).iter().for_each(|file| age(file)),
        Step::Commit => commit(&root),
        Step::Checkout => checkout(&root),
        Step::Revert => revert(&root),
        Step::Reset => reset(&root),
        Step::Stash => {
            let flags = Some(git2::StashFlags::INCLUDE_UNTRACKED);
            // There may be nothing to put away.
            drop(repository(&root).stash_save(&person(), "later", flags));
        }
        Step::Pop => drop(repository(&root).stash_pop(0, None)),
    }
}

/// What is found, and what is said of the library, but for how it came about.
fn answers(world: &World) -> Vec<(u8, serde_json::Value)> {
    let ask = |query: &&str| {
        let found = world.run(&format!("search {query} -n 100 --format json"));
        let json = if found.out.is_empty() { found.err.into() } else { found.json() };
        (found.code, json)
    };
    QUERIES.iter().map(ask).collect()
}

/// The same with nothing kept; what was kept is put back.
fn fresh_answers(world: &World) -> Vec<(u8, serde_json::Value)> {
    let (kept, aside) = (world.root().join(".git/kb"), world.root().join(".git/kb-aside"));
    std::fs::rename(&kept, &aside).expect("an index was made");
    let fresh = answers(world);
    std::fs::remove_dir_all(&kept).expect("a fresh one was made");
    std::fs::rename(&aside, &kept).expect("it was put aside");
    fresh
}

#[test]
fn after_any_history_the_answer_is_that_of_a_fresh_index() {
    for_all(HISTORIES, steps(), |history| {
        let world = library().on(date(2026, 11, 23));
        answers(&world);
        for (at, step) in history.iter().enumerate() {
            take(&world, step);
            let (kept, fresh) = (answers(&world), fresh_answers(&world));
            assert_eq!(kept, fresh, "step {at}, {step:?}, of {history:?}");
            assert!(fresh.iter().all(|(code, _)| *code < 2), "{step:?}: {fresh:?}");
        }
    });
}
