//! SQL and row mapping; decides nothing.

use crate::rules::texts::Values;
use db::{Query, Row, Tx, args};
use i18n::Lang;
use kernel::{At, Id, Result};

macro_rules! columns {
    () => {
        "m.id, m.event, m.key, m.person_id, m.employee_id, m.name, m.lang, m.branch_id, m.file_id, m.request_id, m.ref, m.link, m.vars, m.in_portal, m.channel, m.address, m.tried, \
         m.urgent, m.status, m.subject, m.text, m.short_text, m.text_version, m.merged_into, m.not_before, m.give_up_at, m.attempts, m.next_at, m.lease_until, m.provider, m.receipt, \
         m.why, m.sent_at, m.settled_at, m.settled_ok, m.heard, m.read_at, m.created_at, m.version"
    };
}
pub(crate) use columns;

db::statements! {
    pub INSERT = "INSERT INTO message (id, event, key, person_id, employee_id, name, lang, branch_id, file_id, request_id, ref, link, vars, in_portal, channel, address, tried, urgent, \
        status, subject, text, short_text, text_version, merged_into, not_before, give_up_at, attempts, next_at, lease_until, provider, receipt, why, sent_at, settled_at, settled_ok, \
        heard, read_at, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '', $17, $18, $19, $20, $21, $22, NULL, $23, $24, 0, $23, 0, \
        '', NULL, '', NULL, NULL, NULL, 1, NULL, $25, 1) ON CONFLICT (key) DO NOTHING";
    pub FIND = concat!("SELECT ", columns!(), " FROM message m WHERE m.id = $1");
    pub OF_PERSON = concat!("SELECT ", columns!(), " FROM message m WHERE m.person_id = $1 AND m.in_portal = 1 ORDER BY m.created_at DESC, m.id DESC LIMIT $2");
    pub OF_EMPLOYEE = concat!("SELECT ", columns!(), " FROM message m WHERE m.employee_id = $1 AND m.read_at IS NULL ORDER BY m.created_at DESC, m.id DESC LIMIT 50");
    pub OF_REQUEST = concat!("SELECT ", columns!(), " FROM message m WHERE m.request_id = $1 AND m.employee_id IS NULL ORDER BY m.created_at DESC, m.id DESC LIMIT 100");
    pub OF_FILE = concat!("SELECT ", columns!(), " FROM message m WHERE m.file_id = $1 AND m.employee_id IS NULL ORDER BY m.created_at DESC, m.id DESC LIMIT $2");
    pub UNREAD_OF_PERSON = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM message WHERE person_id = $1 AND in_portal = 1 AND read_at IS NULL";
    pub READ_BY_PERSON = "UPDATE message SET read_at = $3, version = version + 1 WHERE id = $1 AND person_id = $2 AND in_portal = 1 AND read_at IS NULL";
    pub ALL_READ_BY_PERSON = "UPDATE message SET read_at = $2, version = version + 1 WHERE person_id = $1 AND in_portal = 1 AND read_at IS NULL";
    pub READ_BY_EMPLOYEE = "UPDATE message SET read_at = $3, version = version + 1 WHERE id = $1 AND employee_id = $2 AND read_at IS NULL";
}

/// One message as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: Id,
    pub event: String,
    pub key: String,
    pub person: Option<Id>,
    pub employee: Option<Id>,
    /// The name he is addressed by; the full name is in the register.
    pub name: String,
    pub lang: Lang,
    pub branch: Id,
    pub file: Option<Id>,
    pub request: Option<Id>,
    /// The number people quote, if the event named one.
    pub number: String,
    pub link: String,
    pub vars: Values,
    pub in_portal: bool,
    pub channel: String,
    /// `05XXXXXXXX` or a mail address; empty where it goes nowhere.
    pub address: String,
    /// Channels given up, with spaces between.
    pub tried: String,
    pub urgent: bool,
    pub status: String,
    pub subject: String,
    /// As sent; before that, as it would be.
    pub text: String,
    /// As the portal and the desk show it.
    pub short: String,
    pub text_version: i64,
    pub merged_into: Option<Id>,
    pub not_before: At,
    pub give_up: Option<At>,
    pub attempts: i64,
    pub next: At,
    pub lease_until: At,
    pub provider: String,
    pub receipt: Option<String>,
    pub why: String,
    pub sent_at: Option<At>,
    pub settled_at: Option<At>,
    pub settled_ok: Option<bool>,
    pub read_at: Option<At>,
    pub created_at: At,
    pub version: i64,
}

impl Message {
    pub fn href(&self) -> String {
        format!("/messages/{}", self.id)
    }
    /// What lists say of it: `held` while it waits for an hour or for others, else the status.
    pub fn shown_status(&self, now: At) -> &str {
        if self.status == "queued" && self.not_before > now { "held" } else { &self.status }
    }
}

pub fn message(r: &Row) -> Result<Message> {
    Ok(Message {
        id: r.id("id")?,
        event: r.text("event")?,
        key: r.text("key")?,
        person: r.opt_id("person_id")?,
        employee: r.opt_id("employee_id")?,
        name: r.text("name")?,
        lang: Lang::parse(&r.text("lang")?).unwrap_or(Lang::Ar),
        branch: r.id("branch_id")?,
        file: r.opt_id("file_id")?,
        request: r.opt_id("request_id")?,
        number: r.text("ref")?,
        link: r.text("link")?,
        vars: serde_json::from_str(&r.text("vars")?).unwrap_or_default(),
        in_portal: r.flag("in_portal")?,
        channel: r.text("channel")?,
        address: r.text("address")?,
        tried: r.text("tried")?,
        urgent: r.flag("urgent")?,
        status: r.text("status")?,
        subject: r.text("subject")?,
        text: r.text("text")?,
        short: r.text("short_text")?,
        text_version: r.int("text_version")?,
        merged_into: r.opt_id("merged_into")?,
        not_before: r.at("not_before")?,
        give_up: r.opt_at("give_up_at")?,
        attempts: r.int("attempts")?,
        next: r.at("next_at")?,
        lease_until: r.at("lease_until")?,
        provider: r.text("provider")?,
        receipt: r.opt_text("receipt")?,
        why: r.text("why")?,
        sent_at: r.opt_at("sent_at")?,
        settled_at: r.opt_at("settled_at")?,
        settled_ok: r.opt_int("settled_ok")?.map(|n| n != 0),
        read_at: r.opt_at("read_at")?,
        created_at: r.at("created_at")?,
        version: r.int("version")?,
    })
}

/// Whether it went in: `false` where its key is there already.
pub async fn insert(tx: &mut Tx, m: &Message) -> Result<bool> {
    let a = args![
        m.id,
        &m.event,
        &m.key,
        m.person,
        m.employee,
        &m.name,
        m.lang.code(),
        m.branch,
        m.file,
        m.request,
        &m.number,
        &m.link,
        serde_json::to_string(&m.vars).unwrap_or_default(),
        m.in_portal,
        &m.channel,
        &m.address,
        m.urgent,
        &m.status,
        &m.subject,
        &m.text,
        &m.short,
        m.text_version,
        m.not_before,
        m.give_up,
        m.created_at,
    ];
    Ok(tx.run(INSERT, a).await? == 1)
}

pub async fn find(q: &mut impl Query, id: Id) -> Result<Option<Message>> {
    q.maybe(FIND, args![id]).await?.as_ref().map(message).transpose()
}
