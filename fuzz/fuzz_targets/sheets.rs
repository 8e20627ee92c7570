//! Holds the properties of sheets against the fuzzer's bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| formwork::properties::sheets(bytes));
