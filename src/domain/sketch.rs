//! What is kept of a body to find others that say the same.

/// A body in a few numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// A hash of how the body begins and ends; `None` if it says too little to be a copy.
    pub ends: Option<u64>,
}
