//! The line between a phone and the stand-in, with the faults of real lines: a small proxy that can lose, hold, cut, delay
//! and replace, and an office whose clock goes on by days. Faults are chosen by path; where a reply is cut comes from a seed, so that a journey runs the same way twice.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::{
    http::{self, Message},
    wrong::Result,
};

/// What happens to a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The connection closes before the office hears of it.
    Refuse,
    /// The office does its work, and the reply is lost.
    LoseReply,
    /// The reply breaks off somewhere in its body.
    Cut,
    /// The reply comes this much later.
    Delay(Duration),
    /// Nothing happens until the faults are changed; then it is lost.
    Hold,
    /// Somebody else answers: status, content type, body.
    Reply(u16, &'static str, String),
    /// The same with a whole head, without the line's protocol: `302 Found|Location: /masuk`.
    Head(String, String),
}

/// Which requests, which fault, and how often.
#[derive(Clone, Debug)]
struct Order {
    path: String,
    fault: Fault,
    times: usize,
}

/// A request as it passed, for what a journey wants to know of it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub key: Option<String>,
    pub body: String,
    /// Whether no other request with this path was on its way then.
    pub alone: bool,
}

/// The line; the browser talks to `addr`.
pub struct Network {
    pub addr: SocketAddr,
    state: Arc<State>,
    task: JoinHandle<()>,
}

struct State {
    office: SocketAddr,
    orders: Mutex<Vec<Order>>,
    seen: Mutex<Vec<Seen>>,
    under_way: Mutex<Vec<String>>,
    seed: Mutex<u64>,
    ahead: Mutex<Duration>,
}

impl Network {
    /// A line without faults.
    pub async fn to(office: SocketAddr, seed: u64) -> Result<Network> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        let state = State {
            office,
            orders: Mutex::default(),
            seen: Mutex::default(),
            under_way: Mutex::default(),
            seed: Mutex::new(seed | 1),
            ahead: Mutex::default(),
        };
        let state = Arc::new(state);
        let shared = state.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = shared.clone();
                tokio::spawn(async move {
                    // A citizen who closes a page breaks connections; that is no failure of a journey.
                    let _ = state.carry(stream).await;
                });
            }
        });
        Ok(Network { addr, state, task })
    }

    /// From now on this happens to requests whose path begins so, this often.
    pub fn order(&self, path: &str, fault: Fault, times: usize) {
        lock(&self.state.orders).push(Order { path: path.into(), fault, times });
    }

    /// From now on the office's clock says that it is so much later than it is, as its replies tell.
    pub fn later(&self, by: Duration) {
        *lock(&self.state.ahead) = by;
    }

    /// The line is good again; what was held is lost.
    pub fn heal(&self) {
        lock(&self.state.orders).clear();
    }

    /// How much has passed so far.
    pub fn n_seen(&self) -> usize {
        lock(&self.state.seen).len()
    }

    /// What has passed so far with this path.
    pub fn seen(&self, path: &str) -> Vec<Seen> {
        lock(&self.state.seen).iter().filter(|seen| seen.path.starts_with(path)).cloned().collect()
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl State {
    async fn carry(&self, mut stream: TcpStream) -> Result {
        let Some(request) = Message::read(&mut stream).await? else { return Ok(()) };
        let path = String::from(request.target().1);
        let alone = !lock(&self.under_way).contains(&path);
        lock(&self.under_way).push(path.clone());
        let carried = self.answer(&mut stream, &request, &path, alone).await;
        let mut under_way = lock(&self.under_way);
        if let Some(at) = under_way.iter().position(|other| *other == path) {
            under_way.swap_remove(at);
        }
        carried
    }

    async fn answer(&self, stream: &mut TcpStream, request: &Message, path: &str, alone: bool) -> Result {
        let fault = self.take(path);
        lock(&self.seen).push(Seen {
            method: request.target().0.into(),
            path: path.into(),
            alone,
            key: request.header("idempotency-key").map(String::from),
            body: String::from_utf8_lossy(&request.body).into_owned(),
        });
        let bytes = match fault {
            None => self.forward(request).await?,
            Some(Fault::Refuse) => return Ok(()),
            Some(Fault::LoseReply) => {
                self.forward(request).await?;
                return Ok(());
            }
            Some(Fault::Delay(time)) => {
                tokio::time::sleep(time).await;
                self.forward(request).await?
            }
            Some(Fault::Cut) => {
                let mut bytes = self.forward(request).await?;
                let body = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |at| at + 4);
                bytes.truncate(body + self.random() % (bytes.len() - body).max(1));
                bytes
            }
            Some(Fault::Hold) => {
                while self.holds(path) {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                return Ok(());
            }
            Some(Fault::Reply(status, kind, body)) => {
                let head = format!("HTTP/1.1 {status} Reply\r\nContent-Type: {kind}\r\nContent-Length: {}", body.len());
                [head.as_bytes(), b"\r\nConnection: close\r\n\r\n", body.as_bytes()].concat()
            }
            Some(Fault::Head(head, body)) => {
                let head = format!("HTTP/1.1 {}\r\nContent-Length: {}", head.replace('|', "\r\n"), body.len());
                [head.as_bytes(), b"\r\nConnection: close\r\n\r\n", body.as_bytes()].concat()
            }
        };
        stream.write_all(&bytes).await?;
        stream.shutdown().await?;
        Ok(())
    }

    async fn forward(&self, request: &Message) -> Result<Vec<u8>> {
        let reply = http::ask(self.office, request).await?.closing();
        let ahead = *lock(&self.ahead);
        let Some(date) = reply.header("date").filter(|_| !ahead.is_zero()) else { return Ok(reply.bytes()) };
        let later = httpdate::fmt_http_date(httpdate::parse_http_date(date)? + ahead);
        Ok(http::Message { head: reply.head.replace(date, &later), ..reply.clone() }.bytes())
    }

    fn take(&self, path: &str) -> Option<Fault> {
        let mut orders = lock(&self.orders);
        let order = orders.iter_mut().find(|order| order.times > 0 && path.starts_with(&order.path))?;
        order.times -= 1;
        Some(order.fault.clone())
    }

    fn holds(&self, path: &str) -> bool {
        lock(&self.orders).iter().any(|order| path.starts_with(&order.path))
    }

    // Xorshift: enough to cut at another place each time, and at the same places in each run.
    fn random(&self) -> usize {
        let mut seed = lock(&self.seed);
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        usize::try_from(*seed >> 33).unwrap_or_default()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
