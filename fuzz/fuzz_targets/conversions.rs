#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| obelus_fuzz::run(obelus_fuzz::targets::conversions, data));
