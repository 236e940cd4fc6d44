//! `kb needs --from-log`: what was asked in vain, brought together into needs to write.

use std::collections::BTreeMap;

use crate::domain::alike::{ALIKE_MIN, Questions, SAME_MIN};
use crate::domain::judged_query::wording;
use crate::domain::need::Need;
use crate::domain::outcome::Skipped;
use crate::domain::register::Register;
use crate::domain::similar::{AskedCluster, FromLogOutcome, NamedNeed};
use crate::domain::untrusted::{Untrusted, one_line, sanitise, shell_word};
use crate::exit::Exit;
use crate::index::Saying;
use crate::parse::query_log::{LoggedQuestion, questions};
use crate::render;

use super::Stop;
use super::needs::Args;
use super::needs_similar;
use super::needs_unread::tell;
use super::options::Format;
use super::query_log;
use super::session::Session;

/// How many wordings of one question are shown.
const WORDINGS_MAX: usize = 3;

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let needs = workspace.needs(&data)?;
    let unread: Vec<Skipped> = needs.skipped.into_iter().filter(Skipped::is_unread).collect();
    let register = Register::new(needs.values);
    let (bytes, log) = workspace.logged_queries()?;
    let (logged, lines_unread) = questions(&bytes);
    let mut clusters = clusters(&logged, &register, session);
    let shown = if args.all { clusters.len() } else { args.top.min(clusters.len()) };
    let more = clusters.len() - shown;
    clusters.truncate(shown);
    let outcome = FromLogOutcome {
        log: log.map(|path| sanitise(&path.display().to_string()).into_owned()),
        is_on: query_log::keeps(&workspace, session),
        questions: logged.len(),
        unread: lines_unread,
        clusters,
        more,
    };
    session.notes(&workspace.notes)?;
    match args.format {
        Format::Json => render::json::similar::from_log(&mut session.env.out.writer, &outcome)?,
        Format::Human => {
            session.page();
            render::human::similar::from_log(&mut session.screen(), &outcome)?;
        }
    }
    tell(&unread, Exit::Fine, session)
}

/// A question of the log, however often it was asked in the same words.
struct Asked<'l> {
    times: usize,
    /// As it was asked first.
    first: &'l LoggedQuestion,
    last: &'l LoggedQuestion,
    /// The need that asked it then.
    need: Option<&'l str>,
}

/// The questions that seem to ask the same together, what was asked most often first.
fn clusters(
    logged: &[LoggedQuestion],
    register: &Register,
    session: &Session<'_>,
) -> Vec<AskedCluster> {
    let mut by_wording: BTreeMap<String, Asked<'_>> = BTreeMap::new();
    for question in logged {
        let new = || Asked { times: 0, first: question, last: question, need: None };
        let asked = by_wording.entry(wording(&question.query)).or_insert_with(new);
        asked.times += 1;
        asked.first = if question.day < asked.first.day { question } else { asked.first };
        asked.last = if question.day > asked.last.day { question } else { asked.last };
        asked.need = question.need.as_deref().or(asked.need);
    }
    let mut asked: Vec<Asked<'_>> = by_wording.into_values().collect();
    // Equals stay in the order of their words.
    asked.sort_by_key(|asked| std::cmp::Reverse(asked.times));
    let mut saying = Saying::default();
    let words: Vec<Vec<String>> =
        asked.iter().map(|asked| saying.words(&asked.first.query)).collect();
    let leaders = Questions::new(words.iter().cloned().enumerate()).grouped(ALIKE_MIN);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, leader) in leaders.into_iter().enumerate() {
        groups.entry(leader).or_default().push(index);
    }
    let needs = needs_similar::questions(register, &mut saying);
    let mut clusters: Vec<AskedCluster> = Vec::new();
    for (leader, members) in groups {
        let near = needs.alike(&words[leader], |_| true).first().copied();
        let near = near
            .map(|(index, share)| (register.counted_for(&register.needs()[index]), Some(share)));
        let logged = || {
            let named = members.iter().find_map(|index| asked[*index].need);
            let named = named.and_then(|id| register.find(id));
            named.map(|need| (register.counted_for(need), None))
        };
        let need = near.or_else(logged).filter(|(need, _)| !need.state.is_closed());
        let members: Vec<&Asked<'_>> = members.iter().map(|index| &asked[*index]).collect();
        clusters.push(cluster(&members, need, session));
    }
    clusters.sort_by_key(|cluster| std::cmp::Reverse(cluster.times));
    clusters
}

/// `near` is the need that seems to ask it, with how alike they are by their words.
fn cluster(
    members: &[&Asked<'_>],
    near: Option<(&Need, Option<f32>)>,
    session: &Session<'_>,
) -> AskedCluster {
    let days = || members.iter().flat_map(|asked| [asked.first.day, asked.last.day]);
    let today = session.today();
    let question = shell_word(&one_line(&members[0].first.query));
    let ask = format!("kb ask {question}");
    let joins =
        near.map(|(need, _)| format!("kb ask {question} --same-as {}", shell_word(need.id.raw())));
    let is_same = near.and_then(|(_, share)| share).is_some_and(|share| share >= SAME_MIN);
    let (command, or) = match joins {
        Some(joins) if is_same => (joins, None),
        joins => (ask, joins),
    };
    let wordings = members.iter().take(WORDINGS_MAX);
    AskedCluster {
        times: members.iter().map(|asked| asked.times).sum(),
        first: days().min().unwrap_or(today),
        last: days().max().unwrap_or(today),
        wordings: wordings
            .map(|asked| (Untrusted::from(asked.first.query.as_str()), asked.times))
            .collect(),
        need: near.map(|(need, _)| NamedNeed::of(need, today)),
        alike: near.and_then(|(_, share)| share),
        command,
        or,
    }
}
