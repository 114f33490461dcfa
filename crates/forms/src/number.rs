//! An exact decimal number: no floating point, so `0.1 + 0.2` questions never reach a citizen.

/// A JSON number as sign, digits and power of ten. Integers up to 64 bits and decimals are exact; beyond 19 significant digits it rounds.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    pub(crate) mantissa: i64,
    pub(crate) exponent: i32,
}
// impl: parse(&str) -> Option<Number>, write(&mut String), From<i64>, as_i64, is_integer, cmp/PartialEq/PartialOrd by value, is_multiple_of(&Number).
