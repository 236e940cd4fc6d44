//! Pages put on shelves by their first topic: what menus and lists are made of.

use std::collections::BTreeMap;

use crate::domain::export::{Handover, Page};
use crate::domain::export_address::Addresses;

/// Pages that stand together.
#[derive(Clone, Debug)]
pub(super) struct Shelf<'h> {
    /// What people call it.
    pub(super) label: String,
    /// Where the list of its pages is put, below `topics/`.
    pub(super) address: String,
    /// The pages whose first topic it is, in the order of their titles.
    pub(super) pages: Vec<&'h Page>,
    /// Needs, likewise.
    pub(super) needs: Vec<&'h Page>,
    /// Pages on it besides, which stand on another shelf.
    pub(super) also: Vec<&'h Page>,
}

/// The shelves of `handover`, by their names. A page without a topic stands on that of the first
/// folder in which such pages differ.
pub(super) fn shelves(handover: &Handover) -> Vec<Shelf<'_>> {
    let root = shared_folder(handover);
    let mut named: BTreeMap<String, Shelf<'_>> = BTreeMap::new();
    let empty = |name: &str| Shelf {
        label: label(name),
        address: String::new(),
        pages: Vec::new(),
        needs: Vec::new(),
        also: Vec::new(),
    };
    for page in &handover.pages {
        let first = page.topics.first().cloned().unwrap_or_else(|| folder(page, &root));
        let shelf = named.entry(first.clone()).or_insert_with(|| empty(&first));
        if page.is_need() {
            shelf.needs.push(page);
        } else {
            shelf.pages.push(page);
        }
        for other in page.topics.iter().skip(1).filter(|topic| **topic != first) {
            named.entry(other.clone()).or_insert_with(|| empty(other)).also.push(page);
        }
    }
    let mut addresses = Addresses::default();
    let mut shelves: Vec<Shelf<'_>> = Vec::with_capacity(named.len());
    for (name, mut shelf) in named {
        shelf.address = addresses.give(&name.replace('/', "-"));
        for pages in [&mut shelf.pages, &mut shelf.needs, &mut shelf.also] {
            pages.sort_by_key(|page| (page.title.to_lowercase(), page.number));
            pages.dedup_by_key(|page| page.number);
        }
        shelves.push(shelf);
    }
    shelves
}

/// `service-level` as people write it: `Service level`.
fn label(name: &str) -> String {
    let name = name.replace(['-', '_'], " ");
    let mut letters = name.trim().chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.map_or_else(|| "Pages".to_owned(), |first| first + letters.as_str())
}

/// The folder that all pages without a topic lie in, with a `/` at its end unless it is the root.
fn shared_folder(handover: &Handover) -> String {
    let mut pages = handover.pages.iter().filter(|page| page.topics.is_empty());
    let folder = |page: &Page| String::from_utf8_lossy(page.path.folder()).into_owned() + "/";
    let Some(first) = pages.next() else { return String::new() };
    let mut shared = folder(first);
    for page in pages {
        let other = folder(page);
        while !shared.is_empty() && !other.starts_with(&shared) {
            let inside = shared.trim_end_matches('/');
            shared.truncate(inside.rfind('/').map_or(0, |at| at + 1));
        }
    }
    if shared == "/" { String::new() } else { shared }
}

/// The name of the folder of `page` below `root`; none for what lies in `root` itself.
fn folder(page: &Page, root: &str) -> String {
    let path = page.path.lossy();
    let inside = path.strip_prefix(root).unwrap_or(&path);
    inside.split_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_called_as_people_write_it() {
        assert_eq!(label("service-level"), "Service level");
        assert_eq!(label("störung"), "Störung");
        assert_eq!([label(""), label("-")], ["Pages", "Pages"]);
    }
}
