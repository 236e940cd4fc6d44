//! KB224: commits that their author has not signed off, where a library asks for it.

use jiff::civil::Date;

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::past::{Commit, Past};

use super::context::LibraryContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB224",
        name: "missing-sign-off",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A commit is not signed off by who wrote it.",
        doc: include_str!("missing_sign_off.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// So many commits are named in a message.
const NAMED_MAX: usize = 3;
/// So many digits of a commit's id are shown.
const ID_DIGITS: usize = 10;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let since = context.around.settings.history.sign_off_since;
    let (Some(histories), Some(since)) = (&context.histories, since) else { return };
    let past = histories.past;
    for (path, versions) in &past.lives {
        let Some(article) = context.articles.get(path) else { continue };
        let commits = versions.iter().rev().map(|version| past.commit_of(version));
        let unsigned: Vec<String> =
            commits.filter_map(|commit| unsigned(past, commit, since)).collect();
        if unsigned.is_empty() {
            continue;
        }
        let named = &unsigned[..unsigned.len().min(NAMED_MAX)];
        let (what, more) = match unsigned.len() {
            1 => ("a commit is".to_owned(), String::new()),
            count if count > NAMED_MAX => {
                (format!("{count} commits are"), " and others".to_owned())
            }
            count => (format!("{count} commits are"), String::new()),
        };
        let says = format!("{what} not signed off by who wrote it: {}{more}", named.join(", "));
        // Ids of commits change when a branch is rewritten; one commit more is news.
        let subject = format!("{} unsigned", unsigned.len());
        let told = report.about(article, context.place(path, None), subject, says);
        told.help(
            "before it is merged, `git rebase --signoff` adds the line; afterwards, let who wrote \
             it agree in writing and suppress this with where they did",
        );
    }
}

/// What to call `commit`, if it is of `since` or later and its author has not signed it off.
///
/// Merges bring the work of others, machines promise nothing, and what is not committed can
/// still be signed.
fn unsigned(past: &Past, commit: &Commit, since: Date) -> Option<String> {
    let (id, author) = (commit.id?, *commit.authors.first()?);
    let person = past.people.of(author);
    let is_meant = commit.on? >= since && !commit.is_merge && !person.is_bot;
    let is_signed = commit.signed_off_by.iter().any(|by| past.people.are_alike(*by, author));
    let short: String = id.to_string().chars().take(ID_DIGITS).collect();
    let name = quote(person.name.raw());
    (is_meant && !is_signed).then(|| format!("`{short}` by {name}"))
}
