//! What Python-Markdown would run, where `CommonMark` sees text, code or nothing.

use crate::parse::portable::Flavour;
use crate::parse::portable::tests::made;

fn python(body: &str) -> String {
    made(body, Flavour::Python).text
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(python(body), format!("{expected}\n"), "{body}");
}

#[test]
fn code_by_indentation_is_no_page_behind_an_admonition() {
    check(
        "!!! note\n\n    <script>a</script>\n    b\n",
        "!!! note\n\n<pre><code>&lt;script&gt;a&lt;/script&gt;&#10;b</code></pre>",
    );
    check("- a\n\n      <b>\n", "- a\n\n    <pre><code>&lt;b&gt;</code></pre>");
    check("a\n\n\t<b>\n", "a\n\n<pre><code>&lt;b&gt;</code></pre>");
}

#[test]
fn tags_that_are_none_stay_text() {
    check("<script/x>a</script/x>", "&lt;script/x>a&lt;/script/x>");
    check("<div/onclick=x>a</div>", "&lt;div/onclick=x>a</div>");
    check("\\<script/x>", "&lt;script/x>");
    check("\\\\<script/x>", "\\\\&lt;script/x>");
    check("`a\n<script/x>`", "<code>a &lt;script/x&gt;</code>");
    check("<div\n\nx onclick=y>", "&lt;div\n\nx onclick=y>");
}

#[test]
fn links_that_are_none_stay_text() {
    check("[A](javascript:alert(8)// foo)", "[A&#93;(javascript:alert(8)// foo)");
    check("[A](java\nscript:x)", "[A&#93;(java\nscript:x)");
    check("[A](<javascript:x\n//>)", "[A&#93;(&lt;javascript:x\n//>)");
    check("![A](javascript:alert(8)// foo)", "![A&#93;(javascript:alert(8)// foo)");
    check("text\n[A]: javascript:x", "text\n[A&#93;: javascript:x");
    check("[a] (b)", "[a] (b)");
}

#[test]
fn of_two_definitions_the_first_counts_and_none_is_left() {
    check(
        "[a] and [b][a]\n\n[a]: https://example.org\n[a]: javascript:x\n",
        "[a](https://example.org) and [b](https://example.org)",
    );
    check("a\n\n[x]: /u '\n<script/x>\n'\n\nb", "a\n\n\n\n\n\nb");
    check("a [^1]\n\n[^1]: note\n\n-\n- b", "a [^1]\n\n[^1]: note\n\n- \n- b");
}

#[test]
fn a_fence_that_reads_the_same_stays_and_any_other_is_code_in_one_line() {
    for body in ["```sh\n<b>\n```", "~~~\na ``` b\n~~~", "> ```\n> <b>\n> ```"] {
        check(body, body);
    }
    let made = "<pre><code>&lt;b&gt;</code></pre>";
    for body in ["``` a b c <\n<b>\n```", "```\n<b>", "```\n<b>\n````", "  ```\n<b>\n  ```"] {
        assert_eq!(python(body).trim(), made, "{body}");
    }
    check("- ```\n  <b>\n  ```", &format!("- {made}"));
    check("```\n    ```\n<b>\n```", "<pre><code>    &#96;&#96;&#96;&#10;&lt;b&gt;</code></pre>");
}

#[test]
fn what_is_no_fence_opens_none() {
    check("<div>\n```\n</div>\n\n```\n<b>\n```", "<div>\n&#96;&#96;&#96;\n</div>\n\n```\n<b>\n```");
    check("a\n     ~~~\n\n~~~\n<b>\n~~~", "a\n     &#126;&#126;&#126;\n\n~~~\n<b>\n~~~");
    check("a\n     ```\n     b ```", "a\n     <code>     b</code>");
}

#[test]
fn attributes_are_text_behind_a_backslash_that_is_one() {
    check("a \\\\{: onclick=x}", "a \\\\&#123;: onclick=x}");
}

#[test]
fn ten_thousand_of_each_are_read_in_linear_time() {
    for part in ["\\", "[a]: b\n", "[a]: '\n", "```\n", "<div\n\n", "\\<", "> ```\n\n", "]("] {
        let _ = python(&part.repeat(10_000));
    }
}
