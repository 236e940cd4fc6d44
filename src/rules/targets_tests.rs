//! Which names of a file count.

use super::*;

#[test]
fn suffixes_of_letters_come_off_one_by_one() {
    assert_eq!(without_suffix(b"a/x.html.md"), Some(&b"a/x.html"[..]));
    assert_eq!(without_suffix(b"a/v1.2"), None);
    assert_eq!(without_suffix(b"a.b/x"), None);
    assert_eq!(without_suffix(b"a/.md"), None);
}
