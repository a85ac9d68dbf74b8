use super::{again, shell};
use crate::{acts, limits, rules::rate, sessions};
use askama::Template;
use i18n::dates::Dual;
use kernel::{Problem, Result};
use representatives::{
    Claim, Claimant, Representative,
    rules::{Capacity, Status, in_force},
};
use web::{Answer, Cx, DateRaw, Errors, Opt, Shell, StatusCode};

struct Row {
    id: String,
    /// The name only once it is verified and in force: before that nothing of the file is shown.
    for_whom: String,
    capacity: String,
    tag: (&'static str, &'static str, String),
    scope: String,
    claimed: Dual,
    until: Option<Dual>,
    reason: String,
    may_leave: bool,
}

#[derive(Template)]
#[template(path = "claims.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<Row>,
}

fn row(cx: &Cx, shell: &Shell, r: Representative) -> Row {
    let live = in_force(r.status, r.from, r.until, cx.today());
    let tag = match r.status {
        Status::Claimed => ("info", "clock", cx.t("accounts-claim-waiting")),
        Status::Refused => ("bad", "x", cx.t("accounts-claim-refused")),
        Status::Verified if live => ("ok", "check", cx.t("accounts-claim-verified")),
        Status::Verified | Status::Ended => ("plain", "minus", cx.t("accounts-claim-ended")),
    };
    Row {
        for_whom: if live { r.represented_name.clone() } else { String::new() },
        scope: if live { r.scope.iter().map(|a| shell.code("choice-act", a.code())).collect::<Vec<_>>().join(&cx.t("accounts-and")) } else { String::new() },
        capacity: shell.code("choice-capacity", r.capacity.code()),
        tag,
        claimed: shell.date(r.claimed_at.day()),
        until: r.until.filter(|_| live).map(|d| shell.date(d)),
        reason: if r.status == Status::Refused { r.reason.clone() } else { String::new() },
        may_leave: live || r.status == Status::Claimed,
        id: r.id.to_string(),
    }
}

pub async fn list(cx: Cx) -> Answer {
    let outside = cx.outside()?;
    let q = &mut cx.reader();
    let account = acts::account_of(q, outside.session).await?;
    let shell = shell(&cx, "accounts-claims", &Errors::none());
    let rows = representatives::mine(q, outside.person, account).await?.into_iter().map(|r| row(&cx, &shell, r)).collect();
    web::page(&ListPage { shell, rows })
}

#[derive(Template)]
#[template(path = "claim_new.html")]
struct NewPage {
    shell: Shell,
    errors: Errors,
    known: bool,
    name: String,
    identity: String,
    for_whom: String,
    birth: DateRaw,
    capacities: Vec<Opt>,
    note: String,
    lost_scans: bool,
}

fn new_page(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let f = &cx.form;
    let shell = shell(cx, "accounts-claim-new", &errors);
    let page = NewPage {
        known: cx.outside()?.person.is_some(),
        name: f.text("name").into(),
        identity: f.text("identity").into(),
        for_whom: f.text("for_whom").into(),
        birth: DateRaw::of(f, "birth"),
        capacities: Capacity::ALL
            .iter()
            .map(|c| {
                Opt::new(c.code(), shell.code("choice-capacity", c.code()), f.text("capacity") == c.code()).hint(shell.code("accounts-claim-hint", c.code()))
            })
            .collect(),
        note: f.text("note").into(),
        // A browser sends files anew with each sending.
        lost_scans: f.files("scan").next().is_some(),
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    new_page(&cx, Errors::none(), StatusCode::OK)
}

async fn send(cx: &Cx) -> Result<()> {
    let (outside, f) = (cx.outside()?, &cx.form);
    let account = acts::account_of(&mut cx.reader(), outside.session).await?;
    let who = match outside.person {
        Some(p) => {
            let p = people::person(&mut cx.reader(), p).await?;
            Claimant {
                person: Some(p.id),
                account: Some(account),
                name: p.full_name(),
                identity: p.identity_number().unwrap_or_default().into(),
                mobile: sessions::local(&outside.mobile),
            }
        }
        None => Claimant {
            person: None,
            account: Some(account),
            name: f.text("name").into(),
            identity: f.text("identity").into(),
            mobile: sessions::local(&outside.mobile),
        },
    };
    let scans = f.files("scan").map(|u| documents::NewUpload { name: u.name.clone(), bytes: u.bytes.to_vec() }).collect();
    let cmd = Claim {
        who,
        capacity: Capacity::parse(f.text("capacity")),
        for_whom: f.text("for_whom").into(),
        birth: DateRaw::of(f, "birth").parse(),
        note: f.text("note").into(),
        scans,
        once: (f.once().to_string(), f.digest()),
    };
    // The whole form first, which costs no try; then the limit, before a byte of a scan is looked at.
    representatives::check_claim(&cmd, cx.today())?;
    limits::take_now(cx.db(), cx.now(), &[(rate::CLAIM_ACCOUNT, &account.to_string())]).await?;
    representatives::claim(cx.env(), cx.db(), cx.files(), &outside.actor, cmd).await.map(|_| ())
}

pub async fn claim(cx: Cx) -> Answer {
    match send(&cx).await {
        Ok(()) => cx.done("/my/represent", "accounts-claim-sent"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            new_page(&cx, errors, status)
        }
    }
}

pub async fn give_up(cx: Cx) -> Answer {
    let outside = cx.outside()?;
    let account = acts::account_of(&mut cx.reader(), outside.session).await?;
    match representatives::give_up(cx.env(), cx.db(), &outside.actor, outside.person, account, cx.id("id")?).await {
        Ok(()) | Err(Problem::Conflict { .. }) => cx.done("/my/represent", "accounts-claim-left"),
        Err(p) => Err(p),
    }
}
