//! Addresses that people write for a licence, and which id they stand for.

use super::alias::{Reading, creative_commons, reading, words};
use super::list::{current_ids, id};

/// What `address`, in lower case, stands for; `None` if it is no address of a known licence.
pub(super) fn by_address(address: &str) -> Option<Reading> {
    let path = address.split_once("creativecommons.org/").map(|(_, path)| path);
    if let Some(path) = path.or_else(|| address.starts_with("publicdomain/").then_some(address)) {
        return Some(of_creative_commons(path));
    }
    // Of these the last name is the id, or as good as one.
    let shelves = ["opensource.org/", "spdx.org/licenses/", "gnu.org/licenses/"];
    let known = shelves.iter().find_map(|shelf| address.split_once(shelf));
    if let Some((_, path)) = known {
        let last = path.split(['?', '#']).next()?.trim_end_matches('/').rsplit('/').next()?;
        let suffixes = [".html", ".txt", ".json", ".en"];
        let name = suffixes.iter().fold(last, |name, suffix| name.trim_end_matches(suffix));
        let current = current_ids().find(|id| id.eq_ignore_ascii_case(name));
        return Some(current.map_or_else(|| reading(name), |id| Reading::One(id.to_owned())));
    }
    let (_, path) = address.split_once("apache.org/licenses/license-")?;
    let version = path.trim_end_matches(".html").trim_end_matches(".txt");
    id(&format!("apache-{version}")).map(|id| Reading::One(id.to_owned()))
}

fn of_creative_commons(path: &str) -> Reading {
    let mut names = path.split(['/', '?', '#']).filter(|name| !name.is_empty());
    let shelf = names.next().unwrap_or_default();
    let code = names.next().unwrap_or_default();
    let version = names.next().unwrap_or_default();
    let port = names.next().filter(|name| name.len() <= 3).unwrap_or_default();
    match (shelf, code) {
        ("publicdomain", "zero") => Reading::One("CC0-1.0".to_owned()),
        ("publicdomain", "mark") => Reading::One("CC-PDM-1.0".to_owned()),
        _ => {
            // Version 4.0 has no ports: what follows it is the language of the page.
            let ported = creative_commons(&words(&format!("cc {code} {version} {port}")));
            let plain = || creative_commons(&words(&format!("cc {code} {version}")));
            ported.or_else(plain).unwrap_or(Reading::CreativeCommons)
        }
    }
}

#[cfg(test)]
#[path = "alias_address_tests.rs"]
mod tests;
