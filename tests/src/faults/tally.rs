//! What became of submissions, counted.

/// What came of one fault, or of several.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub tries: usize,
    /// How many of them were typed through the page.
    pub typed: usize,
    /// Confirmed and not in the database, never brought to an end, or with an answer missing.
    pub lost: usize,
    /// Rows above the first.
    pub duplicated: usize,
    /// Requests above the first, on level none.
    pub sent_again: usize,
}

impl Tally {
    pub fn add(&mut self, other: Tally) {
        self.tries += other.tries;
        self.typed += other.typed;
        self.lost += other.lost;
        self.duplicated += other.duplicated;
        self.sent_again += other.sent_again;
    }

    pub fn is_clean(&self) -> bool {
        self.lost + self.duplicated + self.sent_again == 0
    }

    pub fn head() {
        println!(
            "\n{:<28} {:>7} {:>7} {:>7} {:>11} {:>15}",
            "fault", "tries", "typed", "lost", "duplicated", "re-sent on none"
        );
    }

    pub fn row(&self, name: &str) {
        let Tally { tries, typed, lost, duplicated, sent_again } = self;
        println!("{name:<28} {tries:>7} {typed:>7} {lost:>7} {duplicated:>11} {sent_again:>15}");
    }
}
