//! What a git repository knows: its files, their bytes, and when they came and changed.
//!
//! The only user of libgit2. It reads and never writes, never runs a hook, a
//! filter or a helper, never opens a connection, and fetches nothing that a
//! shallow or partial clone left out: what is not there is unknown, not old.

mod bits;
mod blob;
mod body;
mod changes;
mod commit;
mod dates;
mod diff;
mod edited;
mod files;
mod graph;
mod history;
mod ignores;
mod landed;
mod like;
mod lives;
mod message;
mod moves;
mod names;
mod on_day;
mod removal;
mod rename;
mod repository;
mod setting;
mod signed;
mod table;
mod tree;
mod words;

pub use blob::{BlobError, hash_blob};
pub use body::{BodyHash, body_hash};
pub use changes::{Change, Now, changed_lines, unified_diff};
pub use dates::Dated;
pub use edited::Edited;
pub use files::{FileKind, Tracked};
pub use like::{is_like, only_one};
pub use lives::{Author, Lives, Text};
pub use message::Message;
pub use moves::Sought;
pub use removal::Removal;
pub use rename::pair;
pub use repository::Repository;
pub use setting::{YesNo, yes_no};
pub use signed::Signed;
pub use table::CommitTable;
pub use words::words_by_version;

use crate::domain::history::ObjectId;
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;

/// How many bytes an object id has in the repositories libgit2 opens for us (SHA-1).
const ID_BYTES: usize = 20;

/// Our word for libgit2's object id.
fn object_id(id: git2::Oid) -> ObjectId {
    ObjectId::new(id.as_bytes()).expect("libgit2 gives ids of 20 or 32 bytes")
}

/// libgit2's word for our object id; `None` if it is of another hash than the repository's.
fn oid(id: ObjectId) -> Option<git2::Oid> {
    git2::Oid::from_bytes(id.as_bytes()).ok()
}

/// A failure that libgit2 explains; its words may hold names from the repository.
fn failure(failed: impl Into<String>, cause: &git2::Error) -> Failure {
    Failure::new(failed).because(Untrusted::new(cause.message()))
}

#[cfg(test)]
mod border_tests;
#[cfg(test)]
mod test_repository;
