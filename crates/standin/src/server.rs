//! The open connections: how long a head may take, and how many one address may hold, so that nobody stops the server by waiting.

use std::{
    collections::HashMap,
    io,
    net::{SocketAddr, TcpListener},
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum_server::{
    Handle, Server,
    accept::Accept,
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use hyper_util::rt::TokioTimer;
use ipnet::IpNet;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_io_timeout::TimeoutStream;

use crate::{
    Office,
    address::{Address, is_proxy},
    app,
    office::work,
};

/// How long a head may take, and an open connection lie idle.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long what was written may wait for a client that does not read.
const UNREAD: Duration = Duration::from_secs(30);
/// How often it is looked for what has had its time.
const SWEEP: Duration = Duration::from_secs(60);
/// A hall of twenty kiosks and a hundred phones has one address, and a browser opens six at most; most are idle and soon gone.
const BY_ADDRESS: usize = 256;
/// All addresses together may have so many: each costs a file of the process and some kilobytes.
const MOST: usize = 8_192;
/// Files that are no connection.
const OTHERS: usize = 64;

/// Serves the office until `handle` says stop.
pub async fn serve(office: Arc<Office>, listener: TcpListener, handle: Handle<SocketAddr>) -> Result<(), String> {
    let most = most_files().saturating_sub(OTHERS).min(MOST);
    let doorman = Doorman { most, proxies: office.settings.proxies.clone().into(), open: Arc::default() };
    let tls = office.settings.tls.clone();
    let sweeping = tokio::spawn(sweep(office.clone()));
    let service = app(office).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum_server::from_tcp(listener).map_err(|error| error.to_string())?.handle(handle);
    let ended = match tls {
        None => patient(server, doorman).serve(service).await,
        Some((certificate, key)) => {
            // rustls takes its cryptography from the program's default provider. It is the first to be named here.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let config = RustlsConfig::from_pem_file(certificate, key).await;
            let config = config.map_err(|error| format!("Certificate or key cannot be read: {error}"))?;
            patient(server, RustlsAcceptor::new(config).acceptor(doorman)).serve(service).await
        }
    };
    sweeping.abort();
    ended.map_err(|error| error.to_string())
}

/// Deletes again and again what has had its time.
async fn sweep(office: Arc<Office>) {
    loop {
        let swept = work(&office, |office| {
            office.sweep();
            Ok(())
        });
        let _ = swept.await;
        tokio::time::sleep(SWEEP).await;
    }
}

/// A server that waits for heads no longer than it should. It reads no version from the first bytes, which it would wait for without end.
fn patient<A>(server: Server<SocketAddr>, acceptor: A) -> Server<SocketAddr, A> {
    let mut server = server.acceptor(acceptor).http1_only();
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    server
}

/// How many files may be open, once that is as many as the system lets us have.
fn most_files() -> usize {
    let limits = getrlimit(Resource::Nofile);
    let wanted = limits.maximum.unwrap_or(u64::MAX).min((MOST + OTHERS) as u64).max(limits.current.unwrap_or(0));
    let raised = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: limits.maximum });
    let now = if raised.is_ok() { wanted } else { limits.current.unwrap_or(wanted) };
    usize::try_from(now).unwrap_or(usize::MAX)
}

/// Lets connections in, so many of each address.
#[derive(Clone)]
struct Doorman {
    most: usize,
    /// A proxy holds the connections of all.
    proxies: Arc<[IpNet]>,
    open: Arc<Mutex<Open>>,
}

#[derive(Default)]
struct Open {
    n_all: usize,
    by_address: HashMap<Address, usize>,
}

/// An open connection, counted until it is dropped.
struct Counted {
    stream: Pin<Box<TimeoutStream<TcpStream>>>,
    address: Address,
    open: Arc<Mutex<Open>>,
}

impl<S> Accept<TcpStream, S> for Doorman {
    type Stream = Counted;
    type Service = S;
    type Future = std::future::Ready<io::Result<(Counted, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        std::future::ready(self.admit(stream).map(|stream| (stream, service)))
    }
}

impl Doorman {
    fn admit(&self, stream: TcpStream) -> io::Result<Counted> {
        stream.set_nodelay(true)?;
        let peer = stream.peer_addr()?.ip();
        let most = if is_proxy(peer, &self.proxies) { self.most } else { BY_ADDRESS };
        let address = Address::from(peer);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let n_open = open.by_address.get(&address).copied().unwrap_or_default();
        if n_open >= most || open.n_all >= self.most {
            return Err(io::Error::other("too many connections"));
        }
        open.by_address.insert(address, n_open + 1);
        open.n_all += 1;
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(UNREAD));
        Ok(Counted { stream: Box::pin(stream), address, open: self.open.clone() })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.n_all = open.n_all.saturating_sub(1);
        let n_open = open.by_address.get(&self.address).copied().unwrap_or_default().saturating_sub(1);
        if n_open == 0 {
            open.by_address.remove(&self.address);
        } else {
            open.by_address.insert(self.address, n_open);
        }
    }
}

impl AsyncRead for Counted {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_read(context, into)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(context)
    }
}
