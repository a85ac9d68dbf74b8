use db::{Query, Row, args};
use kernel::{At, Id, Result};

db::statements! {
    // One row for each role (at least one): the gate's only question for a request.
    pub ENTER = "SELECT s.id, s.last_seen, s.expires, e.id AS employee_id, e.username, e.name_ar, e.name_en, e.branch_id, e.person_id, e.must_change, r.role, (SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM role) AS rights FROM session s JOIN employee e ON e.id = s.employee_id LEFT JOIN employee_role r ON r.employee_id = e.id WHERE s.token_digest = $1 AND s.ended = 0 AND e.active = 1 ORDER BY r.role";
    pub OF_EMPLOYEE = "SELECT id, began, last_seen, agent, ip FROM session WHERE employee_id = $1 AND ended = 0 AND expires > $2 AND last_seen > $3 ORDER BY last_seen DESC, id";
    pub INSERT = "INSERT INTO session (id, token_digest, employee_id, began, last_seen, expires, ended, agent, ip) VALUES ($1, $2, $3, $4, $4, $5, 0, $6, $7)";
    pub SEEN = "UPDATE session SET last_seen = $2 WHERE id = $1 AND last_seen < $2";
    pub END = "UPDATE session SET ended = $3 WHERE id = $1 AND employee_id = $2 AND ended = 0";
    pub END_OTHERS = "UPDATE session SET ended = $3 WHERE employee_id = $1 AND id <> $2 AND ended = 0";
    pub SWEEP = "DELETE FROM session WHERE expires < $1";
}

/// A living session as its owner sees it.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: Id,
    pub began: At,
    pub last_seen: At,
    /// What the browser calls itself, shortened.
    pub agent: String,
    pub ip: Option<String>,
}

impl Session {
    fn read(r: &Row) -> Result<Session> {
        Ok(Session { id: r.id("id")?, began: r.at("began")?, last_seen: r.at("last_seen")?, agent: r.text("agent")?, ip: r.opt_text("ip")? })
    }
}

/// Living sessions of an employee, the latest used first.
pub async fn of_employee(q: &mut impl Query, employee: Id, now: At) -> Result<Vec<Session>> {
    q.all(OF_EMPLOYEE, args![employee, now, now.plus_ms(-crate::rules::IDLE_MS)]).await?.iter().map(Session::read).collect()
}
