//! The profile of whoever asks: what kind of organisation they work in.
//!
//! Leniently: what cannot be understood is left out and told, and the rest counts.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::domain::context::Context;
use crate::domain::suggest::nearest;
use crate::domain::untrusted::{Untrusted, sanitise};

use super::config_lines::config_lines;

/// What a profile says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Who asks.
    pub context: Context,
    /// The line of each key, from 1.
    pub lines: BTreeMap<String, u32>,
    /// What could not be understood, a sentence each.
    pub faults: Vec<String>,
}

/// Reads the text of a profile.
#[must_use]
pub fn profile(text: &str) -> Profile {
    let text = text.trim_start_matches('\u{feff}');
    let mut profile = Profile { lines: config_lines(text), ..Profile::default() };
    let table = match text.parse::<Table>() {
        Ok(table) => table,
        Err(error) => {
            profile.faults.push(format!("it is no TOML: {}", sanitise(error.message())));
            return profile;
        }
    };
    for (key, value) in table {
        let line = profile.lines.get(&key).copied().unwrap_or(1);
        if let Err(why) = set(&mut profile.context, &key, &value) {
            profile.faults.push(format!("line {line}: {why}"));
        }
    }
    profile
}

fn set(context: &mut Context, key: &str, value: &Value) -> Result<(), String> {
    if key == Context::REGULATED {
        let is_regulated =
            value.as_bool().ok_or_else(|| format!("`{key}` is `true` or `false`"))?;
        context.regulated = Some(is_regulated);
        return Ok(());
    }
    let Some(list) = context.list_mut(key) else {
        let shown = sanitise(key);
        let meant = nearest(key, Context::keys(), strsim::damerau_levenshtein);
        return Err(meant.map_or_else(
            || format!("`{shown}` is no key of a profile"),
            |meant| format!("`{shown}` is no key of a profile; did you mean `{meant}`?"),
        ));
    };
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    for item in items {
        let text = item.as_str().map(str::trim).filter(|text| !text.is_empty());
        let text = text.ok_or_else(|| format!("`{key}` is a text or a list of texts"))?;
        list.push(Untrusted::from(text));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_or_a_list_of_values_is_understood() {
        let read =
            profile("size = \"51-250\"\nsector = [\"public\", ' health ']\nregulated = true\n");
        assert_eq!(read.faults, [""; 0]);
        assert_eq!(read.context.size, ["51-250".into()]);
        assert_eq!(read.context.sector, ["public".into(), "health".into()]);
        assert_eq!((read.context.regulated, read.lines["sector"]), (Some(true), 2));
    }

    #[test]
    fn what_is_wrong_is_told_and_the_rest_counts() {
        let read = profile("sise = 1\nsector = 3\nmaturity = \"starting\"\nregulated = \"yes\"\n");
        let faults = [
            "line 4: `regulated` is `true` or `false`",
            "line 2: `sector` is a text or a list of texts",
            "line 1: `sise` is no key of a profile; did you mean `size`?",
        ];
        assert_eq!(read.faults, faults);
        assert_eq!(read.context.maturity, ["starting".into()]);
        let broken = profile("size = \n");
        assert!(broken.faults[0].starts_with("it is no TOML: "), "{:?}", broken.faults);
        assert_eq!(profile("").context.said(), None);
    }
}
