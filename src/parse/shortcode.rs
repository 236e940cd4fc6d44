//! Headings that are written as shortcodes of the site builder Hugo.

use crate::domain::markdown::Outline;
use crate::domain::slug::slug;
use crate::domain::text::Span;

/// Fields of shortcodes whose values are headings. Those without a name are as well.
const NAMES: [&str; 3] = ["title", "heading", "name"];
/// Shortcodes whose text is where a link leads
/// (<https://gohugo.io/content-management/shortcodes/>).
const LINKS: [&str; 2] = ["ref", "relref"];
/// More bytes than this are no heading.
const HEADING_MAX: usize = 200;

/// Takes `{{% heading "Is it alive" %}}` for a heading, by adding its anchor to those that are
/// written by hand: what a shortcode makes of its text is known only to the builder. One that
/// never ends ends the search.
pub(super) fn add_anchors(outline: &mut Outline, text: &str, body: Span) {
    let mut rest = text.get(body.range()).unwrap_or_default();
    while let Some(at) = rest.find("{{") {
        rest = &rest[at + "{{".len()..];
        let close = match rest.as_bytes().first() {
            Some(b'%') => "%}}",
            Some(b'<') => ">}}",
            _ => continue,
        };
        let Some((inside, after)) = rest[1..].split_once(close) else { return };
        rest = after;
        let inside = inside.trim_start();
        let name = inside.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
        if !LINKS.contains(&name) {
            add_quoted(outline, inside);
        }
    }
}

/// Adds the anchors of what is quoted in `inside`.
fn add_quoted(outline: &mut Outline, inside: &str) {
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('"') {
        let Some((quoted, after)) = after.split_once('"') else { return };
        let field = before.trim_end().strip_suffix('=').map(str::trim_end);
        let is_named = |field: &str| NAMES.iter().any(|name| last_word(field) == *name);
        let is_heading = field.is_none_or(is_named) && quoted.len() <= HEADING_MAX;
        let anchor = if is_heading { slug(quoted) } else { String::new() };
        if !anchor.is_empty() {
            outline.anchors.push(&anchor);
        }
        rest = after;
    }
}

fn last_word(text: &str) -> &str {
    text.rsplit(|it: char| it.is_whitespace()).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut outline = Outline::default();
        add_anchors(&mut outline, text, Span::new(0..text.len()));
        assert_eq!(outline.anchors.iter().collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn text_without_a_name_and_titles_are_headings() {
        check("x {{% heading \"Is it alive\" %}} y", &["is-it-alive"]);
        check("{{<section \"One\" \"Two\">}}\n{{< /section >}}", &["one", "two"]);
        check("{{< tab title = \"A b\" id=\"c\" >}}", &["a-b"]);
    }

    #[test]
    fn other_fields_links_and_what_is_no_shortcode_give_none() {
        for text in [
            "{{< tooltip text=\"Pods\" subtitle=\"pod\" >}}",
            "{{< relref \"a.md\" >}} {{% ref \"b\" %}}",
            "{{ \"a\" }} {{% heading \"a\" }}",
            "{{% heading \"a %}}",
            "{{% heading \"!\" \"\" %}}",
            "{{",
        ] {
            check(text, &[]);
        }
        check(&format!("{{{{% heading \"{}\" %}}}}", "a".repeat(201)), &[]);
        check(&format!("{{{{% heading \"{}\" %}}}}", "a".repeat(200)), &[&"a".repeat(200)]);
    }
}
