macro_rules! columns {
    () => {
        "r.id, r.number, r.file_id, r.applicant_id, r.branch_id, r.service_id, r.service_version, r.state, r.version, r.channel, r.contact_id, r.created_at, r.created_by, r.updated_at, r.state_since, \
         r.answers, r.amount_asked, r.class_proposed, r.class_reason, r.snapshot_digest, r.clocks_version, r.submitted_at, r.first_submitted_at, r.first_floor_start, r.first_earliest, r.floor_start, r.earliest, \
         r.floor_restart, r.missing_told_at, r.reminders, r.own_omission, r.verified_at, r.verified_by, r.explained_at, r.explained_by, r.explained_how, r.explained_clear, r.clarifications_open, \
         r.clarifications_answered, r.researcher_id, r.study_kind, r.study_id, r.study_digest, r.study_evaluated, r.study_recommends, r.study_signed_at, r.presented_at, r.presented_by, r.decision_id, \
         r.decision_recorded, r.deferred_until, r.waiting_place, r.decided_at, r.replied_at, r.replied_by, r.letter_number, r.urgent_at, r.urgent_reason, r.objections, r.reporter_id, r.registered_at, r.payment_way, r.deliveries_planned, \
         r.deliveries_open, r.delivered, r.served_at, r.closed_at, r.target_at, r.paused_ms"
    };
}
pub(crate) use columns;

db::statements! {
    pub FIND = concat!("SELECT ", columns!(), " FROM request r WHERE r.id = $1");
    pub FIND_FOR = concat!("SELECT ", columns!(), " FROM request r WHERE r.id = $1 AND NOT EXISTS (SELECT 1 FROM request_recused x WHERE x.request_id = r.id AND x.employee_id = $2)");
    pub RECUSE = "INSERT INTO request_recused (request_id, employee_id, at) VALUES ($1, $2, $3) ON CONFLICT (request_id, employee_id) DO NOTHING";
    pub UNRECUSE = "DELETE FROM request_recused WHERE request_id = $1 AND employee_id = $2";
    pub RAISE = "UPDATE request SET version = version + 1, updated_at = $3 WHERE id = $1 AND version = $2";
    pub MOVE = "UPDATE request SET state = $3, state_since = $4, updated_at = $4, paused_ms = paused_ms + $5, closed_at = $6 WHERE id = $1 AND state = $2";
    pub HISTORY_INSERT = "INSERT INTO request_history (id, request_id, at, actor, action, from_state, to_state, reason, hidden) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    pub HISTORY = "SELECT id, at, actor, action, from_state, to_state, reason, hidden FROM request_history WHERE request_id = $1 ORDER BY at DESC, id DESC LIMIT 200";
    pub STUDY = "UPDATE request SET researcher_id = $2, study_kind = $3, study_id = $4, study_digest = $5, study_evaluated = $6, study_recommends = $7, study_signed_at = $8 WHERE id = $1";
    pub CLARIFICATIONS = "UPDATE request SET clarifications_open = clarifications_open + $2, clarifications_answered = clarifications_answered + $3 WHERE id = $1";
    pub DELIVERIES = "UPDATE request SET deliveries_planned = $2, deliveries_open = $3, delivered = $4 WHERE id = $1";
    pub DECISION_INSERT = "INSERT INTO request_decision (id, request_id, round, snapshot_digest, study_digest, outcome, partial, amount, goods, conditions, reasons, referral_body, by_delegate, sitting_id, recorded_at, recorded_by, deciders) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    pub DECISION_SUPERSEDE = "UPDATE request_decision SET superseded_at = $2 WHERE request_id = $1 AND superseded_at IS NULL";
    pub DECISION_CONFIRM = "UPDATE request_decision SET confirmed_at = $2, confirmed_by = $3 WHERE id = $1 AND confirmed_at IS NULL";
    pub DECISION_OF_REQUEST = "UPDATE request SET decision_id = $2, decision_recorded = $3, decided_at = $4 WHERE id = $1";
    pub DECISIONS = "SELECT id, request_id, round, snapshot_digest, study_digest, outcome, partial, amount, goods, conditions, reasons, referral_body, by_delegate, sitting_id, recorded_at, recorded_by, confirmed_at, confirmed_by, deciders, superseded_at, replied_at \
        FROM request_decision WHERE request_id = $1 ORDER BY round DESC";
    pub DECISION = "SELECT id, request_id, round, snapshot_digest, study_digest, outcome, partial, amount, goods, conditions, reasons, referral_body, by_delegate, sitting_id, recorded_at, recorded_by, confirmed_at, confirmed_by, deciders, superseded_at, replied_at \
        FROM request_decision WHERE id = $1";
    pub DECISION_REPLIED = "UPDATE request_decision SET replied_at = $2 WHERE id = $1";
    pub TASK_INSERT = "INSERT INTO request_task (id, request_id, branch_id, kind, due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    pub DEVIATION_INSERT = "INSERT INTO request_deviation (id, request_id, branch_id, kind, reason, at, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    pub FOR_COMMITTEE = concat!("SELECT ", columns!(), " FROM request r WHERE r.state IN ('before_committee', 'deferred', 'waiting') ORDER BY COALESCE(r.presented_at, r.state_since), r.id LIMIT 500");
    pub HOLDING = "UPDATE request SET deferred_until = $2, waiting_place = $3 WHERE id = $1";
    pub WAITING_PLACES = "SELECT waiting_place FROM request WHERE state = 'waiting' AND waiting_place IS NOT NULL ORDER BY waiting_place";
    pub DECISION_SET_BACK = "UPDATE request SET decision_id = $2, decision_recorded = 0, decided_at = $3 WHERE id = $1";
    pub SNAPSHOT_TEXT = "SELECT text FROM request_snapshot WHERE request_id = $1 AND digest = $2";
}
