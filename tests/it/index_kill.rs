//! An index that is made anew, and whoever searches, edits or is killed beside it.

use std::path::Path;
use std::time::Instant;

use super::kill::{ARTICLES, SEARCH, answer, article, fresh_answer, kill_at, library, output};

const KILLS: u32 = 12;

/// Replaces an article in one step, as editors and git do.
fn put(root: &Path, number: usize, word: &str) {
    let aside = root.join(format!("kb/.thing-{number}"));
    std::fs::write(&aside, article(number, word)).expect("it can be written");
    std::fs::rename(aside, root.join(format!("kb/thing-{number}.md"))).expect("it can be moved");
}

#[test]
fn searches_beside_a_rebuild_and_an_edit_find_all_of_one_state() {
    let world = library();
    let root = world.root();
    answer(&root);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let root = &root;
            scope.spawn(move || {
                for _ in 0..4 {
                    // Whoever comes second waits for the first.
                    let made = output(root, &["index", "--rebuild", "--format", "json"]);
                    assert_eq!(made.status.code(), Some(0), "{made:?}");
                }
            });
        }
        let edited = &root;
        scope.spawn(move || {
            for round in 0..12 {
                put(edited, 3, if round % 2 == 0 { "narwhal" } else { "walrus" });
                let found = answer(edited);
                assert_eq!(found.as_array().map(Vec::len), Some(ARTICLES), "round {round}");
            }
        });
        for _ in 0..5 {
            let root = &root;
            scope.spawn(move || {
                for _ in 0..6 {
                    let found = output(root, &SEARCH);
                    assert!(found.status.code().is_some_and(|code| code < 2), "{found:?}");
                    let found: serde_json::Value =
                        serde_json::from_slice(&found.stdout).expect("it is JSON");
                    assert_eq!(found["hits"].as_array().map(Vec::len), Some(ARTICLES));
                    assert_eq!(found["index"]["articles"], ARTICLES);
                }
            });
        }
    });
    let after = answer(&root);
    assert_eq!(after, fresh_answer(&root));
    assert_eq!(output(&root, &["index", "--verify"]).status.code(), Some(0));
}

#[test]
fn a_rebuild_killed_at_any_moment_leaves_an_index_that_answers_and_no_scraps() {
    let world = library();
    let root = world.root();
    let expected = answer(&root);
    let rebuild = ["index", "--rebuild"];
    let start = Instant::now();
    output(&root, &rebuild);
    let whole = start.elapsed();
    for kill in 0..KILLS {
        kill_at(&root, &rebuild, whole, kill * 2);
        assert_eq!(answer(&root), expected, "kill {kill}");
        output(&root, &rebuild);
        assert_eq!(output(&root, &["index", "--verify"]).status.code(), Some(0), "kill {kill}");
        let base = root.join(".git/kb");
        let folders = std::fs::read_dir(base).expect("there is an index").flatten();
        let files = folders.flat_map(|it| std::fs::read_dir(it.path()).into_iter().flatten());
        let names = files.flatten().map(|it| it.file_name().to_string_lossy().into_owned());
        let is_scrap = |name: &String| name.starts_with(".tmp") || name.starts_with(".kb-");
        assert_eq!(names.filter(is_scrap).collect::<Vec<_>>(), Vec::<String>::new(), "kill {kill}");
    }
}
