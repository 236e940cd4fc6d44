//! Where the tags of HTML in a text lead, for those who move the text.

use crate::domain::markdown::Outline;
use crate::domain::text::Span;

/// The attributes by which a tag leads to a file, with the tag that has each.
const LEADING: [(&str, &str); 2] = [("<img", "src="), ("<a", "href=")];
/// The most bytes between the name of a tag and its attribute.
const TAG_BYTES_MAX: usize = 1_000;

/// The destinations of `<img src="…">` and `<a href="…">` in `text`, in order, and whether each
/// is an image's; only those in quotes, and none in code.
#[must_use]
pub fn destinations(text: &str, outline: &Outline) -> Vec<(Span, bool)> {
    let mut found = Vec::new();
    for span in &outline.literal {
        let html = text.get(span.range()).unwrap_or_default();
        if !html.trim_start().starts_with('<') {
            continue;
        }
        // Only ASCII changes its case, so that places stay.
        let lower = html.to_ascii_lowercase();
        for (tag, attribute) in LEADING {
            for (at, _) in lower.match_indices(tag) {
                let value = value(&lower, at + tag.len(), attribute);
                let value = value.map(|value| value.shifted(span.start));
                found.extend(value.map(|value| (value, tag == "<img")));
            }
        }
    }
    found.sort_by_key(|(span, _)| *span);
    found.dedup();
    found
}

/// Where the value of `attribute` stands in the tag whose name ends at `from`.
fn value(html: &str, from: usize, attribute: &str) -> Option<Span> {
    let mut end = html.len().min(from + TAG_BYTES_MAX);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let tag = html[from..end].split('>').next()?;
    if !tag.starts_with(char::is_whitespace) {
        return None;
    }
    let before = |at: usize| tag[..at].ends_with(char::is_whitespace);
    let (at, _) = tag.match_indices(attribute).find(|(at, _)| before(*at))?;
    let start = at + attribute.len();
    let quote = tag[start..].chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let length = tag[start + 1..].find(quote)?;
    Some(Span::new(from + start + 1..from + start + 1 + length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::outline;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let outline = outline(text, Span::new(0..text.len()));
        let found = destinations(text, &outline);
        let found: Vec<&str> = found.iter().map(|(span, _)| &text[span.range()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn images_and_anchors_lead_somewhere() {
        check("<img alt='é' src=\"a.png\"> and <A HREF='b.md'>b</A>\n", &["a.png", "b.md"]);
        check("text <img src=\"a.png\" width=1/> text\n", &["a.png"]);
        check("<p>\n<img\n src=\"a.png\">\n</p>\n", &[]);
    }

    #[test]
    fn code_comments_and_other_attributes_do_not() {
        check("`<img src=\"a.png\">`\n\n```\n<img src=\"a.png\">\n```\n", &[]);
        check("<abbr href=\"a\">x</abbr> <img data-src=\"a.png\"> <img src=a.png>\n", &[]);
    }

    #[test]
    fn tags_that_never_end_cost_little() {
        let text = "<img src=".repeat(10_000);
        check(&text, &[]);
    }
}
