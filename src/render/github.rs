//! Findings as GitHub Actions shows them beside the lines of a pull request.
//!
//! The commands are those of
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>,
//! escaped as `actions/toolkit` does. Whatever a line of ours begins with is
//! ours: no article can give the runner a command.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::checked::Checked;
use super::screen::{Colour, Screen};
use super::{count, human};
use crate::domain::finding::{Finding, Level};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::sanitise;

/// GitHub shows so many annotations of one level for each step, and drops the rest.
const SHOWN_MAX: usize = 10;

/// Prints what GitHub will show as annotations, then everything as text for the log.
///
/// # Errors
/// The stream does not take it.
pub fn check(
    out: &mut dyn Write,
    checked: &Checked<'_>,
    colour: Colour,
    width: usize,
) -> io::Result<()> {
    for finding in annotated(checked) {
        annotate(out, finding, checked)?;
    }
    if let Some(text) = unannotated(checked) {
        writeln!(out, "{text}")?;
    }
    let mut log = Log { out, line: Vec::new() };
    human::check::check(&mut Screen::new(&mut log, colour, width), checked)?;
    log.flush()
}

/// The findings that become annotations: of each level those on changed lines, then others.
///
/// What is told as a number only is none of them: it needs nobody's look.
fn annotated<'c>(checked: &Checked<'c>) -> Vec<&'c Finding> {
    let mut chosen = Vec::new();
    for level in [Level::Error, Level::Warning, Level::Info] {
        let mut of_level: Vec<&Finding> =
            checked.told().filter(|finding| finding.level == level).collect();
        of_level.sort_by_key(|finding| !finding.is_on_changed_line);
        chosen.extend(of_level.into_iter().take(SHOWN_MAX));
    }
    chosen.sort_by_key(|finding| (!finding.is_on_changed_line, Reverse(finding.level)));
    chosen
}

/// What has no annotation, if anything.
fn unannotated(checked: &Checked<'_>) -> Option<String> {
    let more = |level: Level| {
        let told = checked.told().filter(|finding| finding.level == level).count();
        (told > SHOWN_MAX).then(|| count(told - SHOWN_MAX, level.name()))
    };
    let more: Vec<String> =
        [Level::Error, Level::Warning, Level::Info].into_iter().filter_map(more).collect();
    let stated = more.join(", ");
    (!stated.is_empty()).then(|| {
        format!("GitHub shows {SHOWN_MAX} annotations of a level; not among them: {stated}")
    })
}

fn annotate(out: &mut dyn Write, finding: &Finding, checked: &Checked<'_>) -> io::Result<()> {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Off => "notice",
    };
    let mut properties = vec![format!("title={}", property(finding.rule.name))];
    if let Some(place) = &finding.place {
        let file: ArticlePath = checked.in_repository(&place.path);
        let (start, end) = place
            .region
            .map_or((place.start(), place.start()), |region| (region.start, region.end));
        properties.insert(0, format!("file={}", property(&file.lossy())));
        properties.push(format!("line={}", start.line));
        properties.push(format!("endLine={}", end.line));
        // GitHub refuses columns of a place that spans lines.
        if start.line == end.line {
            properties.push(format!("col={}", start.column));
            properties.push(format!("endColumn={}", end.column));
        }
    }
    writeln!(out, "::{command} {}::{}", properties.join(","), data(&finding.sentence()))
}

/// Text as it may stand behind the last `::`.
fn data(text: &str) -> String {
    sanitise(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as it may stand between the commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The log of a step, to which no line gives an order.
///
/// The runner takes `##[command]` for one, wherever it stands: a joiner without width parts
/// it, so that carets stay where they are. It does the same for `::` at the start of a line,
/// with which second places are drawn.
struct Log<'o> {
    out: &'o mut dyn Write,
    line: Vec<u8>,
}

impl Write for Log<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.flush()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        let mut harmless = line.replace("##[", "##\u{2060}[");
        let start = harmless.len() - harmless.trim_start().len();
        if harmless[start..].starts_with("::") {
            harmless.insert(start + 1, '\u{2060}');
        }
        self.line.clear();
        self.out.write_all(harmless.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Position;
    use crate::render::testing::{checked, findings, outcome};

    /// The level and line of each annotation of so many errors, warnings and infos, of which
    /// the last of each level are on changed lines.
    fn annotations(counts: [usize; 3], changed: usize) -> Vec<(Level, u32)> {
        let mut all = Vec::new();
        for (level, count) in [Level::Error, Level::Warning, Level::Info].into_iter().zip(counts) {
            let mut of_level = findings(level, count);
            of_level.iter_mut().rev().take(changed).for_each(|it| it.is_on_changed_line = true);
            all.extend(of_level);
        }
        let outcome = outcome(all);
        let line = |finding: &Finding| {
            let start = finding.place.as_ref().map(crate::domain::finding::Place::start);
            start.map_or(0, |Position { line, .. }| line)
        };
        let chosen = annotated(&checked(&outcome));
        chosen.into_iter().map(|finding| (finding.level, line(finding))).collect()
    }

    #[test]
    fn of_each_level_ten_are_annotated_errors_first() {
        let chosen = annotations([10, 11, 1], 0);
        assert_eq!(chosen.len(), 21);
        assert_eq!(chosen.first(), Some(&(Level::Error, 1)));
        assert_eq!(chosen[10], (Level::Warning, 1));
        assert_eq!(chosen.last(), Some(&(Level::Info, 1)));
    }

    #[test]
    fn what_is_on_changed_lines_comes_before_everything_and_takes_the_room() {
        let chosen = annotations([12, 1, 0], 1);
        assert_eq!(chosen[..3], [(Level::Error, 12), (Level::Warning, 1), (Level::Error, 1)]);
        assert_eq!(chosen.len(), 11);
        assert_eq!(annotations([20, 0, 0], 10)[0], (Level::Error, 11));
    }

    #[test]
    fn what_has_no_annotation_is_stated() {
        let stated = |counts: [usize; 3]| {
            let levels = [Level::Error, Level::Warning, Level::Info];
            let all = levels.into_iter().zip(counts).flat_map(|(level, n)| findings(level, n));
            unannotated(&checked(&outcome(all.collect())))
        };
        assert_eq!(stated([10, 10, 10]), None);
        let text = "GitHub shows 10 annotations of a level; not among them: ";
        assert_eq!(stated([11, 10, 0]), Some(format!("{text}1 error")));
        assert_eq!(stated([12, 11, 12]), Some(format!("{text}2 errors, 1 warning, 2 infos")));
    }
}
