//! Holds the properties of merging against the fuzzer's bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| formwork::properties::merging(bytes));
