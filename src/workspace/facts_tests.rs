//! Tests of what is kept of single versions.

use jiff::civil::date;

use super::*;
use crate::domain::review::Interval;

fn id(byte: u8) -> ObjectId {
    ObjectId::new(&[byte; 20]).unwrap()
}

fn facts() -> Facts {
    let mut facts = Facts::default();
    let days = [
        StatedDay::Illegible,
        StatedDay::None,
        StatedDay::Invalid,
        StatedDay::On(date(1, 1, 1)),
        StatedDay::On(date(9999, 12, 31)),
    ];
    let intervals =
        [None, Some(Interval::Days(3)), Some(Interval::Months(6)), Some(Interval::Never)];
    for (number, on) in (0_u8..).zip(days) {
        let every = intervals[usize::from(number) % intervals.len()];
        let note = (number > 2).then(|| Untrusted::new("a \u{1b}note"));
        let by = (number > 1).then(|| Untrusted::new("bjones")).into_iter().collect();
        let checked = ["read", "links"].map(Untrusted::new).into_iter().skip(usize::from(number));
        let review = StatedReview { on, every, note, by, checked: checked.collect() };
        facts.add_said(id(number), Rc::new(Said { review, body: [number; 16] }));
    }
    let drift = Drift { words: 9, changed_words: 2, has_changed_modals: true, ..Drift::default() };
    facts.add_drift(id(1), id(2), drift);
    facts.add_redated(id(7), 34);
    facts
}

#[test]
fn what_is_kept_says_the_same_when_it_is_read() {
    let (facts, key) = (facts(), [1; 32]);
    let read = Facts::from_bytes(&facts.to_bytes(&key), &key).unwrap();
    for (blob, said) in &facts.said {
        let again = read.said(*blob).unwrap();
        assert_eq!((&again.review, again.body), (&said.review, said.body));
    }
    assert_eq!(read.said.len(), facts.said.len());
    assert_eq!((&read.drifts, &read.redated), (&facts.drifts, &facts.redated));
    assert_eq!(read.drift(id(2), id(1)), None);
    assert_eq!(read.added, 0);
}

#[test]
fn under_another_key_nothing_is_known() {
    assert!(Facts::from_bytes(&facts().to_bytes(&[1; 32]), &[2; 32]).is_none());
}

#[test]
fn a_byte_that_is_missing_added_or_changed_makes_all_of_it_nothing() {
    let key = [1; 32];
    let bytes = facts().to_bytes(&key);
    for length in 0..bytes.len() {
        assert!(Facts::from_bytes(&bytes[..length], &key).is_none(), "{length}");
        let mut changed = bytes.clone();
        changed[length] ^= 1;
        assert!(Facts::from_bytes(&changed, &key).is_none(), "{length}");
    }
    assert!(Facts::from_bytes(&[bytes, vec![0]].concat(), &key).is_none());
}
