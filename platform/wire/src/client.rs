use crate::{Address, TlsError, tls_config};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};
use http_body_util::{BodyExt, Full};
use hyper::{body::Bytes, client::conn::http1};
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, pki_types::ServerName};
use std::{fmt, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::{Instant, timeout, timeout_at},
};

/// How long a call may take and how much it may answer.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Name, TCP and TLS together.
    pub connect: Duration,
    /// The whole call, connecting included.
    pub total: Duration,
    /// Bytes of the answer that are read; what is beyond is left.
    pub body: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { connect: Duration::from_secs(10), total: Duration::from_secs(30), body: 256 * 1024 }
    }
}

/// How a call failed; nothing in it is personal or secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing of the request left: it may be made again without fear.
    NotSent(&'static str),
    /// The request, or a part of it, went out and no answer was read: the other side may have acted on it.
    Unsure(&'static str),
}

/// An answer, whatever its status.
pub struct Answer {
    /// 100–599.
    pub status: u16,
    /// As received.
    pub headers: HeaderMap,
    /// At most [`Limits::body`] bytes.
    pub body: Vec<u8>,
    /// False: the answer broke off, came too slowly or was larger than the cap.
    pub whole: bool,
}

impl Answer {
    /// `Retry-After` in seconds, if it was given so (a date is not read). At most one day.
    pub fn retry_after(&self) -> Option<Duration> {
        let seconds: u64 = self.headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
        Some(Duration::from_secs(seconds.min(86_400)))
    }
}

/// Status and size only: a body may hold what belongs in no log.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({}, {} bytes)", self.status, self.body.len())
    }
}

/// A request being put together.
pub struct Call {
    method: Method,
    to: Address,
    headers: HeaderMap,
    body: Vec<u8>,
    wrong: bool,
}

impl Call {
    /// A GET without body.
    pub fn get(to: Address) -> Call {
        Call::new(Method::GET, to)
    }
    /// A POST; its body follows by [`Call::body`].
    pub fn post(to: Address) -> Call {
        Call::new(Method::POST, to)
    }
    /// Any method.
    pub fn new(method: Method, to: Address) -> Call {
        Call { method, to, headers: HeaderMap::new(), body: vec![], wrong: false }
    }
    /// Adds a header. One that HTTP does not allow (line breaks and such) spoils the call: it is not sent.
    pub fn header(mut self, name: &str, value: &str) -> Call {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(n), Ok(v)) => {
                self.headers.insert(n, v);
            }
            _ => self.wrong = true,
        }
        self
    }
    /// The body and its type.
    pub fn body(mut self, mime: &str, bytes: impl Into<Vec<u8>>) -> Call {
        self.body = bytes.into();
        self.header("content-type", mime)
    }
}

/// Makes calls. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    tls: Arc<ClientConfig>,
    limits: Limits,
}

impl Client {
    /// `extra`: root certificates trusted besides the public ones, see [`tls_config`].
    pub fn new(limits: Limits, extra: Option<&str>) -> Result<Client, TlsError> {
        Ok(Client { tls: tls_config(extra)?, limits })
    }

    /// One call on a connection of its own. Redirects are answers like any other.
    pub async fn send(&self, call: Call) -> Result<Answer, Failure> {
        if call.wrong {
            return Err(Failure::NotSent("header"));
        }
        let end = Instant::now() + self.limits.total;
        let connect = self.limits.connect.min(self.limits.total);
        let host = call.to.host().to_owned();
        let connected = async {
            let tcp = TcpStream::connect((host.as_str(), call.to.port())).await.map_err(|_| Failure::NotSent("connect"))?;
            let _ = tcp.set_nodelay(true);
            if !call.to.is_https() {
                return Ok((Some(tcp), None));
            }
            let name = ServerName::try_from(host.clone()).map_err(|_| Failure::NotSent("host"))?;
            let connector = tokio_rustls::TlsConnector::from(self.tls.clone());
            let tls = connector.connect(name, tcp).await.map_err(|_| Failure::NotSent("tls"))?;
            Ok((None, Some(tls)))
        };
        match timeout(connect, connected).await.map_err(|_| Failure::NotSent("connect_time"))?? {
            (Some(tcp), _) => self.exchange(TokioIo::new(tcp), call, end).await,
            (_, Some(tls)) => self.exchange(TokioIo::new(tls), call, end).await,
            (None, None) => Err(Failure::NotSent("connect")),
        }
    }

    async fn exchange<S>(&self, io: TokioIo<S>, call: Call, end: Instant) -> Result<Answer, Failure>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let (mut sender, connection) =
            timeout_at(end, http1::handshake(io)).await.map_err(|_| Failure::NotSent("connect_time"))?.map_err(|_| Failure::NotSent("connect"))?;
        // The connection lives as long as the call: aborted with it, whatever way the call ends.
        let _driver = Driver(tokio::spawn(async move {
            let _ = connection.await;
        }));
        let mut request = Request::builder()
            .method(call.method)
            .uri(call.to.target())
            .header(header::HOST, call.to.authority())
            .header(header::USER_AGENT, "Sila/1")
            .header(header::CONNECTION, "close")
            .body(Full::new(Bytes::from(call.body)))
            .map_err(|_| Failure::NotSent("request"))?;
        request.headers_mut().extend(call.headers);
        if timeout_at(end, sender.ready()).await.map_err(|_| Failure::NotSent("connect_time"))?.is_err() {
            return Err(Failure::NotSent("connect"));
        }
        let answer = match timeout_at(end, sender.try_send_request(request)).await {
            Err(_) => return Err(Failure::Unsure("time")),
            // hyper hands the request back when not a byte of it was written.
            Ok(Err(mut e)) => return Err(if e.take_message().is_some() { Failure::NotSent("closed") } else { Failure::Unsure("cut") }),
            Ok(Ok(answer)) => answer,
        };
        let (head, mut incoming) = answer.into_parts();
        let mut body = vec![];
        let whole = loop {
            match timeout_at(end, incoming.frame()).await {
                Err(_) | Ok(Some(Err(_))) => break false,
                Ok(None) => break true,
                Ok(Some(Ok(frame))) => {
                    if let Some(data) = frame.data_ref() {
                        let room = self.limits.body.saturating_sub(body.len());
                        body.extend_from_slice(&data[..data.len().min(room)]);
                        if data.len() > room {
                            break false;
                        }
                    }
                }
            }
        };
        Ok(Answer { status: head.status.as_u16(), headers: head.headers, body, whole })
    }
}

struct Driver(tokio::task::JoinHandle<()>);
impl Drop for Driver {
    fn drop(&mut self) {
        self.0.abort();
    }
}
