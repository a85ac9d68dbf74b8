//! A small HTTP/1.1 client over one kept connection: enough for our own server, and light beside it on the same two cores.

use anyhow::{Context, bail};
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A signed-in browser's cookies and form token.
#[derive(Clone, Debug)]
pub struct Session {
    pub cookie: String,
    pub csrf: String,
}

pub struct Answer {
    pub status: u16,
    pub location: String,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// Cookies set, by name; an empty value takes one away.
    pub fn cookies(&self) -> impl Iterator<Item = (String, String)> {
        self.head
            .lines()
            .filter_map(|l| l.split_once(':').filter(|(k, _)| k.eq_ignore_ascii_case("set-cookie")))
            .filter_map(|(_, v)| v.split(';').next()?.trim().split_once('='))
            .map(|(n, v)| (n.to_string(), v.to_string()))
    }
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let text = self.text();
        let at = text.find(&format!("name=\"{name}\" value=\""))?;
        text[at..].split("value=\"").nth(1)?.split('"').next().map(str::to_string)
    }
}

pub struct Client {
    address: SocketAddr,
    stream: TcpStream,
    pub session: Session,
    buffer: Vec<u8>,
}

impl Client {
    pub async fn connect(address: SocketAddr, session: Session) -> anyhow::Result<Client> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Client { address, stream, session, buffer: Vec::with_capacity(64 * 1024) })
    }

    pub async fn reconnect(&mut self) -> anyhow::Result<()> {
        self.stream = TcpStream::connect(self.address).await?;
        self.buffer.clear();
        Ok(())
    }

    /// Signs in as a person would: the page, then the form.
    pub async fn sign_in(address: SocketAddr, user: &str, password: &str) -> anyhow::Result<Session> {
        let mut c = Client::connect(address, Session { cookie: String::new(), csrf: String::new() }).await?;
        let page = c.get("/sign-in").await?;
        let visit = cookie_of(&page, "sila_visit").context("no visit cookie")?;
        c.session = Session { cookie: visit, csrf: page.hidden("_csrf").context("no form token")? };
        let answer = c.post("/sign-in", &[("username", user), ("password", password)]).await?;
        let session = cookie_of(&answer, "sila_session").with_context(|| format!("not signed in ({})", answer.status))?;
        c.session.cookie = session;
        let desk = c.get("/desk").await?;
        Ok(Session { cookie: c.session.cookie, csrf: desk.hidden("_csrf").context("no form token on the desk")? })
    }

    pub async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.get_with(path, "").await
    }

    pub async fn get_with(&mut self, path: &str, extra: &str) -> anyhow::Result<Answer> {
        let text = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n{extra}\r\n", self.address, self.session.cookie);
        self.send(text.as_bytes()).await
    }

    /// A form; the token is added.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let csrf = self.session.csrf.clone();
        let body = fields.iter().chain([&("_csrf", csrf.as_str())]).map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect::<Vec<_>>().join("&");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            self.address,
            self.session.cookie,
            body.len()
        );
        self.send((head + &body).as_bytes()).await
    }

    async fn send(&mut self, bytes: &[u8]) -> anyhow::Result<Answer> {
        self.stream.write_all(bytes).await?;
        loop {
            if let Some(answer) = self.take()? {
                return Ok(answer);
            }
            let mut part = [0u8; 32 * 1024];
            let n = self.stream.read(&mut part).await?;
            if n == 0 {
                bail!("the server closed the connection");
            }
            self.buffer.extend_from_slice(&part[..n]);
        }
    }

    /// A whole answer from the buffer, once it is there.
    fn take(&mut self) -> anyhow::Result<Option<Answer>> {
        let Some(end) = self.buffer.windows(4).position(|w| w == b"\r\n\r\n") else { return Ok(None) };
        let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        let field = |name: &str| head.lines().find_map(|l| l.split_once(':').filter(|(k, _)| k.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim().to_string()));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).context("no status")?;
        let start = end + 4;
        let (body, used) = if let Some(n) = field("content-length") {
            let n: usize = n.parse()?;
            if self.buffer.len() < start + n {
                return Ok(None);
            }
            (self.buffer[start..start + n].to_vec(), start + n)
        } else if field("transfer-encoding").is_some() {
            match chunks(&self.buffer[start..]) {
                Some((body, n)) => (body, start + n),
                None => return Ok(None),
            }
        } else {
            (vec![], start)
        };
        self.buffer.drain(..used);
        Ok(Some(Answer { status, location: field("location").unwrap_or_default(), head, body }))
    }
}

fn chunks(mut b: &[u8]) -> Option<(Vec<u8>, usize)> {
    let (whole, mut out) = (b.len(), vec![]);
    loop {
        let line = b.windows(2).position(|w| w == b"\r\n")?;
        let n = usize::from_str_radix(std::str::from_utf8(&b[..line]).ok()?.trim(), 16).ok()?;
        let rest = &b[line + 2..];
        if rest.len() < n + 2 {
            return None;
        }
        out.extend_from_slice(&rest[..n]);
        b = &rest[n + 2..];
        if n == 0 {
            return Some((out, whole - b.len()));
        }
    }
}

fn cookie_of(a: &Answer, name: &str) -> Option<String> {
    a.cookies().find(|(n, v)| n == name && !v.is_empty()).map(|(n, v)| format!("{n}={v}"))
}

fn encode(s: &str) -> String {
    s.bytes().map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") }).collect()
}
