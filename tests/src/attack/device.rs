//! Attacks on what lies on a phone: its drafts, how long they are kept, and what makes it a kiosk.
