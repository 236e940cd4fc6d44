//! Finding repositories, commits and files, in every shape a clone can have.

use super::*;
use crate::git::files::{FileKind, Tracked};
use crate::git::oid;
use crate::git::test_repository::{TestRepository, index_entry};

fn shown(files: &[Tracked]) -> Vec<String> {
    files.iter().map(|file| format!("{} {:?}", file.path, file.kind)).collect()
}

#[test]
fn a_repository_is_found_from_any_folder_in_it_and_nowhere_else() {
    let world = TestRepository::new();
    world.put("kb/deep/a.md", "a");
    let found = Repository::discover(&world.path().join("kb/deep")).unwrap().unwrap();
    let root = world.path().canonicalize().unwrap();
    assert_eq!(found.work_tree().map(|path| path.canonicalize().unwrap()), Some(root.clone()));
    assert_eq!(found.git_dir().canonicalize().unwrap(), root.join(".git"));
    assert_eq!(found.common_dir(), found.git_dir());
    assert_eq!(found.index_file(), found.git_dir().join("index"));
    let nowhere = tempfile::tempdir().unwrap();
    assert!(Repository::discover(nowhere.path()).unwrap().is_none());
}

#[test]
fn before_the_first_commit_there_is_no_head_and_no_history() {
    let world = TestRepository::new();
    assert_eq!(world.open().head(), Ok(None));
    assert_eq!(world.open().completeness(), Completeness::None);
    assert_eq!(world.open().tracked(), Ok(Vec::new()));
    let failed = world.open().resolve("HEAD").unwrap_err();
    assert_eq!(failed.failed, "cannot find the commit `HEAD`");
}

#[test]
fn a_bare_repository_has_files_by_commit_only() {
    let world = TestRepository::bare();
    let commit = world.commit(1, &[("kb/a.md", "a")]);
    let repository = world.open();
    assert_eq!(repository.work_tree(), None);
    assert_eq!(repository.head(), Ok(Some(commit)));
    assert_eq!(repository.completeness(), Completeness::Complete);
    assert_eq!(shown(&repository.files_at(commit).unwrap()), ["kb/a.md File"]);
    assert_eq!(repository.tracked(), Ok(Vec::new()));
    assert!(!repository.is_ignored(b"kb/a.md", false));
}

#[test]
fn a_linked_work_tree_shares_history_and_its_border() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("a.md", "a")]);
    let second = world.commit(2, &[("a.md", "b")]);
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("linked");
    world.inner.worktree("linked", &place, None).unwrap();
    let linked = Repository::discover(&place).unwrap().unwrap();
    let common = world.path().join(".git").canonicalize().unwrap();
    assert_eq!(linked.common_dir().canonicalize().unwrap(), common);
    assert_ne!(linked.git_dir(), linked.common_dir());
    assert_eq!(linked.head(), Ok(Some(second)));
    assert_eq!(shown(&linked.tracked().unwrap()), ["a.md File"]);
    assert_eq!(linked.completeness(), Completeness::Complete);
    world.cut_at(&[first]);
    assert_eq!(linked.completeness(), Completeness::Shallow);
}

#[test]
fn a_detached_head_is_a_commit_and_a_head_without_its_commit_is_a_failure() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("a.md", "a")]);
    world.commit(2, &[("a.md", "b")]);
    world.inner.set_head_detached(oid(first).unwrap()).unwrap();
    assert_eq!(world.open().head(), Ok(Some(first)));
    world.forget(first);
    let failed = world.open().head().unwrap_err();
    assert_eq!(failed.failed, "cannot read what `HEAD` points to");
}

#[test]
fn every_way_to_name_a_commit_is_understood() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("a.md", "a")]);
    let second = world.commit(2, &[("a.md", "b")]);
    let target = world.inner.find_object(oid(first).unwrap(), None).unwrap();
    let tagger = git2::Signature::new("T", "t@example.org", &git2::Time::new(0, 0)).unwrap();
    world.inner.tag("v1", &target, &tagger, "first", false).unwrap();
    let repository = world.open();
    for (revision, commit) in [
        ("HEAD", second),
        ("HEAD~1", first),
        ("main^", first),
        ("v1", first),
        (&second.to_string()[..10], second),
    ] {
        assert_eq!(repository.resolve(revision), Ok(commit), "{revision}");
    }
}

#[track_caller]
fn check_hint(repository: &Repository, revision: &str, because: &str, hint: &str) {
    let failed = repository.resolve(revision).unwrap_err();
    assert_eq!(failed.because.as_deref(), Some(because));
    assert_eq!(failed.hint.as_deref(), Some(hint));
}

#[test]
fn an_unknown_revision_is_answered_with_the_nearest_name_or_a_fetch() {
    let world = TestRepository::new();
    let commit = world.commit(1, &[("a.md", "a")]);
    let id = oid(commit).unwrap();
    world.inner.reference("refs/remotes/origin/release", id, false, "test").unwrap();
    let unknown = "no such branch, tag or commit";
    check_hint(&world.open(), "mian", unknown, "did you mean `main`?");
    check_hint(&world.open(), "release", unknown, "did you mean `origin/release`?");
    let fetch = "run `git fetch`, or name a commit that `git log --all` shows";
    check_hint(&world.open(), "v9.9.9", unknown, fetch);
    let no_day = "no such branch, tag or commit, and no calendar has such a day";
    let day = "write a day as year, month and day, as in 2026-01-31";
    check_hint(&world.open(), "2026-13-01", no_day, day);
    check_hint(&world.open(), "2026-13-1", unknown, fetch);
    check_hint(&world.open(), "HEAD:a.md", "it is a blob and not a commit", fetch);
    world.cut_at(&[commit]);
    let deepen = "run `git fetch --unshallow`; this clone holds only the last commits";
    check_hint(&world.open(), "HEAD~1", unknown, deepen);
}

#[test]
fn a_revision_is_shown_without_its_escapes() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "a")]);
    let failed = world.open().resolve("\u{1b}[2J").unwrap_err();
    assert_eq!(failed.failed, "cannot find the commit `\\u{1b}[2J`");
    assert!(!format!("{:?}{:?}", failed.because, failed.hint).contains('\u{1b}'));
}

#[test]
fn links_submodules_and_odd_names_are_listed_by_path() {
    let world = TestRepository::new();
    let module = world.commit(1, &[("x.md", "x")]);
    let blob = world.inner.blob(b"a.md").unwrap();
    let commit = world.commit_entries(
        &[],
        0,
        &[
            (b"kb/\xff.md", 0o100_644, blob),
            (b"kb.md", 0o100_755, blob),
            (b"link.md", 0o120_000, blob),
            (b"module", 0o160_000, oid(module).unwrap()),
        ],
    );
    let files = world.open().files_at(commit).unwrap();
    let expected = ["kb.md File", "kb/\u{fffd}.md File", "link.md Symlink", "module Submodule"];
    assert_eq!(shown(&files), expected);
    assert_eq!(files[1].path.as_bytes(), b"kb/\xff.md");
    assert_eq!(files[3].id, module);

    let mut index = world.inner.index().unwrap();
    index.read_tree(&world.inner.find_tree(world.tree_of(commit)).unwrap()).unwrap();
    index.write().unwrap();
    assert_eq!(world.open().tracked(), Ok(files));
}

#[test]
fn a_path_in_conflict_is_listed_once_with_our_side() {
    let world = TestRepository::new();
    let sides = ["base", "ours", "theirs"].map(|text| world.inner.blob(text.as_bytes()).unwrap());
    let mut index = world.inner.index().unwrap();
    for (stage, side) in (1..).zip(sides) {
        for (path, first) in [(&b"both.md"[..], 1), (b"theirs.md", 3), (b"deleted.md", 1)] {
            if stage >= first && (first != 1 || path != b"deleted.md" || stage != 2) {
                let mut entry = index_entry(path, 0o100_644, side);
                entry.flags = stage << 12;
                index.add(&entry).unwrap();
            }
        }
    }
    index.add(&index_entry(b"a.md", 0o100_644, sides[0])).unwrap();
    index.write().unwrap();
    let files = world.open().tracked().unwrap();
    let listed: Vec<_> =
        files.iter().map(|file| (file.path.to_string(), oid(file.id).unwrap())).collect();
    let [base, ours, theirs] = sides;
    let expected =
        [("a.md", base), ("both.md", ours), ("deleted.md", theirs), ("theirs.md", theirs)];
    assert_eq!(listed, expected.map(|(path, id)| (path.to_owned(), id)));
    assert!(files.iter().all(|file| file.kind == FileKind::File));
}

#[test]
fn an_index_that_cannot_be_read_is_a_failure() {
    let world = TestRepository::new();
    world.put(".git/index", "DIRC nonsense that is long enough to be looked at");
    assert_eq!(world.open().tracked().unwrap_err().failed, "cannot read git's index");
}

#[test]
fn forged_trees_are_a_failure_and_not_a_hang() {
    let world = TestRepository::new();
    let commit = world.commit(1, &[("a/b.md", "a")]);
    let tree = object_id(world.tree_of(commit));
    let mut raw = Vec::new();
    for name in ["40000 x\0", "40000 y\0"] {
        raw.extend_from_slice(name.as_bytes());
        raw.extend_from_slice(tree.as_bytes());
    }
    let endless = world.write(ObjectType::Tree, &raw);
    world.forge(tree, endless);
    let because = world.open().files_at(commit).unwrap_err().because.unwrap();
    assert!(because.ends_with("lies deeper than git allows, or there is no end"), "{because}");
}

#[test]
fn names_that_lead_out_of_the_tree_are_a_failure() {
    for name in ["..", ".", "a/b"] {
        let world = TestRepository::new();
        let commit = world.commit(1, &[("a.md", "a")]);
        let tree = object_id(world.tree_of(commit));
        let blob = world.inner.blob(b"a").unwrap();
        let raw = [format!("100644 {name}\0").as_bytes(), blob.as_bytes()].concat();
        let forged = world.write(ObjectType::Tree, &raw);
        world.forge(tree, forged);
        let because = world.open().files_at(commit).unwrap_err().because.unwrap();
        assert_eq!(because, format!("`{name}` is not a name git allows"));
    }
}

#[test]
fn a_missing_tree_is_a_failure_of_the_listing() {
    let world = TestRepository::new();
    let commit = world.commit(1, &[("a.md", "a")]);
    world.forget(object_id(world.tree_of(commit)));
    let failed = world.open().files_at(commit).unwrap_err();
    assert!(failed.because.unwrap().ends_with("is missing or damaged"));
}

#[test]
fn ignore_rules_tell_files_from_folders() {
    let world = TestRepository::new();
    world.put(".gitignore", "build/\n*.tmp\n!keep.tmp\n");
    let repository = world.open();
    assert!(repository.is_ignored(b"build", true) && !repository.is_ignored(b"build", false));
    assert!(
        repository.is_ignored(b"kb/a.tmp", false) && !repository.is_ignored(b"keep.tmp", false)
    );
    assert!(!repository.is_ignored(b"kb/caf\xe9.md", false));
}

#[test]
fn replaced_and_grafted_history_is_noticed() {
    let world = TestRepository::new();
    let commit = world.commit(1, &[("a.md", "a")]);
    assert!(!world.open().has_replacements());
    let name = format!("refs/replace/{commit}");
    world.inner.reference(&name, oid(commit).unwrap(), false, "test").unwrap();
    assert!(world.open().has_replacements());
    let world = TestRepository::new();
    world.put(".git/info/grafts", "");
    assert!(world.open().has_replacements());
}

#[test]
fn a_repository_of_another_user_is_refused_with_the_line_that_trusts_it() {
    let hint = |message| owned_by_another(message).unwrap();
    let line = "git config --global --add safe.directory";
    let plain = "repository path '/srv/kb/' is not owned by current user";
    assert_eq!(hint(plain), format!("{line} /srv/kb"));
    let inner = "repository path '/srv/kb/.git/' is not owned by current user";
    assert_eq!(hint(inner), format!("{line} /srv/kb"));
    let odd = "repository path '/srv/it's here/' is not owned by current user";
    assert_eq!(hint(odd), format!(r"{line} '/srv/it'\''s here'"));
}

#[test]
fn repositories_that_cannot_be_read_say_what_they_are() {
    let world = TestRepository::new();
    let open_with = |extension: &str| {
        let config =
            format!("[core]\n\trepositoryformatversion = 1\n[extensions]\n\t{extension}\n");
        world.put(".git/config", &config);
        Repository::discover(world.path()).err().unwrap()
    };
    let because = open_with("objectformat = sha256").because.unwrap();
    assert_eq!(
        because,
        "it names its objects with SHA-256, and `kb` reads SHA-1 repositories only"
    );
    let hint = open_with("refstorage = reftable").hint.unwrap();
    assert_eq!(hint, "run `git refs migrate --ref-format=files`");
}
