//! `kb export reuse`: what front matter says, in the files that REUSE looks for.

use expect_test::expect;
use jiff::civil::date;
use kb::domain::path::ArticlePath;
use kb::domain::reuse::ReuseToml;
use kb::parse::reuse::reuse_toml;

use super::world::World;

/// The rules that an export must not set off.
const RULES: &str = "check --rule KB203 --rule KB208 --rule KB212 --rule KB215 --rule KB216 \
                     --rule KB218";

fn front(lines: &str) -> String {
    format!("---\ntitle: One\nauthors: [Ada Example]\n{lines}---\n\nText.\n")
}

fn library() -> World {
    World::new()
        .file("kb/one.md", front("license: CC-BY-4.0\n"))
        .file("kb/two.md", front("license: CC-BY-4.0\n"))
        .file("kb/code.md", front("license: CC-BY-4.0\ncode_license: MIT\n"))
        .file("kb.toml", "name = \"test\"\n[license]\nallow = [\"CC-BY-4.0\"]\n")
        .commit(date(2024, 3, 1))
}

fn read(world: &World) -> ReuseToml {
    reuse_toml(&ArticlePath::new("REUSE.toml"), &world.bytes("REUSE.toml"))
}

/// What stays open, as `kind path`.
fn open(world: &World) -> Vec<String> {
    let json = world.run("export reuse --dry-run --format json").json();
    let kinds = json["open"].as_array().expect("there is a list");
    let told = |kind: &serde_json::Value| -> Vec<String> {
        let paths = kind["paths"].as_array().expect("there are paths");
        paths.iter().map(|path| format!("{} {}", kind["kind"], path).replace('"', "")).collect()
    };
    kinds.iter().flat_map(told).collect()
}

#[test]
fn front_matter_becomes_tables_and_texts() {
    let world = library();
    world.run("export reuse").exits(0).prints(expect![[r#"
        wrote LICENSES/CC-BY-4.0.txt
        wrote LICENSES/MIT.txt
        wrote REUSE.toml
        `REUSE.toml` speaks for 3 articles and 1 other file.
    "#]]);
    expect![[r##"
        version = 1

        # begin kb: written by `kb export reuse`, and written anew by it

        [[annotations]]
        path = "kb.toml"
        precedence = "aggregate"
        SPDX-FileCopyrightText = "2024 contributors to test"
        SPDX-License-Identifier = "CC-BY-4.0"

        [[annotations]]
        path = "kb/code.md"
        precedence = "aggregate"
        SPDX-FileCopyrightText = "2024 Ada Example"
        SPDX-License-Identifier = "CC-BY-4.0 AND (CC-BY-4.0 OR MIT)"

        [[annotations]]
        path = [
            "kb/one.md",
            "kb/two.md",
        ]
        precedence = "aggregate"
        SPDX-FileCopyrightText = "2024 Ada Example"
        SPDX-License-Identifier = "CC-BY-4.0"

        # end kb
    "##]]
    .assert_eq(&world.read("REUSE.toml"));
    world.run(RULES).exits(0).has("0 errors, 0 warnings");
}

#[test]
fn a_second_run_changes_nothing_and_says_so() {
    let world = library();
    world.run("export reuse").exits(0);
    let before = world.read("REUSE.toml");
    world.run("export reuse").exits(0).prints(expect![[r#"
        kept LICENSES/CC-BY-4.0.txt as it is
        kept LICENSES/MIT.txt as it is
        kept REUSE.toml as it is
        `REUSE.toml` speaks for 3 articles and 1 other file.
    "#]]);
    assert_eq!(world.read("REUSE.toml"), before);
    world.remove("kb/two.md");
    world.run("export reuse").exits(0).has("changed REUSE.toml");
    assert!(!world.read("REUSE.toml").contains("kb/two.md"));
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let world = library();
    world.run("export reuse --dry-run").exits(0).has("would write REUSE.toml");
    assert!(!world.root().join("REUSE.toml").exists() && !world.root().join("LICENSES").exists());
    let json = world.run("export reuse --dry-run --format json").exits(0).json();
    assert_eq!(json["schema"], "kb.export-reuse.v1");
    assert_eq!(json["files"][2]["state"], "written");
    assert_eq!(json["written"], false);
}

#[test]
fn what_others_wrote_stays_and_holds() {
    let theirs = "version = 1\n\n[[annotations]]\npath = \"kb/one.md\"\n\
                  SPDX-FileCopyrightText = \"Bob Example\"\nSPDX-License-Identifier = \"CC-BY-4.0\"\n";
    let world = library().file("REUSE.toml", theirs).file("LICENSES/MIT.txt", "mine\n");
    world
        .run("export reuse")
        .exits(0)
        .has("changed REUSE.toml")
        .has("kept LICENSES/MIT.txt, which");
    assert!(world.read("REUSE.toml").starts_with(theirs));
    assert!(!world.read("REUSE.toml")[theirs.len()..].contains("kb/one.md"));
    assert_eq!(world.read("LICENSES/MIT.txt"), "mine\n");
    let below = "[[annotations]]\npath = \"kb/two.md\"\nSPDX-FileCopyrightText = \"Bob\"\n";
    world.write("REUSE.toml", format!("{}{below}", world.read("REUSE.toml")));
    world.run("export reuse").exits(1).has("a table in `REUSE.toml` without a licence");
    assert!(world.read("REUSE.toml").ends_with(below));
    assert_eq!(open(&world), ["half-stated kb/two.md"]);
}

#[test]
fn a_table_of_tables_is_not_broken_by_what_follows() {
    let theirs = "version = 1\nannotations = [{path = \"a\"}]\n";
    let world = library().file("REUSE.toml", theirs);
    world.run("export reuse").exits(2).says("`[[annotations]]`");
    assert_eq!(world.read("REUSE.toml"), theirs);
    world.write("REUSE.toml", "# begin kb\n");
    world.run("export reuse").exits(2).says("remove those lines");
    world.write("REUSE.toml", b"\xff");
    world.run("export reuse").exits(2).says("no text in UTF-8");
    world.write("REUSE.toml", "");
    world.run("export reuse").exits(0).has("changed REUSE.toml");
    assert_eq!(read(&world).flaws, []);
}

#[test]
fn what_cannot_be_said_is_listed_with_the_way_out() {
    let world = library()
        .file("kb/none.md", front(""))
        .file("kb/some.md", front("license: something free\n"))
        .file("kb/own.md", front("license: LicenseRef-own\n"))
        .file("kb/old.md", front("license: GPL-3.0\n"))
        .file("kb/part.md", front("license: MIT\nsources: [{title: A, relation: excerpt}]\n"))
        .file("kb/figure.png", b"\x89PNG\0SPDX-License-Identifier: MIT Copyright x")
        .file("README.md", "Read.\n");
    let outcome = world.run("export reuse").exits(1);
    let outcome = outcome.has("open: no licence\n  kb/none.md\n  help: write `license` into");
    outcome.has("  LICENSES/LicenseRef-own.txt\n  help: put what it stands for into this file");
    assert_eq!(
        open(&world),
        [
            "no-license kb/none.md",
            "no-expression kb/some.md",
            "unknown-part kb/part.md",
            "deprecated kb/old.md",
            "no-text LICENSES/LicenseRef-own.txt",
            "unstated README.md",
            "unstated kb/figure.png",
        ]
    );
    let toml = world.read("REUSE.toml");
    for path in ["none.md", "some.md", "part.md", "figure.png", "README"] {
        assert!(!toml.contains(path), "{path} is given a licence:\n{toml}");
    }
}

#[test]
fn files_that_say_it_themselves_or_beside_them_are_left_alone() {
    let both = "SPDX-FileCopyrightText: Bob Example\nSPDX-License-Identifier: 0BSD\n";
    let world = library()
        .file("tool.sh", format!("# {}", both.replace('\n', "\n# ")))
        .file("a.png", b"\x89PNG\0")
        .file("a.png.license", both)
        .file("kb/none.md", front(""))
        .file("kb/none.md.license", both)
        .file("empty", "")
        .file("LICENSE-MIT", "text\n");
    assert_eq!(open(&world), [""; 0]);
    world.run("export reuse").exits(0).has("wrote LICENSES/0BSD.txt");
    assert!(!world.read("REUSE.toml").contains("none.md"));
    world.run(RULES).exits(0).has("0 errors, 0 warnings");
}

#[test]
fn a_tag_that_is_talked_about_is_told_where_reuse_takes_it_for_a_licence() {
    let fence = |text: &str| format!("{}```\n// {text}\n```\n", front("license: CC-BY-4.0\n"));
    let world = library()
        .file("kb/free.md", fence("SPDX-License-Identifier: 0BSD"))
        .file("kb/blank.md", fence("SPDX-License-Identifier: …"))
        .file("kb/old.md", fence("SPDX-License-Identifier: AGPL-3.0"))
        .file("kb/ok.md", fence("REUSE-IgnoreStart\nSPDX-License-Identifier: x\nREUSE-IgnoreEnd"));
    world.run("export reuse").exits(1).has("REUSE-IgnoreStart").has("wrote LICENSES/0BSD.txt");
    assert_eq!(open(&world), ["mentioned kb/blank.md", "mentioned kb/old.md"]);
}

#[test]
fn licences_of_the_library_itself_are_told_only_where_there_is_one() {
    let world = library().file("kb.toml", "name = \"test\"\n").file("kb/people.yaml", "ada: {}\n");
    assert_eq!(open(&world), ["own-file kb.toml", "own-file kb/people.yaml"]);
    world.write("kb.toml", "name = \"test\"\n[license]\nallow = [\"MIT\", \"0BSD\"]\n");
    assert_eq!(open(&world).len(), 2);
    world.write("kb.toml", "name = \"test\"\n[license]\nallow = [\"MIT\"]\n");
    assert_eq!(open(&world), [""; 0]);
}

#[test]
fn notices_are_those_of_the_article_or_its_authors() {
    let of = |lines: &str| {
        let world = World::folder()
            .file("kb.toml", "name = \"test\"\n[license]\nallow = [\"MIT\"]\n")
            .file("kb/one.md", format!("---\nlicense: MIT\n{lines}---\n\nText.\n"));
        world.run("export reuse").exits(0);
        let text = world.read("REUSE.toml");
        let table = text.split("[[annotations]]").find(|it| it.contains("one.md"));
        let table = table.expect("there is one").split("SPDX-License").next();
        let notices = table.and_then(|it| it.split("CopyrightText = ").nth(1));
        notices.expect("there is one").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(of("authors: [Ada Example]\n"), "\"Ada Example\"");
    assert_eq!(of("authors: [Ada, Ada, Bob]\n"), "[ \"Ada\", \"Bob\", ]");
    assert_eq!(of("authors: [Ada]\ncopyright: 2021 A Team\n"), "\"2021 A Team\"");
    assert_eq!(of(""), "\"contributors to test\"");
    assert_eq!(of("authors: [{name: withheld}, Ada]\n"), "[ \"Ada\", \"contributors to test\", ]");
    let excerpt =
        "sources: [{title: A, relation: excerpt, license: MIT, copyright: (c) 2020 Bob}]\n";
    assert_eq!(of(&format!("authors: [Ada]\n{excerpt}")), "[ \"Ada\", \"(c) 2020 Bob\", ]");
}

#[test]
fn no_name_breaks_out_of_its_place() {
    let name = "A \\\"x\\\"\\n[[annotations]]\\n\\u001b[31m\\u202e\\\\ é";
    let world = World::new()
        .file("kb/a'\"\\*?[x].md", format!("---\nlicense: MIT\nauthors: [\"{name}\"]\n---\n\nA.\n"))
        .file("kb/axx.md", front("license: 0BSD\n"));
    world.run("export reuse");
    let text = world.read("REUSE.toml");
    assert!(text.contains(r#""A \"x\" [[annotations]] [31m\\ é""#), "{text}");
    let read = read(&world);
    assert_eq!((read.flaws.len(), read.annotations.len()), (0, 2), "{text}");
    let first = &read.annotations[0].paths[0];
    assert!(first.matches(b"kb/a'\"\\*?[x].md") && !first.matches(b"kb/a'\"\\zz?[x].md"));
    world.run(RULES).exits(0).has("0 errors, 0 warnings");
}

#[test]
fn excerpts_and_code_do_not_contradict_the_front_matter() {
    let source = |license: &str| format!("{{title: A, relation: excerpt, license: {license}}}");
    let sources = format!(
        "[{}, {}, {{title: C, relation: adapted, license: CC0-1.0}}]",
        source("MIT"),
        source("0BSD")
    );
    let world = library()
        .file(
            "kb/parts.md",
            front(&format!("license: CC-BY-4.0\ncode_license: ISC\nsources: {sources}\n")),
        )
        .file(
            "kb/whole.md",
            front("license: CC-BY-4.0\nsources: [{article: other, relation: excerpt}]\n"),
        )
        .file("kb/other.md", front("license: MIT-0\n"));
    world.run("export reuse").exits(0);
    let toml = world.read("REUSE.toml");
    assert!(toml.contains("\"CC-BY-4.0 AND MIT AND 0BSD AND (CC-BY-4.0 OR ISC)\""), "{toml}");
    assert!(toml.contains("\"CC-BY-4.0 AND MIT-0\""), "{toml}");
    world.run(RULES).exits(0).has("0 errors, 0 warnings");
}

#[test]
fn an_attachment_is_told_and_given_no_licence() {
    let world = library()
        .file("kb/image.md", front("license: CC-BY-4.0\n") + "![A](a.png)\n")
        .file("kb/a.png", b"\x89PNG\0");
    world.run("export reuse").exits(1).has("kb/a.png");
    world.run(RULES).has("nothing says the licence of `kb/a.png`").has("0 errors, 1 warning");
}

#[test]
fn a_bare_repository_and_options_of_the_other_export_are_refused() {
    let world = library().file("REUSE.toml", "version = 1\n").commit(date(2024, 3, 2));
    let bare = world.root().join("../bare");
    let from = world.root().display().to_string();
    git2::build::RepoBuilder::new().bare(true).clone(&from, &bare).expect("it can be cloned");
    world.run("-C ../bare export reuse").exits(2).says("only commits");
    assert!(!bare.join("REUSE.toml").exists() && !bare.join("LICENSES").exists());
    world.run("-C ../bare export reuse --dry-run").exits(0).has("would change REUSE.toml");
    world.run("export reuse --type guide").exits(2).says("leave out `--type`");
    world.run("export reuse --output x").exits(2).says("leave out `--output`");
    world.run("export schema --dry-run").exits(2).says("leave out `--dry-run`");
}

#[test]
fn a_library_in_a_folder_has_its_files_there_and_is_told_how_to_look() {
    let world = World::foreign()
        .file("docs/kb.toml", "name = \"test\"\n[license]\nallow = [\"MIT\"]\n")
        .file("docs/kb/one.md", front("license: MIT\n"))
        .file("code.sh", "true\n");
    world.run("-C docs export reuse").exits(0).says("`reuse --root`");
    assert!(world.read("docs/REUSE.toml").contains("path = \"kb/one.md\""));
    assert!(world.root().join("docs/LICENSES/MIT.txt").exists());
}

#[test]
fn a_link_is_never_written_through() {
    let world = library().link("REUSE.toml", "kb/one.md");
    let before = world.read("kb/one.md");
    world.run("export reuse").exits(2);
    assert_eq!(world.read("kb/one.md"), before);
}

#[test]
fn the_shipped_library_is_clean_after_the_export() {
    let world = World::shipped();
    // Its articles link to files of our repository, which are not there.
    let before = world.run("check").out;
    world.run("export reuse").exits(0);
    assert_eq!(world.run("check").out, before);
}
