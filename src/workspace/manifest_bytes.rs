//! The bytes of a manifest: its head, its parts, and what each of them says.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::history::ObjectId;
use crate::domain::outcome::{Skip, Skipped};
use crate::domain::path::ArticlePath;
use crate::fs::look::Seen;
use crate::fs::parts::Parts;
use crate::fs::stat::Stat;
use crate::fs::walk::{Folder, FolderKind};

use super::components::Components;
use super::manifest::{Head, Held};

/// Starts every manifest. The digit grows with its form.
const MAGIC: &[u8; 8] = b"kbmanif4";
/// Starts every list of changes.
const MAGIC_CHANGES: &[u8; 8] = b"kbchang2";
/// Bytes before the head: magic, checksum and length of the head.
const LEAD: usize = 16;
/// A part is closed once it has so many bytes: enough to be worth a thread's while.
const PART_BYTES: usize = 32 * 1024;
/// What a file takes in a part beside its name.
const FILE_BYTES: usize = 48;

/// Everything, as it was written last.
#[derive(Debug, Default)]
pub(super) struct Base {
    /// Which base changes belong to.
    pub(super) id: u64,
    /// `None` while it is in memory only.
    pub(super) file: Option<Parts>,
    memory: Vec<u8>,
    /// Where the parts begin, how long they are, and their checksums.
    pub(super) parts: Vec<(u64, u32, u32)>,
}

#[derive(Serialize, Deserialize)]
struct StoredHead<'b> {
    key: &'b str,
    content: u128,
    git_index: Option<Stat>,
    rules: Vec<(&'b [u8], Option<Stat>)>,
    looked_ns: i64,
    articles: usize,
    /// Path, why, and the place of the reason in [`Skip::ALL`].
    #[serde(borrow)]
    skipped: Vec<(&'b [u8], &'b str, u8)>,
    components: Components,
    /// Lengths and checksums of the parts.
    parts: Vec<(u32, u32)>,
}

#[derive(Serialize, Deserialize)]
struct StoredChanges<'b> {
    base: u64,
    #[serde(borrow)]
    head: StoredHead<'b>,
    part: StoredPart<'b>,
}

/// A folder's path, kind, stat, and the stat of its rules: none, of a file, or of something else.
pub(super) type StoredFolder<'b> = (&'b [u8], u8, Stat, Option<Option<Stat>>);

#[derive(Default, Serialize, Deserialize)]
pub(super) struct StoredPart<'b> {
    #[serde(borrow)]
    pub(super) folders: Vec<StoredFolder<'b>>,
    #[serde(borrow)]
    pub(super) files: Vec<(&'b [u8], Vec<StoredFile<'b>>)>,
}

/// A name in a folder, and what was indexed.
pub(super) type StoredFile<'b> = (&'b [u8], Option<(Stat, &'b [u8])>);

/// The files of a part that lie in one folder, one after the other.
pub(super) struct Row<'p> {
    pub(super) folder: &'p [u8],
    pub(super) name: &'p [u8],
    pub(super) held: Held,
}

impl Row<'_> {
    pub(super) fn path(&self) -> ArticlePath {
        match self.folder {
            b"" => ArticlePath::new(self.name),
            folder => ArticlePath::new([folder, b"/", self.name].concat()),
        }
    }
}

impl Base {
    pub(super) fn of(files: &BTreeMap<ArticlePath, Held>, folders: &[Folder]) -> Self {
        let mut base = Self::default();
        for folders in folders.chunks(PART_BYTES / 64) {
            let folders = folders.iter().map(stored_folder).collect();
            base.push(&StoredPart { folders, files: Vec::new() });
        }
        let (mut part, mut bytes) = (StoredPart::default(), 0);
        for (folder, files) in grouped(files) {
            for file in files {
                match part.files.last_mut() {
                    Some((last, files)) if *last == folder => files.push(file),
                    _ => part.files.push((folder, vec![file])),
                }
                bytes += file.0.len() + FILE_BYTES;
                if bytes > PART_BYTES {
                    base.push(&std::mem::take(&mut part));
                    bytes = 0;
                }
            }
        }
        if bytes > 0 {
            base.push(&part);
        }
        base
    }

    fn push(&mut self, part: &StoredPart<'_>) {
        let bytes = encoded(part);
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.parts.push((self.memory.len() as u64, length, crc32fast::hash(&bytes)));
        self.memory.extend(bytes);
    }

    pub(super) fn part(&self, number: usize) -> Option<Vec<u8>> {
        let (start, length, checksum) = *self.parts.get(number)?;
        let length = usize::try_from(length).ok()?;
        let bytes = if let Some(file) = &self.file {
            file.read(start, length)?
        } else {
            let start = usize::try_from(start).ok()?;
            self.memory.get(start..start + length)?.to_vec()
        };
        (crc32fast::hash(&bytes) == checksum).then_some(bytes)
    }

    /// Opens the base at `path`; `None` if there is none that can be trusted.
    pub(super) fn open(path: &Path) -> Option<(Head, Self)> {
        let file = Parts::open(path)?;
        let lead = file.read(0, LEAD)?;
        let (checksum, length) = lead.strip_prefix(MAGIC)?.split_first_chunk::<4>()?;
        let length = u32::from_le_bytes(length.try_into().ok()?);
        let bytes = file.read(LEAD as u64, usize::try_from(length).ok()?)?;
        if crc32fast::hash(&bytes) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let stored: StoredHead<'_> = postcard::from_bytes(&bytes).ok()?;
        let mut start = LEAD as u64 + u64::from(length);
        let mut parts = Vec::with_capacity(stored.parts.len());
        for (bytes, checksum) in &stored.parts {
            parts.push((start, *bytes, *checksum));
            start += u64::from(*bytes);
        }
        let is_whole = start == file.bytes();
        let base = Self { id: id_of(&bytes), file: Some(file), memory: Vec::new(), parts };
        is_whole.then_some((head(stored)?, base))
    }

    /// The bytes of a base that is in memory, with what is known of the index as a whole.
    pub(super) fn bytes(&self, head: &Head) -> Vec<u8> {
        let mut head = stored_head(head);
        head.parts = self.parts.iter().map(|(_, bytes, sum)| (*bytes, *sum)).collect();
        let head = encoded(&head);
        let length = u32::try_from(head.len()).unwrap_or(u32::MAX).to_le_bytes();
        let checksum = crc32fast::hash(&head).to_le_bytes();
        [MAGIC.as_slice(), &checksum, &length, &head, &self.memory].concat()
    }
}

/// The bytes of what differs from the base `base`.
pub(super) fn changes(
    base: u64,
    head: &Head,
    files: &BTreeMap<ArticlePath, Held>,
    folders: &BTreeMap<ArticlePath, Folder>,
) -> Vec<u8> {
    let folders = folders.values().map(stored_folder).collect();
    let part = StoredPart { folders, files: grouped(files) };
    let body = encoded(&StoredChanges { base, head: stored_head(head), part });
    [MAGIC_CHANGES.as_slice(), &crc32fast::hash(&body).to_le_bytes(), &body].concat()
}

/// What [`changes`] made of a head, files and folders.
pub(super) type Changed = (Head, BTreeMap<ArticlePath, Held>, BTreeMap<ArticlePath, Folder>);

/// Reads what [`changes`] wrote; `None` if it cannot be trusted or belongs to another base.
pub(super) fn changed(base: u64, bytes: &[u8]) -> Option<Changed> {
    let (checksum, body) = bytes.strip_prefix(MAGIC_CHANGES)?.split_first_chunk::<4>()?;
    if crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
        return None;
    }
    let stored: StoredChanges<'_> = postcard::from_bytes(body).ok()?;
    if stored.base != base {
        return None;
    }
    let mut files = BTreeMap::new();
    rows(&stored.part, &mut |row| {
        files.insert(row.path(), row.held);
    })?;
    let folders = stored.part.folders.iter().map(folder);
    let folders = folders.map(|folder| folder.map(|it| (it.path.clone(), it)));
    Some((head(stored.head)?, files, folders.collect::<Option<_>>()?))
}

fn encoded(stored: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(stored).expect("plain lists of bytes can be encoded")
}

/// What tells one base from another: the head names its parts and when it was made.
fn id_of(head: &[u8]) -> u64 {
    let digest = Sha256::digest(head);
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

pub(super) fn rows(part: &StoredPart<'_>, visit: &mut dyn FnMut(Row<'_>)) -> Option<()> {
    for (folder, files) in &part.files {
        for (name, held) in files {
            let held = match held {
                Some((stat, blob)) => Some((*stat, ObjectId::new(blob)?)),
                None => None,
            };
            visit(Row { folder, name, held });
        }
    }
    Some(())
}

/// Files by the folders they lie in, as long as one follows the other.
pub(super) fn grouped(files: &BTreeMap<ArticlePath, Held>) -> Vec<(&[u8], Vec<StoredFile<'_>>)> {
    let mut groups: Vec<(&[u8], Vec<StoredFile<'_>>)> = Vec::new();
    for (path, held) in files {
        let file = (path.file_name(), held.as_ref().map(|(stat, blob)| (*stat, blob.as_bytes())));
        match groups.last_mut() {
            Some((folder, files)) if *folder == path.folder() => files.push(file),
            _ => groups.push((path.folder(), vec![file])),
        }
    }
    groups
}

fn stored_head(head: &Head) -> StoredHead<'_> {
    let skipped = head.skipped.iter();
    StoredHead {
        key: &head.key,
        content: head.content,
        git_index: head.git_index,
        rules: head.rules.iter().map(|(path, stat)| (path.as_slice(), *stat)).collect(),
        looked_ns: head.looked_ns,
        articles: head.articles,
        skipped: skipped.map(|it| (it.path.as_bytes(), &*it.why, place_of(it.skip))).collect(),
        components: head.components.clone(),
        parts: Vec::new(),
    }
}

fn head(stored: StoredHead<'_>) -> Option<Head> {
    let skipped = |(path, why, skip): &(&[u8], &str, u8)| {
        let skip = *Skip::ALL.get(usize::from(*skip))?;
        Some(Skipped { path: ArticlePath::new(path), why: (*why).to_owned(), skip })
    };
    let rules = stored.rules.into_iter().map(|(path, stat)| (path.to_vec(), stat));
    Some(Head {
        key: stored.key.to_owned(),
        git_index: stored.git_index,
        rules: rules.collect(),
        looked_ns: stored.looked_ns,
        articles: stored.articles,
        skipped: stored.skipped.iter().map(skipped).collect::<Option<_>>()?,
        content: stored.content,
        components: stored.components,
    })
}

fn stored_folder(folder: &Folder) -> StoredFolder<'_> {
    let kind = match folder.kind {
        FolderKind::Entered => 0,
        FolderKind::Repository => 1,
        FolderKind::Refused => 2,
    };
    let rules = match folder.rules {
        Seen::Nothing => None,
        Seen::File(stat) => Some(Some(stat)),
        Seen::Other => Some(None),
    };
    (folder.path.as_bytes(), kind, folder.stat, rules)
}

pub(super) fn folder((path, kind, stat, rules): &StoredFolder<'_>) -> Option<Folder> {
    let kind = match kind {
        0 => FolderKind::Entered,
        1 => FolderKind::Repository,
        2 => FolderKind::Refused,
        _ => return None,
    };
    let rules = match rules {
        None => Seen::Nothing,
        Some(Some(stat)) => Seen::File(*stat),
        Some(None) => Seen::Other,
    };
    Some(Folder { path: ArticlePath::new(path), kind, stat: *stat, rules })
}

fn place_of(skip: Skip) -> u8 {
    let place = Skip::ALL.iter().position(|it| *it == skip);
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}
