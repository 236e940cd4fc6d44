//! Licences said twice, licence texts and attachments, in real trees.

use jiff::civil::date;

use super::world::World;

const TOML: &str = "version = 1\n[[annotations]]\npath = \"kb/**\"\n";

fn article(front: &str, body: &str) -> String {
    format!("---\ntitle: A\n{front}---\n\n{body}")
}

/// The findings of `rule` in the article `kb/a.md`, without those of others.
fn found(world: &World, rule: &str) -> usize {
    let out = world.run(&format!("check -v --rule {rule}")).out;
    out.matches(&format!("[{rule}]")).count()
}

#[track_caller]
fn check_tag(front: &str, body: &str, expected: usize) {
    let world = World::folder().file("kb.toml", "").file("kb/a.md", article(front, body));
    assert_eq!(found(&world, "license-mismatch"), expected, "{front}{body}");
}

#[test]
fn a_tag_counts_in_comments_and_not_in_code() {
    let license = "license: CC-BY-4.0\n";
    let tag = "SPDX-License-Identifier: MIT";
    check_tag(&format!("# {tag}\n{license}"), "", 1);
    check_tag(&format!("license: CC-BY-4.0 # {tag}\n"), "", 1);
    check_tag(license, &format!("<!-- {tag} -->\n"), 1);
    check_tag(license, &format!("<!--\nSPDX-FileCopyrightText: Ada\n\n{tag}\n-->\n"), 1);
    check_tag(license, &format!("[//]: # ({tag})\n"), 1);
    check_tag(license, &format!("{tag}\n"), 1);
    check_tag(license, &format!("Write `{tag}` or {tag}.\n"), 0);
    check_tag(license, &format!("```sh\n# {tag}\n```\n\n    # {tag}\n"), 0);
    check_tag(&format!("{license}SPDX-License-Identifier: MIT\n"), "", 0);
    check_tag("", &format!("<!-- {tag} -->\n"), 0);
}

#[test]
fn a_tag_is_compared_by_what_it_means() {
    let tag = |license: &str, tag: &str, expected| {
        let front = format!("license: {license}\n");
        check_tag(&front, &format!("<!-- SPDX-License-Identifier: {tag} -->\n"), expected);
    };
    tag("CC-BY-4.0 OR MIT", "\"mit or cc-by-4.0\"", 0);
    tag("CC-BY-4.0", "CC BY 4.0", 0);
    tag("CC-BY-4.0", "CC-BY-4.0 OR MIT", 1);
    tag("CC-BY-4.0", "something", 1);
    tag("GPL-3.0-only", "GPL-3.0", 0);
    tag("CC-BY-4.0\ncode_license: MIT", "CC-BY-4.0 AND MIT", 0);
    tag("CC-BY-4.0\ncode_license: 0BSD", "CC-BY-4.0 AND MIT", 1);
    tag("not a licence", "MIT", 0);
}

#[test]
fn what_nobody_has_rights_in_has_no_copyright_notice() {
    check_tag("license: CC-PDM-1.0\ncopyright: [2020 Ada Example]\n", "", 1);
    check_tag("license: CC-PDM-1.0\n", "", 0);
    check_tag("license: CC0-1.0\ncopyright: [2020 Ada Example]\n", "", 0);
}

#[test]
fn several_tags_hold_together() {
    let both = "<!-- SPDX-License-Identifier: MIT -->\n<!-- SPDX-License-Identifier: ISC -->\n";
    check_tag("license: ISC AND MIT\n", both, 0);
    check_tag("license: ISC\n", both, 1);
}

#[test]
fn what_is_ignored_or_of_a_snippet_says_nothing_of_the_file() {
    let license = "license: CC-BY-4.0\n";
    let tag = "<!-- SPDX-License-Identifier: MIT -->\n";
    let ignored = format!("<!-- REUSE-IgnoreStart -->\n{tag}<!-- REUSE-IgnoreEnd -->\n");
    check_tag(license, &ignored, 0);
    check_tag(license, &format!("{ignored}{tag}"), 1);
    check_tag(license, &format!("`REUSE-IgnoreStart`\n\n{tag}"), 1);
    let snippet = format!("<!-- SPDX-SnippetBegin -->\n{tag}\nText.\n\n<!-- SPDX-SnippetEnd -->\n");
    check_tag(license, &snippet, 0);
    check_tag(license, &format!("{snippet}{tag}"), 1);
}

#[track_caller]
fn check_toml(tables: &str, body: &str, expected: usize) {
    let world = World::new()
        .file("REUSE.toml", format!("{TOML}{tables}"))
        .file("kb/a.md", article("license: CC-BY-4.0\n", body))
        .commit(date(2026, 11, 1));
    assert_eq!(found(&world, "license-mismatch"), expected, "{tables}{body}");
}

#[test]
fn tables_hold_by_their_precedence() {
    let mit = "SPDX-License-Identifier = \"MIT\"\n";
    let tag = "<!-- SPDX-License-Identifier: CC-BY-4.0 -->\n";
    check_toml(mit, "", 1);
    check_toml(mit, tag, 0);
    check_toml(&format!("precedence = \"aggregate\"\n{mit}"), tag, 1);
    check_toml(&format!("precedence = \"override\"\n{mit}"), tag, 1);
    let ours = "precedence = \"override\"\nSPDX-License-Identifier = \"CC-BY-4.0\"\n";
    check_toml(ours, "<!-- SPDX-License-Identifier: MIT -->\n", 0);
    check_toml(
        &format!(
            "{mit}[[annotations]]\npath = \"**/*.md\"\nSPDX-License-Identifier = \
                         [\"CC-BY-4.0\"]\n"
        ),
        "",
        0,
    );
}

#[test]
fn a_default_of_kb_toml_that_an_article_contradicts_is_a_warning() {
    let world = World::foreign()
        .file("kb.toml", "[[defaults]]\npath = \"**\"\nlicense = \"MIT\"\n")
        .file("kb/a.md", article("", "<!-- SPDX-License-Identifier: ISC -->\n"));
    world.run("check --rule license-mismatch").exits(0).has("1 warning").has("`kb.toml` says");
}

#[test]
fn a_file_beside_the_article_stands_in_for_its_comments() {
    let world = |beside: &str| {
        World::new()
            .file("REUSE.toml", "version = 1\n")
            .file("kb/a.md", article("license: MIT\n", "<!-- SPDX-License-Identifier: ISC -->\n"))
            .file("kb/a.md.license", beside)
            .commit(date(2026, 11, 1))
    };
    assert_eq!(found(&world("SPDX-License-Identifier: MIT\n"), "license-mismatch"), 0);
    assert_eq!(found(&world("SPDX-License-Identifier: 0BSD\n"), "license-mismatch"), 1);
    assert_eq!(found(&world("\u{0}\u{fffd}"), "license-mismatch"), 1);
}

#[test]
fn a_commit_says_the_same_as_the_files() {
    let world = World::new()
        .file("REUSE.toml", format!("{TOML}SPDX-License-Identifier = \"MIT\"\n"))
        .file(
            "kb/x/REUSE.toml",
            "version = 1\n[[annotations]]\npath = \"*\"\n\
              SPDX-License-Identifier = \"CC-BY-4.0\"\n",
        )
        .file("kb/a.md", article("license: CC-BY-4.0\n", "![x](x.png)\n"))
        .file("kb/x.png", "an image")
        .file("kb/x/b.md", article("license: CC-BY-4.0\n", "![x](y.png)\n"))
        .file("kb/x/y.png", "an image")
        .file("LICENSES/CC-BY-4.0.txt", "no licence")
        .file("LICENSES/Zlib.txt", "no licence")
        .commit(date(2026, 11, 1));
    let rules = "--rule license-mismatch --rule license-text-missing --rule license-text-differs \
                 --rule license-text-unused --rule image-without-license";
    let now = world.run(&format!("check {rules}")).exits(1).out;
    assert_eq!(now, world.run(&format!("check {rules} --at main")).out);
    let expected = [
        ("[license-mismatch]", 1),
        ("[license-text-missing]: the text of `MIT`", 1),
        ("[license-text-differs]", 2),
        ("[license-text-unused]: no file of this library names `Zlib`", 1),
        ("[image-without-license]", 0),
    ];
    for (text, count) in expected {
        assert_eq!(now.matches(text).count(), count, "{text}\n{now}");
    }
}

#[test]
fn a_snippet_needs_cover_unless_it_asks_for_nothing() {
    let check = |front: &str, tag: &str, level: &str| {
        let body = format!("```\n// SPDX-License-Identifier: {tag}\n```\n");
        let world = World::folder().file("kb.toml", "").file("kb/a.md", article(front, &body));
        let out = world.run("check -v --rule snippet-license").out;
        let expected = format!("{level}[snippet-license]");
        assert_eq!(out.contains("[snippet-license]"), !level.is_empty(), "{tag} {out}");
        assert!(level.is_empty() || out.contains(&expected), "{tag} {out}");
    };
    let license = "license: CC-BY-4.0\n";
    check(license, "AGPL-3.0", "error");
    check(license, "AGPL-3.0 OR MIT", "warning");
    check(license, "MIT", "warning");
    check(license, "UNLICENSED", "warning");
    for free in ["CC0-1.0", "0BSD", "CC-BY-4.0", "cc-by-4.0", "GPL-2.0-only OR Unlicense"] {
        check(license, free, "");
    }
    check("license: CC-BY-4.0\ncode_license: AGPL-3.0-or-later\n", "AGPL-3.0", "");
    check("", "AGPL-3.0", "");
    let sources = "sources: [{relation: excerpt, title: X, license: GPL-2.0-only}]\n";
    check(&format!("{license}{sources}"), "GPL-2.0-only", "");
}

#[test]
fn sections_about_the_licence_are_known_by_their_headings() {
    let check = |heading: &str, text: &str, expected: usize| {
        let body = format!("{heading}\n\n{text}\n\n## Next\n\nApache-2.0\n");
        let file = article("license: CC0-1.0\n", &body);
        let world = World::folder().file("kb.toml", "").file("kb/a.md", file);
        assert_eq!(found(&world, "license-section-mismatch"), expected, "{heading} {text}");
    };
    for heading in [
        "# Copyright",
        "### 7. License",
        "## Licence",
        "Licensing\n---",
        "## Copyright and licence",
        "## COPYRIGHT & LICENSE:",
    ] {
        check(heading, "Under MIT.", 1);
    }
    for heading in ["## License keys", "## Copyright Section Content", "## MIT", "## and"] {
        check(heading, "Under MIT.", 0);
    }
    check("## License", "[MIT]: https://example.org\n", 0);
    check("## License", "```\nMIT\n```\n", 0);
    check("## License", "It is in the public domain.", 0);
    check("## License", "Waived via [CC0](../LICENSE.md), code under MIT.", 0);
    check("## License", "All rights reserved by nobody.", 0);
}

#[test]
fn a_missing_text_is_told_once_and_where_kb_toml_says_the_licence() {
    let world = World::foreign()
        .file("kb.toml", "[[defaults]]\npath = \"**\"\nlicense = \"LicenseRef-x\"\n")
        .file("kb/a.md", article("", ""))
        .file("kb/b.md", article("", ""));
    let out = world.run("check --rule license-text-missing").exits(1).out;
    assert!(out.contains("kb.toml") && out.contains("1 error"), "{out}");
    let world = world.file("LICENSES/licenseref-x.txt", "Terms.");
    world.run("check --rule license-text-missing").has("rename `LICENSES/licenseref-x.txt` to");
    let world = world.file("LICENSES/LicenseRef-x.md", "Terms.");
    world.run("check --rule license-text-missing").exits(0);
}

#[test]
fn texts_that_are_links_folders_or_no_text_at_all_stop_nothing() {
    let world = World::new()
        .file("kb/a.md", article("license: MIT\n", ""))
        .file("COPYING", "Some terms.")
        .link("LICENSES/MIT.txt", "../COPYING")
        .file("LICENSES/old/ISC.txt", "Some terms.")
        .file("LICENSES/0BSD.txt", [0xff, 0xfe, 0x00, b'\n'])
        .file("LICENSES/.keep", "");
    let out = world.run("check --rule license").out;
    assert!(!out.contains("LICENSES/MIT.txt") && !out.contains("old"), "{out}");
    assert!(!out.contains(".keep"), "{out}");
    assert_eq!(out.matches("this file is empty").count(), 1, "{out}");
}

#[test]
fn a_file_that_is_larger_than_any_text_is_told_without_being_read() {
    let told = |name: &str, bytes: usize| {
        let world = World::new()
            .file("kb/a.md", article("license: MIT\n", ""))
            .file(&format!("LICENSES/{name}.txt"), &"a ".repeat(bytes)[..bytes]);
        world.run("check --rule license-text-differs").out
    };
    let too_large = "larger than any licence text";
    for bytes in [200_001, 1_900_000, 3_000_000] {
        assert!(told("MIT", bytes).contains(too_large), "{bytes}");
    }
    let out = told("MIT", 200_000);
    assert!(out.contains("not the official text") && !out.contains(too_large), "{out}");
    assert!(!told("LicenseRef-x", 3_000_000).contains("[license-text-differs]"));
}

#[test]
fn a_text_that_is_no_file_of_the_repository_is_told() {
    let out = |target: &str| {
        let world = World::new()
            .file("kb/a.md", article("license: MIT\n", ""))
            .file("COPYING", "Some terms.")
            .link("LICENSES/MIT.txt", target)
            .commit(date(2026, 11, 1));
        let command = "check --rule license-text-differs";
        let now = world.run(command).out;
        let then = world.run(&format!("{command} --at HEAD")).out;
        (now.contains("not a regular file"), then.contains("not a regular file"))
    };
    assert_eq!(out("../COPYING"), (false, false));
    for target in ["nowhere", "../..", "../../../../../etc/passwd", "/etc/passwd", "MIT.txt"] {
        assert_eq!(out(target), (true, true), "{target}");
    }
    let world = World::new()
        .file("kb/a.md", article("license: MIT\n", ""))
        .file("LICENSES/MIT.txt/a", "Some terms.")
        .file("LICENSES/old/a", "Some terms.");
    let out = world.run("check --rule license-text-differs").out;
    assert_eq!(out.matches("not a regular file").count(), 1, "{out}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_text_and_is_not_waited_for() {
    let world =
        World::new().file("kb/a.md", article("license: MIT\n", "")).file("LICENSES/.keep", "");
    let pipe = world.root().join("LICENSES/MIT.txt");
    let made = std::process::Command::new("mkfifo").arg(pipe).status();
    assert!(made.expect("mkfifo is there").success());
    world.run("check --rule license-text-differs").exits(1).has("not a regular file");
}

#[test]
fn a_change_of_what_says_licences_is_felt_in_articles_that_did_not_change() {
    let world = World::new()
        .file("REUSE.toml", format!("{TOML}SPDX-License-Identifier = \"CC-BY-4.0\"\n"))
        .file("LICENSES/CC-BY-4.0.txt", include_str!("../../LICENSES/CC-BY-4.0.txt"))
        .file("kb/a.md", article("license: CC-BY-4.0\n", ""))
        .commit(date(2026, 11, 1));
    let command = "check --rule license --changed-since HEAD";
    world.run(command).exits(0);
    world.write("REUSE.toml", format!("{TOML}SPDX-License-Identifier = \"0BSD\"\n"));
    world.run(command).exits(1).has("[license-mismatch]").has("the text of `0BSD`");
    world.write("REUSE.toml", "version = 1\n");
    world.write("kb/a.md.license", "SPDX-License-Identifier: 0BSD\n");
    world.run(command).exits(1).has("[license-mismatch]");
    world.remove("kb/a.md.license");
    world.remove("LICENSES/CC-BY-4.0.txt");
    world.run(command).exits(1).has("[license-text-missing]");
}

#[test]
fn attachments_are_looked_at_where_somebody_asked() {
    let files = |world: World| {
        world
            .file("kb/a.md", article("", "![x](x.png) [y](y.xlsx#a) [z](z.rs) [again](x.png)\n"))
            .file("kb/b.md", article("", "![x](x.png) ![tagged](t.svg) [f](.)\n"))
            .file("kb/x.png", "an image")
            .file("kb/y.xlsx", "a table")
            .file("kb/z.rs", "source")
            .file("kb/t.svg", "<!-- SPDX-License-Identifier: MIT --><svg/>")
    };
    let told = |world: &World| {
        let out = world.run("check -v").out;
        out.matches("[image-without-license]").count()
    };
    assert_eq!(told(&files(World::new())), 0);
    assert_eq!(told(&files(World::new()).file("LICENSES/MIT.txt", "x")), 2);
    let rules = "[rules]\nimage-without-license = \"warning\"\n";
    assert_eq!(told(&files(World::new()).file("kb.toml", rules)), 2);
    let family = "[rules]\nlicense = \"error\"\n";
    assert_eq!(told(&files(World::new()).file("kb.toml", family)), 0);
    let whole = "version = 1\n[[annotations]]\npath = \"**\"\nSPDX-License-Identifier = \"MIT\"\n";
    assert_eq!(told(&files(World::new()).file("REUSE.toml", whole)), 0);
}

#[test]
fn a_table_may_name_the_licences_of_some_parts() {
    let part = |license: &str| format!("{{title: A, relation: excerpt, license: {license}}}");
    let sources = format!("sources: [{}, {}]\n", part("MIT"), part("0BSD"));
    let check = |table: &str, front: &str, is_same: bool| {
        let world = World::new()
            .file("REUSE.toml", format!("{TOML}SPDX-License-Identifier = \"{table}\"\n"))
            .file("kb/a.md", article(&format!("license: CC-BY-4.0\n{front}"), ""));
        let outcome = world.run("check --rule license-mismatch");
        assert_eq!(outcome.code == 0, is_same, "{table}: {}", outcome.out);
    };
    let code = format!("code_license: ISC\n{sources}");
    check("CC-BY-4.0 AND MIT AND 0BSD", &code, true);
    check("CC-BY-4.0 AND MIT AND (CC-BY-4.0 OR ISC)", &code, true);
    check("CC-BY-4.0 AND MIT AND Zlib", &code, false);
    check("MIT AND 0BSD", &code, false);
    check("CC-BY-4.0 OR ISC", &code, false);
    let article = "sources: [{article: b, relation: excerpt}]\n";
    check("CC-BY-4.0 AND MIT-0", article, true);
    check("MIT-0", article, false);
}

#[test]
fn what_says_licences_is_watched() {
    let world = World::new()
        .file("REUSE.toml", "version = 1\n")
        .file("kb/a.md", article("license: CC-BY-4.0\n", ""))
        .then("REUSE.toml", &[&format!("{TOML}SPDX-License-Identifier = \"0BSD\"\n")]);
    let outcome = world.run("check --watch --rule license-mismatch --format concise");
    assert_eq!(outcome.out.matches("1 article: ").count(), 2, "{}", outcome.out);
    assert_eq!(outcome.out.matches("KB212").count(), 1, "{}", outcome.out);
}

#[test]
fn hostile_tags_and_tables_are_read_in_time() {
    let tags = "<!-- SPDX-License-Identifier: MIT OR (\n".repeat(10_000);
    let fences = "```\nSPDX-License-Identifier: (((\n```\n`SPDX-SnippetBegin`\n".repeat(10_000);
    let tables = "[[annotations]]\npath = \"**a*\"\nSPDX-License-Identifier = \")\"\n";
    let world = World::folder()
        .file("kb.toml", "")
        .file("REUSE.toml", format!("version = 1\n{}", tables.repeat(5_000)))
        .file("kb/a.md", article("license: MIT\n", &tags))
        .file("kb/b.md", article("license: MIT\n", &fences))
        .file("kb/c.md", article("license: MIT\n", &"## License\n\ncc by mit\n\n".repeat(5_000)));
    assert!(world.run("check --rule license").code == 1);
}
