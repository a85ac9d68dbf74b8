//! The figures' statements read the requests of all branches and give back counts alone.

/// How many requests came from one moment of the road to the next, the second since `$1`.
macro_rules! span_count {
    ($from:literal, $to:literal) => {
        concat!("SELECT CAST(COUNT(*) AS BIGINT) AS cases FROM request WHERE ", $to, " >= $1 AND ", $from, " IS NOT NULL AND ", $to, " >= ", $from)
    };
}
/// The length of the `$2`th of them by length, in milliseconds.
macro_rules! span_nth {
    ($from:literal, $to:literal) => {
        concat!(
            "SELECT ",
            $to,
            " - ",
            $from,
            " AS ms FROM request WHERE ",
            $to,
            " >= $1 AND ",
            $from,
            " IS NOT NULL AND ",
            $to,
            " >= ",
            $from,
            " ORDER BY ms LIMIT 1 OFFSET $2"
        )
    };
}

db::statements! {
    pub VERSIONS = "SELECT name, CAST(MAX(version) AS BIGINT) AS version FROM setting WHERE name LIKE 'site.%' GROUP BY name";
    pub FIGURES = "SELECT name, cases, worth, since, at FROM site_figure ORDER BY name";
    pub KEEP = "INSERT INTO site_figure (name, cases, worth, since, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (name) DO UPDATE SET cases = excluded.cases, worth = excluded.worth, since = excluded.since, at = excluded.at";
    // Shares: how many there were since a moment, and how many of them went well.
    pub IN_TARGET = "SELECT CAST(COUNT(*) AS BIGINT) AS cases, CAST(COALESCE(SUM(CASE WHEN replied_at <= target_at THEN 1 ELSE 0 END), 0) AS BIGINT) AS good \
        FROM request WHERE replied_at >= $1 AND target_at IS NOT NULL";
    pub AFTER_FLOOR = "SELECT CAST(COUNT(*) AS BIGINT) AS cases, CAST(COALESCE(SUM(CASE WHEN replied_at >= first_earliest THEN 1 ELSE 0 END), 0) AS BIGINT) AS good \
        FROM request WHERE replied_at >= $1 AND first_earliest IS NOT NULL";
    pub TOLD_ONCE = "SELECT CAST(COUNT(*) AS BIGINT) AS cases, CAST(COALESCE(SUM(CASE WHEN times = 1 THEN 1 ELSE 0 END), 0) AS BIGINT) AS good \
        FROM (SELECT request_id, COUNT(DISTINCT at) AS times FROM request_missing WHERE at >= $1 GROUP BY request_id) AS told";
    pub RECEIVED = "SELECT CAST(COUNT(DISTINCT line_id) AS BIGINT) AS cases, CAST(COUNT(DISTINCT CASE WHEN answer = 'received' THEN line_id END) AS BIGINT) AS good \
        FROM receipt_check WHERE at >= $1";
    // Lengths: how many, and the one in the middle.
    pub WHOLE_N = span_count!("first_submitted_at", "replied_at");
    pub WHOLE_MID = span_nth!("first_submitted_at", "replied_at");
    pub PAPERS_N = span_count!("first_submitted_at", "verified_at");
    pub PAPERS_MID = span_nth!("first_submitted_at", "verified_at");
    pub STUDY_N = span_count!("verified_at", "study_signed_at");
    pub STUDY_MID = span_nth!("verified_at", "study_signed_at");
    pub COMMITTEE_N = span_count!("presented_at", "decided_at");
    pub COMMITTEE_MID = span_nth!("presented_at", "decided_at");
    pub DELIVERY_N = span_count!("replied_at", "served_at");
    pub DELIVERY_MID = span_nth!("replied_at", "served_at");
}
