//! The notes of those who used an article.
//!
//! Leniently: one that does not say whether it worked says nothing, and a rule tells.

use crate::domain::context::Context;
use crate::domain::date;
use crate::domain::experience::Experience;
use crate::domain::node::Node;
use crate::domain::settings::DateFormat;
use crate::domain::untrusted::Untrusted;

use super::edit::EditValue;
use super::metadata::{items, name_of};

/// What stands in the list `node`.
pub(super) fn experiences(node: &Node, format: DateFormat) -> Vec<Experience> {
    let one = |node: &Node| {
        let text = |key: &str| {
            let text = name_of(node.get(key)?)?.trim();
            (!text.is_empty()).then(|| Untrusted::from(text))
        };
        let worked = match node.get("worked")?.as_text()? {
            "true" => true,
            "false" => false,
            _ => return None,
        };
        let day = node.get("on").and_then(Node::as_text);
        Some(Experience {
            on: day.and_then(|day| date::parse(day, format).ok()),
            by: text("by"),
            worked,
            note: text("note"),
            context: node.get("context").and_then(context).map(Box::new),
        })
    };
    node.as_sequence().unwrap_or_default().iter().filter_map(one).collect()
}

fn context(node: &Node) -> Option<Context> {
    let mut context = Context::default();
    for key in Context::keys() {
        let Some(node) = node.get(key) else { continue };
        match context.list_mut(key) {
            Some(list) => *list = items(node, Node::as_text),
            None => context.regulated = node.as_text().and_then(|it| it.parse().ok()),
        }
    }
    context.said()
}

/// The note as front matter has it, on one line.
#[must_use]
pub fn written(experience: &Experience, format: DateFormat) -> EditValue {
    let text = |text: &Untrusted| EditValue::Text(text.raw().to_owned());
    let mut entries: Vec<(&str, EditValue)> = Vec::new();
    entries.extend(experience.on.map(|on| ("on", EditValue::DateIn(on, format))));
    entries.extend(experience.by.as_ref().map(|by| ("by", text(by))));
    entries.push(("worked", EditValue::Bool(experience.worked)));
    entries.extend(experience.note.as_ref().map(|note| ("note", text(note))));
    if let Some(context) = &experience.context {
        let lists = context.lists().filter(|(_, values)| !values.is_empty());
        let lists = lists.map(|(key, values)| {
            let values = values.iter().map(|value| value.raw().to_owned()).collect();
            (key.to_owned(), EditValue::List(values))
        });
        let regulated = context.regulated.map(EditValue::Bool);
        let regulated = regulated.map(|is| (Context::REGULATED.to_owned(), is));
        entries.push(("context", EditValue::Mapping(lists.chain(regulated).collect())));
    }
    EditValue::Mapping(entries.into_iter().map(|(key, it)| (key.to_owned(), it)).collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::parse::edit::{append, front};

    fn read(text: &str) -> Vec<Experience> {
        let front = front(text).expect("it can be read");
        experiences(front.get("experiences").expect("it is there"), DateFormat::Iso)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let context =
            Context { size: vec!["51-250".into()], regulated: Some(true), ..Context::default() };
        let full = Experience {
            on: Some(date(2026, 11, 23)),
            by: Some("O'Neill, B.".into()),
            worked: false,
            note: Some("true: [not, {at}] all # \"quite\"".into()),
            context: Some(Box::new(context)),
        };
        let short = Experience { worked: true, ..Experience::default() };
        let mut text = "---\ntitle: x\n---\n".to_owned();
        for experience in [&full, &short] {
            let item = written(experience, DateFormat::Iso);
            text = append(&text, None, "experiences", &item).expect("it can be edited");
        }
        assert_eq!(read(&text), [full, short]);
        assert_eq!(text.lines().count(), 6, "{text}");
    }

    #[test]
    fn what_does_not_say_whether_it_worked_says_nothing() {
        let list = "---\nexperiences: [a, {note: b}, {worked: perhaps}, {worked: true, on: soon}]\n\
                    ---\n";
        assert_eq!(read(list), [Experience { worked: true, ..Experience::default() }]);
        assert_eq!(read("---\nexperiences: {worked: true}\n---\n"), []);
    }
}
