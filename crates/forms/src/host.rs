//! What the engine needs of the world.

use crate::Date;

/// The world, as far as the engine needs it: the browser implements it in `src/device`, natively `Native` does under the feature `native`.
pub trait Host {
    /// Whether `text` holds a match of the ECMA-262 pattern (flag `u`). `None` when the pattern is no valid one.
    /// Implementations keep compiled patterns, the engine asks by the pattern's text. It asks only what takes few steps ([`crate::Pattern`]).
    fn matches(&self, pattern: &str, text: &str) -> Option<bool>;
    /// Today at the place of the office.
    fn today(&self) -> Date;
}

#[cfg(feature = "native")]
pub use native::Native;

#[cfg(feature = "native")]
mod native;
