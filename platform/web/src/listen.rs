//! Taking connections in, and letting none of them stay for nothing: a caller who begins a request and does not go on, who reads no answer, or who
//! opens more than his share would otherwise hold what everybody else needs.

use crate::counted_line;
use axum::{
    Router,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use std::{
    collections::HashMap,
    future::Future,
    io,
    net::{IpAddr, SocketAddr},
    pin::{Pin, pin},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::{Instant, Sleep, sleep, timeout},
};
use tower::ServiceExt as _;

/// How long a connection may do nothing, and how many there may be.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the head of a request to come in whole, and for the next one to begin on a connection that is kept.
    pub head: Duration,
    /// For an answer to go on being read.
    pub write: Duration,
    /// For requests under way once the service is to end.
    pub end: Duration,
    /// In all; whoever comes then waits for one to end.
    pub connections: usize,
    /// Of one address ([`crate::counted_line`]), this machine's own excepted; whoever opens more is turned away.
    pub of_one: usize,
}

impl Default for Patience {
    fn default() -> Patience {
        let s = Duration::from_secs;
        Patience { head: s(10), write: s(60), end: s(60), connections: 4_000, of_one: 200 }
    }
}

impl Patience {
    /// Asks the system for as many open files as it lets this program have, and keeps a quarter of them for the database, scans and providers.
    pub fn within_the_system(mut self) -> Patience {
        if let Some(most) = open_files() {
            self.connections = self.connections.min((most / 4 * 3).max(16));
        }
        self
    }
}

/// More than this is not asked for.
#[cfg(unix)]
const OPEN_FILES: u64 = 16_384;

/// How many files and connections may be open at once, after asking for more. `None` where nothing limits them.
#[cfg(unix)]
fn open_files() -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let now = getrlimit(Resource::Nofile);
    let wanted = now.maximum.map_or(OPEN_FILES, |m| m.min(OPEN_FILES));
    if now.current.is_some_and(|c| c < wanted) {
        // Refused, we go on with what there is.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: now.maximum });
    }
    getrlimit(Resource::Nofile).current.map(|n| usize::try_from(n).unwrap_or(usize::MAX))
}

#[cfg(not(unix))]
fn open_files() -> Option<usize> {
    None
}

/// Serves until `ended`; then takes no more, and lets requests under way come to their end within [`Patience::end`].
pub async fn listen(listener: TcpListener, router: Router, patience: Patience, ended: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(patience.connections));
    let callers = Callers::default();
    // Dropped to tell every connection that this is the end; closed once the last of them has gone.
    let (end, ending) = watch::channel(());
    let (living, gone) = watch::channel(());
    let mut ended = pin!(ended);
    loop {
        let next = async {
            // A place first: who finds none waits before the door, where it costs us nothing.
            let place = places.clone().acquire_owned().await;
            (accept(&listener).await, place)
        };
        let ((stream, from), place) = tokio::select! {
            next = next => next,
            () = &mut ended => break,
        };
        let Some(caller) = callers.enter(from.ip(), patience.of_one) else { continue };
        let (router, mut ending, gone) = (router.clone(), ending.clone(), gone.clone());
        tokio::spawn(async move {
            let _held = (place, caller, gone);
            let service = router.map_request(move |mut r: Request<Incoming>| {
                r.extensions_mut().insert(ConnectInfo(from));
                r.map(axum::body::Body::new)
            });
            let mut with = http1::Builder::new();
            with.timer(TokioTimer::new()).header_read_timeout(patience.head);
            let io = TokioIo::new(Watched { stream, write: patience.write, stuck: None });
            let mut connection = pin!(with.serve_connection(io, TowerToHyperService::new(service)));
            // What goes wrong on a line is its caller's affair.
            tokio::select! {
                _ = connection.as_mut() => return,
                _ = ending.changed() => connection.as_mut().graceful_shutdown(),
            }
            let _ = connection.await;
        });
    }
    drop((listener, end, gone));
    if timeout(patience.end, living.closed()).await.is_err() {
        tracing::warn!("requests under way were broken off at the end");
    }
}

/// The next connection. What goes wrong with one is forgotten; where the system has no more to give, it is waited for without asking again at once.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    loop {
        match listener.accept().await {
            Ok(x) => return x,
            Err(e) if matches!(e.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) => {}
            Err(e) => {
                tracing::error!(error = %e, "taking a connection");
                sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// Connections of each address.
#[derive(Clone, Default)]
struct Callers(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One connection of an address, until it is dropped; `None` inside for this machine's own, which are not counted.
struct Caller(Callers, Option<IpAddr>);

impl Callers {
    fn enter(&self, ip: IpAddr, most: usize) -> Option<Caller> {
        let line = counted_line(ip);
        if line.is_loopback() {
            // A proxy, which brings everybody's.
            return Some(Caller(self.clone(), None));
        }
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let n = all.entry(line).or_default();
        if *n >= most {
            return None;
        }
        *n += 1;
        Some(Caller(self.clone(), Some(line)))
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        let Some(line) = self.1 else { return };
        let mut all = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(n) = all.get_mut(&line) {
            *n -= 1;
            if *n == 0 {
                all.remove(&line);
            }
        }
    }
}

/// A stream whose other end must go on reading what it asked for.
struct Watched {
    stream: TcpStream,
    write: Duration,
    /// Runs while nothing can be written.
    stuck: Option<Pin<Box<Sleep>>>,
}

impl Watched {
    fn watch<T>(&mut self, cx: &mut Context<'_>, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.stuck = None;
            return done;
        }
        let until = Instant::now() + self.write;
        let stuck = self.stuck.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(until)));
        match stuck.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.watch(cx, done)
    }
    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bufs: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.watch(cx, done)
    }
    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::net::Ipv6Addr;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    /// A service that says `ok`, after a while at `/slow`, and without end at `/much`; where it is, what ends it, and whether it did.
    async fn served(patience: Patience) -> (SocketAddr, tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let slow = || async {
            sleep(Duration::from_millis(300)).await;
            "slow"
        };
        let router = Router::new()
            .route("/healthz", get(|ConnectInfo(from): ConnectInfo<SocketAddr>| async move { format!("ok {}", from.ip()) }))
            .route("/slow", get(slow))
            .route("/much", get(|| async { vec![0_u8; 64 << 20] }));
        let (end, ended) = tokio::sync::oneshot::channel();
        let served = tokio::spawn(listen(listener, router, patience, async {
            let _ = ended.await;
        }));
        (at, end, served)
    }

    async fn began(at: SocketAddr, with: &str) -> TcpStream {
        let mut s = TcpStream::connect(at).await.unwrap();
        s.write_all(with.as_bytes()).await.unwrap();
        s
    }

    async fn rest(mut s: TcpStream) -> String {
        let mut out = vec![];
        let _ = timeout(Duration::from_secs(5), s.read_to_end(&mut out)).await.expect("closed");
        String::from_utf8_lossy(&out).into_owned()
    }

    fn asks(path: &str) -> String {
        format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    }

    const QUICK: Patience =
        Patience { head: Duration::from_millis(400), write: Duration::from_millis(400), end: Duration::from_secs(5), connections: 4_000, of_one: 100 };

    #[tokio::test]
    async fn half_open_connections_keep_nobody_out_and_are_closed() {
        let (at, _end, _) = served(QUICK).await;
        let mut half = vec![];
        for i in 0..300 {
            // Some say nothing at all, some nearly everything.
            half.push(began(at, if i % 3 == 0 { "" } else { "GET / HTTP/1.1\r\nHost: x\r\n" }).await);
        }
        assert!(rest(began(at, &asks("/healthz")).await).await.ends_with("ok 127.0.0.1"));
        for s in half {
            let said = rest(s).await;
            assert!(said.is_empty() || said.starts_with("HTTP/1.1 408"), "{said}");
        }
        // One that was kept open after an answer ends as well.
        let kept = rest(began(at, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await).await;
        assert!(kept.ends_with("ok 127.0.0.1"), "{kept}");
    }

    #[tokio::test]
    async fn who_finds_no_place_waits_for_one() {
        let (at, _end, _) = served(Patience { connections: 20, ..QUICK }).await;
        let mut half = vec![];
        for _ in 0..40 {
            half.push(began(at, "GET / HTTP/1.1\r\n").await);
        }
        // Behind forty that say nothing, twenty at a time.
        assert!(rest(began(at, &asks("/healthz")).await).await.ends_with("ok 127.0.0.1"));
    }

    #[tokio::test]
    async fn who_reads_no_answer_is_let_go() {
        let (at, end, served) = served(QUICK).await;
        let unread = began(at, &asks("/much")).await;
        sleep(Duration::from_millis(200)).await;
        let _ = end.send(());
        timeout(Duration::from_secs(3), served).await.expect("ends though nobody reads").unwrap();
        drop(unread);
    }

    #[tokio::test]
    async fn the_end_waits_for_what_is_under_way() {
        let (at, end, served) = served(QUICK).await;
        let kept = began(at, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await;
        let slow = began(at, &asks("/slow")).await;
        sleep(Duration::from_millis(100)).await;
        let _ = end.send(());
        assert!(rest(slow).await.ends_with("slow"));
        served.await.unwrap();
        assert!(TcpStream::connect(at).await.is_err(), "nobody else comes in");
        drop(kept);
    }

    #[test]
    fn one_address_takes_its_share() {
        let all = Callers::default();
        let ip: IpAddr = "203.0.113.7".parse().unwrap();
        let mut held: Vec<Caller> = (0..3).filter_map(|_| all.enter(ip, 3)).collect();
        assert!(all.enter(ip, 3).is_none() && all.enter("203.0.113.8".parse().unwrap(), 3).is_some());
        held.pop();
        assert!(all.enter(ip, 3).is_some());
        // One line of version 6 is one address.
        let six = |n: u16| IpAddr::from(Ipv6Addr::new(0x2001, 0xdb8, 1, 2, n, 0, 0, 1));
        let of_six: Vec<_> = (0..3).filter_map(|n| all.enter(six(n), 3)).collect();
        assert!(of_six.len() == 3 && all.enter(six(9), 3).is_none());
        let own: Vec<_> = (0..9).filter_map(|_| all.enter("127.0.0.1".parse().unwrap(), 3)).collect();
        assert_eq!(own.len(), 9);
        drop((held, of_six));
        assert!(all.0.lock().unwrap().is_empty(), "nothing is remembered of who has gone");
    }

    #[cfg(unix)]
    #[test]
    fn the_system_is_asked_for_more() {
        let p = Patience::default().within_the_system();
        assert!(p.connections >= 16 && p.connections <= 4_000);
    }
}
