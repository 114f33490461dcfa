//! A build of the office's own: a copy that changes while somebody uses it, as on a city's server. `loket publish` brings a new version of a
//! service; a new build stands in place of the old at once.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use super::{BUILD, Office, new_folder, point};
use crate::{
    tool,
    wrong::{Result, ensure},
};

/// How many hexadecimal digits name a file of the build by its content.
const HASH: usize = 16;

impl Office {
    /// Starts one over a copy of the built app with these services, which gives a silent backend up after `wait_seconds`, and keeps doubles
    /// away no better than `once` says.
    pub async fn own(once: &str, services: &[Value], wait_seconds: u32) -> Result<Office> {
        let folder = new_folder()?;
        let build = folder.join("build");
        copy(&tool::path("LOKET_DIST")?, &build)?;
        let config = build.join("config.json");
        let mut settings: Value = serde_json::from_str(&fs::read_to_string(&config)?)?;
        settings["waitSeconds"] = wait_seconds.into();
        write(&config, &settings.to_string())?;
        point(&folder, &build)?;
        for service in services {
            publish(&folder, service)?;
        }
        let (services, config) = (folder.join(BUILD).join("services"), folder.join(BUILD).join("config.json"));
        Office::serve(folder, services, config, &["--once", once]).await
    }

    /// Publishes a version of a service, as its authors do.
    pub fn publish_own(&self, service: &Value) -> Result {
        publish(self.folder(), service)
    }

    /// Puts another build in place of the one that is served: the same app, every hashed file under another name, the old names gone.
    pub fn renew(&self) -> Result {
        let now = fs::canonicalize(self.file(BUILD))?;
        let next =
            self.file(if now == fs::canonicalize(self.folder())?.join("build") { "build.next" } else { "build" });
        copy(&now, &next)?;
        rename(&next)?;
        point(self.folder(), &next)?;
        Ok(fs::remove_dir_all(&now)?)
    }
}

fn publish(folder: &Path, service: &Value) -> Result {
    let file = folder.join("service.json");
    fs::write(&file, service.to_string())?;
    let mut command = Command::new(tool::path("LOKET_AUTHOR")?);
    run(command.arg("publish").arg(folder.join(BUILD)).arg(&file))
}

fn copy(from: &Path, to: &Path) -> Result {
    run(Command::new("cp").arg("-rL").arg(from).arg(to))
}

fn run(command: &mut Command) -> Result {
    let output = command.output()?;
    ensure(output.status.success(), || {
        [output.stdout, output.stderr].iter().map(|text| String::from_utf8_lossy(text).into_owned()).collect()
    })
}

// Without what was compressed before: the server then sends the file itself.
fn write(file: &Path, text: &str) -> Result {
    for ending in ["br", "gz"] {
        let _ = fs::remove_file(format!("{}.{ending}", file.display()));
    }
    Ok(fs::write(file, text)?)
}

// Every hash backwards, in names and in what names files.
fn rename(build: &Path) -> Result {
    let mut names = BTreeMap::new();
    for folder in [build.to_owned(), build.join("icons")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if let Some(hash) = hashes(&name).first() {
                names.insert(path, name.replace(hash, &backwards(hash)));
            }
        }
    }
    for (path, name) in names {
        fs::rename(&path, path.with_file_name(name))?;
    }
    for file in texts(build)? {
        let mut text = fs::read_to_string(&file)?;
        let known = hashes(&text);
        for hash in &known {
            text = text.replace(hash, &backwards(hash));
        }
        if !known.is_empty() {
            write(&file, &text)?;
        }
    }
    Ok(())
}

// The others name no file; the glue has hashes of its own, which the wasm knows.
fn texts(build: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(build)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if ["index.html", "service-worker.js", "manifest.webmanifest"].contains(&name.as_str()) {
            found.push(path);
        }
    }
    Ok(found)
}

// The words of just so many hexadecimal digits, each once.
fn hashes(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let is_hash = |word: &&str| word.len() == HASH && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut found: Vec<String> = words.filter(is_hash).map(String::from).collect();
    found.sort();
    found.dedup();
    found
}

fn backwards(hash: &str) -> String {
    hash.chars().rev().collect()
}
