//! What is known of a text that is brought in, for its front matter.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::adopt::Whose;
use crate::domain::node::Node;
use crate::domain::path::ArticlePath;
use crate::domain::person::Signature;
use crate::domain::settings::{DateFormat, Settings};
use crate::domain::slug::slug;
use crate::domain::source::Relation;
use crate::domain::text::Span;
use crate::domain::untrusted::sanitise;
use crate::parse::adopted::FIELD;
use crate::parse::edit::EditValue;
use crate::parse::markdown;
use crate::parse::metadata::find;
use crate::workspace::is_blob;

use super::adopt_known::origin_of;
use super::adopt_plan::{Batch, Proposed, has_template_code};
use super::adopt_read::{Candidate, Place};

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
    pub(super) source: Option<EditValue>,
    /// Where it was taken from, if it moves.
    pub(super) origin: Option<EditValue>,
}

/// A value of words.
pub(super) fn text(value: impl Into<String>) -> EditValue {
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
    pub(super) fn license(&self) -> Option<&str> {
        self.terms.license.as_deref().filter(|it| !["NOASSERTION", "NONE"].contains(it))
    }
}

/// The names that fields have where the text lies now.
pub(super) fn settings_of<'b>(batch: &Batch<'b>, place: &'b Place) -> &'b Settings {
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
pub(super) fn people(batch: &Batch<'_>, names: &[String]) -> EditValue {
    let people = batch.data.people.as_ref();
    let one = |name: &String| match people.and_then(|people| people.get(name)) {
        Some(_) => text(name.as_str()),
        None => EditValue::Mapping(vec![("name".to_owned(), text(name.as_str()))]),
    };
    EditValue::Items(names.iter().map(one).collect())
}
