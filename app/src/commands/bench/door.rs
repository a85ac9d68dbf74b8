//! People of the portal for the bench: each comes in by his number and the code that the terminal shows, as anybody does.

use super::{
    client::{Answer, Client, Session},
    process::Server,
};
use anyhow::{Context, bail};
use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

/// Somebody of the register who can come in.
#[derive(Clone, Debug)]
pub struct Applicant {
    /// `05XXXXXXXX`
    pub mobile: String,
    pub identity: String,
    pub request: String,
}

/// One signed in, with a draft of his own to write in.
pub struct Inside {
    pub session: Session,
    pub request: String,
    pub draft: String,
}

/// A browser's cookies.
#[derive(Default)]
struct Jar(BTreeMap<String, String>);

impl Jar {
    fn take(&mut self, a: &Answer) -> String {
        for (name, value) in a.cookies() {
            if value.is_empty() {
                self.0.remove(&name)
            } else {
                self.0.insert(name, value)
            };
        }
        self.0.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ")
    }
}

struct Visit {
    client: Client,
    jar: Jar,
}

impl Visit {
    fn keep(&mut self, a: &Answer) {
        self.client.session.cookie = self.jar.take(a);
        if let Some(csrf) = a.hidden("_csrf") {
            self.client.session.csrf = csrf;
        }
    }
    async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        let a = self.client.get(path).await?;
        self.keep(&a);
        if a.status != 200 {
            bail!("{path} answered {}", a.status);
        }
        Ok(a)
    }
    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let a = self.client.post(path, fields).await?;
        self.keep(&a);
        if a.status != 303 {
            bail!("{path} answered {} instead of going on", a.status);
        }
        Ok(a)
    }
}

/// The newest code printed for a number.
async fn code(server: &Server, mobile: &str) -> anyhow::Result<String> {
    for _ in 0..100 {
        let said = server.said();
        let frame = said.split("┌──").filter(|f| f.contains(&format!("to: {mobile}"))).last();
        let code = frame.and_then(|f| f.split(|c: char| !c.is_ascii_digit()).find(|d| d.len() == 6));
        if let Some(code) = code {
            return Ok(code.to_string());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("no code was printed")
}

/// Signs him in and begins a request for `service`, which asks for no document.
pub async fn enter(server: &Server, address: SocketAddr, who: &Applicant, service: &str) -> anyhow::Result<Inside> {
    let client = Client::connect(address, Session { cookie: String::new(), csrf: String::new() }).await?;
    let mut v = Visit { client, jar: Jar::default() };
    v.get("/my/sign-in").await?;
    v.post("/my/sign-in", &[("mobile", &who.mobile)]).await?;
    v.get("/my/sign-in/code").await?;
    let code = code(server, &who.mobile).await?;
    v.post("/my/sign-in/code", &[("code", &code)]).await?;
    v.get("/my/sign-in/who").await?;
    v.post("/my/sign-in/who", &[("by", "identity"), ("identity", &who.identity)]).await?;
    let page = v.get(&format!("/my/new?service={service}")).await?;
    let (file, id) = (page.hidden("file").context("no file to ask for")?, page.hidden("service").context("no service to ask for")?);
    let begun = v.post("/my/new", &[("service", &id), ("file", &file)]).await?;
    let draft = begun.location.trim_end_matches("/tasks").to_string();
    v.get(&format!("{draft}/tasks")).await?;
    Ok(Inside { session: v.client.session, request: format!("/my/requests/{}", who.request), draft })
}
