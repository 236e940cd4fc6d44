//! KB853: a need whose state says what nothing else says.
//!
//! Answered without an answer, accepted by nobody, claimed by nobody or for ever, declined for no
//! reason; and an answer that is not there, or retired with nothing in its place.

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::need::{Demand, NeedState, is_need_in_use, written_state};
use crate::domain::path::ArticlePath;
use crate::domain::successor::{End, Successors};

use super::context::{ArticleContext, LibraryContext};
use super::fields::name_of;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB853",
        name: "need-state",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The state of a need says what nothing else in it says.",
        doc: include_str!("need_state.md"),
    },
    draft: Level::Info,
    check: Check::Both(check, check_answers),
};

/// What a state asks for, and the command that writes it.
struct Lack {
    /// The fact.
    says: &'static str,
    /// The field that is missing.
    field: &'static str,
    /// What follows after `kb needs`.
    command: &'static str,
}

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    if !is_need_in_use(article) {
        return;
    }
    let settings = context.around.settings;
    let state = article.front.as_ref().and_then(|it| it.get(name_of(settings, "state")));
    let Some(state) = state else { return };
    for lack in lacks(article) {
        let Lack { says, field, command } = lack;
        let help = format!("add {}, as `kb needs {command}` does", quote(field));
        report.about(article, context.place(state.span), field, says).help(help);
    }
}

/// What the state of `article` asks for and is not there.
fn lacks(article: &Article) -> Vec<Lack> {
    let meta = &article.meta;
    let none = Demand::default();
    let demand = meta.demand.as_deref().unwrap_or(&none);
    let unanswered = Lack {
        says: "it is answered, and no article is named",
        field: "answered_by",
        command: "answer ID --with ARTICLE",
    };
    let mut lacks = Vec::new();
    let mut ask = |is_there: bool, lack: Lack| lacks.extend((!is_there).then_some(lack));
    match written_state(meta) {
        NeedState::Claimed => {
            let claimed = Lack {
                says: "it is claimed, and nobody is named",
                field: "claimed_by",
                command: "claim ID",
            };
            ask(demand.claimed_by.is_some(), claimed);
            let until = Lack {
                says: "it is claimed, and no last day is named",
                field: "claimed_until",
                command: "claim ID",
            };
            ask(demand.claimed_until.is_some(), until);
        }
        NeedState::Answered => ask(!meta.answered_by.is_empty(), unanswered),
        NeedState::Accepted => {
            ask(!meta.answered_by.is_empty(), unanswered);
            let accepted = Lack {
                says: "it is accepted, and nobody is said to have done so",
                field: "accepted_by",
                command: "accept ID --by asker",
            };
            ask(demand.accepted_by.is_some(), accepted);
        }
        NeedState::Declined => {
            let declined = Lack {
                says: "it is declined, and no reason is given",
                field: "declined_reason",
                command: "decline ID --reason TEXT",
            };
            ask(demand.declined_reason.is_some(), declined);
        }
        NeedState::Raw | NeedState::Clarified | NeedState::Open => {}
    }
    lacks
}

/// Looks for the answers that needs name.
fn check_answers(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let names_any =
        |article: &&Article| is_need_in_use(article) && !article.meta.answered_by.is_empty();
    let needs: Vec<&Article> = context.articles.values().filter(names_any).collect();
    if needs.is_empty() {
        return;
    }
    let successors = Successors::new(context.articles.values());
    for need in needs {
        for written in &need.meta.answered_by {
            let name = written.value.raw();
            let place = || context.place(&need.path, written.span);
            match successors.named(need, name).map(|answer| (answer, successors.end(answer))) {
                None => {
                    let message = format!("there is no article {} that answers it", quote(name));
                    tell(report, need, place(), (name, message))
                        .depends_on(&ArticlePath::new(name));
                }
                Some((_, End::InUse(..))) => {}
                Some((answer, End::Retired(_) | End::Circle)) => {
                    let message = format!(
                        "the answer {} is retired, and nothing in use takes its place",
                        quote(name)
                    );
                    tell(report, need, place(), (name, message)).depends_on(&answer.path);
                }
            }
        }
    }
}

fn tell<'r>(
    report: &'r mut Report<'_>,
    need: &Article,
    place: Place,
    (subject, message): (&str, String),
) -> &'r mut crate::domain::finding::Finding {
    report.about(need, place, subject, message).help(
        "name an article in use with `kb needs answer`, or write `state: open` and take the name \
         out",
    )
}

#[cfg(test)]
#[path = "need_state_tests.rs"]
mod tests;
