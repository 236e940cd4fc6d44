//! What is wrong with an SPDX expression, and the way out, in words.

use std::ops::Range;

use crate::domain::finding::FixKind;
use crate::domain::suggest::nearest;
use crate::license::alias::Reading;
use crate::license::alias_expression::{Meant, meant};
use crate::license::expression_fault::{Fault, Wrong};
use crate::license::list::current_ids;

use super::report::{quote, quote_all};

/// A fault in words.
pub(super) struct Told {
    pub(super) message: String,
    pub(super) help: String,
    /// What to write for the part at fault.
    pub(super) fix: Option<(FixKind, String)>,
}

/// What to write where nothing hints at a licence.
pub(super) const USUAL: &str = "write an id of the SPDX list; `CC-BY-4.0` is the usual choice";

/// The licences of Creative Commons for texts, in their current versions.
const CREATIVE_COMMONS: [&str; 7] = [
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-NC-ND-4.0",
    "CC0-1.0",
];

/// Where they are explained.
const LICENSES_PAGE: &str = "https://creativecommons.org/licenses/";

/// No id of the list is as long; what is longer resembles none.
const ID_BYTES_MAX: usize = 64;

/// The part of `text` at fault, and what is wrong with it in words; `None` for a source that
/// says nothing, as it may.
pub(super) fn describe(text: &str, fault: &Fault, is_source: bool) -> Option<(Range<usize>, Told)> {
    // What is no id may be a name of several words.
    let meant = (fault.wrong == Wrong::Unknown).then(|| meant(text));
    let says_nothing = meant.as_ref().is_some_and(|meant| meant.reading == Reading::Nothing);
    if is_source && (fault.wrong == Wrong::Nothing || says_nothing) {
        return None;
    }
    let Some(Meant { span, reading }) = meant else {
        return Some((fault.span.clone(), told(&fault.wrong, &text[fault.span.clone()])));
    };
    let written = &text[span.clone()];
    let message = match reading {
        Reading::Nothing => told(&Wrong::Nothing, written).message,
        Reading::Versions(_) => format!("{} does not say which version", quote(written)),
        _ => told(&fault.wrong, written).message,
    };
    let (help, fix) = way_out(written, reading, is_source);
    Some((span, Told { message, help, fix }))
}

/// `wrong` in words, where `part` is at fault.
pub(super) fn told(wrong: &Wrong, part: &str) -> Told {
    of_words(wrong, part).or_else(|| of_plus(wrong)).unwrap_or_else(|| of_grammar(wrong, part))
}

fn plain(message: impl Into<String>, help: impl Into<String>) -> Told {
    Told { message: message.into(), help: help.into(), fix: None }
}

fn of_words(wrong: &Wrong, part: &str) -> Option<Told> {
    let part = quote(part);
    Some(match wrong {
        Wrong::Unknown => plain(format!("{part} is not an SPDX licence"), USUAL),
        Wrong::Nothing => plain(format!("{part} says that there is no licence"), USUAL),
        Wrong::ExceptionUnknown(near) => Told {
            message: format!("{part} is no exception of the SPDX list"),
            help: near.map_or_else(
                || "remove `WITH` and what follows it, or name an exception of the list".to_owned(),
                |name| format!("did you mean `{name}`?"),
            ),
            fix: near.map(|name| (FixKind::Offered, name.to_owned())),
        },
        Wrong::ExceptionMisplaced(name) => plain(
            format!("`{name}` is an exception, and a licence belongs here"),
            format!("name the licence first, then `WITH {name}`"),
        ),
        Wrong::LicenseMisplaced(id) => plain(
            format!("`{id}` is a licence, and an exception belongs after `WITH`"),
            "join licences by `OR` or `AND`",
        ),
        Wrong::NoExceptions(id) => plain(
            "a Creative Commons licence has no exceptions to go `WITH` it",
            format!("write `{id}`"),
        ),
        Wrong::ReferenceEmpty => plain(
            format!("{part} names no licence"),
            "add a name of letters, digits, `-` and `.`, such as `LicenseRef-House-Rules`",
        ),
        Wrong::ReferenceCharacter(character, instead) => {
            let wanted = "a name after `LicenseRef-` has only letters, digits, `-` and `.`";
            Told {
                message: format!("{part} has {} in it", quote(character.encode_utf8(&mut [0; 4]))),
                help: instead.as_ref().map_or_else(
                    || wanted.to_owned(),
                    |name| format!("{wanted}: write {}", quote(name)),
                ),
                fix: instead.clone().map(|name| (FixKind::Offered, name)),
            }
        }
        Wrong::ReferenceElsewhere(instead) => Told {
            message: format!("{part} points into another SPDX document, and an article has none"),
            help: instead.as_ref().map_or_else(
                || "write `LicenseRef-` and the name of the licence".to_owned(),
                |name| format!("write {}", quote(name)),
            ),
            fix: instead.clone().map(|name| (FixKind::Offered, name)),
        },
        _ => return None,
    })
}

fn of_plus(wrong: &Wrong) -> Option<Told> {
    let none = |kind| Some((kind, String::new()));
    Some(match wrong {
        Wrong::PlusOnCreativeCommons(id) if id.contains("-SA-") => Told {
            fix: none(FixKind::Offered),
            ..plain(
                format!("`{id}` itself lets adaptations move on to later versions, without `+`"),
                format!("write `{id}`"),
            )
        },
        Wrong::PlusOnCreativeCommons(id) => Told {
            fix: none(FixKind::Offered),
            ..plain(
                "`+` promises versions that Creative Commons has not written yet",
                format!("write `{id}`"),
            )
        },
        Wrong::PlusOnGnu(id) if id.ends_with("-or-later") => Told {
            fix: Some((FixKind::Safe, (*id).to_owned())),
            ..plain(format!("`{id}` has said already what `+` means"), format!("write `{id}`"))
        },
        Wrong::PlusOnGnu(id) => {
            let later = id.trim_end_matches("-only").to_owned() + "-or-later";
            plain("`-only` and `+` contradict each other", format!("choose `{id}` or `{later}`"))
        }
        Wrong::PlusOnReference => plain(
            "`+` stands for later versions, and of this licence no list knows any",
            "remove the `+`",
        ),
        Wrong::PlusApart => plain("a space stands before `+`", "remove the space"),
        _ => return None,
    })
}

fn of_grammar(wrong: &Wrong, part: &str) -> Told {
    let part = quote(part);
    match wrong {
        Wrong::Unclosed => plain("a bracket is not closed", "close it with `)`"),
        Wrong::Unopened => plain("a bracket is closed and never opened", "remove the `)`"),
        Wrong::LicenseMissingBefore => plain(
            format!("a licence is missing before {part}"),
            format!("name it, or remove {part}"),
        ),
        Wrong::LicenseMissingAfter => plain(
            format!("a licence is missing after {part}"),
            format!("name it, or remove {part}"),
        ),
        Wrong::ExceptionMissing => {
            plain("no exception follows `WITH`", "name it, or remove `WITH`")
        }
        Wrong::Misplaced => plain(
            format!("{part} does not stand right after the id of a licence"),
            format!("move {part} there, or remove it"),
        ),
        _ => plain(
            format!("an operator is missing before {part}"),
            "write `OR` between licences of which readers may choose, `AND` where all bind",
        ),
    }
}

/// The way out for `text`, which is no id and most likely means `reading`; and what to write for
/// it, where that is one id.
pub(super) fn way_out(
    text: &str,
    reading: Reading,
    is_source: bool,
) -> (String, Option<(FixKind, String)>) {
    let help = match reading {
        Reading::One(id) => {
            return (format!("did you mean {}?", quote(&id)), Some((FixKind::Safe, id)));
        }
        Reading::Several(ids) | Reading::Versions(ids) => {
            format!("choose {}", quote_all(&ids, "or"))
        }
        Reading::CreativeCommons => {
            format!("choose {}: {LICENSES_PAGE}", quote_all(&CREATIVE_COMMONS, "or"))
        }
        Reading::PublicDomain => {
            "write `CC0-1.0` to give up your own rights, `CC-PDM-1.0` for what is free already"
                .to_owned()
        }
        Reading::TextAndCode(text, code) => format!(
            "if the second is for code, write {} and {}; if readers may choose, {}",
            quote(&format!("license: {text}")),
            quote(&format!("code_license: {code}")),
            quote(&format!("{text} OR {code}")),
        ),
        Reading::Reserved if is_source => "write `LicenseRef-Proprietary`".to_owned(),
        Reading::Reserved => {
            "articles are free to use: ask the owner for a licence, or leave it out".to_owned()
        }
        Reading::Nothing => USUAL.to_owned(),
        Reading::Unknown => match near(text) {
            Some(id) => {
                let fix = Some((FixKind::Offered, id.to_owned()));
                return (format!("did you mean `{id}`?"), fix);
            }
            None => USUAL.to_owned(),
        },
    };
    (help, None)
}

/// The id that `text` resembles.
fn near(text: &str) -> Option<&'static str> {
    let is_short = text.len() <= ID_BYTES_MAX;
    is_short.then(|| nearest(text, current_ids(), strsim::damerau_levenshtein)).flatten()
}
