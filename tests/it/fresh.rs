//! What a search finds after files moved under it is what a fresh index finds.
//!
//! Everything is given an old date first, so that nothing is looked at again only because it is
//! new: what changes then must be noticed by what it changes.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use jiff::civil::date;

use super::hostile::sound;
use super::world::World;

fn library() -> World {
    World::new()
        .file("kb/one.md", sound())
        .file("kb/deep/two.md", sound())
        .file(".gitignore", "drafts.md\n")
        .file("kb/deep/.gitignore", "secret.md\n")
        .commit(date(2026, 10, 1))
}

fn age(place: &Path) {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    if place.is_dir() {
        for entry in fs::read_dir(place).expect("a folder").flatten() {
            let is_cache = entry.file_name() == "kb" && place.ends_with(".git");
            if !is_cache && !entry.path().is_symlink() {
                age(&entry.path());
            }
        }
    }
    let file = fs::File::open(place).expect("it is there");
    file.set_modified(then).expect("it is ours");
}

/// Indexes a library in which everything is old.
fn settled(world: World) -> World {
    age(&world.root());
    world.run("index").exits(0);
    world
}

/// How many articles a search finds, which is as many as a fresh index finds.
#[track_caller]
fn check(world: &World, articles: u64) {
    let found = world.run("search walrus -n 100 --format json").json();
    // The second search builds on what the first has written.
    let again = world.run("search walrus -n 100 --format json").json();
    world.run("index --status --format json").has("current");
    world.run("index --rebuild").exits(0);
    let fresh = world.run("search walrus -n 100 --format json").json();
    assert_eq!(found, fresh);
    assert_eq!(again, fresh);
    assert_eq!(fresh["total"], articles, "{fresh}");
}

#[test]
fn a_new_article_in_an_old_folder_is_found() {
    let world = settled(library());
    world.write("kb/deep/three.md", sound());
    check(&world, 3);
}

#[test]
fn a_new_folder_is_entered_and_a_removed_one_is_forgotten() {
    let world = settled(library());
    world.write("kb/new/deeper/three.md", sound());
    check(&world, 3);
    let world = settled(world);
    fs::remove_dir_all(world.root().join("kb/new")).expect("it was made");
    check(&world, 2);
}

#[test]
fn a_folder_becomes_a_file_and_a_file_a_folder() {
    let world = settled(library().file("kb/three.md", sound()));
    let root = world.root();
    fs::remove_dir_all(root.join("kb/deep")).expect("it is there");
    fs::write(root.join("kb/deep"), "now a file").expect("its place is free");
    world.remove("kb/three.md");
    world.write("kb/three.md/four.md", sound());
    check(&world, 2);
}

#[cfg(unix)]
#[test]
fn a_file_or_folder_that_becomes_a_link_is_left_out() {
    let world = settled(library());
    let root = world.root();
    fs::rename(root.join("kb/one.md"), root.join("moved.md")).expect("it can be moved");
    std::os::unix::fs::symlink("../moved.md", root.join("kb/one.md")).expect("a link");
    check(&world, 1);
    let world = settled(world);
    fs::rename(root.join("kb/deep"), root.join("elsewhere")).expect("it can be moved");
    std::os::unix::fs::symlink("../elsewhere", root.join("kb/deep")).expect("a link");
    check(&world, 0);
}

#[cfg(unix)]
#[test]
fn a_tracked_folder_behind_a_link_is_gone_as_it_is_for_git() {
    let world = World::foreign().file("a/one.md", sound()).file("b.md", sound());
    let world = settled(world.commit(date(2026, 10, 1)));
    let outside = world.root().join("../outside");
    fs::rename(world.root().join("a"), &outside).expect("it can be moved");
    std::os::unix::fs::symlink("../outside", world.root().join("a")).expect("a link");
    check(&world, 1);
}

#[test]
fn what_is_no_longer_ignored_is_found_whoever_ignored_it() {
    let world = library().file("kb/drafts.md", sound()).file("kb/deep/secret.md", sound());
    let world =
        settled(world.file(".git/info/exclude", "private.md\n").file("kb/private.md", sound()));
    check(&world, 2);
    let world = settled(world.file(".gitignore", "nothing\n"));
    check(&world, 3);
    let world = settled(world);
    world.write("kb/deep/.gitignore", "nothing at all\n");
    check(&world, 4);
    let world = settled(world);
    world.remove(".git/info/exclude");
    check(&world, 5);
    let world = settled(world);
    world.write("kb/.gitignore", "*.md\n");
    world.write("kb/four.md", sound());
    // What git tracks is an article whatever is ignored.
    check(&world, 2);
}

#[test]
fn the_users_list_of_what_to_ignore_counts() {
    let world = library().file("kb/three.md", sound());
    let list = world.root().join("../ignored");
    let mut config = git2::Repository::open(world.root()).and_then(|it| it.config());
    let path = list.display().to_string();
    let set = config.as_mut().map(|config| config.set_str("core.excludesFile", &path));
    set.expect("a configuration").expect("it can be written");
    let world = settled(world);
    check(&world, 3);
    let world = settled(world);
    fs::write(&list, "three.md\n").expect("it can be written");
    check(&world, 2);
}

#[test]
fn a_repository_inside_comes_and_goes() {
    let world = settled(library().file("kb/inner/three.md", sound()));
    check(&world, 3);
    let world = settled(world);
    world.write("kb/inner/.git", "gitdir: elsewhere\n");
    check(&world, 2);
    let world = settled(world);
    world.remove("kb/inner/.git");
    check(&world, 3);
}

#[test]
fn a_tracked_file_that_git_does_not_see_come_back_is_found_again() {
    for world in [World::foreign(), World::new()] {
        let world = world.file("kb/one.md", sound()).file("kb/two.md", sound());
        let world = settled(world.commit(date(2026, 10, 1)));
        let (place, aside) = (world.root().join("kb/one.md"), world.root().join("../aside"));
        fs::rename(&place, &aside).expect("it can be moved");
        world.run("search walrus --format json").has("\"total\":1");
        fs::rename(&aside, &place).expect("it can be moved back");
        check(&world, 2);
    }
}

#[test]
fn equal_size_and_a_restored_date_hide_no_change() {
    for world in [World::foreign(), World::new()] {
        let world = settled(world.file("kb/one.md", sound()).commit(date(2026, 10, 1)));
        check(&world, 1);
        let world = settled(world);
        world.write("kb/one.md", sound().replace("walrus", "dugong"));
        age(&world.root().join("kb/one.md"));
        check(&world, 0);
    }
}

#[test]
fn a_library_below_the_root_hears_of_rules_above_it() {
    let world = World::foreign()
        .file("docs/kb.toml", "name = \"x\"\n[articles]\ninclude = [\"**/*.md\"]\n")
        .file("docs/one.md", sound())
        .commit(date(2026, 10, 1))
        .file("docs/two.md", sound());
    let world = settled(world);
    let search = "-C docs search walrus -n 9 --format json";
    world.run(search).has("\"total\":2");
    world.write(".gitignore", "two.md\n");
    world.run(search).has("\"total\":1");
    world.remove(".gitignore");
    world.run(search).has("\"total\":2");
}

#[test]
fn many_changes_are_kept_as_well_as_few() {
    let world = settled(library());
    for number in 0..600 {
        world.write(&format!("kb/many/{number}.md"), sound());
    }
    check(&world, 602);
    let world = settled(world);
    world.run("search walrus").exits(0);
    for number in 0..550 {
        world.write(&format!("kb/many/{number}.md"), sound().replace("walrus", "dugong"));
    }
    check(&world, 52);
}

#[test]
fn a_list_of_changes_that_is_damaged_or_of_another_index_is_not_believed() {
    let world = settled(library());
    world.write("kb/one.md", sound().replace("walrus", "dugong"));
    world.run("search walrus").exits(0);
    let cache = fs::read_dir(world.root().join(".git/kb")).expect("a cache").flatten().next();
    let changes = cache.expect("one index").path().join("changes");
    let bytes = fs::read(&changes).expect("one file changed");
    let mut flipped = bytes.clone();
    flipped[20] ^= 1;
    for damaged in [&bytes[..bytes.len() - 1], &flipped, b""] {
        fs::write(&changes, damaged).expect("it can be written");
        world.run("search walrus --format json").has("\"total\":1");
        world.run("search dugong --format json").has("\"total\":1");
    }
    world.run("index --rebuild").exits(0);
    fs::write(&changes, &bytes).expect("it can be written");
    check(&world, 1);
}
