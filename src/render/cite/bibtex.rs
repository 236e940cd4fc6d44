//! BibTeX: one `@misc` entry, its texts as LaTeX takes them.

use super::text::note;
use super::{Attribution, Place};

/// The credit as an entry, without an end of line after its bracket.
#[must_use]
pub fn bibtex(attribution: &Attribution) -> String {
    let work = &attribution.work;
    // Each name in brackets of its own: an organisation has no first name, and may be called
    // "Research and Development".
    let authors = work.authors.iter().map(|author| format!("{{{}}}", escaped(author)));
    let authors = authors.collect::<Vec<_>>().join(" and ");
    let url = match &work.place {
        Place::Address(address) => Some(address),
        Place::Library { address, .. } => address.as_ref(),
        Place::Unknown => None,
    };
    let article = match &work.place {
        Place::Library { id, .. } => format!("{}, article {}", attribution.collection, id),
        _ => attribution.collection.clone(),
    };
    let note = note(attribution);
    let fields = [
        ("title", Some(format!("{{{}}}", escaped(&work.title)))),
        ("author", Some(authors).filter(|authors| !authors.is_empty())),
        ("year", attribution.issued.map(|day| day.year().to_string())),
        ("howpublished", Some(escaped(&article))),
        ("url", url.cloned()),
        ("note", Some(escaped(&note)).filter(|note| !note.is_empty())),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let lines: Vec<String> =
        fields.map(|(name, value)| format!("  {name:<12} = {{{value}}}")).collect();
    format!("@misc{{{},\n{}\n}}", attribution.key, lines.join(",\n"))
}

/// `text` for LaTeX. Brackets become commands: BibTeX counts even those after a backslash.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '<' => escaped.push_str("\\textless{}"),
            '>' => escaped.push_str("\\textgreater{}"),
            '$' | '&' | '#' | '%' | '_' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}
