//! Bodies that have headings and nothing to read.

use super::markdown::outline;
use crate::domain::markdown::Outline;
use crate::domain::text::Span;

fn read(text: &str) -> Outline {
    outline(text, Span::new(0..text.len()))
}

#[test]
fn a_body_of_headings_and_comments_is_hollow() {
    for hollow in ["", "# One two\n\n## `Three`\n\n<!-- write here -->\n", "<!-- x -->\n"] {
        assert!(read(hollow).is_hollow(), "{hollow:?}");
    }
    for text in ["One.", "# One\n\ntwo\n", "# One\n\n```\ntwo\n```\n", "# One\n\n![](x.png)\n"] {
        assert!(!read(text).is_hollow(), "{text:?}");
    }
}
