//! The words of an expression, looked at one by one before its grammar is.

use std::ops::Range;

use spdx::License;
use spdx::flags::IS_GNU;

use crate::domain::suggest::nearest;

use super::expression_fault::{Fault, Wrong};
use super::list::{current_exceptions, exception, is_deprecated, license, replacements};

/// An id that the list has given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// The id, with the `+` that belongs to it.
    pub id: String,
    /// Where it stands in the expression.
    pub span: Range<usize>,
    /// What to write: one, or several of which the author must choose; none where the list
    /// names nothing.
    pub replacements: Vec<String>,
}

/// What the name of a licence of somebody's own begins with.
const REFERENCE: &str = "LicenseRef-";
/// What points into another SPDX document begins with.
const DOCUMENT: &str = "DocumentRef-";
/// No exception of the list is as long; what is longer resembles none.
const EXCEPTION_BYTES_MAX: usize = 64;

/// An expression whose words are all known.
pub(super) struct Scan {
    /// The text in the case of the list; as long as before, so that places hold.
    pub(super) canonical: String,
    /// The ids that the list has given up.
    pub(super) deprecated: Vec<Deprecated>,
    /// From the first word in another case to the last.
    pub(super) misspelt: Option<Range<usize>>,
}

/// What stands before a word, as far as it decides what the word may be.
#[derive(Clone, Copy)]
enum Before {
    /// A licence of the list, and where it ends.
    License(&'static License, usize),
    /// A licence of somebody's own, and where it ends.
    Reference(usize),
    /// `WITH`.
    With,
    /// Anything else.
    Other,
}

struct Scanner<'t> {
    text: &'t str,
    before: Before,
    found: Scan,
}

/// Looks at every word of `text`.
///
/// # Errors
/// The first word that is not known, or that means nothing where it stands.
pub(super) fn scan(text: &str) -> Result<Scan, Fault> {
    let canonical = String::with_capacity(text.len());
    let found = Scan { canonical, deprecated: Vec::new(), misspelt: None };
    let mut scanner = Scanner { text, before: Before::Other, found };
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let end = if separates(character) {
            scanner.separator(character, at)?;
            at + character.len_utf8()
        } else {
            let end = text[at..].find(separates).map_or(text.len(), |length| at + length);
            scanner.word(at..end)?;
            end
        };
        at = end;
    }
    Ok(scanner.found)
}

fn separates(character: char) -> bool {
    character.is_whitespace() || matches!(character, '(' | ')' | '+')
}

impl Scanner<'_> {
    fn separator(&mut self, character: char, at: usize) -> Result<(), Fault> {
        self.found.canonical.push(character);
        match character {
            '+' => self.plus(at),
            '(' | ')' => {
                self.before = Before::Other;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn plus(&mut self, at: usize) -> Result<(), Fault> {
        let fault = |wrong, span| Err(Fault { wrong, span });
        let (here, word) = (at..at + 1, |start: usize| start..at + 1);
        if self.text[..at].ends_with(char::is_whitespace) {
            return fault(Wrong::PlusApart, here);
        }
        match self.before {
            Before::License(license, end) if end == at => {
                let id = license.name;
                let says_already = id.ends_with("-only") || id.ends_with("-or-later");
                if id.starts_with("CC") {
                    return fault(Wrong::PlusOnCreativeCommons(id), here);
                }
                if license.flags & IS_GNU != 0 && says_already {
                    return fault(Wrong::PlusOnGnu(id), word(at - id.len()));
                }
                if let Some(last) = self.found.deprecated.last_mut().filter(|it| it.span.end == at)
                {
                    last.id.push('+');
                    last.span.end = at + 1;
                    last.replacements = replacements(&last.id);
                }
                Ok(())
            }
            Before::Reference(end) if end == at => fault(Wrong::PlusOnReference, here),
            _ => Ok(()),
        }
    }

    fn word(&mut self, span: Range<usize>) -> Result<(), Fault> {
        let word = &self.text[span.clone()];
        let operator = ["AND", "OR", "WITH"].iter().find(|name| name.eq_ignore_ascii_case(word));
        if let Some(operator) = operator {
            let is_with = *operator == "WITH";
            if is_with {
                self.check_with(&span)?;
            }
            self.before = if is_with { Before::With } else { Before::Other };
            self.write(span, operator);
            return Ok(());
        }
        if matches!(self.before, Before::With) {
            self.before = Before::Other;
            return self.exception(span);
        }
        self.license(span)
    }

    /// Creative Commons has no exceptions: refuses `WITH` at `span`, and what follows it.
    fn check_with(&self, span: &Range<usize>) -> Result<(), Fault> {
        match self.before {
            Before::License(license, _) if license.name.starts_with("CC") => {
                let rest = self.text[span.end..].trim_start();
                let start = self.text.len() - rest.len();
                let length = rest.find(separates).unwrap_or(rest.len());
                let end = if length == 0 { span.end } else { start + length };
                Err(Fault { wrong: Wrong::NoExceptions(license.name), span: span.start..end })
            }
            _ => Ok(()),
        }
    }

    fn exception(&mut self, span: Range<usize>) -> Result<(), Fault> {
        let word = &self.text[span.clone()];
        let Some(name) = exception(word) else {
            let close = || {
                let is_short = word.len() <= EXCEPTION_BYTES_MAX;
                let known = || nearest(word, current_exceptions(), strsim::damerau_levenshtein);
                is_short.then(known).flatten()
            };
            let wrong = license(word).map_or_else(
                || Wrong::ExceptionUnknown(close()),
                |license| Wrong::LicenseMisplaced(license.name),
            );
            return Err(Fault { wrong, span });
        };
        if current_exceptions().all(|current| current != name) {
            self.give_up(name, span);
        } else {
            self.write(span, name);
        }
        Ok(())
    }

    fn license(&mut self, span: Range<usize>) -> Result<(), Fault> {
        let word = &self.text[span.clone()];
        let fault = |wrong, span| Err(Fault { wrong, span });
        if let Some(name) = without_prefix(word, REFERENCE) {
            if let Some(wrong) = wrong_reference(name) {
                return fault(wrong, span);
            }
            self.before = Before::Reference(span.end);
            let name_at = span.end - name.len();
            self.write(span.start..name_at, REFERENCE);
            self.write(name_at..span.end, name);
            return Ok(());
        }
        if let Some(rest) = without_prefix(word, DOCUMENT) {
            let reference = rest.split_once(':').map(|(_, reference)| reference);
            let name = reference.and_then(|it| without_prefix(it, REFERENCE));
            let sound = name.filter(|name| wrong_reference(name).is_none());
            let instead = sound.map(|name| format!("{REFERENCE}{name}"));
            return fault(Wrong::ReferenceElsewhere(instead), span);
        }
        match license(word) {
            Some(license) if license.name != "NOASSERTION" => {
                self.before = Before::License(license, span.end);
                if is_deprecated(license) {
                    self.give_up(license.name, span);
                } else {
                    self.write(span, license.name);
                }
                Ok(())
            }
            Some(_) => fault(Wrong::Nothing, span),
            None if word.eq_ignore_ascii_case("NONE") => fault(Wrong::Nothing, span),
            None => match exception(word) {
                Some(exception) => fault(Wrong::ExceptionMisplaced(exception), span),
                None => fault(Wrong::Unknown, span),
            },
        }
    }

    /// Takes `id` for what stands at `span`; its case is of no interest, since it has to go.
    fn give_up(&mut self, id: &str, span: Range<usize>) {
        self.found.canonical.push_str(id);
        let deprecated = Deprecated { id: id.to_owned(), span, replacements: replacements(id) };
        self.found.deprecated.push(deprecated);
    }

    /// Takes `canonical`, which is as long as `span`, for what stands there.
    fn write(&mut self, span: Range<usize>, canonical: &str) {
        if self.text[span.clone()] != *canonical {
            let start = self.found.misspelt.as_ref().map_or(span.start, |known| known.start);
            self.found.misspelt = Some(start..span.end);
        }
        self.found.canonical.push_str(canonical);
    }
}

fn without_prefix<'w>(word: &'w str, prefix: &str) -> Option<&'w str> {
    let (start, rest) = word.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// What is wrong with the name of a licence of somebody's own: SPDX takes letters and digits of
/// ASCII, `-` and `.`.
fn wrong_reference(name: &str) -> Option<Wrong> {
    if name.is_empty() {
        return Some(Wrong::ReferenceEmpty);
    }
    let is_sound =
        |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '.';
    let character = name.chars().find(|character| !is_sound(*character))?;
    let mended: String = name.chars().map(|it| if is_sound(it) { it } else { '-' }).collect();
    let mended = mended.trim_matches('-');
    let instead = (!mended.is_empty()).then(|| format!("{REFERENCE}{mended}"));
    Some(Wrong::ReferenceCharacter(character, instead))
}
