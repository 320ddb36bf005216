//! Pseudorandom numbers.

/// Pseudorandom numbers that are the same in each run (xorshift). The field is the seed, which must not be 0.
pub struct Random(pub u64);

impl Random {
    /// The next number, from 0 up to but not including `end`. 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}
