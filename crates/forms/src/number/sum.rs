//! The four operations and the remainder, exact as far as 18 digits go, then rounded.

use super::Number;

/// Digits that are kept.
const DIGITS: u32 = 18;

impl Number {
    /// `self + other`.
    pub(crate) fn plus(self, other: Number) -> Number {
        match aligned(self, other) {
            Some((one, two, exponent)) => rounded(one + two, exponent),
            // One of them is too small to be seen beside the other.
            None if self.mantissa == 0 => other,
            None if other.mantissa == 0 || self.exponent > other.exponent => self,
            None => other,
        }
    }

    /// `-self`.
    pub(crate) fn negative(self) -> Number {
        rounded(-i128::from(self.mantissa), self.exponent)
    }

    /// `self * other`.
    pub(crate) fn times(self, other: Number) -> Number {
        rounded(i128::from(self.mantissa) * i128::from(other.mantissa), self.exponent.saturating_add(other.exponent))
    }

    /// `self / other`; `None` for a division by zero.
    pub(crate) fn divided_by(self, other: Number) -> Option<Number> {
        let wide = i128::from(self.mantissa) * 10i128.pow(DIGITS);
        let whole = wide.checked_div(i128::from(other.mantissa))?;
        let exponent = self.exponent.saturating_sub(other.exponent).saturating_sub(DIGITS as i32);
        Some(rounded(whole, exponent).shortest())
    }

    /// What remains of `self` after as many whole `other`s as fit, with the sign of `self`.
    pub(crate) fn remainder(self, other: Number) -> Option<Number> {
        let (one, two, exponent) = aligned(self, other)?;
        Some(rounded(one.checked_rem(two)?, exponent))
    }
}

/// Both with the same power of ten, the smaller one; `None` when they are too far apart.
fn aligned(one: Number, two: Number) -> Option<(i128, i128, i32)> {
    let exponent = one.exponent.min(two.exponent);
    let scaled = |number: Number| {
        let places = u32::try_from(number.exponent.checked_sub(exponent)?).ok()?;
        (places <= DIGITS).then(|| i128::from(number.mantissa) * 10i128.pow(places))
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
    Number { mantissa: i64::try_from(value).unwrap_or_default(), exponent }
}
