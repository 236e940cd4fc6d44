//! `.all-contributorsrc`: who did what, for the list that forges show
//! (<https://allcontributors.org/docs/en/bot/configuration>).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;

use crate::domain::export::Handover;
use crate::render::json;

#[derive(Serialize)]
struct Settings<'o> {
    #[serde(rename = "projectName")]
    name: &'o str,
    files: [&'static str; 1],
    contributors: Vec<Contributor>,
}

#[derive(Serialize)]
struct Contributor {
    #[serde(skip_serializing_if = "Option::is_none")]
    login: Option<String>,
    name: String,
    contributions: BTreeSet<&'static str>,
}

/// Writes everybody who wrote or reviewed, by name; `login_of` knows how the forge calls them.
///
/// # Errors
/// The stream does not take it.
pub fn contributors(
    out: &mut dyn Write,
    handover: &Handover,
    login_of: &dyn Fn(&str) -> Option<String>,
) -> io::Result<()> {
    let mut did: BTreeMap<&str, BTreeSet<&'static str>> = BTreeMap::new();
    for page in &handover.pages {
        let wrote = if page.is_need() { "question" } else { "content" };
        for (people, what) in [(&page.authors, wrote), (&page.review.by, "review")] {
            for name in people {
                did.entry(name).or_default().insert(what);
            }
        }
    }
    let contributors = did.into_iter().map(|(name, contributions)| Contributor {
        login: login_of(name),
        // Its program puts names into a table of HTML as they are.
        name: name.replace('<', "&lt;").replace('>', "&gt;"),
        contributions,
    });
    let settings = Settings {
        name: &handover.name,
        files: ["README.md"],
        contributors: contributors.collect(),
    };
    json::write(out, &settings)
}
