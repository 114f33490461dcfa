//! An exact decimal number: no floating point, so `0.1 + 0.2` questions never reach a citizen.

mod sum;
mod typed;

use std::cmp::Ordering;

use crate::slots::mix;

pub(crate) use typed::read as read_typed;

/// The largest power of ten that is kept apart: no other program reads more (a double ends at 308).
const MAX_EXPONENT: i32 = 999;

/// Every number of fewer digits is below this: its digits are kept exactly.
const MOST: i128 = 10i128.pow(38);

/// A JSON number as sign, digits and power of ten. Up to 38 significant digits are exact (a number of 16 digits and more is what a float
/// rounds, and identities are longer); beyond it rounds.
// Packed, since a value with its number is as small as with 64 bits of them then.
#[derive(Clone, Copy, Debug)]
#[repr(Rust, packed(4))]
pub struct Number {
    pub(crate) mantissa: i128,
    pub(crate) exponent: i32,
}

impl Number {
    /// Reads a JSON number (`-12.50e3`); `None` for anything else.
    pub fn parse(text: &str) -> Option<Number> {
        let (number, length) = Number::read(text.as_bytes())?;
        (length == text.len()).then_some(number)
    }

    /// Reads the JSON number at the start of `bytes`; gives it and its length.
    pub(crate) fn read(bytes: &[u8]) -> Option<(Number, usize)> {
        let negative = bytes.first() == Some(&b'-');
        let mut digits = Digits::default();
        let mut at = usize::from(negative);
        let whole = at;
        at = digits.take(bytes, at, 0);
        let zero_in_front = bytes.get(whole) == Some(&b'0') && at - whole > 1;
        if at == whole || zero_in_front {
            return None;
        }
        if bytes.get(at) == Some(&b'.') {
            let fraction = at + 1;
            at = digits.take(bytes, fraction, -1);
            if at == fraction {
                return None;
            }
        }
        if let Some(b'e' | b'E') = bytes.get(at) {
            at += 1;
            let minus = bytes.get(at) == Some(&b'-');
            if let Some(b'-' | b'+') = bytes.get(at) {
                at += 1;
            }
            let start = at;
            let mut power = 0i32;
            while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
                power = (power * 10 + i32::from(digit - b'0')).min(100_000);
                at += 1;
            }
            if at == start {
                return None;
            }
            digits.exponent = digits.exponent.saturating_add(if minus { -power } else { power });
        }
        let mantissa = if negative { -digits.value } else { digits.value };
        let exponent = digits.exponent.clamp(-MAX_EXPONENT, MAX_EXPONENT);
        Some((Number { mantissa, exponent }, at))
    }

    /// Appends it as JSON, with the digits that it was read with.
    pub fn write(&self, out: &mut String) {
        let mut buffer = [b'0'; 40];
        let digits = write_digits(self.mantissa.unsigned_abs(), &mut buffer);
        if self.mantissa < 0 {
            out.push('-');
        }
        if self.exponent > 0 {
            out.push_str(digits);
            if self.mantissa == 0 {
                return;
            }
            if self.exponent <= 20 {
                push_zeros(out, self.exponent as usize);
            } else {
                out.push('e');
                out.push_str(write_digits(self.exponent as u128, &mut [b'0'; 20]));
            }
            return;
        }
        let places = self.exponent.unsigned_abs() as usize;
        if places > 30 {
            out.push_str(digits);
            out.push_str("e-");
            out.push_str(write_digits(places as u128, &mut [b'0'; 20]));
        } else if places == 0 {
            out.push_str(digits);
        } else if digits.len() > places {
            let (whole, fraction) = digits.split_at(digits.len() - places);
            out.push_str(whole);
            out.push('.');
            out.push_str(fraction);
        } else {
            out.push_str("0.");
            push_zeros(out, places - digits.len());
            out.push_str(digits);
        }
    }

    /// Its text as JSON.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// The whole number that it is, if it is one and fits: `1.0` is 1.
    pub fn as_i64(&self) -> Option<i64> {
        let number = self.shortest();
        if number.exponent < 0 {
            return None;
        }
        i64::try_from(number.mantissa).ok()?.checked_mul(10i64.checked_pow(number.exponent as u32)?)
    }

    /// Whether it has no fraction: `1.0` and `1e300` have none.
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0 || self.shortest().exponent >= 0
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.mantissa < 0
    }

    /// Whether it is `step` taken a whole number of times; exact. Nothing is a multiple of zero.
    pub fn is_multiple_of(&self, step: &Number) -> bool {
        let (value, step) = (self.shortest(), step.shortest());
        let modulus = step.mantissa.unsigned_abs();
        if value.mantissa == 0 || modulus == 0 {
            return modulus != 0;
        }
        // A multiple of a larger power of ten would end in zeros, and those have gone into the exponent.
        if value.exponent < step.exponent {
            return false;
        }
        let mut rest = value.mantissa.unsigned_abs() % modulus;
        for _ in step.exponent..value.exponent {
            if rest == 0 {
                return true;
            }
            let double = add_modulo(rest, rest, modulus);
            let four = add_modulo(double, double, modulus);
            let five = add_modulo(four, rest, modulus);
            rest = add_modulo(five, five, modulus);
        }
        rest == 0
    }

    /// The digits of a whole number that fits 64 bits, without point or exponent; else as `to_text`.
    pub(crate) fn to_whole_text(self) -> String {
        self.as_i64().map_or(self, Number::from).to_text()
    }

    /// A hash that is equal for equal values.
    pub(crate) fn hash(&self) -> u32 {
        let number = self.shortest();
        mix(number.exponent as u32, &number.mantissa.to_le_bytes())
    }

    /// The same value without zeros at the end of its digits.
    fn shortest(&self) -> Number {
        let mut number = *self;
        if number.mantissa == 0 {
            number.exponent = 0;
        }
        // Most fit 64 bits, which are divided much faster.
        while i64::try_from(number.mantissa).is_err() {
            let (tenth, digit) = tenth(number.mantissa.unsigned_abs());
            if digit != 0 {
                break;
            }
            number.mantissa = if number.mantissa < 0 { -(tenth as i128) } else { tenth as i128 };
            number.exponent += 1;
        }
        if let Ok(mut small) = i64::try_from(number.mantissa) {
            while small != 0 && small % 10 == 0 {
                small /= 10;
                number.exponent += 1;
            }
            number.mantissa = small.into();
        }
        number
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        let (a, b) = (self.shortest(), other.shortest());
        a.mantissa == b.mantissa && a.exponent == b.exponent
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        let by_sign = self.mantissa.signum().cmp(&other.mantissa.signum());
        if by_sign != Ordering::Equal || self.mantissa == 0 {
            return by_sign;
        }
        let by_size = size(self).cmp(&size(other)).then_with(|| {
            // Both have the same highest place, so the shorter one, filled up with zeros, is as long as the other and fits.
            let lower = self.exponent.min(other.exponent);
            scaled(self, lower).cmp(&scaled(other, lower))
        });
        if self.mantissa < 0 { by_size.reverse() } else { by_size }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number { mantissa: value.into(), exponent: 0 }
    }
}

/// Digits read so far: the first 38 of them, and the power of ten that follows from their places.
#[derive(Default)]
struct Digits {
    value: i128,
    exponent: i32,
    full: bool,
}

impl Digits {
    /// Takes the digits from `at` on; `step` is -1 behind the point. Gives the place after the last one.
    fn take(&mut self, bytes: &[u8], mut at: usize, step: i32) -> usize {
        while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
            let digit = i128::from(digit - b'0');
            if !self.full && self.value < MOST / 10 {
                self.value = self.value * 10 + digit;
                self.exponent = self.exponent.saturating_add(step);
            } else {
                // The first digit that does not fit rounds, those after it only count.
                if !self.full && digit >= 5 && self.value < MOST - 1 {
                    self.value += 1;
                }
                self.full = true;
                self.exponent = self.exponent.saturating_add(step + 1);
            }
            at += 1;
        }
        at
    }
}

/// A tenth, and the last digit. Byte by byte: with the division of 128 bits that the compiler brings Beranda would weigh 0.6 KB more, and few
/// numbers are so long.
fn tenth(value: u128) -> (u128, u8) {
    let (mut bytes, mut rest) = (value.to_le_bytes(), 0);
    for byte in bytes.iter_mut().rev() {
        let part = rest * 256 + u16::from(*byte);
        *byte = (part / 10) as u8;
        rest = part % 10;
    }
    (u128::from_le_bytes(bytes), rest as u8)
}

fn add_modulo(a: u128, b: u128, modulus: u128) -> u128 {
    // Both are below the modulus, which is below 2^127: the sum fits.
    let sum = a + b;
    if sum >= modulus { sum - modulus } else { sum }
}

/// The power of ten above its highest digit.
fn size(number: &Number) -> i32 {
    let mut wide = number.mantissa.unsigned_abs();
    let mut size = number.exponent;
    while u64::try_from(wide).is_err() {
        wide = tenth(wide).0;
        size += 1;
    }
    let mut rest = wide as u64;
    while rest > 0 {
        rest /= 10;
        size += 1;
    }
    size
}

fn scaled(number: &Number, exponent: i32) -> u128 {
    let mut value = number.mantissa.unsigned_abs();
    for _ in exponent..number.exponent {
        value = value.wrapping_mul(10);
    }
    value
}

/// Writes the decimal digits into the buffer's end; gives them as text.
pub(crate) fn write_digits(mut value: u128, buffer: &mut [u8]) -> &str {
    let mut at = buffer.len();
    for slot in buffer.iter_mut().rev() {
        // Most fit 64 bits, which are divided much faster.
        let digit = match u64::try_from(value) {
            Ok(small) => {
                value = u128::from(small / 10);
                (small % 10) as u8
            }
            Err(_) => {
                let (tenth, digit) = tenth(value);
                value = tenth;
                digit
            }
        };
        *slot = b'0' + digit;
        at -= 1;
        if value == 0 {
            break;
        }
    }
    buffer.get(at..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or_default()
}

fn push_zeros(out: &mut String, n: usize) {
    for _ in 0..n {
        out.push('0');
    }
}

#[cfg(test)]
mod tests;
