//! The names that are looked for in a text that is brought in: of those who wrote where it comes
//! from, and of those whom it names itself.

use crate::domain::node::Node;
use crate::domain::people::People;
use crate::domain::person::Signature;
use crate::domain::settings::Settings;
use crate::parse::metadata::find;
use crate::rules::private::Names;

use super::adopt_read::Place;

/// The names of those who wrote at a place.
pub(super) fn names_of(place: &Place) -> Names {
    let signatures = place.history.signatories.signatures();
    Names::new(signatures.iter().map(|signature| signature.name.as_str()))
}

/// The names of a page's authors and of those of its sources: history has none of them where
/// somebody else brought the page in. `people` knows whom an id means.
pub(super) fn named_by(front: &Node, settings: &Settings, people: Option<&People>) -> Names {
    let lists = ["sources", "derived_from"].into_iter().filter_map(|it| find(front, settings, it));
    let sources = lists.filter_map(Node::as_sequence).flatten();
    let mut fields: Vec<&Node> = sources.filter_map(|source| source.get("authors")).collect();
    fields.extend(find(front, settings, "authors"));
    fields.extend(front.get("author"));
    let items = fields.into_iter().flat_map(|field| match field.as_sequence() {
        Some(items) => items,
        None => std::slice::from_ref(field),
    });
    let texts = items.filter_map(|item| item.as_text().or_else(|| item.get("name")?.as_text()));
    let written = texts.flat_map(Signature::read_list).map(|it| it.name);
    let told: Vec<String> = written
        .map(|name| match people.and_then(|people| people.get(&name)) {
            Some(party) => party.name.clone(),
            None => name,
        })
        .collect();
    Names::new(told.iter().map(String::as_str))
}
