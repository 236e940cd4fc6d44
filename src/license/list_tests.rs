//! Ids in any case, and every id that the list has given up.

use super::*;
use crate::license::expression::parse;

#[test]
fn ids_are_found_in_any_case_and_nothing_else_is() {
    for license in LICENSES {
        assert_eq!(id(&license.name.to_lowercase()), Some(license.name));
        assert_eq!(id(license.name), Some(license.name));
    }
    for word in ["", "CC", "CC-BY-4.00", "CC_BY-4.0", "ü"] {
        assert_eq!(id(word), None, "{word}");
    }
    assert_eq!(exception("llvm-EXCEPTION"), Some("LLVM-exception"));
    assert_eq!(exception("LLVM"), None);
}

#[test]
fn what_is_no_licence_is_not_offered() {
    assert!(current_ids().all(|id| id != "NOASSERTION" && id != "NONE"));
    assert!(current_ids().all(|id| !id.ends_with('+')));
    assert!(current_exceptions().all(|id| id != "Nokia-Qt-exception-1.1"));
}

#[test]
fn whatever_takes_the_place_of_an_old_id_is_current() {
    for license in LICENSES.iter().filter(|license| is_deprecated(license)) {
        let new = replacements(license.name);
        assert_eq!(new.is_empty(), license.name == "Net-SNMP", "{}", license.name);
        for new in new {
            let read = parse(&new).expect("what is offered can be written");
            assert!(read.deprecated().is_empty(), "{new}");
        }
    }
    for exception in EXCEPTIONS.iter().filter(|it| it.flags & IS_DEPRECATED != 0) {
        assert_eq!(replacements(exception.name).len(), 1, "{}", exception.name);
    }
}

#[test]
fn gnu_is_a_choice_unless_a_plus_has_made_it() {
    assert_eq!(replacements("GPL-3.0"), ["GPL-3.0-only", "GPL-3.0-or-later"]);
    assert_eq!(replacements("GPL-3.0+"), ["GPL-3.0-or-later"]);
    assert_eq!(replacements("MIT"), [""; 0]);
}
