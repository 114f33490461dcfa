//! What the command line says.

use std::{fs, net::SocketAddr, path::PathBuf};

use ipnet::IpNet;
use lexopt::{
    Arg::{Long, Short},
    Parser, ValueExt,
};

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
    /// The proxies before the server, whose word for a caller's address is believed.
    pub proxies: Vec<IpNet>,
    /// Whether they say it in `Forwarded` (RFC 7239) and not in `X-Forwarded-For`.
    pub forwarded: bool,
    /// How many submissions to one service an address may send in ten minutes.
    pub submissions: u32,
    /// Certificate and key, PEM.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// The officers by name, each with the argon2 hash of a password.
    pub officers: Vec<(String, String)>,
    /// The password of the trial officer. Without one, and without officers, a random one is made and printed.
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
  --proxy ADDRESS    a proxy before this server, or a network of them (10.0.0.0/8): its X-Forwarded-For and X-Forwarded-Proto
                     are believed, nobody else's
  --forwarded        proxies say it in the header Forwarded (RFC 7239); X-Forwarded-For counts for nothing then
  --submissions N    how many submissions to one service an address may send in ten minutes (600)
  --officer NAME=HASH
                     an officer; `standin officer NAME` reads a password from stdin and prints NAME=HASH
  --officers FILE    a file of such lines
  --password TEXT    the password of the trial officer; others on this machine can see it there, so rather give it in the
                     environment as LOKET_OFFICER_PASSWORD. Without either, and without officers, a random one is printed
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
            proxies: Vec::new(),
            forwarded: false,
            submissions: 600,
            officers: Vec::new(),
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
        let mut parser = Parser::from_args(arguments);
        while let Some(argument) = parser.next().map_err(told)? {
            match argument {
                Long("dist") => settings.dist = value(&mut parser)?.into(),
                Long("services") => settings.services = value(&mut parser)?.into(),
                Long("config") => settings.config = value(&mut parser)?.into(),
                Long("db") => settings.db = value(&mut parser)?.into(),
                Long("addr") => {
                    settings.addr = value(&mut parser)?.parse().map_err(|_| "--addr must be like 127.0.0.1:8080")?
                }
                Long("tls") => settings.tls = Some((value(&mut parser)?.into(), value(&mut parser)?.into())),
                Long("proxy") => settings
                    .proxies
                    .push(network(&value(&mut parser)?).ok_or("--proxy must be like 127.0.0.1 or 10.0.0.0/8")?),
                Long("forwarded") => settings.forwarded = true,
                Long("submissions") => {
                    settings.submissions = value(&mut parser)?.parse().map_err(|_| "--submissions must be a number")?
                }
                Long("officer") => {
                    settings.officers.push(pair(&value(&mut parser)?).ok_or("--officer must be like siti=HASH")?)
                }
                Long("officers") => {
                    let file = value(&mut parser)?;
                    let text = fs::read_to_string(&file).map_err(|error| format!("{file} cannot be read: {error}"))?;
                    settings.officers.extend(text.lines().filter_map(pair));
                }
                Long("password") => settings.password = Some(value(&mut parser)?),
                Long("counter") => {
                    settings.counters.push(pair(&value(&mut parser)?).ok_or("--counter must be like 3=246810")?)
                }
                Long("kiosk") => settings.kiosks.push(Kiosk::read(&value(&mut parser)?).ok_or(KIOSK)?),
                Long("kiosk-name") => settings.describe(&value(&mut parser)?, |kiosk, name| kiosk.name = Some(name))?,
                Long("kiosk-place") => {
                    settings.describe(&value(&mut parser)?, |kiosk, place| kiosk.place = Some(place))?
                }
                Long("now") => {
                    settings.clock =
                        Clock::at(&value(&mut parser)?).ok_or("--now must be like 2026-11-24T10:00:00+07:00")?
                }
                Long("slow-ms") => {
                    settings.slow_ms = value(&mut parser)?.parse().map_err(|_| "--slow-ms must be a number")?
                }
                Long("once") => {
                    settings.once = Once::named(&value(&mut parser)?).ok_or("--once must be key, reference or none")?
                }
                Long("trouble") => settings.trouble = true,
                Long("editing") => settings.editing = true,
                Long("quiet") => settings.log = false,
                Long("help") | Short('h') => return Err(String::from(HELP)),
                other => return Err(format!("{}\n\n{HELP}", other.unexpected())),
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

/// The word that belongs to a flag.
fn value(parser: &mut Parser) -> Result<String, String> {
    parser.value().and_then(|value| value.string()).map_err(told)
}

fn told(error: lexopt::Error) -> String {
    error.to_string()
}

/// A network, or a single address as one.
fn network(said: &str) -> Option<IpNet> {
    said.parse().ok().or_else(|| Some(IpNet::from(said.parse::<std::net::IpAddr>().ok()?)))
}

/// The two sides of `NAME=TEXT`.
fn pair(said: &str) -> Option<(String, String)> {
    said.split_once('=').map(|(name, text)| (String::from(name), String::from(text)))
}
