//! What is kept comes back as it was, and what cannot be is refused.

use jiff::civil::date;

use super::*;
use crate::index::sample::{full_record, sample};

#[test]
fn a_record_comes_back_as_it_was() {
    let full = full_record();
    assert!(full.is_license_from_settings);
    assert_eq!(StoredArticle::decode(&full.encode()), Ok(full));
    let bare = StoredArticle::of(&sample("x.md", "", "").article);
    assert_eq!(bare.title, Untrusted::from("x"));
    assert_eq!(StoredArticle::decode(&bare.encode()), Ok(bare));
}

#[test]
fn the_path_is_read_alone_and_need_not_be_utf8() {
    let path = ArticlePath::new(b"kb/caf\xe9\n.md");
    let article = StoredArticle { path: path.clone(), ..full_record() };
    assert_eq!(path_of(&article.encode()), Ok(path.as_bytes()));
    assert_eq!(StoredArticle::decode(&article.encode()), Ok(article));
}

#[test]
fn whatever_byte_is_wrong_a_record_is_read_or_refused() {
    let bytes = full_record().encode();
    for length in 0..bytes.len() {
        assert!(StoredArticle::decode(&bytes[..length]).is_err(), "{length} bytes");
    }
    for at in 0..bytes.len() {
        for value in [0, 1, 0x7f, 0x80, 0xff] {
            let mut bytes = bytes.clone();
            bytes[at] = value;
            let _ = StoredArticle::decode(&bytes);
        }
    }
}

#[test]
fn freshness_is_judged_on_what_the_article_says() {
    let full = full_record();
    let evidence = full.evidence_of_review();
    assert_eq!(evidence.reviewed, Some(date(2026, 11, 10)));
    assert_eq!(evidence.every, Some(Interval::Months(12)));
    assert_eq!(evidence.retire_on, Some(date(2028, 1, 1)));
    assert!(!evidence.is_retired);
}
