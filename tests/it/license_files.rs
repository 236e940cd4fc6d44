//! Files that say licences of others, where they say nothing.

use super::world::World;
fn article(front: &str, body: &str) -> String {
    format!("---\ntitle: A\n{front}---\n\n{body}")
}

#[test]
fn a_file_beside_an_attachment_counts_if_it_names_a_licence() {
    let out = |beside: &str| {
        let world = World::new()
            .file("REUSE.toml", "version = 1\n")
            .file("kb/a.md", article("", "![x](x.png)\n"))
            .file("kb/x.png", "an image")
            .file("kb/x.png.license", beside);
        world.run("check --rule image-without-license").out
    };
    let notice = "SPDX-FileCopyrightText: 2024 Ada Example\n";
    for beside in ["", "hello", notice, "SPDX-License-Identifier:\n"] {
        assert!(out(beside).contains("nothing says the licence of"), "{beside}");
    }
    let tag = |text: &str| out(&format!("{notice}SPDX-License-Identifier: {text}\n"));
    for text in ["MIT", " \"CC0-1.0 OR MIT\"", "MIT -->"] {
        assert!(!tag(text).contains("[image-without-license]"), "{text}");
    }
    let found = tag("free for all");
    assert!(
        found.contains("`free for all` in `kb/x.png.license` is no SPDX expression"),
        "{found}"
    );
}
