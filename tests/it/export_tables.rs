//! `kb export jsonl` and `kb export csv`: what leaves, what stays behind, and in what form.

use expect_test::expect;
use jiff::civil::date;
use serde_json::Value;

use super::world::World;

/// An article on one topic, with `extra` lines of front matter.
fn article(title: &str, extra: &str, body: &str) -> String {
    format!(
        "---\ntitle: {title}\ntype: guide\nsummary: Short.\ntopics: [incident]\n\
         authors: [ada]\nlicense: CC-BY-4.0\n{extra}---\n\n{body}\n"
    )
}

fn library() -> World {
    World::new()
        .file("kb.toml", "name = \"Example\"\nurl = \"https://example.org/kb/{id}\"\n[license]\nallow = [\"CC-BY-4.0\", \"MIT\"]\n")
        .file("kb/people.yaml", "ada: {name: Ada Example}\nben: {name: Ben Example}\n")
        .file(
            "kb/incident/one.md",
            article(
                "One",
                "aliases: [first]\nreview: {on: 2026-11-01, by: [ben], every: 1 year}\n",
                "Before.\n\n## A *heading*\n\nText with `code`.\n\n## A heading\n\nMore.",
            ),
        )
        .file("kb/incident/draft.md", article("A draft", "status: draft\n", "Text."))
        .file(
            "kb/incident/old.md",
            article(
                "Old",
                "status: retired\nretired_on: 2026-01-01\nretired_reason: superseded\n\
                 superseded_by: one\n",
                "Secret of old.",
            ),
        )
}

#[test]
fn a_title_that_a_template_makes_is_no_heading_of_a_line() {
    let body = "# <%= current_page.data.title %>\n\nBefore.\n\n## A\n\nText.";
    let world = World::new().file("kb/incident/one.md", article("One", "", body));
    let sections = world.run("export jsonl").exits(0).json()["sections"].clone();
    assert_eq!(sections[0]["heading"], Value::Null);
    assert_eq!(sections[0]["text"], "Before.");
    assert_eq!(sections[1]["heading"], "A");
}

#[test]
fn an_article_is_one_line_with_its_sections_credit_and_review() {
    let run = library().run("export jsonl").exits(0);
    let lines: Vec<Value> =
        run.out.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
    let schema = include_str!("../../schemas/export-article.v1.schema.json");
    let schema = serde_json::from_str(schema).expect("it is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    for line in &lines {
        assert!(validator.is_valid(line), "{line}");
    }
    let one = &lines[0];
    assert_eq!(one["id"], "one");
    assert_eq!(one["url"], "https://example.org/kb/one");
    assert_eq!(
        one["attribution"],
        "“One” (https://example.org/kb/one) by Ada Example, licensed under CC-BY-4.0 \
         (https://creativecommons.org/licenses/by/4.0/)."
    );
    assert_eq!(
        one["review"].to_string(),
        r#"{"by":["Ben Example"],"due":"2027-11-01","on":"2026-11-01","state":"current"}"#
    );
    let sections = one["sections"].as_array().expect("a list");
    let told = |at: usize| [&sections[at]["heading"], &sections[at]["url"], &sections[at]["text"]];
    assert_eq!(told(0), [&Value::Null, &Value::Null, &Value::from("Before.")]);
    let [heading, url, text] = told(2);
    assert_eq!((heading, text), (&Value::from("A heading"), &Value::from("More.")));
    assert_eq!(url, "https://example.org/kb/one#a-heading-1");
    assert_eq!(lines[1]["status"], "retired");
    assert_eq!(lines[1]["retired"]["successor"], "one");
    assert_eq!(lines.len(), 2);
    assert!(!run.out.contains("Secret of old"), "no text of what is retired");
    assert!(run.err.contains("left out: 1 draft; `--drafts` takes them along"));
    library().run("export jsonl --drafts").exits(0).has("A draft");
}

#[test]
fn what_may_not_be_passed_on_stays_and_is_named() {
    let source = |license: &str, relation: &str| {
        format!(
            "sources: [{{relation: {relation}, title: T, url: 'https://example.org/t', \
             license: {license}, changes: all}}]\n"
        )
    };
    let without = article("No licence", "", "Text.").replace("license: CC-BY-4.0\n", "");
    let of = |license: &str| article("X", "", "Text.").replace("CC-BY-4.0", license);
    let world = library()
        .file("kb/incident/none.md", without)
        .file("kb/incident/odd.md", of("zeppelin"))
        .file("kb/incident/reserved.md", of("All rights reserved"))
        .file("kb/incident/other.md", of("CC-BY-SA-4.0"))
        .file("kb/incident/either.md", of("CC-BY-SA-4.0 OR MIT"))
        .file("kb/incident/nd.md", article("ND", &source("CC-BY-ND-4.0", "adapted"), "Text."))
        .file("kb/incident/cites.md", article("Cites", &source("CC-BY-ND-4.0", "cites"), "Text."))
        .file("kb/incident/unknown.md", article("U", &source("NOASSERTION", "adapted"), "Text."));
    let run = world.run("export jsonl").exits(1);
    let ids = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        lines.map(|line| line["id"].as_str().expect("text").to_owned()).collect()
    };
    assert_eq!(ids(&run.out), ["cites", "either", "one", "old"]);
    for reason in [
        "left out, no licence is stated: `kb/incident/none.md`",
        "left out, a licence that is no SPDX expression: `kb/incident/odd.md`",
        "left out, a licence that `kb.toml` does not take: `kb/incident/other.md`, \
         `kb/incident/reserved.md`",
        "left out, text of a source whose licence forbids it: `kb/incident/nd.md`",
        "`kb/incident/unknown.md`",
    ] {
        assert!(run.err.contains(reason), "no `{reason}` in:\n{}", run.err);
    }
    let allowed = world.run("export jsonl --only-allowed").exits(0);
    assert_eq!(allowed.out, run.out, "the same leaves");
}

#[test]
fn a_spreadsheet_gets_tables_and_computes_nothing() {
    let metric = "---\ntitle: =HYPERLINK(\"https://example.org\")\ntype: metric\nsummary: 'a, \"b\"'\n\
                  authors: ['@ada', Cy]\nlicense: MIT\nformula: a / b\nunit: percent\ndirection: up\n\
                  benchmarks:\n  - {value: -5, year: 2020, population: '+all', n: 3, primary: true}\n\
                  ---\n\nText.\n";
    let world = library().file("kb/incident/m.md", metric);
    let out = world.root().join("../tables");
    world.run("export csv --out ../tables").exits(0).prints(expect![[r#"
        wrote ../tables: 2 articles, 2 files
          2 new
        left out: 1 draft; `--drafts` takes them along
    "#]]);
    let read = |name: &str| std::fs::read_to_string(out.join(name)).expect("it is there");
    let articles = read("articles.csv");
    assert!(articles.contains(",\"'=HYPERLINK(\"\"https://example.org\"\")\",\"a, \"\"b\"\"\","));
    assert!(articles.contains(",'@ada; Cy,"));
    assert_eq!(articles.matches("\r\n").count(), 4, "a head and three rows");
    assert!(articles.contains("old,kb/incident/old.md,,Old,,,retired,"));
    expect![[r#"
        id,title,formula,unit,direction,value,stat,population,n,year,source,via,primary
        m,"'=HYPERLINK(""https://example.org"")",a / b,percent,up,-5,,'+all,3,2020,,,true
    "#]]
    .assert_eq(&read("benchmarks.csv").replace("\r\n", "\n"));
    assert_eq!(world.run("export csv").exits(0).out, articles, "the stream gets the first table");
}

#[test]
fn the_same_library_gives_the_same_bytes_and_the_day_is_that_of_reviews_alone() {
    let world = library();
    let first = world.run("export jsonl --today 2026-11-23").exits(0).out;
    let committed = library().commit(date(2026, 11, 1)).on(date(2026, 12, 24));
    assert_eq!(committed.run("export jsonl --today 2026-11-23").exits(0).out, first);
    let later = world.run("export jsonl --today 2028-01-01").exits(0).out;
    assert_eq!(later.replace("\"overdue\"", "\"current\""), first);
}

#[test]
fn one_table_is_written_to_the_file_that_is_named() {
    let world = library();
    let stream = world.run("export csv").exits(0).out;
    for name in ["t.csv", "T.CSV"] {
        world.run(&format!("export csv --output {name}")).exits(0).has_not("wrote");
        assert_eq!(world.read(name), stream);
        world.run(&format!("export csv --out {name} --dry-run")).exits(2).says("name a folder");
    }
    std::fs::create_dir(world.root().join("f.csv")).expect("a folder");
    world.run("export csv --out f.csv").exits(0).has("wrote f.csv");
    assert!(world.root().join("f.csv/articles.csv").is_file());
}

#[test]
fn a_folder_is_refused_that_others_fill_or_that_is_the_library_itself() {
    let world = library();
    for folder in [".", "kb/out"] {
        let run = world.run(&format!("export csv --out {folder}")).exits(2);
        run.says("what is written there would be articles of this library");
    }
    let other = world.root().join("../other");
    std::fs::create_dir(&other).expect("it is new");
    std::fs::write(other.join("own.txt"), "mine").expect("it can be written");
    world.run("export csv --out ../other").exits(2).says("this export did not write them");
    world.run("export csv --out ../other --force --dry-run").exits(0).has("would write ../other");
    assert!(!other.join("articles.csv").exists());
    world.run("export csv --out ../other --force").exits(0);
    assert!(other.join("own.txt").exists());
    let json = world.run("export csv --out ../other --format json").exits(0).json();
    assert_eq!((&json["same"], &json["articles"]), (&Value::from(2), &Value::from(1)));
}

#[test]
#[cfg(unix)]
fn a_folder_counts_by_where_it_is_and_not_by_the_link_that_leads_there() {
    use std::os::unix::fs::symlink;
    let world = library().commit(date(2026, 10, 1));
    for (link, target) in [("gg", ".git"), ("kk", "kb"), ("away", "..")] {
        symlink(target, world.root().join(link)).expect("a link can be made");
    }
    for folder in ["gg/y", "gg/new/y", "new/../gg/y"] {
        let run = world.run(&format!("export csv --out {folder}")).exits(2);
        run.says("git keeps its own files there");
    }
    for folder in ["kk/site", "kk/new/site", "new/../kk/site"] {
        let run = world.run(&format!("export csv --out {folder}")).exits(2);
        run.says("cannot write into `kb/").says("would be articles of this library");
    }
    assert!(!world.root().join("kb/site").exists() && !world.root().join(".git/y").exists());
    world.run("export csv --out away/elsewhere").exits(0);
    assert!(world.root().join("../elsewhere/articles.csv").is_file());
}

#[test]
fn a_summary_that_was_never_written_is_none() {
    let later = concat!("summary: 'TO", "DO: the answer.'");
    for (written, is_told) in
        [(later, false), ("summary: '<your answer>'", false), ("summary: See TBD.", true)]
    {
        let page = article("One", "", "Text.").replace("summary: Short.", written);
        let world = World::new().file("kb/incident/one.md", page);
        let line: Value =
            serde_json::from_str(world.run("export jsonl").exits(0).out.trim()).expect("JSON");
        assert_eq!(line["summary"].is_string(), is_told, "{written}: {line}");
    }
}

#[test]
fn options_that_mean_nothing_here_are_refused() {
    let world = library();
    for (command, option) in [
        ("export schema --drafts", "--drafts"),
        ("export reuse --force", "--force"),
        ("export codeowners --only-allowed", "--only-allowed"),
        ("export csv --type guide", "--type"),
        ("export jsonl --check", "--check"),
        ("export jsonl --dry-run", "--dry-run"),
    ] {
        world.run(command).exits(2).says(&format!("cannot use `{option}` here"));
    }
}

#[test]
fn no_word_of_an_article_steers_a_terminal_or_starts_a_line() {
    let title = "'\"\\e]0;x\\a\\u202E\\nb\"'";
    let hostile = article(&title.replace('\'', ""), "", "A\u{1b}[31m \u{202e}b\u{9b}2J.");
    let world = library().file("kb/incident/h.md", hostile);
    for command in ["export jsonl", "export csv"] {
        let out = world.run(command).exits(0).out;
        let steers = |it: char| it != '\n' && it != '\r' && it.is_control() || it == '\u{202e}';
        assert!(!out.contains(steers), "{command}: {out:?}");
    }
}
