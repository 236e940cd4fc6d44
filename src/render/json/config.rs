//! `kb.config.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::effective::{ConfigOutcome, Effective, Origin, Setting, Trouble};

use super::raw;

/// What `kb config --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.config.v1")]
pub struct ConfigV1 {
    #[schemars(extend("const" = "kb.config.v1"))]
    schema: &'static str,
    /// The folder of the library; null if it cannot be opened.
    library: Option<String>,
    /// What `kb.toml` can decide, by its keys.
    values: Vec<ValueV1>,
    /// What the command line and the environment can decide.
    run: Vec<ValueV1>,
    /// What is wrong with this set-up, what stops every command first.
    troubles: Vec<TroubleV1>,
}

#[derive(Serialize, JsonSchema)]
struct ValueV1 {
    name: String,
    /// Null if there is none.
    value: Option<TextsV1>,
    origin: OriginV1,
}

#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum TextsV1 {
    One(String),
    Several(Vec<String>),
}

#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum OriginV1 {
    /// Nobody decided it.
    Default,
    /// A line of a file, from 1.
    File { path: String, line: u32 },
    /// Git's configuration, by the option of `git config` that names the file.
    Git { level: &'static str },
    /// An environment variable.
    Environment { name: &'static str },
    /// An option.
    CommandLine { name: &'static str },
}

#[derive(Serialize, JsonSchema)]
struct TroubleV1 {
    what: String,
    /// The line that mends it, or what does in plain words.
    mend: Option<String>,
    /// True if no command can work on the library.
    stops: bool,
}

impl From<&Effective> for ValueV1 {
    fn from(it: &Effective) -> Self {
        Self {
            name: raw(&it.name),
            value: match &it.value {
                Setting::Nothing => None,
                Setting::Text(text) => Some(TextsV1::One(raw(text))),
                Setting::List(texts) => Some(TextsV1::Several(texts.iter().map(raw).collect())),
            },
            origin: match &it.origin {
                Origin::Default => OriginV1::Default,
                Origin::File { path, line } => OriginV1::File { path: raw(path), line: *line },
                Origin::Git(level) => OriginV1::Git { level },
                Origin::Variable(name) => OriginV1::Environment { name },
                Origin::Flag(name) => OriginV1::CommandLine { name },
            },
        }
    }
}

impl From<&Trouble> for TroubleV1 {
    fn from(trouble: &Trouble) -> Self {
        Self { what: trouble.what.clone(), mend: trouble.mend.clone(), stops: trouble.stops }
    }
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn config(out: &mut dyn Write, outcome: &ConfigOutcome) -> io::Result<()> {
    let printed = ConfigV1 {
        schema: "kb.config.v1",
        library: outcome.root.as_ref().map(raw),
        values: outcome.file_values.iter().map(ValueV1::from).collect(),
        run: outcome.machine_values.iter().map(ValueV1::from).collect(),
        troubles: outcome.troubles.iter().map(TroubleV1::from).collect(),
    };
    super::write(out, &printed)
}
