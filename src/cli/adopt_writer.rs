//! The front matter of a text that is brought in: the fields that it gets, and the names that
//! those it has become.

use crate::domain::node::Node;
use crate::domain::review::Interval;
use crate::domain::schema::Schema;
use crate::domain::settings::{DateFormat, Settings};
use crate::parse::adopted::{FIELD, Renamed, Wanted, day, has_comment};
use crate::parse::edit::{EditValue, rename_key};
use crate::parse::metadata::find;

use super::adopt_fields::{Facts, Foreign, people, text};
use super::adopt_plan::{Batch, Proposed};
use super::new::SUMMARY_LATER;

/// The most fields that are kept for tools of one's own: each is a change of all that stands above
/// the text, and front matter that people write has far fewer.
const PUT_ASIDE_MAX: usize = 50;

/// The fields that `proposed` is to get, and the names that those it has are to get.
pub(super) fn fields(
    batch: &Batch<'_>,
    proposed: &Proposed,
    facts: &Facts,
    foreign: &Foreign,
) -> Wanted {
    let head = &proposed.candidate.head;
    let front = head.front.as_ref();
    let mut writer = Writer {
        settings: &batch.own.settings,
        schema: &batch.data.schema,
        above: &proposed.candidate.text[..head.body],
        front,
        wanted: Wanted::default(),
    };
    if !proposed.is_in_place {
        writer.rename(foreign);
    }
    writer.set("title", Some(text(facts.title.as_str())));
    writer.set("type", Some(text(facts.kind.as_str())));
    let summary = proposed.summary.clone().unwrap_or_else(|| SUMMARY_LATER.to_owned());
    writer.set("summary", Some(text(summary)));
    let topics = (!facts.topics.is_empty()).then(|| EditValue::List(facts.topics.clone()));
    writer.set("topics", topics);
    writer.set_authors((!facts.authors.is_empty()).then(|| people(batch, &facts.authors)));
    writer.set("license", batch.license().map(text));
    writer.set_status(proposed.is_in_place);
    if let Some(source) = &facts.source {
        let field = if writer.has("sources") { "derived_from" } else { "sources" };
        writer.set(field, Some(EditValue::Items(vec![source.clone()])));
    }
    writer.set(FIELD, facts.origin.clone());
    if !proposed.is_in_place {
        writer.put_aside_unknown(&facts.kind);
    }
    writer.wanted
}

/// What is to be written into one file.
struct Writer<'w> {
    settings: &'w Settings,
    schema: &'w Schema,
    /// Everything above the body.
    above: &'w str,
    front: Option<&'w Node>,
    wanted: Wanted,
}

impl Writer<'_> {
    /// The value of our field, as it will be after renaming.
    fn node(&self, ours: &str) -> Option<&Node> {
        let front = self.front?;
        let renamed = self.wanted.renamed.iter().find(|it| it.ours == ours);
        let renamed = renamed.and_then(|it| front.get(&it.theirs));
        renamed.or_else(|| find(front, self.settings, ours))
    }

    fn has(&self, ours: &str) -> bool {
        self.node(ours).is_some_and(|node| !node.is_empty())
    }

    /// Gives fields of theirs our names, where their values can be read as ours.
    fn rename(&mut self, foreign: &Foreign) {
        let Some(front) = self.front else { return };
        let mut review = Vec::new();
        for (theirs, ours) in &foreign.fields {
            let (Some(node), false) =
                (front.get(theirs).filter(|it| !it.is_empty()), self.has(ours))
            else {
                continue;
            };
            let top = ours.split('.').next().unwrap_or(ours);
            if front.get(top).is_some() || theirs == "author" {
                continue;
            }
            match ours.strip_prefix("review.") {
                Some(field) => {
                    let value = review_value(field, node, foreign.date_format);
                    // A comment beside a value that moves would be lost.
                    let Some(value) = value.filter(|_| !has_comment(self.above, front, theirs))
                    else {
                        continue;
                    };
                    review.push((field.to_owned(), value));
                }
                None if fits(ours, node) => {}
                None => continue,
            }
            let (theirs, ours) = (theirs.clone(), ours.clone());
            self.wanted.renamed.push(Renamed { theirs, ours });
        }
        if !review.is_empty() {
            review.sort_by_key(|(field, _)| field != "on");
            self.wanted.fields.push(("review".to_owned(), EditValue::Mapping(review)));
        }
    }

    /// Sets our field, unless it says something that can be understood; then that stays. What
    /// cannot be is kept as a field for tools of one's own, which KB107 lets be.
    fn set(&mut self, ours: &str, value: Option<EditValue>) {
        let Some(value) = value else { return };
        let there = self.node(ours).filter(|node| !node.is_empty());
        if let Some(there) = there {
            if self.is_fine(ours, there) {
                return;
            }
            self.put_aside(ours);
        }
        let theirs = self.settings.fields.iter().find(|(_, name)| *name == ours);
        let name = theirs.map_or_else(|| ours.to_owned(), |(theirs, _)| theirs.clone());
        self.wanted.fields.push((name, value));
    }

    fn put_aside(&mut self, ours: &str) {
        let theirs = ours.to_owned();
        self.wanted.renamed.push(Renamed { theirs, ours: format!("x-{ours}") });
    }

    /// Keeps what no field has for tools of one's own. In place it stays: who builds a site of
    /// the library may read it.
    fn put_aside_unknown(&mut self, kind: &str) {
        let Some((front, entries)) = self.front.and_then(|it| Some((it, it.as_mapping()?))) else {
            return;
        };
        let is_known = |key: &str| {
            key.starts_with("x-")
                || self.schema.field(Some(kind), key).is_some()
                || self.settings.fields.contains_key(key)
                || self.wanted.renamed.iter().any(|it| it.theirs == key)
                || front.get(&format!("x-{key}")).is_some()
        };
        let can_move = |key: &str| rename_key(self.above, &[key], &format!("x-{key}")).is_ok();
        let unknown = entries.iter().map(|entry| entry.key.as_str()).filter(|key| !is_known(key));
        let unknown = unknown.take(PUT_ASIDE_MAX).filter(|key| can_move(key));
        let unknown: Vec<String> = unknown.map(str::to_owned).collect();
        for key in &unknown {
            self.put_aside(key);
        }
    }

    fn is_fine(&self, ours: &str, node: &Node) -> bool {
        match ours {
            "type" => node.as_text().is_some_and(|kind| self.schema.types.contains_key(kind)),
            "title" | "summary" | "license" => node.as_text().is_some(),
            _ => true,
        }
    }

    /// Sets the authors; one that stands as `author`, without an address, takes the field along.
    fn set_authors(&mut self, value: Option<EditValue>) {
        let alone = self.front.and_then(|front| front.get("author"));
        let is_name = |node: &Node| node.as_text().is_some_and(|it| !it.contains(['@', '<']));
        if !self.has("authors") && alone.is_some_and(is_name) && value.is_some() {
            let (theirs, ours) = ("author".to_owned(), "authors".to_owned());
            self.wanted.renamed.push(Renamed { theirs, ours });
            self.wanted.fields.extend(value.map(|value| ("authors".to_owned(), value)));
            return;
        }
        self.set("authors", value);
    }

    /// What comes from elsewhere begins as a draft, whatever it was there.
    fn set_status(&mut self, is_in_place: bool) {
        let draft = || Some(text("draft"));
        let is_draft = self.node("status").and_then(Node::as_text) == Some("draft");
        if is_in_place || is_draft || !self.has("status") {
            return self.set("status", draft());
        }
        self.put_aside("status");
        self.wanted.fields.push(("status".to_owned(), text("draft")));
    }
}

/// Whether the value of a foreign field can be one of ours.
fn fits(ours: &str, node: &Node) -> bool {
    match ours {
        "owner" | "summary" | "license" | "title" => node.as_text().is_some(),
        _ => true,
    }
}

fn review_value(field: &str, node: &Node, format: DateFormat) -> Option<EditValue> {
    match field {
        "on" => day(node, format).map(EditValue::Date),
        "every" => Interval::parse(node.as_text()?).ok().map(|every| text(every.to_string())),
        _ => None,
    }
}
