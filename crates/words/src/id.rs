//! Indonesian. A table of sentences: long, but each line stands alone. House rules: Anda, what is wrong, what was
//! typed, what to do; never blame.

use forms::{FormatFault, Json, LocalFormat, ProblemKind};

use crate::State;

/// What is required and asked nowhere.
pub(crate) const UNASKED: &str = "{label} diminta, tetapi tidak ditanyakan di formulir ini. Hubungi petugas.";

/// The answers as a whole.
pub(crate) const WHOLE: &str = "Formulir ini";

/// The sentence for a kind of problem, with `{label}`, `{got}` and `{want}` to be filled in.
pub(crate) fn problem(kind: &ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Required => "{label} belum diisi. Isi dulu, lalu lanjut.",
        ProblemKind::Type { want, .. } => match want.first().copied() {
            Some("integer") => "{label} harus angka bulat. Contoh: 12.",
            Some("number") => "{label} harus angka. Contoh: 12 atau 2,5.",
            Some("boolean") => "{label} belum dijawab. Pilih ya atau tidak.",
            _ => "{label} tidak bisa dibaca. Isi lagi.",
        },
        ProblemKind::Enum => "{label} tidak ada di daftar pilihan. Pilih lagi.",
        ProblemKind::Const { want: Json::Bool(true) } => "Centang pernyataan ini agar permohonan bisa dikirim.",
        ProblemKind::Const { .. } => "{label} harus berisi {want}.",
        ProblemKind::MinLength { .. } => "{label} terlalu pendek. Anda mengetik {got} huruf, paling sedikit {want}.",
        ProblemKind::MaxLength { .. } => "{label} terlalu panjang. Anda mengetik {got} huruf, paling banyak {want}.",
        ProblemKind::Pattern { .. } => "Cara menulis {label} belum sesuai. Cek lagi hurufnya dan angkanya.",
        ProblemKind::Minimum { .. } => "{label} paling kecil {want}. Anda mengisi {got}.",
        ProblemKind::Maximum { .. } => "{label} paling besar {want}. Anda mengisi {got}.",
        ProblemKind::ExclusiveMinimum { .. } => "{label} harus lebih dari {want}. Anda mengisi {got}.",
        ProblemKind::ExclusiveMaximum { .. } => "{label} harus kurang dari {want}. Anda mengisi {got}.",
        ProblemKind::MultipleOf { .. } => "{label} harus kelipatan {want}. Anda mengisi {got}.",
        ProblemKind::MinItems { .. } => "{label} perlu paling sedikit {want} isian. Sekarang ada {got}.",
        ProblemKind::MaxItems { .. } => "{label} paling banyak {want} isian. Sekarang ada {got}.",
        ProblemKind::UniqueItems { .. } => "Pada {label}, isian ke-{got} dan ke-{want} sama. Hapus salah satu.",
        ProblemKind::Contains { got, min, .. } if got < min => {
            "{label} perlu paling sedikit {want} isian yang sesuai. Sekarang ada {got}."
        }
        ProblemKind::Contains { .. } => "{label} paling banyak {want} isian seperti itu. Sekarang ada {got}.",
        ProblemKind::MinProperties { .. } => "{label} belum lengkap. Isi paling sedikit {want} bagian.",
        ProblemKind::MaxProperties { .. } => "{label} terlalu banyak isinya. Isi paling banyak {want} bagian.",
        ProblemKind::AdditionalProperties | ProblemKind::UnevaluatedProperties | ProblemKind::UnevaluatedItems => {
            "Ada isian yang tidak diminta pada {label}. Hapus isian itu."
        }
        ProblemKind::PropertyNames => "Ada nama isian yang tidak dikenal pada {label}. Cek lagi.",
        ProblemKind::Never => "{label} tidak diminta di sini. Kosongkan saja.",
        ProblemKind::Not => "Isi {label} yang ini tidak boleh dipakai. Ganti isinya.",
        ProblemKind::AnyOf => "{label} belum sesuai dengan yang diminta. Cek lagi.",
        ProblemKind::Group { together: false, .. } => "Isi {label}.",
        ProblemKind::Group { .. } => "Isi salah satu saja: {label}.",
        ProblemKind::Computed { want: Some(_) } => "{label} harus {want}, sesuai hitungan dari isian lain.",
        ProblemKind::Computed { .. } => "{label} harus kosong, karena dihitung dari isian lain.",
        ProblemKind::OneOf { matched: 0 } => "{label} belum sesuai dengan satu pun pilihan. Cek lagi.",
        ProblemKind::OneOf { .. } => "{label} cocok dengan {got} pilihan sekaligus. Pilih satu saja.",
        ProblemKind::Format { format } => match format.as_str() {
            "email" | "idn-email" => "{label} belum benar. Cek tanda @. Contoh: nama@contoh.id.",
            "date" => "{label} belum benar. Contoh: 17-8-1990.",
            "time" => "{label} belum benar. Contoh jam: 09:30.",
            "date-time" => "{label} perlu tanggal dan jam. Cek lagi keduanya.",
            "uri" | "iri" | "uri-reference" | "iri-reference" => {
                "{label} belum benar. Contoh alamat situs: https://contoh.id."
            }
            _ => "Cara menulis {label} belum sesuai. Cek lagi.",
        },
        ProblemKind::LocalFormat { identity, fault } => self::identity(*identity, fault),
        ProblemKind::Unreadable { want, .. } => match *want {
            "date" => "{label}: tanggal {got} tidak ada atau belum lengkap. Contoh: 17-8-1990.",
            "integer" => "Isi {label} dengan angka bulat. Anda mengetik {got}.",
            "money-idr" => "Isi {label} dengan angka saja. Contoh: 5.000.000.",
            _ => "Isi {label} dengan angka saja. Anda mengetik {got}.",
        },
        // The backend's sentence is shown itself; this stands in when it sent none.
        ProblemKind::Backend { .. } => "{label} perlu dicek lagi.",
    }
}

fn identity(identity: LocalFormat, fault: &FormatFault) -> &'static str {
    match fault {
        FormatFault::NotDigits => match identity {
            LocalFormat::MoneyIdr => "Isi {label} dengan angka saja. Contoh: 5.000.000.",
            LocalFormat::PhoneId => "{label} hanya boleh berisi angka. Contoh: 0812-3456-7890.",
            _ => "{label} hanya boleh berisi angka. Hapus huruf atau tanda lain.",
        },
        FormatFault::Length { got, min, max } => match identity {
            LocalFormat::PersonName if got < min => "{label} belum diisi. Tulis persis seperti di KTP.",
            LocalFormat::PersonName => "{label} paling banyak {want} huruf. Anda mengetik {got} huruf.",
            LocalFormat::MoneyIdr => "{label} terlalu besar. Cek lagi jumlah nolnya.",
            LocalFormat::Npwp => "{label} harus 15 atau 16 angka. Anda mengetik {got} angka.",
            LocalFormat::Nib => "{label} harus {want} angka, termasuk nol di depan. Anda mengetik {got} angka.",
            _ if min == max => "{label} harus {want} angka. Anda mengetik {got} angka.",
            _ if got < min => "{label} terlalu pendek. Anda mengetik {got} angka, paling sedikit {want}.",
            _ => "{label} terlalu panjang. Anda mengetik {got} angka, paling banyak {want}.",
        },
        FormatFault::Date => match identity {
            LocalFormat::NoKk => "Angka tanggal di {label} tidak masuk akal. Cek angka ke-7 sampai ke-12.",
            _ => "Angka tanggal lahir di {label} tidak masuk akal. Cek angka ke-7 sampai ke-12.",
        },
        FormatFault::Serial => match identity {
            LocalFormat::Nik | LocalFormat::NoKk => "{label} ini belum benar. Cek empat angka terakhir di kartu.",
            _ => "{label} ini belum benar. Cek lagi semua angkanya.",
        },
        FormatFault::Region => {
            "Kode daerah pada {label} ini tidak kami kenal. Cek lagi, lalu lanjutkan bila sudah benar."
        }
        FormatFault::CheckDigit => "Mungkin ada angka {label} yang keliru. Cek lagi, lalu lanjutkan bila sudah benar.",
        FormatFault::Prefix => "{label} harus diawali 08 atau +62. Contoh: 0812-3456-7890.",
        FormatFault::BirthDate => {
            "{label} dan tanggal lahir tidak cocok. Kalau di KTP memang begitu, Anda boleh lanjut."
        }
        FormatFault::Sex => "{label} dan jenis kelamin tidak cocok. Kalau di KTP memang begitu, Anda boleh lanjut.",
        FormatFault::SameAsNik => match identity {
            LocalFormat::NoKk => "Anda memasukkan NIK di kolom {label}. Nomor KK berbeda dari NIK.",
            _ => "{label} sama dengan NIK orang lain di formulir ini. Cek kedua kartu.",
        },
        FormatFault::Character { .. } => "{label} tidak boleh berisi {got}. Tulis persis seperti di KTP.",
        FormatFault::Form => match identity {
            LocalFormat::RtRw => "Isi {label} dengan angka. Contoh: RT 003, RW 005.",
            LocalFormat::PlateId => "{label} belum benar. Contoh: KB 1234 AB.",
            LocalFormat::PostalCodeId => "{label} tidak diawali angka nol. Contoh: 78112.",
            LocalFormat::PersonName => "{label} harus berisi huruf. Tulis persis seperti di KTP.",
            _ => "Cara menulis {label} belum sesuai. Cek lagi.",
        },
        FormatFault::Small => "{label} ini kecil sekali. Apakah maksud Anda ribu atau juta?",
    }
}

pub(crate) fn state(code: &str) -> Option<State> {
    let (label, meaning) = match code {
        "draf" => ("Draf", "Belum dikirim. Tersimpan di HP Anda."),
        "terkirim" => ("Terkirim", "Sudah kami terima. Menunggu petugas."),
        "diperiksa" => ("Sedang diperiksa", "Petugas memeriksa berkas Anda."),
        "perlu_perbaikan" => ("Perlu diperbaiki", "Ada bagian yang harus Anda perbaiki."),
        "dikirim_ulang" => ("Dikirim ulang", "Perbaikan Anda sudah kami terima."),
        "survei" => ("Survei lapangan", "Petugas akan datang ke lokasi."),
        "rekomendasi" => ("Menunggu rekomendasi", "Menunggu persetujuan dinas lain."),
        "bayar" => ("Menunggu pembayaran", "Ada biaya yang perlu Anda bayar dulu."),
        "persetujuan" => ("Menunggu tanda tangan", "Tinggal ditandatangani."),
        "terbit" => ("Terbit", "Surat Anda sudah jadi."),
        "diserahkan" => ("Sudah diambil", "Surat sudah Anda terima."),
        "ditolak" => ("Ditolak", "Baca alasannya. Anda boleh mengajukan lagi."),
        "dibatalkan" => ("Dibatalkan", "Anda membatalkan permohonan ini."),
        "kedaluwarsa" => ("Kedaluwarsa", "Masa berlaku sudah habis."),
        "dicabut" => ("Dicabut", "Surat tidak berlaku lagi."),
        _ => return None,
    };
    Some(State { label, meaning })
}
