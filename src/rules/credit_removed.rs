//! KB223: a credit that was removed while the text stayed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::past::{Commit, Stated, Version};
use crate::domain::path::ArticlePath;
use crate::domain::people::People;
use crate::domain::person::Person;
use crate::domain::reviewer::Reviewer;
use crate::domain::source::is_withheld;

use super::context::{Histories, LibraryContext};
use super::credits::{CREDITS_MAX, Credit, kept_percent};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB223",
        name: "credit-removed",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "An author or source is credited no more, and the text is still there.",
        doc: include_str!("credit_removed.md"),
    },
    draft: Level::Info,
    check: Check::Library(check),
};

/// So much of the text stayed when the credit went, in percent; our own choice: who rewrote more
/// than a fifth in the same step may have removed what the credit was for.
const KEPT_THEN: usize = 80;
/// So much of it is still there, in percent; our own choice: of less than half it is unlikely
/// that what the credit was for is among it.
const KEPT_NOW: usize = 50;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let Some(histories) = &context.histories else { return };
    let people = context.around.affiliations.people();
    for (path, versions) in &histories.past.lives {
        let Some(article) = context.articles.get(path) else { continue };
        let found = Case { histories, people, article, versions }.removed();
        for (name, removal) in found {
            tell(context, article, (&name, &removal), report);
        }
    }
}

fn tell(
    context: &LibraryContext<'_>,
    article: &Article,
    (name, removal): (&str, &Removal<'_>),
    report: &mut Report<'_>,
) {
    let (what, help) = if removal.is_author {
        let help = "name them under `authors` again; somebody who asked not to be named is \
                    written `{name: withheld}`";
        ("the author", help)
    } else {
        let help = "list it under `sources` again, or write anew what was taken from it";
        ("the source", help)
    };
    let on = removal.commit.on.map_or_else(String::new, |on| format!(" on {on}"));
    let short = removal.commit.id.map(|id| id.to_string());
    let commit = short.map_or_else(String::new, |id| format!(" by commit `{}`", &id[..10]));
    let (quoted, kept) = (quote(name), removal.kept);
    let says = format!("{what} {quoted} was removed{on}{commit}, and {kept} % of the text stayed");
    report.about(article, context.place(&article.path, None), name, says).help(help);
}

/// How a credit went.
struct Removal<'h> {
    commit: &'h Commit,
    is_author: bool,
    /// In percent.
    kept: usize,
}

struct Case<'c> {
    histories: &'c Histories<'c>,
    people: Option<&'c People>,
    article: &'c Article,
    versions: &'c [Version],
}

impl<'c> Case<'c> {
    /// The credits that went and are not given now, by name, with the last time they went.
    fn removed(&self) -> BTreeMap<String, Removal<'c>> {
        let mut found = BTreeMap::new();
        let Some(last) = self.versions.last() else { return found };
        let mut now: Option<String> = None;
        let pairs = self.versions.iter().flat_map(|after| {
            after.before.iter().map(move |before| (&self.versions[*before], after))
        });
        for (before, after) in pairs.filter(|(a, b)| !Arc::ptr_eq(&a.stated, &b.stated)) {
            if [before, after, last].iter().any(|version| is_silent(&version.stated)) {
                continue;
            }
            for credit in Credit::removed(&before.stated, &after.stated, self.people) {
                if credit.is_given_in(&last.stated, self.people)
                    || self.is_explained(&credit, after)
                {
                    continue;
                }
                let now = now.get_or_insert_with(|| self.text(last).unwrap_or_default());
                if credit.is_named_in(now, self.people) {
                    continue;
                }
                let Some(kept) = self.kept(before, after, now) else { continue };
                let is_author = matches!(credit, Credit::Author(_));
                let commit = self.histories.past.commit_of(after);
                found.insert(credit.name().to_owned(), Removal { commit, is_author, kept });
            }
        }
        found
    }

    /// True if who is credited removed it, asked for it, or has it in another article now.
    fn is_explained(&self, credit: &Credit<'_>, after: &Version) -> bool {
        let past = self.histories.past;
        let is_any_withheld = || self.article.meta.authors.iter().any(is_withheld);
        match credit {
            Credit::Author(person) => {
                let mut removers = past.commit_of(after).authors.iter();
                let own = Reviewer::new(person, self.people);
                let is_own = |remover: &Person| own.as_ref().is_some_and(|own| own.is(remover));
                is_any_withheld() || removers.any(|it| is_own(past.people.of(*it)))
            }
            Credit::Source(_) => self.moved_to(credit, after).is_some(),
        }
    }

    /// The article that got the credit in the same commit.
    fn moved_to(&self, credit: &Credit<'_>, after: &Version) -> Option<&'c ArticlePath> {
        // What was split off has our own versions before it.
        let is_ours = |other: &Version| self.versions.iter().any(|own| own.blob == other.blob);
        let is_new = |versions: &[Version], version: &Version| {
            let before = version.before.iter().map(|before| &versions[*before]);
            let mut before = before.filter(|before| !is_ours(before));
            let is_given = |it: &Version| credit.is_given_in(&it.stated, self.people);
            is_given(version) && !before.any(is_given)
        };
        let got = |versions: &[Version]| {
            let mut of_commit = versions.iter().filter(|it| it.commit == after.commit);
            of_commit.any(|version| is_new(versions, version))
        };
        let lives = self.histories.past.lives.iter();
        let others = lives.filter(|(path, _)| **path != self.article.path);
        let mut found = others.filter(|(_, versions)| got(versions));
        found.next().map(|(path, _)| path)
    }

    /// How much of the text stayed when the credit went, if much did and much is there now.
    fn kept(&self, before: &Version, after: &Version, now: &str) -> Option<usize> {
        let (old, new) = (self.text(before)?, self.text(after)?);
        let kept = kept_percent(&old, &new);
        (kept >= KEPT_THEN && kept_percent(&old, now) >= KEPT_NOW).then_some(kept)
    }

    fn text(&self, version: &Version) -> Option<String> {
        self.histories.versions.text(&self.article.path, version)
    }
}

/// True for front matter that says nothing, or could not be read: that removes nobody. A list
/// without end is no list of credits.
fn is_silent(stated: &Stated) -> bool {
    let most = stated.authors.len().max(stated.sources.len());
    *stated == Stated::default() || most > CREDITS_MAX
}
