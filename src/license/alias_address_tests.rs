//! Addresses of those who keep licences, with and without a suffix.

use super::*;

#[track_caller]
fn means(id: &str, address: &str) {
    assert_eq!(by_address(address), Some(Reading::One(id.to_owned())), "{address}");
}

#[test]
fn an_address_stands_for_the_licence_that_it_shows() {
    means("MIT", "https://opensource.org/licenses/mit");
    means("MIT", "https://opensource.org/license/mit/");
    means("CC-BY-4.0", "https://spdx.org/licenses/cc-by-4.0.html");
    means("Apache-2.0", "http://www.apache.org/licenses/license-2.0.txt");
    means("Apache-2.0", "https://www.apache.org/licenses/license-2.0");
    means("CC0-1.0", "publicdomain/zero/1.0");
    means("CC-BY-NC-SA-3.0-DE", "https://creativecommons.org/licenses/by-nc-sa/3.0/de/");
    means("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/deed.de");
}

#[test]
fn between_only_and_or_later_an_address_leaves_the_choice() {
    let choice = ["only", "or-later"].map(|which| format!("GPL-3.0-{which}")).to_vec();
    let address = "https://www.gnu.org/licenses/gpl-3.0.en.html#top";
    assert_eq!(by_address(address), Some(Reading::Several(choice)));
}

#[test]
fn other_addresses_stand_for_nothing() {
    assert_eq!(by_address("https://example.org/licenses/mit"), None);
    assert_eq!(by_address("https://www.apache.org/licenses/license-9.0"), None);
    assert_eq!(by_address("https://spdx.org/licenses/"), Some(Reading::Unknown));
    let vague = by_address("https://creativecommons.org/about");
    assert_eq!(vague, Some(Reading::CreativeCommons));
}
