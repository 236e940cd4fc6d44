//! Where the crate and the specification part.

use super::*;

#[test]
fn ids_and_operators_are_understood_in_any_case() {
    for text in ["CC-BY-4.0", "cc-by-4.0", "mit or apache-2.0", "(MIT AND CC0-1.0) OR 0BSD"] {
        assert!(parse(text).is_ok(), "{text}");
    }
    assert!(parse("Apache-2.0 WITH llvm-exception").is_ok());
    assert!(parse("LicenseRef-Acme").is_ok());
}

#[test]
fn what_the_crate_lets_pass_is_refused() {
    assert_eq!(parse("NOASSERTION").err(), Some(Fault::Nothing));
    assert_eq!(parse("LicenseRef-").err(), Some(Fault::Unknown));
    assert!(matches!(parse("CC-BY-4.0+"), Err(Fault::Grammar(..))));
    assert!(matches!(parse("CC-BY-4.0 WITH Classpath-exception-2.0"), Err(Fault::Grammar(..))));
}

#[test]
fn each_fault_is_told_apart() {
    assert_eq!(parse("GPL-3.0").err(), Some(Fault::Deprecated("GPL-3.0".to_owned())));
    assert_eq!(parse("CC BY 4.0").err(), Some(Fault::Unknown));
    assert_eq!(parse("ÄÖÜ (").err(), Some(Fault::Unknown));
    for text in ["MIT Apache-2.0", "(MIT", "MIT)", "MIT AND", "GPL-3.0-only+"] {
        assert!(matches!(parse(text), Err(Fault::Grammar(..))), "{text}");
    }
}
