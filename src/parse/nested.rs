//! The declared interests and the contributors of front matter, each part by itself.
//!
//! One part that has another shape hides none of the others; a rule reports it.

use crate::domain::article::{DeclaredAffiliation, Disclosure};
use crate::domain::contributor::Contributor;
use crate::domain::node::Node;
use crate::domain::untrusted::Untrusted;

use super::metadata::name_of;

/// What the front matter `front` declares; `None` if nothing.
pub(super) fn disclosure(front: &Node) -> Option<Disclosure> {
    let node = front.get("disclosure")?;
    node.as_mapping()?;
    let affiliation = node.get("affiliation").and_then(|affiliation| {
        Some(DeclaredAffiliation {
            org: text(affiliation, "org")?,
            role: text(affiliation, "role"),
            since: text(affiliation, "since"),
        })
    });
    Some(Disclosure {
        interest: text(node, "interest"),
        speaks_for: text(node, "speaks_for"),
        funding: text(node, "funding"),
        affiliation,
        ai: text(node, "ai"),
        note: text(node, "note"),
    })
}

/// Who `node` says helped: a role with a `person` or a `name`; one alone is a list of one.
pub(super) fn contributors(node: &Node) -> Vec<Contributor> {
    let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
    let read = |item: &Node| {
        let person = item.get("person").and_then(name_of).map(str::trim);
        let person = person.filter(|person| !person.is_empty()).map(Untrusted::from);
        let person = person.or_else(|| text(item, "name"))?;
        Some(Contributor { role: text(item, "role")?, person })
    };
    items.iter().filter_map(read).collect()
}

fn text(node: &Node, key: &str) -> Option<Untrusted> {
    let text = node.get(key)?.as_text()?.trim();
    (!text.is_empty()).then(|| Untrusted::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml;

    fn read(yaml: &str) -> Option<Disclosure> {
        disclosure(&yaml::tree(yaml, 0).0.expect("it is well formed"))
    }

    #[track_caller]
    fn declared(yaml: &str) -> Disclosure {
        read(yaml).expect("there is a mapping")
    }

    #[test]
    fn a_block_of_another_shape_declares_nothing() {
        assert_eq!(read("disclosure: none"), None);
        assert_eq!(read("title: none"), None);
    }

    #[test]
    fn each_part_of_a_disclosure_is_read_by_itself() {
        let disclosure =
            declared("disclosure: {interest: commercial, note: [a], ai: '', funding: 5}");
        assert_eq!(disclosure.interest, Some(Untrusted::from("commercial")));
        assert_eq!(disclosure.funding, Some(Untrusted::from("5")));
        assert_eq!((disclosure.note, disclosure.ai, disclosure.affiliation), (None, None, None));
    }

    #[test]
    fn a_contributor_has_a_role_and_goes_by_an_id_or_a_name() {
        let read = |yaml: &str| {
            let yaml = format!("contributors: {yaml}");
            let front = yaml::tree(&yaml, 0).0.expect("it is well formed");
            let read = contributors(front.get("contributors").expect("it is there"));
            read.iter().map(|it| format!("{} {}", it.role, it.person)).collect::<Vec<_>>()
        };
        assert_eq!(read("[{role: told-by, person: jo}]"), ["told-by jo"]);
        assert_eq!(read("{role: told-by, name: Jo Roe}"), ["told-by Jo Roe"]);
        assert_eq!(read("[{role: told-by, person: {name: Jo Roe}}]"), ["told-by Jo Roe"]);
        assert_eq!(read("[{role: told-by, person: ' ', name: Jo}]"), ["told-by Jo"]);
        for nothing in
            ["jo", "[jo]", "[{role: told-by}]", "[{person: jo}]", "[{role: [a], name: b}]"]
        {
            assert!(read(nothing).is_empty(), "{nothing}");
        }
    }

    #[test]
    fn an_affiliation_has_an_organisation() {
        let of = |yaml: &str| declared(&format!("disclosure: {{affiliation: {yaml}}}")).affiliation;
        let affiliation = of("{org: Example Ltd, since: 2021}").expect("it has one");
        assert_eq!(affiliation.org, Untrusted::from("Example Ltd"));
        assert_eq!(affiliation.since, Some(Untrusted::from("2021")));
        assert_eq!(of("{role: head}"), None);
        assert_eq!(of("Example Ltd"), None);
    }
}
