//! Needs: which there are, in what order, and what becomes of them.

use expect_test::expect;
use jiff::civil::date;

use super::world::World;

/// A need with these lines in its front matter.
pub fn need(world: World, id: &str, extra: &str) -> World {
    let text = format!(
        "---\ntitle: How do we {id}?\ntype: need\nsummary: Nobody told us how.\n\
         topics: [change]\nauthors: [A. Author]\nlicense: CC-BY-4.0\n\
         asked_by: practitioner\n{extra}---\n\n## Situation\n\nText.\n\n## Tried already\n\n\
         - Nothing.\n\n## A good answer would…\n\n- help.\n"
    );
    world.file(&format!("kb/needs/{id}.md"), text)
}

fn library() -> World {
    let world = World::new();
    let world = need(world, "ask", "severity: 1\nstate: open\n");
    let world = need(
        world,
        "share",
        "votes: 14\nseverity: 3\nstate: open\ntimes_asked: 31\n\
         evidence_links: [https://example.org/1]\n",
    );
    let world = need(world, "tell", "votes: 40\nseverity: 2\nstate: raw\n");
    let world = need(
        world,
        "wait",
        "severity: 2\nstate: claimed\nclaimed_by: Ada Example\nclaimed_until: 2026-11-22\n",
    );
    need(
        world,
        "work",
        "severity: 4\nstate: claimed\nclaimed_by: Ada Example\nclaimed_until: 2026-11-23\n",
    )
}

#[test]
fn the_most_painful_come_first_with_the_parts_of_the_score() {
    library().run("needs").exits(0).prints(expect![[r#"
        1  How do we share?
           share · open · change · 1 link
           pain 135 = severity 3 × (votes 14 + asked 31)

        2  How do we tell?
           tell · raw · change
           pain 2 = severity 2 × (votes 0 + asked 1) · 40 votes without evidence, not
             counted

        3  How do we wait?
           wait · open again: the claim by Ada Example ended on 2026-11-22 · change
           pain 2 = severity 2 × (votes 0 + asked 1)

        4  How do we ask?
           ask · open · change
           pain 1 = severity 1 × (votes 0 + asked 1)

        4 needs wait for somebody · 1 claimed (--all) · take one: kb needs claim share
    "#]]);
}

#[test]
fn only_votes_that_somebody_can_look_up_are_told_and_otherwise_none() {
    let none = "no community votes yet";
    library().run("needs").exits(0).has_not(none);
    need(World::new(), "ask", "severity: 1\nstate: open\n").run("needs").has(none);
    need(World::new(), "ask", "severity: 1\nvotes: 9\nstate: open\n")
        .run("needs")
        .has(none)
        .has("pain 1 = severity 1 × (votes 0 + asked 1) · 9 votes without evidence, not");
    World::new().run("needs").exits(0).has("No need waits for somebody").has_not(none);
}

#[test]
fn needs_that_ask_the_same_are_one() {
    let world = need(library(), "ask-too", "severity: 2\nstate: open\nsame_as: ask\n");
    world
        .run("needs")
        .exits(0)
        .has("pain 3 = severity 1 × (votes 0 + asked 1) + severity 2 × (votes 0 + asked 1)")
        .has("asked the same: ask-too")
        .has("4 needs wait for somebody · 1 claimed (--all)");
}

#[test]
fn states_topics_and_a_number_choose() {
    let ids = |outcome: &super::world::Outcome| {
        let json = outcome.json();
        let needs = json["needs"].as_array().expect("it is a list");
        let ids = needs.iter().map(|need| need["id"].as_str().expect("it is text").to_owned());
        (ids.collect::<Vec<_>>().join(" "), json["more"].clone())
    };
    let library = library();
    let run = |options: &str| ids(&library.run(&format!("needs --format json {options}")).exits(0));
    assert_eq!(run("--state claimed,raw"), ("work tell".to_owned(), 0.into()));
    assert_eq!(run("--state OPEN --top 1"), ("share".to_owned(), 2.into()));
    assert_eq!(run("--all"), ("share work tell wait ask".to_owned(), 0.into()));
    assert_eq!(run("--topic change --top 2"), ("share tell".to_owned(), 2.into()));
    library.run("needs --state opne").exits(2).says("did you mean `open`?");
    library.run("needs --topic chnage").exits(2).says("did you mean `change`?");
    library.run("needs --top 0").exits(2).says("it counts from 1");
}

#[test]
fn a_claim_holds_through_its_last_day_and_then_the_need_is_open() {
    library().run("needs").has("open again: the claim by Ada Example ended on 2026-11-22");
    library().run("needs --state claimed").has("claimed by Ada Example until 2026-11-23");
    library()
        .on(date(2026, 11, 24))
        .run("needs --state claimed")
        .exits(0)
        .has("No need is in this state");
}

#[test]
fn drafts_are_listed_and_retired_needs_are_not() {
    let world = need(World::new(), "new", "status: draft\nseverity: 1\nstate: raw\n");
    let world = need(world, "gone", "status: retired\nseverity: 4\nstate: open\n");
    world.run("needs").exits(0).has("new · raw · draft · change").has_not("gone");
}

#[test]
fn nothing_that_a_need_says_steers_the_terminal() {
    let extra = "severity: 1\nstate: claimed\nclaimed_by: \"\\e[2Jx\"\nclaimed_until: 2026-01-01\n";
    let outcome = need(World::new(), "a", extra).run("needs").exits(0);
    assert!(!outcome.out.contains('\u{1b}'), "{}", outcome.out);
    need(World::new(), "a", "severity: 1\nstate: raw\ntimes_asked: 99999999999999\nvotes: -1\n")
        .run("needs")
        .exits(0)
        .has("pain 4294967295");
}

#[test]
fn a_need_that_cannot_be_read_is_told_and_not_everything_was_looked_at() {
    let conflict = "---\ntitle: Why?\ntype: need\n<<<<<<< ours\nstate: open\n=======\n\
                    state: declined\n>>>>>>> theirs\n---\n";
    let world = need(World::new(), "clock", "severity: 2\nstate: open\n");
    let world = world.file("kb/needs/torn.md", conflict).file("kb/needs/hollow.md", "");
    let outcome = world.run("needs").exits(2);
    outcome
        .has("clock")
        .has("kb/needs/torn.md: not looked at: it cannot be read: ")
        .has("kb/needs/hollow.md: not looked at: it cannot be read: ")
        .has("1 need waits for somebody")
        .has_not("Why?");
    let json = world.run("needs --format json").exits(2).json();
    assert_eq!(json["skipped"].as_array().map(Vec::len), Some(2), "{json}");
    let world = world.file("s.csv", "title\nWhich desk?\n");
    for looks in ["--gaps", "--surplus", "--similar", "--from-log", "import s.csv"] {
        let outcome = world.run(&format!("needs {looks}")).exits(2);
        outcome.says("kb/needs/torn.md: not looked at: it cannot be read: ");
    }
    // Elsewhere a file without front matter is no need.
    let world = need(World::new(), "clock", "severity: 2\n").file("kb/hollow.md", "");
    world.run("needs").exits(0);
}

#[test]
fn where_a_need_was_asked_is_shown_with_it_and_goes_along() {
    let links = "evidence_links: [\"https://example.org/1\", \"javascript:x\"]\n";
    let world = need(World::new(), "clock", links);
    world.run("show clock").has("Asked at\n- https://example.org/1\n");
    let json = world.run("show clock --format json").json();
    assert_eq!(json["asked_at"][0], "https://example.org/1");
    world.run("export hugo --out ../site").exits(0);
    let page = world.read("../site/content/clock.md");
    assert!(page.contains("<li><a href=\"https://example.org/1\">"), "{page}");
    assert!(page.contains("<li>javascript:x</li>"), "{page}");
}
