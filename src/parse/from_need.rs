//! A draft that answers a need: what the need knows goes with it, and so does who told it.

use super::edit::{EditError, EditValue, append, front};
use super::question::with_field;
use super::split::split;
use crate::domain::node::Node;

/// So many addresses are shown as hints.
const HINTS_MAX: usize = 10;

/// What a draft takes from the need that it answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FromNeed {
    /// The need's id.
    pub id: String,
    /// Its topics.
    pub topics: Vec<String>,
    /// How people ask it.
    pub questions: Vec<String>,
    /// Who asked, each as `person` or `name` with what they are called.
    pub askers: Vec<(&'static str, String)>,
    /// Where it was asked.
    pub links: Vec<String>,
}

/// The draft `filled` as one that answers a need whose file is `need`.
///
/// Who is named there as a contributor stays one, in the same words.
///
/// # Errors
/// The front matter of either cannot be read or edited.
pub fn answering(filled: &str, from: &FromNeed, need: &str) -> Result<String, EditError> {
    let mut text = filled.to_owned();
    let mut lists = vec![("questions", from.questions.clone()), ("answers", vec![from.id.clone()])];
    if from.topics.len() > 1 {
        lists.push(("topics", from.topics.clone()));
    }
    for (field, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
        text = with_field(&text, field, &EditValue::List(items))?;
    }
    let asked = from.askers.iter().map(|(key, who)| {
        let pairs = [("role", "asked-by"), (key, who)];
        pairs.map(|(key, value)| (key.to_owned(), EditValue::Text(value.to_owned()))).to_vec()
    });
    let told = front(need)?;
    let told = told.get("contributors").and_then(Node::as_sequence).unwrap_or_default();
    for contributor in asked.chain(told.iter().filter_map(texts)) {
        let item = EditValue::Mapping(contributor);
        text = append(&text, Some("authors"), "contributors", &item)
            .or_else(|_| append(&text, None, "contributors", &item))?;
    }
    Ok(with_hints(&text, &from.links))
}

/// The entries of a mapping that are texts; `None` where there are none.
fn texts(node: &Node) -> Option<Vec<(String, EditValue)>> {
    let entries = node.as_mapping()?.iter();
    let texts = entries.filter_map(|entry| {
        let text = entry.value.as_text()?.to_owned();
        Some((entry.key.clone(), EditValue::Text(text)))
    });
    Some(texts.collect()).filter(|texts: &Vec<_>| !texts.is_empty())
}

/// Adds comments to the front matter that say where it was asked.
fn with_hints(text: &str, links: &[String]) -> String {
    let end = split(text.as_bytes()).yaml.end;
    // What a comment cannot hold on its line is no address.
    let plain = links.iter().filter(|link| link.chars().all(|it| it.is_ascii_graphic()));
    let hints = plain.take(HINTS_MAX).map(|link| format!("# asked at: {link}\n"));
    let hints: String = hints.collect();
    format!("{}{hints}{}", &text[..end], &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEED: &str = "---\ntype: need\ncontributors:\n  - {role: told-by, name: B. Reader}\n\
                        \x20 - nobody\n---\n";

    fn from() -> FromNeed {
        FromNeed {
            id: "need-tape".to_owned(),
            topics: vec!["change".to_owned(), "incident".to_owned()],
            questions: vec!["Who fetches: the tape?".to_owned()],
            askers: vec![("person", "asmith".to_owned())],
            links: vec!["https://example.org/t/1".to_owned(), "a\nb: c".to_owned()],
        }
    }

    #[test]
    fn what_the_need_knows_goes_with_the_draft() {
        let filled = "---\ntitle: x\nauthors: [bo]\ntopics: [change]\n# questions: [\"?\"]\n\
                      # answers: [need-id]\n---\n\n## Answer\n";
        let expected = "---\ntitle: x\nauthors: [bo]\ncontributors:\n  \
                        - {role: asked-by, person: asmith}\n  \
                        - {role: told-by, name: B. Reader}\ntopics: [change, incident]\n\
                        questions: ['Who fetches: the tape?']\nanswers: [need-tape]\n\
                        # asked at: https://example.org/t/1\n---\n\n## Answer\n";
        assert_eq!(answering(filled, &from(), NEED).as_deref(), Ok(expected));
    }

    #[test]
    fn a_template_without_the_fields_gets_them() {
        let text = answering("---\ntitle: x\n---\n", &from(), NEED).expect("it is sound");
        let front = front(&text).expect("it can be read");
        for field in ["questions", "answers", "topics", "contributors"] {
            assert!(front.get(field).is_some(), "{text}");
        }
        assert!(answering("## Answer\n", &from(), NEED).is_err());
    }
}
