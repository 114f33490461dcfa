//! The states of other backends, guessed from their words. A table.

/// Parts of words, and our state.
const STATES: [(&[&str], &str); 11] = [
    (&["withdraw", "cancel", "batal"], "dibatalkan"),
    (&["reject", "refus", "denied", "tolak"], "ditolak"),
    (&["revis", "return", "correct", "perbaik", "incomplete"], "perlu_perbaikan"),
    (&["expire", "kedaluwarsa"], "kedaluwarsa"),
    (&["survey", "survei", "inspect"], "survei"),
    (&["pay", "bayar"], "bayar"),
    (&["deliver", "handed", "collected", "serah"], "diserahkan"),
    (&["issue", "terbit", "complete", "done", "selesai", "finish"], "terbit"),
    (&["approv", "setuju", "sign"], "persetujuan"),
    (&["review", "check", "process", "progress", "periksa", "proses", "verif", "assign"], "diperiksa"),
    (&["receiv", "submit", "new", "open", "pending", "terima", "kirim", "masuk", "draft"], "terkirim"),
];

/// Our word for a state of another backend.
pub fn guess(theirs: &str) -> Option<&'static str> {
    let theirs = theirs.to_lowercase();
    let found = STATES.iter().find(|(parts, _)| parts.iter().any(|part| theirs.contains(part)));
    found.map(|(_, ours)| *ours)
}
