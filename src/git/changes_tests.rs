//! What changed since a commit, and in which lines.
#![expect(clippy::disallowed_methods, reason = "tests change files by hand")]

use super::*;
use crate::git::test_repository::TestRepository;

/// "+" for new, "-" for gone, "~" for changed, in the order of paths.
fn shown(changes: &BTreeMap<ArticlePath, Change>) -> String {
    let sign = |change: &Change| match (change.old.is_some(), change.is_there) {
        (false, _) => "+",
        (true, false) => "-",
        (true, true) => "~",
    };
    let each = changes.iter().map(|(path, change)| format!("{}{path}", sign(change)));
    each.collect::<Vec<_>>().join(" ")
}

/// A repository whose files and index are those of its last commit.
fn checked_out(world: &TestRepository) {
    let mut options = git2::build::CheckoutBuilder::new();
    world.inner.checkout_head(Some(options.force())).unwrap();
}

fn write(world: &TestRepository, path: &str, text: &str) {
    let place = world.path().join(path);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::write(place, text).unwrap();
}

fn stage(world: &TestRepository, path: &str) {
    let mut index = world.inner.index().unwrap();
    let place = world.path().join(path);
    if place.exists() {
        index.add_path(Path::new(path)).unwrap();
    } else {
        index.remove_path(Path::new(path)).unwrap();
    }
    index.write().unwrap();
}

#[test]
fn between_two_commits_files_come_go_and_change() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one"), ("d/b.md", "two"), ("same.md", "s")]);
    let now = world.commit(2, &[("a.md", "new"), ("c.md", "two"), ("same.md", "s")]);
    let changes = world.open().changes(Some(base), Now::Commit(now)).unwrap();
    assert_eq!(shown(&changes), "~a.md +c.md -d/b.md");
    assert_eq!(
        shown(&world.open().changes(None, Now::Commit(base)).unwrap()),
        "+a.md +d/b.md +same.md"
    );
}

#[test]
fn in_the_work_tree_what_is_not_tracked_yet_counts_and_what_is_ignored_does_not() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one"), ("b.md", "b"), (".gitignore", "x.md")]);
    checked_out(&world);
    write(&world, "a.md", "longer");
    write(&world, "new/c.md", "c");
    write(&world, "x.md", "x");
    std::fs::remove_file(world.path().join("b.md")).unwrap();
    let changes = world.open().changes(Some(base), Now::WorkTree).unwrap();
    assert_eq!(shown(&changes), "~a.md -b.md +new/c.md");
}

#[test]
fn staged_and_not_staged_are_told_apart() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one"), ("b.md", "b"), ("c.md", "c")]);
    checked_out(&world);
    write(&world, "a.md", "longer");
    stage(&world, "a.md");
    write(&world, "b.md", "longer");
    write(&world, "d.md", "d");
    stage(&world, "d.md");
    std::fs::remove_file(world.path().join("c.md")).unwrap();
    stage(&world, "c.md");
    let repository = world.open();
    assert_eq!(shown(&repository.changes(Some(base), Now::Index).unwrap()), "~a.md -c.md +d.md");
    let all = repository.changes(Some(base), Now::WorkTree).unwrap();
    assert_eq!(shown(&all), "~a.md ~b.md -c.md +d.md");
}

#[test]
fn a_file_that_came_and_went_again_is_no_change() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one")]);
    checked_out(&world);
    write(&world, "b.md", "b");
    stage(&world, "b.md");
    std::fs::remove_file(world.path().join("b.md")).unwrap();
    assert_eq!(shown(&world.open().changes(Some(base), Now::WorkTree).unwrap()), "");
}

#[test]
fn a_branch_is_compared_with_where_it_left() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one")]);
    let main = world.commit_on(&[base], 2, &[("a.md", "main")]);
    world.inner.reference("refs/heads/trunk", oid(main).unwrap(), true, "test").unwrap();
    let side = world.commit_on(&[base], 3, &[("a.md", "side")]);
    assert_eq!(world.open().merge_base("trunk", side).unwrap(), base);
}

#[test]
fn without_a_commit_in_common_the_way_out_is_told() {
    let world = TestRepository::new();
    let other = world.commit_on(&[], 1, &[("a.md", "one")]);
    world.inner.reference("refs/heads/other", oid(other).unwrap(), true, "test").unwrap();
    let base = world.commit_on(&[], 2, &[("a.md", "two")]);
    let side = world.commit_on(&[base], 3, &[("a.md", "two")]);
    let failure = world.open().merge_base("other", side).unwrap_err();
    assert_eq!(failure.failed, "cannot tell what changed since `other`");
    assert_eq!(failure.hint.as_deref(), Some("name the branch that this one left from"));
    world.cut_at(&[side]);
    let failure = world.open().merge_base("other", side).unwrap_err();
    let hint = "run `git fetch --unshallow`; in CI, fetch the whole history";
    assert_eq!(failure.hint.as_deref(), Some(hint));
}

#[test]
fn changed_lines_are_those_of_the_new_text() {
    let lines = |old: &str, new: &str| {
        let lines = changed_lines(old.as_bytes(), new.as_bytes()).unwrap();
        lines.into_iter().map(|lines| (lines.start, lines.end)).collect::<Vec<_>>()
    };
    assert_eq!(lines("a\nb\nc\n", "a\nB\nc\nd\n"), [(2, 3), (4, 5)]);
    assert_eq!(lines("a\nb\n", "a\n"), []);
    assert_eq!(lines("", "a\nb\n"), [(1, 3)]);
    assert_eq!(lines("a\0b\n", "a\0c\n"), [(1, 2)]);
    assert_eq!(lines("a\n", "a"), [(1, 2)]);
}

#[test]
fn a_diff_is_one_that_git_applies() {
    let path = ArticlePath::new("kb/a b.md");
    let diff = unified_diff(&path, b"a\nb\n", b"a\nc\n").unwrap();
    let text = String::from_utf8(diff).unwrap();
    assert!(
        text.contains("--- a/kb/a b.md\n+++ b/kb/a b.md\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"),
        "{text}"
    );
    assert_eq!(unified_diff(&path, b"a\n", b"a\n").unwrap(), b"");
}
