//! A `kb.toml` to start with, as text that says what it does.

use std::fmt::Write as _;

use crate::domain::settings::DateFormat;

/// What goes into it.
pub struct Config<'c> {
    /// What the library is called.
    pub name: &'c str,
    /// Globs of the articles; empty for a library of our kind.
    pub include: &'c [String],
    /// Globs of what is no article, beside what never is.
    pub exclude: &'c [String],
    /// Foreign fields and ours.
    pub fields: Vec<(&'c str, &'c str)>,
    /// How dates are written.
    pub date_format: DateFormat,
    /// How long a review holds where no page says.
    pub review_every: Option<&'c str>,
    /// Families of rules that are off, each with the reason.
    pub off: &'c [(&'c str, &'c str)],
}

/// The text of the file.
#[must_use]
pub fn config(config: &Config<'_>) -> String {
    let mut text = String::from(
        "# What `kb` may assume of this repository. Every key: docs/configuration.md of kb.\n",
    );
    line(&mut text, &format!("name = {}", quoted(config.name)));
    if config.include.is_empty() {
        return text;
    }
    let globs: Vec<String> = config.include.iter().map(|glob| quoted(glob)).collect();
    line(&mut text, "\n[articles]");
    line(&mut text, &format!("include = [{}]", globs.join(", ")));
    let mut excluded = crate::domain::settings::NO_ARTICLES.map(quoted).to_vec();
    excluded.extend(config.exclude.iter().map(|glob| quoted(glob)));
    line(&mut text, &format!("exclude = [{}]", excluded.join(", ")));
    if !config.fields.is_empty() {
        line(&mut text, "\n# Fields of the pages, and what they stand for.\n[fields]");
        for (theirs, ours) in &config.fields {
            line(&mut text, &format!("{} = {}", quoted(theirs), quoted(ours)));
        }
    }
    if config.date_format != DateFormat::Iso {
        let format = crate::domain::date::pattern(config.date_format);
        line(&mut text, &format!("\n[dates]\nformat = {}", quoted(format)));
    }
    if let Some(every) = config.review_every {
        line(
            &mut text,
            "\n# Assumed: no page says how long its review holds. Change it as you like.",
        );
        line(&mut text, &format!("[[defaults]]\npath = \"**\"\nreview_every = {}", quoted(every)));
    }
    if !config.off.is_empty() {
        line(&mut text, "\n[rules]");
        for (family, reason) in config.off {
            line(&mut text, &format!("# {reason}\n{family} = \"off\""));
        }
    }
    text
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a String takes all that is written");
}

/// A TOML string; its escapes are those of JSON, and control characters are escaped.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string().replace('\u{7f}', "\\u007f")
}
