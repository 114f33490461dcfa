//! The line between a phone and the stand-in as it is under the browser: TCP connections that are kept open for many requests, and break
//! after so many bytes in either direction. It changes no byte. Which request is struck is said by words that stand in it; after how
//! many bytes, by a die of the strike's own, so that a seed gives the same cuts again.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};

use super::dice::Dice;
use crate::wrong::Result;

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// The connection breaks before a byte of it goes on.
    Refused,
    /// After n bytes of the request.
    RequestCut,
    /// The office does its work; no byte of the reply comes.
    ReplyLost,
    /// After n bytes of the reply.
    ReplyCut,
    /// The reply is held for a second or two.
    ReplyLate,
    /// The reply is held until the phone gives up, or for so long that it is lost.
    ReplyHeld,
    /// Somebody before the office answers: 503 and a page.
    ErrorPage,
    /// The same with 403: a guard that lets nobody through.
    Denied,
    /// The same with 404: nothing is known here.
    Missing,
    /// The office is killed between the request and its reply.
    OfficeKilled,
    /// For the control: a receipt from somebody who stores nothing.
    Liar,
}

/// What is held is lost after this.
const LONGEST_HOLD: Duration = Duration::from_secs(6);
/// What is counted: what the phone sends here.
const SUBMISSIONS: &[u8] = b"POST /api/services/";

/// The line; the browser talks to `addr`.
pub struct Line {
    pub addr: SocketAddr,
    state: Arc<State>,
    task: JoinHandle<()>,
}

struct State {
    office: SocketAddr,
    // The process that `OfficeKilled` kills.
    pid: AtomicU32,
    strikes: Mutex<Vec<Strike>>,
    sent: Mutex<Vec<String>>,
    alarms: Mutex<Vec<(String, oneshot::Sender<()>)>>,
}

// What happens to the next so many requests in which one of these words stands.
struct Strike {
    words: Vec<String>,
    fault: LineFault,
    times: usize,
    dice: Dice,
}

// What becomes of the reply that is on its way.
enum Course {
    Pass,
    Lost,
    Cut(Dice),
    CutAfter(usize),
    Late(Duration),
    Held,
}

impl Line {
    /// A line without faults.
    pub async fn to(office: SocketAddr) -> Result<Line> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        let state = State {
            office,
            pid: AtomicU32::new(0),
            strikes: Mutex::default(),
            sent: Mutex::default(),
            alarms: Mutex::default(),
        };
        let state = Arc::new(state);
        let shared = state.clone();
        let task = tokio::spawn(async move {
            while let Ok((phone, _)) = listener.accept().await {
                let state = shared.clone();
                tokio::spawn(async move {
                    // Connections break: that is what it is for.
                    let _ = state.carry(phone).await;
                });
            }
        });
        Ok(Line { addr, state, task })
    }

    /// From now on this happens to requests in which one of the words stands, so often. A `*` in a word is a name in base32.
    pub fn strike(&self, words: &[String], fault: LineFault, times: usize, dice: Dice) {
        lock(&self.state.strikes).push(Strike { words: words.to_vec(), fault, times, dice });
    }

    /// Nothing more happens.
    pub fn heal(&self) {
        lock(&self.state.strikes).clear();
        lock(&self.state.alarms).clear();
    }

    /// Comes when the next request passes in which this word stands.
    pub fn alarm(&self, word: &str) -> oneshot::Receiver<()> {
        let (sender, receiver) = oneshot::channel();
        lock(&self.state.alarms).push((word.into(), sender));
        receiver
    }

    /// How many strikes have not fallen yet.
    pub fn n_waiting(&self) -> usize {
        lock(&self.state.strikes).iter().map(|strike| strike.times).sum()
    }

    /// The process of the office, for `OfficeKilled`.
    pub fn is_to(&self, pid: Option<u32>) {
        self.state.pid.store(pid.unwrap_or_default(), Ordering::Relaxed);
    }

    /// How often the phone has sent a submission with this word in it.
    pub fn n_sent(&self, word: &str) -> usize {
        lock(&self.state.sent).iter().filter(|text| text.contains(word)).count()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl State {
    async fn carry(&self, mut phone: TcpStream) -> Result {
        let Ok(mut office) = TcpStream::connect(self.office).await else { return reset(&phone) };
        let (mut asked, mut reply, mut course) = (Vec::new(), Vec::new(), Course::Pass);
        loop {
            tokio::select! {
                read = phone.read_buf(&mut asked) => {
                    if read? == 0 {
                        return Ok(());
                    }
                    while let Some(length) = whole(&asked) {
                        let request: Vec<u8> = asked.drain(..length).collect();
                        match self.pass(&request, &mut phone, &mut office).await? {
                            Some(next) => course = next,
                            None => return Ok(()),
                        }
                    }
                }
                read = office.read_buf(&mut reply) => {
                    if read? == 0 || !bring(&mut reply, &mut course, &mut phone).await? {
                        return Ok(());
                    }
                }
            }
        }
    }

    // Passes a request on; `None` when the connection has come to its end.
    async fn pass(&self, request: &[u8], phone: &mut TcpStream, office: &mut TcpStream) -> Result<Option<Course>> {
        if request.starts_with(SUBMISSIONS) {
            lock(&self.sent).push(String::from_utf8_lossy(request).into_owned());
        }
        self.tell(request);
        let Some((fault, mut dice)) = self.take(request) else {
            office.write_all(request).await?;
            return Ok(Some(Course::Pass));
        };
        let course = match fault {
            LineFault::Refused => return end(phone, dice).await,
            LineFault::RequestCut => {
                office.write_all(request.get(..dice.below(request.len())).unwrap_or_default()).await?;
                office.shutdown().await?;
                return end(phone, dice).await;
            }
            LineFault::ErrorPage => {
                return answer(phone, "503 Service Unavailable", "text/html", "<h1>Oops</h1>").await;
            }
            LineFault::Denied => return answer(phone, "403 Forbidden", "text/html", "<h1>No</h1>").await,
            LineFault::Missing => return answer(phone, "404 Not Found", "text/html", "<h1>Nothing</h1>").await,
            LineFault::Liar => {
                let receipt = format!(r#"{{"number":"{:08}","promised":"2026-11-25"}}"#, dice.below(99_999_999));
                return answer(phone, "201 Created", "application/json", &receipt).await;
            }
            LineFault::ReplyLost => Course::Lost,
            LineFault::ReplyCut => Course::Cut(dice),
            LineFault::ReplyLate => Course::Late(milliseconds(dice.between(1_000, 2_000))),
            LineFault::ReplyHeld => Course::Held,
            LineFault::OfficeKilled => {
                office.write_all(request).await?;
                sleep(milliseconds(dice.below(25))).await;
                let pid = self.pid.load(Ordering::Relaxed).to_string();
                std::process::Command::new("kill").args(["-9", &pid]).status()?;
                return end(phone, dice).await;
            }
        };
        office.write_all(request).await?;
        Ok(Some(course))
    }

    fn tell(&self, request: &[u8]) {
        let text = String::from_utf8_lossy(request);
        let mut alarms = lock(&self.alarms);
        let mut at = 0;
        while let Some((word, _)) = alarms.get(at) {
            if !stands_in(&text, word) {
                at += 1;
                continue;
            }
            // The one who waited may have gone.
            let _ = alarms.remove(at).1.send(());
        }
    }

    fn take(&self, request: &[u8]) -> Option<(LineFault, Dice)> {
        let text = String::from_utf8_lossy(request);
        let mut strikes = lock(&self.strikes);
        let is_struck =
            |strike: &&mut Strike| strike.times > 0 && strike.words.iter().any(|word| stands_in(&text, word));
        let strike = strikes.iter_mut().find(is_struck)?;
        strike.times -= 1;
        // Another throw for each time.
        strike.dice.below(2);
        Some((strike.fault, strike.dice.clone()))
    }
}

fn stands_in(text: &str, word: &str) -> bool {
    let Some((before, after)) = word.split_once('*') else { return text.contains(word) };
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    rest.trim_start_matches(|letter: char| matches!(letter, 'A'..='Z' | '2'..='7')).starts_with(after)
}

// Brings what has come of a reply; `false` when the connection has come to its end.
async fn bring(reply: &mut Vec<u8>, course: &mut Course, phone: &mut TcpStream) -> Result<bool> {
    if let Course::Cut(dice) = course {
        *course = Course::CutAfter(1 + dice.below(length(reply).saturating_sub(1)));
    }
    match course {
        Course::Pass | Course::Cut(_) => phone.write_all(reply).await?,
        Course::Late(time) => {
            sleep(*time).await;
            phone.write_all(reply).await?;
            *course = Course::Pass;
        }
        Course::Lost => return reset(phone).map(|()| false),
        Course::CutAfter(left) if reply.len() >= *left => {
            phone.write_all(reply.get(..*left).unwrap_or_default()).await?;
            phone.shutdown().await?;
            return Ok(false);
        }
        Course::CutAfter(left) => {
            phone.write_all(reply).await?;
            *left -= reply.len();
        }
        Course::Held => {
            let mut rest = Vec::new();
            let _ = timeout(LONGEST_HOLD, phone.read_to_end(&mut rest)).await;
            return reset(phone).map(|()| false);
        }
    }
    reply.clear();
    Ok(true)
}

// As people's lines end: now with a word, now without.
async fn end(phone: &mut TcpStream, mut dice: Dice) -> Result<Option<Course>> {
    match dice.below(2) {
        0 => reset(phone)?,
        _ => phone.shutdown().await?,
    }
    Ok(None)
}

async fn answer(phone: &mut TcpStream, status: &str, kind: &str, body: &str) -> Result<Option<Course>> {
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    phone.write_all(&[head.as_bytes(), body.as_bytes()].concat()).await?;
    phone.shutdown().await?;
    Ok(None)
}

// Closing it then sends a reset.
fn reset(phone: &TcpStream) -> Result {
    Ok(phone.set_zero_linger()?)
}

// The length of the request at the beginning, once all of it is there.
fn whole(bytes: &[u8]) -> Option<usize> {
    let length = length(bytes);
    (head(bytes)? > 0 && bytes.len() >= length).then_some(length)
}

// A message is its head and the body that its head announces; without an announced body it is what is there.
fn length(bytes: &[u8]) -> usize {
    let Some(head) = head(bytes) else { return bytes.len() };
    let text = String::from_utf8_lossy(bytes.get(..head).unwrap_or_default()).to_ascii_lowercase();
    let announced = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    head + announced.unwrap_or_default()
}

fn head(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4)
}

fn milliseconds(n: usize) -> Duration {
    Duration::from_millis(u64::try_from(n).unwrap_or_default())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
