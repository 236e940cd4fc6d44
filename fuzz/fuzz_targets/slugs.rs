//! `cargo fuzz run slugs`: what holds for every input is in `promises.rs`.

#![no_main]

#[allow(dead_code, reason = "every target calls one of them")]
#[path = "../promises.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(|text: &str| promises::slugs(text.lines()));
