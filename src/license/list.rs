//! The SPDX list: which ids there are, in any case, and what took the place of old ones.
//!
//! The list of the `spdx` crate names `NOASSERTION` as if it were a licence, and finds ids in
//! their own case only; SPDX says that case does not matter.

use std::cmp::Ordering;
use std::sync::LazyLock;

use spdx::flags::IS_DEPRECATED;
use spdx::identifiers::{EXCEPTIONS, LICENSES};
use spdx::{Exception, License};

/// The version of the list that every answer rests on.
#[must_use]
pub fn version() -> &'static str {
    spdx::license_version()
}

/// The id of the list that `word` is, whatever its case; deprecated ones too.
#[must_use]
pub fn id(word: &str) -> Option<&'static str> {
    license(word).map(|license| license.name)
}

/// The exception of the list that `word` is, whatever its case.
#[must_use]
pub fn exception(word: &str) -> Option<&'static str> {
    static BY_NAME: LazyLock<Vec<&'static Exception>> = LazyLock::new(|| {
        let mut exceptions: Vec<&Exception> = EXCEPTIONS.iter().collect();
        exceptions.sort_by(|a, b| compare(a.name, b.name));
        exceptions
    });
    let found = BY_NAME.binary_search_by(|known| compare(known.name, word));
    found.ok().map(|index| BY_NAME[index].name)
}

/// Every id that is not deprecated.
pub fn current_ids() -> impl Iterator<Item = &'static str> {
    current().map(|license| license.name)
}

/// Every exception that is not deprecated.
pub fn current_exceptions() -> impl Iterator<Item = &'static str> {
    let current = |exception: &&Exception| exception.flags & IS_DEPRECATED == 0;
    EXCEPTIONS.iter().filter(current).map(|exception| exception.name)
}

/// Every id that is not deprecated, with the name of its licence.
pub(super) fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    current().map(|license| (license.name, license.full_name))
}

fn current() -> impl Iterator<Item = &'static License> {
    let is_current = |license: &&License| license.flags & IS_DEPRECATED == 0;
    LICENSES.iter().filter(is_current).filter(|license| license.name != "NOASSERTION")
}

/// The entry of the list that `word` names, whatever its case.
pub(super) fn license(word: &str) -> Option<&'static License> {
    static BY_NAME: LazyLock<Vec<&'static License>> = LazyLock::new(|| {
        let mut licenses: Vec<&License> = LICENSES.iter().collect();
        licenses.sort_by(|a, b| compare(a.name, b.name));
        licenses
    });
    let found = BY_NAME.binary_search_by(|known| compare(known.name, word));
    found.ok().map(|index| BY_NAME[index])
}

/// Whether the list has given `license` up.
pub(super) fn is_deprecated(license: &License) -> bool {
    license.flags & IS_DEPRECATED != 0
}

fn compare(a: &str, b: &str) -> Ordering {
    let letters = |text| str::bytes(text).map(|byte| byte.to_ascii_lowercase());
    a.len().cmp(&b.len()).then_with(|| letters(a).cmp(letters(b)))
}

/// Old ids and exceptions, and the one expression that means the same: `obsoletedBy` in
/// <https://github.com/spdx/license-list-XML>, and for `bzip2-1.0.5` the note there.
const REPLACED: [(&str, &str); 7] = [
    ("BSD-2-Clause-NetBSD", "BSD-2-Clause"),
    ("Nokia-Qt-exception-1.1", "Qt-LGPL-exception-1.1"),
    ("Nunit", "zlib-acknowledgement"),
    ("StandardML-NJ", "SMLNJ"),
    ("bzip2-1.0.5", "bzip2-1.0.6"),
    ("eCos-2.0", "GPL-2.0-or-later WITH eCos-exception-2.0"),
    ("wxWindows", "GPL-2.0-or-later WITH WxWindows-exception-3.1"),
];

/// Old ids of GNU with an exception in them, and that exception.
const WITH: [(&str, &str, &str); 7] = [
    ("GPL-2.0-with-GCC-exception", "GPL-2.0", "GCC-exception-2.0"),
    ("GPL-2.0-with-autoconf-exception", "GPL-2.0", "Autoconf-exception-2.0"),
    ("GPL-2.0-with-bison-exception", "GPL-2.0", "Bison-exception-2.2"),
    ("GPL-2.0-with-classpath-exception", "GPL-2.0", "Classpath-exception-2.0"),
    ("GPL-2.0-with-font-exception", "GPL-2.0", "Font-exception-2.0"),
    ("GPL-3.0-with-GCC-exception", "GPL-3.0", "GCC-exception-3.1"),
    ("GPL-3.0-with-autoconf-exception", "GPL-3.0", "Autoconf-exception-3.0"),
];

/// What to write for a deprecated `id`: one, or several of which the author must choose; none
/// where the list names nothing.
#[must_use]
pub fn replacements(id: &str) -> Vec<String> {
    if let Some((_, new)) = REPLACED.iter().find(|(old, _)| *old == id) {
        return vec![(*new).to_owned()];
    }
    if id == "BSD-2-Clause-FreeBSD" {
        // Not the same text: the list has given it up for a more general one.
        return vec!["BSD-2-Clause-Views".to_owned(), "BSD-2-Clause".to_owned()];
    }
    if let Some((_, base, exception)) = WITH.iter().find(|(old, ..)| *old == id) {
        let with = |suffix: &str| format!("{base}-{suffix} WITH {exception}");
        return vec![with("only"), with("or-later")];
    }
    let base = id.strip_suffix('+').unwrap_or(id);
    let suffixes: &[&str] = if base == id { &["only", "or-later"] } else { &["or-later"] };
    let new = suffixes.iter().map(|suffix| format!("{base}-{suffix}"));
    new.filter(|new| license(new).is_some()).collect()
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
