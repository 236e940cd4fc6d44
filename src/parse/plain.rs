//! The words of a body without its marks: what is searched and quoted.

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, Event, Options, Parser, Tag, TagEnd};

use super::definitions::Definitions;
use crate::domain::text::Span;

const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// The text of `text[body]`, headings, code and alternative texts included, HTML left out.
///
/// Blocks are set apart by a line break, so that no word runs into the next.
#[must_use]
pub fn plain(text: &str, body: Span) -> String {
    let source = &text[body.range()];
    let mut plain = String::with_capacity(source.len());
    for event in Parser::new_ext(source, OPTIONS) {
        match event {
            Event::Text(words) | Event::Code(words) => plain.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Item | Tag::TableCell) => {
                plain.push(' ');
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead,
            ) => plain.push('\n'),
            _ => {}
        }
    }
    plain
}

/// What is put between two things that stand apart on a page and run together in a line.
const BETWEEN: &str = " · ";

/// The text of `text[part]` in one line, as it is quoted: cells, headings and items are set apart,
/// and references are links where the page `text[body]` defines them.
#[must_use]
pub fn quoted(text: &str, body: Span, part: Span) -> String {
    let page = without_shortcodes(&text[body.range()]);
    let source = without_shortcodes(&text[part.range()]);
    let definitions = Definitions::of(&page);
    let mut line = String::with_capacity(source.len());
    let resolve = |link: BrokenLink<'_>| definitions.get(&link.reference);
    for event in Parser::new_with_broken_link_callback(&source, OPTIONS, Some(resolve)) {
        match event {
            Event::Text(words) | Event::Code(words) => line.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => line.push(' '),
            Event::End(
                TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::TableRow
                | TagEnd::TableHead,
            ) => set_apart(&mut line),
            _ => {}
        }
    }
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_matches(|letter: char| letter.is_whitespace() || letter == '·').to_owned()
}

/// Ends what stands in `line`, unless a sign does already.
fn set_apart(line: &mut String) {
    line.truncate(line.trim_end().len());
    let is_ended = line.ends_with(['.', ':', ';', ',', '!', '?', '…', '·', '—', '–']);
    line.push_str(if is_ended || line.is_empty() { " " } else { BETWEEN });
}

/// `text` where shortcodes of the site builder Hugo are no destination of a link: they hold
/// blanks, so that nothing but Hugo takes it for one
/// (<https://gohugo.io/content-management/shortcodes/>).
fn without_shortcodes(text: &str) -> Cow<'_, str> {
    const OPEN: &str = "]({{";
    if !text.contains(OPEN) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let line = after.lines().next().unwrap_or_default();
        let Some(end) = line.find("}}") else { break };
        kept.push_str(before);
        kept.push_str("](#");
        // An anchor may follow.
        let behind = &after[end + "}}".len()..];
        rest = behind.find([')', '\n']).map_or(behind, |at| &behind[at..]);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        let found = plain(markdown, Span::new(0..markdown.len()));
        assert_eq!(found.split_whitespace().collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn marks_go_and_words_stay_apart() {
        check("## Stop *the* clock\n\nOnly `pending`.\n", "Stop the clock Only pending.");
        check("| a | b |\n|---|---|\n| c | d |\n", "a b c d");
        check("- one\n- two", "one two");
    }

    #[test]
    fn html_and_link_targets_are_no_words_but_alternative_texts_are() {
        check(
            "<b>bold</b> <!-- note --> [text](http://x.example) ![a cat](c.png)",
            "bold text a cat",
        );
    }

    /// The last paragraph of `markdown` as it is quoted, the page being all of it.
    #[track_caller]
    fn check_quoted(markdown: &str, part: &str, expected: &str) {
        let start = markdown.find(part).expect("it is there");
        let part = Span::new(start..start + part.len());
        assert_eq!(quoted(markdown, Span::new(0..markdown.len()), part), expected);
    }

    #[test]
    fn cells_headings_and_items_are_set_apart_where_no_sign_does() {
        let table = "| You wait | Clock |\n|---|---|\n| for them. | stops |\n";
        check_quoted(table, table, "You wait · Clock · for them. stops");
        check_quoted("## When?\n\nNow.\n\n## Who\n\nYou", "## When", "When");
        let parts = "Do:\n\n- one\n- two\n\n### Who\n\nYou do.\nNow.";
        check_quoted(parts, parts, "Do: one · two · Who · You do. Now.");
    }

    #[test]
    fn a_reference_is_a_link_where_the_page_defines_it_elsewhere() {
        let page =
            "See [the guide][] and [that][G], not [this][].\n\n[The Guide]: a.md\n[g]: b.md\n";
        check_quoted(
            page,
            "See [the guide][] and [that][G], not [this][].\n",
            "See the guide and that, not [this][].",
        );
    }

    #[test]
    fn a_shortcode_is_no_part_of_what_is_quoted() {
        let page = "See [a page]({{< relref \"a b.md\" >}}#part) and [b]({{% ref \"b\" %}}).";
        check_quoted(page, page, "See a page and b.");
        check_quoted("[a]({{< relref", "[a]({{< relref", "[a]({{< relref");
    }
}
