//! Who changed an article, how often, and in which commits; and what counts for nothing.

use super::*;
use crate::domain::history::{Completeness, PathHistory};
use crate::git::test_repository::{TestRepository, check, day, table};

const JO: &str = "Jo Doe <jo@example.org>";
const BO: &str = "Bo Roe <bo@example.org>";
const BOT: &str = "renovate[bot] <1+renovate[bot]@users.noreply.github.com>";

fn of(world: &TestRepository, path: &str) -> PathHistory {
    table(world, &[path.as_bytes()]).of(&ArticlePath::new(path))
}

/// The people and then the machines who wrote `a.md`, with the number of their commits.
#[track_caller]
fn check_writers(world: &TestRepository, expected: &[(&str, u32)], machines: &[(&str, u32)]) {
    let table = table(world, &[b"a.md"]);
    let known = table.of(&ArticlePath::new("a.md"));
    let names = |writers: &[crate::domain::history::Writer]| {
        let name = |it: &crate::domain::history::Writer| {
            (table.person(*it).name.raw().to_owned(), it.commits)
        };
        writers.iter().map(name).collect::<Vec<_>>()
    };
    let owned = |expected: &[(&str, u32)]| {
        expected.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect::<Vec<_>>()
    };
    assert_eq!(names(&known.writers), owned(expected));
    assert_eq!(names(&known.machines), owned(machines));
}

#[test]
fn every_change_counts_and_a_move_without_one_does_not() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("kb/a.md", "one"), ("b.md", "b")]);
    world.commit(2, &[("kb/a.md", "one"), ("b.md", "c")]);
    let edit = world.commit(3, &[("kb/a.md", "two"), ("b.md", "c")]);
    world.commit(4, &[("new/a.md", "two"), ("b.md", "c")]);
    let known = of(&world, "new/a.md");
    assert_eq!((known.first, known.last, known.commits), (Some(first), Some(edit), 2));
    let stamp = world.commit(5, &[("new/a.md", "---\non: 1\n---\ntwo"), ("b.md", "c")]);
    let known = of(&world, "new/a.md");
    assert_eq!((known.last, known.last_of_substance, known.commits), (Some(stamp), Some(edit), 3));
    assert!(known.is_whole);
}

#[test]
fn a_folder_of_146_files_that_moves_changes_none_of_them() {
    let world = TestRepository::new();
    let names = |folder: &str| (0..146).map(|it| format!("{folder}/{it}.md")).collect::<Vec<_>>();
    let commit = |day, names: &[String]| {
        // One text for all but for a few: such files are told apart by their names.
        let text = |place: usize| if place.is_multiple_of(9) { "own" } else { "same" };
        let files: Vec<(&str, &str)> =
            names.iter().enumerate().map(|(place, name)| (name.as_str(), text(place))).collect();
        world.commit(day, &files)
    };
    let first = commit(1, &names("docs"));
    commit(2, &names("kb/deep"));
    let moved = names("kb/deep");
    let wanted: Vec<&[u8]> = moved.iter().map(String::as_bytes).collect();
    let table = table(&world, &wanted);
    assert_eq!(table.paths.len(), 146);
    for known in table.paths.values() {
        assert_eq!((known.first, known.last, known.commits), (Some(first), Some(first), 1));
    }
}

#[test]
fn a_name_that_changes_in_case_only_is_a_move() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("Read.md", "one")]);
    world.commit(2, &[("read.md", "one")]);
    let known = of(&world, "read.md");
    assert_eq!((known.first, known.commits), (Some(first), 1));
}

#[test]
fn a_move_from_a_file_that_was_no_article_is_followed() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("src/notes.txt", "one")]);
    world.commit(2, &[("kb/a.md", "one")]);
    assert_eq!(of(&world, "kb/a.md").first, Some(first));
}

#[test]
fn a_merge_counts_only_where_it_has_what_no_parent_had() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one")]);
    let side = world.commit_on(&[base], 2, &[("a.md", "two")]);
    let main = world.commit_on(&[base], 3, &[("a.md", "one"), ("b.md", "b")]);
    world.commit_on(&[main, side], 4, &[("a.md", "two"), ("b.md", "b")]);
    let known = of(&world, "a.md");
    assert_eq!((known.commits, known.last), (2, Some(side)));
    let evil = world.commit_on(&[main, side], 5, &[("a.md", "evil"), ("b.md", "b")]);
    let known = of(&world, "a.md");
    assert_eq!((known.commits, known.last), (3, Some(evil)));
}

#[test]
fn branches_that_cross_count_each_commit_once() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one")]);
    let left = world.commit_on(&[base], 2, &[("a.md", "left")]);
    let right = world.commit_on(&[base], 3, &[("a.md", "right")]);
    let one = world.commit_on(&[left, right], 4, &[("a.md", "both")]);
    let other = world.commit_on(&[right, left], 5, &[("a.md", "both!")]);
    world.commit_on(&[one, other], 6, &[("a.md", "all")]);
    assert_eq!(of(&world, "a.md").commits, 6);
}

#[test]
fn what_leads_to_another_life_is_older_whatever_the_clocks_say() {
    let world = TestRepository::new();
    let first = world.commit(9, &[("a.md", "one"), ("b.md", "b")]);
    world.commit(10, &[("b.md", "b")]);
    world.commit(2, &[("a.md", "one"), ("b.md", "b")]);
    let known = of(&world, "a.md");
    assert_eq!((known.first, known.created), (Some(first), Some(day(9))));
    assert_eq!(known.commits, 2);
}

#[test]
fn authors_and_co_authors_wrote_it_and_the_forge_that_squashed_it_did_not() {
    let world = TestRepository::new();
    world.commit_by(JO, "topic\n\nCo-authored-by: Bo Roe <bo@example.org>\n", &[("a.md", "1")]);
    world.commit_by(JO, "topic\n\nSigned-off-by: Di <di@example.org>\n", &[("a.md", "2")]);
    check_writers(&world, &[("Jo Doe", 2), ("Bo Roe", 1)], &[]);
}

#[test]
fn machines_are_set_apart() {
    let world = TestRepository::new();
    world.commit_by(BO, "m", &[("a.md", "1")]);
    world.commit_by(BOT, "m", &[("a.md", "2")]);
    check_writers(&world, &[("Bo Roe", 1)], &[("renovate[bot]", 1)]);
}

#[test]
fn one_person_under_two_signatures_counts_once_for_a_commit() {
    let world = TestRepository::new();
    let map = "Jo Doe <jo@example.org> <jd@old.example.org>\n";
    let own = "m\n\nCo-authored-by: J <jd@old.example.org>\n";
    world.commit_by(JO, own, &[("a.md", "1"), (".mailmap", map)]);
    check_writers(&world, &[("Jo Doe", 1)], &[]);
    world.commit_by(JO, own, &[("a.md", "2")]);
    check_writers(&world, &[("Jo Doe", 2), ("J", 2)], &[]);
}

#[test]
fn a_commit_without_a_readable_author_counts_and_is_nobodys() {
    let world = TestRepository::new();
    world.commit_by("<>", "m", &[("a.md", "1")]);
    check_writers(&world, &[], &[]);
    assert_eq!(of(&world, "a.md").commits, 1);
}

/// Three commits to `a.md`, the second of which only moves text about.
fn reformatted() -> (TestRepository, [ObjectId; 3]) {
    let world = TestRepository::new();
    let commits = [
        world.commit_by(JO, "m", &[("a.md", "one")]),
        world.commit_by(BO, "m", &[("a.md", "ONE")]),
        world.commit_by(JO, "m", &[("a.md", "---\non: 1\n---\nONE")]),
    ];
    (world, commits)
}

#[test]
fn a_commit_that_is_to_be_ignored_is_no_change_and_its_author_wrote_nothing() {
    let (world, [first, ignored, stamp]) = reformatted();
    let known = of(&world, "a.md");
    assert_eq!((known.last_of_substance, known.commits), (Some(ignored), 3));
    let list = format!("# Wrapped all lines.\n{ignored} # twice\n\nnot an id\n");
    let text = ("a.md", "---\non: 1\n---\nONE");
    let listed = world.commit_by(JO, "m", &[text, (".git-blame-ignore-revs", &list)]);
    let known = of(&world, "a.md");
    assert_eq!((known.first, known.last, known.commits), (Some(first), Some(stamp), 2));
    assert_eq!(known.last_of_substance, Some(first));
    check_writers(&world, &[("Jo Doe", 2)], &[]);
    let wanted = [ArticlePath::new("a.md")].into();
    let lives = world.open().lives(listed, &wanted, &mut CommitTable::default()).unwrap();
    let is_ignored = lives.commits.iter().map(|it| (it.id, it.is_ignored));
    let expected = [(first, false), (ignored, true), (stamp, false)];
    assert_eq!(is_ignored.collect::<Vec<_>>(), expected);
}

#[test]
fn an_ignored_commit_that_brought_an_article_is_its_first_all_the_same() {
    let world = TestRepository::new();
    let first = world.commit_by(JO, "m", &[("a.md", "one")]);
    let list = first.to_string();
    world.commit_by(BO, "m", &[("a.md", "one"), (".git-blame-ignore-revs", &list)]);
    let known = of(&world, "a.md");
    assert_eq!((known.first, known.last_of_substance), (Some(first), Some(first)));
    assert_eq!((known.last, known.commits, known.writers.len()), (None, 0, 0));
}

#[test]
fn gits_configuration_may_name_a_list_inside_the_work_tree_and_nowhere_else() {
    let (world, [first, ignored, _]) = reformatted();
    world.put("tools/list", &ignored.to_string());
    let key = world.open().history_key(first);
    let set = |file: &str| {
        world.inner.config().unwrap().set_str("blame.ignoreRevsFile", file).unwrap();
    };
    set("tools/list");
    assert_eq!(of(&world, "a.md").last_of_substance, Some(first));
    assert_ne!(world.open().history_key(first), key);
    world.put("tools/other", "# none\n");
    let mut config = world.inner.config().unwrap();
    config.set_multivar("blame.ignoreRevsFile", "^$", "tools/other").unwrap();
    assert_eq!(of(&world, "a.md").last_of_substance, Some(first));
    config.remove_multivar("blame.ignoreRevsFile", ".*").unwrap();
    let outside = tempfile::NamedTempFile::new().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a file outside the repository")]
    std::fs::write(outside.path(), ignored.to_string()).unwrap();
    for file in [outside.path().to_str().unwrap(), "../nowhere", "tools", "nowhere"] {
        set(file);
        assert_eq!(of(&world, "a.md").last_of_substance, Some(ignored), "{file}");
    }
}

#[test]
fn where_history_is_cut_off_the_count_is_of_what_is_there() {
    let world = TestRepository::new();
    let (cut, last) = (
        world.commit_by(JO, "m", &[("a.md", "1")]),
        world.commit_by(BO, "m", &[("a.md", "2"), ("b.md", "b")]),
    );
    world.cut_at(&[cut]);
    let known = of(&world, "a.md");
    assert_eq!((known.is_whole, known.commits), (false, 1));
    assert_eq!((known.first, known.last), (None, Some(last)));
    check_writers(&world, &[("Bo Roe", 1)], &[]);
    let known = of(&world, "b.md");
    assert_eq!((known.is_whole, known.first), (true, Some(last)));
}

#[test]
fn a_bare_repository_has_a_history_and_a_detached_head_its_own() {
    let world = TestRepository::bare();
    let old = world.commit(1, &[("a.md", "one")]);
    let new = world.commit(2, &[("a.md", "two")]);
    assert_eq!(of(&world, "a.md").last, Some(new));
    world.inner.set_head_detached(oid(old).unwrap()).unwrap();
    assert_eq!(of(&world, "a.md").last, Some(old));
}

#[test]
fn replacements_are_not_followed() {
    let world = TestRepository::new();
    let one = world.commit(1, &[("a.md", "one")]);
    let two = world.commit(2, &[("a.md", "two")]);
    let id = oid(one).unwrap();
    world.inner.reference(&format!("refs/replace/{two}"), id, true, "test").unwrap();
    assert_eq!(of(&world, "a.md").commits, 2);
    check(&world, "a.md", Some(1), Some(2));
}

#[test]
fn what_is_missing_is_named_so_that_an_answer_can_be_kept_until_it_comes() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one")]);
    let tip = world.commit(2, &[("a.md", "two")]);
    let lost = crate::git::hash_blob(b"one");
    let bytes = world.take(lost);
    let wanted = [ArticlePath::new("a.md")].into();
    let dated = world.open().history(tip, &wanted, &mut CommitTable::default()).unwrap();
    assert_eq!(dated.missing.as_deref(), Some([lost].as_slice()));
    assert_eq!(dated.table.completeness, Completeness::Complete);
    assert!(world.open().lacks_all(&[lost]));
    world.give_back(lost, &bytes);
    assert!(!world.open().lacks_all(&[lost]));
}
