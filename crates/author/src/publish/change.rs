//! Several files of a folder that change together or not at all. They are written whole into a folder of their own beside, then each is
//! put in place by a rename; when one cannot be, those before it are put back. One change at a time: others wait. Links are
//! not followed, since what they lead to is not in the folder that was named.

use std::{
    fs::{self, File, TryLockError},
    io::Write,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use forms::Lang;
use tempfile::{Builder, TempDir};

use super::Result;
use crate::said::{Said, said};

/// How the folders begin in which changes are made ready.
const STAGE: &str = ".loket-publish-";
/// How long another change may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A change that is being made ready.
pub struct Change {
    folder: PathBuf,
    stage: TempDir,
    steps: Vec<Step>,
    // Gone with the change, however it ends.
    _lock: File,
}

/// One file: where it belongs, made ready, and what stood there before.
struct Step {
    path: PathBuf,
    fresh: PathBuf,
    old: PathBuf,
    // The folder that had to be made for it.
    made: Option<PathBuf>,
}

impl Change {
    /// Waits until nobody else changes this folder. The folder itself may be a link (`current` of a deployment).
    pub fn begin(folder: &Path) -> Result<Change> {
        let shown = folder.display();
        let wrong =
            |error: std::io::Error| said!("{shown} tidak bisa diubah: {error}.", "{shown} cannot be changed: {error}.");
        let folder = fs::canonicalize(folder).map_err(wrong)?;
        let lock = lock(&folder)?;
        // What a run that was killed has left; nobody is at work there now.
        for entry in fs::read_dir(&folder).map_err(wrong)?.flatten() {
            let is_stage = entry.file_name().to_string_lossy().starts_with(STAGE);
            if is_stage && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                fs::remove_dir_all(entry.path()).map_err(wrong)?;
            }
        }
        let stage = Builder::new().prefix(STAGE).tempdir_in(&folder).map_err(wrong)?;
        Ok(Change { folder, stage, steps: Vec::new(), _lock: lock })
    }

    /// A file of the folder; `None` when there is none.
    pub fn read(&self, name: &str) -> Result<Option<String>> {
        let path = self.real(name)?;
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(&path, &error)),
        }
    }

    /// A file that must be there.
    pub fn need(&self, name: &str) -> Result<String> {
        self.read(name)?.ok_or_else(|| {
            let path = self.folder.join(name);
            let path = path.display();
            said!("{path} tidak ada.", "{path} is missing.")
        })
    }

    /// Makes a file and its compressed siblings ready.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> Result {
        let wrong = |error: std::io::Error| {
            said!("{name} tidak bisa dikompresi: {error}.", "{name} cannot be compressed: {error}.")
        };
        let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
        let mut small = Vec::new();
        brotli::BrotliCompress(&mut &bytes[..], &mut small, &params).map_err(wrong)?;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        let zipped = encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(wrong)?;
        // The plain file comes last: a server that finds it finds its siblings.
        for (ending, bytes) in [(".br", &*small), (".gz", &*zipped), ("", bytes)] {
            let (path, n) = (self.real(&[name, ending].concat())?, self.steps.len());
            let [fresh, old] = ["new", "old"].map(|kind| self.stage.path().join(format!("{n}.{kind}")));
            let written = File::create_new(&fresh).and_then(|mut file| {
                file.write_all(bytes)?;
                open_to_others(&file, &path)?;
                file.sync_all()
            });
            written.map_err(|error| {
                let path = path.display();
                said!("{path} tidak bisa ditulis: {error}.", "{path} cannot be written: {error}.")
            })?;
            self.steps.push(Step { path, fresh, old, made: None });
        }
        Ok(())
    }

    /// Puts all files in place, and says how many; when one cannot be, none is.
    pub fn put(mut self) -> Result<usize> {
        let n_steps = self.steps.len();
        for n in 0..n_steps {
            let Some(step) = self.steps.get_mut(n) else { break };
            if let Err(error) = step.put() {
                let path = step.path.display();
                let what = said!("{path} tidak bisa ditaruh: {error}.", "{path} cannot be put in place: {error}.");
                return Err(self.undo(n, &what));
            }
        }
        Ok(n_steps)
    }

    fn undo(self, n_done: usize, what: &Said) -> Said {
        let (id, en) = (what.text(Lang::Id), what.text(Lang::En));
        let undone: std::io::Result<Vec<()>> = self.steps.iter().take(n_done + 1).rev().map(Step::undo).collect();
        match undone {
            Ok(_) => said!("{id} Semuanya tetap seperti semula.", "{en} Everything is as it was before."),
            Err(error) => {
                let kept = self.stage.keep();
                let kept = kept.display();
                said!(
                    "{id} Tidak bisa dikembalikan ({error}): berkas sebelumnya ada di {kept}.",
                    "{en} It could not be undone ({error}): the files of before lie in {kept}."
                )
            }
        }
    }

    /// Where a file of the folder lies, if nothing on the way there is a link.
    fn real(&self, name: &str) -> Result<PathBuf> {
        let mut path = self.folder.clone();
        for part in Path::new(name) {
            path.push(part);
            if path.is_symlink() {
                let path = path.display();
                return Err(said!(
                    "{path} adalah tautan, dan `loket publish` tidak mengikutinya: taruh berkas atau folder asli di tempatnya.",
                    "{path} is a link, and `loket publish` follows none: put a real file or folder in its place."
                ));
            }
        }
        Ok(path)
    }
}

impl Step {
    fn put(&mut self) -> std::io::Result<()> {
        if self.path.is_file() {
            fs::copy(&self.path, &self.old)?;
        }
        if let Some(above) = self.path.parent().filter(|above| !above.exists()) {
            fs::create_dir(above)?;
            self.made = Some(above.to_owned());
        }
        fs::rename(&self.fresh, &self.path)
    }

    fn undo(&self) -> std::io::Result<()> {
        // Still there: this is the one that failed.
        let is_put = !self.fresh.exists();
        if is_put && self.old.exists() {
            fs::rename(&self.old, &self.path)?;
        } else if is_put {
            fs::remove_file(&self.path)?;
        }
        self.made.as_ref().map_or(Ok(()), fs::remove_dir)
    }
}

/// The web server is another user: it reads what it could read before, and what is new, whatever this user's mask is.
#[cfg(unix)]
fn open_to_others(file: &File, before: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let known = fs::metadata(before).map(|known| known.permissions());
    file.set_permissions(known.unwrap_or(fs::Permissions::from_mode(0o644)))
}

#[cfg(not(unix))]
fn open_to_others(_: &File, _: &Path) -> std::io::Result<()> {
    Ok(())
}

/// A file that is there and cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Said {
    let (path, said) = (path.display(), Said::unreadable(error));
    let (id, en) = (said.text(Lang::Id), said.text(Lang::En));
    said!("{path}: {id}.", "{path}: {en}.")
}

/// The lock lies on the folder itself, so that nothing is left of it.
fn lock(folder: &Path) -> Result<File> {
    let shown = folder.display();
    let wrong =
        |error: std::io::Error| said!("{shown} tidak bisa dikunci: {error}.", "{shown} cannot be locked: {error}.");
    let lock = File::open(folder).map_err(wrong)?;
    let began = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::Error(error)) => return Err(wrong(error)),
            Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(50)),
            Err(TryLockError::WouldBlock) => {
                return Err(said!(
                    "`loket publish` lain sedang bekerja di {shown}; coba lagi setelah selesai.",
                    "Another `loket publish` is at work in {shown}; try again when it is done."
                ));
            }
        }
    }
}
