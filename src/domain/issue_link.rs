//! An address that opens a new issue with its title and text filled in: printed, never opened.
//!
//! The parameters are those that forges document: `title` and `body` of GitHub
//! (<https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue>)
//! and of Gitea and Forgejo, `issue[title]` and `issue[description]` of GitLab
//! (<https://docs.gitlab.com/user/project/issues/create_issues/>).

use std::fmt::Write as _;

/// How long an address becomes, in bytes: GitHub answers `414 URI Too Long` at somewhat more than
/// this, and so do servers with the common limit of 8 KiB for the first line of a request.
pub const URL_BYTES_MAX: usize = 8_000;
/// What stands where text was cut.
const CUT: &str = " […]";

/// Where issues of a library are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracker {
    /// The web address of its repository, or the one that `kb.toml` gives; no credentials.
    pub address: String,
}

/// An address to open, and whether all of the text is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueLink {
    /// The address.
    pub url: String,
    /// How many bytes of the text are not in it; 0 if all are.
    pub cut_bytes: usize,
}

impl Tracker {
    /// The tracker of the repository that git fetches from `remote`; `None` for a path on this
    /// machine and for what no web address follows from.
    ///
    /// `git@host:a/b.git`, `ssh://git@host:22/a/b.git` and `https://user:token@host/a/b.git` are
    /// all `https://host/a/b`: a port of ssh says nothing of the web, and a token is nobody's.
    #[must_use]
    pub fn of_remote(remote: &str) -> Option<Self> {
        let remote = remote.trim();
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        let (scheme, rest) = match remote.split_once("://") {
            Some((scheme @ ("https" | "http"), rest)) => (scheme, rest.to_owned()),
            Some(("ssh" | "git+ssh" | "git", rest)) => ("ssh", rest.to_owned()),
            Some(_) => return None,
            // The form of scp: a colon before any slash, and no drive letter.
            None => {
                let (host, path) = remote.split_once(':')?;
                if host.contains('/') || host.len() < 2 {
                    return None;
                }
                ("ssh", format!("{host}/{path}"))
            }
        };
        let (host, path) = rest.split_once('/')?;
        let host = host.rsplit('@').next()?;
        let host = if scheme == "ssh" { host.split(':').next()? } else { host };
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        let is_host = !host.is_empty() && is_plain(host) && !host.starts_with('-');
        if !is_host || path.is_empty() || !is_plain(path) {
            return None;
        }
        let scheme = if scheme == "http" { "http" } else { "https" };
        Some(Self { address: format!("{scheme}://{host}/{path}") })
    }

    /// The address that opens a new issue with `title` and `body`.
    ///
    /// `{title}` and `{body}` in the address are filled in; one without them is that of a
    /// repository or of its form for new issues.
    #[must_use]
    pub fn issue(&self, title: &str, body: &str) -> IssueLink {
        let (before, between, after) = self.frame();
        let title = encoded(title);
        let room = URL_BYTES_MAX.saturating_sub(before.len() + between.len() + after.len());
        let title = fitting(&title, room / 2);
        let mut body_written = encoded(body);
        let room = room - title.len();
        let mut cut_bytes = 0;
        if body_written.len() > room {
            let room = room.saturating_sub(encoded(CUT).len());
            let kept = kept(body, room);
            cut_bytes = body.len() - kept.len();
            body_written = encoded(&format!("{kept}{CUT}"));
        }
        let url = format!("{before}{title}{between}{body_written}{after}");
        IssueLink { url, cut_bytes }
    }

    /// What stands before the title, between it and the body, and after that.
    fn frame(&self) -> (String, String, String) {
        let address = self.address.trim_end_matches('/');
        let placed = address.split_once("{title}").and_then(|(before, rest)| {
            let (between, after) = rest.split_once("{body}")?;
            Some((before.to_owned(), between.to_owned(), after.to_owned()))
        });
        if let Some(placed) = placed {
            return placed;
        }
        let form = if address.ends_with("/issues/new") {
            address.to_owned()
        } else if self.is_gitlab() {
            format!("{}/-/issues/new", address.trim_end_matches("/-/issues"))
        } else {
            format!("{}/issues/new", address.trim_end_matches("/issues"))
        };
        let (title, body) = if self.is_gitlab() {
            ("issue%5Btitle%5D", "issue%5Bdescription%5D")
        } else {
            ("title", "body")
        };
        (format!("{form}?{title}="), format!("&{body}="), String::new())
    }

    /// By its host or by the way its addresses are made.
    fn is_gitlab(&self) -> bool {
        let host = self.address.split("://").nth(1).and_then(|rest| rest.split('/').next());
        host.is_some_and(|host| host.contains("gitlab")) || self.address.contains("/-/")
    }
}

/// As a value of a query: RFC 3986 §2.3 leaves these bytes alone, and all others are `%XX`.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The beginning of what is encoded already that has at most `bytes`, without a torn `%XX`; that
/// a character of several bytes may be torn is for titles of thousands of bytes only.
fn fitting(encoded: &str, bytes: usize) -> &str {
    if encoded.len() <= bytes {
        return encoded;
    }
    let start = &encoded[..bytes];
    let torn = start.rfind('%').filter(|at| at + 3 > bytes);
    &start[..torn.unwrap_or(bytes)]
}

/// The beginning of `text`, whole characters, that encodes to at most `bytes`.
fn kept(text: &str, bytes: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, character)| {
        used += encoded(character.encode_utf8(&mut [0; 4])).len();
        used > bytes
    });
    end.map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
#[path = "issue_link_tests.rs"]
mod tests;
