//! Files that say licences of others, where they say nothing or cannot be read.

use super::world::World;
use jiff::civil::date;

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

#[test]
fn a_table_that_cannot_be_read_is_told() {
    let world = |bytes: &[u8]| {
        World::new()
            .file("kb/a.md", article("license: MIT\n", ""))
            .file("REUSE.toml", bytes)
            .commit(date(2026, 11, 1))
    };
    let of = |bytes: usize| [b"version = 1\n".to_vec(), vec![b'#'; bytes - 12]].concat();
    for (bytes, is_told) in [(2 * 1024 * 1024, false), (2 * 1024 * 1024 + 1, true)] {
        let world = world(&of(bytes));
        for command in ["check --rule KB218", "check --rule KB218 --at HEAD"] {
            let out = world.run(command).out;
            assert_eq!(out.contains("larger than 2 MiB and was not read"), is_told, "{out}");
        }
    }
    let out = world(b"\xff\xfev\0e\0").run("check --rule KB218").exits(1).out;
    assert!(out.contains("this is not UTF-8") && !out.contains("TOML:"), "{out}");
}
