//! `kb needs --similar`: needs like a question, like another need, or like one another.

use std::path::Path;

use crate::domain::alike::Questions;
use crate::domain::article::Article;
use crate::domain::filter::Filter;
use crate::domain::need::Need;
use crate::domain::register::Register;
use crate::domain::similar::{NamedNeed, SimilarOutcome};
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::index::{self, Gist, NEED, Query, Saying};
use crate::render;
use crate::workspace::{Refresh, Workspace};

use super::Stop;
use super::ask_look::SHOWN_MIN;
use super::needs::Args;
use super::needs_list::has_one_of;
use super::needs_unread::{tell, unread};
use super::options::Format;
use super::search::mended;
use super::select;
use super::session::Session;

/// How many needs like a text are named.
const FOUND_MAX: usize = 10;

pub(super) fn run(asked: &[String], args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let loaded = workspace.load_front_matter(&data, |read| read.article)?;
    let unread = unread(&workspace, &data, &loaded);
    let articles = loaded.values;
    let register = Register::new(articles.iter().filter_map(Need::of).collect());
    let text = asked.join(" ");
    let outcome = if text.trim().is_empty() {
        pairs(&register, args, session)
    } else if let Some(need) = named(&articles, &register, text.trim()) {
        like_need(need, &register, session)
    } else if is_name(text.trim()) {
        return Err(select::unknown(&articles, text.trim()).into());
    } else {
        like_text(&text, &register, &workspace, session)?
    };
    session.notes(&workspace.notes)?;
    match args.format {
        Format::Json => render::json::similar::similar(&mut session.env.out.writer, &outcome)?,
        Format::Human => render::human::similar::similar(&mut session.screen(), &outcome)?,
    }
    let is_none = outcome.found.is_empty() && outcome.pairs.is_empty();
    tell(&unread, if is_none { Exit::Found } else { Exit::Fine }, session)
}

/// The need that `name` means, if it is the name of one.
fn named<'r>(articles: &[Article], register: &'r Register, name: &str) -> Option<&'r Need> {
    let [one] = select::find(articles, name)[..] else { return None };
    register.needs().iter().find(|need| need.path == one.path)
}

/// True for what is meant to name a need, and no question: its id or path.
fn is_name(text: &str) -> bool {
    let is_word = !text.contains(char::is_whitespace);
    let is_markdown =
        || Path::new(text).extension().is_some_and(|it| it.eq_ignore_ascii_case("md"));
    is_word && (text.starts_with("need-") || is_markdown())
}

/// All needs as they are asked, by their places in the register.
pub(super) fn questions(register: &Register, saying: &mut Saying) -> Questions {
    let needs = register.needs().iter().enumerate();
    let phrasings = needs.flat_map(|(index, need)| phrasings(need).map(move |it| (index, it)));
    Questions::new(
        phrasings.map(|(index, text)| (index, saying.words(text.raw()))).collect::<Vec<_>>(),
    )
}

/// The ways in which `need` asks.
fn phrasings(need: &Need) -> impl Iterator<Item = &Untrusted> {
    std::iter::once(&need.title).chain(&need.questions)
}

/// The places of the needs that ask what `need` asks, with how alike they are.
fn like(
    need: &Need,
    questions: &Questions,
    saying: &mut Saying,
    is_wanted: impl Fn(usize) -> bool,
) -> Vec<(usize, f32)> {
    let mut found: Vec<(usize, f32)> = Vec::new();
    for text in phrasings(need) {
        for (index, share) in questions.alike(&saying.words(text.raw()), &is_wanted) {
            match found.iter_mut().find(|(known, _)| *known == index) {
                Some((_, known)) => *known = known.max(share),
                None => found.push((index, share)),
            }
        }
    }
    found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    found
}

fn like_need(need: &Need, register: &Register, session: &Session<'_>) -> SimilarOutcome {
    let mut saying = Saying::default();
    let questions = questions(register, &mut saying);
    let needs = register.needs();
    let found = like(need, &questions, &mut saying, |other| needs[other].path != need.path);
    let name =
        |(index, share): (usize, f32)| (NamedNeed::of(&needs[index], session.today()), share);
    SimilarOutcome {
        asked: Some(Untrusted::from(need.id.raw())),
        found: found.into_iter().take(FOUND_MAX).map(name).collect(),
        pairs: Vec::new(),
        more: 0,
        needs: needs.len(),
    }
}

/// Needs like a question, by the search that looks for answers too.
fn like_text(
    text: &str,
    register: &Register,
    workspace: &Workspace,
    session: &mut Session<'_>,
) -> Result<SimilarOutcome, Stop> {
    let filters = vec![Filter::field("type", NEED)];
    let query = Query { text: text.to_owned(), filters, limit: FOUND_MAX, ..Query::default() };
    let (searchable, results) = mended(workspace, Refresh::Check, session, |searchable| {
        Ok(index::search(&searchable.layers(), &query)?)
    })?;
    session.notes(&searchable.notes)?;
    let is_same = |hit: &&index::Hit| hit.is_enough && hit.is_rare;
    let mut gist = Gist::of(text);
    let found = results.hits.iter().filter(is_same).filter_map(|hit| {
        let need = register.needs().iter().find(|need| need.path == hit.article.path)?;
        let alike = phrasings(need).map(|it| gist.alike(it.raw())).fold(0.0, f32::max);
        // A need can have all of the words and ask something else.
        (alike >= SHOWN_MIN).then(|| (NamedNeed::of(need, session.today()), alike))
    });
    let mut found: Vec<(NamedNeed, f32)> = found.collect();
    // What is as alike stays in the order of the search.
    found.sort_by(|one, other| other.1.total_cmp(&one.1));
    Ok(SimilarOutcome {
        asked: Some(Untrusted::from(text)),
        found,
        pairs: Vec::new(),
        more: 0,
        needs: register.needs().len(),
    })
}

/// Needs that seem to ask the same and do not say so.
fn pairs(register: &Register, args: &Args, session: &Session<'_>) -> SimilarOutcome {
    let mut saying = Saying::default();
    let questions = questions(register, &mut saying);
    let needs = register.needs();
    let mut pairs: Vec<(usize, usize, f32)> = Vec::new();
    for (index, need) in needs.iter().enumerate() {
        let counted_for = register.counted_for(need);
        let is_other = |other: usize| {
            other > index && register.counted_for(&needs[other]).path != counted_for.path
        };
        if has_one_of(need, &args.topics) {
            let found = like(need, &questions, &mut saying, is_other);
            pairs.extend(found.into_iter().map(|(other, share)| (index, other, share)));
        }
    }
    pairs.sort_by(|one, other| {
        other.2.total_cmp(&one.2).then((one.0, one.1).cmp(&(other.0, other.1)))
    });
    let shown = if args.all { pairs.len() } else { args.top.min(pairs.len()) };
    let more = pairs.len() - shown;
    let today = session.today();
    let named = pairs.into_iter().take(shown).map(|(one, other, share)| {
        let (one, other) = (&needs[one], &needs[other]);
        let hurts_more = register.pain(other).points() > register.pain(one).points();
        let (first, second) = if hurts_more { (other, one) } else { (one, other) };
        (NamedNeed::of(first, today), NamedNeed::of(second, today), share)
    });
    SimilarOutcome {
        asked: None,
        found: Vec::new(),
        pairs: named.collect(),
        more,
        needs: needs.len(),
    }
}
