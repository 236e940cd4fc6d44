//! `kb index`: made, looked at, doubted, made anew.

use jiff::civil::date;

use super::world::World;

fn library() -> World {
    World::new().article("rollback", "", "Roll back.").commit(date(2026, 10, 1))
}

#[track_caller]
fn check_state(world: &World, flags: &str, code: u8, state: &str) {
    let outcome = world.run(&format!("index {flags} --format json")).exits(code);
    assert_eq!(outcome.json()["state"], state, "{}", outcome.out);
}

fn index_file(world: &World, ending: &str) -> std::path::PathBuf {
    let cache = world.root().join(".git/kb");
    let folder = std::fs::read_dir(cache).expect("it was made").flatten().next();
    let files = std::fs::read_dir(folder.expect("one index").path()).expect("it is a folder");
    let mut paths = files.flatten().map(|entry| entry.path());
    paths.find(|path| path.to_string_lossy().ends_with(ending)).expect("the index has it")
}

#[test]
fn looking_at_the_index_changes_nothing() {
    let world = library();
    check_state(&world, "--status", 0, "absent");
    check_state(&world, "--verify", 0, "absent");
    assert!(!world.root().join(".git/kb").exists());
    check_state(&world, "", 0, "current");
    world.write("kb/more.md", "More.\n");
    check_state(&world, "--status", 0, "behind");
    check_state(&world, "--status", 0, "behind");
    check_state(&world, "", 0, "current");
    world.run("index").has("The index is current: 2 articles.");
}

#[test]
fn a_flipped_byte_is_seen_by_verify_and_mended_by_rebuild() {
    let world = library();
    check_state(&world, "", 0, "current");
    let store = index_file(&world, ".store");
    let mut bytes = std::fs::read(&store).expect("it is there");
    bytes[0] ^= 0x55;
    std::fs::write(&store, bytes).expect("it can be written");
    check_state(&world, "--verify", 1, "damaged");
    world
        .run("index --verify")
        .exits(1)
        .has("kb index --rebuild")
        .has(".store` is missing or not as it was written");
    check_state(&world, "--rebuild", 0, "current");
    check_state(&world, "--verify", 0, "current");
}

#[test]
fn an_index_without_its_list_of_files_is_damaged_and_made_anew() {
    let world = library();
    check_state(&world, "", 0, "current");
    std::fs::write(index_file(&world, "manifest"), "garbage").expect("it can be written");
    check_state(&world, "--status", 1, "damaged");
    world.run("index --status").exits(1).has("`manifest` is damaged");
    check_state(&world, "", 0, "current");
    std::fs::remove_file(index_file(&world, "manifest")).expect("it was written");
    world.run("index --status").exits(1).has("`manifest` is missing");
    check_state(&world, "", 0, "current");
    std::fs::remove_file(index_file(&world, "meta.json")).expect("it was written");
    world.run("index --status").exits(1).has("`meta.json` is missing");
    check_state(&world, "", 0, "current");
}

#[test]
fn every_damaged_file_is_named() {
    let world = library();
    check_state(&world, "", 0, "current");
    for ending in [".store", ".term", ".idx", "meta.json"] {
        let file = index_file(&world, ending);
        std::fs::write(&file, "{").expect("it can be written");
        let name = file.file_name().expect("it has one").to_string_lossy().into_owned();
        for look in ["--status", "--verify"] {
            let named = format!("`{name}` is missing or not as it was written");
            world.run(&format!("index {look}")).exits(1).has(&named);
        }
        check_state(&world, "--rebuild", 0, "current");
    }
}

#[test]
fn the_manifest_of_another_index_does_not_pass() {
    let world = library();
    check_state(&world, "", 0, "current");
    let manifest = std::fs::read(index_file(&world, "manifest")).expect("it was written");
    world.write("kb/more.md", "More.\n");
    check_state(&world, "", 0, "current");
    std::fs::write(index_file(&world, "manifest"), manifest).expect("it can be written");
    world.run("index --status").exits(1).has("are of two different indexes");
    check_state(&world, "", 0, "current");
    world.run("index").has("The index is current: 2 articles.");
}

#[test]
fn an_index_of_another_configuration_is_not_taken_for_this_one() {
    let world = library();
    check_state(&world, "", 0, "current");
    world.write("kb.toml", "name = \"other\"\n");
    check_state(&world, "--status", 0, "outdated");
    world.run("index --status").has("another `kb.toml`").has("anew");
    check_state(&world, "", 0, "current");
}

#[test]
fn a_commit_and_a_plain_folder_have_indexes_of_their_own() {
    let world = library();
    check_state(&world, "--at HEAD", 0, "current");
    check_state(&world, "--status", 0, "absent");
    let folder = World::folder().file("kb.toml", "").file("kb/a.md", "Text.\n");
    check_state(&folder, "", 0, "current");
    world.run("index --status --rebuild").exits(2);
}

#[test]
fn where_no_index_can_be_kept_kb_index_says_so_and_fails() {
    let world = library().file(".git/kb", "in the way");
    world.run("index").exits(2).says("no index can be kept here");
}
