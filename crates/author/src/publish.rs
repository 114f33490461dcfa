//! `loket publish DIR FILE`: puts a service into a folder that is served: the new version, the index, the titles in index.html, and
//! the compressed files beside each. All of it is changed or nothing; whoever reads meanwhile gets each file old or new, never a
//! half; and what an interrupted run has left is put right by the next.

mod change;

use std::{fs, path::Path};

use forms::{Json, Object};

use crate::{
    check, frame, pretty,
    said::{Said, said},
};
use change::Change;

type Result<T = ()> = std::result::Result<T, Said>;

/// Publishes and says what was done; the failure is a sentence.
pub fn publish(folder: &Path, file: &Path) -> Result<Said> {
    let shown = folder.display();
    let text = sound(file)?;
    let service = Json::parse(&text).map_err(|_| said!("Layanan ini bukan JSON.", "The service is no JSON."))?;
    let (Some(id), Some(version)) = (name(&service, "id"), name(&service, "version")) else {
        return Err(said!(
            "Ini bukan layanan: tidak ada id atau version.",
            "This is no service: it has no id or no version."
        ));
    };
    let mut change = Change::begin(folder)?;
    let target = format!("services/{id}/{version}.json");
    if change.read(&target)?.is_some_and(|known| known != text) {
        let path = folder.join(&target);
        let path = path.display();
        return Err(said!(
            "{path} sudah terbit dan isinya lain. Versi tidak pernah berubah: beri berkas itu versi baru.",
            "{path} is published already and differs. A version never changes: give the file a new one."
        ));
    }
    let index = change.need("services/index.json")?;
    let index = Json::parse(&index)
        .map_err(|_| said!("{shown}/services/index.json bukan JSON.", "{shown}/services/index.json is no JSON."))?;
    let index = with(&change, &index, &service, &text)?;
    let page = frame::replace(&change.need("index.html")?, &index).ok_or_else(|| {
        said!(
            "{shown}/index.html menampilkan layanan dengan cara lain; bangun ulang.",
            "{shown}/index.html shows services otherwise than we do; build it anew."
        )
    })?;

    // In this order a citizen who comes between two of them misses a title in the frame at most, and finds every service that is named.
    for (path, text) in [(&*target, text), ("services/index.json", pretty::pretty(&index)), ("index.html", page)] {
        change.write(path, text.as_bytes())?;
    }
    let n_files = change.put()?;
    Ok(said!(
        "{id} {version} terbit di {shown}: {n_files} berkas.",
        "{id} {version} is published in {shown}: {n_files} files."
    ))
}

/// The text of a service without errors.
fn sound(file: &Path) -> Result<String> {
    let shown = file.display();
    let text = fs::read_to_string(file).map_err(|error| change::unreadable(file, &error))?;
    let lines = check::check(&text);
    let errors = lines.iter().filter(|line| line.is_error);
    let errors: Vec<String> = errors.map(|line| format!("{shown}:{}: {line}", line.line)).collect();
    match errors.is_empty() {
        true => Ok(text),
        false => {
            let errors = errors.join("\n");
            Err(said!(
                "Layanan ini punya kesalahan, jadi tidak ada yang diubah.\n{errors}",
                "The service has errors, so nothing was changed.\n{errors}"
            ))
        }
    }
}

/// The index with the service's line, at its old place or last; each line with the digest of its file.
fn with(change: &Change, index: &Json, service: &Json, text: &str) -> Result<Json> {
    let mut line = Object::default();
    for key in ["id", "version", "title", "summary", "keywords", "minutes"] {
        if let Some(value) = service.get(key) {
            line.insert(key, value.clone());
        }
    }
    for key in ["fee", "time"] {
        if let Some(value) = service.get("delivery").and_then(|delivery| delivery.get(key)) {
            line.insert(key, value.clone());
        }
    }
    line.insert(DIGEST, digest(text));
    let id = service.get("id").cloned().unwrap_or_default();
    let mut lines = index.get("services").and_then(Json::as_array).unwrap_or_default().to_vec();
    match lines.iter_mut().find(|known| known.get("id") == Some(&id)) {
        Some(known) => *known = Json::Object(line),
        None => lines.push(Json::Object(line)),
    }
    let lines: Result<Vec<Json>> = lines.into_iter().map(|line| digested(change, line)).collect();
    let mut index = index.as_object().cloned().unwrap_or_default();
    index.insert("services", Json::Array(lines?));
    Ok(Json::Object(index))
}

/// A line of before without a digest gets that of its file, which has been served until now.
fn digested(change: &Change, line: Json) -> Result<Json> {
    if let (None, Some(id), Some(version)) = (line.get(DIGEST), name(&line, "id"), name(&line, "version"))
        && let Some(text) = change.read(&format!("services/{id}/{version}.json"))?
    {
        let mut line = line.as_object().cloned().unwrap_or_default();
        line.insert(DIGEST, digest(&text));
        return Ok(Json::Object(line));
    }
    Ok(line)
}

/// The key of a line that says what its file holds.
const DIGEST: &str = "digest";

/// As the build writes it (xtask/src/hash.rs).
fn digest(text: &str) -> Json {
    let digest = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    let digits: String = digest.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Json::from(digits.as_str())
}

fn name<'a>(service: &'a Json, key: &str) -> Option<&'a str> {
    // Part of a path, so nothing that leads elsewhere.
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    let name = service.get(key)?.as_str()?;
    (!name.is_empty() && !name.starts_with('.') && name.bytes().all(fits)).then_some(name)
}

#[cfg(test)]
mod tests;
