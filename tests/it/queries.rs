//! What can be asked behind `kb search`, beside words.

use jiff::civil::date;

use super::world::{Outcome, World};

fn library() -> World {
    let article = |kind: &str, topics: &str, more: &str, body: &str| {
        format!("---\ntitle: About {kind}\ntype: {kind}\ntopics: [{topics}]\n{more}---\n{body}\n")
    };
    let reviewed = |on: &str, by: &str| {
        format!("review: {{on: {on}, by: [{by}], every: 12 months}}\nlicense: CC-BY-4.0\n")
    };
    World::new()
        .file("kb/vocabulary.yaml", "topics: {incident: It broke., service-level: A promise.}\n")
        .file(
            "kb/incident/restore.md",
            article("guide", "incident", &reviewed("2024-03-05", "a-smith"), "Restore the data."),
        )
        .file(
            "kb/sla/clock.md",
            article(
                "metric",
                "service-level",
                &format!("{}context: {{sector: [public]}}\n", reviewed("2026-05-01", "B. Jones")),
                "The clock at http://clock.example/12 stops at 12:30. Data.",
            ),
        )
        .file(
            "kb/sla/need.md",
            article(
                "need",
                "incident, service-level",
                "",
                "Who has data on std::vector? note: none",
            ),
        )
        .commit(date(2026, 11, 1))
}

fn ask(query: &str) -> Outcome {
    library().run(&format!("search {query}"))
}

#[track_caller]
fn check(query: &str, paths: &[&str]) {
    let outcome = ask(query);
    let mut found: Vec<&str> =
        outcome.out.lines().filter_map(|line| line.trim().strip_prefix("kb/")).collect();
    found.sort_unstable();
    let found: Vec<&str> = found.iter().map(|it| it.split(':').next().unwrap_or(it)).collect();
    assert_eq!(found, paths, "{query}\n{}{}", outcome.out, outcome.err);
    outcome.exits(u8::from(paths.is_empty()));
}

const RESTORE: &str = "incident/restore.md";
const CLOCK: &str = "sla/clock.md";
const NEED: &str = "sla/need.md";

#[test]
fn any_field_is_a_filter_and_filters_alone_list_what_passes() {
    check("data type:guide", &[RESTORE]);
    check("type:guide", &[RESTORE]);
    check("review.by:a-smith", &[RESTORE]);
    check("context.sector:public", &[CLOCK]);
    check("license:cc-by-4.0", &[RESTORE, CLOCK]);
    check("licence:CC-BY-4.0 topic:incident", &[RESTORE]);
    check("status:active NOT type:need", &[RESTORE, CLOCK]);
    check("NOT type:need data", &[RESTORE, CLOCK]);
    check("path:kb/sla/", &[CLOCK, NEED]);
    check("path:**/need.md", &[NEED]);
}

#[test]
fn values_of_a_key_are_choices_and_keys_add_up() {
    check("topic:incident,service-level", &[RESTORE, CLOCK, NEED]);
    check("topic:incident topic:service-level", &[RESTORE, CLOCK, NEED]);
    check("topic:incident --topic service-level type:need", &[NEED]);
    check("topic:“service level” type:metric", &[CLOCK]);
    check("\"topic:service level\" type:metric", &[CLOCK]);
    check("\"review.by:B. Jones\"", &[CLOCK]);
    check("topic:incident NOT topic:service-level", &[RESTORE]);
}

#[test]
fn days_and_lengths_are_ranges_and_states_are_computed() {
    check("reviewed:..2024", &[RESTORE]);
    check("reviewed:2026-05", &[CLOCK]);
    check("reviewed:2024-03-05..2026-05-01", &[RESTORE, CLOCK]);
    check("review.on:2025..", &[CLOCK]);
    check("state:overdue", &[RESTORE]);
    check("state:unreviewed,current", &[CLOCK, NEED]);
    check("due:..2025-12", &[RESTORE]);
    check("words:..4 data", &[RESTORE]);
    check("minutes:..1 NOT state:overdue", &[CLOCK, NEED]);
    check("has:context", &[CLOCK]);
    check("has:context.sector", &[CLOCK]);
    check("NOT has:review", &[NEED]);
    check("has:review has:context", &[CLOCK]);
}

#[test]
fn a_state_that_articles_write_is_told_from_that_of_reviews_by_its_value() {
    let world = World::new()
        .file("kb/a.md", "---\ntitle: A\ntype: need\nstate: open\n---\nText.\n")
        .file("kb/b.md", "---\ntitle: B\ntype: need\nstate: answered\n---\nText.\n")
        .commit(date(2026, 11, 1));
    world.run("search state:open").exits(0).has("1 of 2 articles");
    world.run("search state:unreviewed").exits(0).has("2 of 2 articles");
    world.run("search state:opne").exits(1).says("did you mean `open`?");
    world.run("search state:open --facets state").has("state: unreviewed 1");
}

#[test]
fn what_is_no_key_is_found_as_it_stands() {
    for query in ["http://clock.example/12", "12:30", "std::vector", "note: data", "note:none"] {
        let outcome = ask(query);
        assert_eq!(outcome.err, "", "{query}");
    }
    ask("staus:active").exits(1).says(
        "no article has a field `staus`, so it was searched as a word; did you mean `status:`?",
    );
    ask("review:jones").exits(1).says("there are `review.by:`, `review.every:`, `review.on:`");
}

#[test]
fn a_value_that_no_article_has_is_a_slip_and_told() {
    ask("type:gide").exits(1).says("no article has the type `gide`").says("did you mean `guide`?");
    ask("NOT topic:incidnet data").says("did you mean `incident`?");
    ask("review.by:a-smit").exits(1).says("did you mean `a-smith`?");
    ask("state:overdew").exits(1).says("did you mean `overdue`?");
    ask("has:contxt").exits(1).says("no article has the field `contxt`").says("`context`?");
    ask("due:soon").exits(1).says("it is not a day, month or year");
    ask("words:..many").exits(1).says("write `words:A..B`");
    ask("type:template").exits(1).has("Nothing passes these filters.\n").has_not("answers");
    ask("due:2026-12").exits(1).has("Nothing passes these filters.\n");
    for wrong in ["2026-13", "2026-00", "..2026-02-30", "0000", "2026-1", "2026-01-01-01"] {
        let outcome = ask(&format!("due:{wrong}")).exits(1);
        outcome.says("it is not a day, month or year");
    }
}

#[test]
fn flags_without_words_list_what_there_is() {
    let all = ask("--all").exits(0).out;
    for flags in ["--sort path --all", "--facets type --all", "--all --sort title"] {
        let lines = |text: &str| text.lines().filter(|line| line.contains("kb/")).count();
        assert_eq!(lines(&ask(flags).exits(0).out), lines(&all), "{flags}");
    }
    ask("--type guide").exits(0).has_not("also:").has_not("answers");
    ask("").exits(2).says("<QUERY>");
    ask("-n 3").exits(2).says("<QUERY>");
    ask("--type template").exits(1).has("Nothing passes these filters.\n");
}

#[test]
fn what_only_history_and_other_articles_tell_of_a_state_is_said_where_it_is_asked_for() {
    ask("state:retirement").exits(1).says("`kb stale --state retirement` asks them");
    let outcome = ask("state:overdue,unreviewed");
    outcome.says("`kb stale --state overdue --state unreviewed` asks them");
    ask("restore --facets state").says("such as to `retirement`; `kb stale` asks them");
    assert!(!ask("restore --facets type").err.contains("kb stale"));
}

#[test]
fn where_nothing_is_left_the_filter_in_the_way_is_named() {
    let outcome = ask("restore type:metric").exits(1);
    outcome.has_not("No article").has_not("Asked already").has_not("Nobody asks");
    ask("restore type:metric").exits(1).has("1 matches without `type:metric`");
    ask("restore --type metric topic:incident").exits(1).has("1 matches without `--type metric`");
    ask("restore type:metric path:kb/sla").exits(1).has("1 matches without any of the filters");
}

#[test]
fn what_not_leaves_out_is_said() {
    check("data NOT restore", &[CLOCK, NEED]);
    ask("data NOT restore").has("left out by NOT: `restore`");
}

#[test]
fn foreign_fields_go_by_their_names_and_ours() {
    let world = World::foreign()
        .file(
            "kb.toml",
            "articles.include = [\"**/*.md\"]\ndates.format = \"MM/DD/YYYY\"\n\
             fields = {\"ms.date\" = \"review.on\", team = \"owner\"}\n",
        )
        .file("a.md", "---\nms.date: 11/03/2025\nteam: Red Team\ncategory: Core\n---\nText.\n")
        .commit(date(2026, 1, 1));
    for query in [
        "ms.date:11/03/2025",
        "ms.date:2025-11..2025-12",
        "reviewed:2025",
        "review.on:..2026",
        "team:red-team",
        "owner:Red-Team",
        "category:core",
    ] {
        world.run(&format!("search {query}")).exits(0).has("1 of 1 article");
    }
    world.run("search category:cor").exits(1).says("did you mean `Core`?");
}
