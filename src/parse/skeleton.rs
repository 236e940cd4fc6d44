//! The text of a new article: a template filled in.
//!
//! Writes what is given and nothing else: what an author has to declare for
//! themselves stays a comment.

use std::fmt::Write as _;

use crate::domain::schema::TypeSchema;

/// What is known of an article before it is written.
#[derive(Clone, Copy, Debug)]
pub struct Blanks<'b> {
    /// Its title.
    pub title: &'b str,
    /// Who writes it.
    pub author: &'b str,
    /// Its licence.
    pub license: &'b str,
    /// Its first topic, if that is known.
    pub topic: Option<&'b str>,
    /// The answer in short.
    pub summary: &'b str,
}

/// A template for a type that has none: the required fields as comments, the sections as headings.
#[must_use]
pub fn template_of(kind: &TypeSchema) -> String {
    let mut text = format!(
        "---\ntitle: {{{{title}}}}\ntype: {}\nsummary: {{{{summary}}}}\nauthors: [{{{{author}}}}]\n\
         license: {{{{license}}}}\ntopics: [{{{{topic}}}}]\nstatus: draft\n",
        kind.name
    );
    for field in kind.fields.iter().filter(|field| field.is_required) {
        let doc = field.doc.replace(['\n', '\r'], " ");
        writeln!(text, "# {}: {doc}", field.name).expect("a String takes all that is written");
    }
    text.push_str("---\n");
    for section in &kind.sections {
        write!(text, "\n## {section}\n").expect("a String takes all that is written");
    }
    text
}

/// Fills `template`: every `{{name}}` it has, the licence, and no topic where none is known.
#[must_use]
pub fn fill(template: &str, blanks: &Blanks<'_>) -> String {
    let mut filled = String::with_capacity(template.len() + 200);
    let mut fences = 0;
    for line in template.lines() {
        let is_fence = line.trim_end() == "---";
        fences += usize::from(is_fence && fences < 2);
        if fences == 1 && !is_fence {
            filled.push_str(&front_line(line, blanks));
        } else {
            filled.push_str(&replaced(line, blanks, &|value| value.to_owned()));
        }
        filled.push('\n');
    }
    filled
}

fn front_line(line: &str, blanks: &Blanks<'_>) -> String {
    if line.contains("{{topic}}") && blanks.topic.is_none() {
        return format!("# {}", line.replace("\"{{topic}}\"", "").replace("{{topic}}", ""));
    }
    if line.starts_with("license:") {
        return format!("license: {}", scalar(blanks.license));
    }
    // A template may have the quotes, or leave them to us.
    let line = ["title", "summary", "author", "topic", "license"]
        .iter()
        .fold(line.to_owned(), |line, name| {
            line.replace(&format!("\"{{{{{name}}}}}\""), &format!("{{{{{name}}}}}"))
        });
    replaced(&line, blanks, &scalar)
}

fn replaced(line: &str, blanks: &Blanks<'_>, written: &dyn Fn(&str) -> String) -> String {
    let topic = blanks.topic.unwrap_or_default();
    let values = [
        ("{{title}}", blanks.title),
        ("{{summary}}", blanks.summary),
        ("{{author}}", blanks.author),
        ("{{license}}", blanks.license),
        ("{{topic}}", topic),
    ];
    let mut rest = line;
    let mut text = String::with_capacity(line.len());
    // From left to right, so that a title with `{{author}}` in it stays as it was given.
    while let Some(at) = rest.find("{{") {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let known = values.iter().find(|(name, _)| from.starts_with(name));
        let (piece, length) =
            known.map_or(("{{".to_owned(), 2), |(name, value)| (written(value), name.len()));
        text.push_str(&piece);
        rest = &from[length..];
    }
    text + rest
}

/// `value` as a YAML value: plain if that is safe everywhere, else in double quotes, whose
/// escapes are those of JSON.
fn scalar(value: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "-._ ".contains(c);
    let is_plain = value.chars().all(is_word)
        && value.starts_with(|first: char| first.is_ascii_alphabetic())
        && !value.ends_with(' ')
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&value.to_ascii_lowercase().as_str());
    if is_plain { value.to_owned() } else { serde_json::Value::from(value).to_string() }
}

/// The id that a title suggests: short, lower case, words joined by hyphens.
///
/// Empty if the title has no letters or digits of ASCII.
#[must_use]
pub fn id_of_title(title: &str) -> String {
    let lower = title.to_lowercase().replace(['\'', '’'], "");
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = String::new();
    for word in words {
        let length = id.len() + word.len() + usize::from(!id.is_empty());
        if length > ID_BYTES_MAX && !id.is_empty() {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word.get(..ID_BYTES_MAX).unwrap_or(word));
    }
    id
}

/// Longer ids are hard to type and to quote.
const ID_BYTES_MAX: usize = 48;

#[cfg(test)]
#[path = "skeleton_tests.rs"]
mod tests;
