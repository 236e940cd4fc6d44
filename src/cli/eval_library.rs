//! Holds judged queries against the articles: a judgement that names what is not there judges
//! nothing, and a question that was copied into the article judges only that.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::article::{Article, Status};
use crate::domain::judged_query::{Complaint, Expected, JudgedQuery, Relevant, wording};
use crate::domain::slug::slug;
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::index::NEED;
use crate::workspace::{Depth, Workspace};

use super::hint::did_you_mean;

/// What there is to know of an article.
struct Fact {
    id: String,
    is_need: bool,
    is_retired: bool,
    successor: Option<Untrusted>,
    aliases: Vec<String>,
    questions: Vec<String>,
    /// Anchors; only of articles that a judgement names with one.
    headings: Vec<String>,
}

impl Fact {
    fn of(article: &Article) -> Self {
        let meta = &article.meta;
        Self {
            id: article.id.raw().to_owned(),
            is_need: article.kind() == Some(NEED),
            is_retired: meta.status == Status::Retired,
            successor: meta.superseded_by.as_ref().map(|id| id.value.clone()),
            aliases: meta.aliases.iter().map(|alias| alias.value.raw().to_owned()).collect(),
            questions: meta.questions.iter().map(|question| wording(question.raw())).collect(),
            headings: article.outline.slugs.iter().map(str::to_owned).collect(),
        }
    }
}

/// What is wrong with `queries`, by line.
///
/// # Errors
/// The articles cannot be listed, or a file of the library's data cannot be read.
pub(super) fn complaints(
    workspace: &Workspace,
    queries: &[JudgedQuery],
) -> Result<Vec<Complaint>, Failure> {
    let data = workspace.data()?;
    let named = queries.iter().flat_map(relevant);
    let with_heading: BTreeSet<&str> =
        named.filter(|it| it.heading.is_some()).map(|it| it.id.raw()).collect();
    let depth = |path: &_, _: &str| {
        let is_named = with_heading.contains(workspace.id_of(path).raw());
        if is_named { Depth::Whole } else { Depth::FrontMatter }
    };
    let listing = workspace.list_names()?;
    let read = workspace.read_articles(&data, listing, depth, |read| Fact::of(&read.article));
    let facts: BTreeMap<&str, &Fact> =
        read.values.iter().map(|fact| (fact.id.as_str(), fact)).collect();
    let asked = read.values.iter().flat_map(|fact| {
        fact.questions.iter().map(|question| (question.as_str(), fact.id.as_str()))
    });
    let asked: BTreeMap<&str, &str> = asked.collect();
    let mut complaints = Vec::new();
    for query in queries {
        let copied = asked.get(wording(query.text.raw()).as_str());
        complaints.extend(
            copied.map(|id| Complaint {
                line: query.line,
                what: format!(
                    "the query is word for word among the `questions` of `{}`",
                    quoted(id)
                ),
                help: "ask it in other words: a copied question judges only that it was copied"
                    .to_owned(),
            }),
        );
        for relevant in relevant(query) {
            complaints.extend(of_article(query.line, relevant, &facts));
        }
        if let Expected::Nothing { need: Some(need) } = &query.expected {
            complaints.extend(of_need(query.line, need, &facts));
        }
    }
    Ok(complaints)
}

fn relevant(query: &JudgedQuery) -> &[Relevant] {
    match &query.expected {
        Expected::Articles(relevant) => relevant,
        Expected::Nothing { .. } => &[],
    }
}

fn of_article(line: u32, relevant: &Relevant, facts: &BTreeMap<&str, &Fact>) -> Option<Complaint> {
    let id = &relevant.id;
    let complaint = |what: String, help: String| Some(Complaint { line, what, help });
    let Some(fact) = facts.get(id.raw()) else {
        return complaint(format!("there is no article `{id}`"), nearest(id, facts));
    };
    if fact.is_need {
        let help = format!("write `- {id}` if nothing answers, or name what does");
        return complaint(format!("`{id}` is a need, which asks and does not answer"), help);
    }
    if fact.is_retired {
        let help = match &fact.successor {
            Some(successor) => format!("name `{successor}`, which takes its place"),
            None => "name the article that answers now, or `-` if none does".to_owned(),
        };
        return complaint(format!("`{id}` is retired, and search does not show it"), help);
    }
    let heading = relevant.heading.as_ref()?;
    let wanted = slug(heading.raw());
    if fact.headings.iter().any(|known| known == heading.raw() || *known == wanted) {
        return None;
    }
    let known = fact.headings.iter().map(String::as_str);
    let help = did_you_mean(heading.raw(), known, || "name one of its headings".to_owned());
    complaint(format!("`{id}` has no heading `{heading}`"), help)
}

fn of_need(line: u32, need: &Untrusted, facts: &BTreeMap<&str, &Fact>) -> Option<Complaint> {
    let (what, help) = match facts.get(need.raw()) {
        None => (format!("there is no need `{need}`"), nearest(need, facts)),
        Some(fact) if !fact.is_need => {
            let help = format!("write `{need}` alone if it answers, or `-` if nothing does");
            (format!("`{need}` is no need"), help)
        }
        Some(fact) if fact.is_retired => {
            let help = "write `-` alone, or what answers now".to_owned();
            (format!("the need `{need}` is retired"), help)
        }
        Some(_) => return None,
    };
    Some(Complaint { line, what, help })
}

/// The article that goes by another id now, or has one that is much like it.
fn nearest(id: &Untrusted, facts: &BTreeMap<&str, &Fact>) -> String {
    let renamed = facts.values().find(|fact| fact.aliases.iter().any(|alias| alias == id.raw()));
    match renamed {
        Some(fact) => format!("it is called `{}` now", quoted(&fact.id)),
        None => did_you_mean(id.raw(), facts.keys().copied(), || {
            "`kb list` shows the articles".to_owned()
        }),
    }
}

fn quoted(id: &str) -> Untrusted {
    Untrusted::from(id)
}
