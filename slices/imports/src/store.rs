//! The statements of imports. Decides nothing.

/// Begin statements that end with a list of ids.
pub const MEMORIES: &str = "SELECT subject, kept FROM import_memory WHERE subject IN";
pub const DECLARED: &str = "SELECT file_id, member_count, income, income_source, dwelling, rent, notes FROM file_declared WHERE file_id IN";
pub const PERSONS_DECLARED: &str = "SELECT person_id, schooling, health, health_text, notes FROM person_declared WHERE person_id IN";

macro_rules! run_columns {
    () => {
        "id, at, actor, actor_name, branch_id, state, workbook_name, workbook_digest, workbook_id, report_id, errors_id, people_rows, created, updated, \
         unchanged, rejected, duplicates, members_created, remarks, version"
    };
}

db::statements! {
    pub REMEMBER = "INSERT INTO import_memory (subject, run_id, kept) VALUES ($1, $2, $3) \
        ON CONFLICT (subject) DO UPDATE SET run_id = excluded.run_id, kept = excluded.kept";
    pub DECLARE = "INSERT INTO file_declared (file_id, member_count, income, income_source, dwelling, rent, notes, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
        ON CONFLICT (file_id) DO UPDATE SET member_count = excluded.member_count, income = excluded.income, income_source = excluded.income_source, \
        dwelling = excluded.dwelling, rent = excluded.rent, notes = excluded.notes, at = excluded.at";
    pub DECLARE_PERSON = "INSERT INTO person_declared (person_id, schooling, health, health_text, notes, at) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (person_id) DO UPDATE SET schooling = excluded.schooling, health = excluded.health, health_text = excluded.health_text, \
        notes = excluded.notes, at = excluded.at";
    pub INSERT_RUN = concat!("INSERT INTO import_run (", run_columns!(), ") \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1)");
    pub CLAIM_RUN = "UPDATE import_run SET version = version + 1 WHERE id = $1 AND version = $2 AND state = 'tried'";
    pub FINISH_RUN = "UPDATE import_run SET at = $2, actor = $3, actor_name = $4, state = 'ran', created = $5, updated = $6, unchanged = $7, rejected = $8, \
        duplicates = $9, members_created = $10, remarks = $11, report_id = $12, errors_id = $13 WHERE id = $1";
    pub RUN = concat!("SELECT ", run_columns!(), " FROM import_run WHERE id = $1");
    pub RUNS = concat!("SELECT ", run_columns!(), " FROM import_run ORDER BY at DESC, id DESC LIMIT $1 OFFSET $2");
}
