//! `[[sources]]` of `kb.toml`: other libraries inside this one that a search takes along.

use serde::Deserialize;
use toml::Spanned;

use crate::domain::settings::LibrarySource;
use crate::domain::text::Lines;

/// A prior beyond these is a slip: no order by score would be left.
const PRIOR_MIN: f32 = 0.1;
const PRIOR_MAX: f32 = 10.0;
/// More libraries than this are no vendored ones, and each costs a look at its files.
const SOURCES_MAX: usize = 32;

/// A table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceTable {
    path: Spanned<String>,
    name: Option<String>,
    prior: Option<f32>,
}

/// What `tables` of the file `text` say.
///
/// # Errors
/// A path that is no folder below the library, or is there twice; a prior that is none.
pub(super) fn sources(tables: Vec<SourceTable>, text: &str) -> Result<Vec<LibrarySource>, String> {
    if tables.len() > SOURCES_MAX {
        return Err(format!("there are more than {SOURCES_MAX} `sources`"));
    }
    let lines = Lines::new(text.as_bytes());
    let mut sources: Vec<LibrarySource> = Vec::new();
    for table in tables {
        let line = lines.position(table.path.span().start).line;
        let wrong = |why: String| format!("line {line}: {why}");
        let written = table.path.into_inner();
        let path = folder(&written).map_err(wrong)?;
        if sources.iter().any(|source| source.path == path) {
            return Err(wrong(format!("`{written}` is a source already")));
        }
        let prior = table.prior.unwrap_or(1.0);
        if !(PRIOR_MIN..=PRIOR_MAX).contains(&prior) {
            return Err(wrong(format!(
                "`prior` is `{prior}`, and it is a factor from {PRIOR_MIN} to {PRIOR_MAX}"
            )));
        }
        let name = table.name.filter(|name| !name.trim().is_empty());
        sources.push(LibrarySource { path, name, prior, line });
    }
    Ok(sources)
}

/// `written` without what says nothing: `./a//b/` is `a/b`.
fn folder(written: &str) -> Result<String, String> {
    // A drive or a backslash would mean something on Windows that is checked nowhere else.
    let is_foreign = written.contains('\\') || written.as_bytes().get(1) == Some(&b':');
    if written.starts_with('/') || is_foreign || written.split('/').any(|name| name == "..") {
        return Err(format!("`{written}` leads out of the repository"));
    }
    let names = written.split('/').filter(|name| !name.is_empty() && *name != ".");
    let path = names.collect::<Vec<_>>().join("/");
    if path.is_empty() || path.contains('\0') {
        return Err(format!("`{written}` is no folder below the library"));
    }
    Ok(path)
}

#[cfg(test)]
#[path = "config_sources_tests.rs"]
mod tests;
