//! One stand-in for one journey: a process of its own with a database file of its own, gone when the journey is over.

mod own;

use std::{
    ffi::OsString,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::{
    tool,
    wrong::{Result, Wrong, wrong},
};

/// The officer's password.
pub const PASSWORD: &str = "kunci-petugas";
/// A counter, and the PIN with which its officer unlocks kiosks.
pub const COUNTER: (&str, &str) = ("3", "246810");
/// A kiosk that the office knows, and its secret.
pub const UNIT: (&str, &str) = ("mpp-1", "ORSXG5BAMZXXEIDLNFXXG2ZAMF");
/// The digest of that secret, by which the settings know the kiosk.
const UNIT_DIGEST: &str = "c55d6f2b4b1d5aceb1025a5bd30fd17d55d990a72d2e7a03230b0f8a1a0d211d";
/// A Tuesday morning: what is done on the same day is promised for this day.
pub const NOW: &str = "2026-11-24T10:00:00+07:00";

/// The folder of the served build, beside the database.
const BUILD: &str = "dist";

static N_OFFICES: AtomicU32 = AtomicU32::new(0);

/// The kiosks of the settings, as the stand-in writes them.
pub fn units() -> Value {
    json!({ UNIT.0: UNIT_DIGEST })
}

/// A running stand-in.
pub struct Office {
    pub addr: SocketAddr,
    folder: PathBuf,
    arguments: Vec<OsString>,
    server: Child,
    log: Log,
}

/// What a server has printed.
type Log = Arc<Mutex<String>>;

/// One row of the table `submission`.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub number: String,
    pub service: String,
    pub state: String,
    pub digits: String,
    pub promised: String,
    pub answers: Value,
    /// The counter whose officer helped.
    pub assisted: Option<String>,
}

impl Office {
    /// Starts one over the built app.
    pub async fn open() -> Result<Office> {
        Office::over("LOKET_DIST").await
    }

    /// Starts one over the built app, with a service of `tests/data/service` beside the shipped ones.
    pub async fn with_service(name: &str) -> Result<Office> {
        Office::with(tool::json(&format!("tests/data/service/{name}.json"))?).await
    }

    /// Starts one over the built app, with this service beside the shipped ones.
    pub async fn with(service: Value) -> Result<Office> {
        Office::start("LOKET_DIST", Some(service)).await
    }

    /// Starts one over the build that this variable names.
    pub async fn over(dist: &str) -> Result<Office> {
        Office::start(dist, None).await
    }

    async fn start(dist: &str, service: Option<Value>) -> Result<Office> {
        let folder = new_folder()?;
        point(&folder, &tool::path(dist)?)?;
        let public = tool::path("LOKET_ROOT")?.join("public");
        let services = match service {
            Some(service) => add_service(&public.join("services"), &folder.join("services"), &service)?,
            None => public.join("services"),
        };
        Office::serve(folder, services, public.join("config.json"), &[]).await
    }

    async fn serve(folder: PathBuf, services: PathBuf, config: PathBuf, more: &[&str]) -> Result<Office> {
        let paths = [
            ("--dist", folder.join(BUILD)),
            ("--services", services),
            ("--config", config),
            ("--db", folder.join("loket.db")),
        ];
        let mut arguments: Vec<OsString> =
            paths.into_iter().flat_map(|(flag, path)| [OsString::from(flag), path.into_os_string()]).collect();
        let [counter, unit] = [COUNTER, UNIT].map(|(name, secret)| [name, "=", secret].concat());
        arguments.extend(["--password", PASSWORD, "--counter", &counter, "--kiosk", &unit].map(OsString::from));
        arguments.extend(["--now", NOW, "--quiet"].map(OsString::from));
        arguments.extend(more.iter().map(OsString::from));
        let (addr, server, log) = serve(&arguments, "127.0.0.1:0").await?;
        Ok(Office { addr, folder, arguments, server, log })
    }

    /// Starts it again at the same address over the same database, if it was killed.
    pub async fn revive(&mut self) -> Result {
        if self.server.try_wait()?.is_some() {
            (_, self.server, self.log) = serve(&self.arguments, &self.addr.to_string()).await?;
        }
        Ok(())
    }

    /// Starts one over the built app that logs what is asked of it.
    pub async fn with_log() -> Result<Office> {
        let mut office = Office::open().await?;
        office.server.kill().await?;
        office.arguments.retain(|argument| argument != "--quiet");
        office.revive().await?;
        Ok(office)
    }

    /// What it has logged.
    pub fn log(&self) -> Result<String> {
        Ok(self.log.lock().map_err(|_| Wrong(String::from("Another thread failed.")))?.clone())
    }

    /// Every byte of its database, and of what lies beside it.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for name in ["loket.db", "loket.db-wal", "loket.db-shm"] {
            bytes.extend(std::fs::read(self.file(name)).unwrap_or_default());
        }
        Ok(bytes)
    }

    /// Changes something behind its back; how many rows were changed.
    pub fn change(&self, sql: &str) -> Result<usize> {
        Ok(Connection::open(self.file("loket.db"))?.execute(sql, ())?)
    }

    /// Its process.
    pub fn pid(&self) -> Option<u32> {
        self.server.id()
    }

    /// Puts the build that this variable names in place of the one that is served.
    pub fn deploy(&self, dist: &str) -> Result {
        self.deploy_folder(&tool::path(dist)?)
    }

    /// Puts the build in this folder in its place.
    pub fn deploy_folder(&self, dist: &Path) -> Result {
        point(&self.folder, dist)
    }

    /// Publishes another version of the service that stands beside the shipped ones: from now on the index names this one.
    pub fn publish(&self, name: &str) -> Result {
        list_service(&self.file("services"), &tool::json(&format!("tests/data/service/{name}.json"))?)
    }

    /// What is in the table of submissions, oldest first.
    pub fn rows(&self) -> Result<Vec<Row>> {
        let connection = self.database()?;
        let sql = "SELECT number, service, state, digits, promised, answers, assisted FROM submission ORDER BY created, rowid";
        let mut statement = connection.prepare(sql)?;
        let mut found = statement.query(())?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let answers: String = row.get(5)?;
            rows.push(Row {
                number: row.get(0)?,
                service: row.get(1)?,
                state: row.get(2)?,
                digits: row.get(3)?,
                promised: row.get(4)?,
                answers: serde_json::from_str(&answers)?,
                assisted: row.get(6)?,
            });
        }
        Ok(rows)
    }

    /// The only row there is.
    pub fn only_row(&self) -> Result<Row> {
        let mut rows = self.rows()?;
        match (rows.pop(), rows.len()) {
            (Some(row), 0) => Ok(row),
            (_, n_others) => wrong(format!("There should be one submission, there are {}.", n_others + 1)),
        }
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> Result<i64> {
        Ok(self.database()?.query_row(&format!("SELECT count(*) FROM {table}"), (), |row| row.get(0))?)
    }

    /// Where this journey may write; gone with it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A file there.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn database(&self) -> Result<Connection> {
        Ok(Connection::open_with_flags(self.file("loket.db"), OpenFlags::SQLITE_OPEN_READ_ONLY)?)
    }
}

fn new_folder() -> Result<PathBuf> {
    let n_office = N_OFFICES.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("loket-journey-{}-{n_office}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The program, once it says where it listens.
async fn serve(arguments: &[OsString], addr: &str) -> Result<(SocketAddr, Child, Log)> {
    let mut command = Command::new(tool::path("LOKET_STANDIN")?);
    command.args(arguments).args(["--addr", addr]);
    let mut server = command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
    let stdout = server.stdout.take().ok_or_else(|| Wrong(String::from("The stand-in has no output.")))?;
    let mut lines = BufReader::new(stdout).lines();
    let first = lines.next_line().await?.unwrap_or_default();
    // Read to its end: a server whose words nobody takes would stop.
    let log = Log::default();
    let heard = log.clone();
    tokio::spawn(async move {
        while let Ok(Some(line)) = lines.next_line().await {
            if let Ok(mut log) = heard.lock() {
                log.push_str(&line);
                log.push('\n');
            }
        }
    });
    match first.rsplit("//").next().and_then(|addr| addr.trim().parse().ok()) {
        Some(addr) => Ok((addr, server, log)),
        None => wrong(format!("The stand-in did not start: {first}")),
    }
}

/// A copy of a folder of services, with one more.
fn add_service(from: &Path, to: &Path, service: &Value) -> Result<PathBuf> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        for version in entry.path().read_dir().into_iter().flatten() {
            let folder = to.join(entry.file_name());
            std::fs::create_dir_all(&folder)?;
            let version = version?;
            std::fs::copy(version.path(), folder.join(version.file_name()))?;
        }
    }
    std::fs::copy(from.join("index.json"), to.join("index.json"))?;
    list_service(to, service)?;
    Ok(to.to_owned())
}

/// Writes a version of a service into a folder of services, whose index then names it in place of another version.
fn list_service(to: &Path, service: &Value) -> Result {
    let mut index: Value = serde_json::from_str(&std::fs::read_to_string(to.join("index.json"))?)?;
    let name = |key: &str| service[key].as_str().unwrap_or_default();
    let folder = to.join(name("id"));
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join(format!("{}.json", name("version"))), service.to_string())?;
    let mut entry = serde_json::json!({ "keywords": { "id": "percobaan", "en": "trial" }, "fee": 0 });
    for key in ["id", "version", "title", "summary", "minutes"] {
        entry[key] = service[key].clone();
    }
    entry["time"] = service["delivery"]["time"].clone();
    if let Some(services) = index["services"].as_array_mut() {
        services.retain(|other| other["id"] != service["id"]);
        services.push(entry);
    }
    Ok(std::fs::write(to.join("index.json"), index.to_string())?)
}

/// Points the served folder at a build, at once: nobody ever sees half of it.
fn point(folder: &Path, build: &Path) -> Result {
    let fresh = folder.join("fresh");
    std::os::unix::fs::symlink(build, &fresh)?;
    Ok(std::fs::rename(fresh, folder.join(BUILD))?)
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
