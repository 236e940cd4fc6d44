//! The body of a text that is brought in: links made to fit, what is private replaced, every
//! other byte as it was.

use std::collections::{BTreeMap, HashMap};

use crate::domain::edit::apply_edits;
use crate::domain::markdown::{LinkKind, Outline};
use crate::domain::path::ArticlePath;
use crate::domain::private::Private;
use crate::domain::text::Span;
use crate::git::hash_blob;
use crate::parse::{html_links, markdown};
use crate::rules::relocate::{aim, written};
use crate::workspace::Workspace;

use super::adopt_read::Place;

/// What site builders leave out of the names of pages, to be tried behind a path.
const PAGES: [&str; 9] = [
    "",
    ".md",
    "/index.md",
    ".html.md.erb",
    ".html.md",
    ".md.erb",
    "/index.html.md.erb",
    "/index.html.md",
    ".markdown",
];

/// Where texts and images of the places are in the library.
#[derive(Default)]
pub(super) struct Moves {
    /// Texts, by place and path there.
    pub(super) texts: HashMap<(usize, ArticlePath), ArticlePath>,
    images: HashMap<(usize, ArticlePath), Option<ArticlePath>>,
    /// The number after the last that was given to a name of images.
    numbers: HashMap<String, usize>,
    /// Images that are to be copied, with their places there.
    pub(super) copies: BTreeMap<ArticlePath, (usize, ArticlePath)>,
}

/// A body, made to fit.
#[derive(Default)]
pub(super) struct Fitted {
    pub(super) body: String,
    pub(super) links: usize,
    pub(super) open_links: usize,
}

/// A text that moves.
pub(super) struct Moving<'m> {
    pub(super) text: &'m str,
    /// Where its body begins.
    pub(super) body: usize,
    pub(super) place: usize,
    pub(super) from: &'m ArticlePath,
    pub(super) to: &'m ArticlePath,
    /// What is to be replaced.
    pub(super) private: &'m [Private],
}

/// What a link is to become.
enum Fate {
    /// This destination.
    To(String),
    /// It leads to a file that is not brought along.
    Open,
    /// It is none of ours.
    Stays,
}

impl Moves {
    /// True if the image at `path` comes along, or has come before.
    pub(super) fn brings(&self, place: usize, path: &ArticlePath) -> bool {
        matches!(self.images.get(&(place, path.clone())), Some(Some(_)))
    }

    /// The body of `moving`, with links and private values replaced.
    pub(super) fn fit(&mut self, moving: &Moving<'_>, places: &[Place], own: &Workspace) -> Fitted {
        let text = moving.text;
        let outline = markdown::outline(text, Span::new(moving.body..text.len()));
        let mut fitted = Fitted::default();
        let mut edits: BTreeMap<Span, String> = BTreeMap::new();
        let is_moved = moving.from != moving.to || !places[moving.place].is_own;
        for (span, is_image) in destinations(text, &outline).into_iter().filter(|_| is_moved) {
            let Some(destination) = text.get(span.range()) else { continue };
            match self.fate(destination, is_image, moving, (places, own)) {
                Fate::To(new) => {
                    fitted.links += usize::from(new != destination);
                    edits.insert(span, new);
                }
                Fate::Open => fitted.open_links += 1,
                Fate::Stays => {}
            }
        }
        let destinations: Vec<Span> = outline.links.iter().map(|link| link.span).collect();
        for private in moving.private.iter().filter(|it| it.span.start >= moving.body) {
            let overlaps =
                |span: &Span| span.start < private.span.end && private.span.start < span.end;
            // Links come in order, and none of them is long.
            let near = destinations.partition_point(|span| span.end <= private.span.start);
            let in_link = destinations[near..].iter().take(2).any(overlaps);
            let is_code = text[..private.span.start].ends_with(['/', '@', ':']);
            if !edits.keys().any(overlaps) {
                edits.insert(private.span, private.kind.placeholder(!in_link && !is_code));
            }
        }
        let edits: Vec<(Span, &str)> = edits.iter().map(|(span, new)| (*span, &**new)).collect();
        let shifted: Vec<(Span, &str)> = edits
            .into_iter()
            .map(|(span, new)| (Span::new(span.start - moving.body..span.end - moving.body), new))
            .collect();
        let body = &text[moving.body..];
        let changed = apply_edits(body.as_bytes(), &shifted);
        let changed = changed.and_then(|bytes| String::from_utf8(bytes).ok());
        fitted.body = changed.unwrap_or_else(|| body.to_owned());
        fitted
    }

    fn fate(
        &mut self,
        destination: &str,
        is_image: bool,
        moving: &Moving<'_>,
        (places, own): (&[Place], &Workspace),
    ) -> Fate {
        let Some(aim) = aim(destination) else { return Fate::Stays };
        let Some(target) = moving.from.resolve(&aim.path) else { return Fate::Open };
        let place = moving.place;
        if let Some(to) = self.text_at(place, &target) {
            return Fate::To(written(moving.to, &to, aim.rest));
        }
        if (is_image || target.is_image())
            && let Some(to) = self.image_at(place, &target, (places, own))
        {
            return Fate::To(written(moving.to, &to, aim.rest));
        }
        let Place { web, committed, workspace, .. } = &places[place];
        match (web, workspace.commit(), committed.contains_key(&target)) {
            (Some(web), Some(commit), true) => {
                let whole = [workspace.prefix(), target.as_bytes()].concat();
                Fate::To(format!("{}{}", web.file(&commit.to_string(), &whole), aim.rest))
            }
            _ => Fate::Open,
        }
    }

    /// Where the text is that a link to `target` means.
    fn text_at(&self, place: usize, target: &ArticlePath) -> Option<ArticlePath> {
        let bytes = target.as_bytes();
        let stems = [bytes, bytes.strip_suffix(b".html").unwrap_or(bytes)];
        stems.into_iter().find_map(|stem| {
            PAGES.iter().find_map(|page| {
                let path = ArticlePath::new([stem, page.as_bytes()].concat());
                self.texts.get(&(place, path)).cloned()
            })
        })
    }

    /// Where the image at `target` is or is to be copied; `None` if there is none to copy.
    fn image_at(
        &mut self,
        place: usize,
        target: &ArticlePath,
        (places, own): (&[Place], &Workspace),
    ) -> Option<ArticlePath> {
        let key = (place, target.clone());
        if let Some(known) = self.images.get(&key) {
            return known.clone();
        }
        let bytes = places[place].workspace.attachment(target).ok().filter(|_| target.is_image());
        let to = bytes.and_then(|bytes| self.room_for(target, &bytes, own).map(|it| (it, bytes)));
        let to = to.map(|((to, is_there), _)| {
            if !is_there {
                self.copies.insert(to.clone(), key.clone());
            }
            to
        });
        self.images.insert(key, to.clone());
        to
    }

    /// A place for the image that holds `bytes`, and whether it is there already.
    fn room_for(
        &mut self,
        target: &ArticlePath,
        bytes: &[u8],
        own: &Workspace,
    ) -> Option<(ArticlePath, bool)> {
        let name = String::from_utf8_lossy(target.file_name()).into_owned();
        let (stem, suffix) = name.rsplit_once('.')?;
        let stem = match crate::parse::skeleton::id_of_title(stem) {
            stem if stem.is_empty() => "image".to_owned(),
            stem => stem,
        };
        let home = own.home();
        let slash = if home.is_empty() { "" } else { "/" };
        let suffix = suffix.to_ascii_lowercase();
        let hash = hash_blob(bytes);
        let next = self.numbers.entry(format!("{stem}.{suffix}")).or_insert(1);
        loop {
            let number = if *next == 1 { String::new() } else { format!("-{next}") };
            let path = ArticlePath::new(format!("{home}{slash}images/{stem}{number}.{suffix}"));
            *next += 1;
            match own.attachment(&path) {
                Ok(there) if hash_blob(&there) == hash => return Some((path, true)),
                _ if own.exists(&path) => {}
                _ => return Some((path, false)),
            }
        }
    }
}

/// Where the destinations of links stand, and whether each is an image's.
fn destinations(text: &str, outline: &Outline) -> Vec<(Span, bool)> {
    let is_told = |span: &Span| {
        // Where a destination cannot be told from its link, nobody changes it.
        let written = text.get(span.range()).unwrap_or_default();
        !written.is_empty() && !written.starts_with(['[', '!', '<'])
    };
    let links = outline.links.iter().map(|link| (link.span, link.kind == LinkKind::Image));
    let mut all: Vec<(Span, bool)> = links.filter(|(span, _)| is_told(span)).collect();
    all.extend(html_links::destinations(text, outline));
    all.sort_by_key(|(span, _)| *span);
    all.dedup_by_key(|(span, _)| *span);
    all
}
