//! `kb export reuse`: what front matter says of licences, in the files of REUSE.
//!
//! Nothing that somebody else wrote is changed: in `REUSE.toml` only what stands between our two
//! lines, in `LICENSES/` only what is missing.

use std::collections::BTreeSet;

use crate::domain::path::ArticlePath;
use crate::domain::reuse::{Reuse, TEXTS, TOML, is_text_of};
use crate::domain::reuse_export::{FileState, Gap, ReuseExport, grouped};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::license::text::official;
use crate::parse::reuse::reuse_toml as parse_toml;
use crate::render;
use crate::render::reuse_toml::{self, Torn};
use crate::workspace::Workspace;

use super::Stop;
use super::export_claims::{Claims, collect};
use super::options::Format;
use super::session::Session;

pub(super) fn run(
    is_dry_run: bool,
    format: Format,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let toml = Toml::read(&workspace)?;
    let reuse = toml.of_others(&workspace);
    let claims = collect(&workspace, &reuse)?;
    let mut export = ReuseExport {
        articles: claims.articles,
        others: claims.others,
        is_dry_run,
        ..ReuseExport::default()
    };
    let Claims { by_path, ids, gaps, is_unread, notes, .. } = claims;
    export.gaps = gaps;
    texts(&workspace, &reuse, &ids, &mut export)?;
    let tables = reuse_toml::tables(&grouped(by_path));
    if let Some(state) = toml.write(&workspace, &tables, is_dry_run)? {
        export.files.push((TOML.to_owned(), state));
    }
    session.notes(&workspace.notes)?;
    session.notes(&notes)?;
    if !workspace.prefix().is_empty() {
        session.note(
            "the library is a folder of its repository: run `reuse --root` with that folder",
        )?;
    }
    match format {
        Format::Json => {
            render::json::export_reuse::export_reuse(&mut session.env.out.writer, &export)?;
        }
        Format::Human => {
            let shows_all = session.global.verbose;
            let screen = &mut session.screen();
            render::human::export_reuse::export_reuse(screen, &export, shows_all)?;
        }
    }
    Ok(match (is_unread, export.gaps.is_empty()) {
        (true, _) => Exit::Broken,
        (_, false) => Exit::Found,
        _ => Exit::Fine,
    })
}

/// Writes the texts of `ids` that are missing.
fn texts(
    workspace: &Workspace,
    reuse: &Reuse,
    ids: &BTreeSet<String>,
    export: &mut ReuseExport,
) -> Result<(), Failure> {
    let there = reuse.texts.as_deref().unwrap_or_default();
    for id in ids {
        let text = official(id).map(|text| format!("{}\n", text.trim_end()));
        if let Some(path) = there.iter().find(|path| is_text_of(path, id)) {
            let is_same = text.is_some() && workspace.text(path) == text;
            let state = if is_same { FileState::Same } else { FileState::Kept };
            export.files.push((path.lossy(), state));
            continue;
        }
        let name = format!("{TEXTS}/{id}.txt");
        let path = ArticlePath::new(&name);
        let Some(text) = text else {
            export.gaps.entry(Gap::NoText).or_default().push(path);
            continue;
        };
        if !export.is_dry_run {
            workspace.create_path(&path, text.as_bytes())?;
        }
        export.files.push((name, FileState::Written));
    }
    Ok(())
}

/// The `REUSE.toml` at the root, as it is.
struct Toml {
    path: ArticlePath,
    /// `None` if there is none.
    text: Option<String>,
    ours: Option<std::ops::Range<usize>>,
}

impl Toml {
    fn read(workspace: &Workspace) -> Result<Self, Failure> {
        let path = ArticlePath::new(TOML);
        let failure = || Failure::new(format!("cannot extend `{TOML}`"));
        let read = || {
            let bytes = workspace.content(&path)?;
            String::from_utf8(bytes).ok()
        };
        let text = workspace.exists(&path).then(|| {
            read().ok_or_else(|| {
                failure().because("it is no text in UTF-8").hint("put one in its place")
            })
        });
        let text = text.transpose()?;
        let ours = reuse_toml::place(text.as_deref().unwrap_or_default()).map_err(|Torn| {
            failure()
                .because("`# begin kb` and `# end kb` do not stand there once each, in this order")
                .hint("remove those lines and what is between them")
        })?;
        Ok(Self { path, text, ours })
    }

    /// What the tree says of licences, without what we wrote.
    fn of_others(&self, workspace: &Workspace) -> Reuse {
        let mut reuse = workspace.reuse_everywhere();
        if let Some(table) = reuse.tables.iter_mut().find(|table| table.path == self.path) {
            let text = self.text.as_deref().unwrap_or_default();
            *table =
                parse_toml(&self.path, reuse_toml::without(text, self.ours.as_ref()).as_bytes());
        }
        reuse
    }

    /// Puts `tables` where ours are; `None` if there is no reason for a file.
    fn write(
        &self,
        workspace: &Workspace,
        tables: &str,
        is_dry_run: bool,
    ) -> Result<Option<FileState>, Failure> {
        let there = self.text.as_deref().unwrap_or_default();
        let is_needed = self.ours.is_some() || tables.contains("[[annotations]]");
        if !is_needed {
            return Ok(self.text.is_some().then_some(FileState::Same));
        }
        let text = reuse_toml::with(there, self.ours.as_ref(), tables);
        if self.text.as_deref() == Some(text.as_str()) {
            return Ok(Some(FileState::Same));
        }
        check(&self.path, &text, tables)?;
        let is_new = self.text.is_none();
        match (is_dry_run, is_new) {
            (true, _) => {}
            (_, true) => workspace.create_path(&self.path, text.as_bytes())?,
            _ => workspace.write_path(&self.path, text.as_bytes())?,
        }
        Ok(Some(if is_new { FileState::Written } else { FileState::Changed }))
    }
}

/// Makes sure that the tables of others and ours are all understood in the new `text`.
fn check(path: &ArticlePath, text: &str, tables: &str) -> Result<(), Failure> {
    let count = |text: &str| parse_toml(path, text.as_bytes()).annotations.len();
    let at = reuse_toml::place(text).ok().flatten();
    let others = reuse_toml::without(text, at.as_ref());
    if count(text) == count(&others) + count(tables) {
        return Ok(());
    }
    Err(Failure::new(format!("cannot extend `{TOML}`"))
        .because("tables that follow what stands there would not be understood")
        .hint("`kb check` says what is wrong with it; write its tables as `[[annotations]]`"))
}
