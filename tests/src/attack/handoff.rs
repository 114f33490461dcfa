//! Attacks on what travels between a kiosk and a phone.
