//! A table is what it was after it was kept, or none at all; and whatever it already holds, the
//! answer is that of a fresh walk.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::history::{HistoryTable, ObjectId};
use crate::domain::path::ArticlePath;
use crate::git::test_repository::TestRepository;
use crate::git::{Lives, object_id};

const NAMES: [&str; 6] = ["a.md", "b.md", "kb/a.md", "kb/c.md", "notes.txt", "kb/deep/d.md"];
const WORDS: [&str; 5] = ["one", "two", "three", "four\nfive\nsix\n", "four\nfive\n6\n"];

/// Marsaglia's generator of numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// A commit and the files it has.
type Point = (ObjectId, BTreeMap<String, String>);

struct Life {
    world: TestRepository,
    dice: Dice,
    /// All commits there ever were, reachable or not.
    points: Vec<Point>,
}

impl Life {
    fn new(seed: u64) -> Self {
        let world = TestRepository::new();
        let dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mut life = Self { world, dice, points: Vec::new() };
        let files = [("a.md", "one"), ("kb/c.md", "two")];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        life.commit(&[], files);
        life
    }

    fn commit(&mut self, parents: &[ObjectId], files: BTreeMap<String, String>) {
        // Clocks that run anyhow, for the order of events is not theirs.
        let day = i64::try_from(self.dice.below(40)).unwrap() - 3;
        let list: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let id = self.world.commit_on(parents, day, &list);
        self.points.push((id, files));
    }

    /// Edits, moves, copies and deletes a few files.
    fn change(&mut self, files: &mut BTreeMap<String, String>) {
        for _ in 0..=self.dice.below(3) {
            let name = self.dice.of(&NAMES).to_owned();
            match (self.dice.below(6), files.keys().next().cloned()) {
                (0, _) => drop(files.remove(&name)),
                (1, Some(first)) => {
                    let text = files.remove(&first).unwrap();
                    files.insert(name, text);
                }
                (2, Some(first)) => drop(files.insert(name, files[&first].clone())),
                (3, _) => {
                    let front = format!("---\nreviewed: {}\n---\n", self.dice.below(9));
                    files.insert(name, front + self.dice.of(&WORDS));
                }
                _ => drop(files.insert(name, self.dice.of(&WORDS).to_owned())),
            }
        }
    }

    /// One commit more, on top of the last one or of any: a branch, a reset, a rebase.
    fn step(&mut self) {
        let kind = self.dice.below(10);
        let last = self.points.len() - 1;
        let any = self.dice.below(self.points.len());
        let (base, other) = if kind < 6 { (last, any) } else { (any, last) };
        let (parent, mut files) = self.points[base].clone();
        let mut parents = vec![parent];
        if kind.is_multiple_of(3) && other != base {
            let (id, theirs) = self.points[other].clone();
            parents.push(id);
            let takes = self.dice.below(2) == 0;
            files.extend(theirs.into_iter().filter(|(path, _)| takes || path.starts_with("kb")));
        }
        if kind == 9 && any != last {
            // An octopus, or an orphan.
            let more = self.points[self.dice.below(self.points.len())].0;
            if parents.contains(&more) { parents.clear() } else { parents.push(more) }
        }
        if self.dice.below(4) > 0 {
            self.change(&mut files);
        }
        self.commit(&parents, files);
    }
}

fn wanted() -> BTreeSet<ArticlePath> {
    NAMES.iter().map(ArticlePath::new).collect()
}

fn history(world: &TestRepository, at: ObjectId, table: &mut CommitTable) -> HistoryTable {
    world.open().history(at, &wanted(), table).unwrap().table
}

fn lives(world: &TestRepository, at: ObjectId, table: &mut CommitTable) -> Lives {
    world.open().lives(at, &wanted(), table).unwrap()
}

/// Compares two answers in all they say.
#[track_caller]
fn check_same(one: &HistoryTable, other: &HistoryTable, told: &str) {
    assert_eq!(one.paths, other.paths, "{told}");
    assert_eq!(one.completeness, other.completeness, "{told}");
    assert_eq!(one.signatories.signatures(), other.signatories.signatures(), "{told}");
}

#[track_caller]
fn check_same_lives(one: &Lives, other: &Lives, told: &str) {
    let all = |lives: &Lives| {
        let text = |it: &crate::git::Text| {
            (it.article, lives.commits[it.commit].id, it.blob, it.before.clone())
        };
        lives.texts.iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(all(one), all(other), "{told}");
}

/// The table as it is after it was kept and loaded.
fn kept(table: &CommitTable) -> CommitTable {
    CommitTable::from_bytes(&table.to_bytes().unwrap()).unwrap()
}

#[test]
fn whatever_the_table_holds_the_answer_is_that_of_a_fresh_walk() {
    for seed in 1..=10 {
        let mut life = Life::new(seed);
        let mut table = CommitTable::default();
        for step in 0..18 {
            life.step();
            let place = if step % 4 == 3 { life.dice.below(life.points.len()) } else { step + 1 };
            let at = life.points[place].0;
            let told = format!("seed {seed}, step {step}, commit {at}");
            let fresh = &mut CommitTable::default();
            let expected = history(&life.world, at, fresh);
            check_same(&history(&life.world, at, &mut table), &expected, &told);
            let expected = lives(&life.world, at, &mut CommitTable::default());
            check_same_lives(&lives(&life.world, at, &mut table), &expected, &told);
            table = kept(&table);
            if step % 7 == 6 {
                life.world.open().tidy(&mut table, at);
            }
        }
    }
}

#[test]
fn a_table_that_knows_everything_reads_and_adds_nothing() {
    let mut life = Life::new(7);
    (0..12).for_each(|_| life.step());
    let at = life.points.last().unwrap().0;
    let mut table = CommitTable::default();
    let first = history(&life.world, at, &mut table);
    assert!(table.has_grown());
    let mut table = kept(&table);
    check_same(&history(&life.world, at, &mut table), &first, "kept");
    assert!(!table.has_grown());
}

#[test]
fn a_table_that_was_damaged_cut_short_or_written_by_another_version_is_none() {
    let mut life = Life::new(3);
    (0..6).for_each(|_| life.step());
    let mut table = CommitTable::default();
    history(&life.world, life.points[6].0, &mut table);
    let bytes = table.to_bytes().unwrap();
    assert!(CommitTable::from_bytes(&bytes).is_some());
    assert!(CommitTable::from_bytes(b"").is_none());
    for place in 0..bytes.len() {
        assert!(CommitTable::from_bytes(&bytes[..place]).is_none(), "cut at {place}");
        let mut damaged = bytes.clone();
        damaged[place] ^= 4;
        assert!(CommitTable::from_bytes(&damaged).is_none(), "changed at {place}");
    }
    let more = [bytes.as_slice(), b"x"].concat();
    assert!(CommitTable::from_bytes(&more).is_none());
}

/// With a checksum that fits, so that only the numbers themselves are wrong.
#[test]
fn numbers_that_lead_nowhere_are_no_table_and_no_panic() {
    let mut life = Life::new(5);
    (0..4).for_each(|_| life.step());
    let mut table = CommitTable::default();
    let at = life.points[4].0;
    history(&life.world, at, &mut table);
    let bytes = table.to_bytes().unwrap();
    for place in 20..bytes.len() {
        for change in [1, 0x80] {
            let mut forged = bytes.clone();
            forged[place] ^= change;
            let checksum = crc32fast::hash(&forged[20..]).to_le_bytes();
            forged[16..20].copy_from_slice(&checksum);
            if let Some(mut forged) = CommitTable::from_bytes(&forged) {
                // Whatever it says, it says it and ends.
                drop(life.world.open().history(at, &wanted(), &mut forged));
            }
        }
    }
}

#[test]
fn commits_that_nothing_leads_to_are_forgotten_once_they_are_the_most() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one")]);
    let mut table = CommitTable::default();
    for day in 2..6 {
        let lost = world.commit_on(&[base], day, &[("a.md", &day.to_string())]);
        history(&world, lost, &mut table);
    }
    let last = world.commit_on(&[base], 9, &[("a.md", "new")]);
    let expected = history(&world, last, &mut table);
    assert_eq!(table.len(), 6);
    world.open().tidy(&mut table, last);
    assert_eq!(table.len(), 2);
    assert!(table.has_grown());
    let mut table = kept(&table);
    check_same(&history(&world, last, &mut table), &expected, "tidied");
    assert!(!table.has_grown());
}

#[test]
fn commits_of_other_branches_and_tags_are_not_forgotten() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one")]);
    let mut table = CommitTable::default();
    for day in 2..6 {
        let other = world.commit_on(&[base], day, &[("a.md", &day.to_string())]);
        let id = crate::git::oid(other).unwrap();
        world.inner.reference(&format!("refs/heads/b{day}"), id, true, "test").unwrap();
        history(&world, other, &mut table);
    }
    world.open().tidy(&mut table, base);
    assert_eq!(table.len(), 5);
}

#[test]
fn a_border_is_never_kept_as_a_beginning() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one"), ("b.md", "b")]);
    let border = world.commit(2, &[("a.md", "two"), ("b.md", "b")]);
    let tip = world.commit(3, &[("a.md", "three"), ("b.md", "b")]);
    let whole = history(&world, tip, &mut CommitTable::default());
    let mut table = CommitTable::default();
    world.cut_at(&[border]);
    let cut = history(&world, tip, &mut table);
    assert!(!cut.of(&ArticlePath::new("a.md")).is_whole);
    world.cut_at(&[]);
    check_same(&history(&world, tip, &mut kept(&table)), &whole, "unshallowed");
    let mut table = CommitTable::default();
    history(&world, tip, &mut table);
    world.cut_at(&[border]);
    check_same(&history(&world, tip, &mut table), &cut, "made shallow");
}

#[test]
fn what_is_missing_is_not_kept_and_found_when_it_comes() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("a.md", "one"), ("img/x.png", "x")]);
    let tip = world.commit(2, &[("a.md", "two"), ("img/x.png", "y")]);
    let whole = history(&world, tip, &mut CommitTable::default());
    let inner = world.inner.find_tree(world.tree_of(first)).unwrap();
    let folder = inner.get_name("img").unwrap().id();
    let lost = [object_id(folder), crate::git::hash_blob(b"one")];
    let bytes = lost.map(|id| world.take(id));
    let mut table = CommitTable::default();
    let found = history(&world, tip, &mut table).of(&ArticlePath::new("a.md"));
    // A folder without articles that is not there takes nothing away from the others.
    assert_eq!((found.is_whole, found.commits, found.updated), (true, 2, None));
    let mut table = kept(&table);
    lost.into_iter().zip(bytes).for_each(|(id, bytes)| world.give_back(id, &bytes));
    check_same(&history(&world, tip, &mut table), &whole, "fetched");
}

/// A folder that holds ten times one that holds ten times one and so on, and 10,000 files.
fn bomb(world: &TestRepository) -> Oid {
    let mut inner = (world.inner.blob(b"x").unwrap(), 0o100_644);
    for _ in 0..4 {
        let mut tree = world.inner.treebuilder(None).unwrap();
        for number in 0..10 {
            tree.insert(format!("{number}.md"), inner.0, inner.1).unwrap();
        }
        inner = (tree.write().unwrap(), 0o040_000);
    }
    inner.0
}

#[test]
fn a_commit_with_more_than_anybody_can_read_is_looked_at_where_articles_are() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("a.md", "one"), ("kb/b.md", "b")]);
    let bomb = bomb(&world);
    let mut tree = world.inner.treebuilder(None).unwrap();
    let text = |text: &str| world.inner.blob(text.as_bytes()).unwrap();
    tree.insert("a.md", text("two"), 0o100_644).unwrap();
    tree.insert("bomb", bomb, 0o040_000).unwrap();
    let tree = tree.write().unwrap();
    let person = "A <a@example.org> 172800 +0000";
    let raw = format!("tree {tree}\nparent {first}\nauthor {person}\ncommitter {person}\n\nm\n");
    let second = world.raw_commit(raw.as_bytes());
    let mut table = CommitTable::default();
    let found = history(&world, second, &mut table).of(&ArticlePath::new("a.md"));
    assert_eq!((found.first, found.last, found.commits), (Some(first), Some(second), 2));
    assert!(found.is_whole);
    let held = |commit| table.diff_of(table.number(crate::git::oid(commit).unwrap())).is_some();
    assert!(held(first) && !held(second));
    // Nothing of it stays behind.
    assert_eq!(table.names.find(b"bomb/0.md/0.md/0.md/0.md"), None);
    check_same(
        &history(&world, second, &mut kept(&table)),
        &history(&world, second, &mut table),
        "again",
    );
}
