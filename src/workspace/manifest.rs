//! What an index holds, file by file, and by what each is known to be unchanged.
//!
//! Two files: `manifest` with everything, in parts that are read one by one by as many threads
//! as there are, and `changes` with what differs since, so that one changed article costs the
//! same in a library of any size. Both can be deleted, damaged or left behind by another version
//! at any time: whatever is in doubt counts as absent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::history::ObjectId;
use crate::domain::outcome::Skipped;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::fs::look::Seen;
use crate::fs::stat::Stat;
use crate::fs::walk::{Folder, FolderKind};
use crate::fs::{place, write};

use super::components::Components;
use super::fresh::Rules;
use super::manifest_bytes::{self, Base, Row, StoredPart, folder, grouped, rows};

/// More changes than this are written into the manifest itself.
const CHANGES_MAX: usize = 512;
/// A file changed this short a time before it was looked at may have changed again without a
/// trace in its times: it is hashed again. Coarse file systems tick every two seconds.
const RACY_NANOSECONDS: i64 = 2_000_000_000;

/// A file as it was indexed; `None` for one that would be an article, were it there.
pub(super) type Held = Option<(Stat, ObjectId)>;

/// What is known of the index as a whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// What the index depends on beside its files.
    pub(super) key: String,
    /// What git's own index was, if the list of files depends on it.
    pub(super) git_index: Option<Stat>,
    /// What lies outside of the library and says which files git ignores.
    pub(super) rules: Vec<Rules>,
    /// When a look at the files began, by the clock of the file system.
    pub(super) looked_ns: i64,
    /// How many articles there are.
    pub(super) articles: usize,
    /// What was not indexed.
    pub(super) skipped: Vec<Skipped>,
    /// The files that the index itself consists of, as they were written.
    pub(super) components: Components,
    /// What the files held when the index was committed.
    pub(super) content: u128,
}

impl Head {
    /// True if `stat` is old enough for its times to tell of every later change.
    pub(super) fn is_settled(&self, stat: &Stat) -> bool {
        stat.mtime_ns < self.looked_ns.saturating_sub(RACY_NANOSECONDS)
    }

    /// True if the list of files depends on what that of `other` does.
    pub(super) fn depends_on_same(&self, other: &Self) -> bool {
        self.git_index == other.git_index && self.rules == other.rules
    }

    /// True if all that the list of files depends on is old enough to be trusted.
    pub(super) fn vouches_for(&self, folders: &[Folder]) -> bool {
        let rules = self.rules.iter().filter_map(|(_, stat)| stat.as_ref());
        let is_settled = |folder: &Folder| match &folder.rules {
            Seen::File(rules) => self.is_settled(rules) && self.is_settled(&folder.stat),
            Seen::Nothing => self.is_settled(&folder.stat),
            Seen::Other => false,
        };
        rules.chain(&self.git_index).all(|stat| self.is_settled(stat))
            && folders.iter().filter(|it| it.kind != FolderKind::Refused).all(is_settled)
    }

    /// What an index of exactly these files is committed with.
    ///
    /// Where two processes write in turn, one's manifest and the other's index can
    /// come to lie side by side: each is sound, and together they are a wrong answer.
    pub(super) fn payload(&self) -> String {
        format!("{} {:032x}", self.key, self.content)
    }

    /// Counts a file in place of another.
    fn count(&mut self, path: &ArticlePath, old: Held, new: Held) {
        if let Some((_, blob)) = old {
            self.content = self.content.wrapping_sub(digest(path, &blob));
            self.articles = self.articles.saturating_sub(1);
        }
        if let Some((_, blob)) = new {
            self.content = self.content.wrapping_add(digest(path, &blob));
            self.articles += 1;
        }
    }
}

/// One file's share of what all files hold: shares are added up, so that one can be exchanged.
fn digest(path: &ArticlePath, blob: &ObjectId) -> u128 {
    let mut digest = Sha256::new();
    digest.update(path.as_bytes());
    digest.update([0]);
    digest.update(blob.as_bytes());
    let bytes = digest.finalize();
    bytes.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte))
}

/// What an index holds, file by file.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) head: Head,
    /// True if the files of the index are the same bytes in files that look different.
    pub(super) is_moved: bool,
    base: Base,
    /// What is not as the base says.
    files: BTreeMap<ArticlePath, Held>,
    folders: BTreeMap<ArticlePath, Folder>,
}

impl Manifest {
    /// The manifest of an index of `files`, which lie in `folders`.
    pub(super) fn new(head: Head, files: &BTreeMap<ArticlePath, Held>, folders: &[Folder]) -> Self {
        let mut manifest = Self { head, ..Self::default() };
        manifest.head.content = 0;
        manifest.head.articles = 0;
        for (path, held) in files {
            manifest.head.count(path, None, *held);
        }
        manifest.base = Base::of(files, folders);
        manifest
    }

    /// Reads the manifest in `folder`; `None` if there is none that can be trusted.
    pub(super) fn load(folder: &Path) -> Option<Self> {
        let (head, base) = Base::open(&folder.join("manifest"))?;
        let beside = place::read_file(&folder.join("changes")).ok();
        // What belongs to another base was overtaken by it.
        let changed = beside.and_then(|bytes| manifest_bytes::changed(base.id, &bytes));
        let (head, files, folders) = changed.unwrap_or((head, BTreeMap::new(), BTreeMap::new()));
        Some(Self { head, base, files, folders, is_moved: false })
    }

    /// Writes into `folder` what has changed, whole or not at all.
    pub(super) fn store(&mut self, folder: &Path) -> Result<(), Failure> {
        let changes = self.files.len() + self.folders.len();
        if self.base.file.is_some() && changes <= CHANGES_MAX {
            let bytes =
                manifest_bytes::changes(self.base.id, &self.head, &self.files, &self.folders);
            return write::write_atomically(&folder.join("changes"), &bytes);
        }
        if self.base.file.is_some() {
            let damaged = || Failure::new("cannot read the list of indexed files");
            let (files, folders) = self.all().ok_or_else(damaged)?;
            *self = Self { base: Base::of(&files, &folders), ..self.headed() };
        }
        let place = folder.join("manifest");
        write::write_atomically(&place, &self.base.bytes(&self.head))?;
        // Changes of an older base are none of this one's; they only take room.
        place::forget(&folder.join("changes"));
        if let Some((_, base)) = Base::open(&place) {
            self.base = base;
        }
        Ok(())
    }

    fn headed(&mut self) -> Self {
        Self { head: std::mem::take(&mut self.head), ..Self::default() }
    }

    /// True if the manifest in `folder` still rests on the same base.
    pub(super) fn is_based_in(&self, folder: &Path) -> bool {
        Base::open(&folder.join("manifest")).is_some_and(|(_, now)| now.id == self.base.id)
    }

    /// Takes `new` for what is held of the file at `path`, in place of `old`.
    pub(super) fn change(&mut self, path: &ArticlePath, old: Held, new: Held) {
        self.head.count(path, old, new);
        self.files.insert(path.clone(), new);
    }

    /// Takes `folder` for what its folder looks like.
    pub(super) fn change_folder(&mut self, folder: Folder) {
        self.folders.insert(folder.path.clone(), folder);
    }

    /// How many parts there are to look through.
    pub(super) fn parts(&self) -> usize {
        self.base.parts.len() + 1
    }

    /// Hands the files of part number `part` to `visit`; `None` if it is damaged.
    pub(super) fn visit(&self, part: usize, visit: &mut dyn FnMut(Row<'_>)) -> Option<()> {
        if part == self.base.parts.len() {
            let part = StoredPart { folders: Vec::new(), files: grouped(&self.files) };
            return rows(&part, visit);
        }
        let bytes = self.base.part(part)?;
        let stored: StoredPart<'_> = postcard::from_bytes(&bytes).ok()?;
        if self.files.is_empty() {
            return rows(&stored, visit);
        }
        let overlaid: BTreeSet<&[u8]> = self.files.keys().map(ArticlePath::folder).collect();
        rows(&stored, &mut |row| {
            if !overlaid.contains(row.folder) || !self.files.contains_key(&row.path()) {
                visit(row);
            }
        })
    }

    /// The folders that were met; `None` if the part that has them is damaged.
    pub(super) fn folders(&self) -> Option<Vec<Folder>> {
        let mut all = Vec::new();
        for part in 0..self.base.parts.len() {
            let bytes = self.base.part(part)?;
            let stored: StoredPart<'_> = postcard::from_bytes(&bytes).ok()?;
            // They come first.
            if stored.folders.is_empty() {
                break;
            }
            for stored in &stored.folders {
                let folder = folder(stored)?;
                all.push(self.folders.get(&folder.path).cloned().unwrap_or(folder));
            }
        }
        Some(all)
    }

    /// Every file that was indexed; `None` if a part is damaged.
    pub(super) fn files(&self) -> Option<BTreeMap<ArticlePath, (Stat, ObjectId)>> {
        let held = self.all()?.0.into_iter();
        Some(held.filter_map(|(path, held)| Some((path, held?))).collect())
    }

    fn all(&self) -> Option<(BTreeMap<ArticlePath, Held>, Vec<Folder>)> {
        let mut files = BTreeMap::new();
        for part in 0..self.parts() {
            self.visit(part, &mut |row| {
                files.insert(row.path(), row.held);
            })?;
        }
        Some((files, self.folders()?))
    }
}
