//! `kb export llms`: the list, the full text and the pages, with links that lead somewhere.

use expect_test::expect;

use super::world::World;

fn library(url: &str) -> World {
    let guide = |title: &str, extra: &str, body: &str| {
        format!(
            "---\ntitle: {title}\ntype: guide\nsummary: In *short*.\ntopics: [service-level]\n\
             authors: [Ada Example]\nlicense: CC-BY-4.0\n{extra}---\n\n{body}\n"
        )
    };
    World::new()
        .file("kb.toml", format!("name = \"Example\"\n{url}"))
        .file(
            "kb/service-level/one.md",
            guide(
                "One",
                "",
                "<!-- kb: internal -->\n\nSee [two](two.md#part), [old](old.md), [draft](draft.md), \
                 [a table](t.xlsx), [this](javascript:x) and ![a plan](plan.png).",
            ),
        )
        .file("kb/service-level/two.md", guide("Two", "", "## Part\n\nText."))
        .file("kb/service-level/draft.md", guide("Draft", "status: draft\n", "Text."))
        .file(
            "kb/service-level/old.md",
            guide("Old", "status: retired\nsuperseded_by: two\n", "Old text."),
        )
        .file("kb/service-level/plan.png", b"png")
        .file("kb/service-level/t.xlsx", b"xlsx")
}

fn read(world: &World, name: &str) -> String {
    std::fs::read_to_string(world.root().join("../out").join(name)).expect("it is there")
}

#[test]
fn a_library_without_an_address_is_a_list_of_pages_beside_it() {
    let world = library("");
    world.run("export llms --out ../out").exits(0).prints(expect![[r#"
        wrote ../out: 2 articles, 5 files
          5 new
        left out: 1 draft; `--drafts` takes them along
    "#]]);
    expect![[r##"
        # Example

        > Practical knowledge in 2 articles. Each has its own licence: CC-BY-4.0. Whoever uses the text of one names its authors and its licence, as its credit does.

        ## Service level

        - [One](one.md): In \*short\*. (CC-BY-4.0, unreviewed)
        - [Two](two.md): In \*short\*. (CC-BY-4.0, unreviewed)
    "##]]
    .assert_eq(&read(&world, "llms.txt"));
    expect![[r##"
        # One

        > In \*short\*.

        guide · service-level · CC-BY-4.0 · unreviewed

        See [two](two.md#part), [old](two.md), draft, a table, this and ![a plan](images/kb/service-level/plan-png.png).

        Credit: “One” by Ada Example, article one of the library Example, licensed under [CC-BY-4.0](https://creativecommons.org/licenses/by/4.0/).
    "##]]
    .assert_eq(&read(&world, "one.md"));
    assert_eq!(read(&world, "images/kb/service-level/plan-png.png"), "png");
    let full = read(&world, "llms-full.txt");
    assert!(full.contains(&read(&world, "one.md")) && full.contains(&read(&world, "two.md")));
    assert!(!full.contains("Old text") && !full.contains("internal"));
}

#[test]
fn a_library_with_addresses_is_linked_by_them() {
    let world = library("url = \"https://example.org/{id}\"\n");
    world.run("export llms --out ../out").exits(0).has("3 files");
    assert!(read(&world, "llms.txt").contains("- [Two](https://example.org/two): "));
    let full = read(&world, "llms-full.txt");
    assert!(
        full.contains("See [two](https://example.org/two#part), [old](https://example.org/two)")
    );
    let world = library("url = \"https://example.org/{path}\"\n");
    world.run("export llms --out ../out").exits(0);
    let table = "[a table](https://example.org/kb/service-level/t.xlsx)";
    assert!(read(&world, "llms-full.txt").contains(table));
}

#[test]
fn a_folder_must_be_named() {
    library("").run("export llms").exits(2).says("run `kb export llms --out DIR`");
}

#[test]
fn a_folder_of_files_is_not_written_to_standard_output() {
    let world = library("");
    for target in ["llms", "mkdocs", "hugo", "mdbook", "zola"] {
        let outcome = world.run(&format!("export {target} --output -")).exits(2);
        outcome.says(&format!("name a folder: `kb export {target} --out DIR`"));
    }
    for target in ["jsonl", "csv", "citation", "graph", "schema"] {
        let there = world.run(&format!("export {target} --output -"));
        assert_eq!(there.out, world.run(&format!("export {target}")).out, "{target}");
    }
    assert!(!world.root().join("-").exists());
}

#[test]
fn an_image_that_its_own_licence_keeps_stays_and_is_named() {
    let policy = "\n[license]\nallow = [\"CC-BY-4.0\", \"CC0-1.0\"]\n";
    let image = "images/kb/service-level/plan-png.png";
    let beside = |text: &str| library(policy).file("kb/service-level/plan.png.license", text);
    for kept in ["GFDL-1.3-only", "All rights reserved", "LicenseRef-Agency"] {
        for target in ["llms", "mkdocs", "zola"] {
            let world = beside(&format!("SPDX-License-Identifier: {kept}\n"));
            let run = world.run(&format!("export {target} --out ../out"));
            let run = run.exits(1).has("  expression, 1 image\n  kb/service-level/plan.png\n");
            run.has("help: name it under `allow`");
            let allowed = world.run(&format!("export {target} --out ../out --only-allowed"));
            allowed.exits(0).has("1 image");
            assert!(!world.root().join("../out").join(image).exists(), "{target}: {kept}");
        }
    }
    let world = beside("SPDX-License-Identifier: GFDL-1.3-only\n");
    let json = world.run("export llms --out ../out --format json").exits(1).json();
    assert_eq!(json["left_out"][0]["reason"], "image");
    assert_eq!(json["left_out"][0]["paths"][0], "kb/service-level/plan.png");
    let page = read(&world, "one.md");
    assert!(page.contains("this and a plan."), "{page}");
}

#[test]
fn an_image_of_which_nothing_is_said_or_that_is_taken_goes_along() {
    let policy = "\n[license]\nallow = [\"CC-BY-4.0\", \"CC0-1.0\"]\n";
    let image = "images/kb/service-level/plan-png.png";
    let table = |precedence: &str, license: &str| {
        format!(
            "version = 1\n[[annotations]]\npath = \"**/*.png\"\nprecedence = \"{precedence}\"\n\
             SPDX-License-Identifier = \"{license}\"\n"
        )
    };
    let sidecar = |license: &str| format!("SPDX-License-Identifier: {license}\n");
    let check = |own: &str, toml: &str, is_there: bool| {
        let mut world = library(policy);
        if !own.is_empty() {
            world = world.file("kb/service-level/plan.png.license", sidecar(own));
        }
        if !toml.is_empty() {
            world = world.file("REUSE.toml", toml);
        }
        let code = world.run("export llms --out ../out").code;
        assert_eq!(code, u8::from(!is_there), "{own} {toml}");
        assert_eq!(world.root().join("../out").join(image).exists(), is_there, "{own} {toml}");
    };
    check("", "", true);
    check("CC0-1.0", "", true);
    check("GFDL-1.3-only OR CC0-1.0", "", true);
    check("", &table("closest", "CC0-1.0"), true);
    check("", &table("closest", "GFDL-1.3-only"), false);
    check("CC0-1.0", &table("closest", "GFDL-1.3-only"), true);
    check("CC0-1.0", &table("aggregate", "GFDL-1.3-only"), false);
    check("GFDL-1.3-only", &table("override", "CC0-1.0"), true);
}
