//! As much Markdown as the examples need.

use crate::domain::markdown::{Heading, Link, LinkKind, Outline};
use crate::domain::review::parse_date;
use crate::domain::review_after::ReviewAfter;
use crate::domain::slug::Slugger;
use crate::domain::text::Span;
use crate::domain::untrusted::Untrusted;

/// Headings with `#`, links on one line, and words.
pub(super) fn outline(text: &str, body: Span) -> Outline {
    let mut outline = Outline::default();
    let mut slugger = Slugger::default();
    let mut start = body.start;
    for line in text[body.range()].split_inclusive('\n') {
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        if marks > 0 {
            let title = line[marks..].trim();
            outline.headings.push(Heading {
                level: u8::try_from(marks).expect("headings are of level 1 to 6"),
                text: title.to_owned(),
                span: Span::new(start..start + line.trim_end().len()),
            });
            if slugger.add(title) {
                let index = outline.headings.len() - 1;
                outline.repeated.push(u32::try_from(index).expect("tests are short"));
            }
        }
        let mut rest = 0;
        while let Some(found) = line[rest..].find("](") {
            let from = rest + found + 2;
            let length = line[from..].find(')').expect("links in tests are closed");
            let text = line[..from - 2].rfind('[').expect("links in tests are opened") + 1;
            let is_image = line[..text - 1].ends_with('!');
            outline.links.push(Link {
                kind: if is_image { LinkKind::Image } else { LinkKind::Link },
                destination: None,
                span: Span::new(start + from..start + from + length),
                text: Span::new(start + text..start + from - 2),
            });
            rest = from + length;
        }
        let ticks: Vec<usize> = line.match_indices('`').map(|(at, _)| start + at).collect();
        let code = ticks.chunks_exact(2).map(|pair| Span::new(pair[0]..pair[1] + 1));
        outline.literal.extend(code);
        let anchors = line.split("<a id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        anchors.for_each(|anchor| outline.anchors.push(anchor));
        outline.words += u32::try_from(line.split_whitespace().count()).expect("tests are short");
        start += line.len();
    }
    outline.slugs = slugger.finish();
    outline
}

/// The statements of a body without code.
pub(super) fn statements(text: &str, body: Span) -> Vec<ReviewAfter> {
    let read = |(at, order): (usize, &str)| {
        let end = at + text[at..].find("-->")? + "-->".len();
        let said = text[at + order.len()..end - "-->".len()].trim();
        let (day, why) = said.split_once(' ').unwrap_or((said, ""));
        let on = parse_date(day).ok()?;
        Some(ReviewAfter { on, line: 1, span: Span::new(at..end), why: Untrusted::from(why) })
    };
    let orders = text.match_indices("<!-- kb: review-after ");
    orders.filter(|(at, _)| body.range().contains(at)).filter_map(read).collect()
}
