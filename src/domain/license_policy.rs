//! Which licences a library takes, as `kb.toml` says.

use jiff::civil::Date;

use super::text::Span;

/// A value of `kb.toml` and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the library's own `kb.toml`; `None` in another file.
    pub span: Option<Span>,
}

impl<T> Placed<T> {
    /// A value that stands nowhere.
    pub fn nowhere(value: T) -> Self {
        Self { value, span: None }
    }
}

/// The licences that a library takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LicensePolicy {
    /// For the text of articles; empty: any of the SPDX list.
    pub allow: Vec<Placed<String>>,
    /// For code in articles; empty: any of the SPDX list.
    pub allow_code: Vec<Placed<String>>,
    /// Exceptions that may follow `WITH`.
    pub allow_with: Vec<Placed<String>>,
    /// What is taken beside that, by path.
    pub exceptions: Vec<PathLicenses>,
    /// True if all of the library is offered for non-commercial use only.
    pub is_noncommercial: bool,
}

/// Licences that are taken under some paths only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathLicenses {
    /// Which paths, as a glob from the root.
    pub glob: Placed<String>,
    /// The licences, for text and code.
    pub allow: Vec<Placed<String>>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds; for good, if there is none.
    pub until: Option<Placed<Date>>,
}

impl PathLicenses {
    /// Whether it holds no longer on `today`.
    #[must_use]
    pub fn ended_before(&self, today: Date) -> Option<Date> {
        self.until.as_ref().map(|until| until.value).filter(|until| *until < today)
    }
}

impl LicensePolicy {
    /// The licences for the text of articles, as written.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.allow.iter().map(|listed| listed.value.as_str())
    }

    /// Forgets where everything stands: it is in no file of the library.
    pub fn forget_places(&mut self) {
        let Self { allow, allow_code, allow_with, exceptions, is_noncommercial: _ } = self;
        for exception in exceptions {
            exception.glob.span = None;
            exception.allow.iter_mut().for_each(|listed| listed.span = None);
            exception.until.iter_mut().for_each(|until| until.span = None);
        }
        let lists = allow.iter_mut().chain(allow_code).chain(allow_with);
        lists.for_each(|listed| listed.span = None);
    }
}
