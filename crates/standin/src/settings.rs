//! What the command line says.

use std::{net::SocketAddr, path::PathBuf};

use crate::{Clock, secret};

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
    /// The kiosks that the office vouches for.
    pub kiosks: Vec<Kiosk>,
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

/// A kiosk of the office: a unit with a name, whose secret is known here by its digest alone.
#[derive(Clone, Debug)]
pub struct Kiosk {
    pub id: String,
    pub(crate) digest: [u8; 32],
    /// What phones show of it, and where it stands.
    pub name: Option<String>,
    pub place: Option<String>,
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
  --kiosk ID=SECRET  a kiosk of the office, e.g. mpp-1=<26 or more of A-Z2-7>, or the SHA-256 of such a secret as 64 hex
                     digits; without one, mpp-1 gets a secret, which is printed
  --kiosk-name ID=NAME, --kiosk-place ID=PLACE
                     what phones show of a kiosk that was named before; without a place, the office's name
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
            kiosks: Vec::new(),
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
                "--counter" => settings.counters.push(pair(&value()?).ok_or("--counter must be like 3=246810")?),
                "--kiosk" => settings.kiosks.push(Kiosk::read(&value()?).ok_or(KIOSK)?),
                "--kiosk-name" => settings.describe(&value()?, |kiosk, name| kiosk.name = Some(name))?,
                "--kiosk-place" => settings.describe(&value()?, |kiosk, place| kiosk.place = Some(place))?,
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

    /// Puts a name or a place to a kiosk.
    fn describe(&mut self, said: &str, set: impl FnOnce(&mut Kiosk, String)) -> Result<(), String> {
        let known =
            pair(said).and_then(|(id, text)| Some((self.kiosks.iter_mut().find(|kiosk| kiosk.id == id)?, text)));
        let (kiosk, text) =
            known.ok_or("--kiosk-name and --kiosk-place must be like mpp-1=TEXT, after --kiosk mpp-1=SECRET")?;
        set(kiosk, text);
        Ok(())
    }
}

const KIOSK: &str =
    "--kiosk must be like mpp-1=SECRET: small letters, digits and dashes; 26 or more of A-Z2-7, or 64 hex digits";

impl Kiosk {
    /// A kiosk, by its secret or by the digest of it.
    fn read(said: &str) -> Option<Kiosk> {
        let (id, secret) = pair(said)?;
        let is_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=40).contains(&id.len()) || !id.bytes().all(is_id) {
            return None;
        }
        let is_secret = (26..=100).contains(&secret.len()) && secret.bytes().all(|byte| secret::BASE32.contains(&byte));
        let digest = if is_secret { Some(secret::sha256(secret.as_bytes())) } else { secret::from_hex(&secret) };
        Some(Kiosk { id, digest: digest?, name: None, place: None })
    }

    /// A kiosk for trying, and its secret.
    pub fn new() -> (Kiosk, String) {
        let secret = secret::random(26, secret::BASE32);
        let digest = secret::sha256(secret.as_bytes());
        (Kiosk { id: String::from("mpp-1"), digest, name: None, place: None }, secret)
    }
}

/// The two sides of `NAME=TEXT`.
fn pair(said: &str) -> Option<(String, String)> {
    said.split_once('=').map(|(name, text)| (String::from(name), String::from(text)))
}
