//! Which rules run at which level: the names that people write, turned into rules.

use crate::domain::settings::Settings;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::rules::Rule;
use crate::rules::policy::{self, Policy};

/// What `kb.toml` says.
///
/// # Errors
/// It names a rule that does not exist.
pub(super) fn own(settings: &Settings) -> Result<Policy, Failure> {
    for name in settings.ignores.iter().flat_map(|ignore| &ignore.rules) {
        find(name).map_err(|failure| failure.because("`kb.toml` names it under `[[ignore]]`"))?;
    }
    Policy::read(&settings.levels).map_err(|unknown| {
        no_such_rule(&unknown.written, unknown.nearest)
            .because("`kb.toml` names it under `[rules]`")
    })
}

/// The rules that `name` means.
///
/// # Errors
/// There is none, with the nearest name.
pub(super) fn find(name: &str) -> Result<Vec<&'static Rule>, Failure> {
    policy::find(name).map_err(|nearest| no_such_rule(name, nearest))
}

fn no_such_rule(name: &str, nearest: Option<&'static str>) -> Failure {
    let failure = Failure::new(format!("there is no rule `{}`", sanitise(name)));
    failure.hint(nearest.map_or_else(
        || "run `kb explain` to see them all".to_owned(),
        |nearest| format!("did you mean `{nearest}`?"),
    ))
}
