//! `kb explain`: what a rule is for, or what the matrix says of two licences.

use crate::exit::Exit;
use crate::license::list;
use crate::parse;
use crate::render;
use crate::rules::RULES;

use super::Stop;
use super::explain_license::{self, LicenseArgs};
use super::options::Format;
use super::session::Session;

/// Explain a rule of `kb check`, or how two licences fit
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb explain
  kb explain broken-link
  kb explain KB201 --format json
  kb explain --license CC-BY-SA-3.0 --into CC-BY-4.0
  kb explain --license \"CC BY-NC 4.0\" --relation excerpt")]
pub(super) struct Args {
    /// A code, a name or a family; all of them, if left out
    #[arg(value_name = "RULE")]
    rule: Option<String>,
    #[command(flatten)]
    licenses: LicenseArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    if args.licenses.is_asked() {
        return explain_license::run(&args.licenses, args.format, session);
    }
    let rules = match &args.rule {
        Some(name) => super::check_policy::find(name)?,
        None => RULES.to_vec(),
    };
    let metas: Vec<_> = rules.iter().map(|rule| &rule.meta).collect();
    if args.format == Format::Json {
        render::json::explain::explain(&mut session.env.out.writer, &metas, list::version())?;
        return Ok(Exit::Fine);
    }
    session.page();
    if let [rule] = rules.as_slice() {
        let blocks = parse::blocks::blocks(rule.meta.doc);
        render::body::body(&mut session.screen(), &blocks)?;
        return Ok(Exit::Fine);
    }
    render::human::rules::rules(&mut session.screen(), &metas, list::version())?;
    Ok(Exit::Fine)
}
