//! Records a review in front matter, under the names and in the dates of its tree.
//!
//! Where `kb.toml` maps foreign names, those are written and ours are not invented: what has no
//! place there is handed back, for somebody to say so.

use std::fmt;

use super::edit::{self, EditError, EditValue};
use super::metadata::find;
use crate::domain::date;
use crate::domain::node::{Node, Value};
use crate::domain::people::fold;
use crate::domain::review::Interval;
use crate::domain::settings::Settings;
use crate::domain::untrusted::Untrusted;
use crate::domain::verdict::{ReviewRecord, Verdict};

/// The block that reviews stand in, in libraries with our fields.
const REVIEW: &str = "review";
/// The field of a review that found something to do.
const NEEDS_WORK: &str = "needs_work";

/// A file in which a review is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The whole file, as it is to be.
    pub text: String,
    /// Our names of what has no place in its front matter.
    pub left_out: Vec<&'static str>,
}

/// Why a review is not recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// The front matter cannot be edited.
    Edit(EditError),
    /// The tree has no field for what has to be said, by our name of it.
    NoField(&'static str),
}

impl From<EditError> for RecordError {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edit(error) => error.fmt(f),
            Self::NoField(ours) => {
                write!(f, "no field of its front matter stands for `{ours}`")
            }
        }
    }
}

/// Writes `record` into the file `text`; what it says already keeps every byte.
///
/// A new block goes below the last of the fields `before` that is there. Who looks at the same
/// body on the same day joins those who did; anybody else takes their place.
///
/// # Errors
/// There is no front matter, it cannot be read or edited, or has no place for the day.
pub fn record(
    text: &str,
    settings: &Settings,
    before: &[&str],
    record: &ReviewRecord,
) -> Result<Recorded, RecordError> {
    let front = edit::front(text)?;
    let mut file = File {
        settings,
        before,
        is_ours: settings.has_own_fields || front.get(REVIEW).is_some_and(is_mapping),
        front,
        text: text.to_owned(),
        left_out: Vec::new(),
    };
    match &record.verdict {
        Verdict::Stands { checked, note } => file.stands(record, checked, note.as_deref())?,
        Verdict::NeedsWork { note } => file.needs_work(record, note)?,
    }
    Ok(Recorded { text: file.text, left_out: file.left_out })
}

/// What front matter says of reviews, as far as it could be understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The digest of the body that was reviewed last, as written.
    pub body: Option<String>,
    /// What its reviewer wanted known.
    pub note: Option<Untrusted>,
    /// What somebody found that it needs, after the day and the names.
    pub needs_work: Option<Untrusted>,
}

/// What the file `text` says of reviews; nothing, if its front matter has a fault.
#[must_use]
pub fn said(text: &str, settings: &Settings) -> Said {
    let Ok(front) = edit::front(text) else { return Said::default() };
    let texts = |ours: &str| texts(&front, settings, ours);
    let note = texts("review.note").into_iter().next();
    let needs = texts("needs_work.note").into_iter().next().map(|note| {
        let who: Vec<String> = [texts("needs_work.on"), texts("needs_work.by")].concat();
        Untrusted::new(if who.is_empty() { note } else { format!("{}: {note}", who.join(", ")) })
    });
    Said {
        body: texts("review.body").into_iter().next(),
        note: note.map(Untrusted::new),
        needs_work: needs.filter(|_| settings.has_own_fields),
    }
}

/// What a field holds, one text or a list of texts or of people.
fn texts(front: &Node, settings: &Settings, ours: &str) -> Vec<String> {
    let Some(node) = find(front, settings, ours) else { return Vec::new() };
    let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
    let text = |node: &Node| {
        let text = node.as_text().or_else(|| node.get("name")?.as_text())?;
        Some(text.trim().to_owned())
    };
    items.iter().filter_map(text).filter(|text| !text.is_empty()).collect()
}

/// A file that is being edited.
struct File<'r> {
    settings: &'r Settings,
    /// The fields that stand before a review.
    before: &'r [&'r str],
    /// True if fields of ours may be written.
    is_ours: bool,
    /// The front matter as it was.
    front: Node,
    text: String,
    left_out: Vec<&'static str>,
}

impl File<'_> {
    fn stands(
        &mut self,
        record: &ReviewRecord,
        checked: &[String],
        note: Option<&str>,
    ) -> Result<(), RecordError> {
        let on = EditValue::DateIn(record.on, self.settings.date_format);
        let is_same_look = self.is_same_look(record);
        let joined = |known: Vec<String>, new: &[String]| {
            let known = if is_same_look { known } else { Vec::new() };
            let is_new = |item: &&String| known.iter().all(|it| fold(it) != fold(item));
            let added: Vec<String> = new.iter().filter(is_new).cloned().collect();
            [known, added].concat()
        };
        let by = joined(self.texts("review.by"), std::slice::from_ref(&record.by));
        let checked = joined(self.texts("review.checked"), checked);
        let every = record.every.map(|every| EditValue::Text(every.to_string()));
        let text = |text: &str| EditValue::Text(text.to_owned());
        let fields = [
            ("review.on", Some(on)),
            ("review.by", Some(EditValue::List(by))),
            ("review.every", every),
            ("review.checked", Some(EditValue::List(checked))),
            ("review.body", record.body.as_deref().map(text)),
            ("review.note", note.map(text)),
        ];
        if self.place("review.on").is_none() {
            return Err(RecordError::NoField("review.on"));
        }
        let mut new_block = Vec::new();
        for (ours, value) in fields {
            let Some(value) = value else {
                // What was said of another text on another day is not said of this one.
                let is_of_a_look = ours != "review.every";
                if is_of_a_look && !is_same_look {
                    self.remove(ours)?;
                }
                continue;
            };
            match self.place(ours) {
                None => self.left_out.push(ours),
                Some(Place::Block(key)) => new_block.push((key.to_owned(), value)),
                Some(Place::Field(path)) => self.set(&path, ours, value)?,
            }
        }
        if !new_block.is_empty() {
            self.add(REVIEW, &EditValue::Mapping(new_block))?;
        }
        if self.settings.has_own_fields && self.front.get(NEEDS_WORK).is_some() {
            self.text = edit::remove(&self.text, &[NEEDS_WORK])?;
        }
        Ok(())
    }

    fn needs_work(&mut self, record: &ReviewRecord, note: &str) -> Result<(), RecordError> {
        if !self.settings.has_own_fields {
            return Err(RecordError::NoField(NEEDS_WORK));
        }
        let on = self.node("needs_work.on").and_then(Node::as_text);
        let is_said = on.and_then(|on| date::parse(on, self.settings.date_format).ok())
            == Some(record.on)
            && self.texts("needs_work.by") == [record.by.as_str()]
            && self.texts("needs_work.note") == [note];
        if is_said {
            return Ok(());
        }
        let fields = [
            ("on", EditValue::DateIn(record.on, self.settings.date_format)),
            ("by", EditValue::List(vec![record.by.clone()])),
            ("note", EditValue::Text(note.to_owned())),
        ];
        let fields = fields.map(|(key, value)| (key.to_owned(), value)).to_vec();
        self.add(NEEDS_WORK, &EditValue::Mapping(fields))
    }

    /// True if this day and this body are recorded already.
    fn is_same_look(&self, record: &ReviewRecord) -> bool {
        let on = self.node("review.on").and_then(Node::as_text);
        let body = self.texts("review.body");
        on.and_then(|on| date::parse(on, self.settings.date_format).ok()) == Some(record.on)
            && (body.is_empty() || record.body.iter().all(|new| body == [new.as_str()]))
    }

    /// Where the field `ours` is, or is to be written; `None` if it has no place.
    fn place(&self, ours: &'static str) -> Option<Place> {
        let own = || ours.split('.').map(str::to_owned).collect::<Vec<_>>();
        let mut foreign = self.settings.fields.iter().filter(|(_, name)| *name == ours);
        let there = foreign.clone().find(|(theirs, _)| self.front.get(theirs).is_some());
        if let Some((theirs, _)) = there {
            return Some(Place::Field(vec![theirs.clone()]));
        }
        if ours.split('.').try_fold(&self.front, |node, key| node.get(key)).is_some() {
            return Some(Place::Field(own()));
        }
        if let Some((theirs, _)) = foreign.next() {
            return Some(Place::Field(vec![theirs.clone()]));
        }
        let has_block = self.front.get(REVIEW).is_some();
        self.is_ours.then(|| match ours.strip_prefix("review.") {
            Some(key) if !has_block => Place::Block(key),
            _ => Place::Field(own()),
        })
    }

    /// Sets the field at `path`, unless it says the same in other letters.
    fn set(&mut self, path: &[String], ours: &str, value: EditValue) -> Result<(), RecordError> {
        if self.says(ours, &value) {
            return Ok(());
        }
        let is_list = self.node(ours).is_some_and(|node| node.as_sequence().is_some());
        let is_foreign = path.len() == 1;
        let value = match value {
            // A foreign tree has one reviewer, unless it shows that it has several.
            EditValue::List(items) if is_foreign && !is_list && items.len() == 1 => {
                EditValue::Text(items.concat())
            }
            other => other,
        };
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        self.text = edit::set(&self.text, &path, &value)?;
        Ok(())
    }

    fn says(&self, ours: &str, value: &EditValue) -> bool {
        let texts = self.texts(ours);
        let one = texts.first().filter(|_| texts.len() == 1);
        match value {
            EditValue::DateIn(day, format) => {
                one.is_some_and(|text| date::parse(text, *format) == Ok(*day))
            }
            EditValue::List(items) => texts == *items,
            EditValue::Text(text) if ours == "review.every" => {
                let means = |text: &str| Interval::parse(text).ok();
                one.is_some_and(|one| means(one).is_some() && means(one) == means(text))
            }
            EditValue::Text(text) => one == Some(text),
            EditValue::Date(_)
            | EditValue::Count(_)
            | EditValue::Bool(_)
            | EditValue::Items(_)
            | EditValue::Mapping(_) => false,
        }
    }

    fn remove(&mut self, ours: &'static str) -> Result<(), RecordError> {
        if self.node(ours).is_some()
            && let Some(Place::Field(path)) = self.place(ours)
        {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            self.text = edit::remove(&self.text, &path)?;
        }
        Ok(())
    }

    /// Sets the outermost field `key`; a new one goes below those that it belongs after.
    fn add(&mut self, key: &str, value: &EditValue) -> Result<(), RecordError> {
        let entries = self.front.as_mapping().unwrap_or_default();
        let is_before =
            |name: &str| self.before.contains(&name) || (key == NEEDS_WORK && name == REVIEW);
        let neighbour = entries.iter().rev().find(|entry| is_before(&entry.key));
        self.text = match neighbour {
            Some(neighbour) => edit::set_after(&self.text, &neighbour.key, &[key], value)?,
            None => edit::set(&self.text, &[key], value)?,
        };
        Ok(())
    }

    fn node(&self, ours: &str) -> Option<&Node> {
        find(&self.front, self.settings, ours)
    }

    fn texts(&self, ours: &str) -> Vec<String> {
        texts(&self.front, self.settings, ours)
    }
}

/// Where a field is written.
enum Place {
    /// At this path.
    Field(Vec<String>),
    /// As this key of a block that is not there yet.
    Block(&'static str),
}

fn is_mapping(node: &Node) -> bool {
    matches!(node.value, Value::Mapping(_))
}

#[cfg(test)]
#[path = "record_tests.rs"]
mod tests;
