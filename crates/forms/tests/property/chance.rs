//! Chance that is the same in every run (xorshift), and texts as people type them.

pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below((most - least + 1) as u64) as i64
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize].clone()
    }

    /// `n` characters, of one to four bytes.
    pub fn text(&mut self, n: u64) -> String {
        (0..n).map(|_| self.pick(&['a', 'B', '7', ' ', 'é', '日', '😀', '"', '\\', '/', '~', '\n', '\u{1}'])).collect()
    }
}

/// Something that a thumb might leave in a box: digits of three scripts, marks, words, in any order.
pub fn typed(chance: &mut Chance) -> String {
    let pieces = [
        "0", "1", "6171", "0812", "62", "+62", "٣", "７", "KB", "kb", "1234", "AB", ".", ",", " ", "\u{a0}", "-", "/",
        "Rp", "rp ", "rt", "RT ", "rw", "RW. ", "ribu", "juta", "00", ",00", ".000", "Siti", "d'Arc", "é", "'", "’",
        "(", ")", "#", "日", "\u{200b}", "001", "005",
    ];
    if chance.once_in(3) {
        let n = chance.between(4, 17);
        return (0..n).map(|_| chance.pick(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])).collect();
    }
    let n = chance.between(0, 9);
    (0..n).map(|_| chance.pick(&pieces)).collect()
}
