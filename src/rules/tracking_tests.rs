//! Which parameters go and which stay, whatever is around them.

use super::*;
use crate::rules::web::Web;

#[track_caller]
fn check(address: &str, purposes: &[Option<Purpose>], bare: &str) {
    let host = Web::of(address).expect("it is a web address").host;
    let found: Vec<Option<Purpose>> = parameters(address).map(|it| purpose(host, &it)).collect();
    assert_eq!(found, purposes, "{address}");
    assert_eq!(without(address, |it| purpose(host, it).is_some()), bare);
}

const STAYS: Option<Purpose> = None;
const TRACKS: Option<Purpose> = Some(Purpose::Tracking);
const SELLS: Option<Purpose> = Some(Purpose::Affiliate);

#[test]
fn what_tracks_goes_and_all_else_stays_in_its_place() {
    check("https://a.example/x?utm_source=y", &[TRACKS], "https://a.example/x");
    check("https://a.example/x?UTM_id=y#top", &[TRACKS], "https://a.example/x#top");
    check(
        "https://a.example/?a=1&gclid=2&b=%20&fbclid#c?d",
        &[STAYS, TRACKS, STAYS, TRACKS],
        "https://a.example/?a=1&b=%20#c?d",
    );
    check("https://a.example/?gclid=2&b=1", &[TRACKS, STAYS], "https://a.example/?b=1");
}

#[test]
fn an_ampersand_stays_as_it_was_escaped() {
    check(
        "https://a.example/?a=1&amp;utm_id=2&amp;b=3",
        &[STAYS, TRACKS, STAYS],
        "https://a.example/?a=1&amp;b=3",
    );
    check(
        "https://a.example/?utm_id=2&amp;b=3&c",
        &[TRACKS, STAYS, STAYS],
        "https://a.example/?b=3&c",
    );
    check("https://a.example/?amp;utm_id=2", &[STAYS], "https://a.example/?amp;utm_id=2");
}

#[test]
fn what_only_resembles_a_tracker_stays() {
    let address = "https://a.example/?utm=1&utmost=2&si=3&source=4&tag=x-20&_gaz=5";
    check(address, &[STAYS; 6], address);
    let fragment = "https://a.example/#?utm_source=1";
    assert_eq!(parameters(fragment).filter(|it| !it.name.is_empty()).count(), 0);
    assert_eq!(without(fragment, |_| true), fragment);
}

#[test]
fn some_names_mean_it_at_one_host_only() {
    check("https://youtu.be/x?si=1&t=2", &[TRACKS, STAYS], "https://youtu.be/x?t=2");
    check("https://www.amazon.co.uk/dp/1?tag=ex-21", &[SELLS], "https://www.amazon.co.uk/dp/1");
    check("https://amazon.com/?tag=x-20&linkCode=y", &[SELLS; 2], "https://amazon.com/");
    let tagged = "https://www.amazon.com/?tag=summer&linkcodes=1";
    check(tagged, &[STAYS; 2], tagged);
}

#[test]
fn a_ref_is_a_partner_unless_it_is_one_of_git() {
    check("https://a.example/?ref=partner-x", &[SELLS], "https://a.example/");
    for stays in ["a.example/?ref=main", "a.example/?ref=v1.2", "a.example/?ref=", "a.example/?ref"]
    {
        let address = format!("https://{stays}");
        check(&address, &[STAYS], &address);
    }
    check("https://gitlab.example/x?ref=topic", &[STAYS], "https://gitlab.example/x?ref=topic");
    check(
        "https://a.example/?aff=1&affiliate_ID=2&off=3",
        &[SELLS, SELLS, STAYS],
        "https://a.example/?off=3",
    );
}

#[test]
fn parameters_of_an_address_within_an_address_are_left_alone() {
    let archived = "https://archive.example/2020/https://a.example/?utm_source=x";
    assert_eq!(parameters(archived).filter(|it| !it.name.is_empty()).count(), 0);
    assert_eq!(without(archived, |_| true), archived);
}

#[test]
fn names_are_sorted() {
    assert!(TRACKING.is_sorted());
}

#[test]
fn ten_thousand_parameters_are_read_in_one_go() {
    let address = format!("https://a.example/?{}", "utm_a=1&b=2&".repeat(10_000));
    let bare = without(&address, |it| purpose("a.example", it).is_some());
    assert_eq!(bare.matches("b=2").count(), 10_000);
    assert!(!bare.contains("utm"));
}
