//! Licences that changed after others had contributed: who must agree, and who has.

use jiff::civil::{Date, date};
use serde_json::Value;

use super::world::{Outcome, World};

const JO: &str = "Jo Roe <jo@example.org>";
const BO: &str = "Bo Doe <bo@example.org>";
const RULE: &str = "check --rule relicensed-without-consent --format concise -v";

/// As many words as there are numbers.
fn words(numbers: std::ops::Range<usize>) -> String {
    numbers.map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
}

fn text(license: &str, body: &str) -> String {
    format!("---\ntitle: About x\nlicense: {license}\n---\n\n{body}\n")
}

fn library() -> World {
    World::new().file("kb.toml", "[license]\nhistory = true\n")
}

/// One article and who commits it, a day later each time.
struct Article {
    world: World,
    next: Date,
}

impl Article {
    /// Jo begins it with 20 words.
    fn under(license: &str) -> Self {
        Self { world: library(), next: date(2026, 1, 1) }.by(JO, license, &words(0..20))
    }

    fn by(self, author: &str, license: &str, body: &str) -> Self {
        self.saying(author, "change it", &text(license, body))
    }

    fn saying(mut self, author: &str, message: &str, text: &str) -> Self {
        self.world.write("kb/x.md", text);
        self.world.commit_as(self.next, author, message);
        self.next = self.next.tomorrow().expect("tests end before time does");
        self
    }

    fn check(&self) -> Outcome {
        self.world.run(RULE)
    }

    #[track_caller]
    fn is_fine(&self) {
        self.check().exits(0).has("0 errors, 0 warnings");
    }

    /// The level and the fact of the only finding.
    #[track_caller]
    fn is_told(&self, level: &str, fact: &str) {
        self.check().has(&format!("{level} KB222 relicensed-without-consent: {fact}"));
    }
}

#[test]
fn by_sa_becomes_by_only_with_consent_and_by_becomes_by_sa_without() {
    let change = |from: &str, to: &str| Article::under(from).by(BO, to, &words(0..20));
    change("CC-BY-4.0", "CC-BY-SA-4.0").is_fine();
    change("CC-BY-SA-4.0", "CC-BY-4.0").is_told(
        "error",
        "`CC-BY-4.0` since 2026-01-02, but 20 words by `Jo Roe` are under `CC-BY-SA-4.0`: the \
         matrix forbids it",
    );
    change("CC-BY-4.0", "OGL-UK-3.0").is_told(
        "error",
        "`OGL-UK-3.0` since 2026-01-02, but 20 words by `Jo Roe` are under `CC-BY-4.0`: the \
         matrix asks for a review",
    );
    change("CC-BY-SA-4.0", "CC-BY-SA-4.0 OR MIT").check().exits(1);
    change("MIT OR CC-BY-SA-4.0", "MIT").is_fine();
}

#[test]
fn who_wrote_it_alone_may_change_it() {
    let other_mail = "Jo Roe <1+jo@users.noreply.github.com>";
    for author in [JO, other_mail, "jo <jo@example.org>"] {
        Article::under("CC-BY-SA-4.0").by(author, "CC-BY-4.0", &words(0..20)).is_fine();
    }
    let renamed = "Jo Lee <lee@example.org>";
    let article = Article::under("CC-BY-SA-4.0").by(renamed, "CC-BY-4.0", &words(0..20));
    article.check().exits(1);
    let both = "Jo Roe <jo@example.org> <lee@example.org>\n";
    article.world.write(".mailmap", both);
    article.world.commit_as(article.next, JO, "say who is who");
    article.is_fine();
}

#[test]
fn who_writes_a_licence_again_after_it_was_gone_has_changed_it() {
    let broken = "---\ntitle: [About x\nlicense: CC-BY-SA-4.0\n---\n\n";
    for between in ["---\ntitle: About x\n---\n\n", broken] {
        let gone = |author: &str| {
            let text = format!("{between}{}\n", words(0..20));
            let begun = Article::under("CC-BY-SA-4.0").saying(author, "change it", &text);
            begun.saying(author, "change it again", &format!("{text}\n"))
        };
        gone(JO).by(JO, "CC-BY-4.0", &words(0..20)).is_fine();
        gone(BO).by(JO, "CC-BY-4.0", &words(0..20)).is_fine();
        gone(JO).by(BO, "CC-BY-4.0", &words(0..20)).is_told(
            "error",
            "`CC-BY-4.0` since 2026-01-04, but 20 words by `Jo Roe` are under `CC-BY-SA-4.0`",
        );
    }
}

#[test]
fn sixteen_words_are_an_error_and_fifteen_a_warning() {
    let of_bo = |count: usize| {
        Article::under("CC-BY-SA-4.0").by(BO, "CC-BY-SA-4.0", &words(0..20 + count)).by(
            JO,
            "CC-BY-4.0",
            &words(0..20 + count),
        )
    };
    of_bo(16).is_told("error", "`CC-BY-4.0` since 2026-01-03, but 16 words by `Bo Doe`");
    of_bo(15).is_told("warning", "`CC-BY-4.0` since 2026-01-03, but 15 words by `Bo Doe`");
    of_bo(1).is_told("warning", "`CC-BY-4.0` since 2026-01-03, but 1 word by `Bo Doe` is");
    let low = of_bo(15);
    low.world.write("kb.toml", "[license]\nhistory = true\nconsent_words = 14\n");
    low.check().exits(1);
}

#[test]
fn words_that_are_gone_bind_nobody() {
    let begun = || Article::under("CC-BY-SA-4.0").by(BO, "CC-BY-SA-4.0", &words(0..40));
    begun().by(JO, "CC-BY-4.0", &words(0..20)).is_fine();
    begun().by(JO, "CC-BY-4.0", &words(0..40)).by(JO, "CC-BY-4.0", &words(0..20)).is_fine();
}

#[test]
fn words_are_under_the_licence_of_their_time() {
    Article::under("CC-BY-SA-4.0")
        .by(JO, "CC-BY-4.0", &words(0..20))
        .by(BO, "CC-BY-4.0", &words(0..40))
        .is_fine();
    // There and back again: what came in between was given under less.
    let back = Article::under("CC-BY-4.0")
        .by(JO, "CC-BY-SA-4.0", &words(0..20))
        .by(BO, "CC-BY-SA-4.0", &words(0..40))
        .by(JO, "CC-BY-4.0", &words(0..40));
    back.is_told("error", "`CC-BY-4.0` since 2026-01-04, but 20 words by `Bo Doe`");
    Article::under("CC-BY-SA-4.0")
        .by(BO, "CC-BY-4.0", &words(0..20))
        .by(BO, "CC-BY-SA-4.0", &words(0..20))
        .is_fine();
}

#[test]
fn co_authors_are_authors_and_machines_are_none() {
    let with_bo = format!("write\n\nCo-authored-by: {BO}\n");
    let both = |article: Article| article.by(JO, "CC-BY-4.0", &words(0..20));
    let begun = Article { world: library(), next: date(2026, 1, 1) };
    let shared = begun.saying(JO, &with_bo, &text("CC-BY-SA-4.0", &words(0..20)));
    both(shared).is_told("error", "`CC-BY-4.0` since 2026-01-02, but 20 words by `Bo Doe`");
    Article::under("CC-BY-SA-4.0")
        .by("mender[bot] <1+mender[bot]@users.noreply.github.com>", "CC-BY-SA-4.0", &words(0..40))
        .by(JO, "CC-BY-4.0", &words(0..40))
        .is_fine();
    Article::under("CC-BY-SA-4.0")
        .by(BO, "CC-BY-SA-4.0", &words(0..40))
        .saying(JO, &with_bo, &text("CC-BY-4.0", &words(0..40)))
        .is_fine();
}

#[test]
fn consent_is_a_trailer_of_the_change() {
    let change = |message: &str| {
        let changed = text("CC-BY-4.0", &words(0..20));
        Article::under("CC-BY-SA-4.0").saying(BO, message, &changed)
    };
    change("share more\n\nRelicensed-by: Jo Roe <jo@example.org>\n").is_fine();
    change("share more\n\nReviewed-by: Jo Roe <jo@example.org>\n").check().exits(1);
    change("share more\n\nRelicensed-by: Cy Poe <cy@example.org>\n").check().exits(1);
}

#[test]
fn consent_is_a_record_of_who_agreed_to_that_change() {
    let change = |record: &str| {
        let changed = text(&format!("CC-BY-4.0\nrelicensed: [{{{record}}}]"), &words(0..20));
        Article::under("CC-BY-SA-4.0").saying(BO, "share more", &changed)
    };
    change("from: CC-BY-SA-4.0, to: CC-BY-4.0, consent: [Jo Roe]").is_fine();
    change("from: CC BY-SA 4.0, to: CC-BY-4.0, consent: jo@example.org").is_fine();
    change("consent: [Jo Roe]").is_fine();
    change("from: CC-BY-NC-4.0, to: CC-BY-4.0, consent: [Jo Roe]").check().exits(1);
    change("from: CC-BY-SA-4.0, to: CC-BY-NC-4.0, consent: [Jo Roe]").check().exits(1);
    change("from: CC-BY-SA-4.0, to: CC-BY-4.0, consent: [Jo]").check().exits(1);
    change("from: CC-BY-SA-4.0, to: CC-BY-4.0, consent: [Cy Poe], evidence: '#51'")
        .check()
        .exits(1);
    change("from: CC-BY-SA-4.0, to: CC-BY-4.0, evidence: '#51'")
        .is_told("info", "the change from `CC-BY-SA-4.0` to `CC-BY-4.0` rests on `#51` alone");
    change("from: CC-BY-SA-4.0, to: CC-BY-4.0").check().exits(1);
}

#[test]
fn spelling_a_list_and_a_header_put_right_are_no_changes() {
    let change = |from: &str, to: &str| Article::under(from).by(BO, to, &words(0..20));
    change("CC BY-SA 4.0", "CC-BY-SA-4.0").is_fine();
    change("[BSD-2-Clause, OPL]", "BSD-2-Clause OR OPUBL-1.0").is_fine();
    change("[CC-BY-SA-4.0, CC-BY-NC-4.0]", "CC-BY-4.0").check().exits(1);
    change("all rights reserved", "CC-BY-4.0").is_fine();

    let body = |named: &str| format!("{}\n\n## Copyright\n\nUnder {named}.", words(0..20));
    let header = |named: &str| {
        let begun = Article { world: library(), next: date(2026, 1, 1) };
        let begun = begun.by(JO, "CC-BY-SA-4.0", &body(named));
        begun.by(BO, "CC-BY-4.0", &body("[CC-BY-4.0](https://example.org)"))
    };
    header("[CC-BY-4.0](https://example.org)").is_fine();
    header("<https://creativecommons.org/licenses/by/4.0/>").is_fine();
    header("CC-BY-SA-4.0").check().exits(1);

    let below = |before: &str| {
        let body = format!("{}\n\n{before}\n\nUnder CC-BY-4.0.", words(0..20));
        let begun = Article { world: library(), next: date(2026, 1, 1) };
        begun.by(JO, "CC-BY-SA-4.0", &body).by(BO, "CC-BY-4.0", &body)
    };
    below("## 3. Licences and copyright").is_fine();
    below("## License keys").check().exits(1);
    below("```\n# License\n```").check().exits(1);
}

#[test]
fn wrapping_and_moving_a_file_change_no_writer() {
    let wrapped = words(0..20).replace(' ', "\n");
    let article = Article::under("CC-BY-SA-4.0").by(BO, "CC-BY-SA-4.0", &wrapped);
    article.by(JO, "CC-BY-4.0", &wrapped).is_fine();
    for changed in [words(0..20), words(0..30)] {
        let body = |body: &str| format!("{body}\n\nOne line\nand another\nand one more.");
        let begun = Article { world: library(), next: date(2026, 1, 1) };
        let article = begun.by(JO, "CC-BY-SA-4.0", &body(&words(0..20)));
        article.world.remove("kb/x.md");
        article.world.write("kb/a/y.md", text("CC-BY-SA-4.0", &body(&changed)));
        article.world.commit_as(date(2026, 1, 5), JO, "move it");
        article.world.write("kb/a/y.md", text("CC-BY-4.0", &body(&changed)));
        article.world.commit_as(date(2026, 1, 6), BO, "share more");
        article.check().exits(1).has("kb/a/y.md:3:10: error").has("words by `Jo Roe`");
    }
}

#[test]
fn both_sides_of_a_merge_are_asked() {
    let article = Article::under("CC-BY-SA-4.0");
    article.world.branch("base");
    let article = article.by(BO, "CC-BY-SA-4.0", &words(0..40));
    article.world.branch("bo");
    article.world.reset_to("base");
    let cy = "Cy Poe <cy@example.org>";
    let cys = format!("{} {}", words(50..70), words(0..20));
    let article = article.by(cy, "CC-BY-SA-4.0", &cys);
    article.world.merge(
        "bo",
        JO,
        "kb/x.md",
        &text("CC-BY-SA-4.0", &format!("{} {}", words(50..70), words(0..40))),
    );
    let all = format!("{} {}", words(50..70), words(0..40));
    let article = article.by(JO, "CC-BY-4.0", &all);
    article.is_told("error", "`CC-BY-4.0` since 2026-01-04, but 20 words by");
    article.check().has("`Bo Doe`").has("`Cy Poe`");
}

#[test]
fn what_is_not_committed_is_the_work_of_whom_git_knows() {
    let author = "A. Author <author@example.org>";
    let article = Article { world: library(), next: date(2026, 1, 1) };
    let article = article.by(author, "CC-BY-SA-4.0", &words(0..20));
    article.world.write("kb/x.md", text("CC-BY-4.0", &words(0..20)));
    article.is_fine();
    let article = Article::under("CC-BY-SA-4.0");
    article.world.write("kb/x.md", text("CC-BY-4.0", &words(0..20)));
    article.is_told("error", "`CC-BY-4.0` now, but 20 words by `Jo Roe`");
    article.world.stage("kb/x.md");
    article.world.run(&format!("{RULE} --staged")).exits(1).has("`CC-BY-4.0` now, but 20 words");
    article.world.run(&format!("{RULE} --at HEAD")).exits(0);
}

#[test]
fn whoever_only_moved_text_about_by_the_list_of_git_blame_is_not_asked() {
    let article = Article::under("CC-BY-SA-4.0");
    article.world.write("kb/x.md", text("CC-BY-SA-4.0", &words(0..60)));
    let moved = article.world.commit_as(date(2026, 2, 1), "Di Poe <di@example.org>", "wrap");
    let article = Article { next: date(2026, 3, 1), ..article };
    let article = article.by(BO, "CC-BY-4.0", &words(0..60));
    article.check().exits(1).has("`Di Poe`");
    article.world.write(".git-blame-ignore-revs", format!("{moved}\n"));
    article.world.commit_as(date(2026, 4, 1), BO, "list it");
    article.check().exits(1).has("`Jo Roe`").has_not("`Di Poe`");
}

#[test]
fn history_is_asked_only_where_somebody_wants_it() {
    let article = Article::under("CC-BY-SA-4.0").by(BO, "CC-BY-4.0", &words(0..20));
    article.world.write("kb.toml", "");
    article.is_fine();
    article.world.run(&format!("{RULE} --history")).exits(1);
}

#[test]
fn a_change_is_held_against_what_it_changed_and_nothing_else() {
    let article = Article::under("CC-BY-SA-4.0").by(BO, "CC-BY-4.0", &words(0..20));
    article.world.write("kb/y.md", text("CC-BY-4.0", "Another."));
    article.world.branch("base");
    article.world.commit_as(date(2026, 2, 1), BO, "write another");
    article.world.run(&format!("{RULE} --changed-since base")).exits(0);
    let article = article.by(BO, "CC-BY-4.0", &words(0..21));
    article.world.run(&format!("{RULE} --changed-since base")).exits(1).has("20 words by");
    article.world.write("kb.toml", "[license]\nhistory = true\nconsent_words = 9\n");
    article.world.run(&format!("{RULE} --changed-since HEAD")).exits(0);
}

#[test]
fn where_history_cannot_be_read_it_says_so() {
    let mut article = Article::under("CC-BY-SA-4.0");
    article.world.write("kb/x.md", text("CC-BY-4.0", &words(0..20)));
    let last = article.world.commit_as(article.next, BO, "share more");
    article.next = date(2026, 2, 1);
    article.world.write(".git/shallow", format!("{last}\n"));
    let note = "history checks skipped: the clone is shallow; fetch the whole history with `git \
                fetch --unshallow`";
    article.check().exits(0).says(note);
    let quiet = |format: &str| article.world.run(&format!("check -q --format {format}")).out;
    let json: Value = serde_json::from_str(&quiet("json")).expect("it is JSON");
    assert_eq!(json["notes"], serde_json::json!([note]));
    let lines = quiet("json-lines");
    let line: Value = serde_json::from_str(lines.lines().last().expect("a summary")).expect("JSON");
    assert_eq!((&line["kind"], &line["notes"][0]), (&"summary".into(), &note.into()));
    let unborn = library().file("kb/x.md", text("MIT", "One.")).run(RULE).exits(0);
    assert_eq!(unborn.err.matches("there is no commit yet").count(), 1, "{}", unborn.err);
    World::folder()
        .file("kb.toml", "[license]\nhistory = true\n")
        .file("kb/x.md", text("MIT", "One."))
        .run(RULE)
        .exits(0)
        .says("history checks skipped: this folder is not in a git repository");
}

#[test]
fn what_a_partial_clone_lacks_is_said_and_the_rest_is_judged() {
    let article = Article::under("CC-BY-SA-4.0");
    article.world.write("kb/y.md", text("CC-BY-SA-4.0", "Soon gone."));
    article.world.commit_as(date(2026, 1, 5), JO, "write another");
    article.world.write("kb/y.md", text("CC-BY-SA-4.0", "Here."));
    let article = article.by(BO, "CC-BY-4.0", &words(0..20));
    article.world.forget_text(&text("CC-BY-SA-4.0", "Soon gone."));
    article
        .check()
        .exits(1)
        .has("kb/x.md:3:10")
        .says("history checks skipped for 1 article: not every earlier version is in this clone");
}

#[test]
fn a_library_in_a_folder_of_its_repository_has_its_history_too() {
    let world = World::foreign().file("docs/kb.toml", "[license]\nhistory = true\n");
    world.write("docs/kb/x.md", text("CC-BY-SA-4.0", &words(0..20)));
    world.commit_as(date(2026, 1, 1), JO, "write");
    world.write("docs/kb/x.md", text("CC-BY-4.0", &words(0..20)));
    world.commit_as(date(2026, 1, 2), BO, "share more");
    let args: Vec<String> = RULE.split(' ').map(str::to_owned).collect();
    let outcome = world.run_in(&world.root().join("docs"), &args);
    outcome.exits(1).has("kb/x.md:3:10: error").has("20 words by `Jo Roe`");
}

#[test]
fn ten_thousand_co_authors_are_read_and_few_are_named() {
    let trailer =
        |number: usize| format!("Co-authored-by: P{number} Poe <p{number}@example.org>\n");
    let message = format!("write\n\n{}", (0..10_000).map(trailer).collect::<String>());
    let begun = Article { world: library(), next: date(2026, 1, 1) };
    let article = begun.saying(JO, &message, &text("CC-BY-SA-4.0", &words(0..20))).by(
        BO,
        "CC-BY-4.0",
        &words(0..20),
    );
    let out = article.check().exits(1).out;
    assert!(out.contains("20 words by `Jo Roe`") && out.contains("by 998 more"), "{out}");
}
