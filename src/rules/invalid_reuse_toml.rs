//! KB218: a `REUSE.toml` that cannot be understood, as a whole or in part.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::alias::Reading;
use crate::license::alias_expression::meant;
use crate::license::expression::parse;

use super::context::LibraryContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB218",
        name: "invalid-reuse-toml",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A `REUSE.toml` cannot be understood.",
        doc: include_str!("invalid_reuse_toml.md"),
    },
    draft: Level::Error,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    for table in &context.around.reuse.tables {
        for flaw in &table.flaws {
            let found = report.elsewhere(flaw.place.clone(), &*flaw.message, &*flaw.message);
            found.help(&*flaw.help);
        }
        for stated in table.annotations.iter().flat_map(|annotation| &annotation.licenses) {
            if parse(&stated.text).is_ok() {
                continue;
            }
            let message = format!("{} is no SPDX expression", quote(&stated.text));
            let found = report.elsewhere(stated.place.clone(), &*stated.text, message);
            found.help(match meant(&stated.text).reading {
                Reading::One(id) => format!("did you mean `{id}`?"),
                _ => "write ids of the SPDX list, joined by `OR` or `AND`".to_owned(),
            });
        }
    }
}
