//! Tests of what is kept of claims.

use jiff::civil::date;

use super::*;
use crate::domain::drift::Drift;
use crate::domain::history::ObjectId;
use crate::domain::review::Interval;

const KEY: Key = Key { state: [1; 32], asked: [2; 32], count: 2 };

fn found() -> Found {
    let signatures = ["Jo Doe <jo@example.org>", "Bo <bo@example.org>"].map(Signature::read);
    let mailmap = "Jo B. Doe <jo@example.org>\n".to_owned();
    let people = People::new(signatures.iter().cloned(), &mailmap);
    let bo = people.find(&signatures[1]).unwrap();
    let commit = ObjectId::new(&[7; 20]);
    let (committed, authored) = (Some(date(2026, 5, 4)), Some(date(1, 1, 1)));
    let plain = Claim::new(date(9999, 12, 31), Statement::default());
    let full = Claim {
        is_original: true,
        previous: Some(date(2026, 1, 1)),
        is_correction: true,
        every: Some(Interval::Never),
        previous_every: Some(Interval::Days(7)),
        is_date_only: true,
        redated_together: 34,
        has_evidence: true,
        writers: Some(vec![bo]),
        drift: Some(Drift { words: 9, has_changed_code: true, ..Drift::default() }),
        ..Claim::new(date(2026, 5, 4), Statement { commit, committed, authored })
    };
    let by_path = [("a.md", plain), ("b.md", full)];
    let by_path = by_path.map(|(path, claim)| (ArticlePath::new(path), claim)).into();
    let note = Some("1 review is unknown".to_owned());
    let claims = Claims { by_path, people, is_complete: true, note };
    Found { claims, signatures: signatures.into(), mailmap, is_whole: true }
}

#[test]
fn what_is_kept_says_the_same_when_it_is_read() {
    let found = found();
    let read = of_bytes(&bytes(&KEY, &found), &KEY).unwrap();
    assert_eq!(read.by_path, found.claims.by_path);
    assert_eq!((read.is_complete, read.note), (true, found.claims.note));
    let writer = read.by_path[&ArticlePath::new("b.md")].writers.as_ref().unwrap()[0];
    assert_eq!(read.people.of(writer).name.raw(), "Bo");
    let jo = read.people.find(&found.signatures[0]).unwrap();
    assert_eq!(read.people.of(jo).name.raw(), "Jo B. Doe");
}

#[test]
fn it_answers_nothing_else() {
    let bytes = bytes(&KEY, &found());
    for key in [Key { state: [9; 32], ..KEY }, Key { asked: [9; 32], ..KEY }] {
        assert!(of_bytes(&bytes, &key).is_none());
    }
}

#[test]
fn a_byte_that_is_missing_added_or_changed_makes_all_of_it_nothing() {
    let bytes = bytes(&KEY, &found());
    for length in 0..bytes.len() {
        assert!(of_bytes(&bytes[..length], &KEY).is_none(), "{length}");
        let mut changed = bytes.clone();
        changed[length] ^= 1;
        assert!(of_bytes(&changed, &KEY).is_none(), "{length}");
    }
    assert!(of_bytes(&[bytes, vec![0]].concat(), &KEY).is_none());
}
