//! `kb.credits.v1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::credit::{CreditGroup, Credits, CreditsBy, CreditsOrder, Helper};

use super::{SkippedFile, day, raw};

/// What `kb credits --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.credits.v1")]
pub struct CreditsV1<'c> {
    #[schemars(extend("const" = "kb.credits.v1"))]
    schema: &'static str,
    library: String,
    today: String,
    /// Since when, as asked for.
    since: Option<String>,
    /// The one article that it is about.
    article: Option<&'c str>,
    /// person, organisation or topic.
    by: &'static str,
    /// name or count.
    order: &'static str,
    /// complete, shallow or none.
    history: &'static str,
    groups: Vec<GroupV1<'c>>,
    /// How many people asked not to be named, each once.
    unnamed: usize,
    /// How many machines are left out.
    machines: usize,
    /// How many reviews say nothing of what was looked at, and so count for nobody.
    reviews_without_evidence: usize,
    skipped: Vec<SkippedFile>,
    /// What the reader should know about the run.
    notes: &'c [String],
}

/// People under one organisation or topic; one group without a name where nothing is put together.
#[derive(Serialize, JsonSchema)]
struct GroupV1<'c> {
    name: Option<String>,
    people: Vec<PersonV1<'c>>,
    unnamed: usize,
}

#[derive(Serialize, JsonSchema)]
struct PersonV1<'c> {
    /// Null for who signs with an address alone.
    name: Option<String>,
    /// The id in `people.yaml`.
    id: Option<&'c str>,
    /// person, practitioner, team, project or organisation, where `people.yaml` says it.
    kind: Option<&'static str>,
    /// What they did, and the ids of the articles: wrote, wrote-elsewhere (before the text was
    /// taken over), told, asked, answered, added, translated, changed, reviewed, edited,
    /// illustrated, tried, suggested, reported, retired, helped.
    did: BTreeMap<&'static str, Vec<&'c str>>,
    /// The months in which they did something on a known day, as YYYY-MM.
    months: Vec<String>,
}

fn person<'c>(helper: &'c Helper, credits: &'c Credits) -> PersonV1<'c> {
    let id = |place: &usize| credits.articles.get(*place).map(crate::domain::id::ArticleId::raw);
    let did = helper.did.iter();
    PersonV1 {
        name: helper.name.as_ref().map(raw),
        id: helper.id.as_deref(),
        kind: helper.kind.map(crate::domain::people::PartyKind::name),
        did: did.map(|(role, all)| (role.name(), all.iter().filter_map(id).collect())).collect(),
        months: helper.months.iter().map(|(year, month)| format!("{year:04}-{month:02}")).collect(),
    }
}

fn group<'c>(group: &'c CreditGroup, credits: &'c Credits) -> GroupV1<'c> {
    GroupV1 {
        name: group.name.as_ref().map(raw),
        people: group.helpers.iter().map(|helper| person(helper, credits)).collect(),
        unnamed: group.unnamed,
    }
}

/// Prints who helped.
///
/// # Errors
/// The stream does not take it.
pub fn credits(out: &mut dyn Write, credits: &Credits) -> io::Result<()> {
    let wire = CreditsV1 {
        schema: "kb.credits.v1",
        library: raw(&credits.name),
        today: day(credits.today),
        since: credits.since.as_ref().map(raw),
        article: credits.only.as_ref().map(crate::domain::id::ArticleId::raw),
        by: match credits.by {
            CreditsBy::Person => "person",
            CreditsBy::Organisation => "organisation",
            CreditsBy::Topic => "topic",
        },
        order: match credits.order {
            CreditsOrder::Name => "name",
            CreditsOrder::Count => "count",
        },
        history: credits.history.name(),
        groups: credits.groups.iter().map(|it| group(it, credits)).collect(),
        unnamed: credits.unnamed,
        machines: credits.bots,
        reviews_without_evidence: credits.unshown_reviews,
        skipped: credits.skipped.iter().map(SkippedFile::from).collect(),
        notes: &credits.notes,
    };
    super::write(out, &wire)
}
