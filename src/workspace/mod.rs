//! A library put together: where it is, what it holds, how to read it.
//!
//! The only part that joins files, git, parsing and the index. It prints
//! nothing and judges nothing: commands do that with what they get here.

mod acts;
mod acts_kept;
mod adopt;
mod answer;
mod cache;
mod changed;
mod changes;
mod claims;
mod claims_kept;
mod components;
mod data;
mod defaults;
mod edits;
mod evidence;
mod facts;
mod fresh;
mod held;
mod history;
mod indexing;
mod life;
mod lineage;
mod listing;
mod load;
mod manifest;
mod manifest_bytes;
mod moves;
mod need;
mod open;
mod outlet;
mod past;
mod paths;
mod query_log;
mod reader;
mod redated;
mod refresh;
mod reuse;
mod reviewed;
mod revisions;
mod rows;
mod section;
mod set_up;
mod since;
mod source;
mod sources;
mod spelling;
mod status;
mod turns;
mod writers;

pub use acts::address_digest;
pub use adopt::{Everything, IMAGE_BYTES_MAX, is_blob};
pub use changes::Changes;
pub use data::Data;
pub use listing::Look;
pub use load::{Depth, Loaded, Read};
pub use moves::Evidence;
pub use open::{Ask, Workspace};
pub use outlet::Outlet;
pub use past::Told;
pub use refresh::Searchable;
pub use section::Answer;
pub use source::{Entry, Listing};
pub use spelling::Spelling;
pub use status::Scrutiny;
pub use turns::Refresh;

/// The largest article that is read, in bytes.
pub const ARTICLE_BYTES_MAX: u64 = 2 * 1024 * 1024;
