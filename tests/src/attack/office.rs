//! Attacks on the backend.
