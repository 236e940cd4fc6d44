//! Hostile names, and things that only look like files: refused by name, and nobody else harmed.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use super::hostile::{findings, neighbours, neighbours_are_well, sound};
use super::world::World;

/// What is said of the only path below `kb/` that is no neighbour.
#[track_caller]
fn check(world: &World, path: &str, expected: &str) {
    let found = findings(world);
    let said = found.get(path).map(|said| said.join(", ")).unwrap_or_default();
    assert_eq!(said, expected, "{found:?}");
    for command in ["search walrus", "list", "check"] {
        assert!(world.run(command).code < 2, "{command}");
    }
    neighbours_are_well(world);
}

fn outside(world: &World) -> std::path::PathBuf {
    let place = world.root().join("../secret.md");
    fs::write(&place, sound().replace("walrus", "secretword")).expect("it can be written");
    place
}

#[test]
fn a_link_is_refused_wherever_it_leads() {
    let link = "- no-regular-file";
    for target in ["nowhere.md", "hostile.md", "zebra.md", "/etc/passwd", "."] {
        let world = neighbours();
        symlink(target, world.root().join("kb/hostile.md")).expect("a link");
        check(&world, "kb/hostile.md", link);
    }
    let world = neighbours();
    symlink(outside(&world), world.root().join("kb/hostile.md")).expect("a link");
    check(&world, "kb/hostile.md", link);
    world.run("search secretword").exits(1).has_not("secretword.");
    assert_eq!(world.run("show hostile").code, 2);
}

#[test]
fn a_folder_that_is_a_link_is_not_entered() {
    let world = neighbours();
    let secret = outside(&world);
    let folder = secret.parent().expect("it lies in a folder");
    symlink(folder, world.root().join("kb/hostile")).expect("a link");
    symlink("..", world.root().join("kb/loop")).expect("a link");
    check(&world, "kb/hostile", "");
    world.run("search secretword").exits(1);
}

#[test]
fn a_kb_that_is_a_link_out_of_the_repository_holds_no_article() {
    let world = World::new();
    let secret = outside(&world);
    symlink(secret.parent().expect("a folder"), world.root().join("kb")).expect("a link");
    world.run("search secretword").exits(1);
    world.run("check").exits(0).has("0 articles");
}

/// A library without `kb.toml`, one folder of which has become a link to `target`.
fn with_linked_folder(target: &str) -> World {
    let world = World::foreign().file("d/s.md", sound()).file("b.md", sound());
    let world = world.commit(jiff::civil::date(2026, 10, 1));
    for place in ["../outside", "inside"] {
        let text = sound().replace("walrus", "secretword");
        world.write(&format!("{place}/s.md"), &text);
    }
    fs::remove_dir_all(world.root().join("d")).expect("it is there");
    symlink(target, world.root().join("d")).expect("a link");
    world
}

#[test]
fn what_lies_behind_a_folder_that_became_a_link_is_neither_listed_nor_shown_nor_edited() {
    for target in ["../outside", "inside"] {
        let world = with_linked_folder(target).variable("KB_EDITOR", "cat");
        world.run("list").exits(0).has("1 article").has_not("d/s");
        for command in ["show d/s", "show d/s.md --edit", "check d/s.md"] {
            let outcome = world.run(command);
            assert_eq!(outcome.code, 2, "{command}");
            let said = outcome.out + &outcome.err;
            assert!(!said.contains("secretword"), "{command}: {said}");
        }
        world.run("search secretword").exits(1).has("0 of 1 article");
        assert_eq!(world.run("show b").code, 0);
    }
}

#[test]
fn data_files_behind_a_linked_folder_are_not_read() {
    for (target, folder) in [("../outside", "kb"), ("elsewhere", "kb"), ("../outside", "data")] {
        let world = World::new().file("a.md", sound());
        let toml = format!("[articles]\ninclude = [\"*.md\"]\ndata = \"{folder}\"\n");
        let world = world.file("kb.toml", toml);
        for place in ["../outside", "elsewhere"] {
            for name in ["vocabulary.yaml", "people.yaml", "crosswalk.yaml", "queries.tsv"] {
                world.write(&format!("{place}/{name}"), "secretword: [\n");
            }
        }
        drop(fs::remove_dir_all(world.root().join(folder)));
        symlink(target, world.root().join(folder)).expect("a link");
        for command in ["check", "search walrus", "list", "eval"] {
            let outcome = world.run(command);
            let said = outcome.out + &outcome.err;
            assert!(!said.contains("secretword") && !said.contains(".yaml"), "{command}: {said}");
        }
        world.run("search walrus").exits(0).has("a.md");
    }
}

#[test]
fn a_settings_or_data_file_that_is_a_link_is_a_failure() {
    for name in ["kb.toml", "kb/people.yaml", "kb/vocabulary.yaml", "kb/events.yaml"] {
        let world = neighbours();
        drop(fs::remove_file(world.root().join(name)));
        symlink("/etc/passwd", world.root().join(name)).expect("a link");
        let outcome = world.run("check");
        assert_eq!(outcome.code, 2, "{name}: {}", outcome.out);
        assert!(outcome.err.contains(name) && !outcome.err.contains("root:"), "{}", outcome.err);
    }
}

#[test]
fn a_folder_and_a_socket_are_refused_at_once() {
    let world = neighbours();
    fs::create_dir(world.root().join("kb/hostile.md")).expect("a folder");
    check(&world, "kb/hostile.md", "");
    let world = neighbours();
    let _socket = UnixListener::bind(world.root().join("kb/hostile.md")).expect("a socket");
    check(&world, "kb/hostile.md", "- no-regular-file");
}

#[test]
fn a_file_of_two_gibibytes_is_refused_unread() {
    let world = neighbours();
    let file = fs::File::create(world.root().join("kb/hostile.md")).expect("a file");
    file.set_len(2 << 30).expect("a sparse file");
    check(&world, "kb/hostile.md", "- file-too-large");
}

#[test]
fn a_file_of_two_mebibytes_is_read_and_one_byte_more_is_not() {
    let text = sound();
    let at = |bytes: usize| text.clone() + &"\n".repeat(bytes - text.len());
    let world = neighbours().file("kb/hostile.md", at(2 << 20));
    check(&world, "kb/hostile.md", "");
    let world = neighbours().file("kb/hostile.md", at((2 << 20) + 1));
    check(&world, "kb/hostile.md", "- file-too-large");
}

#[test]
fn a_name_of_any_bytes_is_searched_and_checked_and_steers_no_terminal() {
    let names: [&[u8]; 9] = [
        b"caf\xe9.md",
        b"new\nline.md",
        b"tab\t.md",
        b"quo\"te.md",
        b"per%0Acent.md",
        b"co:lon.md",
        b"\x1b[2J.md",
        b"\xe2\x80\xae.md",
        b"$(touch canary).md",
    ];
    for name in names {
        let world = neighbours();
        let text = sound().replace("walrus", "narwhal");
        let place = world.root().join("kb").join(OsStr::from_bytes(name));
        fs::write(place, text).expect("this file system takes any name");
        let hits = world.run("search narwhal --format json").exits(0).json()["hits"].clone();
        let path = &hits[0]["path"];
        match std::str::from_utf8(name) {
            Ok(name) => assert_eq!(*path, format!("kb/{name}")),
            Err(_) => assert_eq!(path["bytes"], "a2IvY2Fm6S5tZA=="),
        }
        for command in ["search narwhal", "check", "list", "stale", "show aardvark"] {
            let outcome = world.run(command);
            assert!(outcome.code < 2, "{command}: {}", outcome.err);
            let printed = outcome.out + &outcome.err;
            assert!(!printed.contains(['\u{1b}', '\u{202e}', '\t']), "{command}: {printed}");
            assert!(!printed.lines().any(|line| line.starts_with("line.md")), "{printed}");
        }
        neighbours_are_well(&world);
    }
}

#[test]
fn names_that_differ_in_case_only_are_two_articles() {
    let of = |word: &str| sound().replace("walrus", word).replace("thing", word);
    let world = neighbours()
        .file("kb/Otter.md", of("narwhal"))
        .file("kb/otter.md", of("beluga"))
        .file("kb/seal.MD", of("dugong"));
    world.run("search narwhal").exits(0).has("kb/Otter.md");
    world.run("search beluga").exits(0).has("kb/otter.md");
    world.run("search dugong").exits(1);
    neighbours_are_well(&world);
}

#[test]
fn a_file_that_vanishes_or_changes_between_two_commands_is_gone_or_new_at_once() {
    let world = neighbours().file("kb/hostile.md", sound());
    world.run("search walrus").exits(0).has("kb/hostile.md");
    world.remove("kb/hostile.md");
    world.run("search walrus").exits(1).has_not("kb/hostile.md");
    fs::create_dir(world.root().join("kb/hostile.md")).expect("a folder");
    world.run("search walrus").exits(1);
    fs::remove_dir(world.root().join("kb/hostile.md")).expect("it is empty");
    symlink("zebra.md", world.root().join("kb/hostile.md")).expect("a link");
    let outcome = world.run("search walrus").exits(1);
    assert!((outcome.out + &outcome.err).contains("is a symbolic link"));
    world.remove("kb/hostile.md");
    world.write("kb/hostile.md", sound());
    world.run("search walrus").exits(0).has("kb/hostile.md");
}

#[test]
fn a_path_outside_the_library_is_a_failure_that_names_it() {
    let world = neighbours();
    let secret = outside(&world);
    for path in ["../secret.md", "/etc/passwd", "kb/../../secret.md", "kb/none.md"] {
        let outcome = world.run(&format!("check {path}"));
        assert_eq!(outcome.code, 2, "{path}");
        assert!(outcome.err.contains(path), "{}", outcome.err);
        assert_eq!(world.run(&format!("show {path}")).code, 2, "{path}");
    }
    assert!(secret.exists());
}
