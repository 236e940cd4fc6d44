//! Hostile bodies through the commands: each is checked, searched and shown, and nobody else harmed.

use expect_test::expect;

use super::hostile::{findings, neighbours, neighbours_are_well, with_body};

/// What other readers of Markdown hung or aborted on, by how often it is repeated.
const REPEATED: [(&str, &str, usize); 12] = [
    ("open links", "[a](", 20_000),
    ("open brackets", "[", 50_000),
    ("images", "![[](", 20_000),
    ("emphasis", "*a_ ", 20_000),
    ("quotes", ">", 50_000),
    ("quotes apart", "> ", 20_000),
    ("lists", "- ", 20_000),
    ("backticks", "a`b``c```", 5_000),
    ("comments", "<!-- a <!", 10_000),
    ("angles", "<a ", 20_000),
    ("entities", "&amp;&#1;", 10_000),
    ("one long line", "word and ", 20_000),
];

#[test]
fn bodies_that_hang_other_readers_harm_nobody() {
    let world = neighbours();
    let deep: String = (0..500).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    let headings: String = (0..3000).map(|at| format!("# A\n[x](#a-{at})\n")).collect();
    let definition = format!("[a]: {}\n\n{}", "b".repeat(10_000), "[a]\n".repeat(1000));
    let others =
        [("deep lists", deep), ("headings", headings), ("amplified references", definition)];
    let repeated = REPEATED.map(|(name, unit, times)| (name, unit.repeat(times)));
    for (name, body) in repeated.into_iter().chain(others) {
        let path = format!("kb/{}.md", name.replace(' ', "-"));
        let text = String::from_utf8(with_body(&body)).expect("it is text");
        world.write(&path, text.replace("thing", name));
        let shown = world.run(&format!("show {}", name.replace(' ', "-"))).exits(0);
        assert!(shown.out.len() < 40 * body.len(), "{name}: {}", shown.out.len());
        #[cfg(target_os = "linux")]
        for command in ["check", "show"] {
            let arguments = format!("{command} {path}");
            super::bounded::answers(&world.root(), &arguments, name);
        }
        let found = findings(&world).remove(&path).unwrap_or_default();
        let told = ["broken-link", "broken-anchor", "ambiguous-anchor", "several-h1"];
        let is_told = |it: &String| told.iter().any(|rule| it.ends_with(rule));
        assert!(found.iter().all(is_told), "{name}: {found:?}");
        world.remove(&path);
    }
    world.write("kb/long.md", with_body(&"word and narwhal ".repeat(20_000)));
    let out = world.run("search narwhal").exits(0).has("kb/long.md").out;
    assert!(out.len() < 2000, "a snippet is cut: {}", out.len());
    neighbours_are_well(&world);
}

#[test]
fn a_merge_conflict_in_an_article_is_found_where_it_begins() {
    let world = neighbours();
    let ours = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other";
    world.write("kb/body.md", with_body(ours));
    let front = String::from_utf8(with_body("")).expect("text").replace(
        "license: CC-BY-4.0\n",
        "<<<<<<< HEAD\nlicense: CC-BY-4.0\n=======\nlicense: CC0-1.0\n>>>>>>> other\n",
    );
    world.write("kb/front.md", front.replace("thing", "front"));
    let found = findings(&world);
    assert_eq!(found["kb/body.md"], ["20:1 merge-conflict"]);
    assert_eq!(found["kb/front.md"], ["6:1 merge-conflict"]);
    neighbours_are_well(&world);
}

/// An article with ten faults, no two on one place.
pub const TEN: &str = "---\ntitle: Incident: major\ntype: definition\nsummary: What it is.\n\
                authors: [A. Author]\nlicense: CC BY 4.0\nterm: it\nterm: that\n\
                senses: [{text: A sense, source: Example}]\nowner: @team\ncolour: red\n\
                retire_on: 2026-02-30\nstatus: aktive\n\
                review: {on: 2027-10-01, by: [B. Reader], every: 12 months}\n---\n\n\
                ## In practice\n\n[gone](gone.md) and [nowhere](#nowhere)\n\n\
                ## Example and counter-example\n\nAn example.\n";

#[test]
fn ten_faults_of_one_file_are_ten_findings_in_one_run() {
    let world = neighbours().file("kb/ten.md", TEN);
    world.run("check kb/ten.md --format concise").exits(1).prints(expect![[r#"
        kb/ten.md:2:8: error KB103 yaml-syntax: the value has a `: ` inside; put the value in quotes: `"Incident: major"`
        kb/ten.md:6:10: error KB201 unknown-license: `CC BY 4.0` is not an SPDX licence; did you mean `CC-BY-4.0`?
        kb/ten.md:8:1: error KB104 duplicate-key: the key `term` is written twice; keep one of the two
        kb/ten.md:10:8: error KB103 yaml-syntax: a value cannot begin with `@`; put the value in quotes: `"@team"`
        kb/ten.md:11:1: error KB107 unknown-field: unknown field `colour`; remove it, or call it `x-…` if it is for your own tools
        kb/ten.md:12:12: error KB110 invalid-date: `2026-02-30` of `retire_on` is not a day of the calendar; write a day of the calendar as YYYY-MM-DD
        kb/ten.md:13:9: error KB109 invalid-value: `aktive` is not a value of `status`; did you mean `active`? the values are `active`, `draft` and `retired`
        kb/ten.md:14:14: error KB303 review-in-future: `review.on` is 2027-10-01, and today is 2026-11-23; write the day on which the review was made
        kb/ten.md:19:8: error KB401 broken-link: `gone.md` leads to no file; remove the link, or create `kb/gone.md`
        kb/ten.md:19:31: error KB402 broken-anchor: this article has no heading `#nowhere`; there is `#in-practice`, `#example-and-counter-example`
        3 articles: 10 errors, 0 warnings · mend 1: kb check --fix · why: kb explain yaml-syntax
    "#]]);
    neighbours_are_well(&world);
}
