//! Who helped with which articles, and how: front matter and history brought together.
//!
//! What an article says of its people counts before what git knows, because a commit tells who
//! brought a text and not whose it is. Nobody is ranked.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::acts::{Act, ActingCommit, Acts, Deed, Since};
use crate::domain::credit::{CreditGroup, CreditsBy, CreditsOrder, Helper, Role};
use crate::domain::history::Completeness;
use crate::domain::people::{PartyKind, People, fold};
use crate::domain::roster::{Called, Roster, Who};
use crate::domain::untrusted::Untrusted;

use super::answering::{answering, first};
pub use super::credits_card::{Adopted, Card};
use super::pulse::is_shown_review;

/// What is known and asked.
pub struct Question<'q> {
    /// Every article of the library.
    pub cards: &'q [Card],
    /// Those that are asked about, as they were [`Acts`] asked for: places among the cards.
    pub watched: &'q [usize],
    /// What history tells of these.
    pub acts: &'q Acts,
    /// Who is who.
    pub roster: &'q Roster<'q>,
    /// The entries of `people.yaml`.
    pub people: Option<&'q People>,
    /// From when on things count.
    pub since: &'q Since,
    /// What people are put together by.
    pub by: CreditsBy,
    /// What they stand in the order of.
    pub order: CreditsOrder,
    /// The day that counts for what has none.
    pub today: Date,
}

/// Who helped.
#[derive(Debug, Default)]
pub struct Found {
    /// In groups by name, what has no name last.
    pub groups: Vec<CreditGroup>,
    /// How many asked not to be named.
    pub unnamed: usize,
    /// How many machines are left out.
    pub bots: usize,
    /// How many reviews say nothing of what was looked at.
    pub unshown_reviews: usize,
}

/// Tells who helped.
#[must_use]
pub fn credits(question: &Question<'_>) -> Found {
    let mut ledger = Ledger::new(question);
    for act in &question.acts.acts {
        ledger.of_history(act);
    }
    for card in question.watched {
        ledger.of_front_matter(*card);
    }
    ledger.of_answers();
    ledger.found()
}

/// One thing that somebody did.
struct Part {
    who: Who,
    role: Role,
    card: usize,
    on: Option<Date>,
}

struct Ledger<'q> {
    question: &'q Question<'q>,
    /// By the number of a signature.
    signers: Vec<Option<Who>>,
    /// The commits that brought articles, by card.
    came: BTreeMap<usize, &'q ActingCommit>,
    /// The last commit and card whose trailers were told.
    helped: Option<(u32, u32)>,
    parts: Vec<Part>,
    unshown: usize,
}

impl<'q> Ledger<'q> {
    fn new(question: &'q Question<'q>) -> Self {
        let acts = question.acts;
        let signers = acts.signatures.iter().map(|it| question.roster.signer(it)).collect();
        Self {
            question,
            signers,
            came: first(acts, question.watched, |deed| *deed == Deed::Came),
            helped: None,
            parts: Vec::new(),
            unshown: 0,
        }
    }

    fn written(&self, name: &Untrusted) -> Option<Who> {
        self.question.roster.written(name)
    }

    fn add(
        &mut self,
        who: impl IntoIterator<Item = Who>,
        (role, card): (Role, usize),
        on: Option<Date>,
    ) {
        self.parts.extend(who.into_iter().map(|who| Part { who, role, card, on }));
    }

    fn authors(&self, commit: &ActingCommit) -> Vec<Who> {
        commit.authors.iter().filter_map(|it| self.signers[*it as usize].clone()).collect()
    }

    /// Who wrote an article, by what it says; by the commit that brought it where it says nothing.
    fn writers(&self, card: usize) -> Vec<Who> {
        let stated = &self.question.cards[card].authors;
        match self.came.get(&card) {
            Some(commit) if stated.is_empty() => self.authors(commit),
            _ => stated.iter().filter_map(|name| self.written(name)).collect(),
        }
    }

    /// Who answers with an article: of what was taken over those who brought it, because the
    /// others wrote it for no need of this library.
    fn answerers(&self, card: usize) -> Vec<Who> {
        match (self.question.cards[card].adopted, self.came.get(&card)) {
            (None, _) => self.writers(card),
            (Some(_), came) => came.map_or_else(Vec::new, |commit| self.authors(commit)),
        }
    }

    fn of_history(&mut self, act: &'q Act) {
        let (question, commit) = (self.question, self.question.acts.commit_of(act));
        if !question.since.has(commit) {
            return;
        }
        let card = question.watched[act.article as usize];
        if self.helped.replace((act.commit, act.article)) != Some((act.commit, act.article)) {
            for (role, signer) in &commit.helpers {
                let who = self.signers[*signer as usize].clone();
                self.add(who, (*role, card), commit.on);
            }
        }
        match &act.deed {
            Deed::Changed => self.add(self.authors(commit), (Role::Changed, card), commit.on),
            Deed::Retired => self.add(self.authors(commit), (Role::Retired, card), commit.on),
            Deed::Reviewed { by, has_changed, .. } => {
                let is_shown = is_shown_review(&act.deed);
                if is_shown {
                    let named: Vec<Who> = by.iter().filter_map(|it| self.written(it)).collect();
                    let who = if by.is_empty() { self.authors(commit) } else { named };
                    self.add(who, (Role::Reviewed, card), commit.on);
                }
                // A day that came with the text and names nobody claims nothing for anybody.
                self.unshown += usize::from(!is_shown && !*has_changed);
            }
            Deed::Came | Deed::Touched | Deed::Answered => {}
        }
    }

    /// Whom the article itself names, on the day it came: front matter has no other.
    fn of_front_matter(&mut self, card: usize) {
        let came = self.came.get(&card).copied();
        if !self.counts(came) {
            return;
        }
        let (article, on) = (&self.question.cards[card], came.and_then(|commit| commit.on));
        let writers = self.writers(card);
        if let Some(commit) = came {
            let others = self.authors(commit).into_iter().filter(|who| !writers.contains(who));
            let others: Vec<Who> = others.collect();
            self.add(others, (Role::Added, card), on);
        }
        let role = match article.adopted {
            _ if article.is_translated => Role::Translated,
            Some(_) => Role::WroteElsewhere,
            None => Role::Wrote,
        };
        match article.adopted {
            Some(adopted) => {
                // Nobody writes what is there already, whatever the article says.
                let latest = on.unwrap_or(self.question.today);
                let written = adopted.created.map(|day| day.min(latest));
                if self.counts_from(written) {
                    self.add(writers, (role, card), written);
                }
            }
            None => self.add(writers, (role, card), on),
        }
        for helper in &article.contributors {
            let role = Role::of_contributor(helper.role.raw());
            self.add(self.written(&helper.person), (role, card), on);
        }
    }

    /// True unless a day is asked for, and `day` lies before it or is not known.
    fn counts_from(&self, day: Option<Date>) -> bool {
        match self.question.since {
            Since::Day(since) => day.is_some_and(|day| day >= *since),
            Since::Ever | Since::Commit(_) => true,
        }
    }

    /// What no commit has brought yet is new; in a clone that lacks history it may be old.
    fn counts(&self, came: Option<&ActingCommit>) -> bool {
        let is_whole = self.question.acts.completeness == Completeness::Complete;
        came.map_or_else(
            || is_whole || matches!(self.question.since, Since::Ever),
            |commit| self.question.since.has(commit),
        )
    }

    /// Who wrote what answers the needs that are asked about, and who took these on.
    fn of_answers(&mut self) {
        let question = self.question;
        let cards = question.cards;
        for answer in answering(cards, question.watched, question.acts, &self.came) {
            if !self.counts(answer.commit) {
                continue;
            }
            let on = answer.commit.and_then(|commit| commit.on);
            let claimed = cards[answer.need].claimed_by.as_ref();
            let claimed = claimed.and_then(|name| self.written(name));
            let writers = answer.articles.iter().flat_map(|card| self.answerers(*card));
            let who: Vec<Who> = writers.chain(claimed).collect();
            self.add(who, (Role::Answered, answer.need), on);
        }
    }

    fn found(self) -> Found {
        let Self { question, parts, unshown, .. } = self;
        let mut called: BTreeMap<Who, Called> = BTreeMap::new();
        let mut groups: BTreeMap<Group, Gathered> = BTreeMap::new();
        let (mut bots, mut unnamed) = (BTreeSet::new(), BTreeSet::new());
        for part in parts {
            let known = called.entry(part.who.clone());
            let known = known.or_insert_with_key(|who| question.roster.called(who));
            match known {
                Called::Bot => _ = bots.insert(part.who),
                Called::Unnamed => {
                    // Of those who are nobody's entry each article has others.
                    let card = (part.who == Who::Withheld).then_some(part.card);
                    for group in groups_of(question, &part) {
                        let group = groups.entry(group).or_default();
                        group.unnamed.insert((part.who.clone(), card));
                    }
                    unnamed.insert((part.who, card));
                }
                Called::Name(name) => {
                    for group in groups_of(question, &part) {
                        groups.entry(group).or_default().add(question, &part, name.as_ref());
                    }
                }
            }
        }
        let groups = groups.into_iter().map(|(group, gathered)| CreditGroup {
            name: group.name,
            helpers: gathered.helpers(question.order),
            unnamed: gathered.unnamed.len(),
        });
        Found {
            groups: groups.collect(),
            unnamed: unnamed.len(),
            bots: bots.len(),
            unshown_reviews: unshown,
        }
    }
}

/// What people are put together under, in its order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    is_rest: bool,
    folded: String,
    name: Option<Untrusted>,
}

impl Group {
    fn of(name: Option<Untrusted>) -> Self {
        let folded = name.as_ref().map_or_else(String::new, |name| fold(name.raw()));
        Self { is_rest: name.is_none(), folded, name }
    }
}

fn groups_of(question: &Question<'_>, part: &Part) -> BTreeSet<Group> {
    let mut names: BTreeSet<Group> = match question.by {
        CreditsBy::Person => BTreeSet::new(),
        CreditsBy::Topic => {
            let topics = question.cards[part.card].topics.iter().cloned();
            topics.map(|topic| Group::of(Some(topic))).collect()
        }
        CreditsBy::Organisation => organisations(question, part),
    };
    if names.is_empty() {
        names.insert(Group::of(None));
    }
    names
}

/// Where somebody belonged on the day; an organisation belongs to itself.
fn organisations(question: &Question<'_>, part: &Part) -> BTreeSet<Group> {
    let Some(party) = question.roster.party(&part.who) else { return BTreeSet::new() };
    let name = |name: &str| Group::of(Some(Untrusted::new(name)));
    if matches!(party.kind, PartyKind::Organisation | PartyKind::Project) {
        return BTreeSet::from([name(&party.name)]);
    }
    let day = part.on.unwrap_or(question.today);
    let held = party.affiliations.iter().filter(|it| it.holds_on(day));
    let known = |org: &str| Some(question.people?.known_as(org)?.1.name.as_str());
    held.map(|it| name(known(&it.org).unwrap_or(&it.org))).collect()
}

/// Those of one group.
#[derive(Default)]
struct Gathered {
    helpers: BTreeMap<Who, Helper>,
    unnamed: BTreeSet<(Who, Option<usize>)>,
}

impl Gathered {
    fn add(&mut self, question: &Question<'_>, part: &Part, name: Option<&Untrusted>) {
        let helper = self.helpers.entry(part.who.clone()).or_insert_with(|| Helper {
            name: name.cloned(),
            id: match &part.who {
                Who::Listed(id) => Some(id.clone()),
                Who::Signed(_) | Who::Withheld => None,
            },
            kind: question.roster.party(&part.who).map(|party| party.kind),
            did: BTreeMap::new(),
            months: BTreeSet::new(),
        });
        helper.did.entry(part.role).or_default().insert(part.card);
        helper.months.extend(part.on.map(|day| (day.year(), day.month())));
    }

    fn helpers(&self, order: CreditsOrder) -> Vec<Helper> {
        let mut helpers: Vec<Helper> = self.helpers.values().cloned().collect();
        helpers.sort_by_cached_key(|helper| {
            let count = match order {
                CreditsOrder::Name => 0,
                CreditsOrder::Count => helper.articles().len(),
            };
            let name = helper.name.as_ref().map(|name| fold(name.raw()));
            (std::cmp::Reverse(count), name.is_none(), name, helper.id.clone())
        });
        helpers
    }
}

#[cfg(test)]
#[path = "credits_tests.rs"]
mod tests;
