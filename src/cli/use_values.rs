//! What is filled in or computed with: from the command line, from files, from a person.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::fs::place;
use crate::parse;

use super::Stop;
use super::hint::did_you_mean;
use super::session::Session;

/// So large a file of values or figures may be, in bytes.
pub(super) const FILE_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// So long a value may be, in bytes: the largest article.
const VALUE_BYTES_MAX: usize = 2 * 1024 * 1024;
/// How often an answer that cannot be taken is asked for again; then it counts as none.
const TRIES_MAX: usize = 5;

/// Values by name.
pub(super) struct Values {
    /// Those of the command line: each has to be wanted.
    set: BTreeMap<String, String>,
    /// Those of files, which may hold more than is wanted.
    kept: BTreeMap<String, String>,
}

impl Values {
    /// Reads `set`, as in `name=value`, and the `files`; of a name given twice the last counts.
    pub(super) fn read(
        set: &[String],
        files: &[PathBuf],
        session: &Session<'_>,
    ) -> Result<Self, Failure> {
        let mut values = Self { set: BTreeMap::new(), kept: BTreeMap::new() };
        for file in files {
            let text = text_of(file, session)?;
            let failure = |why| cannot_read(file).because(why);
            for (name, value) in parse::values::values(&text).map_err(failure)? {
                check(&name, &value)?;
                values.kept.insert(name.trim().to_owned(), value);
            }
        }
        for pair in set {
            let Some((name, value)) = pair.split_once('=') else {
                return Err(Failure::new(format!("cannot set `{}`", sanitise(pair)))
                    .because("it has no `=`")
                    .hint("write `--set NAME=VALUE`"));
            };
            check(name, value)?;
            values.set.insert(name.trim().to_owned(), value.to_owned());
        }
        Ok(values)
    }

    /// The values for what is `wanted`, and what files say besides.
    ///
    /// # Errors
    /// Something is set that nobody wants.
    pub(super) fn wanted(
        self,
        wanted: &[&str],
        what: &str,
    ) -> Result<(BTreeMap<String, String>, Vec<String>), Failure> {
        let unknown = self.set.keys().find(|name| !wanted.contains(&name.as_str()));
        if let Some(name) = unknown {
            let all = || match wanted {
                [] => format!("there is no {what} at all"),
                names => format!("there are {}", sanitise(&names.join(", "))),
            };
            return Err(Failure::new(format!("there is no {what} `{}`", sanitise(name)))
                .hint(did_you_mean(name, wanted.iter().copied(), all)));
        }
        let is_wanted = |name: &String| wanted.contains(&name.as_str());
        let (mut values, more): (BTreeMap<_, _>, BTreeMap<_, _>) =
            self.kept.into_iter().partition(|(name, _)| is_wanted(name));
        values.extend(self.set);
        Ok((values, more.into_keys().collect()))
    }
}

/// The text of a file that the user names, from the folder they are in.
pub(super) fn text_of(file: &Path, session: &Session<'_>) -> Result<String, Failure> {
    let bytes = place::read_file_of(&session.env.cwd.join(file), FILE_BYTES_MAX)
        .map_err(|why| cannot_read(file).because(why))?;
    String::from_utf8(bytes).map_err(|_| {
        cannot_read(file).because("it is not UTF-8").hint("save it as UTF-8 in your editor")
    })
}

pub(super) fn cannot_read(file: &Path) -> Failure {
    Failure::new(format!("cannot read `{}`", sanitise(&file.display().to_string())))
}

/// A value shows all that is in it; it may have lines and tabs.
fn check(name: &str, value: &str) -> Result<(), Failure> {
    let failure = || Failure::new(format!("cannot use the value of `{}`", sanitise(name.trim())));
    let text = value.replace("\r\n", "\n").replace(['\n', '\t'], " ");
    if sanitise(&text) != text {
        let shown: String = sanitise(&text).chars().take(80).collect();
        return Err(failure()
            .because(format!("it has characters that cannot be seen: `{shown}`"))
            .hint("type it anew"));
    }
    if value.len() > VALUE_BYTES_MAX {
        return Err(failure().because("it is larger than an article may be"));
    }
    Ok(())
}

/// Asks for `name`; nothing, if none is typed, and `None` where they say no more.
#[expect(clippy::option_option, reason = "no line and an empty one are two answers")]
pub(super) fn ask(
    name: &str,
    near: &str,
    is_fine: &dyn Fn(&str) -> Result<(), String>,
    session: &mut Session<'_>,
) -> Result<Option<Option<String>>, Stop> {
    let question = if near.is_empty() { format!("{name}:") } else { format!("{name} ({near}):") };
    for _ in 0..TRIES_MAX {
        let Some(answer) = session.ask(&question)? else { return Ok(None) };
        let answer = answer.trim();
        if answer.is_empty() {
            break;
        }
        let wrong = check(name, answer).err().and_then(|it| it.because);
        match wrong.map_or_else(|| is_fine(answer), Err) {
            Ok(()) => return Ok(Some(Some(answer.to_owned()))),
            Err(wrong) => session.note(&wrong)?,
        }
    }
    Ok(Some(None))
}
