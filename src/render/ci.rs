//! The files by which a forge checks every change and asks for what is needed.
//!
//! They come with the tool, pinned to its own version, and are the library's
//! own from then on.

/// Where the repository is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forge {
    /// GitHub: a workflow, a template of pull requests, forms of issues.
    Github,
    /// GitLab: a job, templates of merge requests and issues.
    Gitlab,
}

/// A file of a forge.
#[derive(Clone, Copy, Debug)]
pub struct CiFile {
    /// Its path from the root of the repository.
    pub path: &'static str,
    /// Other names the forge knows it by: where one of them is, it is there already.
    pub others: &'static [&'static str],
    /// Its text, with gaps.
    template: &'static str,
}

/// What fills the gaps.
#[derive(Clone, Copy, Debug)]
pub struct Fill<'f> {
    /// The folder of the library, from the root of the repository; `.` if they are one.
    pub folder: &'f str,
    /// The SHA-256 of the release's archive in hexadecimal digits; empty if nobody named it.
    pub sha256: &'f str,
}

macro_rules! file {
    ($path:literal, $template:literal) => {
        file!($path, $template, [])
    };
    ($path:literal, $template:literal, [$($other:literal),*]) => {
        CiFile {
            path: $path,
            others: &[$($other),*],
            template: include_str!(concat!("../../templates/ci/", $template)),
        }
    };
}

const GITHUB: &[CiFile] = &[
    file!(".github/workflows/kb.yml", "github/workflow.yml"),
    file!(
        ".github/pull_request_template.md",
        "github/pull_request_template.md",
        [
            ".github/PULL_REQUEST_TEMPLATE.md",
            ".github/PULL_REQUEST_TEMPLATE",
            "PULL_REQUEST_TEMPLATE.md",
            "pull_request_template.md",
            "docs/PULL_REQUEST_TEMPLATE.md",
            "docs/pull_request_template.md"
        ]
    ),
    file!(".github/ISSUE_TEMPLATE/need.yml", "github/need.yml"),
    file!(".github/ISSUE_TEMPLATE/idea.yml", "github/idea.yml"),
    file!(".github/ISSUE_TEMPLATE/retirement.yml", "github/retirement.yml"),
];

const GITLAB: &[CiFile] = &[
    file!(".gitlab-ci.yml", "gitlab/gitlab-ci.yml"),
    file!(".gitlab/kb.gitlab-ci.yml", "gitlab/kb.gitlab-ci.yml"),
    file!(".gitlab/merge_request_templates/Default.md", "gitlab/merge_request.md"),
    file!(".gitlab/issue_templates/need.md", "gitlab/need.md"),
    file!(".gitlab/issue_templates/idea.md", "gitlab/idea.md"),
    file!(".gitlab/issue_templates/retirement.md", "gitlab/retirement.md"),
];

/// The files of a forge.
#[must_use]
pub fn files(forge: Forge) -> &'static [CiFile] {
    match forge {
        Forge::Github => GITHUB,
        Forge::Gitlab => GITLAB,
    }
}

impl CiFile {
    /// The text of the file.
    #[must_use]
    pub fn text(&self, fill: Fill<'_>) -> String {
        self.template
            .replace("{{version}}", env!("CARGO_PKG_VERSION"))
            .replace("{{repository}}", env!("CARGO_PKG_REPOSITORY"))
            .replace("{{sha256}}", fill.sha256)
            .replace("{{folder}}", fill.folder)
    }
}
