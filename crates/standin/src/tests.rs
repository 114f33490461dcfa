//! Whole conversations with the router, asked by the binding that the app uses.

mod asset;
mod attack;
mod attack_officer;
mod attack_server;
mod desk;
mod handoff;
mod interface;
mod kiosk;
mod officer;
mod submission;
mod track;
