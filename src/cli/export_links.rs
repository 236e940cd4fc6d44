//! Where the links of an article lead once it stands on a page elsewhere.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::domain::export::Page;
use crate::domain::export_address::{Addresses, relative};
use crate::domain::markdown::LinkKind;
use crate::domain::path::ArticlePath;
use crate::domain::reuse::{Reuse, SIDECAR_SUFFIX};
use crate::parse::portable::{Flavour, Leads, Portable, portable};
use crate::parse::portable_html::is_active_drawing;
use crate::parse::reuse::sidecar;
use crate::rules::routes::{Route, Routes};
use crate::workspace::ARTICLE_BYTES_MAX;

use super::check_library::nothing_moved;
use super::export_gate;
use super::export_library::Library;
use super::other_files::OtherFiles;

/// How pages name one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// By their files: `../other.md`.
    Files,
    /// As they are served: `../other/`.
    Folders,
    /// By the file in the folder of each: `../other/index.md`.
    Indexes,
    /// By their addresses on the web; by their files where they have none.
    Web,
}

/// The roads of a library that is handed over.
pub(super) struct Roads<'l> {
    stock: &'l Library,
    routes: Routes<'l>,
    form: Form,
    /// What pages show or link and takes along: where each lies, and the name it gets.
    files: RefCell<Files>,
    /// What lies beside articles about licences, once a file goes along.
    reuse: OnceCell<Reuse>,
}

#[derive(Default)]
struct Files {
    names: BTreeMap<ArticlePath, Option<String>>,
    /// Those that their own licences keep.
    withheld: Vec<ArticlePath>,
    images: Addresses,
    tables: Addresses,
}

impl<'l> Roads<'l> {
    /// The roads of `library`, for pages that name one another in that form; `with` them.
    pub(super) fn with<T>(
        library: &'l Library,
        form: Form,
        with: impl FnOnce(&Roads<'_>) -> T,
    ) -> T {
        let workspace = &library.workspace;
        let others = OtherFiles::new(workspace);
        let places = others.places(&nothing_moved);
        let pages_are_folders = !workspace.settings.has_own_fields;
        let routes = Routes::new(&library.articles, places, pages_are_folders);
        with(&Roads {
            stock: library,
            routes,
            form,
            files: RefCell::default(),
            reuse: OnceCell::new(),
        })
    }

    /// The body of `page` with its links led where the pages are.
    pub(super) fn body(&self, page: &Page, flavour: Flavour) -> Portable {
        let leads = |to: &str, kind: LinkKind| self.leads(page, to, kind);
        let article = &self.stock.articles[page.number];
        portable(article, &self.stock.texts[page.number], flavour, &leads)
    }

    /// Every file that goes along with pages, with the address it gets: images below `images/`,
    /// tables below `files/`.
    pub(super) fn files(&self) -> Vec<(String, ArticlePath)> {
        let files = self.files.borrow();
        let named = files.names.iter();
        named
            .filter_map(|(path, name)| Some((address(path, name.as_ref()?), path.clone())))
            .collect()
    }

    /// What pages would show or link, and what is said of its own licence keeps.
    pub(super) fn withheld_files(&self) -> Vec<ArticlePath> {
        let mut withheld = self.files.borrow().withheld.clone();
        withheld.sort_unstable();
        withheld
    }

    fn leads(&self, page: &Page, destination: &str, kind: LinkKind) -> Leads {
        match self.routes.of(page.number, destination) {
            Route::Address if is_harmless(destination) => Leads::Same,
            Route::Address | Route::Nowhere => Leads::Nowhere,
            Route::Article(_, _) if kind == LinkKind::Image => Leads::Nowhere,
            Route::Article(number, anchor) => self.to_article(page, number, anchor.as_deref()),
            Route::File(path) => self.to_file(page, &path, kind),
        }
    }

    fn to_article(&self, from: &Page, number: usize, anchor: Option<&str>) -> Leads {
        let handover = &self.stock.handover;
        if let Some(to) = handover.page(number) {
            let anchor = anchor.and_then(|anchor| self.anchor(number, anchor));
            return Leads::To(self.to_page(from, to, anchor.as_deref()));
        }
        let place = handover.gone.binary_search_by_key(&number, |gone| gone.number);
        let Ok(place) = place else { return Leads::Nowhere };
        let gone = &handover.gone[place];
        match handover.successor(gone) {
            Some(to) => Leads::To(self.to_page(from, to, None)),
            None if self.form == Form::Web => Leads::Nowhere,
            None => Leads::To(self.to_address(&from.address, &gone.address, None)),
        }
    }

    fn to_page(&self, from: &Page, to: &Page, anchor: Option<&str>) -> String {
        match (self.form, to.web_address()) {
            (Form::Web, Some(address)) => {
                anchor.map_or_else(|| address.to_owned(), |it| format!("{address}#{}", percent(it)))
            }
            _ if to.number == from.number && anchor.is_some() => {
                format!("#{}", percent(anchor.unwrap_or_default()))
            }
            _ => self.to_address(&from.address, &to.address, anchor),
        }
    }

    /// How the page at `from` names the one at `to`.
    pub(super) fn to_address(&self, from: &str, to: &str, anchor: Option<&str>) -> String {
        let anchor = anchor.map(|anchor| format!("#{}", percent(anchor))).unwrap_or_default();
        let path = match self.form {
            Form::Folders => percent(&relative(from, to)),
            Form::Indexes => percent(&relative(from, to)) + "index.md",
            Form::Files | Form::Web => format!("{}{}.md", up(from), percent(to)),
        };
        path + &anchor
    }

    /// The anchor of an article that `written` means; `None` if it has no such.
    fn anchor(&self, number: usize, written: &str) -> Option<String> {
        let outline = &self.stock.articles[number].outline;
        let slug = outline.heading_at(written).and_then(|at| outline.slugs.get(at));
        let own = || outline.anchors.iter().find(|anchor| *anchor == written);
        slug.or_else(own).map(str::to_owned)
    }

    fn to_file(&self, page: &Page, path: &ArticlePath, kind: LinkKind) -> Leads {
        let on_web = || self.web_file(path).map_or(Leads::Nowhere, Leads::To);
        let is_table = kind == LinkKind::Link && is_table(path);
        if !path.is_image() && !is_table || self.stock.workspace.bytes(path).is_none() {
            return on_web();
        }
        let mut files = self.files.borrow_mut();
        if !files.names.contains_key(path) {
            let is_taken = self.is_taken(path);
            if !is_taken {
                files.withheld.push(path.clone());
            }
            let name = (is_taken && self.is_copied(path)).then(|| files.name(path));
            files.names.insert(path.clone(), name);
        }
        let Some(Some(name)) = files.names.get(path) else {
            return if is_table { on_web() } else { Leads::Nowhere };
        };
        let up = match self.form {
            Form::Folders | Form::Indexes => "../".repeat(page.address.split('/').count()),
            Form::Files | Form::Web => up(&page.address),
        };
        Leads::To(format!("{up}{}", address(path, &percent(name))))
    }

    /// Where a file that is no article can be read on the web.
    fn web_file(&self, path: &ArticlePath) -> Option<String> {
        let url = self.stock.handover.url.as_deref().filter(|url| url.contains("{path}"))?;
        Some(url.replace("{path}", &percent(&path.lossy())))
    }

    /// Whether what is said of the licence of a file itself lets it leave, in the file beside it
    /// or in `REUSE.toml`; where nothing is said, it goes with its article.
    fn is_taken(&self, path: &ArticlePath) -> bool {
        let workspace = &self.stock.workspace;
        let annotated = self.reuse.get_or_init(|| workspace.reuse()).annotated(path);
        let beside = ArticlePath::new([path.as_bytes(), SIDECAR_SUFFIX.as_bytes()].concat());
        let own = if annotated.overrides { None } else { workspace.text(&beside) };
        let own = own.map(|text| sidecar(&beside, &text)).unwrap_or_default();
        let own = if own.is_empty() { annotated.otherwise } else { &own };
        let stated = annotated.always.into_iter().chain(own);
        let stated: Vec<&str> = stated.map(|it| it.text.as_str()).collect();
        export_gate::takes_file(workspace, path, &stated, self.stock.handover.day)
    }

    /// Whether a file goes along: not too large to be read, and nothing that runs.
    fn is_copied(&self, path: &ArticlePath) -> bool {
        let workspace = &self.stock.workspace;
        let is_drawing = path.lossy().to_lowercase().ends_with(".svg");
        workspace.bytes(path).is_some_and(|bytes| bytes <= ARTICLE_BYTES_MAX)
            && (!is_drawing || workspace.text(path).is_some_and(|svg| !is_active_drawing(&svg)))
    }
}

impl Files {
    fn name(&mut self, path: &ArticlePath) -> String {
        let is_image = path.is_image();
        let path = path.lossy().to_lowercase();
        let (stem, suffix) = path.rsplit_once('.').unwrap_or((&path, ""));
        // All tables end alike: people keep them by their names.
        let address = if is_image {
            self.images.give(&format!("{stem}-{suffix}"))
        } else {
            self.tables.give(stem)
        };
        format!("{address}.{suffix}")
    }
}

/// Where the file at `path` goes that is called `name` there.
fn address(path: &ArticlePath, name: &str) -> String {
    format!("{}/{name}", if path.is_image() { "images" } else { "files" })
}

/// True for a table that goes along with the articles that link it.
fn is_table(path: &ArticlePath) -> bool {
    path.lossy().to_ascii_lowercase().ends_with(".csv")
}

/// The way up from a page to the folder that all lie in.
fn up(address: &str) -> String {
    "../".repeat(address.split('/').count() - 1)
}

/// True for an address that browsers open and nothing runs.
fn is_harmless(destination: &str) -> bool {
    let lower = destination.trim().to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:", "tel:", "ftp://", "//"];
    known.iter().any(|scheme| lower.starts_with(scheme))
}

/// A path or an anchor as part of an address (RFC 3986, section 3.3); letters of any script stay
/// as they are.
fn percent(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_alphanumeric() || "-._~/".contains(character) {
            encoded.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}
