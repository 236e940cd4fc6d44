//! What is kept of a body to find others that say the same.

/// How many minima a sketch keeps: 224 bytes an article.
pub const BINS: usize = 56;

/// A body in a few numbers: similar bodies have similar ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// A hash of how the body begins and ends; `None` if it says too little to be a copy, or
    /// nobody asked.
    pub ends: Option<u64>,
    /// What its prose is made of; `None` if that is too little, or nobody asked.
    pub prose: Option<Box<Prose>>,
}

/// Prose, as the runs of words it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// How many runs there are, repeated ones counted again.
    pub runs: u32,
    /// The least hash of the runs that fall into each bin.
    pub bins: [u32; BINS],
}
