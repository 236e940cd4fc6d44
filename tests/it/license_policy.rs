//! The licence policy in `kb.toml`: by path, by day, and told only where all was read.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

const POLICY: &str = "\
name = \"example\"

[license]
allow = [\"CC-BY-4.0\", \"CC0-1.0\"]

[[license.exception]]
path = \"kb/old/**\"
allow = [\"CC-BY-NC-4.0\"]
reason = \"kept as it was\"
until = 2026-11-23
";

fn world() -> World {
    World::new()
        .file("kb.toml", POLICY)
        .article("old/a", "", "Text.")
        .article("b", "", "Text.")
        .file("kb/old/c.md", "---\ntitle: C\nlicense: CC-BY-NC-4.0\n---\n")
        .commit(date(2026, 11, 1))
}

const RULES: &str = "--rule license-not-allowed --rule unused-license-policy --format concise";

#[test]
fn an_exception_holds_where_its_path_matches_until_its_last_day() {
    let world = world();
    let out = world.run(&format!("check {RULES}")).exits(0).out;
    expect![[r#"
        kb.toml:4:23: warning KB217 unused-license-policy: no article uses `CC0-1.0`; remove it from `allow`
        3 articles: 0 errors, 1 warning · why: kb explain unused-license-policy
    "#]]
    .assert_eq(&out);
    let out = world.run(&format!("check --today 2026-11-24 {RULES}")).exits(1).out;
    expect![[r#"
        kb.toml:4:23: warning KB217 unused-license-policy: no article uses `CC0-1.0`; remove it from `allow`
        kb.toml:10:9: warning KB217 unused-license-policy: the exception for `kb/old/**` ended on 2026-11-23; remove it, or give it a later day if it is still agreed to
        kb/old/c.md:3:10: error KB202 license-not-allowed: `CC-BY-NC-4.0` is not a licence that this library takes, since the exception for `kb/old/**` ended on 2026-11-23; write `CC-BY-4.0` or `CC0-1.0` if all authors agree
        3 articles: 1 error, 2 warnings · why: kb explain license-not-allowed
    "#]]
    .assert_eq(&out);
}

#[test]
fn what_a_policy_does_not_need_is_told_only_where_every_article_was_read() {
    let world = world();
    world.branch("trunk");
    world.write("kb/b.md", world.read("kb/b.md") + "More.\n");
    let since = format!("check --changed-since trunk {RULES}");
    assert!(!world.run(&since).exits(0).out.contains("KB217"));
    let text = world.read("kb/b.md");
    let world = world.input(text);
    let one = world.run(&format!("check --stdin-filename kb/b.md {RULES}"));
    assert!(!one.out.contains("KB217"), "{}", one.out);
    world.write("kb.toml", POLICY.replace("kb/old", "kb/gone"));
    let out = world.run(&since).exits(1).out;
    assert_eq!(out.matches("KB217").count(), 2, "{out}");
    assert!(out.contains("kb.toml:7:8: warning KB217 unused-license-policy: no article"), "{out}");
}

#[test]
fn a_policy_that_is_elsewhere_has_no_place_in_the_library() {
    let world = world().file("other.toml", POLICY.replace("\"CC0-1.0\"", "\"MITT\""));
    let out = world.run(&format!("check --config other.toml {RULES}")).out;
    assert!(out.contains("kb.toml:1:1: warning KB217"), "{out}");
    assert!(out.contains("`MITT` is no id"), "{out}");
}

#[test]
fn people_see_the_policy_that_holds() {
    let out = world().run("config").out;
    for line in [
        "  license.allow             CC-BY-4.0, CC0-1.0 · kb.toml:4\n",
        "  license.allow_code        none · default\n",
        "  license.allow_with        none · default\n",
        "  license.exception[0]      path = kb/old/**, allow = CC-BY-NC-4.0, reason =\n",
        "until = 2026-11-23 · kb.toml:6\n",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
}

#[test]
fn a_default_licence_that_is_wrong_is_told_once_and_where_it_stands() {
    let check = |license: &str, expected: &str| {
        let config = format!("[[defaults]]\npath = \"kb/**\"\nlicense = \"{license}\"\n");
        let world = World::new()
            .file("kb.toml", config)
            .file("kb/a.md", "---\ntitle: A\n---\n")
            .file("kb/b.md", "---\ntitle: B\n---\n");
        let out = world.run("check --rule license --format concise").out;
        let told: Vec<&str> = out.lines().filter(|line| line.starts_with("kb")).collect();
        assert_eq!(told.len(), usize::from(!expected.is_empty()), "{out}");
        assert!(told.concat().ends_with(expected), "{out}");
        assert!(told.iter().all(|line| line.starts_with("kb.toml:3:11: ")), "{out}");
    };
    check("cc0", "KB201 unknown-license: `cc0` is not an SPDX licence; did you mean `CC0-1.0`?");
    check("mit", "KB211 license-spelling: `mit` is spelled `MIT`; write `MIT`");
    check(
        "GPL-2.0+",
        "KB204 deprecated-license-id: the id `GPL-2.0+` is deprecated; write `GPL-2.0-or-later`",
    );
    check("MIT OR CC-BY-4.0", "");
}
