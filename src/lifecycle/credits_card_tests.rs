//! Which articles answer which needs, whichever of the two says so.

use std::sync::Arc;

use super::*;

fn card(name: &str, is_need: bool) -> Card {
    Card {
        id: ArticleId::new(&Arc::from("test"), name),
        path: ArticlePath::new(format!("{name}.md")),
        topics: Vec::new(),
        aliases: Vec::new(),
        authors: Vec::new(),
        contributors: Vec::new(),
        answers: Vec::new(),
        answered_by: Vec::new(),
        claimed_by: None,
        adopted: None,
        is_need,
        is_translated: false,
        turn: None,
    }
}

fn names(names: &[&str]) -> Vec<Untrusted> {
    names.iter().map(|name| Untrusted::from(*name)).collect()
}

#[test]
fn either_may_name_the_other_and_no_need_answers_a_need() {
    let cards = [
        Card { answered_by: names(&["a", "other", "gone"]), ..card("need", true) },
        Card { answers: names(&["need"]), ..card("other", true) },
        card("a", false),
        Card { answers: names(&["need", "a", "gone"]), ..card("b", false) },
    ];
    let expected = BTreeMap::from([(0, BTreeSet::from([2, 3]))]);
    assert_eq!(answers(&cards), expected);
}
