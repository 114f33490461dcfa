//! What the engine and the binding say of a definition, in both languages. They say it in English alone, since the app carries them; a table.

use crate::said::Said;

/// English and Indonesian; `{}` is what stands there in quotation marks.
const SENTENCES: [(&str, &str); 69] = [
    // The engine: schemas.
    ("The name of a type is wanted here.", "Di sini harus ada nama type (string, integer, …)."),
    ("A list is wanted here.", "Di sini harus ada daftar […]."),
    ("An object is wanted here.", "Di sini harus ada objek {…}."),
    ("A text is wanted here.", "Di sini harus ada teks."),
    ("A number is wanted here.", "Di sini harus ada angka."),
    ("A number above zero is wanted here.", "Di sini harus ada angka di atas nol."),
    ("A whole number, 0 or more, is wanted here.", "Di sini harus ada bilangan bulat, 0 atau lebih."),
    ("A schema is an object, true or false.", "Skema adalah objek, true, atau false."),
    ("This reference leads nowhere.", "Rujukan ini tidak menuju ke mana-mana."),
    ("This schema leads back to itself without an end.", "Skema ini kembali ke dirinya sendiri tanpa akhir."),
    ("no valid pattern (ECMA-262 with the flag u)", "pola ini tidak sah (ECMA-262 dengan flag u)"),
    // UI schema.
    ("the form asks nothing", "formulir ini tidak menanyakan apa-apa"),
    ("too many elements", "elemennya terlalu banyak"),
    ("elements are nested too deeply", "terlalu banyak elemen di dalam elemen"),
    ("an element is an object", "elemen adalah objek"),
    ("unknown key {}", "{} tidak dikenal"),
    ("unknown key {} in {}", "{} di {} tidak dikenal"),
    ("an element needs a {}", "elemen harus punya {}"),
    ("{} is an object", "{} adalah objek"),
    ("a Control needs a {}", "Control harus punya {}"),
    ("a Label needs a {}", "Label harus punya {}"),
    ("a Category needs a {}", "Category harus punya {}"),
    ("a Categorization holds only Category elements", "Categorization hanya memuat elemen Category"),
    ("a Categorization needs a list of {}", "Categorization harus punya daftar {}"),
    ("a Category needs a list of {}", "Category harus punya daftar {}"),
    ("a Group needs a list of {}", "Group harus punya daftar {}"),
    ("a VerticalLayout needs a list of {}", "VerticalLayout harus punya daftar {}"),
    ("a HorizontalLayout needs a list of {}", "HorizontalLayout harus punya daftar {}"),
    ("{} names the step in addresses; it becomes {}", "{} menjadi nama langkah di alamat; ditulis {}"),
    ("another step is called {} too", "langkah lain juga bernama {}"),
    ("unknown type {}: drawn as a vertical layout", "type {} tidak dikenal: digambar dari atas ke bawah"),
    (
        "unknown type {}: the page says that it cannot ask this",
        "type {} tidak dikenal: halaman mengatakan bahwa ini tidak bisa ditanyakan",
    ),
    ("there is no widget for the control {} yet", "belum ada cara menanyakan {}"),
    ("{} holds itself; it is not asked so deep", "{} memuat dirinya sendiri; tidak ditanyakan sedalam itu"),
    ("the scope {} leads nowhere in the schema", "scope {} tidak ada di skema"),
    ("the scope {} in {} leads nowhere in the schema", "scope {} di {} tidak ada di skema"),
    ("the pointer {} leads nowhere in the schema", "pointer {} tidak ada di skema"),
    // Rules.
    ("unknown effect {}: no effect", "effect {} tidak dikenal: tidak berpengaruh"),
    ("a rule needs an {}", "rule harus punya {}"),
    ("a rule needs a {}", "rule harus punya {}"),
    ("conditions are nested too deeply", "terlalu banyak syarat di dalam syarat"),
    ("a condition of an unknown kind is always true", "syarat yang jenisnya tidak dikenal selalu benar"),
    ("a list of conditions is missing", "daftar conditions belum ada"),
    ("a LEAF condition needs an {}", "syarat LEAF harus punya {}"),
    ("a condition needs a {}", "syarat harus punya {}"),
    (
        "this computed answer waits for itself, through others or a rule",
        "jawaban hitungan ini menunggu dirinya sendiri, lewat jawaban lain atau rule",
    ),
    (
        "this rule waits for itself: it looks at an answer that it may hide, or that hides it in turn",
        "rule ini menunggu dirinya sendiri: ia melihat jawaban yang disembunyikannya, atau yang menyembunyikannya",
    ),
    // The rest of a service.
    ("a service is a JSON object", "layanan adalah objek JSON"),
    ("the {} of the answers is missing", "{} untuk jawaban belum ada"),
    ("an id is in kebab-case", "id ditulis huruf kecil dengan tanda hubung (surat-izin)"),
    ("{} is missing or no text", "{} belum ada atau bukan teks"),
    (
        "{} is missing: the law wants it shown before the form",
        "{} belum ada: aturan meminta ini tampil sebelum formulir",
    ),
    (
        "{} is missing, or no text with at least Indonesian words",
        "{} belum ada, atau bukan teks yang punya bahasa Indonesia",
    ),
    ("{} is missing", "{} belum ada"),
    ("{} is a list", "{} adalah daftar"),
    ("{} is a whole number", "{} adalah bilangan bulat"),
    ("{} is true or false", "{} adalah true atau false"),
    ("expected a text", "di sini harus ada teks"),
    ("expected a text, or an object with {} and {}", "di sini harus ada teks, atau objek dengan {} dan {}"),
    ("an item needs a {} and a {}", "setiap butir harus punya {} dan {}"),
    ("the list {} is missing", "daftar {} belum ada"),
    ("{} is an object: keys and sentences by language", "{} adalah objek: kunci dan kalimat menurut bahasa"),
    ("unknown language {}", "bahasa {} tidak dikenal"),
    ("sentences are texts by key", "kalimat adalah teks menurut kunci"),
    // The binding.
    ("must be an object", "harus berupa objek"),
    ("must be a text", "harus berupa teks"),
    ("must be a JSON pointer", "harus berupa JSON pointer"),
    ("must be GET, POST, PUT or PATCH", "harus GET, POST, PUT, atau PATCH"),
    ("is needed", "harus ada"),
];
/// The same for what ends in words of the author's or of a list.
const BEGINNINGS: [(&str, &str); 3] = [
    ("unknown variable: ", "variabel tidak dikenal: "),
    ("must be one of: ", "harus salah satu dari: "),
    ("pointers to one of these are needed: ", "harus ada pointer ke salah satu dari: "),
];
/// What quotes by other marks.
const OTHERS: [(&str, &str); 15] = [
    (
        "must be a URI template (RFC 6570, level 3) relative to `base`",
        "harus berupa URI template (RFC 6570, level 3) yang dimulai dari `base`",
    ),
    ("`base` must be a path (`/api`) or an http address", "`base` harus berupa path (`/api`) atau alamat http"),
    ("answers in a `body` do not travel by GET", "jawaban di `body` tidak bisa dikirim dengan GET"),
    ("must be a JSON pointer into the body", "harus berupa JSON pointer ke dalam body"),
    ("needs as many * as its place in the answers", "harus punya * sebanyak tempatnya di jawaban"),
    ("must be a number of seconds", "harus berupa jumlah detik"),
    ("must be a number of letters", "harus berupa jumlah huruf"),
    ("must be a path on the app's own origin", "harus berupa path di alamat aplikasi sendiri"),
    ("must be a text for people", "harus berupa teks untuk orang"),
    (
        "must be an https address without a query; http is for a provider on this machine only",
        "harus berupa alamat https tanpa query; http hanya untuk penyedia di mesin ini",
    ),
    (
        "must not be here: everybody can read it; register the app as a public client, without a secret",
        "tidak boleh di sini: semua orang bisa membacanya; daftarkan aplikasi sebagai klien publik, tanpa rahasia",
    ),
    (
        "must be a JSON pointer into the answers, { \"const\": … } or { \"own\": key, service, version, channel or assisted }",
        "harus berupa JSON pointer ke dalam jawaban, { \"const\": … } atau { \"own\": key, service, version, channel atau assisted }",
    ),
    (
        "a place in the answers with `{ \"value\": pointer into the reply }` is needed",
        "harus ada tempat di jawaban dengan `{ \"value\": pointer ke dalam balasan }`",
    ),
    ("must name openid", "harus menyebut openid"),
    (
        "a session in cookies needs `base` to be a path on the app's own origin",
        "sesi dengan cookie memerlukan `base` berupa path di alamat aplikasi sendiri",
    ),
];

/// A fault's words, as they are and in Indonesian. What the table does not know stays as it is.
pub fn told(what: &str) -> Said {
    Said::new(indonesian(what).unwrap_or_else(|| what.to_owned()), what)
}

fn indonesian(what: &str) -> Option<String> {
    if let Some((_, id)) = OTHERS.iter().find(|(en, _)| *en == what) {
        return Some((*id).to_owned());
    }
    if let Some((rest, id)) = BEGINNINGS.iter().find_map(|(en, id)| Some((what.strip_prefix(en)?, id))) {
        return Some([id, rest].concat());
    }
    let mut parts = what.split('"');
    let mut pattern = parts.next()?.to_owned();
    let mut quoted = Vec::new();
    while let (Some(inside), Some(after)) = (parts.next(), parts.next()) {
        quoted.push(inside);
        pattern.push_str("{}");
        pattern.push_str(after);
    }
    let (_, id) = SENTENCES.iter().find(|(en, _)| *en == pattern)?;
    let mut quoted = quoted.into_iter();
    let mut out = String::new();
    for (index, part) in id.split("{}").enumerate() {
        if index > 0 {
            out.push_str(&["\"", quoted.next()?, "\""].concat());
        }
        out.push_str(part);
    }
    Some(out)
}
