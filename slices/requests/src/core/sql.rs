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
/// One state's walk in the order of raising.
macro_rules! walk {
    ($name:literal, $state:literal, $also:literal, $limit:literal) => {
        concat!(
            "SELECT * FROM (SELECT r.id, COALESCE(r.presented_at, r.state_since) AS raised FROM request r WHERE r.state = '",
            $state,
            "'",
            $also,
            " ORDER BY COALESCE(r.presented_at, r.state_since), r.id LIMIT ",
            $limit,
            ") AS ",
            $name
        )
    };
}
/// What lies before the committee, picked from its states' walks; the columns follow, then [`picked`].
macro_rules! raised {
    ($also:literal, $limit:literal) => {
        concat!(
            "WITH u AS (",
            walk!("a", "before_committee", $also, $limit),
            " UNION ALL ",
            walk!("b", "deferred", $also, $limit),
            " UNION ALL ",
            walk!("c", "waiting", $also, $limit),
            ") SELECT "
        )
    };
}
macro_rules! picked {
    ($limit:literal) => {
        concat!(" FROM (SELECT id, raised FROM u ORDER BY raised, id LIMIT ", $limit, ") AS k JOIN request r ON r.id = k.id ORDER BY k.raised, k.id")
    };
}
db::statements! {
    pub FIND = concat!("SELECT ", columns!(), " FROM request r WHERE r.id = $1");
    pub FIND_FOR = concat!("SELECT ", columns!(), " FROM request r WHERE r.id = $1", beneficiaries::not_closed!("r.file_id", "$2"));
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
    pub FOR_COMMITTEE = concat!(raised!("", "$1"), columns!(), picked!("$1"));
    pub NEWLY_RAISED = concat!("SELECT ", columns!(), " FROM request r WHERE r.state = 'before_committee' ORDER BY COALESCE(r.presented_at, r.state_since), r.id LIMIT $1");
    pub DEFERRED_DUE = concat!("SELECT ", columns!(), " FROM request r WHERE r.state = 'deferred' AND r.deferred_until <= $1 ORDER BY r.deferred_until, r.id LIMIT $2");
    pub SMALL_FOR_COMMITTEE = concat!(raised!(" AND r.decision_recorded = 0 AND r.amount_asked < $1", "$2"), columns!(), picked!("$2"));
    pub HOLDING = "UPDATE request SET deferred_until = $2, waiting_place = $3 WHERE id = $1";
    pub WAITING_PLACES = "SELECT waiting_place FROM request WHERE state = 'waiting' AND waiting_place IS NOT NULL ORDER BY waiting_place";
    pub DECISION_SET_BACK = "UPDATE request SET decision_id = $2, decision_recorded = 0, decided_at = $3 WHERE id = $1";

    pub INSERT = "INSERT INTO request (id, file_id, applicant_id, branch_id, service_id, service_version, state, version, channel, contact_id, created_at, created_by, updated_at, state_since, \
        answers, snapshot_digest, clocks_version, floor_restart, reminders, own_omission, explained_clear, clarifications_open, clarifications_answered, study_digest, study_evaluated, decision_recorded, \
        objections, deliveries_planned, deliveries_open, delivered, paused_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, 'draft', 1, $7, $8, $9, $10, $9, $9, $11, '', 0, 0, 0, 0, 0, 0, 0, '', 0, 0, 0, 0, 0, 0, 0)";
    pub SAVE = "UPDATE request SET answers = $2, amount_asked = $3, class_proposed = $4, class_reason = $5, service_version = $6 WHERE id = $1";
    pub FREEZE = "UPDATE request SET snapshot_digest = $2, service_version = $3, clocks_version = $4, submitted_at = $5, first_submitted_at = COALESCE(first_submitted_at, $5), \
        first_floor_start = $6, first_earliest = $7, floor_start = $8, earliest = $9, floor_restart = $10, answers = $11, reminders = 0 WHERE id = $1";
    pub SNAPSHOT_INSERT = "INSERT INTO request_snapshot (digest, request_id, text, at, by_employee, as_of, checklist) VALUES ($1, $2, $3, $4, $5, $4, $6)";
    pub SNAPSHOT = "SELECT text, at, checklist FROM request_snapshot WHERE request_id = $1 AND digest = $2";
    pub SNAPSHOT_COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM request_snapshot WHERE request_id = $1";
    pub NUMBER = "UPDATE request SET number = $2 WHERE id = $1 AND number IS NULL";
    pub TARGET = "UPDATE request SET target_at = $2, paused_ms = 0 WHERE id = $1";
    pub INCOMPLETE = "UPDATE request SET service_version = $2, answers = $3, missing_told_at = NULL, reminders = 0 WHERE id = $1";
    pub MISSING_INSERT = "INSERT INTO request_missing (id, request_id, document_type, person_id, why, note, at, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    pub MISSING_CLEAR = "UPDATE request_missing SET cleared_at = $2 WHERE request_id = $1 AND cleared_at IS NULL";
    pub MISSING = "SELECT document_type, person_id, why, note, at FROM request_missing WHERE request_id = $1 AND cleared_at IS NULL ORDER BY at, id LIMIT 200";
    pub MISSING_TOLD = "UPDATE request SET missing_told_at = $2 WHERE id = $1 AND missing_told_at IS NULL";
    pub RETURNED = "UPDATE request SET snapshot_digest = '', study_digest = '', verified_at = NULL, verified_by = NULL, own_omission = $2, floor_restart = $3, missing_told_at = NULL, reminders = 0 WHERE id = $1";
    pub UNEXPLAIN = "UPDATE request SET explained_at = NULL, explained_by = NULL, explained_how = NULL, explained_clear = 0 WHERE id = $1";
    pub VERIFIED = "UPDATE request SET verified_at = $2, verified_by = $3 WHERE id = $1";
    pub EXPLAINED = "UPDATE request SET explained_at = $2, explained_by = $3, explained_how = $4, explained_clear = $5 WHERE id = $1";
    pub PRESENTED = "UPDATE request SET presented_at = $2, presented_by = $3, reporter_id = $4, first_floor_start = $5, first_earliest = $6, floor_start = $7, earliest = $8 WHERE id = $1";
    pub URGED = "UPDATE request SET urgent_at = $2, urgent_reason = $3 WHERE id = $1";
    pub REPLIED = "UPDATE request SET replied_at = $2, replied_by = $3, letter_number = $4 WHERE id = $1";
    pub REPLY_INSERT = "INSERT INTO request_reply (id, request_id, decision_id, letter_number, outcome, partial, amount, goods, conditions, reasons, referral_body, added, how, told_to, told_at, proof, objection_until, urgent, at, by_employee) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
    pub REPLIES = "SELECT id, decision_id, letter_number, outcome, partial, amount, goods, conditions, reasons, referral_body, added, how, told_to, told_at, proof, objection_until, urgent, at, by_employee \
        FROM request_reply WHERE request_id = $1 ORDER BY at DESC, id DESC";
    pub REGISTERED = "UPDATE request SET registered_at = $2, payment_way = $3 WHERE id = $1";
    pub OBJECTED = "UPDATE request SET objections = objections + 1, reporter_id = $2, decision_recorded = 0, urgent_at = NULL, urgent_reason = NULL WHERE id = $1";
    pub SERVED = "UPDATE request SET served_at = $2 WHERE id = $1";
    pub OF_FILE_FOR_MOVE = "SELECT id, applicant_id FROM request WHERE file_id = $1 ORDER BY id";
    pub MOVE_FILE = "UPDATE request SET file_id = $2, branch_id = $3, applicant_id = $4, updated_at = $5, version = version + 1 WHERE id = $1";
    pub MOVE_TASKS = "UPDATE request_task SET branch_id = $2 WHERE request_id = $1";
    pub MOVE_DEVIATIONS = "UPDATE request_deviation SET branch_id = $2 WHERE request_id = $1";
    pub MOVE_MISSING = "UPDATE request_missing SET person_id = $3 WHERE request_id = $1 AND person_id = $2";
    pub APPLICANT = "UPDATE request SET applicant_id = $2 WHERE id = $1";
    pub REMINDED = "UPDATE request SET reminders = reminders + 1 WHERE id = $1";
    pub TASKS = "SELECT id, kind, due_at, created_at, done_at, done_by, how, note FROM request_task WHERE request_id = $1 ORDER BY created_at DESC, id DESC LIMIT 100";
    pub TASK = "SELECT id, kind, due_at, created_at, done_at, done_by, how, note FROM request_task WHERE id = $1 AND request_id = $2";
    pub TASK_ANY = "SELECT request_id, kind, done_at FROM request_task WHERE id = $1";
    pub TASK_REOPEN = "UPDATE request_task SET done_at = NULL, done_by = NULL, how = NULL, note = NULL, due_at = $2 WHERE id = $1 AND how = 'message'";
    pub TASK_DUE = "UPDATE request_task SET due_at = $2 WHERE id = $1 AND done_at IS NULL";
    pub REMINDING = "SELECT id FROM request_task WHERE request_id = $1 AND kind = 'remind' AND done_at IS NULL LIMIT 1";
    pub TO_REMIND = "SELECT r.id FROM request r WHERE r.state = 'awaiting_completion' AND r.missing_told_at + $3 * (r.reminders + 1) <= $1 AND r.reminders < $2 \
        AND NOT EXISTS (SELECT 1 FROM request_task t WHERE t.request_id = r.id AND t.kind = 'remind' AND t.done_at IS NULL) ORDER BY r.missing_told_at, r.id LIMIT $4";
    pub LOCK = "UPDATE request SET updated_at = $2 WHERE id = $1";
    pub AT_RISK = "SELECT id, target_at FROM request WHERE target_at <= $2 AND target_at + paused_ms > $1 AND target_at + paused_ms <= $2 AND (target_at > $3 OR (target_at = $3 AND id > $4)) AND state IN ('submitted', 'verified', 'in_research', 'before_committee', 'deferred', 'waiting', 'decided', 'accepted', 'in_delivery') AND replied_at IS NULL ORDER BY target_at, id LIMIT $5";
    pub TASK_DONE = "UPDATE request_task SET done_at = $2, done_by = $3, how = $4, note = $5 WHERE id = $1 AND done_at IS NULL";
    pub TASKS_CLOSE = "UPDATE request_task SET done_at = $3, done_by = $4, how = $5, note = '' WHERE request_id = $1 AND kind = $2 AND done_at IS NULL";
    pub TASKS_DROP = "UPDATE request_task SET done_at = $2, done_by = $3, how = 'closed', note = '' WHERE request_id = $1 AND done_at IS NULL AND kind NOT IN ('tell_reply', 'tell_answer')";
    pub DEVIATIONS = "SELECT kind, reason, at, by_employee FROM request_deviation WHERE request_id = $1 ORDER BY at, id";
    pub LAST_ANSWERS = "SELECT answers FROM request WHERE file_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1";
    pub TO_LAPSE = "SELECT id FROM request WHERE state = 'awaiting_completion' AND missing_told_at <= $1 AND reminders >= $2 ORDER BY missing_told_at LIMIT 200";
}
