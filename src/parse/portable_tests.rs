//! A body in other flavours: what is changed, and that nothing else is.

use super::*;
use crate::domain::history::ObjectId;
use crate::domain::id::{ArticleId, IdScheme};
use crate::domain::path::ArticlePath;
use crate::domain::settings::Settings;
use crate::parse::{File, article};

pub(in crate::parse) fn made(body: &str, flavour: Flavour) -> Portable {
    let text = format!("---\ntitle: A title\n---\n{body}");
    let path = ArticlePath::new("a.md");
    let id = ArticleId::of_path(&"test".into(), IdScheme::Stem, &path);
    let file = File { path: &path, id, blob: ObjectId::NULL, bytes: text.as_bytes(), text: &text };
    let article = article(file, &Settings::unconfigured("test"));
    let leads = |to: &str, _: LinkKind| match to {
        "x" => Leads::To("../y/#z".to_owned()),
        "gone" => Leads::Nowhere,
        _ if to.starts_with("javascript:") => Leads::Nowhere,
        _ => Leads::Same,
    };
    portable(&article, &text, flavour, &leads)
}

#[track_caller]
fn check(flavour: Flavour, body: &str, expected: &str) {
    assert_eq!(made(body, flavour).text, format!("{expected}\n"), "{body}");
}

#[test]
fn what_needs_no_change_stays_byte_for_byte() {
    let body = "Text  with *marks*, `code {x}` and [a link](https://example.org).\n\n\
                ```sh\necho {{x}} # y\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |";
    for flavour in [Flavour::Plain, Flavour::Python, Flavour::Attributes] {
        check(flavour, body, body);
    }
}

#[test]
fn headings_have_the_anchors_of_git_hosts() {
    check(Flavour::Python, "## Was *ist* das?\n\nText", "## Was *ist* das? {#was-ist-das}\n\nText");
    check(Flavour::Attributes, "## A ##\n## A\n", "## A ## {#a}\n## A {#a-1}");
    check(Flavour::Attributes, "Two\nlines\n---\n", "## Two lines {#twolines}");
    check(Flavour::Python, "# Own {#mine}\n", "# Own {#mine}");
    check(Flavour::Attributes, "# Own {x} {#mine onclick=x}", "# Own &#123;x} {#mine}");
    check(Flavour::Plain, "## A\n", "## A");
}

#[test]
fn a_heading_that_says_the_title_again_goes() {
    let made = made("# A  Title\n\nText\n", Flavour::Python);
    assert_eq!((made.text.as_str(), made.title_anchor.as_deref()), ("Text\n", Some("a--title")));
    check(Flavour::Plain, "Text\n\n# A title", "Text\n\n# A title");
    check(Flavour::Plain, "# Else\n\n# A title", "# Else\n\n# A title");
}

#[test]
fn a_first_heading_that_a_template_makes_goes_and_no_other() {
    let all = [Flavour::Plain, Flavour::Python, Flavour::Attributes, Flavour::Templates];
    for code in ["<%= current_page.data.title %>", "{{ page.title }}", "{% title x %}"] {
        for flavour in all {
            let made = made(&format!("# {code}\n\nText\n"), flavour);
            assert_eq!((made.text.as_str(), made.title_anchor), ("Text\n", None), "{code}");
        }
        let kept = made(&format!("Text\n\n# {code}\n"), Flavour::Plain).text;
        assert_eq!(kept, format!("Text\n\n# {code}\n"));
    }
    for other in ["<%= a %> and <%= b %>", "Use {{ x }}", "`<% x %>` y", "<% x", "<%>"] {
        let body = format!("# {other}\n\nText\n");
        assert_eq!(made(&body, Flavour::Plain).text, body);
    }
}

#[test]
fn links_lead_where_they_are_meant_to_however_they_are_written() {
    check(Flavour::Plain, "[a *b*](x \"t\")", "[a *b*](../y/#z \"t\")");
    check(
        Flavour::Plain,
        "[a][l] [l][] [l]\n\n[l]: x",
        "[a](../y/#z) [l](../y/#z) [l](../y/#z)\n\n[l]: x",
    );
    check(Flavour::Plain, "![alt](x) [![i](x)](gone)", "![alt](../y/#z) ![i](../y/#z)");
    check(Flavour::Plain, "see [this *page*](gone).", "see this *page*.");
    check(Flavour::Plain, "<https://example.org/x>", "<https://example.org/x>");
    for flavour in [Flavour::Plain, Flavour::Python, Flavour::Attributes, Flavour::Templates] {
        check(flavour, "a <javascript:alert(11)> b", "a &lt;javascript:alert(11)> b");
        check(flavour, "<a@example.org>", "<a@example.org>");
    }
}

#[test]
fn braces_are_text_where_they_would_be_attributes_or_templates() {
    check(Flavour::Python, "a {: onclick=x} \\{b}", "a &#123;: onclick=x} \\{b}");
    check(Flavour::Attributes, "a {x}", "a &#123;x}");
    check(
        Flavour::Templates,
        "a `{{< x >}}`",
        "a <code>&#123;&#123;&lt; x &gt;&#125;&#125;</code>",
    );
    check(
        Flavour::Templates,
        "- a\n\n  ```\n  {% x %}\n  b\n  ```\n",
        "- a\n\n  <pre><code>&#123;% x %&#125;&#10;b</code></pre>",
    );
    check(Flavour::Templates, "`{x}`", "`{x}`");
    check(Flavour::Python, "#tag is no heading", "\\#tag is no heading");
}

#[test]
fn comments_go_and_what_could_run_is_text() {
    check(Flavour::Plain, "a <!-- kb: note --> b", "a  b");
    check(Flavour::Plain, "<script>\nx\n</script>\n\nb", "&lt;script>\nx\n&lt;/script>\n\nb");
    check(Flavour::Plain, "<details>\n\ntext\n\n</details>", "<details>\n\ntext\n\n</details>");
    check(Flavour::Plain, "a\u{1b}[31m\u{202e}b", "a[31mb");
}

#[test]
fn other_habits_of_writing_are_taken_along() {
    check(Flavour::Python, "a\\\nb", "a  \nb");
    check(Flavour::Python, "Text:\n| a |\n|---|\n| b |", "Text:\n\n| a |\n|---|\n| b |");
    check(Flavour::Python, "> [!NOTE]\n> Text", "> **Note**  \n> Text");
    check(Flavour::Python, "Do:\n- a\n  - b", "Do:\n\n- a\n    - b");
}

#[test]
fn hostile_bodies_are_read_in_linear_time() {
    for part in ["[", "![", "[a](x", "{", "<a ", "<!--", "- ", "> ", "# {", "`", "on=", "\\\n"] {
        for flavour in [Flavour::Python, Flavour::Templates] {
            let _ = made(&part.repeat(10_000), flavour);
        }
    }
}
