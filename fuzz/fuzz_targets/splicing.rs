//! Holds the properties of splicing against the fuzzer's bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| formwork::properties::splicing(bytes));
