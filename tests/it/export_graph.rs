//! `kb export graph`, `citation`, `all-contributors` and `es-bulk`: what is said of all articles.

use expect_test::expect;
use serde_json::Value;

use super::world::World;

fn article(title: &str, kind: &str, extra: &str) -> String {
    format!(
        "---\ntitle: {title}\ntype: {kind}\nsummary: Short.\ntopics: [incident, change]\n\
         authors: [ada]\nlicense: CC-BY-4.0\n{extra}---\n\nText.\n"
    )
}

fn library() -> World {
    World::new()
        .file("kb.toml", "name = \"A \\\"library\\\"\"\n")
        .file("kb/people.yaml", "ada: {name: Ada Example, handle: '@ada'}\nben: {name: Ben}\n")
        .file(
            "kb/incident/one.md",
            article(
                "'One <b>'",
                "guide",
                "answers: [need-x]\nreview: {on: 2026-11-01, by: [ben]}\n",
            ),
        )
        .file("kb/needs/need-x.md", article("X", "need", "state: open\n"))
        .file(
            "kb/incident/old.md",
            article("Old", "guide", "status: retired\nsuperseded_by: one\n"),
        )
        .file("kb/incident/draft.md", article("Draft", "guide", "status: draft\n"))
}

#[test]
fn a_graph_has_topics_articles_needs_and_people() {
    let run = library().run("export graph --format json").exits(0);
    let graph = run.json();
    let schema = include_str!("../../schemas/export-graph.v1.schema.json");
    let schema: Value = serde_json::from_str(schema).expect("it is JSON");
    assert!(jsonschema::validator_for(&schema).expect("a schema").is_valid(&graph));
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let list = |key: &str| graph[key].as_array().expect("a list").clone();
    let nodes: Vec<String> = list("nodes").iter().map(|node| text(&node["id"])).collect();
    assert_eq!(
        nodes,
        [
            "topic:change",
            "topic:incident",
            "article:old",
            "article:one",
            "need:need-x",
            "person:Ada Example",
            "person:Ben"
        ]
    );
    let edges: Vec<String> = list("edges")
        .iter()
        .map(|edge| ["from", "kind", "to"].map(|key| text(&edge[key])).join(" "))
        .collect();
    for edge in [
        "article:one answers need:need-x",
        "article:one succeeds article:old",
        "article:one about topic:incident",
        "article:one also-about topic:change",
        "article:one written-by person:Ada Example",
        "article:one reviewed-by person:Ben",
    ] {
        assert!(edges.iter().any(|it| it == edge), "no `{edge}` in {edges:#?}");
    }
}

#[test]
fn a_graph_is_drawn_in_the_languages_of_others_and_no_word_is_markup() {
    let world = library();
    let mermaid = world.run("export graph").exits(0);
    let mermaid = mermaid.has("flowchart LR\n").has("[\"One #60;b#62;\"]:::article").has_not("<b>");
    assert_eq!(world.run("export graph --format mermaid").out, mermaid.out);
    let dot = world.run("export graph --format dot").exits(0);
    dot.has("digraph \"A \\\"library\\\"\" {\n").has("[label=\"One <b>\", tooltip=\"one\"");
    let svg = world.run("export graph --format svg").exits(0);
    let svg =
        svg.has("role=\"img\" aria-labelledby=\"title desc\"").has("7 nodes, ").has_not("<b>");
    assert_eq!(world.run("export graph --format svg").out, svg.out, "the same bytes");
    world.run("export csv --format svg").exits(2).says("draws nothing");
}

#[test]
fn a_picture_says_what_it_left_out() {
    let mut world = World::new();
    for number in 0..520 {
        world = world.file(&format!("kb/a{number}.md"), article("A", "guide", ""));
    }
    let run = world.run("export graph --format svg").exits(0);
    run.has("500 nodes, ").has("23 more nodes are left out").says("22 nodes of kind article");
    let all = world.run("export graph --format json").exits(0).json();
    assert_eq!(all["nodes"].as_array().map(Vec::len), Some(523));
}

#[test]
fn a_library_says_how_it_is_cited() {
    library().run("export citation").exits(0).prints(expect![[r#"
        # Written by `kb export citation`.
        cff-version: 1.2.0
        type: dataset
        message: "Cite an article with its own credit: kb show ID --cite"
        title: "A \"library\""
        authors:
          - name: "Ada Example"
        license: CC-BY-4.0
    "#]]);
}

#[test]
fn everybody_who_wrote_asked_or_reviewed_is_named_as_the_forge_knows_them() {
    library().run("export all-contributors").exits(0).prints(expect![[r#"
        {"projectName":"A \"library\"","files":["README.md"],"contributors":[{"login":"ada","name":"Ada Example","contributions":["content","question"]},{"name":"Ben","contributions":["review"]}]}
    "#]]);
}

#[test]
fn who_lists_people_is_told_where_articles_name_none() {
    let nobody = |title: &str| article(title, "guide", "").replace("authors: [ada]\n", "");
    for target in ["citation", "all-contributors"] {
        let export = |world: &World| world.run(&format!("export {target}")).exits(0).err;
        assert!(!export(&library()).contains("author"));
        let some = library().file("kb/incident/two.md", nobody("Two"));
        let told = export(&some);
        assert!(told.contains("note: 1 article names no author: only front matter is read, no history; `kb credits` tells who helped by git too\n"), "{told}");
        let told = export(&some.file("kb/incident/three.md", nobody("Three")));
        assert!(told.contains("note: 2 articles name no author: only"), "{told}");
        let told = export(&World::new().file("kb/incident/two.md", nobody("Two")));
        assert!(told.contains("note: no article that leaves names an author: only"), "{told}");
        let withheld = nobody("Two").replace("license: CC-BY-4.0\n", "");
        let world = World::new().file("kb/incident/two.md", withheld);
        let told = world.run(&format!("export {target}")).exits(1);
        told.says("no article that leaves names an author").says("no licence is stated");
    }
}

#[test]
fn names_are_text_for_a_program_that_puts_them_into_html() {
    let people = "ada: {name: 'Ada <script>x</script> O''Example'}\n";
    let run = library().file("kb/people.yaml", people).run("export all-contributors").exits(0);
    run.has("Ada &lt;script&gt;x&lt;/script&gt; O'Example").has_not("<script");
}

#[test]
fn a_search_server_gets_an_action_and_a_document_a_line_each() {
    let run = library().run("export es-bulk").exits(0);
    let lines: Vec<Value> =
        run.out.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[0].to_string(), r#"{"index":{"_id":"one"}}"#);
    assert_eq!((&lines[1]["id"], &lines[2]["index"]["_id"]), (&"one".into(), &"need-x".into()));
    let deleted = |line: &Value| line["delete"]["_id"].as_str().map(str::to_owned);
    let deleted: Vec<String> = lines.iter().filter_map(deleted).collect();
    assert_eq!(deleted, ["draft", "old"]);
    library().run("export es-bulk --drafts").exits(0).has("{\"index\":{\"_id\":\"draft\"}}\n");
}

#[test]
fn a_search_server_forgets_what_may_not_be_passed_on_any_more() {
    let world = library();
    let removal = "{\"delete\":{\"_id\":\"one\"}}\n";
    world.run("export es-bulk").exits(0).has_not(removal);
    let text = world.read("kb/incident/one.md");
    for license in ["", "license: All rights reserved\n"] {
        world.write("kb/incident/one.md", text.replace("license: CC-BY-4.0\n", license));
        let run = world.run("export es-bulk").exits(1).has(removal);
        run.has_not("{\"index\":{\"_id\":\"one\"}}").says("left out, ");
    }
}

#[test]
fn who_asked_not_to_be_named_is_on_no_list_of_people() {
    let people = "ada: {name: Ada Example, handle: '@ada', credit: none}\nben: {name: Ben}\n";
    let world = library().file("kb/people.yaml", people);
    for target in ["graph --format json", "graph --format svg", "citation", "all-contributors"] {
        let run = world.run(&format!("export {target}")).exits(0);
        run.has_not("Ada").has_not("ada\"");
    }
    world.run("export all-contributors").exits(0).has("Ben");
    // What its licence asks for stands with the text.
    world.run("export jsonl").exits(0).has("Ada Example");
}

#[test]
fn no_export_is_written_over_what_git_or_the_library_is_made_of() {
    let world = library().commit(jiff::civil::date(2026, 10, 1));
    let kept = ["kb.toml", "kb/people.yaml", "kb/incident/one.md", ".git/config"];
    let before: Vec<String> = kept.iter().map(|path| world.read(path)).collect();
    for path in kept {
        for target in ["jsonl", "schema", "graph --format svg"] {
            world.run(&format!("export {target} --output {path}")).exits(2).says("cannot write");
        }
    }
    world.run("export llms --out .git/pages").exits(2).says("git keeps its own files there");
    let after: Vec<String> = kept.iter().map(|path| world.read(path)).collect();
    assert_eq!(before, after);
    // A file of an export is written again.
    for _ in 0..2 {
        world.run("export citation --output CITATION.cff").exits(0);
        world.run("export graph --format svg --output kb/graph.svg").exits(0);
    }
    assert!(world.read("CITATION.cff").contains("cff-version"));
}
