//! Where the files of a repository can be read on the web, made of the address it is fetched from.
//!
//! Only text is taken apart: nothing is opened, and names and passwords in an address are dropped.

use std::fmt::Write as _;

/// A repository on a forge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress {
    /// Its host, without user, password and port of another protocol.
    host: String,
    /// Its path there, without slashes at the ends and without `.git`.
    path: String,
}

/// Protocols that git fetches by.
const SCHEMES: [&str; 5] = ["https://", "http://", "ssh://", "git://", "git+ssh://"];

impl WebAddress {
    /// Reads what git calls the URL of a remote: `https://host/owner/name.git`,
    /// `ssh://git@host/owner/name` or `git@host:owner/name.git`
    /// (<https://git-scm.com/docs/git-clone#_git_urls>); `None` for a folder, and for what has no
    /// host that the web could know.
    #[must_use]
    pub fn of_remote(url: &str) -> Option<Self> {
        let url = url.trim();
        let scheme = SCHEMES.iter().find_map(|scheme| url.strip_prefix(scheme));
        let (authority, path) = match scheme {
            Some(rest) => rest.split_once('/')?,
            None if url.contains("://") => return None,
            None => url.split_once(':')?,
        };
        let host = authority.rsplit('@').next().unwrap_or(authority);
        let host = host.split(':').next().unwrap_or(host);
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        let is_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        let is_path = |c: char| c.is_ascii_graphic() && !"<>\"\\^`{|}?#%".contains(c);
        let is_good = host.contains('.')
            && host.chars().all(is_host)
            && !path.is_empty()
            && path.chars().all(is_path)
            && !path.split('/').any(|name| matches!(name, "" | "." | ".."));
        is_good.then(|| Self { host: host.to_ascii_lowercase(), path: path.to_owned() })
    }

    /// Host and path, as in `github.com/openshift/runbooks`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.host, self.path)
    }

    /// The page of the repository.
    #[must_use]
    pub fn page(&self) -> String {
        format!("https://{}/{}", self.host, self.path)
    }

    /// The page of the file at `path`, as it is in `commit`.
    ///
    /// Forges put files in places of their own: GitLab below `/-/blob/`, Bitbucket below `/src/`,
    /// Gitea and Forgejo below `/src/commit/`, GitHub and others below `/blob/`.
    #[must_use]
    pub fn file(&self, commit: &str, path: &[u8]) -> String {
        let between = match self.host.as_str() {
            host if host.contains("gitlab") => "-/blob",
            host if host.contains("bitbucket") => "src",
            host if ["codeberg", "gitea", "forgejo"].iter().any(|it| host.contains(it)) => {
                "src/commit"
            }
            _ => "blob",
        };
        format!("{}/{between}/{commit}/{}", self.page(), percent_encoded(path))
    }
}

/// A path as it stands in an address (RFC 3986 §3.3): what is not unreserved or `/` is encoded.
fn percent_encoded(path: &[u8]) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(byte) {
            text.push(char::from(*byte));
        } else {
            write!(text, "%{byte:02X}").expect("a String takes all that is written");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Option<&str>) {
        let found = WebAddress::of_remote(url).map(|it| it.page());
        assert_eq!(found.as_deref(), expected, "{url}");
    }

    #[test]
    fn every_way_to_write_a_remote_leads_to_one_page() {
        for url in [
            "https://forge.example/team/runbooks.git",
            "https://forge.example/team/runbooks/",
            "ssh://git@forge.example:2222/team/runbooks.git",
            "git@forge.example:team/runbooks.git",
            "git://FORGE.example/team/runbooks",
        ] {
            check(url, Some("https://forge.example/team/runbooks"));
        }
    }

    #[test]
    fn a_password_in_an_address_is_dropped() {
        check("https://jane:hunter2@forge.example/a/b.git", Some("https://forge.example/a/b"));
        check("https://token@forge.example/a/b", Some("https://forge.example/a/b"));
    }

    #[test]
    fn folders_and_names_that_the_web_does_not_know_have_no_page() {
        for url in [
            "/srv/git/runbooks.git",
            "../runbooks",
            "file:///srv/git/runbooks",
            "forge:team/runbooks",
            "https://forge.example/",
            "https://forge.example/a/../b",
            "https://forge.example/a b",
            "C:\\runbooks",
            "",
        ] {
            check(url, None);
        }
    }

    #[test]
    fn a_file_is_named_as_its_forge_does() {
        for (host, between) in [
            ("github.com", "blob"),
            ("gitlab.example", "-/blob"),
            ("bitbucket.org", "src"),
            ("codeberg.org", "src/commit"),
        ] {
            let expected = format!("https://{host}/t/r/{between}/0a1b/a%20b/%C3%A9.md");
            let found = WebAddress::of_remote(&format!("git@{host}:t/r.git"));
            let found = found.map(|it| it.file("0a1b", "a b/é.md".as_bytes()));
            assert_eq!(found, Some(expected));
        }
    }
}
