//! Where articles are put on a site: addresses that hold on every file system and host.
//!
//! An address is made of the id, which lasts, and not of the topic, which may change.

use std::collections::{HashMap, HashSet};

/// Names that site builders and hosts give a meaning of their own, in lower case.
const TAKEN: [&str; 10] =
    ["index", "_index", "readme", "topics", "assets", "search", "images", "404", "sitemap", "tags"];
/// So many bytes of a name are kept: file systems take 255, and a number and a suffix follow.
const NAME_BYTES_MAX: usize = 120;

/// Gives out addresses, each once whatever the case of letters.
#[derive(Debug, Default)]
pub struct Addresses {
    /// As [`folded`].
    given: HashSet<String>,
    /// The numbers from which on those of a name are looked for: all before are given.
    numbers: HashMap<String, u32>,
}

impl Addresses {
    /// The addresses for `ids`, in their order; an id that is an address keeps it, whatever else
    /// would have the same.
    pub fn give_all(&mut self, ids: &[&str]) -> Vec<String> {
        let is_address = |id: &str| base(id) == id;
        let exactly = |id: &&str| is_address(id).then(|| self.give_exactly(id)).flatten();
        let kept: Vec<Option<String>> = ids.iter().map(exactly).collect();
        let given = ids.iter().zip(kept);
        given.map(|(id, kept)| kept.unwrap_or_else(|| self.give(id))).collect()
    }

    /// The address for `id`; a number is added where another has the same.
    pub fn give(&mut self, id: &str) -> String {
        let base = base(id);
        let number = self.numbers.entry(base.clone()).or_insert(1);
        loop {
            let address = if *number == 1 { base.clone() } else { format!("{base}-{number}") };
            *number += 1;
            if self.given.insert(folded(&address)) {
                return address;
            }
        }
    }

    /// The address for `id` if nothing else has it.
    pub fn give_exactly(&mut self, id: &str) -> Option<String> {
        let address = base(id);
        self.given.insert(folded(&address)).then_some(address)
    }
}

/// The address for `id` if nobody else has it.
fn base(id: &str) -> String {
    let names: Vec<String> = id.split('/').map(name).filter(|it| !it.is_empty()).collect();
    let mut base = names.join("/");
    let last = base.rsplit('/').next().unwrap_or_default();
    let first = base.split('/').next().unwrap_or_default();
    if base.is_empty() || TAKEN.contains(&last) || TAKEN.contains(&first) {
        base = if base.is_empty() { "page".to_owned() } else { format!("{base}-page") };
    }
    if TAKEN.contains(&base.split('/').next().unwrap_or_default()) {
        base = format!("page-{base}");
    }
    base
}

/// `address` as file systems compare it that do not tell letters by their case: also `ß` and `ss`,
/// and the two forms of the small sigma, by full case folding as APFS has it.
fn folded(address: &str) -> String {
    address.to_uppercase().to_lowercase()
}

/// One name of an address: letters and digits of any script in lower case, `-` and `_`.
fn name(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        let is_kept = character.is_alphanumeric() || character == '_';
        if is_kept {
            if name.len() + character.len_utf8() > NAME_BYTES_MAX {
                break;
            }
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    name.trim_start_matches('_').to_owned()
}

/// How a page at `from` leads to `to`, where each is a folder that is served: `../to/`.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let depth = if from.is_empty() { 0 } else { from.split('/').count() };
    let up = "../".repeat(depth);
    match (up.as_str(), to) {
        ("", "") => "./".to_owned(),
        (_, "") => up,
        _ => format!("{up}{to}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ids: &[&str], expected: &[&str]) {
        let mut addresses = Addresses::default();
        let given: Vec<String> = ids.iter().map(|id| addresses.give(id)).collect();
        assert_eq!(given, expected);
    }

    #[test]
    fn an_address_is_the_id_where_every_host_takes_it() {
        check(&["stop-the-clock", "docs/build/x"], &["stop-the-clock", "docs/build/x"]);
        check(&["Störung/Größe 1.2"], &["störung/größe-1-2"]);
    }

    #[test]
    fn what_would_lead_elsewhere_or_means_something_is_named_otherwise() {
        check(
            &["../../etc/passwd", "/a//b/.", ".git/config"],
            &["etc/passwd", "a/b", "git/config"],
        );
        check(
            &["index", "README", "a/index", ""],
            &["index-page", "readme-page", "a/index-page", "page"],
        );
        check(&["topics/x"], &["page-topics/x-page"]);
        check(&["a\u{0}b\u{202e}c", "..."], &["a-b-c", "page"]);
    }

    #[test]
    fn two_that_differ_in_case_alone_get_two_addresses() {
        check(&["A", "a", "a-2", "a"], &["a", "a-2", "a-2-2", "a-3"]);
    }

    #[test]
    fn an_id_that_is_an_address_keeps_it_whatever_comes_before() {
        let given = |ids: &[&str]| Addresses::default().give_all(ids);
        assert_eq!(given(&["A-OK", "a-ok"]), ["a-ok-2", "a-ok"]);
        assert_eq!(given(&["A", "a", "a-2", "a"]), ["a-3", "a", "a-2", "a-4"]);
        assert_eq!(given(&["index", "index-page"]), ["index-page-2", "index-page"]);
        assert_eq!(given(&[]), [""; 0]);
    }

    #[test]
    fn what_file_systems_take_for_the_same_is_told_apart_by_a_number() {
        let ids = ["straße", "strasse", "STRASSE", "λόγος", "λόγοσ", "ſo", "so", "\u{212a}", "k"];
        let given = Addresses::default().give_all(&ids);
        let folded: HashSet<String> = given.iter().map(|it| it.to_uppercase()).collect();
        assert_eq!(folded.len(), ids.len(), "{given:?}");
    }

    #[test]
    fn a_long_name_is_cut() {
        let mut addresses = Addresses::default();
        assert_eq!(addresses.give(&"ä".repeat(500)).len(), NAME_BYTES_MAX);
    }

    #[test]
    fn pages_lead_to_one_another_as_folders() {
        assert_eq!(relative("a/b", "c"), "../../c/");
        assert_eq!(relative("a", ""), "../");
        assert_eq!(relative("", "c/d"), "c/d/");
        assert_eq!(relative("", ""), "./");
    }
}
