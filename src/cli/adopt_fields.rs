//! The front matter of a text that is brought in: what is known of it, and which fields say so.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::adopt::Whose;
use crate::domain::node::Node;
use crate::domain::path::ArticlePath;
use crate::domain::person::Signature;
use crate::domain::review::Interval;
use crate::domain::schema::Schema;
use crate::domain::settings::{DateFormat, Settings};
use crate::domain::slug::slug;
use crate::domain::source::Relation;
use crate::domain::text::Span;
use crate::domain::untrusted::sanitise;
use crate::parse::adopted::{FIELD, Renamed, Wanted, day, has_comment};
use crate::parse::edit::EditValue;
use crate::parse::markdown;
use crate::parse::metadata::find;
use crate::workspace::is_blob;

use super::adopt_known::origin_of;
use super::adopt_plan::{Batch, Proposed, has_template_code};
use super::adopt_read::{Candidate, Place};
use super::new::SUMMARY_LATER;

/// The most authors that are named; who wrote most comes first.
const AUTHORS_MAX: usize = 100;
/// What is said of the changes to an adapted text, as far as they are made here.
const CHANGES: &str = "front matter added";

/// What a foreign tree calls our fields, and how it writes days.
#[derive(Clone, Debug, Default)]
pub(super) struct Foreign {
    /// Their names and ours.
    pub(super) fields: BTreeMap<String, String>,
    pub(super) date_format: DateFormat,
}

/// What is known of a text.
pub(super) struct Facts {
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) topics: Vec<String>,
    /// Ids or names.
    pub(super) authors: Vec<String>,
    pub(super) license: Option<String>,
    pub(super) created: Option<Date>,
    pub(super) updated: Option<Date>,
    /// The entry under `sources`, for text of others.
    source: Option<EditValue>,
    /// Where it was taken from, if it moves.
    origin: Option<EditValue>,
}

fn text(value: impl Into<String>) -> EditValue {
    EditValue::Text(value.into())
}

impl Facts {
    /// What is known of `proposed`, whose text has so many changed `links`.
    pub(super) fn of(batch: &Batch<'_>, place: &Place, proposed: &Proposed, links: usize) -> Self {
        let path = &proposed.candidate.path;
        let front = proposed.candidate.head.front.as_ref();
        let known = place.history.of(path);
        let settings = settings_of(batch, place);
        let says = |ours: &str| front.and_then(|front| find(front, settings, ours));
        let said = |ours: &str| says(ours).and_then(Node::as_text).map(|it| it.trim().to_owned());
        let license = said("license").filter(|it| !it.is_empty());
        let mut facts = Self {
            title: proposed.title.clone(),
            kind: proposed.kind.kind.clone(),
            topics: proposed.topics.clone(),
            authors: authors(batch, place, proposed),
            license: license.or_else(|| batch.license().map(str::to_owned)),
            created: known.created,
            updated: known.updated,
            source: None,
            origin: None,
        };
        facts.source = facts.source_of(batch, place, proposed, links);
        facts.origin = (!proposed.is_in_place).then(|| facts.origin_of(place, proposed));
        facts
    }

    fn origin_of(&self, place: &Place, proposed: &Proposed) -> EditValue {
        let mut fields =
            vec![("from".to_owned(), text(origin_of(place, &proposed.candidate.path)))];
        let days = [("created", self.created), ("updated", self.updated)];
        fields.extend(
            days.into_iter()
                .filter_map(|(name, day)| Some((name.to_owned(), EditValue::Date(day?)))),
        );
        fields.push(("body".to_owned(), text(proposed.digest.to_string())));
        EditValue::Mapping(fields)
    }

    fn source_of(
        &self,
        batch: &Batch<'_>,
        place: &Place,
        proposed: &Proposed,
        links: usize,
    ) -> Option<EditValue> {
        let whose = batch.terms.whose.filter(|whose| *whose != Whose::Own)?;
        let candidate = &proposed.candidate;
        let is_masked = batch.masks && !proposed.private.is_empty();
        let body = Span::new(candidate.head.body..candidate.text.len());
        let outline = markdown::outline(&candidate.text, body);
        let heading = outline.headings.first().map(|heading| &*heading.text);
        // A heading that a site builder makes is called something else in the end.
        let heading = heading.filter(|it| !has_template_code(it)).map(slug);
        let part = heading.filter(|it| whose == Whose::Copied && !is_masked && !it.is_empty());
        let mut fields = Vec::new();
        let mut add = |name: &str, value: Option<EditValue>| {
            fields.extend(value.map(|value| (name.to_owned(), value)));
        };
        add("relation", Some(text(if part.is_some() { "excerpt" } else { "adapted" })));
        add("title", Some(text(self.title.as_str())));
        add("authors", (!self.authors.is_empty()).then(|| people(batch, &self.authors)));
        let year = self.updated.or(self.created).map(Date::year);
        add("year", year.map(|year| EditValue::Count(u64::from(year.unsigned_abs()))));
        let url = address(place, &candidate.path, &candidate.text);
        let locator = url.is_none().then(|| text(origin_of(place, &candidate.path)));
        add("url", url.map(text));
        add("license", batch.terms.license.as_deref().map(text));
        let notice = batch.found.copyright.get(candidate.place).cloned().flatten();
        add("copyright", notice.map(text));
        if part.is_none() {
            let links = if links > 0 { ", links made to fit" } else { "" };
            let masks = if is_masked { ", what is private replaced" } else { "" };
            add("changes", Some(text(format!("{CHANGES}{links}{masks}"))));
        }
        add("part", part.map(|part| text(format!("#{part}"))));
        add("locator", locator);
        let permission = batch.terms.permission.as_ref().map(ArticlePath::lossy);
        add("permission", permission.map(text));
        Some(EditValue::Mapping(fields))
    }
}

impl Batch<'_> {
    /// The licence of articles; none where the text has none that could be told.
    fn license(&self) -> Option<&str> {
        self.terms.license.as_deref().filter(|it| !["NOASSERTION", "NONE"].contains(it))
    }
}

/// The names that fields have where the text lies now.
fn settings_of<'b>(batch: &Batch<'b>, place: &'b Place) -> &'b Settings {
    if place.is_own { &batch.own.settings } else { &place.workspace.settings }
}

/// Where the text can be read on the web: as it is, or at least its repository.
fn address(place: &Place, path: &ArticlePath, text: &str) -> Option<String> {
    let web = place.web.as_ref()?;
    let is_same = |blob: &_| is_blob(text.as_bytes(), *blob);
    let commit =
        place.workspace.commit().filter(|_| place.committed.get(path).is_some_and(is_same));
    let whole = [place.workspace.prefix(), path.as_bytes()].concat();
    Some(commit.map_or_else(|| web.page(), |it| web.file(&it.to_string(), &whole)))
}

/// Who wrote it: whom it names, else who changed it in history; never an address.
fn authors(batch: &Batch<'_>, place: &Place, proposed: &Proposed) -> Vec<String> {
    let front = proposed.candidate.head.front.as_ref();
    let settings = settings_of(batch, place);
    let written = front.and_then(|front| find(front, settings, "authors").or(front.get("author")));
    let items = written.map(|node| node.as_sequence().unwrap_or(std::slice::from_ref(node)));
    let name_of = |node: &Node| {
        let name = node.as_text().or_else(|| node.get("name")?.as_text())?;
        Some(name.to_owned())
    };
    let named = items.unwrap_or_default().iter().filter_map(name_of);
    let named: Vec<String> =
        named.flat_map(|it| Signature::read_list(&it)).map(|it| it.name).collect();
    let table = &place.history;
    let writers = table.of(&proposed.candidate.path).writers;
    let writers = writers.iter().map(|writer| table.person(*writer).name.raw().to_owned());
    let all: Vec<String> = match batch.author {
        Some(author) => vec![author.to_owned()],
        None if named.iter().any(|name| !name.is_empty()) => named,
        // History tells who brought the words of others, not who wrote them.
        None if is_taken_over(proposed, settings) => Vec::new(),
        None => writers.collect(),
    };
    let mut authors: Vec<String> = Vec::new();
    for name in all {
        let name = sanitise(name.trim()).into_owned();
        let people = batch.data.people.as_ref();
        let id = people.and_then(|people| people.known_as(&name)).map(|(id, _)| id.to_owned());
        let name = id.unwrap_or(name);
        let is_told = !name.is_empty() && !name.contains('@') && !authors.contains(&name);
        if is_told && authors.len() < AUTHORS_MAX {
            authors.push(name);
        }
    }
    authors
}

/// True if the page says that it was brought in, or names a source of all that it holds: one
/// whose text was changed throughout, or stands under no heading or the first.
fn is_taken_over(proposed: &Proposed, settings: &Settings) -> bool {
    let Candidate { head, text, .. } = &proposed.candidate;
    let Some(front) = &head.front else { return false };
    let outline = markdown::outline(text, Span::new(head.body..text.len()));
    let first = outline.headings.first().map(|heading| slug(&heading.text));
    let is_whole = |source: &Node| {
        let word = source.get("relation").and_then(Node::as_text).unwrap_or_default();
        let takes_text = Relation::named(word.trim()).is_some_and(Relation::takes_text);
        let part = source.get("part").and_then(Node::as_text);
        takes_text && part.is_none_or(|it| first.as_deref() == Some(it.trim_start_matches('#')))
    };
    let lists = ["sources", "derived_from"].into_iter().filter_map(|it| find(front, settings, it));
    let mut sources = lists.filter_map(Node::as_sequence).flatten();
    find(front, settings, FIELD).is_some() || sources.any(is_whole)
}

/// `[jdoe, {name: A. Author}]`.
fn people(batch: &Batch<'_>, names: &[String]) -> EditValue {
    let people = batch.data.people.as_ref();
    let one = |name: &String| match people.and_then(|people| people.get(name)) {
        Some(_) => text(name.as_str()),
        None => EditValue::Mapping(vec![("name".to_owned(), text(name.as_str()))]),
    };
    EditValue::Items(names.iter().map(one).collect())
}

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
