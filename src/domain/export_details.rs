//! What an exported page shows beside its text, each on one line that steers no terminal.

/// What an article rests on or takes text from, as its front matter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSource {
    /// How it is used: the word of [`super::source::Relation`].
    pub relation: &'static str,
    /// Its title; empty where none is written.
    pub title: String,
    /// Who wrote it, without those who asked not to be named.
    pub authors: Vec<String>,
    /// Its year, as written.
    pub year: Option<String>,
    /// Where it is on the web, as written.
    pub url: Option<String>,
    /// The article of the same library that it is, as written.
    pub article: Option<String>,
    /// Its licence, as written.
    pub license: Option<String>,
    /// free, registration, paid.
    pub access: Option<String>,
    /// What was changed.
    pub changes: Option<String>,
}

impl PageSource {
    /// What it is called: its title, else the article that it is, else its address.
    #[must_use]
    pub fn name(&self) -> &str {
        let known = [self.article.as_deref(), self.url.as_deref()];
        let title = Some(self.title.as_str()).filter(|title| !title.is_empty());
        title.or_else(|| known.into_iter().flatten().next()).unwrap_or("untitled")
    }

    /// What is said of it after its name and before its address, as `kb show` prints it.
    #[must_use]
    pub fn facts(&self) -> Vec<String> {
        let facts = [
            (!self.authors.is_empty()).then(|| self.authors.join(", ")),
            self.year.clone(),
            self.license.clone(),
            (self.relation != "cites").then(|| self.relation.to_owned()),
            self.changes.as_ref().map(|changes| format!("changes: {changes}")),
            self.access.as_ref().filter(|it| *it != "free").map(|it| format!("access: {it}")),
        ];
        facts.into_iter().flatten().collect()
    }
}
