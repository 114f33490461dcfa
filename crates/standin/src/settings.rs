//! What the command line says.

use std::{net::SocketAddr, path::PathBuf};

use crate::Clock;

/// How the stand-in runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The built app.
    pub dist: PathBuf,
    /// The service definitions, `<id>/<version>.json`.
    pub services: PathBuf,
    /// The app's `config.json`.
    pub config: PathBuf,
    /// The database file; it is made when there is none.
    pub db: PathBuf,
    pub addr: SocketAddr,
    /// Certificate and key, PEM.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// The officer's password; without one a random one is made and printed.
    pub password: Option<String>,
    /// The counters whose officers unlock kiosks: (name, PIN). Without one, counter 1 gets a random PIN, which is printed.
    pub counters: Vec<(String, String)>,
    pub clock: Clock,
    /// How much longer than needed an answer to `/api` takes.
    pub slow_ms: u64,
    /// Whether `PUT /trouble` may order failures (tests only).
    pub trouble: bool,
    /// What it offers against taking a submission twice.
    pub once: Once,
    /// Whether services are being written: a version may change then.
    pub editing: bool,
    /// Whether requests are logged.
    pub log: bool,
}

/// What the stand-in offers against taking a submission twice, so that the app can be tried against weaker backends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Once {
    /// The header `Idempotency-Key`.
    #[default]
    Key,
    /// A member `reference` of the answers, which `GET /api/references/{reference}` finds again.
    Reference,
    /// Nothing: every submission that arrives is one more. A key is not read.
    None,
}

/// What `--help` prints.
pub const HELP: &str = "\
The stand-in backend of Loket, for trying and testing.

  --dist DIR         the built app (dist)
  --services DIR     the service definitions (public/services)
  --config FILE      the app's configuration (public/config.json)
  --db FILE          the database file (loket.db)
  --addr HOST:PORT   where to listen (127.0.0.1:8080)
  --tls CERT KEY     serve https with these PEM files
  --password TEXT    the officer's password; without it a random one is printed
  --counter NAME=PIN a counter whose officer unlocks kiosks; without one, counter 1 gets a PIN, which is printed
  --now ISO          start the clock at this time, e.g. 2026-11-24T10:00:00+07:00 (tests)
  --slow-ms N        answer /api this much later (tests)
  --once LEVEL       what keeps a submission from being taken twice: key (default), reference, none (tests)
  --trouble          let PUT /trouble order failures (tests)
  --editing          versions of services may change (for their authors)
  --quiet            no request log
";

impl Once {
    fn named(name: &str) -> Option<Once> {
        match name {
            "key" => Some(Once::Key),
            "reference" => Some(Once::Reference),
            "none" => Some(Once::None),
            _ => None,
        }
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            dist: PathBuf::from("dist"),
            services: PathBuf::from("public/services"),
            config: PathBuf::from("public/config.json"),
            db: PathBuf::from("loket.db"),
            addr: SocketAddr::from(([127, 0, 0, 1], 8080)),
            tls: None,
            password: None,
            counters: Vec::new(),
            clock: Clock::system(),
            slow_ms: 0,
            trouble: false,
            once: Once::Key,
            editing: false,
            log: true,
        }
    }
}

impl Settings {
    /// Reads the command line (without the program's name). The error is a sentence for the terminal.
    pub fn read(arguments: impl IntoIterator<Item = String>) -> Result<Settings, String> {
        let mut settings = Settings::default();
        let mut arguments = arguments.into_iter();
        while let Some(flag) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{flag} needs a value"));
            match flag.as_str() {
                "--dist" => settings.dist = value()?.into(),
                "--services" => settings.services = value()?.into(),
                "--config" => settings.config = value()?.into(),
                "--db" => settings.db = value()?.into(),
                "--addr" => settings.addr = value()?.parse().map_err(|_| "--addr must be like 127.0.0.1:8080")?,
                "--tls" => settings.tls = Some((value()?.into(), value()?.into())),
                "--password" => settings.password = Some(value()?),
                "--counter" => {
                    let (name, pin) = value()?
                        .split_once('=')
                        .map(|(name, pin)| (name.to_owned(), pin.to_owned()))
                        .ok_or("--counter must be like 3=246810")?;
                    settings.counters.push((name, pin));
                }
                "--now" => {
                    settings.clock = Clock::at(&value()?).ok_or("--now must be like 2026-11-24T10:00:00+07:00")?
                }
                "--slow-ms" => settings.slow_ms = value()?.parse().map_err(|_| "--slow-ms must be a number")?,
                "--once" => settings.once = Once::named(&value()?).ok_or("--once must be key, reference or none")?,
                "--trouble" => settings.trouble = true,
                "--editing" => settings.editing = true,
                "--quiet" => settings.log = false,
                "--help" | "-h" => return Err(String::from(HELP)),
                _ => return Err(format!("unknown flag {flag}\n\n{HELP}")),
            }
        }
        Ok(settings)
    }
}
