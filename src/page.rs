//! One file per page; `account`, `head`, `detail`, `items`, `late`, `lists`, `lock` and `office` are what pages share. A page makes its signals once, and draws itself
//! anew when the language changes.

pub mod account;
pub mod first;
pub mod handoff;
pub mod head;
pub mod home;
pub mod late;
pub mod lock;
pub mod missing;
pub mod pin;
pub mod receipt;
pub mod renewed;
pub mod review;
pub mod service;
pub mod sign_in;
pub mod step;
pub mod system;
pub mod track;
pub mod waiting;

mod detail;
mod items;
mod lists;
mod office;

pub use lists::Lists;
