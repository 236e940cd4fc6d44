//! Random lives of a small library: at every step the answer is that of a fresh start.

use std::fs;
use std::time::{Duration, SystemTime};

use jiff::ToSpan as _;
use jiff::civil::date;

use super::hostile::sound;
use super::world::World;

const STEPS: usize = 14;
const WORDS: [&str; 6] = ["walrus", "narwhal", "dugong", "beluga", "manatee", "porpoise"];
const IDS: [&str; 6] = ["one", "two", "three", "four", "five", "six"];

/// Marsaglia's generator of numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits fit") % sides
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

struct Life {
    world: World,
    dice: Dice,
    commits: Vec<String>,
    writes: u64,
}

impl Life {
    fn new(seed: u64) -> Self {
        let mut life = Self {
            world: World::new(),
            dice: Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            commits: Vec::new(),
            writes: 0,
        };
        for id in IDS {
            life.write(&format!("kb/{id}.md"), "active");
        }
        life.commit();
        life
    }

    /// Writes an article of random words, half of the time with an old date, which the
    /// manifest trusts.
    fn write(&mut self, path: &str, status: &str) {
        let (one, two) = (self.dice.of(&WORDS), self.dice.of(&WORDS));
        let retired = if status == "retired" {
            "status: retired\nretired_on: 2026-11-01\nretired_reason: obsolete\nreview:"
        } else {
            "review:"
        };
        let text = sound()
            .replace("thing", &format!("{one} {}", self.writes))
            .replace("walrus", two)
            .replace("review:", retired);
        self.world.write(path, text);
        self.writes += 1;
        if self.dice.below(2) == 0 {
            let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000 + self.writes);
            let file = fs::File::options().write(true).open(self.world.root().join(path));
            file.and_then(|file| file.set_modified(then)).expect("it was just written");
        }
    }

    fn commit(&mut self) {
        let days = i64::try_from(self.commits.len()).expect("it is small");
        let day = date(2026, 1, 1) + days.days();
        self.commits.push(self.world.add_commit(day));
    }

    /// Any article that is there now.
    fn any(&mut self) -> Option<String> {
        let mut names: Vec<String> = fs::read_dir(self.world.root().join("kb"))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| format!("kb/{}", entry.file_name().display()))
            .collect();
        names.sort();
        (!names.is_empty()).then(|| names.swap_remove(self.dice.below(names.len())))
    }

    /// Files as they were in a commit: `HEAD` for a revert, an earlier one for a checkout.
    fn check_out(&mut self, commit: &str) {
        let repository = git2::Repository::open(self.world.root()).expect("a repository");
        let object = repository.revparse_single(commit).expect("a commit");
        let mut options = git2::build::CheckoutBuilder::new();
        options.force().remove_untracked(true);
        repository.checkout_tree(&object, Some(&mut options)).expect("it can be checked out");
        if commit != "HEAD" {
            repository.set_head_detached(object.id()).expect("it is a commit");
        }
    }

    fn step(&mut self) -> String {
        let kind = self.dice.below(9);
        let path = self.any();
        match (kind, path) {
            (0..=2, Some(path)) => {
                self.write(&path, "active");
                format!("edit {path}")
            }
            (3, Some(path)) => {
                let to = format!("kb/{}-{}.md", self.dice.of(&IDS), self.writes);
                let root = self.world.root();
                fs::rename(root.join(&path), root.join(&to)).expect("it can be renamed");
                format!("rename {path} to {to}")
            }
            (4, Some(path)) => {
                self.world.remove(&path);
                format!("delete {path}")
            }
            (5, Some(path)) => {
                self.write(&path, "retired");
                format!("retire {path}")
            }
            (6, _) => {
                self.check_out("HEAD");
                "revert".to_owned()
            }
            (7, _) => {
                let at = self.dice.below(self.commits.len());
                let commit = self.commits[at].clone();
                self.check_out(&commit);
                format!("check out {commit}")
            }
            _ => {
                let path = format!("kb/{}.md", self.dice.of(&IDS));
                self.write(&path, "active");
                self.commit();
                format!("commit {path}")
            }
        }
    }

    fn answers(&self, words: &str) -> Vec<serde_json::Value> {
        let search = format!("search {words} -n 50 --format json");
        let commands = [&*search, "check --format json", "list --format json"];
        commands.map(|command| self.world.run(command).json()).to_vec()
    }

    /// What is answered now, and what without anything that was kept.
    fn is_like_fresh(&mut self, told: &[String]) {
        let words = format!("{} {}", self.dice.of(&WORDS), self.dice.of(&WORDS));
        let kept = self.answers(&words);
        let cache = self.world.root().join(".git/kb");
        let aside = self.world.root().join(".git/aside");
        fs::rename(&cache, &aside).expect("a search keeps an index");
        let fresh = self.answers(&words);
        fs::remove_dir_all(&cache).expect("a search keeps an index");
        fs::rename(&aside, &cache).expect("the place is free");
        assert_eq!(kept, fresh, "{words} after {told:#?}");
    }
}

#[test]
fn whatever_happens_to_a_library_the_answer_is_that_of_a_fresh_start() {
    let mut kinds = std::collections::BTreeSet::new();
    for seed in 1..=3 {
        let mut life = Life::new(seed);
        let mut told = vec![format!("seed {seed}")];
        for _ in 0..STEPS {
            let step = life.step();
            kinds.insert(step.split(' ').next().unwrap_or_default().to_owned());
            told.push(step);
            life.is_like_fresh(&told);
        }
    }
    assert_eq!(kinds.len(), 7, "every kind of event happened: {kinds:?}");
}
