//! The journeys, one file per part of the way.

mod form;

pub mod conversion;
