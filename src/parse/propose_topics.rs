//! Which topics of a vocabulary a text is about, by its own words and those of frameworks.
//!
//! Few words of a vocabulary are words of a trade only: `change` and `people` stand in any text.
//! So one word alone proves nothing; a name of several words, or one word in two places, does.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use crate::domain::crosswalk::Crosswalk;

/// The most topics of an article, as `schemas/fields.yaml` has it.
const TOPICS_MAX: usize = 3;
/// From so many points on a topic is proposed.
const POINTS_MIN: usize = 6;
/// A name of so many topics tells none of them.
const SHARED_MIN: usize = 3;
/// A word that stands once in so many words of a text is what it is about.
const DENSITY: usize = 60;
/// And so often at least.
const OFTEN: usize = 4;

/// Parts of names that say nothing by themselves.
const GENERAL: [&str; 9] =
    ["service", "level", "desk", "major", "design", "event", "asset", "catalogue", "management"];

/// Where words stand, and what they count there.
#[derive(Clone, Copy)]
struct Worth {
    name: usize,
    word: usize,
}

const TITLE: Worth = Worth { name: 6, word: 4 };
const PLACE: Worth = Worth { name: 5, word: 3 };
/// In a text: for each time up to three, and for a word that is frequent.
const TEXT: Worth = Worth { name: 2, word: 3 };

/// The words of a vocabulary of topics, ready to be found.
pub struct Topics {
    names: Vec<String>,
    automaton: Option<AhoCorasick>,
    /// For each pattern: whether it is a name of several words, and its topics.
    patterns: Vec<(bool, Vec<usize>)>,
}

impl Topics {
    /// The topics `names` with what `crosswalk` has them called.
    #[must_use]
    pub fn new<'n>(
        names: impl IntoIterator<Item = &'n str>,
        crosswalk: Option<&Crosswalk>,
    ) -> Self {
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut add = |written: &str, topic: usize| {
            let folded = folded(written);
            let topics = known.entry(folded).or_default();
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        };
        for (topic, name) in names.iter().enumerate() {
            add(&name.replace('-', " "), topic);
            for word in name.split('-').filter(|word| !GENERAL.contains(word)) {
                add(word, topic);
            }
            let called = crosswalk.and_then(|it| it.topics.get(name)).into_iter().flatten();
            for called in called {
                add(&called.name, topic);
            }
        }
        // A word that is a topic of its own is that one.
        for (topic, name) in names.iter().enumerate() {
            if let Some(topics) = known.get_mut(&folded(name)) {
                *topics = vec![topic];
            }
        }
        known.retain(|name, topics| name.len() > 2 && topics.len() < SHARED_MIN);
        let automaton = AhoCorasick::new(known.keys()).ok().filter(|_| !known.is_empty());
        let patterns =
            known.into_iter().map(|(name, it)| (name.trim().contains(' '), it)).collect();
        Self { names, automaton, patterns }
    }

    /// The topics of an article with this `title`, whose folders and keywords are `place` and
    /// whose words are `text`; none, where that is not sure.
    #[must_use]
    pub fn of(&self, title: &str, place: &str, text: &str) -> Vec<String> {
        let mut points = vec![0; self.names.len()];
        for (words, worth) in [(title, TITLE), (place, PLACE)] {
            for (pattern, _) in self.counts(&folded(words)) {
                let (is_name, topics) = &self.patterns[pattern];
                for topic in topics {
                    points[*topic] += if *is_name { worth.name } else { worth.word };
                }
            }
        }
        let text = folded(text);
        let words = text.bytes().filter(|byte| *byte == b' ').count();
        for (pattern, count) in self.counts(&text) {
            let (is_name, topics) = &self.patterns[pattern];
            let is_frequent = count >= OFTEN && count * DENSITY >= words;
            let worth = match is_name {
                true => TEXT.name * count.min(3),
                false if is_frequent => TEXT.word,
                false => 0,
            };
            for topic in topics {
                points[*topic] += worth;
            }
        }
        let mut found: Vec<(usize, usize)> =
            points.into_iter().enumerate().filter(|(_, points)| *points >= POINTS_MIN).collect();
        found.sort_by_key(|(topic, points)| (std::cmp::Reverse(*points), *topic));
        found.into_iter().take(TOPICS_MAX).map(|(topic, _)| self.names[topic].clone()).collect()
    }

    fn counts(&self, words: &str) -> BTreeMap<usize, usize> {
        let mut counts = BTreeMap::new();
        for found in self.automaton.iter().flat_map(|it| it.find_overlapping_iter(words)) {
            *counts.entry(found.pattern().as_usize()).or_default() += 1;
        }
        counts
    }
}

/// Words in lower case without the `s` of several, a blank before and after each.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 2);
    folded.push(' ');
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        let is_several = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
        folded.push_str(if is_several { &word[..word.len() - 1] } else { &word });
        folded.push(' ');
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::crosswalk::crosswalk;

    const NAMES: [&str; 6] =
        ["service-desk", "service-level", "incident", "major-incident", "change", "knowledge"];

    #[track_caller]
    fn check(title: &str, place: &str, text: &str, expected: &[&str]) {
        let yaml = "frameworks:\n  f: {name: Framework, source: s}\ntopics:\n  change:\n    \
                    f: [{name: Change enablement}]\n  incident:\n    \
                    f: [{name: Incident management}]\n";
        let crosswalk = crosswalk(yaml, "crosswalk.yaml").expect("it can be understood");
        let topics = Topics::new(NAMES, Some(&crosswalk));
        assert_eq!(topics.of(title, place, text), expected, "{title} {place}");
    }

    #[test]
    fn a_name_in_the_title_is_enough_and_a_word_is_not() {
        check("Run a service desk", "", "", &["service-desk"]);
        check("Major incidents", "", "", &["major-incident"]);
        check("How to change a password", "", "Some words.", &[]);
    }

    #[test]
    fn a_word_in_two_places_is_enough() {
        check("Change freeze", "change/freeze", "", &["change"]);
        check(
            "Freeze",
            "",
            "Change enablement is slow. Change enablement again. Change \
              enablement, still.",
            &["change"],
        );
        check("Freeze", "", "Change enablement once.", &[]);
        let frequent = "We change a change so that changes change. ".repeat(2);
        check("Change freeze", "", &frequent, &["change"]);
    }

    #[test]
    fn nothing_is_proposed_where_there_is_no_vocabulary() {
        assert!(Topics::new([], None).of("Service desk", "service-desk", "x").is_empty());
    }

    #[test]
    fn at_most_three_are_proposed_the_surest_first() {
        let title = "Service desk, service levels, major incident and incident management";
        check(title, "service-level", "", &["service-level", "incident", "service-desk"]);
    }
}
