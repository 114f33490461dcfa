//! Whole conversations with the router.
