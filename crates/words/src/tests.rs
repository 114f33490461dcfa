//! Every kind of problem in every language: there is a sentence, it is filled in, and it is short.

mod shipped;

use forms::{Identity, IdentityFault, Json, Lang, Number, Pointer, Problem, ProblemKind, Severity};

use super::{fill, sentence, state};

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
            let words = sentence(lang, "Nama lengkap pemilik", &problem(kind.clone()));
            assert!(!words.is_empty() && !words.contains('{'), "{kind:?}: {words}");
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
        |identity, got, min, max| ProblemKind::Identity { identity, fault: IdentityFault::Length { got, min, max } };
    let cases = [
        (
            length(Identity::Nik, 15, 16, 16),
            "NIK",
            "NIK harus 16 angka. Anda mengetik 15 angka.",
            "NIK must have 16 digits. You typed 15.",
        ),
        (
            length(Identity::PhoneId, 8, 10, 13),
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
            "Tanggal",
            "Tanggal “31-2-2026” tidak ada atau belum lengkap. Contoh: 17-8-1990.",
            "The date “31-2-2026” does not exist or is incomplete. Example: 17-8-1990.",
        ),
        (
            ProblemKind::Backend { sentence: String::from("Kios ini {ada}.") },
            "Kios",
            "Kios ini {ada}.",
            "Kios ini {ada}.",
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

/// One of each kind. The `match` at the end does not compile when a kind is added, so that nobody forgets it here.
fn kinds() -> Vec<ProblemKind> {
    let number = Number::from;
    let mut kinds = vec![
        ProblemKind::Required,
        ProblemKind::Enum,
        ProblemKind::Const { want: Json::Bool(true) },
        ProblemKind::Const { want: Json::String(String::from("ya")) },
        ProblemKind::MinLength { got: 1, want: 3 },
        ProblemKind::MaxLength { got: 300, want: 200 },
        ProblemKind::Pattern { want: String::from("^a$") },
        ProblemKind::Minimum { got: number(1), want: number(2) },
        ProblemKind::Maximum { got: number(3), want: number(2) },
        ProblemKind::ExclusiveMinimum { got: number(2), want: number(2) },
        ProblemKind::ExclusiveMaximum { got: number(2), want: number(2) },
        ProblemKind::MultipleOf { got: number(3), want: number(2) },
        ProblemKind::MinItems { got: 0, want: 1 },
        ProblemKind::MaxItems { got: 4, want: 3 },
        ProblemKind::UniqueItems { first: 0, second: 2 },
        ProblemKind::Contains { got: 0, min: 1, max: None },
        ProblemKind::Contains { got: 3, min: 1, max: Some(2) },
        ProblemKind::MinProperties { got: 0, want: 1 },
        ProblemKind::MaxProperties { got: 2, want: 1 },
        ProblemKind::AdditionalProperties,
        ProblemKind::UnevaluatedProperties,
        ProblemKind::UnevaluatedItems,
        ProblemKind::PropertyNames,
        ProblemKind::Never,
        ProblemKind::Not,
        ProblemKind::AnyOf,
        ProblemKind::OneOf { matched: 0 },
        ProblemKind::OneOf { matched: 2 },
        ProblemKind::Backend { sentence: String::from("Nomor ini sudah dipakai.") },
    ];
    for want in ["string", "integer", "number", "boolean", "array", "object", "null"] {
        kinds.push(ProblemKind::Type { want: vec![want], got: "string" });
    }
    for format in ["email", "date", "time", "date-time", "uri", "uuid"] {
        kinds.push(ProblemKind::Format { format: String::from(format) });
    }
    for want in ["date", "integer", "number", "money-idr"] {
        kinds.push(ProblemKind::Unreadable { text: "x".repeat(40), want });
    }
    for name in
        ["nik", "no-kk", "npwp", "nib", "phone-id", "postal-code-id", "plate-id", "rt-rw", "money-idr", "person-name"]
    {
        let identity = Identity::named(name).expect(name);
        for fault in faults() {
            kinds.push(ProblemKind::Identity { identity, fault });
        }
    }
    for kind in &kinds {
        match kind {
            ProblemKind::Required
            | ProblemKind::Type { .. }
            | ProblemKind::Enum
            | ProblemKind::Const { .. }
            | ProblemKind::MinLength { .. }
            | ProblemKind::MaxLength { .. }
            | ProblemKind::Pattern { .. }
            | ProblemKind::Minimum { .. }
            | ProblemKind::Maximum { .. }
            | ProblemKind::ExclusiveMinimum { .. }
            | ProblemKind::ExclusiveMaximum { .. }
            | ProblemKind::MultipleOf { .. }
            | ProblemKind::MinItems { .. }
            | ProblemKind::MaxItems { .. }
            | ProblemKind::UniqueItems { .. }
            | ProblemKind::Contains { .. }
            | ProblemKind::MinProperties { .. }
            | ProblemKind::MaxProperties { .. }
            | ProblemKind::AdditionalProperties
            | ProblemKind::UnevaluatedProperties
            | ProblemKind::UnevaluatedItems
            | ProblemKind::PropertyNames
            | ProblemKind::Never
            | ProblemKind::Not
            | ProblemKind::AnyOf
            | ProblemKind::OneOf { .. }
            | ProblemKind::Format { .. }
            | ProblemKind::Identity { .. }
            | ProblemKind::Unreadable { .. }
            | ProblemKind::Backend { .. } => {}
        }
    }
    kinds
}

fn faults() -> Vec<IdentityFault> {
    vec![
        IdentityFault::NotDigits,
        IdentityFault::Length { got: 0, min: 1, max: 1 },
        IdentityFault::Length { got: 0, min: 1, max: 2 },
        IdentityFault::Length { got: 15, min: 16, max: 16 },
        IdentityFault::Length { got: 17, min: 15, max: 16 },
        IdentityFault::Date,
        IdentityFault::Serial,
        IdentityFault::Region,
        IdentityFault::CheckDigit,
        IdentityFault::Prefix,
        IdentityFault::BirthDate,
        IdentityFault::Sex,
        IdentityFault::SameAsNik,
        IdentityFault::Character { got: '2' },
        IdentityFault::Form,
        IdentityFault::Small,
    ]
}
