//! `kb explain --license A --into B`: what the matrix says of two licences.

use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::domain::license::{AskedLicense, LicenseAnswer};
use crate::domain::source::Relation;
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::license::asked::{self, Asked, Unclear};
use crate::license::explain::answers;
use crate::render;

use super::Stop;
use super::options::Format;
use super::session::Session;

/// Which licences, and for what.
#[derive(clap::Args)]
#[group(multiple = true, conflicts_with = "rule")]
pub(super) struct LicenseArgs {
    /// What the matrix says of a source under this licence; a name or an address will do
    #[arg(long, alias = "licence", value_name = "LICENCE", help_heading = "Licences")]
    license: Option<String>,
    /// What the matrix says of sources in an article under this licence
    #[arg(long, value_name = "LICENCE", help_heading = "Licences")]
    into: Option<String>,
    /// How the article uses the source; adapted and excerpt, if left out
    #[arg(long, value_name = "RELATION", value_parser = relation(), help_heading = "Licences")]
    relation: Option<Relation>,
}

impl LicenseArgs {
    /// True if licences are asked about, and no rule.
    pub(super) fn is_asked(&self) -> bool {
        self.license.is_some() || self.into.is_some() || self.relation.is_some()
    }
}

fn relation() -> impl clap::builder::TypedValueParser<Value = Relation> {
    PossibleValuesParser::new(Relation::ALL.map(Relation::name))
        .map(|word| Relation::named(&word).expect("clap takes no other word"))
}

pub(super) fn run(
    args: &LicenseArgs,
    format: Format,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let read = |text: &Option<String>, read: fn(&str) -> Result<Asked, Unclear>| {
        let found = text.as_ref().map(|text| read(text).map_err(|wrong| unclear(text, wrong)));
        found.transpose()
    };
    let license = read(&args.license, asked::source)?;
    let into = read(&args.into, asked::target)?;
    let relations = match args.relation {
        Some(relation) => vec![relation],
        None => vec![Relation::Adapted, Relation::Excerpt],
    };
    let shown = |text: &Option<String>, asked: &Option<Asked>| {
        let expression = asked.as_ref()?.expression.clone();
        Some(AskedLicense { written: Untrusted::new(text.as_ref()?), expression })
    };
    let answer = LicenseAnswer {
        license: shown(&args.license, &license),
        into: shown(&args.into, &into),
        pairs: answers(license.as_ref(), into.as_ref(), &relations),
        relations,
    };
    match format {
        Format::Json => {
            render::json::explain_license::explain(&mut session.env.out.writer, &answer)?;
        }
        Format::Human => {
            session.page();
            render::human::explain_license::explain(&mut session.screen(), &answer)?;
        }
    }
    Ok(Exit::Fine)
}

fn unclear(text: &str, wrong: Unclear) -> Failure {
    Failure::new(format!("cannot read `{}` as a licence", sanitise(text)))
        .because(wrong.why)
        .hint(wrong.way_out)
}
