use crate::Kind;
use db::{Query, Row, Tx, args};
use i18n::Lang;
use kernel::{At, Id, Problem, Result};

macro_rules! columns {
    () => {
        "p.id, p.kind, p.object, p.object_id, p.request_id, p.file_id, p.branch_id, p.number, p.edition, p.lang, p.code, p.digest, p.stored_id, p.bytes, p.private, p.at"
    };
}

db::statements! {
    pub INSERT = "INSERT INTO paper (id, kind, object, object_id, request_id, file_id, branch_id, number, edition, lang, code, digest, content, stored_id, bytes, letterhead_version, frame_version, text_version, private, at, by_actor) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) ON CONFLICT (kind, object_id, lang, content) DO NOTHING";
    pub SAME = concat!("SELECT ", columns!(), " FROM paper p WHERE p.kind = $1 AND p.object_id = $2 AND p.lang = $3 AND p.content = $4");
    pub EDITIONS = "SELECT CAST(COALESCE(MAX(p.edition), 0) AS BIGINT) AS n FROM paper p WHERE p.object_id = $1 AND p.kind = $2 AND p.lang = $3";
    pub BY_CODE = concat!("SELECT ", columns!(), " FROM paper p WHERE p.code = $1");
    pub NEWER = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM paper p WHERE p.object_id = $1 AND p.kind = $2 AND p.lang = $3 AND p.private = $4 AND p.edition > $5";
    pub OF_REQUEST = concat!("SELECT ", columns!(), " FROM paper p WHERE p.request_id = $1 ORDER BY p.at DESC, p.id DESC LIMIT 200");
    pub OF_FILE = concat!("SELECT ", columns!(), " FROM paper p WHERE p.file_id = $1 AND p.kind = 'file_summary' ORDER BY p.at DESC, p.id DESC LIMIT 50");
    pub MOVE_FILE = "UPDATE paper SET file_id = $2, branch_id = $3 WHERE file_id = $1";
    pub NUMBER = "SELECT number FROM paper_number WHERE kind = $1 AND object_id = $2";
    pub NUMBER_INSERT = "INSERT INTO paper_number (kind, object_id, number, at) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, object_id) DO NOTHING";
    pub REQUEST_OF_REPLY = "SELECT request_id FROM request_reply WHERE id = $1";
    pub REPLIES_WITHOUT = "SELECT p.id, p.request_id FROM request_reply p WHERE p.at >= $1 \
        AND NOT EXISTS (SELECT 1 FROM paper x WHERE x.object_id = p.id AND x.kind = 'decision') ORDER BY p.at, p.id LIMIT $2";
}

/// A paper as issued. What it says never changes; the file it is kept under follows its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    pub id: Id,
    pub kind: Kind,
    /// `request`, `reply`, `delivery`, `file` or `service`, and which.
    pub object: String,
    pub object_id: Id,
    pub request: Option<Id>,
    pub file: Option<Id>,
    pub branch: Id,
    pub number: String,
    /// From 1; a later one has other content.
    pub edition: i64,
    pub lang: Lang,
    /// Sixteen signs of base32, as in the address of its confirmation.
    pub code: String,
    /// SHA-256 of the PDF, 64 hexadecimal digits.
    pub digest: String,
    /// In the files store.
    pub stored: Id,
    pub bytes: i64,
    /// Income, debts or health stand in it.
    pub private: bool,
    pub at: At,
}

impl Issued {
    fn read(r: &Row) -> Result<Issued> {
        let (kind, lang) = (r.text("kind")?, r.text("lang")?);
        Ok(Issued {
            id: r.id("id")?,
            kind: Kind::parse(&kind).ok_or_else(|| Problem::Internal(format!("a paper of an unknown kind {kind}")))?,
            object: r.text("object")?,
            object_id: r.id("object_id")?,
            request: r.opt_id("request_id")?,
            file: r.opt_id("file_id")?,
            branch: r.id("branch_id")?,
            number: r.text("number")?,
            edition: r.int("edition")?,
            lang: Lang::parse(&lang).ok_or_else(|| Problem::Internal(format!("a paper in an unknown language {lang}")))?,
            code: r.text("code")?,
            digest: r.text("digest")?,
            stored: r.id("stored_id")?,
            bytes: r.int("bytes")?,
            private: r.flag("private")?,
            at: r.at("at")?,
        })
    }
    /// What a browser saves it as: plain ASCII, nobody's name.
    pub fn file_name(&self) -> String {
        let number: String = self.number.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        format!("{}-{number}.{}.pdf", self.kind.code().replace('_', "-"), self.lang.code())
    }
}

pub(crate) async fn same(q: &mut impl Query, kind: Kind, object: Id, lang: Lang, content: &str) -> Result<Option<Issued>> {
    q.maybe(SAME, args![kind.code(), object, lang.code(), content]).await?.as_ref().map(Issued::read).transpose()
}

/// By the code on the paper.
pub async fn by_code(q: &mut impl Query, code: &str) -> Result<Option<Issued>> {
    q.maybe(BY_CODE, args![code]).await?.as_ref().map(Issued::read).transpose()
}

/// Everything issued about a request, newest first.
pub async fn of_request(q: &mut impl Query, request: Id) -> Result<Vec<Issued>> {
    q.all(OF_REQUEST, args![request]).await?.iter().map(Issued::read).collect()
}

/// The summaries issued of a file, newest first.
pub async fn of_file(q: &mut impl Query, file: Id) -> Result<Vec<Issued>> {
    q.all(OF_FILE, args![file]).await?.iter().map(Issued::read).collect()
}

/// How many editions there are of this paper in this language.
pub(crate) async fn editions(q: &mut impl Query, object: Id, kind: Kind, lang: Lang) -> Result<i64> {
    q.one(EDITIONS, args![object, kind.code(), lang.code()]).await?.int("n")
}

/// Whether a later edition was issued.
pub(crate) async fn replaced(q: &mut impl Query, p: &Issued) -> Result<bool> {
    Ok(q.one(NEWER, args![p.object_id, p.kind.code(), p.lang.code(), p.private, p.edition]).await?.int("n")? > 0)
}

pub(crate) async fn number(q: &mut impl Query, kind: Kind, object: Id) -> Result<Option<String>> {
    q.maybe(NUMBER, args![kind.code(), object]).await?.map(|r| r.text("number")).transpose()
}

pub(crate) async fn keep_number(tx: &mut Tx, kind: Kind, object: Id, number: &str, at: At) -> Result<()> {
    tx.run_one(NUMBER_INSERT, args![kind.code(), object, number, at]).await
}

/// The request a reply answers.
pub(crate) async fn request_of_reply(q: &mut impl Query, reply: Id) -> Result<Option<Id>> {
    q.maybe(REQUEST_OF_REPLY, args![reply]).await?.map(|r| r.id("request_id")).transpose()
}

/// Replies since `from` whose letter was not set yet, oldest first: `(reply, request)`.
pub(crate) async fn replies_without(q: &mut impl Query, from: At, limit: i64) -> Result<Vec<(Id, Id)>> {
    q.all(REPLIES_WITHOUT, args![from, limit]).await?.iter().map(|r| Ok((r.id("id")?, r.id("request_id")?))).collect()
}

/// Puts the papers of one file under another of `branch`: the same person's. What is printed on them stays. How many. Records no event: the caller does.
pub async fn move_file(tx: &mut Tx, from: Id, to: Id, branch: Id) -> Result<u64> {
    tx.run(MOVE_FILE, args![from, to, branch]).await
}
