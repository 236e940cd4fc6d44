//! Which sections of an article are about its licence.

/// What the heading of such a section consists of, and "and".
const WORDS: [&str; 6] = ["copyright", "license", "licence", "licensing", "licenses", "licences"];
/// A line of so many backticks or tildes opens a block of code
/// (<https://spec.commonmark.org/0.31.2/#fenced-code-blocks>).
const FENCE_MIN: usize = 3;

/// True for a heading over a section about the licence and nothing else, numbered or not.
pub(super) fn is_title(heading: &str) -> bool {
    let is_mark = |c: char| !c.is_alphabetic();
    let mut words = heading.split(is_mark).filter(|word| !word.is_empty());
    let is_known = |word: &str| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
    let first = words.next().is_some_and(is_known);
    first && words.all(|word| is_known(word) || word.eq_ignore_ascii_case("and"))
}

/// The sections of a text that are about its licence, be it Markdown or the marks of wikis;
/// without what is code.
pub(super) fn sections(text: &str) -> String {
    let mut sections = String::new();
    let mut is_inside = false;
    let mut fence = None;
    for line in text.lines() {
        if let Some(opening) = fence {
            if closes(line, opening) {
                fence = None;
            }
            continue;
        }
        fence = opened(line);
        let title = line.trim_start_matches(['#', '=']);
        if fence.is_some() {
            continue;
        }
        if title.len() < line.len() {
            is_inside = is_title(title);
        } else if is_inside {
            sections.push_str(line);
            sections.push('\n');
        }
    }
    sections
}

/// The mark of the block of code that `line` opens, and how many there are.
fn opened(line: &str) -> Option<(char, usize)> {
    let (mark, count, info) = marks(line)?;
    let is_inline = mark == '`' && info.contains('`');
    (count >= FENCE_MIN && !is_inline).then_some((mark, count))
}

/// True if `line` ends the block of code that `opening` began.
fn closes(line: &str, opening: (char, usize)) -> bool {
    marks(line).is_some_and(|(mark, count, rest)| {
        mark == opening.0 && count >= opening.1 && rest.trim().is_empty()
    })
}

/// The mark that a line begins with, how often it stands there, and what follows.
fn marks(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = line.trim_start_matches(mark);
    Some((mark, line.len() - rest.len(), rest))
}

#[cfg(test)]
#[path = "license_sections_tests.rs"]
mod tests;
