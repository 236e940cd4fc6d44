//! The words of a body without its marks: what is searched and quoted.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::domain::text::Span;

/// The text of `text[body]`, headings, code and alternative texts included, HTML left out.
///
/// Blocks are set apart by a line break, so that no word runs into the next.
#[must_use]
pub fn plain(text: &str, body: Span) -> String {
    let source = &text[body.range()];
    let mut plain = String::with_capacity(source.len());
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(source, options) {
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
}
