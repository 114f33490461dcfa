//! Names of documents as words for people and as ids, and what a name lets guess of its question.

use forms::Json;

/// Words of names that mean a person's whole name.
const PERSON: [&str; 8] = ["nama", "name", "full", "lengkap", "owner", "pemilik", "applicant", "pemohon"];

/// `national_id`, `nationalId`, `National ID` -> `National id`.
pub fn words(name: &str) -> String {
    let parts = parts(name);
    let mut text = parts.join(" ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// `createPermit` -> `create-permit`.
pub fn kebab(name: &str) -> String {
    let text: Vec<String> = parts(name).iter().map(|part| part.to_ascii_lowercase()).collect();
    let fits = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
    text.join("-").chars().filter(fits).collect()
}

/// The first of these members that is a text.
pub fn first_text<'a>(json: &'a Json, keys: &[&str]) -> Option<&'a str> {
    keys.iter().find_map(|key| json.get(key)?.as_str()).filter(|text| !text.trim().is_empty())
}

/// Our format for a text of this name, when its schema leaves room for it.
pub fn format(name: &str) -> Option<&'static str> {
    let parts: Vec<String> = parts(name).iter().map(|part| part.to_ascii_lowercase()).collect();
    let has = |words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
    match () {
        _ if has(&["nik"]) => Some("nik"),
        _ if has(&["kk"]) => Some("no-kk"),
        _ if has(&["npwp"]) => Some("npwp"),
        _ if has(&["nib"]) => Some("nib"),
        _ if has(&["hp", "phone", "telepon", "telp", "ponsel", "handphone", "mobile", "whatsapp", "wa"]) => {
            Some("phone-id")
        }
        _ if has(&["kodepos", "postal", "postcode", "zip"]) => Some("postal-code-id"),
        _ => None,
    }
}

/// The token of HTML by which browsers offer what people typed before.
pub fn autocomplete(name: &str) -> Option<&'static str> {
    let parts: Vec<String> = parts(name).iter().map(|part| part.to_ascii_lowercase()).collect();
    let has = |words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
    match () {
        _ if has(&["nik", "kk", "npwp", "nib"]) => Some("off"),
        _ if has(&["email"]) => Some("email"),
        _ if has(&["hp", "phone", "telepon", "mobile"]) => Some("tel"),
        _ if has(&["birth", "lahir"]) && has(&["date", "tanggal", "tgl"]) => Some("bday"),
        _ if has(&["alamat", "address"]) => Some("street-address"),
        _ if has(&["nama", "name"]) && parts.iter().all(|part| PERSON.contains(&part.as_str())) => Some("name"),
        _ => None,
    }
}

/// Whether a yes or no of this name is a statement that is signed rather than a question.
pub fn is_declaration(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["setuju", "pernyataan", "agree", "consent", "terms", "declar", "benar"].iter().any(|part| name.contains(part))
}

// Split at signs and where a capital follows a small letter.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut small = false;
    for letter in name.chars() {
        let splits = !letter.is_alphanumeric() || (small && letter.is_uppercase());
        if splits {
            parts.push(String::new());
        }
        if letter.is_alphanumeric()
            && let Some(part) = parts.last_mut()
        {
            let is_word = part.is_empty() && small;
            part.push(if is_word { letter.to_ascii_lowercase() } else { letter });
        }
        small = letter.is_lowercase() || letter.is_numeric();
    }
    parts.retain(|part| !part.is_empty());
    parts
}
