//! Votes and links from surveys and issue trackers, brought in once.

use super::needs::need;
use super::world::World;

const CLOCK: &str = "kb/needs/clock.md";
const OPEN: &str = "severity: 2\nstate: open\n";

fn library() -> World {
    let world = need(
        World::new(),
        "clock",
        &format!("{OPEN}questions: [May a supplier stop the SLA clock]\n"),
    );
    let linked = format!("{OPEN}evidence_links: [https://example.org/threads/7]\n");
    need(world, "linked", &linked)
}

const SURVEY: &str = "ID,Question,Votes,Severity\n\
    s1,Can suppliers stop our SLA clock?,14,3\n\
    s2,Which holiday calendar fits a desk?,5,2\n\
    s3,A desk fits which holiday calendar?,2,4\n\
    s4,,3,1\n";

#[test]
fn rows_raise_the_needs_that_ask_the_same_and_the_rest_is_proposed() {
    let world = library().file("survey.csv", SURVEY);
    world
        .run("needs import survey.csv")
        .exits(1)
        .has("clock · votes 0 → 14\n  Can suppliers stop our SLA clock? · 14 votes · ")
        .has("No need asks yet (1):\n  Which holiday calendar fits a desk? · 7 votes in 2 rows\n")
        .has("row 4: left out: it has no title")
        .has("3 rows of survey · write the new ones as drafts: --write-new")
        .has("  git add -- kb/needs/clock.md\n")
        .has("  git commit -m 'needs: import survey' -- kb/needs/clock.md\n");
    let text = world.read(CLOCK);
    let votes = "votes: 14\nseverity: 2\nstate: open\n";
    assert!(text.contains(votes), "{text}");
    assert!(text.contains("votes_from:\n  - {source: survey, row: s1, votes: 14}\n"), "{text}");
    world.run("needs").has("pain 30 = severity 2 × (votes 14 + asked 1)");
    world.run("check").exits(0);
}

#[test]
fn votes_for_what_is_settled_say_so_and_why() {
    let survey = "id,title,votes\nclock,X,2\n";
    let raised = |extra: &str| {
        let world = need(World::new(), "clock", &format!("severity: 2\n{extra}"));
        world.file("survey.csv", survey).run("needs import survey.csv").exits(0)
    };
    raised("state: declined\ndeclined_reason: no demand since 2024\n")
        .has("clock · votes 0 → 2 · it is declined: no demand since 2024\n");
    raised("state: accepted\nanswered_by: [a]\naccepted_by: asker\n")
        .has("clock · votes 0 → 2 · it is accepted\n");
    raised("state: open\ndeclined_reason: not now\n").has("clock · votes 0 → 2\n");
}

#[test]
fn the_same_file_twice_changes_nothing_the_second_time() {
    let world = library().file("survey.csv", SURVEY.replace("s4,,3,1\n", ""));
    world.run("needs import survey.csv --write-new").exits(0);
    let files = || {
        let drafts = "kb/needs/need-which-holiday-calendar-fits-a-desk.md";
        (world.read(CLOCK), world.read(drafts))
    };
    let before = files();
    world
        .run("needs import survey.csv --write-new")
        .exits(0)
        .has("3 rows of survey · 3 brought nothing new")
        .has_not("git add");
    assert_eq!(files(), before);
}

#[test]
fn a_later_export_brings_only_what_is_new_and_lowers_nothing() {
    let issues = |thumbs: u32| {
        format!(
            r#"[{{"title":"X","html_url":"https://example.org/threads/7","reactions":{{"+1":{thumbs}}}}}]"#
        )
    };
    let world = library().file("issues.json", issues(4));
    world.run("needs import issues.json").exits(0).has("votes 0 → 5").has("· linked");
    world.write("issues.json", issues(6));
    world.run("needs import issues.json").exits(0).has("votes 5 → 7").has("· as before");
    world.write("issues.json", issues(1));
    world.run("needs import issues.json").exits(0).has("1 brought nothing new");
    let text = world.read("kb/needs/linked.md");
    assert_eq!(text.matches("votes: 7\n").count(), 1, "{text}");
    assert_eq!(text.matches("source: issues").count(), 2, "{text}");
}

#[test]
fn a_row_twice_in_one_file_counts_once() {
    let twice = "id,title,votes\nclock,A,3\nclock,A,5\nclock,A,4\n";
    let world = library().file("s.csv", twice);
    world.run("needs import s.csv").exits(0).has("votes 0 → 5").has("· by id");
    world.run("needs import s.csv").exits(0).has("3 brought nothing new");
}

#[test]
fn a_row_twice_counts_once_in_a_new_need_too() {
    let twice = "id,title,votes\ns1,Which printer?,3\ns1,Which printer?,5\n";
    let world = World::new().file("s.csv", twice);
    world.run("needs import s.csv --write-new").exits(0).has("Which printer? · 5 votes");
    let text = world.read("kb/needs/need-which-printer.md");
    assert!(text.contains("votes: 5\n"), "{text}");
    assert_eq!(text.matches("source: s, row: s1").count(), 1, "{text}");
}

#[test]
fn the_next_survey_of_the_same_name_adds_its_own_answers() {
    let world = library().file("s.csv", "title\nMay a supplier stop the SLA clock\n");
    world.run("needs import s.csv").exits(0).has("votes 0 → 1");
    world.write("s.csv", "title\nWhich printer?\nMay suppliers stop our SLA clock?\n");
    world.run("needs import s.csv").exits(0).has("votes 1 → 2").has("Which printer?");
    world.run("needs import s.csv").exits(0).has_not("git add");
}

#[test]
fn another_encoding_and_an_open_quotation_mark_are_told() {
    let world = library().file("open.csv", "title\n\"Which printer?\nWhich desk?\n");
    world.run("needs import open.csv").exits(1).has("row 1: left out: it opens a quotation mark");
    std::fs::write(world.root().join("wide.csv"), b"\xff\xfet\0").expect("it can be written");
    world
        .run("needs import wide.csv")
        .exits(2)
        .says("it is UTF-16 and not UTF-8")
        .says("save it as UTF-8");
}

#[test]
fn new_needs_are_drafts_that_say_where_their_votes_come_from() {
    let world = library().file("survey.csv", SURVEY);
    world.run("needs import survey.csv --write-new").exits(1).has("read them for names");
    let text = world.read("kb/needs/need-which-holiday-calendar-fits-a-desk.md");
    for line in [
        "title: \"Which holiday calendar fits a desk?\"\n",
        "status: draft\n",
        "\nseverity: 4\nstate: raw\n",
        "votes_from:\n  - {source: survey, row: s2, votes: 5}\n  - {source: survey, row: s3, votes: 2}\n",
        "\n## Situation\n",
    ] {
        assert!(text.contains(line), "no {line:?} in:\n{text}");
    }
    world.run("check").exits(0);
    world.run("needs").has("pain 32 = severity 4 × (votes 7 + asked 1)");
}

#[test]
fn ids_that_are_taken_are_not_given_again() {
    let world = library().article("need-a", "", "Text.").file("s.csv", "title\nA!\nÄ\n障害\n");
    world.run("needs import s.csv --write-new").exits(0).has("need-a-2.md");
    assert!(world.root().join("kb/needs/need-imported.md").exists());
}

#[test]
fn many_files_are_named_by_their_folder() {
    let words = ["agents", "backups", "calls", "desks", "e-mails", "faults", "guests", "hosts"];
    let rows = |count: usize| {
        let titles: Vec<&str> = words.into_iter().chain(["inks", "jobs", "keys"]).collect();
        format!("title\n{}\n", titles[..count].join("\n"))
    };
    let world = World::new().file("ten.csv", rows(10)).file("eleven.csv", rows(11));
    let ten = world.run("needs import ten.csv --write-new").exits(0);
    assert!(ten.out.contains(" kb/needs/need-agents.md "), "{}", ten.out);
    World::new()
        .file("eleven.csv", rows(11))
        .run("needs import eleven.csv --write-new")
        .exits(0)
        .has("  git add -- kb/needs\n");
}

#[test]
fn a_dry_run_shows_everything_and_writes_nothing() {
    let world = library().file("survey.csv", SURVEY);
    let before = world.read(CLOCK);
    world
        .run("needs import survey.csv --write-new --dry-run")
        .exits(1)
        .has("+votes: 14")
        .has("+title: \"Which holiday calendar fits a desk?\"")
        .has_not("git add");
    assert_eq!(world.read(CLOCK), before);
    assert!(!world.root().join("kb/needs/need-which-holiday-calendar-fits-a-desk.md").exists());
    let json = world.run("needs import survey.csv --dry-run --format json").exits(1).json();
    assert_eq!(json["schema"], "kb.needs-import.v1");
    assert_eq!(json["raised"][0]["votes_after"], 14);
    assert_eq!(json["new"][0]["path"], serde_json::Value::Null);
}

#[test]
fn what_cannot_be_imported_is_refused_with_the_way_out() {
    let world = library().file("s.csv", "a,b\n1,2\n").file("s.json", "{\"a\": 1}").file("e", "");
    world.run("needs import s.csv").exits(2).says("no column is called title or question");
    world.run("needs import s.csv --map title=b").exits(0).has("1 row of s");
    world.run("needs import s.csv --map titel=b").exits(2).says("did you mean `title`?");
    world.run("needs import s.csv --map title").exits(2).says("--map title=NAME");
    world.run("needs import s.json").exits(2).says("it holds no list of issues");
    world.run("needs import e").exits(2).says("it is empty");
    world.run("needs import nowhere.csv").exits(2).says("cannot import `nowhere.csv`");
    let plain = World::foreign().file("s.csv", "title\nA\n");
    plain.run("needs import s.csv --write-new").exits(2).says("run `kb init` first");
}

#[test]
fn nothing_of_a_row_steers_the_terminal_or_breaks_front_matter() {
    let world = library()
        .file("s.csv", "title,url\n\"\u{1b}[2J: [x]\nstate: open\",https://example.org/'\"\n");
    let outcome = world.run("needs import s.csv --write-new").exits(0);
    assert!(!outcome.out.contains('\u{1b}'), "{}", outcome.out);
    world.run("check").exits(0);
    world.run("needs --state raw").exits(0).has("[2J: [x] state: open");
}

#[test]
fn a_draft_takes_the_places_of_the_hints_that_its_template_has() {
    let survey = "title,votes,severity,url\nMay a zeppelin land?,2,3,https://example.org/7\n";
    let world = World::shipped().file("survey.csv", survey);
    world.run("needs import survey.csv --write-new").exits(0);
    let text = world.read("kb/needs/need-may-a-zeppelin-land.md");
    let front = "\n# asked_by: practitioner/public/251-1000\nvotes: 2\nseverity: 3\nstate: raw\n\
                 evidence_links: [https://example.org/7]\n";
    assert!(text.contains(front), "{text}");
    assert!(
        text.contains("summary: May a zeppelin land?\n")
            || text.contains("summary: \"May a zeppelin land?\"\n"),
        "{text}"
    );
    assert!(!text.contains("# votes"), "{text}");
}

#[test]
fn what_is_left_to_write_is_said_once_and_a_file_that_is_not_there_is_named() {
    let world = World::shipped().file("survey.csv", "title\nMay a zeppelin land?\n");
    let outcome = world.run("needs import survey.csv").exits(0);
    outcome.has("write the new ones as drafts: --write-new").has_not("Nothing is left");
    let outcome = world.run("needs import nofile.csv").exits(2).says("there is no such file");
    outcome.says("name a table (CSV) or a list of issues (JSON)");
}

#[test]
fn words_that_are_somewhat_alike_count_nothing_unless_somebody_says_so() {
    let world = need(
        World::new(),
        "cost",
        &format!("{OPEN}questions: [Should users see the priority of their ticket]\n"),
    )
    .file("s.csv", "title,votes\nShould users see the cost of their ticket?,12\n");
    world
        .run("needs import s.csv")
        .exits(0)
        .has("Should users see the cost of their ticket? · 12 votes · perhaps cost (")
        .has("counts nothing for it: name it in a column `same_as`")
        .has_not("votes 0 →");
    let json = world.run("needs import s.csv --format json").exits(0).json();
    assert_eq!(json["new"][0]["perhaps"]["id"], "cost");
    assert_eq!(json["raised"][0], serde_json::Value::Null);
    world.run("needs import s.csv --join").exits(0).has("cost · votes 0 → 12");
    world.run("needs import s.csv").exits(0).has("1 brought nothing new");
}

#[test]
fn a_row_names_the_need_that_asks_the_same() {
    let world = library().file("s.csv", "id,title,votes,same_as\nclock,X,2,linked\n");
    world.run("needs import s.csv").exits(0).has("linked · votes 0 → 2").has("· by id");
}

#[test]
fn an_address_is_the_same_row_in_a_file_of_another_name() {
    let issues = |thumbs: u32, end: &str| {
        let url = format!("https://example.org/threads/7{end}");
        format!(r#"[{{"title":"X","html_url":"{url}","reactions":{{"+1":{thumbs}}}}}]"#)
    };
    let world =
        library().file("monday.json", issues(4, "")).file("friday.json", issues(6, "/#top"));
    world.run("needs import monday.json").exits(0).has("votes 0 → 5");
    world.run("needs import friday.json").exits(0).has("votes 5 → 7").has("· as before");
    assert!(!world.read("kb/needs/linked.md").contains("#top"));
    let survey = "id,title,votes\ns1,May a supplier stop the SLA clock,2\n";
    let world = library().file("one.csv", survey).file("two.csv", survey);
    world.run("needs import one.csv").exits(0).has("votes 0 → 2");
    world.run("needs import two.csv").exits(0).has("votes 2 → 4");
}
