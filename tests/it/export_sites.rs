//! `kb export mkdocs` and its kin: pages with their banner and credit, and where links lead.

use expect_test::expect;

use super::world::World;

fn library() -> World {
    let guide = |title: &str, extra: &str, body: &str| {
        format!(
            "---\ntitle: {title}\ntype: guide\nsummary: In *short*.\ntopics: [service-level]\n\
             authors: [Ada Example]\nlicense: CC-BY-4.0\nevidence: opinion\n{extra}---\n\n{body}\n"
        )
    };
    World::new()
        .file("kb.toml", "name = \"Example\"\n")
        .file(
            "kb/service-level/one.md",
            guide(
                "One",
                "aliases: [first]\nreview: {on: 2026-11-01, by: [Ben Example], every: 1 year}\n",
                "# One\n\nSee [two](two.md#part), [old](old.md), [gone](gone.md) and {x}.\n- a\n  - b",
            ),
        )
        .file("kb/service-level/two.md", guide("Two", "", "## Part\n\nText."))
        .file(
            "kb/service-level/old.md",
            guide("Old", "status: retired\nsuperseded_by: two\n", "Old text."),
        )
        .file(
            "kb/service-level/gone.md",
            guide(
                "Gone",
                "status: retired\nretired_on: 2026-02-01\nretired_reason: no longer true\n",
                "Gone text.",
            ),
        )
}

fn read(world: &World, name: &str) -> String {
    std::fs::read_to_string(world.root().join("../out").join(name)).expect("it is there")
}

#[test]
fn a_page_has_its_review_its_links_and_its_credit() {
    let world = library();
    world.run("export mkdocs --out ../out").exits(0).prints(expect![[r#"
        wrote ../out: 2 articles, 9 files
          9 new
    "#]]);
    expect![[r##"
        ---
        title: "One"
        description: "In *short*."
        ---

        # One {#one}

        <p class="kb-summary">In *short*.</p>

        <div class="admonition success kb-review" data-search-exclude><p class="admonition-title">Reviewed</p><p>Last reviewed on 1 November 2026 by Ben Example. Due again on 1 November 2027.</p><p class="kb-facts">guide · evidence: opinion · 1 minute</p></div>

        See [two](two.md#part), [old](two.md), [gone](gone.md) and &#123;x}.

        - a
            - b


        <footer class="kb-credit" data-search-exclude>
        <p>Licence of this page: CC-BY-4.0</p>
        <p>“One” by Ada Example, article one of the library Example, licensed under <a href="https://creativecommons.org/licenses/by/4.0/">CC-BY-4.0</a>.</p>
        </footer>
    "##]]
    .assert_eq(&read(&world, "docs/one.md"));
    assert!(read(&world, "docs/two.md").contains("## Part {#part}"));
    let gone = read(&world, "docs/gone.md");
    assert!(gone.contains("out of use on 1 February 2026. Reason: no longer true."), "{gone}");
    assert!(!gone.contains("Gone text"));
    for (stub, to) in [("first", "../one/"), ("old", "../two/")] {
        let text = read(&world, &format!("docs/{stub}/index.html"));
        assert!(text.contains(&format!("content=\"0; url={to}\"")), "{text}");
    }
    let config = read(&world, "mkdocs.yml");
    let nav = "nav:\n  - \"Home\": index.md\n  - \"Service level\":\n    \
               - topics/service-level/index.md\n    - \"One\": one.md\n    - \"Two\": two.md\n";
    assert!(config.ends_with(nav), "{config}");
}

#[test]
fn the_state_of_reviews_is_that_of_the_day() {
    let world = library();
    for (day, title, sentence) in [
        ("2027-10-31", "Reviewed", "Due again on 1 November 2027."),
        ("2029-01-01", "Review overdue", "A look was due on 1 November 2027."),
    ] {
        world.run(&format!("export mkdocs --out ../out --today {day}")).exits(0);
        let page = read(&world, "docs/one.md");
        let title = format!("<p class=\"admonition-title\">{title}</p>");
        assert!(page.contains(&title) && page.contains(sentence), "{day}: {page}");
    }
    let two = read(&world, "docs/two.md");
    assert!(two.contains("<p class=\"admonition-title\">Unreviewed</p>"), "{two}");
}

#[test]
fn what_material_prints_as_it_is_holds_no_tag_and_no_quotation_mark() {
    let world = World::new().file("kb.toml", "name = \"The <b> \\\"library\\\"\"\n").file(
        "kb/one.md",
        "---\ntitle: The <script>alert(1)</script> tag\nsummary: 'It is \" onload=\"x'\n\
             topics: ['<i> & co']\nlicense: MIT\n---\n\nText.\n",
    );
    world.run("export mkdocs --out ../out").exits(0);
    let page = read(&world, "docs/one.md");
    let front = "---\ntitle: \"The &lt;script&gt;alert(1)&lt;/script&gt; tag\"\n\
                 description: \"It is &quot; onload=&quot;x\"\n---\n";
    assert!(page.starts_with(front), "{page}");
    let config = read(&world, "mkdocs.yml");
    assert!(config.contains("site_name: \"The &lt;b&gt; &quot;library&quot;\"\n"), "{config}");
    assert!(config.contains("- \"&lt;i&gt; &amp; co\":\n"), "{config}");
    assert!(config.contains("- \"The &lt;script&gt;alert(1)&lt;/script&gt; tag\": one.md\n"));
}

#[test]
fn a_page_lists_its_sources_and_links_no_address_that_runs() {
    let world = World::new().file(
        "kb/one.md",
        "---\ntitle: One\nlicense: MIT\nsources:\n  \
         - {title: 'A <b> & c', authors: [Ada Example, withheld], year: 2019, \
         url: 'https://example.org/?a=1&b=2'}\n  \
         - {relation: inspired-by, title: Run, url: 'javascript:alert(1)'}\n  \
         - {relation: quotation, article: two}\n  - {url: 'https://example.org/2'}\n---\n\nText.\n",
    );
    world.run("export mkdocs --out ../out").exits(0);
    let page = read(&world, "docs/one.md");
    let (_, listed) = page.split_once("## Sources\n\n").expect("there is a heading");
    expect![[r#"
        <ul class="kb-sources" data-search-exclude>
        <li>A &lt;b&gt; &amp; c · Ada Example · 2019 · <a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></li>
        <li>Run · inspired-by · javascript:alert(1)</li>
        <li>two · quotation</li>
        <li><a href="https://example.org/2">https://example.org/2</a></li>
        </ul>
    "#]]
    .assert_eq(listed.split_once("\n<footer").expect("there is a credit").0);
    let line = world.run("export jsonl").exits(0).json();
    assert_eq!(line["sources"][0]["authors"], serde_json::json!(["Ada Example"]));
    assert_eq!(line["sources"][2]["article"], "two");
    world.run("export llms --out ../llms").exits(0);
    let full = std::fs::read_to_string(world.root().join("../llms/llms-full.txt"));
    assert!(full.expect("it is there").contains("- two · quotation\n"));
}

#[test]
fn hugo_gets_addresses_layouts_and_no_template_of_an_article() {
    let world = library().file(
        "kb/service-level/three.md",
        "---\ntitle: Three\nlicense: MIT\n---\n\nSee [two](two.md).\n\n```\n{{< x >}}\n```\n",
    );
    world.run("export hugo --out ../out").exits(0);
    let page = read(&world, "content/three.md");
    assert!(page.starts_with("---\ntitle: \"Three\"\nurl: \"/three/\"\n---\n"), "{page}");
    assert!(page.contains("See [two](../two/)."), "{page}");
    assert!(page.contains("<pre><code>&#123;&#123;&lt; x &gt;&#125;&#125;</code></pre>"), "{page}");
    assert!(read(&world, "static/first/index.html").contains("url=../one/"));
    assert!(read(&world, "hugo.toml").contains("title = \"Example\"\n"));
}

#[test]
fn mdbook_gets_every_page_once_by_topic_and_leads_former_ids_on() {
    let world = library().file(
        "kb/service-level/three.md",
        "---\ntitle: \"[Three](x) {{#include /etc/passwd}}\"\ntype: need\nstate: open\n\
         topics: [service-level, change]\nlicense: MIT\n---\n\nSee [two](two.md#part).\n\n\
         ```\n{{#include /etc/passwd}}\n```\n",
    );
    world.run("export mdbook --out ../out").exits(0);
    expect![[r"
        # Summary

        [Example](index.md)

        - [Change](topics/change/index.md)
        - [Service level](topics/service-level/index.md)
          - [One](one/index.md)
          - [Two](two/index.md)
          - [Needs]()
            - [\[Three\](x) &#123;&#123;\#include /etc/passwd}}](three/index.md)

        # Out of use

        - [Gone](gone/index.md)
    "]]
    .assert_eq(&read(&world, "src/SUMMARY.md"));
    let three = read(&world, "src/three/index.md");
    assert!(three.starts_with("# \\[Three"), "there is no front matter: {three}");
    assert!(three.contains("See [two](../two/index.md#part)."), "{three}");
    assert!(!three.contains("{{#include"), "{three}");
    assert!(read(&world, "src/two/index.md").contains("## Part {#part}"));
    assert!(read(&world, "src/gone/index.md").contains("Reason: no longer true."));
    let config = read(&world, "book.toml");
    assert!(config.contains("\ntitle = \"Example\"\n"), "{config}");
    assert!(config.contains("\nuse-default-preprocessors = false\n"), "{config}");
    let redirects = "[output.html.redirect]\n\"/first/index.html\" = \"../one/index.html\"\n\
                     \"/old/index.html\" = \"../two/index.html\"\n";
    assert!(config.ends_with(redirects), "{config}");
}

#[test]
fn zola_gets_sections_by_topic_pages_at_their_ids_and_templates() {
    let world = library().file(
        "kb/service-level/three.md",
        "---\ntitle: \"Three +++\"\ntopics: [service-level, change]\nlicense: MIT\n---\n\n\
         See [two](two.md#part).\n\n```\n{{ x() }}\n```\n",
    );
    world.run("export zola --out ../out").exits(0);
    let one = read(&world, "content/topics/service-level/one.md");
    let front = "+++\ntitle = \"One\"\ndescription = \"In *short*.\"\npath = \"one\"\n\
                 aliases = [\"first\"]\n+++\n\n# One {#one}\n";
    assert!(one.starts_with(front), "{one}");
    assert!(one.contains("class=\"admonition success kb-review\"") && one.contains("kb-credit"));
    assert!(one.contains("[two](../two/#part), [old](../two/), [gone](../gone/)"), "{one}");
    let two = read(&world, "content/topics/service-level/two.md");
    assert!(two.contains("\naliases = [\"old\"]\n") && two.contains("## Part {#part}"), "{two}");
    let three = read(&world, "content/topics/service-level/three.md");
    assert!(three.starts_with("+++\ntitle = \"Three +++\"\npath = \"three\"\n+++\n"), "{three}");
    let shown = "<pre><code>&#123;&#123; x() &#125;&#125;</code></pre>";
    assert!(three.contains(shown), "no shortcode is called: {three}");
    let gone = read(&world, "content/gone.md");
    assert!(gone.contains("\npath = \"gone\"\n") && gone.contains("no longer true"), "{gone}");
    let section = read(&world, "content/topics/service-level/_index.md");
    let front = "+++\ntitle = \"Service level\"\n+++\n\n# Service level\n";
    assert!(section.starts_with(front), "a section has no address of its own: {section}");
    assert!(section.contains("[One](../../one/)"), "{section}");
    let home = read(&world, "content/_index.md");
    assert!(home.contains("[Service level](topics/service-level/)"), "{home}");
    let config = read(&world, "config.toml");
    assert!(config.contains("base_url = \"/\"\ntitle = \"Example\"\n"), "{config}");
    for (name, content) in [("index", "section"), ("section", "section"), ("page", "page")] {
        let template = read(&world, &format!("templates/{name}.html"));
        assert!(template.contains(&format!("{{{{ {content}.content | safe }}}}")), "{template}");
    }
}

#[test]
fn two_ids_that_differ_in_case_alone_are_two_files_on_every_disk() {
    let world = library();
    let text = world.read("kb/service-level/two.md");
    world.write("kb/service-level/A-OK.md", text.replace("title: Two", "title: Loud"));
    world.write("kb/service-level/a-ok.md", text.replace("title: Two", "title: Quiet"));
    for (target, pages) in [("mkdocs", "docs/"), ("hugo", "content/")] {
        world.run(&format!("export {target} --out ../out --force")).exits(0);
        assert!(read(&world, &format!("{pages}a-ok.md")).contains("Quiet"));
        assert!(read(&world, &format!("{pages}a-ok-2.md")).contains("Loud"));
        let folder = std::fs::read_dir(world.root().join("../out").join(pages)).expect("a folder");
        let names = folder.map(|it| it.expect("an entry").file_name().into_string());
        let mut names: Vec<String> = names.map(|it| it.expect("UTF-8").to_lowercase()).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}

#[test]
fn the_first_page_says_how_much_a_machine_wrote_and_whether_anybody_read_it() {
    let home = |extra: &str| {
        let world = World::new().article("one", extra, "Text.").article("two", "", "Text.");
        world.run("export hugo --out ../site").exits(0);
        world.read("../site/content/_index.md")
    };
    let generated = "disclosure: {interest: none, ai: generated}\n";
    let told = "**1 of 2 pages were drafted by AI, and no person has reviewed them.**";
    assert!(home(generated).contains(told), "{}", home(generated));
    let read = format!("{generated}review: {{on: 2026-11-01, by: [B. Reader]}}\n");
    let told = "1 of 2 pages were drafted by AI; a person has reviewed 1 of them.";
    assert!(home(&read).contains(told), "{}", home(&read));
    assert!(!home("").contains("AI"), "{}", home(""));
}
