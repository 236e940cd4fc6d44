//! `kb show --cite`: what must be said where text leaves the library.

use expect_test::{Expect, expect};
use jiff::civil::date;

use super::world::World;

/// An article with `lines` of front matter beside what every article has.
fn article(id: &str, title: &str, lines: &str) -> String {
    format!(
        "---\ntitle: {title}\ntype: guide\nsummary: A summary.\n{lines}---\n\n# List\n\nText.\n\n\
         ## Deeper\n\nText.\n\n# Other\n\nText of {id}.\n"
    )
}

const TAKEN: &str = "\
authors: [ada, Ben Example]
license: CC-BY-SA-4.0
copyright: [\"2024, 2026 Ada Example\"]
sources:
  - {relation: adapted, title: Major incident playbook, authors: [Acme Ltd], url: \"https://acme.example/mi\", license: CC-BY-4.0, copyright: \"(c) 2021 Acme Ltd\", changes: \"shortened, roles renamed.\", version: v3, year: 2021}
  - {relation: translated, article: anleitung, lang: de}
  - relation: excerpt
    title: Crown text
    license: OGL-UK-3.0
    url: https://gov.example/x
    part: \"#list\"
    attribution: Contains public sector information licensed under the Open Government Licence v3.0.
  - {relation: quotation, title: Some book, authors: [{name: withheld, reason: requested}], locator: p. 12}
  - {relation: inspired-by, title: An idea}
  - {relation: cites, title: A fact}
";

fn library(url: &str) -> World {
    let translated = "authors: [C. Urheber]\nlicense: CC-BY-SA-4.0\nsources: [{relation: adapted, \
                      title: The root, authors: [R. Oot], license: MIT OR CC-BY-4.0, \
                      changes: made shorter}]\n";
    World::new()
        .file("kb.toml", format!("name = \"Example\"\n{url}"))
        .file("kb/people.yaml", "ada: {name: Ada Example}\n")
        .file("kb/triage.md", article("triage", "Triage", TAKEN))
        .file("kb/anleitung.md", article("anleitung", "Anleitung", translated))
        .commit(date(2026, 10, 1))
}

const URL: &str = "url = \"https://kb.example/{path}\"\n";

#[track_caller]
fn check(world: &World, command: &str, expected: Expect) {
    world.run(command).exits(0).prints(expected);
}

#[test]
fn text_says_whose_it_is_and_all_that_it_took() {
    check(
        &library(URL),
        "show triage --cite",
        expect![[r#"
            “Triage” (https://kb.example/kb/triage.md) by Ada Example and Ben Example, licensed under CC-BY-SA-4.0 (https://creativecommons.org/licenses/by-sa/4.0/). Copyright 2024, 2026 Ada Example.
            It takes text from:
            - “Major incident playbook” (https://acme.example/mi) (2021), version v3 by Acme Ltd, licensed under CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/). (c) 2021 Acme Ltd. Adapted: shortened, roles renamed.
            - “Anleitung” (https://kb.example/kb/anleitung.md) by C. Urheber, licensed under CC-BY-SA-4.0 (https://creativecommons.org/licenses/by-sa/4.0/). Translated from de by Ada Example and Ben Example.
            - “Crown text” (https://gov.example/x), licensed under OGL-UK-3.0 (https://spdx.org/licenses/OGL-UK-3.0.html). Excerpt, unchanged. Contains public sector information licensed under the Open Government Licence v3.0.
            - “Some book” by an author who asked not to be named. Quoted. Found at p. 12.
            - By way of “Anleitung”: “The root” by R. Oot, licensed under MIT (https://spdx.org/licenses/MIT.html) OR CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/). Adapted: made shorter.
        "#]],
    );
}

#[test]
fn markdown_leads_to_what_it_names() {
    check(
        &library(URL),
        "show triage --cite=markdown",
        expect![[r#"
            “[Triage](https://kb.example/kb/triage.md)” by Ada Example and Ben Example, licensed under [CC-BY-SA-4.0](https://creativecommons.org/licenses/by-sa/4.0/). Copyright 2024, 2026 Ada Example.

            It takes text from:

            - “[Major incident playbook](https://acme.example/mi)” (2021), version v3 by Acme Ltd, licensed under [CC-BY-4.0](https://creativecommons.org/licenses/by/4.0/). (c) 2021 Acme Ltd. Adapted: shortened, roles renamed.
            - “[Anleitung](https://kb.example/kb/anleitung.md)” by C. Urheber, licensed under [CC-BY-SA-4.0](https://creativecommons.org/licenses/by-sa/4.0/). Translated from de by Ada Example and Ben Example.
            - “[Crown text](https://gov.example/x)”, licensed under [OGL-UK-3.0](https://spdx.org/licenses/OGL-UK-3.0.html). Excerpt, unchanged. Contains public sector information licensed under the Open Government Licence v3.0.
            - “Some book” by an author who asked not to be named. Quoted. Found at p. 12.
            - By way of “Anleitung”: “The root” by R. Oot, licensed under [MIT](https://spdx.org/licenses/MIT.html) OR [CC-BY-4.0](https://creativecommons.org/licenses/by/4.0/). Adapted: made shorter.
        "#]],
    );
}

#[test]
fn html_leads_to_what_it_names() {
    check(
        &library(URL),
        "show triage --cite=html",
        expect![[r#"
            <p>“<a href="https://kb.example/kb/triage.md">Triage</a>” by Ada Example and Ben Example, licensed under <a href="https://creativecommons.org/licenses/by-sa/4.0/">CC-BY-SA-4.0</a>. Copyright 2024, 2026 Ada Example.</p>
            <p>It takes text from:</p>
            <ul>
            <li>“<a href="https://acme.example/mi">Major incident playbook</a>” (2021), version v3 by Acme Ltd, licensed under <a href="https://creativecommons.org/licenses/by/4.0/">CC-BY-4.0</a>. (c) 2021 Acme Ltd. Adapted: shortened, roles renamed.</li>
            <li>“<a href="https://kb.example/kb/anleitung.md">Anleitung</a>” by C. Urheber, licensed under <a href="https://creativecommons.org/licenses/by-sa/4.0/">CC-BY-SA-4.0</a>. Translated from de by Ada Example and Ben Example.</li>
            <li>“<a href="https://gov.example/x">Crown text</a>”, licensed under <a href="https://spdx.org/licenses/OGL-UK-3.0.html">OGL-UK-3.0</a>. Excerpt, unchanged. Contains public sector information licensed under the Open Government Licence v3.0.</li>
            <li>“Some book” by an author who asked not to be named. Quoted. Found at p. 12.</li>
            <li>By way of “Anleitung”: “The root” by R. Oot, licensed under <a href="https://spdx.org/licenses/MIT.html">MIT</a> OR <a href="https://creativecommons.org/licenses/by/4.0/">CC-BY-4.0</a>. Adapted: made shorter.</li>
            </ul>
        "#]],
    );
}

#[test]
fn bibtex_has_the_year_of_the_last_change() {
    check(
        &library(URL),
        "show triage --cite=bibtex",
        expect![[r#"
            @misc{triage,
              title        = {{Triage}},
              author       = {{Ada Example} and {Ben Example}},
              year         = {2026},
              howpublished = {Example},
              url          = {https://kb.example/kb/triage.md},
              note         = {Licensed under CC-BY-SA-4.0 (https://creativecommons.org/licenses/by-sa/4.0/). Copyright 2024, 2026 Ada Example. It takes text from: “Major incident playbook” (https://acme.example/mi) (2021), version v3 by Acme Ltd, licensed under CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/). (c) 2021 Acme Ltd. Adapted: shortened, roles renamed. “Anleitung” (https://kb.example/kb/anleitung.md) by C. Urheber, licensed under CC-BY-SA-4.0 (https://creativecommons.org/licenses/by-sa/4.0/). Translated from de by Ada Example and Ben Example. “Crown text” (https://gov.example/x), licensed under OGL-UK-3.0 (https://spdx.org/licenses/OGL-UK-3.0.html). Excerpt, unchanged. Contains public sector information licensed under the Open Government Licence v3.0. “Some book” by an author who asked not to be named. Quoted. Found at p. 12. By way of “Anleitung”: “The root” by R. Oot, licensed under MIT (https://spdx.org/licenses/MIT.html) OR CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/). Adapted: made shorter.}
            }
        "#]],
    );
}

#[test]
fn csl_json_is_a_list_of_one_with_fields_of_its_schema() {
    let outcome = library(URL).run("show triage --cite=csl-json").exits(0);
    let items = outcome.json();
    let item = items[0].as_object().expect("an item");
    assert_eq!(items.as_array().map(Vec::len), Some(1));
    let known = ["id", "type", "title", "author", "container-title", "issued", "URL", "note"];
    assert!(item.keys().all(|key| known.contains(&key.as_str())), "{item:?}");
    assert_eq!(item["id"], "triage");
    assert_eq!(item["type"], "webpage");
    let authors = serde_json::json!([{"literal": "Ada Example"}, {"literal": "Ben Example"}]);
    assert_eq!(item["author"], authors);
    assert_eq!(item["issued"], serde_json::json!({"date-parts": [[2026, 10, 1]]}));
    assert_eq!(item["URL"], "https://kb.example/kb/triage.md");
    let note = item["note"].as_str().expect("a text");
    assert!(note.starts_with("Licensed under CC-BY-SA-4.0 (https://creativecommons."), "{note}");
    assert!(note.contains("“The root” by R. Oot"), "{note}");
}

#[test]
fn without_an_address_the_id_and_the_library_are_named() {
    let world = library("");
    let first = "“Triage” by Ada Example and Ben Example, article triage of the library Example, \
                 licensed under CC-BY-SA-4.0 (";
    world.run("show triage --cite").exits(0).has(first);
    world.run("show triage#other --cite").has("“Triage, section Other” by").has("triage#other of");
    world.run("show triage --cite=csl-json").has("\"type\":\"document\"").has_not("\"URL\"");
    let world = library("url = \"https://kb.example/\"\n");
    world.run("show triage --cite").has("of the library Example (https://kb.example/), licensed");
}

#[test]
fn a_section_is_credited_with_what_stands_in_it_and_what_could_stand_anywhere() {
    let world = library(URL);
    let crown = "Crown text";
    let other = world.run("show triage#other --cite").exits(0);
    let other = other.has("(https://kb.example/kb/triage.md#other)").has("Major incident playbook");
    other.has_not(crown);
    world.run("show triage#list --cite").has(crown);
    world.run("show triage#deeper --cite").has(crown);
    world.run("show triage#nothing --cite").exits(2).says("has no heading");
}

#[test]
fn machines_get_the_credit_with_the_text() {
    let world = library(URL);
    let text = world.run("show triage --cite").out;
    let json = world.run("show triage --format json").exits(0).json();
    assert_eq!(json["attribution"], text.trim_end());
    world.run("show triage --cite --format json").exits(2);
}

#[test]
fn people_are_told_of_it_below_the_sources() {
    let world = library("");
    let outcome = world.run("show triage").exits(0).has("\nCite: kb show triage --cite\n");
    outcome.has("\n- anleitung · translated");
    world.run("show triage#list").has_not("--cite");
}

#[test]
fn the_articles_own_wish_stands_in_for_its_authors() {
    let lines = "authors: [ada]\nattribution: The Guild\nlicense: MIT\n";
    let world = World::new().file("kb/a.md", article("a", "A", lines));
    world.run("show a --cite").exits(0).has("“A” by The Guild, ").has_not("ada");
}

#[test]
fn who_asked_not_to_be_named_is_not() {
    let lines = "authors: [{name: withheld, reason: requested}, ada]\n";
    let world = World::new().file("kb/a.md", article("a", "A", lines));
    world.run("show a --cite").has("by ada and an author who asked not to be named, ");
    world.run("show a --cite=bibtex").has("= {{ada}}").has_not("withheld");
    world.run("show a --cite=csl-json").has_not("withheld");
}

#[test]
fn drafts_and_retired_articles_are_cited_with_a_word_beside_it() {
    let world = World::new()
        .file("kb/a.md", article("a", "A", "status: draft\n"))
        .file("kb/b.md", article("b", "B", "status: retired\nsuperseded_by: a\n"));
    world.run("show a --cite").exits(0).says("note: `a` is a draft");
    world.run("show b --cite").exits(0).says("note: `b` is retired, see `a`");
    world.run("show b --cite").has("“B”").has_not("retired");
}

#[test]
fn derivations_are_followed_round_no_circle_and_each_credit_comes_once() {
    let takes = |from: &str| {
        let sources: Vec<String> = from
            .split(' ')
            .map(|id| format!("  - {{relation: adapted, article: {id}, changes: changed}}\n"))
            .collect();
        format!("authors: [ada]\nlicense: MIT\nsources:\n{}", sources.concat())
    };
    let world = World::new()
        .file("kb/a.md", article("a", "A", &takes("b c kb/b.md")))
        .file("kb/b.md", article("b", "B", &takes("c a b")))
        .file("kb/c.md", article("c", "C", &takes("a b nowhere")));
    check(
        &world,
        "show a --cite",
        expect![[r#"
            “A” by ada, article a of the library example, licensed under MIT (https://spdx.org/licenses/MIT.html).
            It takes text from:
            - “B” by ada, article b of the library example, licensed under MIT (https://spdx.org/licenses/MIT.html). Adapted: changed.
            - “C” by ada, article c of the library example, licensed under MIT (https://spdx.org/licenses/MIT.html). Adapted: changed.
            - By way of “C”: “nowhere”, without a stated licence. Adapted: changed.
        "#]],
    );
}

#[test]
fn a_long_line_of_derivations_is_followed_to_its_end() {
    let link = |number: usize| {
        let lines = format!("sources: [{{relation: adapted, article: a{}}}]\n", number + 1);
        article("a", &format!("A{number}"), &lines)
    };
    let world = (0..300)
        .fold(World::new(), |world, number| world.file(&format!("kb/a{number}.md"), link(number)));
    let out = world.run("show a0 --cite").exits(0).out;
    assert_eq!(out.lines().count(), 302, "{out}");
    assert!(out.contains("By way of “A299”: “a300”"), "{out}");
}

/// A title and a name that every form could stumble over.
const HOSTILE: &str = "\"\\e[31m\\a\\u202e\\\"}{\\\\ [x](javascript:y) <script>&amp; $_^~#%*`|\"";

#[test]
fn nothing_of_a_title_is_read_as_markup_or_steers_a_terminal() {
    let lines = format!(
        "authors: [{HOSTILE}]\nlicense: {HOSTILE}\nsources: [{{relation: adapted, title: \
         {HOSTILE}, url: \"javascript:alert(1)\\n)\", attribution: {HOSTILE}}}]\n"
    );
    let world = World::new().file("kb/a.md", article("a", HOSTILE, &lines));
    let [mut text, mut markdown, mut html, mut bibtex] = ["text", "markdown", "html", "bibtex"]
        .map(|form| world.run(&format!("show a --cite={form}")).exits(0).out);
    for out in [&mut text, &mut markdown, &mut html, &mut bibtex] {
        let steers = kb::domain::untrusted::steers_terminal;
        assert!(!out.replace('\n', "").chars().any(steers), "{out:?}");
    }
    expect![[r#"
        “\[31m"}{\\ \[x\](javascript:y) \<script\>\&amp; \$\_^\~#%\*\`\|” by \[31m"}{\\ \[x\](javascript:y) \<script\>\&amp; \$\_^\~#%\*\`\|, article a of the library example, licensed under \[31m"}{\\ \[x\](javascript:y) \<script\>\&amp; \$\_^\~#%\*\`\|.

        It takes text from:

        - “\[31m"}{\\ \[x\](javascript:y) \<script\>\&amp; \$\_^\~#%\*\`\| (javascript:alert(1)%0A))”, without a stated licence. Adapted. \[31m"}{\\ \[x\](javascript:y) \<script\>\&amp; \$\_^\~#%\*\`\|
    "#]].assert_eq(&markdown);
    assert!(!html.contains("<script") && !html.contains("href=\"javascript"), "{html}");
    assert!(html.contains("&lt;script&gt;&amp;amp; "), "{html}");
    let depth = bibtex.chars().try_fold(0_i32, |depth, character| match character {
        '{' => Some(depth + 1),
        '}' if depth > 0 => Some(depth - 1),
        '}' => None,
        _ => Some(depth),
    });
    assert_eq!(depth, Some(0), "{bibtex}");
    assert!(bibtex.contains("\"\\textbraceright{}\\textbraceleft{}\\textbackslash{}"), "{bibtex}");
    let title = world.run("show a --cite=csl-json").exits(0).json()[0]["title"].clone();
    assert_eq!(title, "[31m\"}{\\ [x](javascript:y) <script>&amp; $_^~#%*`|");
}

#[test]
fn keys_are_plain_and_differ_where_ids_do() {
    let key = |path: &str| {
        let world = World::new().file(path, article("a", "A", ""));
        let id = path.trim_start_matches("kb/").trim_end_matches(".md");
        let out = world.run(&format!("show {id} --cite=bibtex")).exits(0).out;
        out.lines().next().expect("an entry").to_owned()
    };
    assert_eq!(key("kb/stop-the-clock.md"), "@misc{stop-the-clock,");
    let keys = [key("kb/日本.md"), key("kb/中国.md")];
    assert!(keys.iter().all(|key| key.starts_with("@misc{---") && key.is_ascii()), "{keys:?}");
    assert_ne!(keys[0], keys[1]);
}

#[test]
fn an_address_that_is_none_is_refused() {
    for url in ["kb.example/{path}", "javascript:x", "https://kb.example/{path} x"] {
        let world = World::foreign().file("kb.toml", format!("url = \"{url}\"\n"));
        world.run("list").exits(2).says("`url` is ");
    }
}
