//! `loket publish DIR FILE`: puts a service into a folder that is served: the new version, the index, the titles in index.html, and
//! the compressed files beside each. Nothing is changed unless all of it can be written; whoever reads meanwhile gets the
//! old or the new, never a half.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use forms::{Json, Object};

use crate::{check, frame, pretty};

type Result<T = ()> = std::result::Result<T, String>;

/// Publishes and says what was done; the failure is a sentence.
pub fn publish(folder: &Path, file: &Path) -> Result<String> {
    let text = read(file)?;
    let lines = check::check(&text);
    let errors = lines.iter().filter(|line| line.is_error);
    let errors: Vec<String> = errors.map(|line| format!("{}:{}: {line}", file.display(), line.line)).collect();
    if !errors.is_empty() {
        return Err(format!("The service has errors, so nothing was changed.\n{}", errors.join("\n")));
    }
    let service = Json::parse(&text).map_err(|_| String::from("The service is no JSON."))?;
    let (Some(id), Some(version)) = (name(&service, "id"), name(&service, "version")) else {
        return Err(String::from("This is no service: it has no id or no version."));
    };
    let target = folder.join("services").join(id).join(format!("{version}.json"));
    if fs::read_to_string(&target).is_ok_and(|known| known != text) {
        return Err(format!(
            "{} is published already and differs. A version never changes: give the file a new one.",
            target.display()
        ));
    }
    let index_file = folder.join("services/index.json");
    let index = Json::parse(&read(&index_file)?).map_err(|_| format!("{} is no JSON.", index_file.display()))?;
    let new = with(&index, &service);
    let page_file = folder.join("index.html");
    let page = frame::replace(&read(&page_file)?, &index, &new).ok_or_else(|| {
        format!("{} shows other services than {}; build it anew.", page_file.display(), index_file.display())
    })?;

    let mut writes = Vec::new();
    for (path, text) in [(target, text.clone()), (index_file, pretty::pretty(&new)), (page_file, page)] {
        writes.extend(prepare(&path, text.as_bytes())?);
    }
    for Prepared { path, temporary } in &writes {
        fs::rename(temporary, path).map_err(|error| format!("{} cannot be put in place: {error}.", path.display()))?;
    }
    Ok(format!("{id} {version} is published in {}: {} files.", folder.display(), writes.len()))
}

/// A file that is whole on the disk, beside the place where it belongs.
struct Prepared {
    path: PathBuf,
    temporary: PathBuf,
}

/// The file and its compressed siblings.
fn prepare(path: &Path, bytes: &[u8]) -> Result<Vec<Prepared>> {
    let wrong = |error: std::io::Error| format!("{} cannot be written: {error}.", path.display());
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &params).map_err(wrong)?;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zipped = encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(wrong)?;
    if let Some(above) = path.parent() {
        fs::create_dir_all(above).map_err(wrong)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // The plain file comes last: a server that finds it finds its siblings.
    let parts = [(format!("{name}.br"), small), (format!("{name}.gz"), zipped), (name, bytes.to_vec())];
    let prepared = parts.into_iter().map(|(name, bytes)| {
        let temporary = path.with_file_name(format!(".{name}.new"));
        let mut file = fs::File::create(&temporary).map_err(wrong)?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(wrong)?;
        Ok(Prepared { path: path.with_file_name(name), temporary })
    });
    prepared.collect()
}

/// The index with the service's line: at its old place, or last.
fn with(index: &Json, service: &Json) -> Json {
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
    let id = service.get("id").cloned().unwrap_or_default();
    let mut lines = index.get("services").and_then(Json::as_array).unwrap_or_default().to_vec();
    match lines.iter_mut().find(|known| known.get("id") == Some(&id)) {
        Some(known) => *known = Json::Object(line),
        None => lines.push(Json::Object(line)),
    }
    let mut index = index.as_object().cloned().unwrap_or_default();
    index.insert("services", Json::Array(lines));
    Json::Object(index)
}

fn name<'a>(service: &'a Json, key: &str) -> Option<&'a str> {
    // Part of a path, so nothing that leads elsewhere.
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    service.get(key)?.as_str().filter(|name| !name.starts_with('.') && name.bytes().all(fits))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

#[cfg(test)]
mod tests;
