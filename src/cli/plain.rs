//! What somebody gives to be written into a file: all of it can be seen.

use crate::domain::untrusted::sanitise;
use crate::failure::Failure;

/// A name, without what could steer a terminal or break front matter; line breaks do.
pub(super) fn name<'t>(what: &str, text: &'t str) -> Result<&'t str, Failure> {
    let text = text.trim();
    let failure = || Failure::new(format!("cannot use this {what}"));
    if text.is_empty() {
        return Err(failure().because("it is empty"));
    }
    if sanitise(text) != text {
        return Err(failure()
            .because(format!("it has characters that cannot be seen: `{}`", sanitise(text))));
    }
    Ok(text)
}

/// A sentence or several, put on one line, as plain as a [`name`].
pub(super) fn words(what: &str, text: &str) -> Result<String, Failure> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    name(what, &line).map(str::to_owned)
}
