//! Attacks by patterns that take for ever.
