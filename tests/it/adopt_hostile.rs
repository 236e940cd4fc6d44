//! `kb adopt`: whatever lies in a folder, nothing is lost, nothing leaves it and nothing private
//! is printed.

use std::fmt::Write as _;

use super::world::World;

const OWN: &str = "--relation own --license CC-BY-4.0";
const PRIVATE: &str = "# Disk full\n\nRing maria.lopez@northbridge.gov about INC0048291 on \
                       db01.northbridge.corp, [write](mailto:maria.lopez@northbridge.gov).\n";

#[test]
fn what_is_private_is_told_by_place_and_never_shown() {
    let page = format!(
        "---\nsummary: Ring maria.lopez@northbridge.gov\nowner: \
                        maria.lopez@northbridge.gov\n---\n{PRIVATE}"
    );
    let world = World::new().file("../x/a.md", page);
    for command in ["--dry-run", "--dry-run --mask", "--dry-run --format json", OWN] {
        let outcome = world.run(&format!("adopt ../x {command}")).exits(0);
        for printed in [&outcome.out, &outcome.err] {
            for value in ["maria.lopez", "0048291", "db01"] {
                assert!(!printed.contains(value), "{command}: {printed}");
            }
        }
    }
    let outcome = world.run("adopt ../x --dry-run --format json");
    assert_eq!(outcome.json()["already"].as_array().map(Vec::len), Some(1));
}

#[test]
fn places_of_what_is_private_have_kind_file_and_line() {
    let world = World::new().file("../x/a.md", PRIVATE);
    world
        .run(&format!("adopt ../x {OWN}"))
        .exits(0)
        .has("2 e-mail addresses in 1 page: a.md:3, a.md:3")
        .has("1 ticket number in 1 page: a.md:3")
        .has("add --mask");
    assert!(world.read("kb/disk-full.md").ends_with(PRIVATE), "every byte of the body is kept");
}

#[test]
fn placeholders_take_the_place_of_what_is_private_in_the_copy_alone() {
    let world = World::new().file("../x/a.md", PRIVATE);
    world.run(&format!("adopt ../x --mask {OWN}")).exits(0).has("Masked:");
    let text = world.read("kb/disk-full.md");
    let expected = "Ring [e-mail address] about [ticket number] on [host name], \
                    [write](mailto:e-mail-address).\n";
    assert!(text.ends_with(expected), "{text}");
    assert!(text.contains("summary: Ring [e-mail address]") || text.contains("Ring [e-mail"));
    assert_eq!(world.read("../x/a.md"), PRIVATE);
    world.run("adopt ../x").exits(0).has("Adopted already: 1 page");
    let world = World::new().file("kb/a.md", PRIVATE).types(&["CC-BY-4.0", "yes"]);
    world.run("adopt kb/a.md").exits(0).has("Masked:");
    assert!(!world.read("kb/a.md").contains("maria"));
}

#[test]
fn passwords_behind_their_word_and_in_addresses_are_masked() {
    let page = "# Log in\n\nThe password: S3cr3t!Pass99\n\nGo to \
                `postgres://admin:Winter2024@db.example.org/x`.\n";
    let world = World::new().file("../x/a.md", page);
    let told = world.run(&format!("adopt ../x --dry-run {OWN}")).exits(0);
    told.has("2 secrets in 1 page: a.md:3, a.md:5").has("passwords in other places are not");
    world.run(&format!("adopt ../x --mask {OWN}")).exits(0);
    let text = world.read("kb/log-in.md");
    assert!(text.contains("The password: [secret]\n"), "{text}");
    assert!(text.contains("postgres://admin:secret@db.example.org/x"), "{text}");
}

#[test]
fn ranges_for_documentation_are_not_private() {
    let world = World::new().file("../x/a.md", "# A\n\nAsk name@example.org at 192.0.2.7 today.\n");
    world.run(&format!("adopt ../x {OWN}")).exits(0).has_not("Private");
}

#[cfg(unix)]
#[test]
fn links_out_loops_and_names_with_line_breaks_do_no_harm() {
    let world = World::new()
        .file("../secret/x.md", "# Secret\n\nNobody is meant to read this page.\n")
        .file("../secret/p.png", "p")
        .file(
            "../x/a\nb.md",
            "# First things\n\n![p](../secret/p.png) ![q](q.png) words in here.\n",
        )
        .file("../x/sub/c.md", "# Second things\n\nLook at [it](../../secret/x.md) some day.\n")
        .link("../x/out.md", "../secret/x.md")
        .link("../x/q.png", "../secret/p.png")
        .link("../x/loop", ".")
        .link("../x/folder", "../secret");
    let outcome = world.run(&format!("adopt ../x {OWN}")).exits(0).has("Adopted 2 pages");
    assert!(outcome.out.contains("a\\nb.md") || !outcome.out.contains("a\nb.md"));
    assert!(outcome.out.contains("is a symbolic link"), "{}", outcome.out);
    assert!(!world.root().join("kb/images").exists());
    let text = world.read("kb/first-things.md");
    assert!(text.contains("from: \"x/a\\nb.md\""), "{text}");
    world.run("adopt ../x").exits(0).has("Adopted already: 2 pages");
}

#[test]
fn nothing_is_written_through_a_link_in_the_library() {
    let world = World::new().file("../else/x.txt", "x").file("../x/a.md", PRIVATE);
    let world = world.link("kb", "../else");
    world.run(&format!("adopt ../x {OWN}")).exits(2).says("symbolic link");
    assert!(!world.root().join("../else/disk-full.md").exists());
}

#[test]
fn bytes_at_the_head_of_a_file_are_kept_whatever_they_are() {
    let bodies = [
        "\u{feff}# With a mark\n\nText that says something here.\n",
        "---\n\n# After a rule\n\nText that says something here.\n",
        "---\nA sentence between rules.\n---\n\n# Between rules\n",
        "# CR only\r\rText that says something here.\r",
        "# Mixed\r\n\nText that says something here.\r\n",
    ];
    for body in bodies {
        let world = World::new().file("../x/a.md", body);
        let outcome = world.run(&format!("adopt ../x {OWN} --format json")).exits(0);
        let path = outcome.json()["adopted"][0]["path"].as_str().map(str::to_owned);
        let text = world.read(&path.unwrap_or_else(|| panic!("{body:?}: {}", outcome.out)));
        let kept = body.trim_start_matches('\u{feff}');
        assert!(text.ends_with(kept), "{body:?}: {text:?}");
        assert_eq!(text.starts_with('\u{feff}'), body.starts_with('\u{feff}'));
    }
}

#[test]
fn texts_that_cannot_be_read_are_left_out_with_the_reason() {
    let world = World::new()
        .file("../x/utf16.md", b"\xff\xfe#\0 \0A\0")
        .file("../x/nul.md", "# A\0\n")
        .file("../x/empty.md", " \n")
        .file("../x/large.md", "a ".repeat(1_100_000))
        .file("../x/toml.md", "+++\ntitle = 'x'\n+++\n# A\n")
        .file("../x/open.md", "---\ntitle: x\n\n# A\n\nText.\n")
        .file("../x/merge.md", "# A\n\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n");
    let outcome = world.run(&format!("adopt ../x {OWN} --format json")).exits(1);
    let json = outcome.json();
    let left_out = json["left_out"].as_array().expect("it is a list");
    let why: Vec<&str> = left_out.iter().filter_map(|it| it["why"].as_str()).collect();
    for (why, expected) in why.iter().zip([
        "has no text",
        "KiB",
        "merge conflict",
        "is binary",
        "never closed",
        "TOML",
        "is not UTF-8",
    ]) {
        assert!(why.contains(expected), "{why}");
    }
    assert_eq!(why.len(), 7);
}

#[test]
fn fields_without_end_end() {
    let mut fields = String::new();
    for number in 0..2_000 {
        writeln!(fields, "field-{number}: x").expect("a text grows");
    }
    let world = World::new().file("../x/a.md", format!("---\n{fields}---\n\n{PRIVATE}"));
    world.run(&format!("adopt ../x {OWN}")).exits(0).has("Adopted 1 page");
    let text = world.read("kb/disk-full.md");
    assert!(text.contains("\nx-field-49: x\nfield-50: x\n") && text.contains("field-1999: x"));
}

#[test]
fn repetition_without_end_ends() {
    let mut world = World::new();
    for (at, part) in ["[a](b.md) ", "![a](b.png) ", "# x\n\n", "- ", "<img src=\"a.png\">\n", "> "]
        .into_iter()
        .enumerate()
    {
        world = world.file(&format!("../x/{at}.md"), part.repeat(10_000));
    }
    world.run(&format!("adopt ../x {OWN} --mask")).exits(0).has("Adopted 6 pages");
}

#[test]
fn many_pages_of_one_name_cost_no_more_than_others() {
    let mut world = World::new();
    let mut list = String::new();
    for number in 0..300 {
        let page = format!("# Same name\n\n![p](p.png) Page number {number} says this and that.\n");
        world = world.file(&format!("../x/{number}/a.md"), page);
        world = world.file(&format!("../x/{number}/p.png"), number.to_string());
        writeln!(list, "[{number}]({number}/a.md)").expect("a String takes all");
    }
    let world = world.file("../x/list.md", format!("# All of them\n\n{list}\n"));
    world.run(&format!("adopt ../x {OWN}")).exits(0).has("Adopted 301 pages").has("300 images");
    world.run("adopt ../x").exits(0).has("Adopted already: 301 pages");
    assert!(world.read("kb/all-of-them.md").contains("(same-name-300.md)"));
}
