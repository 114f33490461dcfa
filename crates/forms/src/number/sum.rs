//! The four operations and the remainder, exact as far as 18 digits go, then rounded. (19 that fit 64 bits are taken as they are.)

use super::Number;

/// Digits that are kept.
const DIGITS: u32 = 18;

impl Number {
    /// `self + other`.
    pub(crate) fn plus(self, other: Number) -> Number {
        let (one, two) = (self.small(), other.small());
        match aligned(one, two) {
            Some((one, two, exponent)) => rounded(one + two, exponent),
            // One of them is too small to be seen beside the other.
            None if self.mantissa == 0 => other,
            None if other.mantissa == 0 || self.exponent > other.exponent => self,
            None => other,
        }
    }

    /// `-self`.
    pub(crate) fn negative(self) -> Number {
        Number { mantissa: -self.mantissa, exponent: self.exponent }
    }

    /// `self * other`.
    pub(crate) fn times(self, other: Number) -> Number {
        let (one, two) = (self.small(), other.small());
        rounded(one.mantissa * two.mantissa, one.exponent.saturating_add(two.exponent))
    }

    /// `self / other`; `None` for a division by zero.
    pub(crate) fn divided_by(self, other: Number) -> Option<Number> {
        let (one, two) = (self.small(), other.small());
        let whole = (one.mantissa * 10i128.pow(DIGITS)).checked_div(two.mantissa)?;
        let exponent = one.exponent.saturating_sub(two.exponent).saturating_sub(DIGITS as i32);
        Some(rounded(whole, exponent).shortest())
    }

    /// What remains of `self` after as many whole `other`s as fit, with the sign of `self`.
    pub(crate) fn remainder(self, other: Number) -> Option<Number> {
        let (one, two, exponent) = aligned(self.small(), other.small())?;
        Some(rounded(one.checked_rem(two)?, exponent))
    }

    /// With so few digits that two of them can be multiplied.
    fn small(self) -> Number {
        if i64::try_from(self.mantissa).is_ok() { self } else { rounded(self.mantissa, self.exponent) }
    }
}

/// Both with the same power of ten, the smaller one; `None` when they are too far apart.
fn aligned(one: Number, two: Number) -> Option<(i128, i128, i32)> {
    let exponent = one.exponent.min(two.exponent);
    let scaled = |number: Number| {
        let places = u32::try_from(number.exponent.checked_sub(exponent)?).ok()?;
        (places <= DIGITS).then(|| number.mantissa * 10i128.pow(places))
    };
    Some((scaled(one)?, scaled(two)?, exponent))
}

fn rounded(mut value: i128, mut exponent: i32) -> Number {
    let most = 10i128.pow(DIGITS);
    while value.abs() >= most {
        let half = if value < 0 { -5 } else { 5 };
        value = (value + half) / 10;
        exponent = exponent.saturating_add(1);
    }
    let exponent = exponent.clamp(-super::MAX_EXPONENT, super::MAX_EXPONENT);
    Number { mantissa: value, exponent }
}
