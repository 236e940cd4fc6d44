//! A need that is asked once more: one more in its count, and where that was.

use super::edit::{EditError, EditValue, front, set, set_after};
use crate::domain::node::Node;

/// The field that counts.
const TIMES_ASKED: &str = "times_asked";
/// The field that says where it was asked.
const LINKS: &str = "evidence_links";
/// The fields that a new one goes below: the last of them that is there.
const BEFORE_TIMES_ASKED: [&str; 5] = ["status", "asked_by", "votes", "severity", "state"];
const BEFORE_LINKS: [&str; 7] =
    ["status", "asked_by", "votes", "severity", "state", TIMES_ASKED, "answered_by"];

/// A need that was asked once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedAgain {
    /// The whole file, as it is to be.
    pub text: String,
    /// How often it was asked, with this time.
    pub times_asked: u32,
    /// How many of the addresses are new.
    pub links_added: usize,
}

/// How often the need with this front matter was asked: once at least, by whoever wrote it down.
#[must_use]
pub fn times_asked(front: &Node) -> u32 {
    let written = front.get(TIMES_ASKED).and_then(Node::as_text).map(str::trim);
    written.and_then(|written| written.parse().ok()).unwrap_or(1).max(1)
}

/// Counts one more in the need `text`, and adds `links` of where it was asked.
///
/// If there are links and all of them are there, this time is counted already and nothing changes.
///
/// # Errors
/// The front matter cannot be edited, or the links that are there are no texts.
pub fn asked_again(text: &str, links: &[String]) -> Result<AskedAgain, EditError> {
    let before = front(text)?;
    let node = before.get(LINKS).filter(|node| !node.is_empty());
    let known = node.map_or(Ok(Vec::new()), |node| {
        let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
        let texts: Option<Vec<String>> =
            items.iter().map(|item| Some(item.as_text()?.to_owned())).collect();
        texts.ok_or_else(|| EditError::NotPossible(LINKS.to_owned()))
    })?;
    let mut all = known.clone();
    for link in links {
        if !all.contains(link) {
            all.push(link.clone());
        }
    }
    let links_added = all.len() - known.len();
    let times = times_asked(&before);
    if !links.is_empty() && links_added == 0 {
        return Ok(AskedAgain { text: text.to_owned(), times_asked: times, links_added });
    }
    let times = times.saturating_add(1);
    let count = EditValue::Count(times.into());
    let mut edited = put(text, &before, TIMES_ASKED, &BEFORE_TIMES_ASKED, &count)?;
    if links_added > 0 {
        let now = front(&edited)?;
        edited = put(&edited, &now, LINKS, &BEFORE_LINKS, &EditValue::List(all))?;
    }
    Ok(AskedAgain { text: edited, times_asked: times, links_added })
}

/// Sets the field `key`; a new one goes below the last of `before` that is there.
fn put(
    text: &str,
    front: &Node,
    key: &str,
    before: &[&str],
    value: &EditValue,
) -> Result<String, EditError> {
    let entries = front.as_mapping().unwrap_or_default();
    let neighbour = entries.iter().rev().find(|entry| before.contains(&entry.key.as_str()));
    match neighbour {
        Some(neighbour) => set_after(text, &neighbour.key, &[key], value),
        None => set(text, &[key], value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(extra: &str) -> String {
        format!("---\ntype: need # why\nstate: open\n{extra}---\nBody\n")
    }

    #[track_caller]
    fn check(extra: &str, links: &[&str], expected: &str, times: u32, added: usize) {
        let links: Vec<String> = links.iter().map(|it| (*it).to_owned()).collect();
        let again = asked_again(&need(extra), &links).expect("it can be edited");
        assert_eq!(again.text, need(expected));
        assert_eq!((again.times_asked, again.links_added), (times, added));
    }

    #[test]
    fn who_wrote_it_down_asked_once_and_whoever_comes_asks_once_more() {
        check("", &[], "times_asked: 2\n", 2, 0);
        check("times_asked: 9 # threads\n", &[], "times_asked: 10 # threads\n", 10, 0);
        check("times_asked: 0\n", &[], "times_asked: 2\n", 2, 0);
        check("times_asked: many\n", &[], "times_asked: 2\n", 2, 0);
        check("times_asked: 4294967295\n", &[], "times_asked: 4294967295\n", u32::MAX, 0);
    }

    #[test]
    fn a_link_is_added_once_and_counts_once() {
        let link = "https://example.org/t/1";
        let one = format!("times_asked: 2\nevidence_links: [{link}]\n");
        check("", &[link, link], &one, 2, 1);
        check(&one, &[link], &one, 2, 0);
        let below = "evidence_links:\n  - https://example.org/t/0\n";
        let both = format!("times_asked: 2\n{below}  - {link}\n");
        check(below, &[link], &both, 2, 1);
    }

    #[test]
    fn links_that_are_no_texts_are_not_written_over() {
        let refused = asked_again(&need("evidence_links: [{url: x}]\n"), &["y".to_owned()]);
        assert_eq!(refused, Err(EditError::NotPossible(LINKS.to_owned())));
    }
}
