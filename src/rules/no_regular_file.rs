//! KB009: a link, a pipe or a device where an article should be.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::outcome::Skip;

use super::context::LibraryContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB009",
        name: "no-regular-file",
        level: Level::Error,
        fix: FixKind::None,
        summary: "What should be an article is a symbolic link, a pipe or a device.",
        doc: include_str!("no_regular_file.md"),
    },
    draft: Level::Error,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    for skipped in context.skipped {
        let help = match skipped.skip {
            Skip::Unread | Skip::TooLarge => continue,
            Skip::Link => "put the article itself here, or leave it out in `kb.toml`",
            Skip::LinkOutside => "remove it: it could show readers any file of their machines",
            Skip::NoFile => "remove it: reading it could wait for ever",
        };
        let found = report.file(&skipped.path, format!("it {}", skipped.why));
        found.help(help);
        if skipped.skip == Skip::Link {
            found.at_most(Level::Warning);
        }
    }
}
