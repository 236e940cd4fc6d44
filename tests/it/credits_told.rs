//! `kb credits`: who helped and how, and who is not named.

use expect_test::expect;
use jiff::civil::{Date, date};

use super::world::{Outcome, World};

const ADA: &str = "Ada Example <ada@example.org>";
const BO: &str = "Bo Doe <bo@example.org>";

fn text(front: &str, body: &str) -> String {
    format!("---\ntitle: About x\nlicense: CC-BY-4.0\n{front}---\n\n{body}\n")
}

/// Commits one state of `kb/x.md` after the other, a month later each time.
fn lived(people: &str, states: &[(&str, &str, &str, &str)]) -> World {
    let world = World::new().file("kb/people.yaml", people);
    for (number, (author, front, body, message)) in (1..).zip(states) {
        world.write("kb/x.md", text(front, body));
        world.commit_as(date(2026, number, 10), author, message);
    }
    world
}

fn told(world: &World, options: &str) -> Outcome {
    world.run(&format!("credits {options}")).exits(0)
}

/// One article with a life, a need that it answers, a translation and one out of use.
fn library() -> World {
    let people = "ada: {name: Ada Example, kind: practitioner}\ncy: {name: Cy Poe}\n";
    let need = "type: need\nstate: open\nauthors: [Di Poe]\n";
    let world =
        World::new().file("kb/people.yaml", people).file("kb/needs/need-x.md", text(need, "Why?"));
    world.commit_as(date(2026, 1, 5), BO, "Ask");
    world.write("kb/x.md", text("authors: [ada]\n", "One."));
    world.commit_as(date(2026, 2, 5), ADA, "Write");
    let helped = "authors: [ada]\ncontributors: [{role: told-by, name: Jo Roe}]\n";
    world.write("kb/x.md", text(helped, "One. Two."));
    let message = "Mend\n\nCo-authored-by: Flo Doe <flo@example.org>\nHelped-by: Gil Roe\n";
    world.commit_as(date(2026, 3, 5), BO, message);
    let review = "review: {on: 2026-04-04, by: [cy], checked: [read]}\n";
    world.write("kb/x.md", text(&format!("{helped}{review}"), "One. Two."));
    world.commit_as(date(2026, 4, 5), BO, "Review");
    let answered = "type: need\nstate: answered\nanswered_by: [x]\nclaimed_by: cy\n";
    world.write("kb/needs/need-x.md", text(&format!("{answered}authors: [Di Poe]\n"), "Why?"));
    world.commit_as(date(2026, 5, 5), BO, "Answer");
    let translated = "authors: [Ed Roe]\nsources: [{relation: translated, article: x, lang: en}]\n";
    world.write("kb/y.md", text(translated, "Eins."));
    world.commit_as(date(2026, 6, 5), "Ed Roe <ed@example.org>", "Translate");
    world.write("kb/y.md", text(translated, "Eins und zwei."));
    world.commit_as(date(2026, 6, 7), "fix[bot] <fix@example.org>", "Fix");
    let retired = format!("{translated}status: retired\nretired_reason: duplicate\n");
    world.write("kb/y.md", text(&retired, "Eins und zwei."));
    world.commit_as(date(2026, 7, 5), BO, "Retire");
    world
}

#[test]
fn everyone_who_helped_is_told_in_the_order_of_names_and_with_what() {
    told(&library(), "").prints(expect![[r#"
        Who helped with example, in the order of their names

        Ada Example (practitioner): wrote 1 article, answered 1 need; in 2 months,
          2026-02 to 2026-05
        Bo Doe: added 1 article, changed 1, retired 1; in 3 months, 2026-01 to 2026-07
        Cy Poe: answered 1 need, reviewed 1 article; in 2 months, 2026-04 to 2026-05
        Di Poe: wrote 1 article; in 2026-01
        Ed Roe: translated 1 article; in 2026-06
        Flo Doe: changed 1 article; in 2026-03
        Gil Roe: helped with 1 article; in 2026-03
        Jo Roe: told the story of 1 article; in 2026-02

        1 machine is left out.
    "#]]);
}

#[test]
fn articles_are_named_where_somebody_asks_for_more() {
    told(&library(), "-v --for x").prints(expect![[r#"
        Who helped with x of example, in the order of their names

        Ada Example (practitioner): wrote 1 article; in 2026-02
          wrote: x
        Bo Doe: changed 1 article; in 2026-03
          changed: x
        Cy Poe: reviewed 1 article; in 2026-04
          reviewed: x
        Flo Doe: changed 1 article; in 2026-03
          changed: x
        Gil Roe: helped with 1 article; in 2026-03
          helped with: x
        Jo Roe: told the story of 1 article; in 2026-02
          told the story of: x
    "#]]);
}

#[test]
fn a_page_is_the_same_on_every_day_and_holds_no_markup_of_strangers() {
    let world = library();
    let page = told(&world, "--format markdown").out;
    assert_eq!(told(&world, "--format md --today 2030-01-01").out, page);
    expect![[r#"
        # Credits

        Who helped with example, in the order of their names.

        - **Ada Example** (practitioner): wrote 1 article, answered 1 need; in 2 months, 2026-02 to 2026-05
        - **Bo Doe**: added 1 article, changed 1, retired 1; in 3 months, 2026-01 to 2026-07
        - **Cy Poe**: answered 1 need, reviewed 1 article; in 2 months, 2026-04 to 2026-05
        - **Di Poe**: wrote 1 article; in 2026-01
        - **Ed Roe**: translated 1 article; in 2026-06
        - **Flo Doe**: changed 1 article; in 2026-03
        - **Gil Roe**: helped with 1 article; in 2026-03
        - **Jo Roe**: told the story of 1 article; in 2026-02
    "#]]
    .assert_eq(&page);
    let strange = "authors: ['[x](http://y) @jo']\n";
    let world = lived("", &[(ADA, strange, "One.", "Write")]);
    told(&world, "--format markdown").has_not("[x](").has_not("@jo").has("\\[x\\]");
}

#[test]
fn json_names_the_articles_and_the_months() {
    let json = told(&library(), "--format json").json();
    assert_eq!(
        (&json["by"], &json["order"], &json["machines"]),
        (&"person".into(), &"name".into(), &1.into())
    );
    let people = json["groups"][0]["people"].as_array().expect("there are people");
    let ada = people.iter().find(|it| it["id"] == "ada").expect("she helped");
    assert_eq!(ada["kind"], "practitioner");
    let did = serde_json::json!({"answered": ["need-x"], "wrote": ["x"]});
    assert_eq!((&ada["did"], &ada["months"]), (&did, &serde_json::json!(["2026-02", "2026-05"])));
}

#[test]
fn nobody_is_ranked_unless_somebody_asks_for_it() {
    let world = World::new();
    for (name, author) in [("a", "Zoe Doe"), ("b", "Zoe Doe"), ("c", "Ann Doe")] {
        world.write(&format!("kb/{name}.md"), text(&format!("authors: [{author}]\n"), "One."));
    }
    let world = world.commit(date(2026, 1, 5));
    let names = |options: &str| {
        let out = told(&world, options).out;
        let place = |name: &str| out.find(name).expect("they are told");
        place("Ann Doe:") < place("Zoe Doe:")
    };
    assert!(names(""));
    assert!(!names("--sort count"));
    told(&world, "--sort count").has("by the number of articles they helped with");
}

#[test]
fn a_pseudonym_hides_name_and_address_in_every_format() {
    // What `printf` with `%s real@example.org` and `sha256sum` print.
    let digest = "de4a27519b0a5bf3a2e78012e6bcad1e2021c23a297aae7f54e1d649035c8e60";
    let people =
        format!("otter: {{name: Quiet Otter, pseudonym: true, addresses: ['sha256:{digest}']}}\n");
    let real = "Real Name <Real@example.org>";
    let world = lived(
        &people,
        &[
            (real, "authors: [otter]\n", "One.", "Write"),
            (real, "authors: [otter]\n", "Two.", "Change"),
        ],
    );
    for format in ["human", "markdown", "json"] {
        let out = told(&world, &format!("-v --format {format}")).has("Quiet Otter").out;
        assert!(!out.to_lowercase().contains("real"), "{out}");
    }
    told(&world, "").has("Quiet Otter: wrote 1 article, changed 1; in 2 months");
    let life = world.run("show x --history").exits(0).has("Quiet Otter").has_not("Real");
    assert!(!life.err.contains("Real"), "{}", life.err);
    world.remove("kb/x.md");
    world.commit_as(date(2026, 6, 1), real, "Remove");
    world.run("show x --history").exits(0).has("removed").has("Quiet Otter").has_not("Real");
}

#[test]
fn who_asked_not_to_be_named_is_counted_once() {
    let people = "shy: {name: Shy Person, credit: none}\nada: {name: Ada Example}\n";
    let world = lived(
        people,
        &[
            (ADA, "authors: [ada, shy]\n", "One.", "Write"),
            ("Shy Person <shy@example.org>", "authors: [ada, shy]\n", "Two.", "Change"),
        ],
    );
    for format in ["human", "markdown", "json"] {
        let told = told(&world, &format!("-v --format {format}"));
        told.has("Ada Example").has_not("Shy").has_not("shy");
    }
    told(&world, "").has("\nand 1 person who asked not to be named\n");
    let withheld = "authors: [Ada Example]\ncontributors: [{role: told-by, name: withheld}]\n";
    told(&lived("", &[(ADA, withheld, "One.", "Write")]), "").has("and 1 person who asked");
}

#[test]
fn an_address_is_never_printed() {
    let lone = "lone@example.org <lone@example.org>";
    let world = lived("", &[(lone, "", "One.", "Write\n\nHelped-by: <other@example.org>")]);
    for format in ["human", "markdown", "json"] {
        told(&world, &format!("--format {format}")).has_not("example.org").has_not("&#64;");
    }
    told(&world, "").has("Somebody who signs without a name: wrote 1 article");
}

#[test]
fn a_mailmap_makes_two_signatures_one() {
    let old = "bob <b@old.example>";
    let world = lived("", &[(old, "", "One.", "Write"), (BO, "", "Two.", "Change")]);
    told(&world, "").has("Bo Doe: changed 1").has("bob: wrote 1");
    world.write(".mailmap", "Bo Doe <bo@example.org> <b@old.example>\n");
    world.commit_as(date(2026, 5, 1), BO, "Who is who");
    told(&world, "").has("Bo Doe: wrote 1 article, changed 1").has_not("bob");
}

#[test]
fn a_change_of_front_matter_or_white_space_alone_is_none() {
    let world = lived(
        "",
        &[
            (ADA, "", "One two.", "Write"),
            (BO, "topics: [incident]\n", "One two.", "Sort"),
            (BO, "topics: [incident]\n", "One\ntwo.", "Wrap"),
        ],
    );
    told(&world, "").has("Ada Example: wrote 1").has_not("Bo Doe");
}

#[test]
fn a_review_counts_where_something_shows_what_was_looked_at() {
    let review = |on: &str, more: &str| format!("review: {{on: {on}, by: [Bo Doe]{more}}}\n");
    let (first, second) = (review("2026-02-09", ""), review("2026-02-09", ", checked: [read]"));
    let none = lived("", &[(ADA, "", "One.", "Write"), (ADA, &first, "One.", "Review")]);
    told(&none, "").has_not("Bo Doe").has("1 review says nothing of what was looked at");
    let checked = lived("", &[(ADA, "", "One.", "Write"), (ADA, &second, "One.", "Review")]);
    told(&checked, "").has("Bo Doe: reviewed 1 article; in 2026-02").has_not("says nothing");
    let message = "Review\n\nReviewed-Article: x\n";
    let named = lived("", &[(ADA, "", "One.", "Write"), (ADA, &first, "One.", message)]);
    told(&named, "").has("Bo Doe: reviewed 1 article");
    let future = review("2026-02-12", ", checked: [read]");
    let future = lived("", &[(ADA, "", "One.", "Write"), (ADA, &future, "One.", "Review")]);
    told(&future, "").has_not("Bo Doe");
}

#[test]
fn a_reviewer_of_a_commit_is_named_by_its_trailer() {
    let message = "Change\n\nReviewed-by: Bo Doe <bo@example.org>\n";
    let world = lived("", &[(ADA, "", "One.", "Write"), (ADA, "", "Two.", message)]);
    told(&world, "").has("Bo Doe: reviewed 1 article; in 2026-02");
}

#[test]
fn since_counts_from_a_day_on_or_what_does_not_lead_to_a_commit() {
    let states = [(ADA, "", "One.", "Write"), (BO, "", "Two.", "Change")];
    let world = lived("", &states);
    told(&world, "--since 2026-02-10").has("since 2026-02-10").has("Bo Doe").has_not("Ada");
    told(&world, "--since 2026-02-11").has("Nobody is known to have helped with example since");
    told(&world, "--since HEAD~1").has("Bo Doe").has_not("Ada");
    told(&world, "--since HEAD").has_not("Bo Doe");
    world.run("credits --since nowhere").exits(2).says("nowhere");
}

#[test]
fn people_stand_under_the_organisation_of_that_day() {
    let people = "bo:\n  name: Bo Doe\n  affiliations:\n    - {org: old, until: 2026-01-31}\n    \
                  - {org: New Ltd, from: 2026-02-01}\nold: {name: Old Ltd, kind: organisation}\n";
    let world = lived(
        people,
        &[
            (BO, "authors: [bo]\n", "One.", "Write"),
            (BO, "authors: [bo]\n", "Two.", "Change"),
            (ADA, "authors: [bo]\n", "Three.", "Change"),
        ],
    );
    told(&world, "--by org").prints(expect![[r#"
        Who helped with example, in the order of their names

        New Ltd
          Bo Doe: changed 1 article; in 2026-02

        Old Ltd
          Bo Doe: wrote 1 article; in 2026-01

        No known organisation
          Ada Example: changed 1 article; in 2026-03
    "#]]);
}

#[test]
fn people_stand_under_each_topic_of_their_articles() {
    let world = lived("", &[(BO, "topics: [knowledge, incident]\n", "One.", "Write")]);
    told(&world, "--by topic")
        .has("incident\n  Bo Doe: wrote 1 article")
        .has("knowledge\n  Bo Doe");
    let world = lived("", &[(BO, "", "One.", "Write")]);
    told(&world, "--by topic").has("No topic\n  Bo Doe");
}

#[test]
fn an_article_is_found_by_a_former_id_and_a_slip_is_told() {
    let world = lived("", &[(BO, "aliases: [old-x]\n", "One.", "Write")]);
    world.write("kb/other.md", text("authors: [Ann Doe]\n", "One."));
    let world = world.commit(date(2026, 3, 1));
    told(&world, "--for old-x").has("x of example").has("Bo Doe").has_not("Ann Doe");
    world.run("credits --for othr").exits(2).says("did you mean `other`?");
}

#[test]
fn what_was_moved_is_still_the_work_of_who_wrote_it() {
    let world = lived("", &[(ADA, "", "One.", "Write")]);
    world.write("kb/deep/x.md", world.read("kb/x.md"));
    world.remove("kb/x.md");
    world.commit_as(date(2026, 5, 1), BO, "Move");
    told(&world, "").has("Ada Example: wrote 1 article; in 2026-01").has_not("Bo Doe");
}

#[test]
fn a_plain_folder_tells_whom_its_articles_name() {
    let world =
        World::folder().file("kb.toml", "").file("kb/x.md", text("authors: [Ann Doe]\n", "One."));
    told(&world, "").has("Ann Doe: wrote 1 article\n").says("no git history here");
    told(&world, "--since 2026-01-01").has("Nobody is known");
    world.run("credits --since v1").exits(2).says("no day");
}

#[test]
fn any_day_is_a_day() {
    let world = World::new().file("kb/x.md", text("authors: [Ann Doe]\n", "One."));
    for day in [Date::MIN, date(1, 1, 1), Date::MAX] {
        let day = day.max(date(1, 1, 1));
        world.run(&format!("credits --since {day} --today {day}")).exits(0);
    }
}

#[test]
fn hostile_names_steer_no_terminal_and_thousands_are_told_at_once() {
    let trailers: String =
        (0..10_000).map(|number| format!("Helped-by: H\u{1b}[2J{number} Doe\n")).collect();
    let message = format!("Write\n\n{trailers}");
    let world = lived("", &[("E\u{202e}ve \u{7}Doe <e@example.org>", "", "One.", &message)]);
    told(&world, "").has("999 Doe: helped with 1 article").has_not("\u{1b}").has_not("\u{202e}");
}

#[test]
fn what_is_kept_between_runs_changes_no_answer() {
    let world = library();
    let first = told(&world, "-v").out;
    assert!(world.root().join(".git/kb/acts").exists());
    assert_eq!(told(&world, "-v").out, first);
    let kept = world.bytes(".git/kb/acts");
    for damaged in [&kept[..kept.len() / 2], b"kbacts01", b"", &[0; 4096]] {
        world.write(".git/kb/acts", damaged);
        assert_eq!(told(&world, "-v").out, first);
    }
    world.write("kb/z.md", text("authors: [Zoe Doe]\n", "New."));
    world.commit_as(date(2026, 8, 1), ADA, "Add");
    told(&world, "").has("Zoe Doe: wrote 1 article; in 2026-08");
}
