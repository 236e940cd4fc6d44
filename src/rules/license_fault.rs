//! What is wrong with an SPDX expression, and the way out, in words.

use crate::domain::finding::FixKind;
use crate::license::expression_fault::Wrong;

use super::report::quote;

/// A fault in words.
pub(super) struct Told {
    pub(super) message: String,
    pub(super) help: String,
    /// What to write for the part at fault.
    pub(super) fix: Option<(FixKind, String)>,
}

/// What to write where nothing hints at a licence.
pub(super) const USUAL: &str = "write an id of the SPDX list; `CC-BY-4.0` is the usual choice";

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
