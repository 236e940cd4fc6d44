//! Who is asked about which files, as forges read it from a `CODEOWNERS` file.
//!
//! Patterns are those of GitHub
//! (<https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax>):
//! the last one that matches counts, `!` and `[ ]` mean nothing, a `#` begins a comment. GitLab
//! reads what is made here in the same way.

use std::collections::{BTreeMap, BTreeSet};

use super::untrusted::Untrusted;

/// Where forges look for the file, the first that is there being the one; the last is GitLab's.
pub const PLACES: [&str; 4] =
    [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

/// How forges call a person or a team: `@name`, `@org/team`, or an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Handle(String);

impl Handle {
    /// Reads a handle; `None` if `text` is none that a forge could understand.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_name = |name: &str| {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            name.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_')
                && name.bytes().all(is_plain)
        };
        let is_handle = match text.strip_prefix('@') {
            Some(names) => names.split('/').all(is_name),
            None => text.split_once('@').is_some_and(|(name, host)| {
                let name = name.split('+').collect::<Vec<_>>();
                name.into_iter().all(is_name) && is_name(host) && host.contains('.')
            }),
        };
        is_handle.then(|| Self(text.to_owned()))
    }

    /// The handle as it stands in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One article, for the file.
#[derive(Clone, Debug)]
pub struct Owned {
    /// From the root of the repository; `None` if it is no UTF-8, which no pattern can say.
    pub path: Option<String>,
    /// Who is asked about it.
    pub handle: Option<Handle>,
    /// Which of the defaults by path gives it somebody, the last that does.
    pub default: Option<usize>,
}

/// Somebody for all files of a pattern, as `kb.toml` gives it.
#[derive(Clone, Debug)]
pub struct Default {
    /// The pattern, as `kb.toml` writes it, behind the folder of the library.
    pub glob: String,
    /// Who is asked.
    pub handle: Option<Handle>,
}

/// The lines of the file, and what cannot stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codeowners {
    /// A pattern, and who is asked; nobody, if it takes files out of a more general line.
    pub lines: Vec<(String, Option<Handle>)>,
    /// How many articles no line can say apart from others.
    pub unsaid: usize,
}

/// The fewest lines that give each article who is asked about it, most general first.
///
/// First what `kb.toml` gives by path; then folders below that of the `library` (its path with a
/// `/` at its end, empty for the root) all of whose articles agree; then articles.
#[must_use]
pub fn codeowners(articles: &[Owned], defaults: &[Default], library: &str) -> Codeowners {
    let patterns: Vec<Option<String>> = defaults.iter().map(pattern_of_default).collect();
    let mut lines: Vec<(String, Option<Handle>)> = Vec::new();
    for (pattern, default) in patterns.iter().zip(defaults) {
        lines.extend(pattern.clone().map(|pattern| (pattern, default.handle.clone())));
    }
    let given = |owned: &Owned| {
        let index = owned.default.filter(|index| patterns[*index].is_some())?;
        defaults[index].handle.as_ref()
    };
    let said: Vec<(&str, &Owned)> =
        articles.iter().filter_map(|owned| Some((owned.path.as_deref()?, owned))).collect();
    let mut folders = folders(&said, library);
    folders.retain(|_, folder| folder.agrees.is_some() && folder.articles > 1);
    for (path, owned) in &said {
        for folder in ancestors(path, library) {
            if let Some(folder) = folders.get_mut(folder) {
                folder.is_given &= given(owned) == folder.agrees;
            }
        }
    }
    let mut by_folder: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut by_path: Vec<(&str, &Owned)> = Vec::new();
    for (path, owned) in said {
        let is_right = given(owned) == owned.handle.as_ref();
        match ancestors(path, library).find(|folder| folders.contains_key(folder)) {
            Some(folder) if !folders[folder].is_given => {
                by_folder.insert((folder.matches('/').count(), folder));
            }
            _ if is_right => {}
            _ => by_path.push((path, owned)),
        }
    }
    for (_, folder) in by_folder {
        lines.push((format!("/{}/", escaped(folder)), folders[folder].agrees.cloned()));
    }
    let unsaid = articles.iter().filter(|owned| owned.path.is_none()).count();
    let (single, alike) = single(&by_path, articles);
    lines.extend(single);
    Codeowners { lines, unsaid: unsaid + alike }
}

/// What the articles of one folder and of all below it have in common.
struct Folder<'a> {
    articles: usize,
    /// Who is asked about all of them.
    agrees: Option<&'a Handle>,
    /// True if more general lines already say so.
    is_given: bool,
}

/// Every folder that holds articles, but not that of the library: what else lies there is not
/// ours to give.
fn folders<'a>(articles: &[(&'a str, &'a Owned)], library: &str) -> BTreeMap<&'a str, Folder<'a>> {
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for (path, owned) in articles {
        for folder in ancestors(path, library) {
            let handle = owned.handle.as_ref();
            let first = Folder { articles: 0, agrees: handle, is_given: true };
            let known = folders.entry(folder).or_insert(first);
            known.articles += 1;
            known.agrees = known.agrees.filter(|known| Some(*known) == handle);
        }
    }
    folders
}

/// The folders below the `library` that `path` lies in, the outermost first.
fn ancestors<'p>(path: &'p str, library: &str) -> impl Iterator<Item = &'p str> {
    let above = library.len();
    path.match_indices('/').map(|(end, _)| &path[..end]).filter(move |it| it.len() > above)
}

/// So many patterns with wildcards are held against all articles, so that a tree full of names
/// that no pattern can write costs no more than its size.
const WILD_MAX: usize = 200;

/// A line for each article; a pattern with a wildcard in place of what cannot be written comes
/// before the articles that it would take along. How many no line can say even so.
fn single(
    by_path: &[(&str, &Owned)],
    articles: &[Owned],
) -> (Vec<(String, Option<Handle>)>, usize) {
    let mut wild: BTreeMap<String, Option<Handle>> = BTreeMap::new();
    let (mut literal, mut unsaid) = (BTreeMap::new(), 0);
    for (path, owned) in by_path {
        let pattern = format!("/{}", escaped(path));
        if !pattern.contains('?') {
            literal.insert(pattern, owned.handle.clone());
        } else if let Some(known) = wild.get(&pattern) {
            unsaid += usize::from(*known != owned.handle);
        } else if wild.len() < WILD_MAX {
            wild.insert(pattern, owned.handle.clone());
        } else {
            unsaid += 1;
        }
    }
    if !wild.is_empty() {
        for (path, owned) in articles.iter().filter_map(|it| Some((it.path.as_deref()?, it))) {
            let own = format!("/{}", escaped(path));
            let takes = |(pattern, handle): (&String, &Option<Handle>)| {
                *handle != owned.handle && is_like(pattern, &own)
            };
            if wild.iter().any(takes) {
                literal.insert(own, owned.handle.clone());
            }
        }
    }
    (wild.into_iter().chain(literal).collect(), unsaid)
}

/// True if the wildcards of `pattern` take `other`, a pattern of one path without any.
fn is_like(pattern: &str, other: &str) -> bool {
    !other.contains('?')
        && pattern.chars().count() == other.chars().count()
        && pattern.chars().zip(other.chars()).all(|(one, other)| one == other || one == '?')
}

/// The pattern of a default, if it says the same in both languages.
fn pattern_of_default(default: &Default) -> Option<String> {
    let glob = &default.glob;
    let is_same = !glob.contains(['[', ']', '{', '}', '?', '!', '#', '\\'])
        && !glob.chars().any(char::is_control);
    let folder = glob.strip_suffix("/**");
    let pattern = folder.map_or_else(|| glob.clone(), |folder| format!("{folder}/"));
    is_same.then(|| format!("/{}", pattern.trim_start_matches('/').replace(' ', "\\ ")))
}

/// A path as a pattern that means it: blanks escaped, a wildcard for one character in place of
/// whatever GitHub could take for something else.
fn escaped(path: &str) -> String {
    let mut pattern = String::with_capacity(path.len());
    for character in path.chars() {
        match character {
            ' ' => pattern.push_str("\\ "),
            '#' | '!' | '[' | ']' | '*' | '?' | '\\' | '{' | '}' => pattern.push('?'),
            _ if character.is_control() || character.is_whitespace() => pattern.push('?'),
            _ => pattern.push(character),
        }
    }
    pattern
}

/// Somebody of whom no handle is known, and how many articles they look after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoHandle {
    /// As the articles name them.
    pub owner: Untrusted,
    /// How many.
    pub articles: usize,
}

/// What `kb export codeowners` did or found.
#[derive(Clone, Debug)]
pub struct CodeownersExport {
    /// The file, from the root of the repository.
    pub file: String,
    /// True if it was there before.
    pub is_there: bool,
    /// Lines that were there between our marks and are not to be.
    pub removed: Vec<String>,
    /// Lines that are to be there.
    pub added: Vec<String>,
    /// True if what stands between our marks is not what is to be.
    pub is_different: bool,
    /// True if the file was written.
    pub is_written: bool,
    /// How many patterns there are.
    pub lines: usize,
    /// How many articles there are.
    pub articles: usize,
    /// Owners without a handle, by name.
    pub without_handle: Vec<NoHandle>,
    /// How many articles no line can say.
    pub unsaid: usize,
}

#[cfg(test)]
#[path = "codeowners_tests.rs"]
mod tests;
