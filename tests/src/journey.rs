//! The journeys, one file per part of the way. `form` fills in what a data file says.

pub mod form;

pub mod access;
pub mod after;
pub mod conversion;
pub mod failure;
pub mod handoff;
pub mod interface;
pub mod keep;
pub mod kept;
pub mod kiosk;
pub mod kiosk_night;
pub mod kiosk_officer;
pub mod kiosk_speech;
pub mod layouts;
pub mod load;
pub mod lookup;
pub mod mistake;
pub mod offline;
pub mod oidc;
pub mod old;
pub mod once;
pub mod outbox;
pub mod pin;
pub mod place;
pub mod proof;
pub mod renew;
pub mod rows;
pub mod search;
pub mod send;
pub mod settings;
pub mod strange;
pub mod system;
pub mod typing;
pub mod widgets;
