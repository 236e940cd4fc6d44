//! Orders not to report something, as people write them.

use super::*;
use crate::domain::path::ArticlePath;
use crate::domain::settings::Settings;

/// Each order as "rule|scope|removal|why or no reason".
fn orders(text: &str) -> Vec<String> {
    let path = ArticlePath::new("a.md");
    let library = std::sync::Arc::from("test");
    let id =
        crate::domain::id::ArticleId::of_path(&library, crate::domain::id::IdScheme::Stem, &path);
    let blob = crate::domain::history::ObjectId::NULL;
    let file = crate::parse::File { path: &path, id, blob, bytes: text.as_bytes(), text };
    let article = crate::parse::article(file, &Settings::unconfigured("test"));
    let show = |order: &Suppression| {
        let rule = order.rule.as_deref().unwrap_or("?");
        let scope = order.scope.map_or("all", |scope| &text[scope.range()]);
        let removal = &text[order.removal.range()];
        let why = if order.has_reason { "why" } else { "no reason" };
        format!("{rule}|{}|{}|{why}", scope.escape_debug(), removal.escape_debug())
    };
    article.suppressions.iter().map(show).collect()
}

#[test]
fn a_comment_on_a_line_of_its_own_covers_what_follows_up_to_a_blank_line() {
    let text = "a\n\n<!-- kb: ignore[broken-link] made by the build -->\nb\nc\n\nd\n";
    let comment = "<!-- kb: ignore[broken-link] made by the build -->\\n";
    assert_eq!(orders(text), [format!("broken-link|{comment}b\\nc\\n|{comment}|why")]);
}

#[test]
fn blank_lines_between_the_comment_and_what_it_is_about_do_no_harm() {
    let text = "<!-- kb: ignore[KB401] -->\n\n\nb\n\nc\n";
    let comment = "<!-- kb: ignore[KB401] -->\\n";
    assert_eq!(orders(text), [format!("KB401|{comment}\\n\\nb\\n|{comment}|no reason")]);
}

#[test]
fn a_block_of_code_is_covered_whole() {
    let text = "<!-- kb: ignore[secret] a sample -->\n```\na\n\nb\n```\nc\n";
    let comment = "<!-- kb: ignore[secret] a sample -->\\n";
    let expected = format!("secret|{comment}```\\na\\n\\nb\\n```|{comment}|why");
    assert_eq!(orders(text), [expected]);
}

#[test]
fn a_comment_within_a_line_covers_that_line() {
    let text = "a\nb [x](y.md) <!-- kb: ignore[broken-link] soon --> c\nd\n";
    let comment = "<!-- kb: ignore[broken-link] soon -->";
    let expected = format!("broken-link|b [x](y.md) {comment} c\\n|{comment}|why");
    assert_eq!(orders(text), [expected]);
}

#[test]
fn of_several_rules_each_can_go_alone() {
    let text = "x <!-- kb: ignore[a, b ,c] why --> y";
    let removals: Vec<String> = orders(text)
        .iter()
        .filter_map(|order| order.split('|').nth(2).map(str::to_owned))
        .collect();
    assert_eq!(removals, ["a, ", ", b", " ,c"]);
}

#[test]
fn in_a_quotation_and_in_a_list_the_places_are_exact() {
    let text =
        "> q\n> <!-- kb: ignore[a] why -->\n> r\n\n- i\n\n  <!-- kb: ignore[b] why -->\n  j\n";
    let rules: Vec<String> =
        orders(text).iter().map(|order| order.split('|').next().unwrap_or("").to_owned()).collect();
    assert_eq!(rules, ["a", "b"]);
}

#[test]
fn what_speaks_to_us_and_says_nothing_is_kept_to_be_told() {
    for text in [
        "<!-- kb: ignroe[a] why -->\n",
        "<!-- kb: ignore a -->\n",
        "<!-- kb: ignore[] why -->\n",
        "<!-- kb: ignore[a -->\n",
        "<!-- kb: -->\n",
        "<!-- kb: ignore[a]\nwhy -->\n",
        "<!-- kb: ignore[a] why\n",
    ] {
        let orders = orders(text);
        assert_eq!(orders.len(), 1, "{text:?}");
        assert!(orders[0].starts_with("?|"), "{text:?}: {orders:?}");
    }
}

#[test]
fn comments_for_others_and_examples_in_code_are_no_orders() {
    for text in [
        "<!-- kb ignore[a] -->\n",
        "<!-- todo -->\n",
        "`<!-- kb: ignore[a] -->`\n",
        "```\n<!-- kb: ignore[a] -->\n```\n",
        "    <!-- kb: ignore[a] -->\n",
        "\\<!-- kb: ignore[a] -->\n",
    ] {
        assert_eq!(orders(text), [""; 0], "{text:?}");
    }
}

#[test]
fn the_field_covers_the_whole_article() {
    let text = "---\ntitle: t\nkb_ignore:\n  - a\n  - b: the page is made by hand\nx: y\n---\n";
    let expected = ["a|all|  - a\\n|no reason", "b|all|  - b: the page is made by hand\\n|why"];
    assert_eq!(orders(text), expected);
}

#[test]
fn the_field_may_be_written_in_brackets_or_hold_one_rule() {
    assert_eq!(
        orders("---\nkb_ignore: [a, b]\n---\n"),
        ["a|all|a, |no reason", "b|all|, b|no reason"]
    );
    assert_eq!(orders("---\nkb_ignore: a\n---\n"), ["a|all|kb_ignore: a\\n|no reason"]);
    assert_eq!(
        orders("---\nkb_ignore:\n  - a: why\nx: y\n---\n"),
        ["a|all|kb_ignore:\\n  - a: why\\n|why"]
    );
}

#[test]
fn a_field_that_cannot_be_understood_is_kept_to_be_told() {
    for text in ["---\nkb_ignore:\n---\n", "---\nkb_ignore: {a: x, b: y}\n---\n"] {
        let orders = orders(text);
        assert!(orders.len() == 1 && orders[0].starts_with("?|all|"), "{text:?}: {orders:?}");
    }
    assert_eq!(orders("---\nkb_ignore: []\n---\n"), [""; 0]);
}

#[test]
fn a_reason_must_say_something() {
    let without = ["<!-- kb: ignore[a]   -->", "---\nkb_ignore:\n  - a:\n---\n"];
    assert!(without.iter().all(|text| orders(text)[0].ends_with("|no reason")));
}
