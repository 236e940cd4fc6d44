//! Questions asked: what is there is shown first, and what nobody answers is written down.

use expect_test::expect;
use jiff::civil::date;

use super::world::{Outcome, World};

/// What the need of these tests says.
pub(super) const NEED: &str = "---\ntitle: Who fetches the tape after hours?\ntype: need\n\
    summary: Nobody is named.\nauthors: [A. Author]\nlicense: CC-BY-4.0\nstatus: active\n\
    asked_by: practitioner\nseverity: 2\nstate: open\n---\n\n## Situation\n\nIt is night.\n";

pub(super) fn library() -> World {
    World::new()
        .article("restore", "", "Fetch the tape, then restore the release with it.")
        .article("rollback", "", "Undo the release within ten minutes.")
        .file("kb/needs/need-tape.md", NEED)
        .commit(date(2026, 10, 1))
}

fn says_nothing_was_written(world: &World, outcome: Outcome) -> Outcome {
    let changes = world.run("check --changed-since HEAD --format json").json();
    assert_eq!(changes["summary"]["articles"], 0, "{}", outcome.out);
    outcome
}

#[test]
fn what_answers_is_shown_and_nothing_is_written() {
    let world = library();
    let outcome = world.run("ask restore the release with tape").exits(0);
    says_nothing_was_written(&world, outcome).prints(expect![[r#"
        This is answered already:
        1  About restore › In practice
           kb/restore.md:11
           Fetch the tape, then restore the release with it.
           definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        2  About rollback › In practice
           kb/rollback.md:11
           Undo the release within ten minutes.
           definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        If that helps, you are done. If not:
          kb ask 'restore the release with tape' --anyway
    "#]]);
}

#[test]
fn a_question_that_nothing_answers_becomes_a_need() {
    let world = library();
    world
        .run(
            "ask \"Which zeppelin may land in the harbour?\" --situation \"Two ask each week.\" \
             --tried \"A list.\" --read \"The manual, 2019.\" --good-answer \"say which, and why\" \
             --severity 3 --asked-by practitioner/transport/51-250 --topic change \
             --link https://example.org/t/7",
        )
        .exits(0)
        .prints(expect![[r#"
            No article answers this.
            Wrote kb/needs/need-which-zeppelin-may-land-in-the-harbour.md.
            Others see it once it is committed and pushed:
              kb check need-which-zeppelin-may-land-in-the-harbour
              git add -- kb/needs/need-which-zeppelin-may-land-in-the-harbour.md
              git commit -m 'need: Which zeppelin may land in the harbour?' -- kb/needs/need-which-zeppelin-may-land-in-the-harbour.md
        "#]]);
    expect![[r#"
        ---
        title: "Which zeppelin may land in the harbour?"
        type: need
        summary: Two ask each week.
        authors: [A. Author]
        license: CC-BY-4.0
        topics: [change]
        status: draft
        asked_by: practitioner/transport/51-250
        severity: 3
        state: raw
        evidence_links: [https://example.org/t/7]
        ---

        ## Situation

        Two ask each week.

        ## Tried already

        A list.

        Read: The manual, 2019.

        ## A good answer would…

        say which, and why
    "#]]
    .assert_eq(&world.read("kb/needs/need-which-zeppelin-may-land-in-the-harbour.md"));
    let checked = world.run("check need-which-zeppelin-may-land-in-the-harbour --format json");
    assert_eq!(checked.exits(0).json()["summary"]["errors"], 0);
    world.run("ask Which zeppelin may land in the harbour?").exits(0).has("--same-as need-which");
}

#[test]
fn what_nobody_said_keeps_the_hint_and_is_told() {
    let world = World::shipped();
    let outcome = world.run("ask \"Which zeppelin may land?\" --tried \"A list.\"").exits(0);
    outcome.has("it still says nothing of").has("`situation`, `read`, `good-answer`.");
    let text = world.read("kb/needs/need-which-zeppelin-may-land.md");
    assert!(text.contains("## Situation\n\n<!--"), "{text}");
    assert!(text.contains("## Tried already\n\nA list.\n\n## A good"), "{text}");
    assert!(text.contains("\n# severity: 2\nstate: raw\n"), "{text}");
}

#[test]
fn a_question_that_is_asked_already_is_shown_with_the_way_to_count_it() {
    let world = library();
    let question = "ask \"Who fetches the tape after hours?\"";
    let asked = world.run(question).exits(0);
    says_nothing_was_written(&world, asked).prints(expect![[r#"
        No article answers this. Nearest:
        1  About restore › In practice
           kb/restore.md:11
           Fetch the tape, then restore the release with it.
           definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        Needs that ask something like it:
        1  Who fetches the tape after hours? (open, asked once, 100 % alike) · need-tape

        If you ask the same, count it there:
          kb ask 'Who fetches the tape after hours?' --same-as need-tape
        If you ask something else:
          kb ask 'Who fetches the tape after hours?' --anyway
    "#]]);
    let outcome = world.run(&format!("{question} --join --dry-run")).exits(0);
    let outcome = outcome.has("Would count it with need-tape: asked twice.\ndiff --git ");
    outcome.has("\n state: open\n+times_asked: 2\n ---\n");
    assert_eq!(world.read("kb/needs/need-tape.md"), NEED);
}

#[test]
fn a_link_to_where_it_was_asked_counts_once() {
    let world = library();
    let question = "ask \"Who fetches the tape after hours?\"";
    let link = "--link https://example.org/t/7";
    world.run(&format!("{question} --join {link}")).exits(0).prints(expect![[r#"
        No article answers this. Nearest:
        1  About restore › In practice
           kb/restore.md:11
           Fetch the tape, then restore the release with it.
           definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        Needs that ask something like it:
        1  Who fetches the tape after hours? (open, asked once, 100 % alike) · need-tape

        Counted with need-tape: asked twice, 1 link more.
        Others see it once it is committed and pushed:
          git add -- kb/needs/need-tape.md
          git commit -m 'need: need-tape asked once more' -- kb/needs/need-tape.md
    "#]]);
    let expected = "state: open\ntimes_asked: 2\nevidence_links: [https://example.org/t/7]\n---";
    assert_eq!(world.read("kb/needs/need-tape.md"), NEED.replace("state: open\n---", expected));
    world.run(&format!("{question} --join {link}")).exits(0).prints(expect![[r#"
        No article answers this. Nearest:
        1  About restore › In practice
           kb/restore.md:11
           Fetch the tape, then restore the release with it.
           definition · unreviewed · interests not declared · CC-BY-4.0 · 1 min

        Needs that ask something like it:
        1  Who fetches the tape after hours? (open, asked twice, 100 % alike) ·
           need-tape

        Counted already: need-tape has every one of these links.
    "#]]);
    world.run("ask zeppelin --same-as need-tape").exits(0).has("asked 3 times");
    assert!(world.read("kb/needs/need-tape.md").contains("\ntimes_asked: 3\n"));
}

#[test]
fn who_would_join_where_nobody_asks_the_same_asks_anew() {
    let world = library();
    world.run("ask zeppelin --join").exits(0).has("Wrote kb/needs/need-zeppelin.md");
}

#[test]
fn what_cannot_be_counted_with_says_why_and_the_way_out() {
    let world = library();
    world.run("ask zeppelin --same-as restore").exits(2).says("that is no need");
    world.run("ask zeppelin --same-as need-tap").exits(2).says("did you mean `need-tape`?");
    world.write("kb/needs/need-tape.md", NEED.replace("state: open", "state: declined"));
    world
        .run("ask zeppelin --same-as need-tape")
        .exits(2)
        .says("it is declined, and nobody looks at it any more")
        .says("ask with `--anyway`");
    world.write("kb/needs/need-tape.md", NEED.replace("state", "<<<<<<< x\nstate"));
    world.run("ask zeppelin --same-as kb/needs/need-tape.md").exits(2).says("merge");
}

#[test]
fn on_a_terminal_four_prompts_and_two_more_make_a_need() {
    let answers = ["Two ask each week.", "", "The manual.", "say which", "4", ""];
    let world = library().types(&answers);
    let outcome = world.run("ask \"Which zeppelin may land?\"").exits(0);
    let outcome = outcome
        .says("Situation: what are you trying to do")
        .says("Tried: what have you tried")
        .says("Read: what have you read")
        .says("A good answer would…")
        .says("How much does it hurt?")
        .says("(nothing: practitioner)");
    outcome.has("Wrote kb/needs/need-which-zeppelin-may-land.md");
    let text = world.read("kb/needs/need-which-zeppelin-may-land.md");
    assert!(text.contains("\nseverity: 4\n") && text.contains("\nasked_by: practitioner\n"));
    assert!(text.contains("## Situation\n\nTwo ask each week.\n"), "{text}");
}

#[test]
fn on_a_terminal_what_is_missing_is_told_before_anything_is_typed() {
    let question = "ask \"Which zeppelin may land?\"";
    let answers = ["Two ask each week.", "", "", "", "", ""];
    let world = World::shipped().types(&answers);
    let outcome = world.run(&format!("{question} --topic chnage")).exits(2);
    assert!(!outcome.err.contains("Situation:"), "{}", outcome.err);
    let outcome = library().types(&answers).run(&format!("{question} --url")).exits(2);
    assert!(!outcome.err.contains("Situation:"), "{}", outcome.err);
    let broken = "---\ntitle: \"{{title}}\"\n<<<<<<< x\n---\n";
    let world = library().file("kb/_templates/need.md", broken).types(&answers);
    let outcome = world.run(question).exits(2).says("cannot fill the template for needs");
    assert!(!outcome.err.contains("Situation:"), "{}", outcome.err);
}

#[test]
fn on_a_terminal_whom_git_does_not_know_is_asked_for_a_name() {
    let answers = ["", "C. Asker", "Two ask each week.", "", "", "", "", ""];
    let world = library().types(&answers);
    world.configure("user.name", "");
    world.run("ask \"Which zeppelin may land?\"").exits(0).says("Your name, as readers see it?");
    let text = world.read("kb/needs/need-which-zeppelin-may-land.md");
    assert!(text.contains("authors: [C. Asker]"), "{text}");
    assert!(text.contains("## Situation\n\nTwo ask each week.\n"), "{text}");
    let world = library().types(&[]);
    world.configure("user.name", "");
    world.run("ask \"Which zeppelin may land?\"").exits(0).has("Nothing was written.");
    world.run("ask \"Which zeppelin may land?\" --yes").exits(2).says("add `--author");
}

#[test]
fn who_says_no_more_writes_nothing() {
    for answers in [&[][..], &["It is so."], &["It is so.", "", "", "end"]] {
        let world = library().types(answers);
        let outcome = world.run("ask \"Which zeppelin may land?\"").exits(0);
        outcome.has("Nothing was written.");
        assert!(!world.root().join("kb/needs/need-which-zeppelin-may-land.md").exists());
    }
}

#[test]
fn on_a_terminal_it_is_asked_whether_that_helps_and_which_need_it_is() {
    let world = library().types(&[""]);
    let outcome = world.run("ask restore the release with tape").exits(0);
    outcome.says("Does that answer it?").has("--anyway");
    let world = library().types(&["maybe", "nope", ""]);
    let outcome = world.run("ask restore the release with tape").exits(0).has("--anyway");
    assert_eq!(outcome.err.matches("that is neither: type yes or no").count(), 2);
    let world = library().types(&["maybe", "no", "Night.", "", "", "", "", ""]);
    let outcome = world.run("ask \"Who may restore the release with the tape?\"").exits(0);
    outcome.has("Wrote kb/needs/need-who-may-restore");
    let world = library().types(&["x", "1"]);
    let outcome = world.run("ask \"Who fetches the tape after hours?\"").exits(0);
    outcome.says("Is yours one of these needs? (1; nothing: no)").has("asked twice");
    let world = library().types(&["no", "no", "Night.", "", "", "a name", "", ""]);
    let outcome = world.run("ask \"Who may restore the release with the tape?\"").exits(0);
    outcome.has("Wrote kb/needs/need-who-may-restore");
}

#[test]
fn what_should_be_masked_is_told_and_stands_in_nobodys_way() {
    let world = library();
    let command = "ask zeppelin --situation \"Ask jane.roe@northbridge.gov first.\"";
    let outcome = world.run(command).exits(0);
    outcome.says("in `situation`, `jane…` is an e-mail address: leave it out").has("Wrote");
    let json = world.run(&format!("{command} --anyway --dry-run --format json")).exits(0).json();
    assert_eq!(json["to_mask"][0]["prompt"], "situation");
    assert_eq!(json["to_mask"][0]["shown"], "jane…");
    let typed = ["jane.roe@northbridge.gov", "Somebody.", "", "", "", "", ""];
    let world = library().types(&typed);
    world.run("ask \"Which zeppelin may land?\"").exits(0).says("Write it another way?");
    let text = world.read("kb/needs/need-which-zeppelin-may-land.md");
    assert!(text.contains("## Situation\n\nSomebody.\n") && !text.contains("jane"), "{text}");
}

#[test]
fn an_address_opens_an_issue_and_nothing_is_written_or_sent() {
    let world = library();
    world.run("ask zeppelin --url").exits(2).says("add `[issues]` and `url = ");
    world.configure("remote.origin.url", "https://user:secret@github.com/example/kb.git");
    let outcome = world.run("ask \"Which zeppelin?\" --situation \"Two & more.\" --url").exits(0);
    let outcome = says_nothing_was_written(&world, outcome).has_not("secret");
    outcome.has(
        "\nhttps://github.com/example/kb/issues/new?title=Which%20zeppelin%3F&body=\
         %23%23%20Situation%0A%0ATwo%20%26%20more.%0A%0A",
    );
    world.write("kb.toml", "name = \"example\"\n[issues]\nurl = \"https://gitlab.com/a/b\"\n");
    world
        .run("ask zeppelin --url")
        .exits(0)
        .has("\nhttps://gitlab.com/a/b/-/issues/new?issue%5Btitle%5D=zeppelin&issue%5Bdescription");
    let long = "long ".repeat(3_000);
    let outcome = world.run(&format!("ask zeppelin --url --situation \"{long}\"")).exits(0);
    let outcome = outcome.has("An address has room for so much: the last ");
    assert!(outcome.out.lines().all(|line| line.len() <= 8_000), "{}", outcome.out);
}

#[test]
fn ids_are_never_given_twice_and_need_no_latin_letters() {
    let world = library();
    for id in ["need-zeppelin", "need-zeppelin-2", "need-zeppelin-3"] {
        world.run("ask zeppelin --anyway").exits(0).has(&format!("Wrote kb/needs/{id}.md"));
    }
    world.run("ask 障害").exits(0).has("Wrote kb/needs/need-2026-11-23.md");
    let long = "why is it slow ".repeat(20);
    world.run(&format!("ask {long}")).exits(0);
}

#[test]
fn slips_are_told_with_the_way_out() {
    let world = library();
    world.run("ask").exits(2).says("write the question behind it");
    world.run("ask \"a\u{202e}b\"").exits(2).says("a\\u{202e}b");
    world.run("ask zeppelin --severity 5").exits(2);
    World::shipped().run("ask zeppelin --topic chnage").exits(2).says("did you mean `change`?");
    world.run("ask zeppelin --link example.org").exits(2).says("it is no web address");
    let outcome = world.run("ask zeppelin --link https://jo:hush@example.org/t").exits(2);
    assert!(!outcome.says("a user name or a password in it").err.contains("hush"));
    // Put together, so that no scanner takes it for a key of ours.
    let key = format!("ghp_{}", "x7Kq2Lm9Tz4Rb8Wc1Vn6Yh3Pd5Gj0Fs7Ae2U");
    let keyed = format!("ask zeppelin --link https://example.org/t?token={key} --dry-run");
    assert!(!world.run(&keyed).says("in a link, `ghp_…`").err.contains(&key));
    let foreign = World::foreign().file("a.md", "# Tape\n\nFetch it.\n").commit(date(2026, 1, 1));
    foreign.run("ask zeppelin").exits(2).says("run `kb init` first, or add `--url`");
    foreign.run("ask fetch tape").exits(0).has("This is answered already:");
}

#[test]
fn what_is_no_question_or_too_long_for_one_is_told() {
    let world = library();
    world.run("ask \"???\"").exits(2).says("cannot ask nothing").says("it has no words");
    for empty in ["should it", "how do I"] {
        let outcome = world.run(&format!("ask {empty}")).exits(2);
        outcome.says("cannot ask nothing").says("no word of it says what it is about");
    }
    let asked = |characters: usize| world.run(&format!("ask {} --dry-run", "x".repeat(characters)));
    asked(2_000).exits(0);
    asked(2_001).exits(2).says("it has more than 2000 characters").says("--situation");
}

#[test]
fn a_wrong_answer_to_a_prompt_says_why_it_is_asked_again() {
    let world = library().types(&["2", "no", "Night.", "", "", "", "7", "3", ""]);
    let outcome = world.run("ask \"Who fetches the tape after hours?\"").exits(0);
    outcome.says("that is none of them: type 1").says("that is no number from 1 to 4");
}

#[test]
fn json_says_what_was_found_and_done() {
    let world = library();
    let json = world.run("ask \"Which zeppelin?\" --format json").exits(0).json();
    assert_eq!((&json["schema"], &json["done"]), (&"kb.ask.v1".into(), &"written".into()));
    assert_eq!(json["path"], "kb/needs/need-which-zeppelin.md");
    assert_eq!(json["next"][0], "kb check need-which-zeppelin");
    let question = "ask \"Who fetches the tape after hours?\" --format json";
    let json = world.run(question).exits(0).json();
    assert_eq!((&json["done"], &json["needs"][0]["same"]), (&"found".into(), &true.into()));
    assert_eq!(json["needs"][0]["alike_percent"], 100);
    let json = world.run(&format!("{question} --join")).exits(0).json();
    assert_eq!((&json["done"], &json["times_asked"]), (&"counted".into(), &2.into()));
}

#[test]
fn line_ends_and_permissions_of_a_need_stay() {
    let world = library();
    world.write("kb/needs/need-tape.md", NEED.replace('\n', "\r\n"));
    world.run("ask zeppelin --same-as need-tape").exits(0);
    let expected = NEED.replace("state: open\n", "state: open\ntimes_asked: 2\n");
    assert_eq!(world.read("kb/needs/need-tape.md"), expected.replace('\n', "\r\n"));
}
