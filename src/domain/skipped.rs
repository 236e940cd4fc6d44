//! Files that are not looked at, and why.

use super::path::ArticlePath;

/// A file that was not looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The file.
    pub path: ArticlePath,
    /// Why, lower case.
    pub why: String,
    /// What kind of reason that is.
    pub skip: Skip,
}

/// Why a file is not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// It should be readable and is not: then not everything was looked at.
    Unread,
    /// It is refused for its size.
    TooLarge,
    /// It is a symbolic link; links are never followed.
    Link,
    /// It is a symbolic link that leads out of the repository.
    LinkOutside,
    /// It is a pipe, a socket or a device.
    NoFile,
}

impl Skip {
    /// Every reason, in an order that caches rely on: new ones come last.
    pub const ALL: [Self; 5] =
        [Self::Unread, Self::TooLarge, Self::Link, Self::LinkOutside, Self::NoFile];
}

impl Skipped {
    /// True if it was meant to be readable; false for what is refused by design.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.skip == Skip::Unread
    }
}
