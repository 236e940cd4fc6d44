//! What is doubtful about a claimed review, for the rules that hold it against git.
//!
//! A claim that is wrong in several ways is told once, by what explains it best.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::claim::{Claim, Statement};
use crate::domain::date;
use crate::domain::finding::{Finding, FixKind, Place};
use crate::domain::review::days_between;
use crate::domain::settings::DateFormat;
use crate::domain::untrusted::shell_word;

use super::context::LibraryContext;
use super::dates::swapped;
use super::fields::{governs, name_of};
use super::report::quote;

/// A review that is claimed for longer than this before it was committed is old news, in days;
/// as long as [`crate::domain::review::GRACE_DAYS`].
const OLD_DAYS: i32 = 30;
/// So near to the commit a day must be to be the one that was meant, in days: 14 of 7,047 dates
/// in nine repositories of the British government were slips, and they were written at once.
const NEAR_DAYS: i32 = 3;
/// So near to its commit one interval ahead a day is that of the next review, in days; our own
/// choice: reviews are written down within about two weeks.
const NEXT_DAYS: i32 = 14;
/// So many digits of a commit's id are shown.
const ID_DIGITS: usize = 10;

/// A review that an article claims, and what history says of it.
pub(super) struct Claimed<'c> {
    pub(super) article: &'c Article,
    pub(super) claim: &'c Claim,
    /// Where the day stands.
    pub(super) place: Place,
    /// What authors call the field.
    pub(super) field: String,
    format: DateFormat,
}

/// What is doubtful about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It is later than the commit that states it.
    Later(Slip),
    /// It is long before the commit that states it.
    LongBefore(Slip),
    /// It is before the one it took the place of.
    Back(Date),
    /// It is older than the article.
    Inherited,
}

/// How a wrong day most likely came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// This day was meant, in another year.
    Year(Date),
    /// This day was meant: day and month are the other way round.
    Swap(Date),
    /// It is the day of the next review.
    Next,
    /// Nobody can tell.
    Unknown,
}

/// Every review that is claimed and that history knows of; retired articles claim nothing.
pub(super) fn claimed<'c>(context: &'c LibraryContext<'_>) -> impl Iterator<Item = Claimed<'c>> {
    let settings = context.around.settings;
    let claims = context.claims.filter(|_| governs(settings, "review.on"));
    let known = claims.into_iter().flat_map(|claims| &claims.by_path);
    known.filter_map(move |(path, claim)| {
        let article = context.articles.get(path)?;
        let written = article.meta.review.on.as_ref()?;
        let format = if settings.has_own_fields { DateFormat::Iso } else { settings.date_format };
        (article.meta.status != Status::Retired).then(|| Claimed {
            article,
            claim,
            place: context.place(path, written.span),
            field: quote(name_of(settings, "review.on")),
            format,
        })
    })
}

impl Claimed<'_> {
    /// The commit that states it, as it may stand in a message.
    pub(super) fn commit(&self) -> String {
        let Some(id) = self.claim.statement.commit else { return "an edit of today".to_owned() };
        let short: String = id.to_string().chars().take(ID_DIGITS).collect();
        format!("commit `{short}`")
    }

    /// The same with its day.
    pub(super) fn dated_commit(&self) -> String {
        let on = self.claim.statement.committed.filter(|_| self.claim.statement.commit.is_some());
        on.map_or_else(|| self.commit(), |on| format!("{} of {on}", self.commit()))
    }

    /// The command that records a review.
    pub(super) fn command(&self) -> String {
        format!("`kb review {}`", shell_word(self.article.id.raw()))
    }

    /// Says what was most likely meant, and offers it.
    pub(super) fn explain(&self, slip: Slip, found: &mut Finding) {
        let command = self.command();
        let meant = match slip {
            Slip::Year(day) | Slip::Swap(day) => date::show(day, self.format),
            Slip::Next => {
                found.help(format!(
                    "that is when the next review is due: write the day on which it was reviewed, \
                     or review it now with {command}"
                ));
                return;
            }
            Slip::Unknown => {
                found.help(format!(
                    "write the day on which it was reviewed, or review it now with {command}"
                ));
                return;
            }
        };
        let why =
            if matches!(slip, Slip::Swap(_)) { "day and month swapped" } else { "wrong year" };
        found.help(format!("did you mean `{meant}` ({why})? Else review it with {command}"));
        found.replace(FixKind::Offered, format!("write `{meant}`"), &self.place, meant);
    }

    /// What is doubtful about it as of `today`, if anything is.
    pub(super) fn doubt(&self, today: Date) -> Option<Doubt> {
        // What is later than today has a rule that needs no history.
        (self.claim.on <= today).then(|| doubt(self.claim)).flatten()
    }
}

/// What is doubtful about `claim`, if anything is.
fn doubt(claim: &Claim) -> Option<Doubt> {
    let statement = &claim.statement;
    if claim.is_later_than_its_commit() {
        return Some(Doubt::Later(slip_ahead(claim)));
    }
    let earliest = statement.earliest()?;
    let is_old = days_between(claim.on, earliest) > OLD_DAYS;
    let slip = slip_behind(claim.on, statement);
    if is_old && slip != Slip::Unknown {
        return Some(Doubt::LongBefore(slip));
    }
    let previous = claim.previous.filter(|previous| claim.on < *previous && !claim.is_correction);
    if let Some(previous) = previous {
        return Some(Doubt::Back(previous));
    }
    // A page waits in its pull request: all of five that came with a review of up to 30 days
    // before had been written and reviewed there, in six repositories of the British government.
    match claim.is_original {
        _ if !is_old => None,
        true => Some(Doubt::Inherited),
        false => Some(Doubt::LongBefore(slip)),
    }
}

/// How a day came to lie ahead of its commit.
fn slip_ahead(claim: &Claim) -> Slip {
    let days = || claim.statement.committed.into_iter().chain(claim.statement.authored);
    let is_near = |day: Date| days().any(|on| (-OLD_DAYS..=1).contains(&days_between(on, day)));
    if let Some(day) = swapped(claim.on).filter(|day| *day != claim.on && is_near(*day)) {
        return Slip::Swap(day);
    }
    let next = claim.every.or(claim.previous_every);
    let is_next = |on| {
        let due = next.and_then(|every| every.after(on));
        due.is_some_and(|due| days_between(due, claim.on).abs() <= NEXT_DAYS)
    };
    if days().any(is_next) {
        return Slip::Next;
    }
    let years = days().filter_map(|on| in_year(claim.on, on.year()));
    let mut years = years.filter(|day| *day != claim.on && is_near(*day));
    years.next().map_or(Slip::Unknown, Slip::Year)
}

/// How a day came to lie long before its commit.
fn slip_behind(on: Date, statement: &Statement) -> Slip {
    let days = || statement.authored.into_iter().chain(statement.committed);
    let is_near = |day: Date| days().any(|on| days_between(day, on).abs() <= NEAR_DAYS);
    if let Some(day) = swapped(on).filter(|day| is_near(*day)) {
        return Slip::Swap(day);
    }
    let later = on.saturating_add(1.year());
    if is_near(later) { Slip::Year(later) } else { Slip::Unknown }
}

fn in_year(day: Date, year: i16) -> Option<Date> {
    Date::new(year, day.month(), day.day()).ok()
}

#[cfg(test)]
#[path = "claimed_tests.rs"]
mod tests;
