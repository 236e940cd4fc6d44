//! Who asks: the user's own profile, which no repository can write.

use std::path::PathBuf;

use crate::domain::context::{Context, Fit};
use crate::domain::effective::{Effective, Origin, Setting, Trouble};
use crate::domain::schema::Schema;
use crate::domain::suggest::nearest;
use crate::domain::untrusted::{Untrusted, sanitise, shell_word};
use crate::failure::Failure;
use crate::fs::place;
use crate::parse::profile as read;

use super::session::Session;

/// The largest profile that is read, in bytes.
const BYTES_MAX: u64 = 1024 * 1024;

/// The user's profile.
pub(super) struct Profile {
    /// Where it is written.
    path: PathBuf,
    written: read::Profile,
    /// The variable that names the file, if it is not where profiles are looked for.
    is_named: bool,
    /// True if there is a file, readable or not.
    is_there: bool,
}

impl Profile {
    /// The profile that the environment leads to; `None` where it leads nowhere.
    pub(super) fn find(session: &Session<'_>) -> Option<Self> {
        let (path, is_named) = session.env.profile_file()?;
        let path = session.env.cwd.join(path);
        let is_there = place::is_anything(&path);
        let mut written = read::Profile::default();
        if is_named && !is_there {
            written.faults.push("there is no file of this name".to_owned());
        } else if is_there {
            match place::read_file_of(&path, BYTES_MAX).map(String::from_utf8) {
                Ok(Ok(text)) => written = read::profile(&text),
                Ok(Err(_)) => written.faults.push("it is not UTF-8".to_owned()),
                Err(why) => written.faults.push(why),
            }
        }
        Some(Self { path, written, is_named, is_there })
    }

    /// Who asks, if the profile says anything.
    pub(super) fn context(&self) -> Option<&Context> {
        Some(&self.written.context).filter(|context| **context != Context::default())
    }

    /// What could not be understood of it, a sentence each.
    pub(super) fn notes(&self) -> impl Iterator<Item = String> {
        let path = Untrusted::new(self.path.display().to_string());
        self.written.faults.iter().map(move |fault| format!("your profile `{path}`: {fault}"))
    }

    /// The same, for `kb config`.
    pub(super) fn troubles(&self) -> Vec<Trouble> {
        let mend = format!("mend `{}`", Untrusted::new(self.path.display().to_string()));
        self.notes().map(|note| Trouble::new(note, mend.as_str())).collect()
    }

    /// The values that the vocabularies of a library do not list, so that nothing can fit them.
    pub(super) fn strange(&self, schema: &Schema) -> Vec<Trouble> {
        let path = Untrusted::new(self.path.display().to_string());
        let mut troubles = Vec::new();
        for (key, values) in self.written.context.lists() {
            let Some(known) = schema.vocabularies.get(key) else { continue };
            let is_known = |value: &str| known.keys().any(|it| it.eq_ignore_ascii_case(value));
            for value in values.iter().filter(|value| !is_known(value.raw())) {
                let names = known.keys().map(String::as_str);
                let meant = nearest(value.raw(), names, strsim::damerau_levenshtein);
                let all = || known.keys().map(|it| sanitise(it)).collect::<Vec<_>>().join(", ");
                let mend = meant.map_or_else(
                    || format!("write one of {} in `{path}`", all()),
                    |meant| format!("write `{}` in `{path}`", sanitise(meant)),
                );
                let what = format!("your profile: no `{key}` is called `{value}` in this library");
                troubles.push(Trouble::new(what, mend));
            }
        }
        troubles
    }

    /// What it says, for `kb config`.
    pub(super) fn values(&self) -> Vec<Effective> {
        let path = Untrusted::new(self.path.display().to_string());
        let origin = if self.is_named { Origin::Variable("KB_PROFILE") } else { Origin::Default };
        let place = if self.is_there { Setting::Text(path.clone()) } else { Setting::Nothing };
        let mut values = vec![Effective { name: "profile".into(), value: place, origin }];
        let context = &self.written.context;
        let lists = context.lists().filter(|(_, values)| !values.is_empty());
        let lists = lists.map(|(key, values)| (key, Setting::List(values.clone())));
        let regulated =
            context.regulated.map(|is| (Context::REGULATED, Setting::text(is.to_string())));
        values.extend(lists.chain(regulated).map(|(key, value)| Effective {
            name: Untrusted::new(format!("profile.{key}")),
            value,
            origin: Origin::File {
                path: path.clone(),
                line: self.written.lines.get(key).copied().unwrap_or(1),
            },
        }));
        values
    }
}

/// How what an article says of its context compares with `profile`.
pub(super) fn fit(profile: Option<&Profile>, said: Option<&Context>) -> Option<Fit> {
    said?.fit(profile?.context()?)
}

/// Says how to write a profile where one is needed and there is none.
pub(super) fn missing(profile: Option<&Profile>) -> Failure {
    let failure = Failure::new("cannot prefer what fits you");
    let Some(profile) = profile else {
        return failure
            .because("no variable says where your profile is")
            .hint("name a file with `export KB_PROFILE=\"$HOME/profile.toml\"`");
    };
    let path = profile.path.display().to_string();
    let shown = Untrusted::new(path.as_str());
    let why = match profile.written.faults.first() {
        Some(fault) => format!("your profile `{shown}`: {fault}"),
        None if profile.is_there => format!("your profile `{shown}` says nothing"),
        None => format!("you have no profile: there is no `{shown}`"),
    };
    let lines = r#"'size = "51-250"' 'sector = "public"' 'maturity = "starting"'"#;
    let folder = profile.path.parent().map(|it| shell_word(&it.display().to_string()));
    let folder = folder.unwrap_or_default();
    let word = shell_word(&path);
    let write = format!("printf '%s\\n' {lines} > {word}");
    failure.because(why).hint(format!(
        "write one, as with `mkdir -p {folder} && {write}`; the values are those of `context` in \
         articles, and nothing of it is sent"
    ))
}
