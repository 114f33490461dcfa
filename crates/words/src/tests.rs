//! Every kind of problem in every language: there is a sentence, it is filled in, names the field, and is short.

mod kind;
mod own;
mod shipped;
mod whole;

use forms::{FormatFault, Json, Lang, LocalFormat, Number, Pointer, Problem, ProblemKind, Severity};

use super::{fill, sentence, state};
use kind::kinds;

const LANGS: [Lang; 2] = [Lang::Id, Lang::En];
const MAX_WORDS: usize = 14;
const CODES: [&str; 15] = [
    "draf",
    "terkirim",
    "diperiksa",
    "perlu_perbaikan",
    "dikirim_ulang",
    "survei",
    "rekomendasi",
    "bayar",
    "persetujuan",
    "terbit",
    "diserahkan",
    "ditolak",
    "dibatalkan",
    "kedaluwarsa",
    "dicabut",
];

#[test]
fn each_kind_has_a_short_sentence_in_each_language() {
    for lang in LANGS {
        for kind in kinds() {
            let label = "Nama lengkap pemilik";
            let words = sentence(lang, label, &problem(kind.clone()));
            assert!(!words.is_empty() && !words.contains('{'), "{kind:?}: {words}");
            assert!(words.contains(label) || speaks_for_itself(&kind), "{kind:?} does not name the field: {words}");
            short(&words);
        }
    }
}

#[test]
fn each_state_has_short_words_in_each_language() {
    for lang in LANGS {
        for code in CODES {
            let state = state(lang, code).expect(code);
            assert!(!state.label.is_empty());
            short(state.meaning);
        }
        assert_eq!(state(lang, "hilang"), None);
    }
}

#[test]
fn sentences_say_what_was_typed() {
    let length =
        |identity, got, min, max| ProblemKind::LocalFormat { identity, fault: FormatFault::Length { got, min, max } };
    let cases = [
        (
            length(LocalFormat::Nik, 15, 16, 16),
            "NIK",
            "NIK harus 16 angka. Anda mengetik 15 angka.",
            "NIK must have 16 digits. You typed 15.",
        ),
        (
            length(LocalFormat::PhoneId, 8, 10, 13),
            "Nomor HP",
            "Nomor HP terlalu pendek. Anda mengetik 8 angka, paling sedikit 10.",
            "Nomor HP is too short. You typed 8 digits, at least 10 are needed.",
        ),
        (
            ProblemKind::Maximum { got: Number::from(2_000_000_000), want: Number::from(1_000_000_000) },
            "Modal",
            "Modal paling besar 1.000.000.000. Anda mengisi 2.000.000.000.",
            "Modal can be at most 1,000,000,000. You entered 2,000,000,000.",
        ),
        (
            ProblemKind::Unreadable { text: String::from("31-2-2026"), want: "date" },
            "Mulai usaha",
            "Mulai usaha: tanggal “31-2-2026” tidak ada atau belum lengkap. Contoh: 17-8-1990.",
            "Mulai usaha: the date “31-2-2026” does not exist or is incomplete. Example: 17-8-1990.",
        ),
        (
            ProblemKind::Backend { sentence: String::from("Kios ini {ada}.") },
            "Kios",
            "Kios ini {ada}.",
            "Kios ini {ada}.",
        ),
        (
            // A mistake that the backend has no words for.
            ProblemKind::Backend { sentence: String::new() },
            "Kios",
            "Kios perlu dicek lagi.",
            "Please check Kios again.",
        ),
    ];
    for (kind, label, id, en) in cases {
        let problem = problem(kind);
        assert_eq!(sentence(Lang::Id, label, &problem), id);
        assert_eq!(sentence(Lang::En, label, &problem), en);
    }
}

#[test]
fn fractions_take_the_mark_of_the_language() {
    let number = Number::parse("-1234567.25").expect("a number");
    assert_eq!(super::number::text(Lang::Id, &number), "-1.234.567,25");
    assert_eq!(super::number::text(Lang::En, &number), "-1,234,567.25");
}

#[test]
fn unknown_names_stay() {
    let value = |name: &str| (name == "until").then_some("1 Mei");
    assert_eq!(fill("Sampai {until}. {x} {", value), "Sampai 1 Mei. {x} {");
}

/// The backend's own sentence, and a statement to be ticked: its label is the statement itself, too long to be said again.
fn speaks_for_itself(kind: &ProblemKind) -> bool {
    matches!(kind, ProblemKind::Backend { .. } | ProblemKind::Const { want: Json::Bool(true) })
}

fn short(words: &str) {
    for sentence in words.split(['.', '?', '!']) {
        // A dot inside a number or an address does not end a sentence, which makes this count too few words at worst
        // where there is one; the sentences with examples are short anyway.
        let n_words = sentence.split_whitespace().count();
        assert!(n_words <= MAX_WORDS, "{n_words} words: {sentence}");
    }
}

fn problem(kind: ProblemKind) -> Problem {
    Problem { pointer: Pointer::root(), severity: Severity::Error, kind }
}
