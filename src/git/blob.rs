//! Reads the bytes of files from the object database, and names bytes as git does.
//!
//! A blob is given as it is stored: no filter, no line-end conversion, no limit.
//! Callers ask for the size first where a stranger chose it.

use git2::{ErrorCode, ObjectType};

use super::repository::Repository;
use super::{object_id, oid};
use crate::domain::history::ObjectId;

/// Why a blob cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlobError {
    /// It is not here, as in a partial clone; it may be elsewhere.
    Missing,
    /// What is here cannot be read, or is not a blob.
    Corrupt,
}

impl std::fmt::Display for BlobError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Missing => "is not in this clone; `git fetch --refetch` brings it",
            Self::Corrupt => "is damaged in the object database; `git fsck` tells more",
        })
    }
}

impl Repository {
    /// The bytes of a blob.
    ///
    /// # Errors
    ///
    /// If it is missing or damaged.
    pub fn blob(&self, id: ObjectId) -> Result<Vec<u8>, BlobError> {
        let odb = self.inner.odb().map_err(|_| BlobError::Corrupt)?;
        let object = odb.read(oid(id).ok_or(BlobError::Missing)?).map_err(|cause| kind(&cause))?;
        if object.kind() != ObjectType::Blob {
            return Err(BlobError::Corrupt);
        }
        Ok(object.data().to_vec())
    }

    /// How many bytes a blob has, without reading them.
    ///
    /// # Errors
    ///
    /// If it is missing or damaged.
    pub fn blob_size(&self, id: ObjectId) -> Result<usize, BlobError> {
        let odb = self.inner.odb().map_err(|_| BlobError::Corrupt)?;
        let id = oid(id).ok_or(BlobError::Missing)?;
        match odb.read_header(id).map_err(|cause| kind(&cause))? {
            (bytes, ObjectType::Blob) => Ok(bytes),
            _ => Err(BlobError::Corrupt),
        }
    }
}

fn kind(cause: &git2::Error) -> BlobError {
    if cause.code() == ErrorCode::NotFound { BlobError::Missing } else { BlobError::Corrupt }
}

/// The id git gives to a blob of these bytes, in repositories that use SHA-1.
#[must_use]
pub fn hash_blob(bytes: &[u8]) -> ObjectId {
    object_id(hash(bytes))
}

fn hash(bytes: &[u8]) -> git2::Oid {
    let id = git2::Oid::hash_object(ObjectType::Blob, bytes);
    id.expect("hashing bytes in memory asks nothing that could be refused")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::test_repository::TestRepository;

    #[test]
    fn bytes_have_the_name_git_gives_them() {
        assert_eq!(hash_blob(b"").to_string(), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assert_eq!(hash_blob(b"a\n").to_string(), "78981922613b2afb6025042ff6bd878ac1994e85");
    }

    #[test]
    fn a_blob_is_read_as_stored_and_measured_without_reading() {
        let world = TestRepository::new();
        world.commit(1, &[("a.md", "one\r\n")]);
        let id = hash_blob(b"one\r\n");
        assert_eq!(world.open().blob(id), Ok(b"one\r\n".to_vec()));
        assert_eq!(world.open().blob_size(id), Ok(5));
    }

    #[test]
    fn a_blob_elsewhere_is_missing_and_a_damaged_one_is_corrupt() {
        let world = TestRepository::new();
        world.commit(1, &[("a.md", "one\n"), ("b.md", "two\n")]);
        assert_eq!(world.open().blob(hash_blob(b"three\n")), Err(BlobError::Missing));
        assert_eq!(world.open().blob_size(hash_blob(b"three\n")), Err(BlobError::Missing));
        world.forget(hash_blob(b"one\n"));
        assert_eq!(world.open().blob(hash_blob(b"one\n")), Err(BlobError::Missing));
        world.damage(hash_blob(b"two\n"));
        assert_eq!(world.open().blob(hash_blob(b"two\n")), Err(BlobError::Corrupt));
        assert_eq!(world.open().blob_size(hash_blob(b"two\n")), Err(BlobError::Corrupt));
    }

    #[test]
    fn a_commit_is_not_a_blob() {
        let world = TestRepository::new();
        let commit = world.commit(1, &[("a.md", "one\n")]);
        assert_eq!(world.open().blob(commit), Err(BlobError::Corrupt));
        assert_eq!(world.open().blob_size(commit), Err(BlobError::Corrupt));
    }
}
