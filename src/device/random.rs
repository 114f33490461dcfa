//! Random keys from the browser's cryptographic source (there without a secure context too).

/// `n` random bytes as lower-case hex; `None` where the browser has no such source.
pub fn hex(n: usize) -> Option<String> {
    let mut bytes = vec![0; n];
    let crypto = leptos::prelude::window().crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    let mut text = String::with_capacity(2 * n);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
        }
    }
    Some(text)
}
