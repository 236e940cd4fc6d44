//! `kb review` changes the bytes that it must and no others, whatever the file looks like.

use jiff::civil::date;

use super::world::World;

const READ: &str = "review a --checked read";

/// Reviews the file `text` and gives what became of it.
#[track_caller]
fn reviewed(text: &[u8]) -> Vec<u8> {
    let world = World::new().file("kb/a.md", text).commit(date(2026, 1, 1));
    world.configure("user.name", "B. Other");
    world.run(READ).exits(0);
    world.bytes("kb/a.md")
}

/// All but the lines of the review are as they were.
#[track_caller]
fn check(text: &str, is_new: impl Fn(&str) -> bool) {
    let new = String::from_utf8(reviewed(text.as_bytes())).expect("it stays UTF-8");
    let lines = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
    let kept: Vec<String> = lines(&new).into_iter().filter(|line| !is_new(line)).collect();
    let old: Vec<String> = lines(text).into_iter().filter(|line| !is_new(line)).collect();
    assert_eq!(kept, old);
    assert!(new.contains("2026-11-23") && new.contains("B. Other"), "{new}");
    let ends = |text: &str| text.matches("\r\n").count() == text.matches('\n').count();
    assert!(!text.contains('\r') || ends(&new), "{new:?}");
}

#[test]
fn line_ends_the_byte_order_mark_and_a_missing_last_line_end() {
    let is_review = |line: &str| line.starts_with("review:");
    let plain = "---\ntitle: A # why\nauthors: [A. Author]\n# a comment\n\n---\n\nText.\n";
    check(plain, is_review);
    check(&plain.replace('\n', "\r\n"), is_review);
    check(&format!("\u{feff}{plain}"), is_review);
    check(plain.trim_end(), is_review);
    check(&format!("\u{feff}{}", plain.replace('\n', "\r\n").trim_end()), is_review);
}

#[test]
fn a_review_on_one_line_and_one_on_several() {
    let on_one =
        "---\ntitle: A\nreview: {on: 2025-01-01, every: 6 months} # every half-year\n---\n";
    check(on_one, |line| line.starts_with("review:"));
    let text = String::from_utf8(reviewed(on_one.as_bytes())).expect("UTF-8");
    assert!(text.contains("every: 6 months") && text.contains("# every half-year"), "{text}");
    check(
        "---\ntitle: A\nreview:\n  # by the board\n  every: 6 months\n  on: 2025-01-01\n  by:\n    \
         - C. Third # of the board\n---\nText.\n",
        |line| ["  on:", "    - ", "  checked:", "  body:"].iter().any(|it| line.starts_with(it)),
    );
}

#[test]
fn a_foreign_tree_keeps_its_field_in_its_form_and_is_told_what_was_left_out() {
    let world = World::foreign()
        .file(
            "kb.toml",
            "[articles]\ninclude = [\"*.md\"]\n[fields]\n\"ms.date\" = \"review.on\"\n\
             \"ms.reviewer\" = \"review.by\"\n[dates]\nformat = \"MM/DD/YYYY\"\n",
        )
        .file(
            "a.md",
            "---\ntitle: A\nms.date: '01/31/2025' # then\nms.reviewer: third\n---\nText.\n",
        );
    world.commit_as(date(2025, 2, 1), "A. Author <author@example.org>", "write it");
    world.configure("user.name", "B. Other");
    let outcome = world.run("review a --checked read --note fine --every \"1 year\"").exits(0);
    outcome.says("`review.every`, `review.checked`").says("`[fields]`");
    assert_eq!(
        world.read("a.md"),
        "---\ntitle: A\nms.date: '11/23/2026' # then\nms.reviewer: B. Other\n---\nText.\n"
    );
    let refused = world.run("review a --needs-work \"too old\"").exits(1);
    refused.has("no field of its front matter stands for `needs_work`");
    let without = World::foreign().file("a.md", "---\ntitle: A\n---\nText.\n");
    let without = without.commit(date(2026, 1, 1));
    without.run("review a --checked read --by \"B. Other\"").exits(1).has("run `kb init`");
}

#[test]
fn hostile_titles_notes_ids_and_names_steer_no_terminal() {
    let order = "\u{1b}[2J\u{202e}";
    let world = World::new()
        .file("kb/x \u{1b}[2J.md", "---\ntitle: \"a\\x1b[2J\"\nauthors: [\"\\e[2J\"]\n---\nText.\n")
        .commit(date(2026, 1, 1));
    world.configure("user.name", "B. Other");
    let world = world.types(&["read", &format!("note {order}"), "plain", "yes"]);
    let args = ["review", "x \u{1b}[2J", "--color", "never"].map(str::to_owned);
    let outcome = world.run_in(&world.root(), &args).exits(0);
    assert!(outcome.out.contains("Recorded"), "{}", outcome.out);
    let said = [outcome.out.as_str(), &outcome.err].concat();
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
    let noted = ["review", "x \u{1b}[2J", "--checked", "read", "--note", order].map(str::to_owned);
    world.run_in(&world.root(), &noted).exits(2).says("characters that cannot be seen");
    let by = ["review", "x \u{1b}[2J", "--checked", "read", "--by", order].map(str::to_owned);
    world.run_in(&world.root(), &by).exits(2).says("characters that cannot be seen");
}

#[test]
fn a_body_that_changed_in_nine_thousand_lines_is_shown_whole() {
    let text = |word: &str| {
        let lines: String = (0..9_000).map(|line| format!("{word} of line {line}\n")).collect();
        format!("---\ntitle: A\nauthors: [A. Author]\nreview: {{on: 2025-01-01}}\n---\n{lines}")
    };
    let world = World::new().file("kb/a.md", text("the first word")).commit(date(2025, 1, 1));
    world.write("kb/a.md", text("the other word"));
    let world = world.commit(date(2026, 1, 1));
    world.configure("user.name", "B. Other");
    let outcome = world.types(&["yes"]).run(READ).exits(0);
    assert!(outcome.out.contains("+the other word of line 8999"), "the last line");
    assert!(outcome.out.contains("9000 lines came, 9000 went"));
}

#[test]
fn a_shallow_history_says_what_is_unknown_and_the_review_is_recorded() {
    let world = World::new()
        .article("a", "review: {on: 2025-01-01, by: [C. Third]}\n", "Text.")
        .commit(date(2026, 1, 1));
    let head = world.add_commit(date(2026, 1, 2));
    world.write(".git/shallow", format!("{head}\n"));
    world.configure("user.name", "B. Other");
    let outcome = world.types(&["yes"]).run(READ).exits(0);
    outcome.has("Unknown: 1 review is older than this shallow clone").has("git fetch --unshallow");
}

#[test]
fn where_the_reviewed_text_is_not_in_history_its_digest_tells_whether_it_changed() {
    let world = World::new().article("a", "", "Text.").commit(date(2026, 1, 1));
    world.configure("user.name", "B. Other");
    world.run(READ).exits(0);
    let world = world.types(&[""]);
    world.run("review a").exits(0).has("Nothing: the 8 words are those that were reviewed");
    let text = world.read("kb/a.md");
    world.write("kb/a.md", text.replace("Text.", "*Text*\n"));
    world.run("review a").exits(0).has("Nothing: the 8 words");
    world.write("kb/a.md", text.replace("Text.", "Other text."));
    let outcome = world.run("review a").exits(0).has("Unknown: that review is not committed yet");
    let outcome = outcome.out.replace('\n', " ");
    assert!(outcome.contains("by the digest in `review.body` it is another text"), "{outcome}");
}
