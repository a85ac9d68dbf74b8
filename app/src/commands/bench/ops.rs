//! What is replayed: the operations of the measuring plan, over the pages a person uses.

use super::{
    client::{Answer, Client, Session},
    door::{self, Applicant, Inside},
    process::Server,
};
use crate::{args::Place, demo, house::House};
use anyhow::{Context, bail};
use kernel::{Actor, Id, Permit};
use std::{
    net::SocketAddr,
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

pub const USER: &str = "bench";
pub const PASSWORD: &str = "a long sentence to measure with";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// Open one of 2,000 files with members and requests; the opening is logged.
    OpenFile,
    /// Search by two parts of a name, half of them spelt otherwise.
    Search,
    /// The newest 50 open requests of one service.
    WorkList,
    /// Register a person and submit a request with a witnessed declaration: four durable transactions with their audit entries.
    Register,
    /// The public pages in turn: home, services, one service, the way, promises, contact, questions.
    Public,
    /// The person's own pages in turn: home, a request, messages, data, who opened them.
    Own,
    /// One answer of a request being written by the person himself: saved, and the next page read.
    Answer,
}

impl Op {
    pub const ALL: [Op; 7] = [Op::OpenFile, Op::Search, Op::WorkList, Op::Register, Op::Public, Op::Own, Op::Answer];
    pub fn name(self) -> &'static str {
        match self {
            Op::OpenFile => "R1",
            Op::Search => "R2",
            Op::WorkList => "R3",
            Op::Register => "W1",
            Op::Public => "P1",
            Op::Own => "P2",
            Op::Answer => "P3",
        }
    }
}

/// What the invented data offers to the plans.
pub struct World {
    files: Vec<Id>,
    names: Vec<String>,
    services: Vec<Id>,
    /// A service that asks for no document.
    plain: Id,
    /// Some with a number, a request and a file of their own.
    applicants: Vec<Applicant>,
    codes: Vec<String>,
}

/// How many people of the portal take part: as many as one address may sign in without waiting.
const INSIDE: usize = 24;

async fn applicants(q: &mut impl db::Query, files: &[beneficiaries::File]) -> anyhow::Result<Vec<Applicant>> {
    let permit = Permit::check(&Actor::system(), requests::perm::LIST).context("permit")?;
    let (mut out, mut numbers) = (vec![], std::collections::BTreeSet::new());
    for f in files {
        let p = people::person(q, f.head).await?;
        let (Some(mobile), Some(identity)) = (p.primary_mobile().map(|m| m.number.clone()), p.identity_number()) else { continue };
        let own = requests::of_file(q, &permit, f.id).await?.into_iter().find(|r| r.number.is_some() && r.applicant == f.head);
        if let Some(r) = own.filter(|_| numbers.insert(mobile.clone())) {
            out.push(Applicant { mobile, identity: identity.to_string(), request: r.id.to_string() });
        }
        if out.len() == INSIDE {
            break;
        }
    }
    Ok(out)
}

impl World {
    /// Fills `dir/data` and adds the officer who signs in, and a service that asks for no document.
    pub async fn make(dir: &Path, files: u32, seed: u64) -> anyhow::Result<World> {
        let place = Place { data: dir.join("data"), database_url: None, keys: None, as_user: None };
        let house = House::open(&place).await?;
        demo::run(&house, None, files, seed).await?;
        let (env, db, system) = (&house.env, &house.db, Actor::system());
        let new = staff::NewEmployee {
            username: USER.into(),
            name_ar: "موظف القياس".into(),
            roles: vec!["relations_officer".into()],
            password: PASSWORD.into(),
            ..Default::default()
        };
        staff::create_employee(env, db, &system, new).await?;
        let mut q = db.reader();
        let catalogue = services::all(&mut q).await?;
        let mut body = services::ServiceBody::clone(&catalogue.first().context("no service")?.body);
        body.requirements.clear();
        body.categories.clear();
        body.needs_study = services::Study::None;
        body.name_ar = "خدمة القياس".into();
        body.name_en = "Measuring".into();
        let permit = Permit::check(&system, services::perm::MANAGE).context("permit")?;
        let create = services::Create { code: "measuring".into(), sort: None, valid_from: env.now(), body, once: String::new(), digest: String::new() };
        let plain = services::create(env, db, &permit, create).await?;
        let branch = staff::actor_by_username(&mut q, USER).await?.context("the officer")?.branch;
        let some = beneficiaries::sample(&mut q, branch, 2_000).await?;
        let world = World {
            applicants: applicants(&mut q, &some).await?,
            codes: catalogue.iter().map(|s| s.code.clone()).collect(),
            names: some.iter().map(|f| f.head_name.clone()).collect(),
            files: some.into_iter().map(|f| f.id).collect(),
            services: catalogue.iter().map(|s| s.id).collect(),
            plain,
        };
        drop(q);
        house.close().await?;
        Ok(world)
    }

    /// Those of the portal, signed in.
    pub async fn inside(&self, server: &Server) -> anyhow::Result<Vec<Inside>> {
        let mut out = vec![];
        for a in &self.applicants {
            out.push(door::enter(server, server.address, a, "measuring").await?);
        }
        Ok(out)
    }

    pub fn plan(&self, op: Op, inside: &[Inside]) -> Plan {
        let of_all = |paths: fn(&Inside) -> Vec<String>| {
            let each: Vec<(Vec<String>, &Session)> = inside.iter().map(|i| (paths(i), &i.session)).collect();
            let most = each.iter().map(|e| e.0.len()).max().unwrap_or(0);
            (0..most).flat_map(|n| each.iter().filter_map(move |(p, s)| Some((p.get(n)?.clone(), (*s).clone())))).unzip()
        };
        let (paths, sessions) = match op {
            Op::Own => of_all(|i| ["/my", &i.request, "/my/messages", "/my/data", "/my/data/opened"].map(str::to_string).to_vec()),
            Op::Answer => of_all(|i| vec![i.draft.clone()]),
            // Nobody's: who works here is led to his desk.
            Op::Public => (vec![], vec![Session { cookie: String::new(), csrf: String::new() }; 6 + self.codes.len()]),
            _ => (vec![], vec![]),
        };
        Plan {
            op,
            sessions,
            paths: match op {
                Op::Own | Op::Answer => paths,
                Op::Public => ["/", "/help", "/how", "/promises", "/contact", "/faq"]
                    .map(str::to_string)
                    .into_iter()
                    .chain(self.codes.iter().map(|c| format!("/help/{c}")))
                    .collect(),
                Op::OpenFile => self.files.iter().map(|id| format!("/files/{id}")).collect(),
                Op::WorkList => self.services.iter().map(|id| format!("/requests?group=open&service={id}")).collect(),
                Op::Search => self.names.iter().enumerate().filter_map(|(i, n)| query(n, i % 2 == 0)).collect(),
                Op::Register => vec![self.plain.to_string()],
            },
        }
    }
}

/// The second and third part of a name, in another spelling where `otherwise`.
fn query(name: &str, otherwise: bool) -> Option<String> {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let text = format!("{} {}", parts.get(1)?, parts.get(2)?);
    Some(if otherwise { text.replace('أ', "ا").replace('ة', "ه").replace('ى', "ي").replace("عبدال", "عبد ال") } else { text })
}

/// One operation's parameters, walked round.
pub struct Plan {
    op: Op,
    paths: Vec<String>,
    /// Whose each path is, on the portal; empty where the officer goes.
    sessions: Vec<Session>,
}

/// Numbers of people not registered yet; shared by all clients of a run.
static NEXT: AtomicU64 = AtomicU64::new(0);

fn expect(a: &Answer, status: u16, what: &str) -> anyhow::Result<()> {
    if a.status != status {
        let text = a.text();
        let why: String = text.split("error-summary").nth(1).unwrap_or("").chars().take(900).collect();
        bail!("{what}: answered {} instead of {status} {why}", a.status);
    }
    Ok(())
}

impl Plan {
    pub async fn run(&self, client: &mut Client, i: usize) -> anyhow::Result<()> {
        let at = i % self.paths.len();
        let item = &self.paths[at];
        if let Some(own) = self.sessions.get(at) {
            client.session = own.clone();
        }
        match self.op {
            Op::Answer => answer(client, item, i).await,
            Op::OpenFile | Op::WorkList | Op::Public | Op::Own => expect(&client.get(item).await?, 200, item),
            Op::Search => expect(&client.post("/search", &[("q", item)]).await?, 200, "search"),
            Op::Register => register(client, item).await,
        }
    }
}

async fn answer(client: &mut Client, draft: &str, i: usize) -> anyhow::Result<()> {
    let said = client.post(&format!("{draft}/ask/need"), &[("need", &format!("إيجار متأخر منذ {} أيام", i % 300 + 3))]).await?;
    expect(&said, 303, "an answer")?;
    expect(&client.get(&said.location).await?, 200, &said.location)
}

/// A PNG of one point, as a drawn signature arrives.
const DRAWN: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";

async fn register(client: &mut Client, service: &str) -> anyhow::Result<()> {
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let nine = format!("1{:08}", (n * 48_271 + 7_654_321 + u64::from(std::process::id()) * 131) % 100_000_000);
    let identity = people::rules::identity::make_valid(&nine).context("an identity number")?.to_string();
    let mobile = format!("0500{:06}", n % 1_000_000);
    // A name of letters that differs each time, or every registration would find the ones before it alike.
    let family: String = "ال"
        .chars()
        .chain(n.to_string().bytes().map(|b| ['ب', 'ت', 'ج', 'د', 'ر', 'س', 'ف', 'ق', 'م', 'ن'][usize::from(b - b'0')]))
        .chain("اني".chars())
        .collect();
    let made = client
        .post(
            "/files",
            &[
                ("as_written", ""),
                ("first", "تجربة"),
                ("father", "محمد"),
                ("grandfather", "علي"),
                ("family", &family),
                ("identity_kind", "national"),
                ("identity", &identity),
                ("birth_year", "1400"),
                ("birth_cal", "hijri"),
                ("sex", "male"),
                ("mobile", &mobile),
                ("confirmed", "1"),
                ("categories", "low_income"),
            ],
        )
        .await?;
    expect(&made, 303, "registering")?;
    let file = made.location.trim_start_matches("/files/").to_string();
    let draft = client.post("/requests", &[("file", &file), ("service", service)]).await?;
    expect(&draft, 303, "opening a request")?;
    let request = draft.location.trim_end_matches("/form").to_string();
    let saved = client
        .post(
            &format!("{request}/form"),
            &[
                ("version", "1"),
                ("need", "إيجار متأخر"),
                ("amount", "1200"),
                ("members_confirmed", "1"),
                ("dwelling", "rented"),
                ("rent", "12000"),
                ("income_salary", "2500"),
                ("has_debts", "no"),
                ("contact_mobile", &mobile),
                ("class", "a"),
                ("class_reason", "دخل الأسرة دون إيجارها"),
            ],
        )
        .await?;
    expect(&saved, 303, "saving the form")?;
    let page = client.get(&format!("{request}/submit")).await?;
    expect(&page, 200, "the page to sign")?;
    let (digest, version) = (page.hidden("digest").context("no digest to sign")?, page.hidden("version").context("no version")?);
    let signed = client
        .post(
            &format!("{request}/submit"),
            &[("digest", &digest), ("version", &version), ("agreed", "1"), ("signature", DRAWN), ("signature_witness", "شاهد القياس")],
        )
        .await?;
    expect(&signed, 303, "submitting")
}

/// Bytes a first visit to the work list transfers: the page, styles, script and icons, compressed; fonts apart.
pub async fn first_visit(address: SocketAddr, session: &Session) -> anyhow::Result<usize> {
    let mut c = Client::connect(address, session.clone()).await?;
    let gzip = "Accept-Encoding: gzip\r\n";
    let page = c.get_with("/desk", gzip).await?;
    let html = c.get("/desk").await?.text();
    let mut total = page.body.len() + page.head.len();
    let mut seen = std::collections::BTreeSet::new();
    for part in html.split("\"/assets/").skip(1) {
        let name = part.split(['"', '#']).next().unwrap_or("");
        if !name.ends_with("woff2") && seen.insert(name.to_string()) {
            let asset = c.get_with(&format!("/assets/{name}"), gzip).await?;
            expect(&asset, 200, name)?;
            total += asset.body.len() + asset.head.len();
        }
    }
    Ok(total)
}
