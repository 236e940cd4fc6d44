//! Which articles may leave the library, by what their licences and those of their sources say.
//!
//! Whatever is in doubt stays: who hands text on answers for it.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::export::Withheld;
use crate::domain::license::Verdict;
use crate::domain::path::ArticlePath;
use crate::license::expression::{Expression, parse};
use crate::license::groups::{Whole, wholes};
use crate::license::provenance::{Circumstances, Outcome, Provenance};
use crate::rules::license_taken::{Purpose, Taken};
use crate::workspace::Workspace;

/// Says of each of `articles`, in their order, under what expression it may leave, or why not.
pub(super) fn judge(
    workspace: &Workspace,
    articles: &[Article],
    today: Date,
) -> Vec<Result<String, Withheld>> {
    let sources = sources(workspace, articles);
    let wholes = wholes(articles);
    let each = articles.iter().zip(&wholes);
    each.map(|(article, whole)| {
        let whole = match whole {
            Whole::None => return Err(Withheld::NoLicense),
            Whole::NotUnderstood(_) => return Err(Withheld::NotUnderstood),
            Whole::PartUnknown(_) => return Err(Withheld::UnknownPart),
            Whole::Known(whole) => whole,
        };
        if !is_taken(workspace, article, whole, today) {
            return Err(Withheld::NotTaken);
        }
        match sources.get(&article.path) {
            Some(why) => Err(*why),
            None => Ok(whole.to_string()),
        }
    })
    .collect()
}

/// Whether the library takes the whole, and the licence for code if there is one.
fn is_taken(workspace: &Workspace, article: &Article, whole: &Expression, today: Date) -> bool {
    let policy = &workspace.settings.license;
    let exceptions = workspace.license_exceptions_of(&article.path);
    let takes = |purpose, expression: &Expression| {
        Taken::everywhere(policy, purpose).with(&exceptions, Some(today)).takes(expression)
    };
    let code = article.meta.code_license.as_ref();
    let code = code.and_then(|code| parse(code.value.raw()).ok());
    takes(Purpose::Text, whole) && code.is_none_or(|code| takes(Purpose::Code, &code))
}

/// Whether a file at `path` that is no article may leave, of whose own licence `stated` says
/// something; all of it holds together.
pub(super) fn takes_file(
    workspace: &Workspace,
    path: &ArticlePath,
    stated: &[&str],
    today: Date,
) -> bool {
    let exceptions = workspace.license_exceptions_of(path);
    let policy = &workspace.settings.license;
    let taken = Taken::everywhere(policy, Purpose::Text).with(&exceptions, Some(today));
    stated.iter().all(|text| parse(text).is_ok_and(|expression| taken.takes(&expression)))
}

/// What keeps articles for the text that they took: the worst of each.
fn sources(workspace: &Workspace, articles: &[Article]) -> BTreeMap<ArticlePath, Withheld> {
    let paths: HashSet<&ArticlePath> = articles.iter().map(|article| &article.path).collect();
    let circumstances = Circumstances {
        is_noncommercial: workspace.settings.license.is_noncommercial,
        is_record: &|path| {
            !paths.contains(path) && workspace.bytes(path).is_some_and(|size| size > 0)
        },
    };
    let in_use = articles.iter().filter(|article| article.meta.status != Status::Retired);
    let judged = Provenance::new(in_use.collect())
        .map_or_else(Vec::new, |provenance| provenance.judged(circumstances));
    let mut worst: BTreeMap<ArticlePath, Withheld> = BTreeMap::new();
    for judged in &judged {
        let why = match &judged.outcome {
            Outcome::Permitted => continue,
            Outcome::Unknown => Withheld::UnknownSource,
            Outcome::Says(judgement) => match judgement.cell.verdict {
                Verdict::Ok | Verdict::Conditions => continue,
                Verdict::Review => Withheld::Unclear,
                Verdict::Forbidden => Withheld::Forbidden,
            },
        };
        let known = worst.entry(judged.article.path.clone()).or_insert(why);
        *known = why.min(*known);
    }
    worst
}
