//! The people of the library for tests of rules.

use crate::domain::people::{Affiliation, Party, PartyKind};

/// Ada and Bob of Example Ltd, which has a product and a host.
pub(super) fn people() -> [(&'static str, Party); 3] {
    let example = Party {
        name: "Example Ltd".to_owned(),
        kind: PartyKind::Organisation,
        domains: vec!["example.com".to_owned()],
        products: vec!["Example Desk".to_owned()],
        ..Party::default()
    };
    let of_example = |name: &str| Party {
        name: name.to_owned(),
        affiliations: vec![Affiliation { org: "example".to_owned(), ..Affiliation::default() }],
        ..Party::default()
    };
    [("example", example), ("ada", of_example("Ada")), ("bob", of_example("Bob"))]
}
