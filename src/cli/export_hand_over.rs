//! Says of each article what leaves with it, or why it stays.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::export::{Gone, Handover, Page, PageReview, Redirect};
use crate::domain::export_address::Addresses;
use crate::domain::history::HistoryTable;
use crate::domain::path::ArticlePath;
use crate::domain::review::Judgement;
use crate::domain::successor::Successors;
use crate::domain::untrusted::{Untrusted, one_line};
use crate::license::attribution::Shelf;
use crate::lifecycle::judge_files;
use crate::rules::placeholders;
use crate::workspace::{Data, Workspace};

use super::{export_details, export_gate};

/// What is handed over of `articles`, which are in the order of their paths, on the day `today`.
pub(super) fn hand_over(
    workspace: &Workspace,
    data: &Data,
    articles: &[Article],
    has_drafts: bool,
    today: Date,
) -> Handover {
    let name_of = |author: &Untrusted| data.name_of(author);
    let settings = &workspace.settings;
    let desk = Desk {
        data,
        articles,
        shelf: Shelf::new(articles, &settings.name, settings.url.as_deref(), &name_of),
        judged: judge_files(articles, &HistoryTable::none(), data.background(), today),
        successors: Successors::new(articles.iter()),
    };
    let mut handover = Handover {
        name: one_line(&settings.name),
        url: settings.url.as_deref().map(one_line),
        day: today,
        pages: Vec::new(),
        gone: Vec::new(),
        redirects: Vec::new(),
        withheld: BTreeMap::new(),
        drafts: 0,
    };
    let mut addresses = Addresses::default();
    let verdicts = export_gate::judge(workspace, articles, today);
    // Whether or not they leave: what leaves later changes no address.
    let ids: Vec<&str> = articles.iter().map(|article| article.id.raw()).collect();
    let given = addresses.give_all(&ids);
    let articles = articles.iter().zip(verdicts).zip(given);
    for (number, ((article, verdict), address)) in articles.enumerate() {
        match (article.meta.status, verdict) {
            (Status::Retired, _) => handover.gone.push(desk.gone(number, article, address)),
            (Status::Draft, _) if !has_drafts => handover.drafts += 1,
            (_, Ok(license)) => handover.pages.push(desk.page(number, article, (address, license))),
            (_, Err(why)) => {
                handover.withheld.entry(why).or_default().push(article.path.clone());
            }
        }
    }
    handover.redirects = redirects(&handover, &mut addresses);
    handover
}

/// The former ids of pages, and the ids of what is out of use and has a successor.
fn redirects(handover: &Handover, addresses: &mut Addresses) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    let mut lead = |aliases: &[String], to: usize, redirects: &mut Vec<Redirect>| {
        let from = aliases.iter().filter_map(|alias| addresses.give_exactly(alias));
        redirects.extend(from.map(|from| Redirect { from, to }));
    };
    for page in &handover.pages {
        lead(&page.aliases, page.number, &mut redirects);
    }
    for gone in &handover.gone {
        if let Some(page) = handover.successor(gone) {
            redirects.push(Redirect { from: gone.address.clone(), to: page.number });
            lead(&gone.aliases, page.number, &mut redirects);
        }
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    redirects
}

/// What is known of a library besides its articles.
struct Desk<'l> {
    data: &'l Data,
    articles: &'l [Article],
    shelf: Shelf<'l>,
    judged: BTreeMap<ArticlePath, Judgement>,
    successors: Successors<'l>,
}

impl<'l> Desk<'l> {
    fn page(&self, number: usize, article: &Article, (address, license): (String, String)) -> Page {
        let meta = &article.meta;
        let declared = meta.disclosure.as_ref();
        Page {
            number,
            id: one_line(article.id.raw()),
            path: article.path.clone(),
            address,
            title: line(&article.title()),
            kind: meta.kind.as_ref().map(|kind| line(&kind.value)),
            state: meta.state.as_ref().map(line),
            // What was never written says nothing to a reader.
            summary: meta
                .summary
                .as_ref()
                .map(line)
                .filter(|it| !it.is_empty() && !placeholders::begins(it)),
            topics: lines(&meta.topics),
            authors: self.people(&meta.authors),
            license,
            attribution: self.shelf.attribution(article, None),
            is_draft: meta.status == Status::Draft,
            review: self.review(article),
            evidence: meta.evidence.as_ref().map(line),
            interest: declared.and_then(|it| it.interest.as_ref()).map(line),
            ai: declared.and_then(|it| it.ai.as_ref()).map(line),
            words: article.outline.words,
            aliases: aliases(article),
            sources: export_details::sources(article, &|names| self.people(names)),
            asked_at: lines(meta.demand.as_ref().map_or(&[], |it| it.evidence_links.as_slice())),
        }
    }

    fn review(&self, article: &Article) -> PageReview {
        let judgement = &self.judged[&article.path];
        let review = &article.meta.review;
        PageReview {
            state: judgement.state,
            on: review.on.as_ref().map(|on| on.value),
            by: self.people(&review.by),
            due: judgement.due,
        }
    }

    fn gone(&self, number: usize, article: &'l Article, address: String) -> Gone {
        let meta = &article.meta;
        let last = self.successors.last(article);
        let number_of =
            |it: &Article| self.articles.binary_search_by(|other| other.path.cmp(&it.path)).ok();
        Gone {
            number,
            id: one_line(article.id.raw()),
            path: article.path.clone(),
            address,
            title: line(&article.title()),
            on: meta.retired_on.as_ref().map(|on| on.value),
            reason: meta.retired_reason.as_ref().map(line).filter(|it| !it.is_empty()),
            note: meta.retired_note.as_ref().map(line).filter(|it| !it.is_empty()),
            successor: last.and_then(number_of),
            aliases: aliases(article),
        }
    }

    /// Those who asked not to be named are not.
    fn people(&self, people: &[Untrusted]) -> Vec<String> {
        let named = people.iter().filter(|person| self.data.may_be_named(person));
        let named = named.map(|person| line(&self.data.name_of(person)));
        named.filter(|name| !name.is_empty()).collect()
    }
}

fn aliases(article: &Article) -> Vec<String> {
    let aliases = article.meta.aliases.iter().map(|alias| line(&alias.value));
    aliases.filter(|alias| !alias.is_empty()).collect()
}

fn line(text: &Untrusted) -> String {
    one_line(text.raw())
}

fn lines(texts: &[Untrusted]) -> Vec<String> {
    texts.iter().map(line).filter(|line| !line.is_empty()).collect()
}
