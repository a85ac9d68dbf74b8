//! SQL and row mapping; decides nothing.

use crate::rules::texts::Values;
use db::{Query, Row, Tx, args};
use i18n::Lang;
use kernel::{At, Id, Problem, Result};

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
    pub TOLD = "SELECT id FROM message WHERE key = $1";
    pub FIND = concat!("SELECT ", columns!(), " FROM message m WHERE m.id = $1");
    pub OF_PERSON = concat!("SELECT ", columns!(), " FROM message m WHERE m.person_id = $1 AND m.in_portal = 1 ORDER BY m.created_at DESC, m.id DESC LIMIT $2");
    pub OF_EMPLOYEE = concat!("SELECT ", columns!(), " FROM message m WHERE m.employee_id = $1 AND m.read_at IS NULL ORDER BY m.created_at DESC, m.id DESC LIMIT 50");
    pub OF_REQUEST = concat!("SELECT ", columns!(), " FROM message m WHERE m.request_id = $1 AND m.employee_id IS NULL ORDER BY m.created_at DESC, m.id DESC LIMIT 100");
    pub OF_FILE = concat!("SELECT ", columns!(), " FROM message m WHERE m.file_id = $1 AND m.employee_id IS NULL ORDER BY m.created_at DESC, m.id DESC LIMIT $2");
    pub DUE = "SELECT DISTINCT channel FROM message WHERE status IN ('queued', 'retry') AND next_at <= $1";
    pub CLAIM = "UPDATE message SET status = 'sending', lease_until = $3, attempts = attempts + 1, version = version + 1 WHERE id IN (SELECT id FROM message \
        WHERE status IN ('queued', 'retry') AND next_at <= $2 AND channel = $1 AND urgent >= $4 ORDER BY urgent DESC, next_at, id LIMIT 1) \
        AND status IN ('queued', 'retry') AND next_at <= $2 RETURNING id";
    pub WAITING_WITH = concat!("SELECT ", columns!(), " FROM message m WHERE m.address = $1 AND m.status = 'queued' AND m.channel = $2 AND m.attempts = 0 AND m.urgent = 0 \
        AND m.lang = $3 AND COALESCE(m.person_id, '') = $4 AND m.id <> $5 ORDER BY m.created_at, m.id LIMIT 50");
    pub MERGE = "UPDATE message SET status = 'merged', merged_into = $2, version = version + 1 WHERE id = $1 AND status = 'queued' AND attempts = 0";
    pub MERGED_INTO = concat!("SELECT ", columns!(), " FROM message m WHERE m.merged_into = $1 ORDER BY m.created_at, m.id");
    pub WORDED = "UPDATE message SET subject = $2, text = $3, text_version = $4, provider = $5 WHERE id = $1";
    pub ATTEMPT = "INSERT INTO message_attempt (id, message_id, n, at, channel, provider, outcome, why, receipt, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, '', NULL, NULL)";
    pub ATTEMPT_ENDED = "UPDATE message_attempt SET outcome = $2, why = $3, receipt = $4, ended_at = $5 WHERE id = $1";
    pub ATTEMPT_LOST = "UPDATE message_attempt SET outcome = 'lost', ended_at = $2 WHERE message_id = $1 AND outcome = 'begun'";
    pub ATTEMPT_FAILED = "UPDATE message_attempt SET outcome = 'failed', why = $3 WHERE message_id = $1 AND receipt = $2";
    pub ATTEMPTS = "SELECT id, n, at, channel, provider, outcome, why, receipt, ended_at FROM message_attempt WHERE message_id = $1 ORDER BY at, n, id";
    pub RESENT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM message_attempt WHERE message_id = $1 AND outcome = 'resent'";
    pub ACCEPTED = "UPDATE message SET status = 'sent', lease_until = 0, sent_at = $3, receipt = $4, why = '', vars = $5, version = version + 1 \
        WHERE id = $1 AND status = 'sending' AND lease_until = $2";
    pub AGAIN = "UPDATE message SET status = 'retry', lease_until = 0, next_at = $3, why = $4, version = version + 1 WHERE id = $1 AND status = 'sending' AND lease_until = $2";
    pub UNSURE = "UPDATE message SET status = 'unsure', lease_until = 0, why = $3, version = version + 1 WHERE id = $1 AND status = 'sending' AND lease_until = $2";
    pub OTHER_WAY = "UPDATE message SET status = 'retry', lease_until = 0, channel = $3, address = $4, tried = $5, attempts = 0, next_at = $6, why = $7, receipt = NULL, \
        version = version + 1 WHERE id = $1 AND version = $2";
    pub DEAD = "UPDATE message SET status = 'dead', lease_until = 0, why = $3, vars = $4, version = version + 1 WHERE id = $1 AND version = $2";
    pub CLOSED = "UPDATE message SET status = 'closed', lease_until = 0, why = $3, vars = $4, version = version + 1 WHERE id = $1 AND version = $2";
    pub RESEND = "UPDATE message SET status = 'retry', channel = $3, address = $4, tried = '', attempts = 0, next_at = $5, lease_until = 0, receipt = NULL, why = '', \
        settled_at = NULL, settled_ok = NULL, version = version + 1 WHERE id = $1 AND version = $2";
    pub SETTLED = "UPDATE message SET settled_at = $2, settled_ok = $3, heard = $4 WHERE id = $1";
    pub HEARD = "UPDATE message SET heard = 1 WHERE id = $1 AND heard = 0";
    pub UNHEARD = concat!("SELECT ", columns!(), " FROM message m WHERE m.heard = 0 ORDER BY m.id LIMIT 20");
    pub LOST = concat!("SELECT ", columns!(), " FROM message m WHERE m.status = 'sending' AND m.lease_until < $1 ORDER BY m.next_at, m.id LIMIT 20");
    pub TAKE_LOST = "UPDATE message SET lease_until = $3, version = version + 1 WHERE id = $1 AND status = 'sending' AND lease_until = $2";
    pub LATE = concat!("SELECT ", columns!(), " FROM message m WHERE m.status IN ('queued', 'retry') AND m.give_up_at < $1 ORDER BY m.next_at, m.id LIMIT 20");
    pub SILENT = concat!("SELECT ", columns!(), " FROM message m WHERE m.status = 'sent' AND m.channel = 'whatsapp' AND m.sent_at < $1 AND m.settled_at IS NULL ORDER BY m.next_at, m.id LIMIT 20");
    pub BY_RECEIPT = concat!("SELECT ", columns!(), " FROM message m WHERE m.receipt = $1 ORDER BY m.created_at DESC, m.id DESC LIMIT 1");
    pub CAME = "UPDATE message SET status = $3, version = version + 1 WHERE id = $1 AND version = $2";
    pub STAYS = "UPDATE message SET settled_ok = 0 WHERE id = $1 AND version = $2";
    pub NEW_RECEIPT = "INSERT INTO message_receipt (provider, receipt, status, why, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (provider, receipt, status) DO NOTHING";
    pub EARLY_RECEIPTS = "SELECT status, why FROM message_receipt WHERE receipt = $1 AND provider = $2 ORDER BY at, status";
    pub LAST_FROM = "SELECT at FROM message_in WHERE from_address = $1 AND channel = 'whatsapp' ORDER BY at DESC LIMIT 1";
    pub MOVE_FILE = "UPDATE message SET file_id = $2, branch_id = $3 WHERE file_id = $1";
    pub MOVE_PERSON = "UPDATE message SET person_id = $2 WHERE person_id = $1";
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
        vars: serde_json::from_str(&r.text("vars")?).map_err(Problem::internal)?,
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
        serde_json::to_string(&m.vars).map_err(Problem::internal)?,
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
