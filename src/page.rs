//! One file per page; `items` and `head` are what pages share.

pub mod home;
pub mod missing;
pub mod receipt;
pub mod review;
pub mod service;
pub mod step;
pub mod track;

pub mod head;
mod items;
mod lists;

pub use lists::Lists;
