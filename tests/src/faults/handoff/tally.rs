//! Where answers were after their hand-over, counted.

/// What came of one kind of blow, or of all.
#[derive(Clone, Copy, Debug, Default)]
pub struct MoveTally {
    /// Hand-overs to the phone and to the kiosk.
    pub to_phone: usize,
    pub to_kiosk: usize,
    /// Where they were in the end.
    pub at_phone: usize,
    pub at_kiosk: usize,
    /// The kiosk's page was closed after it had said that it has them.
    pub left: usize,
    /// At neither end, or not all of them.
    pub lost: usize,
    /// Open at both ends, or twice at one.
    pub twice: usize,
}

impl MoveTally {
    pub fn add(&mut self, other: MoveTally) {
        self.to_phone += other.to_phone;
        self.to_kiosk += other.to_kiosk;
        self.at_phone += other.at_phone;
        self.at_kiosk += other.at_kiosk;
        self.left += other.left;
        self.lost += other.lost;
        self.twice += other.twice;
    }

    pub fn is_clean(&self) -> bool {
        self.lost + self.twice == 0
    }

    pub fn n_tries(&self) -> usize {
        self.to_phone + self.to_kiosk
    }

    pub fn head() {
        println!(
            "\n{:<28} {:>9} {:>9} {:>9} {:>9} {:>9} {:>7} {:>14}",
            "hand-over", "to phone", "to kiosk", "at phone", "at kiosk", "left it", "lost", "in two places"
        );
    }

    pub fn row(&self, name: &str) {
        let MoveTally { to_phone, to_kiosk, at_phone, at_kiosk, left, lost, twice } = self;
        println!("{name:<28} {to_phone:>9} {to_kiosk:>9} {at_phone:>9} {at_kiosk:>9} {left:>9} {lost:>7} {twice:>14}");
    }
}
