//! What the template language Liquid leaves out of a page that is built.

use crate::domain::markdown::Outline;
use crate::domain::text::Span;

/// Drops the links and references between `{% comment %}` and `{% endcomment %}` in
/// `text[body]`: no reader ever sees them (<https://shopify.github.io/liquid/tags/template/>).
///
/// Tags within code are talked about, not used. A comment that never ends is none.
pub(super) fn drop_comments(outline: &mut Outline, text: &str, body: Span) {
    let comments = comments(outline, text, body);
    if comments.is_empty() {
        return;
    }
    outline.links.retain(|link| !is_within(&comments, link.text.start));
    outline.undefined.retain(|reference| !is_within(&comments, reference.span.start));
}

/// True if a byte lies in one of `spans`, which are in order and apart.
fn is_within(spans: &[Span], at: usize) -> bool {
    let after = spans.partition_point(|span| span.start <= at);
    after > 0 && at < spans[after - 1].end
}

fn comments(outline: &Outline, text: &str, body: Span) -> Vec<Span> {
    let text = text.get(..body.end).unwrap_or_default();
    let mut comments = Vec::new();
    let mut start = None;
    let mut at = body.start;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("{%")) {
        let opened = at + found;
        at = opened + "{%".len();
        let tag = text[at..].trim_start_matches('-').trim_start();
        let name = tag.split(|it: char| !it.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is_used = || !is_code(outline, text, opened);
        match (start, name) {
            (None, "comment") if is_used() => start = Some(opened),
            (Some(from), "endcomment") if is_used() => {
                comments.push(Span::new(from..opened));
                start = None;
            }
            _ => {}
        }
    }
    comments
}

/// True if the byte at `at` is in a block of code, or in code within a line.
fn is_code(outline: &Outline, text: &str, at: usize) -> bool {
    let Outline { fences, literal, .. } = outline;
    let fence = fences[..fences.partition_point(|it| it.span.start <= at)].last();
    let literal = literal[..literal.partition_point(|span| span.start <= at)].last();
    let code = literal.filter(|span| text.as_bytes().get(span.start) == Some(&b'`'));
    fence.map(|fence| &fence.span).into_iter().chain(code).any(|it| it.range().contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::outline;

    /// Where the links lead that are left of `text`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let body = Span::new(1..text.len());
        let mut outline = outline(text, body);
        drop_comments(&mut outline, text, body);
        let links: Vec<&str> = outline.links.iter().map(|link| link.destination(text)).collect();
        assert_eq!(links, expected, "{text}");
    }

    #[test]
    fn links_in_comments_are_dropped_and_those_around_them_stay() {
        let text = "\n[a](a)\n{% comment %}\n[b](b)\n{% endcomment %}\n[c](c)\n";
        check(text, &["a", "c"]);
        check("\n[a](a) {%- comment -%} [b](b) {%- endcomment -%}[c](c)", &["a", "c"]);
        check("\n{%comment%}[a](a){%endcomment%}{%comment%}[b](b){%endcomment%}[c](c)", &["c"]);
        check("\n{% comment %}\n<p>\n[a](a)</p>\n{% endcomment %}\n\n[b](b)\n", &["b"]);
    }

    #[test]
    fn what_only_looks_like_a_comment_hides_nothing() {
        for (open, close) in [
            ("{% comment %}", ""),
            ("{% endcomment %}", "{% comment %}"),
            ("{% comments %}", "{% endcomment %}"),
            ("{% if comment %}", "{% endcomment %}"),
            ("`{% comment %}`", "`{% endcomment %}`"),
            ("\n\n```\n{% comment %}\n```\n\n", "{% endcomment %}"),
        ] {
            check(&format!("\n{open} [a](a) {close}\n"), &["a"]);
        }
    }

    #[test]
    fn references_in_comments_are_dropped_too() {
        let text = "\n{% comment %}[a][b]{% endcomment %} [c][d]\n";
        let body = Span::new(1..text.len());
        let mut outline = outline(text, body);
        drop_comments(&mut outline, text, body);
        let labels: Vec<&str> = outline.undefined.iter().map(|it| &*it.label).collect();
        assert_eq!(labels, ["d"]);
    }
}
