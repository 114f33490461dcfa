//! The journeys, one file per part of the way. `form` fills in what a data file says.

mod form;

pub mod conversion;
pub mod lookup;
pub mod mistake;
pub mod keep;
pub mod send;
pub mod after;
pub mod place;
pub mod old;
pub mod load;
pub mod failure;
pub mod access;
