//! What is wrong with an entry of the lists of licences in `kb.toml`, and the way out.

use crate::domain::license_policy::Placed;
use crate::domain::suggest::nearest;
use crate::license::alias_expression::meant;
use crate::license::expression::parse;
use crate::license::expression_fault::Wrong;
use crate::license::list::{self, current_exceptions};

use super::license_fault::{told, way_out};
use super::report::{quote, quote_all};

/// Finds what is wrong with an entry: message and help.
pub(super) type Look = fn(&Placed<String>) -> Option<(String, String)>;

/// No exception of the list is as long; what is longer resembles none.
const EXCEPTION_BYTES_MAX: usize = 64;

/// What is wrong with an entry that should be the id of one licence: message and help.
pub(super) fn wrong_entry(entry: &Placed<String>) -> Option<(String, String)> {
    let text = entry.value.trim();
    let written = quote(text);
    let expression = match parse(text) {
        Ok(expression) => expression,
        Err(fault) if fault.wrong == Wrong::Unknown => {
            let help = way_out(text, meant(text).reading, false).0;
            return Some((format!("{written} is no id, so no article can have it"), help));
        }
        Err(fault) => {
            let told = told(&fault.wrong, text.get(fault.span).unwrap_or_default());
            return Some((format!("{written} is no id: {}", told.message), told.help));
        }
    };
    let ids: Vec<&str> = expression.terms().map(|term| term.id).collect();
    if let Some(term) = expression.terms().next().filter(|term| term.exception.is_some()) {
        let (id, exception) = (quote(term.id), term.exception.map(quote).unwrap_or_default());
        let help = format!("list {id} here, and {exception} under `allow_with`");
        return Some((format!("{written} is an expression, and no id"), help));
    }
    if let [deprecated] = expression.deprecated() {
        let help = match deprecated.replacements.as_slice() {
            [] => "list the licences that it stood for".to_owned(),
            new => format!("list {}", quote_all(new, "or")),
        };
        return Some((format!("the id {written} is deprecated"), help));
    }
    let is_id = matches!(ids.as_slice(), [id] if id.eq_ignore_ascii_case(text));
    let help = || match ids.as_slice() {
        [only] => format!("list {}", quote(only)),
        several => format!("list {}, each for itself", quote_all(several, "and")),
    };
    (!is_id).then(|| (format!("{written} is an expression, and no id"), help()))
}

/// What is wrong with an entry that should be an exception of the list: message and help.
pub(super) fn wrong_exception(entry: &Placed<String>) -> Option<(String, String)> {
    let text = entry.value.trim();
    if list::exception(text).is_some() {
        return None;
    }
    let known = || nearest(text, current_exceptions(), strsim::damerau_levenshtein);
    let near = (text.len() <= EXCEPTION_BYTES_MAX).then(known).flatten();
    let help = near.map_or_else(
        || "write an exception of the SPDX list, such as `LLVM-exception`".to_owned(),
        |name| format!("did you mean `{name}`?"),
    );
    Some((format!("{} is no exception of the SPDX list", quote(text)), help))
}
