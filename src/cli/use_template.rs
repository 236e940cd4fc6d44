//! `kb use TEMPLATE`: the part to fill in, with values, credit and tables.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::domain::article::Article;
use crate::domain::fill::Form;
use crate::domain::filled::{FilledTemplate, Left, WrittenFile};
use crate::domain::markdown::Link;
use crate::domain::path::ArticlePath;
use crate::domain::ratio::Ratio;
use crate::domain::untrusted::{Untrusted, sanitise, shell_word};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::license::attribution::Shelf;
use crate::license::expression;
use crate::parse;
use crate::render;
use crate::workspace::Outlet;

use super::Stop;
use super::options::Format;
use super::session::Session;
use super::show_place::{At, Part, part};
use super::use_article::{Used, points};
use super::use_values::{Values, ask};

/// What only templates have.
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that somebody types")]
pub(super) struct TemplateArgs {
    /// Template: write it to this file, never over another and through no link
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Template: write each of its tables to a CSV file in this folder, too
    #[arg(long, value_name = "DIR")]
    tables: Option<PathBuf>,
    /// Template: take all of it, with advice and worked example
    #[arg(long)]
    whole: bool,
    /// Template: exit with 1 where something is still to be filled in
    #[arg(long)]
    strict: bool,
    /// Template: replace files that are there already
    #[arg(long)]
    force: bool,
    /// Template: say which files would be written, and write none
    #[arg(long)]
    dry_run: bool,
}

impl TemplateArgs {
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Refuses what a metric has no use for.
    pub(super) fn refuse_for(&self, metric: &Article) -> Result<(), Failure> {
        let flags = [
            (self.out.is_some(), "--out"),
            (self.tables.is_some(), "--tables"),
            (self.strict, "--strict"),
            (self.force, "--force"),
            (self.dry_run, "--dry-run"),
        ];
        let given = flags.into_iter().find(|(is_given, _)| *is_given);
        given.map_or(Ok(()), |(_, flag)| {
            Err(Failure::new(format!("cannot use `{flag}` here"))
                .because(format!("`{}` is a metric, and is computed", metric.id))
                .hint("`--format json` prints the result for programs"))
        })
    }
}

/// The type of articles that are made to be filled in.
const TEMPLATE: &str = "template";
/// The section that is filled in, and the one that says what to mind; `schemas/types/template.yaml`
/// asks for both.
const SECTION: &str = "template";
const ADVICE: &str = "adapt-before-use";
/// What was changed, as CC BY 4.0 s.3(a)(1)(B) wants it told.
const CHANGED: &str = "Changed: placeholders filled in.";
const UNCHANGED: &str = "Nothing is filled in yet.";

pub(super) fn run(
    used: &Used<'_>,
    args: &TemplateArgs,
    values: Values,
    format: Format,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let article = used.article;
    let part = section(used, args.whole)?;
    let form = parse::placeholders::form(inside(used, &part));
    let declared = fills(article);
    let in_text = form.names();
    let is_made_to = article.kind() == Some(TEMPLATE) || !declared.is_empty();
    if !is_made_to && in_text.is_empty() {
        return Err(no_template(article).into());
    }
    let mut settable: Vec<&str> = declared.iter().map(String::as_str).collect();
    settable.extend(in_text.iter().copied().filter(|name| !declared.iter().any(|it| it == name)));
    let (mut values, more) = values.wanted(&settable, "placeholder")?;
    if !more.is_empty() {
        let names = more.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        session.note(&format!("no placeholder here is called {names}"))?;
    }
    // Where an author says what is to be filled in, other brackets belong to other tools.
    let counts = |name: &&str| declared.is_empty() || declared.iter().any(|it| it == name);
    let wanted: Vec<&str> = in_text.iter().copied().filter(counts).collect();
    ask_for_the_rest(&form, &wanted, &mut values, format, session)?;
    let (filled, left) = told(&form, &wanted, &values);
    let body = form.fill(&values);
    let changed = if filled.is_empty() { UNCHANGED } else { CHANGED };
    let text = format!("{}\n\n---\n\n{} {changed}\n", body.trim_end(), credit(used, &part));
    session.notes(&cautions(used, &part))?;
    let targets = Targets::find(used, args, &body, session)?;
    if !args.dry_run {
        targets.write(&text)?;
    }
    let adapt = points(used, ADVICE);
    let more = format!("kb show {}", shell_word(&format!("{}#{ADVICE}", article.id.raw())));
    let outcome = FilledTemplate {
        id: article.id.clone(),
        title: article.title(),
        license: article.meta.license.as_ref().map(|license| license.value.clone()),
        text,
        filled,
        left,
        more: Some(more).filter(|_| !adapt.is_empty()),
        adapt,
        files: targets.files,
        is_dry_run: args.dry_run,
    };
    print(&outcome, args.out.is_none(), format, session)?;
    Ok(if args.strict && !outcome.left.is_empty() { Exit::Found } else { Exit::Fine })
}

/// What has a value, and what is still to be filled in.
fn told(
    form: &Form,
    wanted: &[&str],
    values: &BTreeMap<String, String>,
) -> (Vec<Untrusted>, Vec<Left>) {
    let (filled, left): (Vec<&str>, Vec<&str>) =
        wanted.iter().partition(|name| values.contains_key(**name));
    let open = |name: &str| Left { name: Untrusted::from(name), near: form.near(name).into() };
    (filled.into_iter().map(Untrusted::from).collect(), left.into_iter().map(open).collect())
}

fn no_template(article: &Article) -> Failure {
    Failure::new(format!("cannot use `{}`", article.id))
        .because("it has no placeholders to fill in and no formula to compute")
        .hint(format!("read it with `kb show {}`", shell_word(article.id.raw())))
}

fn print(
    outcome: &FilledTemplate,
    shows_text: bool,
    format: Format,
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    if format == Format::Json {
        render::json::use_template::use_template(&mut session.env.out.writer, outcome)?;
        return Ok(());
    }
    if shows_text {
        render::human::use_template::text(&mut session.env.out.writer, &outcome.text)?;
    }
    render::human::use_template::files(&mut session.screen(), outcome)?;
    session.env.out.writer.flush()?;
    if let Some(mut screen) = session.talk() {
        render::human::use_template::rest(&mut screen, outcome)?;
    }
    Ok(())
}

/// The names that the article says are to be filled in.
fn fills(article: &Article) -> Vec<String> {
    let list = article.front.as_ref().and_then(|front| front.get("fills"));
    let items = list.and_then(|list| list.as_sequence()).unwrap_or_default();
    items.iter().filter_map(|item| Some(item.as_text()?.trim().to_owned())).collect()
}

/// The part that is filled in: the section asked for, the template of the article, or all.
fn section(used: &Used<'_>, is_whole: bool) -> Result<Part, Failure> {
    let has_section = used.article.outline.heading_at(SECTION).is_some();
    match used.at {
        At::Whole if has_section && !is_whole => {
            part(used.article, used.text, At::Heading(SECTION))
        }
        at => part(used.article, used.text, at),
    }
}

/// The text of `part` without the heading that it stands under.
fn inside<'u>(used: &Used<'u>, part: &Part) -> &'u str {
    let heading = part.heading.map(|index| used.article.outline.headings[index].span.end);
    let start = heading.unwrap_or(part.span.start);
    used.text.get(start..part.span.end).unwrap_or_default().trim_start_matches(['\n', '\r'])
}

/// What has to be said of the template and of what it took, in Markdown.
fn credit(used: &Used<'_>, part: &Part) -> String {
    let settings = &used.workspace.settings;
    let name_of = |author: &Untrusted| used.data.name_of(author);
    let shelf = Shelf::new(used.articles, &settings.name, settings.url.as_deref(), &name_of);
    render::cite::markdown(&shelf.attribution(used.article, part.heading))
}

/// What to know before the text is passed on: what its licence withholds, and what leads nowhere
/// from elsewhere.
fn cautions(used: &Used<'_>, part: &Part) -> Vec<String> {
    let mut notes = Vec::new();
    match used.article.meta.license.as_ref().map(|license| license.value.raw()) {
        None => notes
            .push("no licence is stated: ask its authors before you pass the text on".to_owned()),
        // The ids of Creative Commons licences that allow no changed copies have this part.
        Some(license) if license.contains("-ND") => notes.push(format!(
            "`{}` allows no changed copies to be passed on: keep what you fill in",
            sanitise(license)
        )),
        Some(license) => notes.extend(withheld(license)),
    }
    let inside =
        |link: &&Link| part.span.start <= link.span.start && link.span.end <= part.span.end;
    let to = |link: &Link| link.destination(used.text).to_owned();
    let links = used.article.outline.links.iter().filter(inside).map(to);
    let is_here = |to: &String| {
        let has_scheme = to.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
        !has_scheme && !to.starts_with(['#', '/', '{']) && !to.is_empty()
    };
    let links: Vec<String> = links.filter(is_here).collect();
    if let [first, ..] = links.as_slice() {
        let count = render::count(links.len(), "link");
        let verb = if links.len() == 1 { "leads" } else { "lead" };
        let note = format!("{count} {verb} into the library, as to `{}`", sanitise(first));
        notes.push(note + ": mind them if the text goes elsewhere");
    }
    notes
}

/// What to know of a licence that is none, or that only its own text can tell.
fn withheld(license: &str) -> Option<String> {
    let license = license.trim();
    match expression::parse(license) {
        Err(_) => Some(format!(
            "`{}` is no licence that is known: ask its authors before you pass the text on",
            sanitise(license)
        )),
        Ok(read) if !read.is_satisfied(|term| !term.is_reference()) => Some(format!(
            "`{}` is a licence of somebody's own: read it before you pass the text on",
            sanitise(license)
        )),
        Ok(_) => None,
    }
}

/// Asks a person for what has no value yet, until they say no more.
fn ask_for_the_rest(
    form: &Form,
    wanted: &[&str],
    values: &mut BTreeMap<String, String>,
    format: Format,
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    let open: Vec<&str> =
        wanted.iter().copied().filter(|name| !values.contains_key(*name)).collect();
    if open.is_empty() || !session.env.can_ask() || format == Format::Json {
        return Ok(());
    }
    let count = render::count(open.len(), "placeholder");
    session.note(&format!("{count} to fill in; nothing leaves one open, Ctrl-D the rest"))?;
    for name in open {
        match ask(name, form.near(name), &|_| Ok(()), session)? {
            Some(Some(value)) => {
                values.insert(name.to_owned(), value);
            }
            Some(None) => {}
            None => break,
        }
    }
    Ok(())
}

/// The files that are written.
#[derive(Default)]
struct Targets {
    page: Option<Outlet>,
    tables: Vec<(Outlet, Vec<u8>)>,
    files: Vec<WrittenFile>,
}

impl Targets {
    /// Where everything goes; nothing is written before all of it can be.
    fn find(
        used: &Used<'_>,
        args: &TemplateArgs,
        body: &str,
        session: &mut Session<'_>,
    ) -> Result<Self, Stop> {
        let mut targets = Self::default();
        let own = used.article.path.as_bytes();
        let outlet = |name: &Path| -> Result<Outlet, Failure> {
            let outlet = used.workspace.outlet(&session.env.cwd, name, args.force)?;
            if outlet.inside.as_deref() == Some(own) {
                return Err(Failure::new(format!("cannot write `{}`", used.article.path))
                    .because("it is the template itself")
                    .hint("name another file"));
            }
            Ok(outlet)
        };
        let shown = |name: &Path| Untrusted::new(name.display().to_string());
        if let Some(name) = &args.out {
            targets.page = Some(outlet(name)?);
            targets.files.push(WrittenFile { path: shown(name), is_table: false });
        }
        if let Some(folder) = &args.tables {
            let stem = used.article.id.raw().rsplit('/').next().unwrap_or("table");
            for (at, table) in parse::tables::tables(body).iter().enumerate() {
                let name = folder.join(format!("{stem}-{}.csv", at + 1));
                let is_number = |text: &str| Ratio::read(text).is_ok();
                let bytes = render::table_csv::csv(&table.rows, is_number);
                targets.tables.push((outlet(&name)?, bytes));
                targets.files.push(WrittenFile { path: shown(&name), is_table: true });
            }
        }
        let is_article = |outlet: &Outlet| {
            let inside = outlet.inside.as_ref().map(ArticlePath::new);
            inside.is_some_and(|path| used.workspace.is_article(&path))
        };
        if targets.page.as_ref().is_some_and(is_article) {
            session.note("that file lies among the articles, and has no front matter yet")?;
        }
        if args.tables.is_some() && targets.tables.is_empty() {
            session.note("the template has no table")?;
        }
        Ok(targets)
    }

    fn write(&self, text: &str) -> Result<(), Failure> {
        for (outlet, bytes) in &self.tables {
            outlet.write(bytes)?;
        }
        self.page.as_ref().map_or(Ok(()), |page| page.write(text.as_bytes()))
    }
}
