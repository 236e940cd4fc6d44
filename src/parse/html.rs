//! The anchors that HTML within Markdown sets.
//!
//! Looks at tags and their attributes only. It builds no tree, knows no
//! entities and never judges whether the HTML is well formed.

/// Calls `found` with every `id`, and with the `name` of every `<a>`, in order.
///
/// Linear: what has been looked at is never looked at again.
pub(super) fn anchors(html: &str, mut found: impl FnMut(&str)) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            let Some(end) = comment.find("-->") else { return };
            rest = &comment[end + 3..];
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let Some(after) = tag(rest, &mut found) else { return };
            rest = after;
        }
    }
}

/// Reads a tag from its name on; the text after it, or `None` if it never ends.
fn tag<'h>(text: &'h str, found: &mut impl FnMut(&str)) -> Option<&'h str> {
    let (tag, mut rest) = split_at_end(text, |c| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '='));
        if let Some(after) = rest.strip_prefix('>') {
            return Some(after);
        }
        if rest.is_empty() {
            return None;
        }
        let (name, after) =
            split_at_end(rest, |c| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '='));
        let (value, after) = value(after)?;
        rest = after;
        let is_anchor = name.eq_ignore_ascii_case("id")
            || (name.eq_ignore_ascii_case("name") && tag.eq_ignore_ascii_case("a"));
        if is_anchor && !value.is_empty() {
            found(value);
        }
    }
}

/// Reads `= value` with or without quotes; `None` if a quote never closes.
fn value(text: &str) -> Option<(&str, &str)> {
    let Some(rest) = text.trim_ascii_start().strip_prefix('=') else {
        return Some(("", text));
    };
    let rest = rest.trim_ascii_start();
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split_once(quote),
        _ => Some(split_at_end(rest, |c| c.is_ascii_whitespace() || c == '>')),
    }
}

fn split_at_end(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let mut found = Vec::new();
        anchors(html, |anchor| found.push(anchor.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn ids_of_any_tag_and_names_of_links_count() {
        check("<a id=\"one\"></a><a name='two'>", &["one", "two"]);
        check("<h2 class=x ID = three>", &["three"]);
        check("<p\n  id=\"é\"\n>text</p>", &["é"]);
        check("<br/><img id=four/>", &["four/"]);
    }

    #[test]
    fn names_of_other_tags_and_look_alikes_do_not_count() {
        check("<input name=\"x\" data-id=\"y\" id>", &[]);
        check("a < b id=\"x\" > c", &[]);
        check("</a id=\"\">", &[]);
    }

    #[test]
    fn comments_and_values_hide_what_is_in_them() {
        check("<!-- <a id=\"x\"> --><a id=\"y\">", &["y"]);
        check("<a title='<a id=\"x\">' id=y>", &["y"]);
    }

    #[test]
    fn what_never_ends_sets_no_anchor_and_ends_the_search() {
        check("<a id=\"x", &[]);
        check("<!-- <a id=\"x\">", &[]);
        check("<a", &[]);
        check("<", &[]);
        check(&"<a id='".repeat(50_001), &vec!["<a id="; 25_000]);
    }
}
