//! Damaged repositories and unwritable places: what can still be told is told.

use std::fs;

use jiff::civil::date;

use super::hostile::sound;
use super::world::World;

fn library() -> World {
    World::new()
        .file("kb/thing.md", sound())
        .file("kb/other.md", sound().replace("thing", "other").replace("walrus", "dugong"))
        .commit(date(2026, 3, 1))
}

fn object(world: &World, text: &str) -> std::path::PathBuf {
    let id = git2::Oid::hash_object(git2::ObjectType::Blob, text.as_bytes()).expect("bytes");
    let id = id.to_string();
    let place = world.root().join(".git/objects").join(&id[..2]).join(&id[2..]);
    let mut permissions = fs::metadata(&place).expect("a loose object").permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "git makes its objects read-only")]
    permissions.set_readonly(false);
    fs::set_permissions(&place, permissions).expect("it is ours");
    place
}

#[test]
fn a_missing_or_damaged_blob_harms_its_own_revision_only() {
    for is_damaged in [false, true] {
        let world = library();
        let place = object(&world, &sound());
        if is_damaged {
            fs::write(&place, "not zlib").expect("it can be written");
        } else {
            fs::remove_file(&place).expect("it is there");
        }
        for command in ["search walrus", "check", "stale", "show thing", "list"] {
            let outcome = world.run(command);
            assert_eq!(outcome.code, 0, "{command}: {}{}", outcome.out, outcome.err);
        }
        world.run("search dugong --at HEAD").exits(2).has("kb/other.md");
        let outcome = world.run("check --at HEAD").exits(2);
        assert!((outcome.out + &outcome.err).contains("kb/thing.md"));
    }
}

#[test]
fn a_damaged_index_of_git_is_a_failure_that_says_so() {
    let world = library();
    let index = world.root().join(".git/index");
    let bytes = fs::read(&index).expect("it is there");
    for damaged in [&bytes[..bytes.len() / 2], &b"DIRC"[..], &b"nonsense"[..]] {
        fs::write(&index, damaged).expect("it can be written");
        for command in ["search walrus", "check", "stale", "list", "show thing"] {
            let outcome = world.run(command);
            assert_eq!(outcome.code, 2, "{command}: {}", outcome.out);
            assert!(outcome.err.contains("cannot read git's index"), "{}", outcome.err);
        }
        world.run("search walrus --at HEAD").exits(0);
    }
}

#[test]
fn a_stale_lock_of_git_disturbs_nobody() {
    let world = library().file(".git/index.lock", "").file(".git/HEAD.lock", "");
    for command in ["search walrus", "check", "stale", "show thing", "list"] {
        world.run(command).exits(0);
    }
}

#[test]
fn an_index_that_leads_elsewhere_is_refused_and_nothing_is_written_there() {
    let world = library();
    let elsewhere = world.root().join("../elsewhere");
    fs::create_dir(&elsewhere).expect("it is new");
    let before = world.run("search walrus").exits(0).out;
    fs::remove_dir_all(world.root().join(".git/kb")).expect("it was made");
    std::os::unix::fs::symlink(&elsewhere, world.root().join(".git/kb")).expect("a link");
    assert_eq!(world.run("search walrus").exits(0).out, before);
    assert_eq!(fs::read_dir(&elsewhere).expect("a folder").count(), 0);
}

#[test]
fn every_file_of_the_index_may_be_cut_emptied_or_missing() {
    let world = library();
    let before = world.run("search walrus").exits(0).out;
    let cache = world.root().join(".git/kb");
    let folder = || fs::read_dir(&cache).expect("a cache").flatten().next().expect("one").path();
    let names: Vec<_> = fs::read_dir(folder()).expect("a folder").flatten().collect();
    let names: Vec<_> = names.iter().map(fs::DirEntry::file_name).collect();
    for name in names {
        for kind in 0..3 {
            let place = folder().join(&name);
            let bytes = fs::read(&place).unwrap_or_default();
            match kind {
                0 => fs::write(&place, &bytes[..bytes.len() / 2]).expect("it can be written"),
                1 => fs::write(&place, "").expect("it can be written"),
                _ => drop(fs::remove_file(&place)),
            }
            assert_eq!(world.run("search walrus").exits(0).out, before, "{name:?} {kind}");
        }
    }
}

#[test]
fn where_no_cache_can_be_kept_a_plain_folder_is_searched_in_memory() {
    let world = World::folder()
        .file("kb.toml", "name = \"x\"\n")
        .file("kb/thing.md", sound())
        .variable("KB_CACHE_DIR", "")
        .variable("HOME", "");
    for command in ["search walrus", "check", "stale", "show thing", "list"] {
        world.run(command).exits(0);
    }
    let blocked = World::folder().file("kb.toml", "").file("kb/thing.md", sound());
    let cache = blocked.root().join("kb.toml/cache").display().to_string();
    let outcome = blocked.variable("KB_CACHE_DIR", &cache).run("search walrus").exits(0);
    assert!(outcome.err.contains("no index can be kept here"), "{}", outcome.err);
}
