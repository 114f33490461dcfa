//! A tiny hash index over things that lie in a list: finds a position by hash, knows neither keys nor values.
//! Smaller than the standard map, and the list keeps its order.

/// Positions 0, 1, 2 … by hash; open addressing, a slot holds a position plus one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots(Vec<u32>);

impl Slots {
    /// The position with this hash for which `is` holds.
    pub(crate) fn find(&self, hash: u32, is: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mask = self.0.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let position = (*self.0.get(at)?).checked_sub(1)? as usize;
            if is(position) {
                return Some(position);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds the next position (the number of positions so far) with its hash; `hash_of` gives the hash of each position before it.
    pub(crate) fn add(&mut self, position: usize, hash: u32, hash_of: &dyn Fn(usize) -> u32) {
        if (position + 1) * 2 > self.0.len() {
            // Room for four times as many, since the others must be hashed again.
            self.0 = vec![0; ((position + 1) * 8).next_power_of_two()];
            for before in 0..position {
                self.put(before, hash_of(before));
            }
        }
        self.put(position, hash);
    }

    /// Takes a position out; those after it move up by one. `hash_of` gives the hash of each position as it was before.
    pub(crate) fn remove(&mut self, position: usize, hash_of: &dyn Fn(usize) -> u32) {
        let mask = self.0.len().wrapping_sub(1);
        let entry = position as u32 + 1;
        let mut hole = hash_of(position) as usize & mask;
        while self.0.get(hole).is_some_and(|slot| *slot != entry && *slot != 0) {
            hole = (hole + 1) & mask;
        }
        // What lies behind the hole and would no longer be found moves into it.
        let mut at = (hole + 1) & mask;
        while let Some(other) = self.0.get(at).copied().filter(|other| *other != 0) {
            let home = hash_of(other as usize - 1) as usize & mask;
            if at.wrapping_sub(home) & mask >= at.wrapping_sub(hole) & mask {
                self.set(hole, other);
                hole = at;
            }
            at = (at + 1) & mask;
        }
        self.set(hole, 0);
        for slot in self.0.iter_mut().filter(|slot| **slot > entry) {
            *slot -= 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn set(&mut self, at: usize, entry: u32) {
        if let Some(slot) = self.0.get_mut(at) {
            *slot = entry;
        }
    }

    fn put(&mut self, position: usize, hash: u32) {
        let mask = self.0.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while let Some(slot) = self.0.get_mut(at) {
            if *slot == 0 {
                *slot = position as u32 + 1;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

/// A hash of a text.
pub(crate) fn hash(text: &str) -> u32 {
    mix(0x811C_9DC5, text.as_bytes())
}

/// Mixes bytes into a hash, four at a time.
pub(crate) fn mix(hash: u32, bytes: &[u8]) -> u32 {
    let step = |hash: u32, word: u32| {
        let mixed = (hash ^ word).wrapping_mul(0x9E37_79B1);
        // The index uses the low bits only.
        mixed ^ (mixed >> 15)
    };
    let (words, rest) = bytes.as_chunks::<4>();
    let hash = words.iter().fold(hash, |hash, word| step(hash, u32::from_le_bytes(*word)));
    rest.iter().fold(hash, |hash, byte| step(hash, u32::from(*byte)))
}
