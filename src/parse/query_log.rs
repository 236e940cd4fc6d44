//! Reads the log of unanswered questions: one JSON object a line.

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::query_log::kept;

/// A question of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedQuestion {
    /// The day it was asked.
    pub day: Date,
    /// What was typed, its beginning at most.
    pub query: String,
    /// The id of the open need that asked it then.
    pub need: Option<String>,
}

#[derive(Deserialize)]
struct Line {
    day: String,
    query: String,
    need: Option<String>,
}

/// The questions in `bytes`, and how many lines are none: half a line where a disk was full, or
/// a line that somebody else wrote.
#[must_use]
pub fn questions(bytes: &[u8]) -> (Vec<LoggedQuestion>, usize) {
    let (mut questions, mut unread) = (Vec::new(), 0);
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()) {
        let read = serde_json::from_slice::<Line>(line).ok();
        let question = read.and_then(|line| {
            let (query, day) = (line.query.trim(), line.day.parse().ok()?);
            let query = kept(query).to_owned();
            (!query.is_empty()).then_some(LoggedQuestion { day, query, need: line.need })
        });
        match question {
            Some(question) => questions.push(question),
            None => unread += 1,
        }
    }
    (questions, unread)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn whole_lines_are_read_and_others_are_counted() {
        let log = "{\"day\":\"2026-11-01\",\"query\":\" stop the clock \",\"why\":\"weak\"}\n\
                   {\"day\":\"2026-11-02\",\"query\":\"x\",\"need\":\"need-x\"}\r\n\n\
                   {\"day\":\"2026-11-0\n{\"day\":\"soon\",\"query\":\"y\"}\n[1]\n\
                   {\"day\":\"2026-11-02\",\"query\":\" \"}\n\u{1b}\n";
        let (questions, unread) = questions(log.as_bytes());
        assert_eq!((questions.len(), unread), (2, 5));
        assert_eq!(questions[0].query, "stop the clock");
        assert_eq!(questions[0].day, date(2026, 11, 1));
        assert_eq!(questions[1].need.as_deref(), Some("need-x"));
        assert_eq!(super::questions(&[0xff, b'\n', 0, b'\n']).1, 2);
    }

    #[test]
    fn a_question_without_end_is_cut() {
        let line = format!("{{\"day\":\"2026-11-01\",\"query\":\"{}\"}}", "é".repeat(10_000));
        let (questions, _) = questions(line.as_bytes());
        assert_eq!(questions[0].query.chars().count(), 500);
        let deep = "[".repeat(100_000);
        assert_eq!(super::questions(deep.as_bytes()).1, 1);
    }
}
