//! The three exit codes, the same for every command and format.

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done, and nothing to say against it.
    Fine,
    /// 1: findings at or above the limit, or nothing answers.
    Found,
    /// 2: could not work, or not everything was looked at.
    Broken,
}

impl Exit {
    /// The number the shell sees.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Found => 1,
            Self::Broken => 2,
        }
    }
}
