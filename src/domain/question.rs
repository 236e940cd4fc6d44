//! A question as whoever asks it puts it, before it is a need of the library.

use std::fmt::Write as _;

/// The parts of a question that a person is asked for, in their order.
///
/// Situation, what was tried, what was read and what a good answer would do: the four that make a
/// question one that others can answer (`kb show ask-well`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prompt {
    /// What they are trying to do, for whom, and what happens now.
    Situation,
    /// What they tried.
    Tried,
    /// What they read.
    Read,
    /// What a good answer would do.
    GoodAnswer,
}

impl Prompt {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Situation, Self::Tried, Self::Read, Self::GoodAnswer];

    /// Its name on the command line and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Tried => "tried",
            Self::Read => "read",
            Self::GoodAnswer => "good-answer",
        }
    }

    /// What a person is asked.
    #[must_use]
    pub fn asks(self) -> &'static str {
        match self {
            Self::Situation => "Situation: what are you trying to do, and what happens now?",
            Self::Tried => "Tried: what have you tried, and why was it not enough?",
            Self::Read => "Read: what have you read about it?",
            Self::GoodAnswer => "A good answer would…",
        }
    }
}

/// A question that is to be written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// What is asked, on one line.
    pub title: String,
    /// The whole of it, where the title is only its beginning.
    pub whole: Option<String>,
    /// What was said to each of [`Prompt::ALL`]; nothing where nothing was.
    pub said: [Option<String>; 4],
    /// How much it hurts, from 1 to 4, if that was said.
    pub severity: Option<u8>,
    /// Who asks, as kind, sector and size, if that was said.
    pub asked_by: Option<String>,
    /// How many voted for it elsewhere, if somebody counted.
    pub votes: Option<u32>,
    /// Where it was asked, as addresses.
    pub links: Vec<String>,
}

/// How long a title may be, in characters: what is longer does not stand on one line of a list.
pub const TITLE_CHARACTERS_MAX: usize = 80;
/// How long the summary of an article may be, in words: see `schemas/fields.yaml`.
const SUMMARY_WORDS_MAX: usize = 60;

impl Question {
    /// The question `asked`, on one line: what is too long for a title is its beginning.
    #[must_use]
    pub fn new(asked: &str) -> Self {
        let title = title_of(asked);
        let whole = (title != asked).then(|| asked.to_owned());
        Self { title, whole, ..Self::default() }
    }

    /// What was said to `prompt`.
    #[must_use]
    pub fn said(&self, prompt: Prompt) -> Option<&str> {
        self.said[prompt as usize].as_deref()
    }

    /// The text of an issue that asks it; a part that nobody spoke of keeps its heading.
    #[must_use]
    pub fn issue(&self) -> String {
        let said = |prompt| self.said(prompt).unwrap_or_default();
        let read = self.said(Prompt::Read).map(|read| format!("\n\nRead: {read}"));
        let tried = format!("{}{}", said(Prompt::Tried), read.unwrap_or_default());
        let sections = [
            ("Situation", said(Prompt::Situation)),
            ("Tried already", tried.trim()),
            ("A good answer would…", said(Prompt::GoodAnswer)),
        ];
        let mut text = self.whole.as_ref().map_or_else(String::new, |whole| format!("{whole}\n\n"));
        for (heading, said) in sections {
            write!(text, "## {heading}\n\n{said}\n\n").expect("a String takes all");
        }
        let severity = self.severity.map(|it| format!("Severity: {it} of 4"));
        let asker = self.asked_by.as_ref().map(|who| format!("Asked by: {who}"));
        let links = (!self.links.is_empty()).then(|| format!("Asked at: {}", self.links.join(" ")));
        let closing: Vec<String> = [severity, asker, links].into_iter().flatten().collect();
        (text + &closing.join("\n\n")).trim_end().to_owned()
    }

    /// The question in short: the sentences of the situation that have at most 60 words, else its
    /// beginning, else the whole question; `None` if there is no more than the title.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        let text = self.said(Prompt::Situation).or(self.whole.as_deref())?;
        let mut words: Vec<&str> = text.split_whitespace().collect();
        if words.len() > SUMMARY_WORDS_MAX {
            words.truncate(SUMMARY_WORDS_MAX);
            let ends = |word: &&str| word.ends_with(['.', '?', '!']);
            match words.iter().rposition(ends) {
                Some(last) => words.truncate(last + 1),
                None => return Some(words[..SUMMARY_WORDS_MAX - 1].join(" ") + " …"),
            }
        }
        Some(words.join(" "))
    }
}

/// The first sentence of `asked` if that is short enough, else as many of its words as are.
fn title_of(asked: &str) -> String {
    let is_short = |text: &str| text.chars().count() <= TITLE_CHARACTERS_MAX;
    if is_short(asked) {
        return asked.to_owned();
    }
    let sentence = asked.find("? ").or_else(|| asked.find(". ")).map(|end| &asked[..=end]);
    if let Some(sentence) = sentence.filter(|it| is_short(it)) {
        return sentence.to_owned();
    }
    let mut title = String::new();
    for word in asked.split_whitespace() {
        let characters = title.chars().count() + word.chars().count() + 1;
        // Room is kept for the mark at the end.
        if characters > TITLE_CHARACTERS_MAX - 1 {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    if title.is_empty() {
        title = asked.chars().take(TITLE_CHARACTERS_MAX - 1).collect();
    }
    title + "…"
}

#[cfg(test)]
#[path = "question_tests.rs"]
mod tests;
