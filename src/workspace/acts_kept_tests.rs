//! What is kept is what was told, and whatever is in doubt is nothing.

use jiff::civil::date;

use super::*;

const KEY: [u8; 32] = [7; 32];

fn id(byte: u8) -> ObjectId {
    ObjectId::new(&[byte; 20]).expect("20 bytes are an id")
}

fn told() -> Acts {
    let by = vec![Untrusted::from("ada")];
    let deeds = [
        Deed::Came,
        Deed::Changed,
        Deed::Touched,
        Deed::Reviewed { by, has_evidence: true, has_changed: false },
        Deed::Retired,
        Deed::Answered,
    ];
    let commit = ActingCommit {
        id: id(1),
        on: Some(date(2026, 1, 2)),
        written: None,
        authors: vec![0],
        helpers: vec![(Role::Reviewed, 1), (Role::Helped, 0)],
        landing: 0,
    };
    Acts {
        completeness: Completeness::Complete,
        commits: vec![commit],
        landings: vec![Landing { id: id(2), on: None, is_merge: true }],
        acts: deeds.map(|deed| Act { commit: 0, article: 1, deed }).into(),
        signatures: vec![Signature::read("Jo Doe <jo@example.org>"), Signature::read("Bo")],
        mailmap: "Jo <jo@example.org>\n".to_owned(),
        unread: 0,
    }
}

#[test]
fn what_is_kept_is_what_was_told() {
    let acts = told();
    let bytes = bytes(&acts, KEY).expect("it is whole");
    let kept = of_bytes(&bytes, KEY, 2).expect("it is sound");
    assert_eq!(
        (&kept.commits, &kept.landings, &kept.acts),
        (&acts.commits, &acts.landings, &acts.acts)
    );
    assert_eq!((&kept.signatures, &kept.mailmap), (&acts.signatures, &acts.mailmap));
}

#[test]
fn another_key_fewer_articles_and_any_other_byte_are_nothing() {
    let bytes = bytes(&told(), KEY).expect("it is whole");
    assert!(of_bytes(&bytes, [8; 32], 2).is_none());
    assert!(of_bytes(&bytes, KEY, 1).is_none());
    for place in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 1;
        assert!(of_bytes(&damaged, KEY, 2).is_none(), "{place}");
        assert!(of_bytes(&bytes[..place], KEY, 2).is_none(), "{place}");
    }
}

#[test]
fn what_is_not_whole_is_not_kept() {
    assert!(bytes(&Acts { unread: 1, ..told() }, KEY).is_none());
    assert!(bytes(&Acts { completeness: Completeness::Shallow, ..told() }, KEY).is_none());
}

#[test]
fn numbers_of_nobody_and_of_nothing_are_no_answer() {
    let is_kept = |acts: &Acts| of_bytes(&bytes(acts, KEY).expect("it is whole"), KEY, 2).is_some();
    let mut acts = told();
    acts.commits[0].authors = vec![2];
    assert!(!is_kept(&acts));
    let mut acts = told();
    acts.commits[0].landing = 1;
    assert!(!is_kept(&acts));
    let mut acts = told();
    acts.acts[0].commit = 1;
    assert!(!is_kept(&acts));
    assert!(is_kept(&told()));
}
