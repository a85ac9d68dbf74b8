use crate::store;
use db::{Query, Row, Tx, args};
use kernel::{At, Env, Id, Problem, Result};

kernel::codes! {
    /// In what capacity one signed.
    pub Signer { Applicant = "applicant", Officer = "officer", Researcher = "researcher", Member = "member", Chair = "chair", Secretary = "secretary", Recipient = "recipient" }
}
kernel::codes! {
    /// How: drawn on the screen, on paper (its scan is kept), by thumbprint before a witness, by a one-time code sent to
    /// his own mobile and bound to the digest (H4), or by the employee's password given again.
    pub How { Drawn = "drawn", Paper = "paper", Thumbprint = "thumbprint", Code = "code", Reauth = "reauth" }
}

/// A signature about to be set.
#[derive(Clone, Debug)]
pub struct NewSignature {
    /// What was signed (`request`, `study`, `sitting`, `delivery` …) and which.
    pub object: &'static str,
    pub object_id: Id,
    pub kind: Signer,
    /// SHA-256 of what was signed, 64 hexadecimal digits.
    pub digest: String,
    pub how: How,
    /// Who: a person of the register, or an employee.
    pub person: Option<Id>,
    pub employee: Option<Id>,
    /// The name as it stood when signing.
    pub name: String,
    pub witness: Option<String>,
    pub witness_employee: Option<Id>,
    /// The drawing or scan in the files store.
    pub file: Option<Id>,
}

#[derive(Clone, Debug)]
pub struct Signature {
    pub id: Id,
    pub kind: Signer,
    pub digest: String,
    pub how: How,
    pub person: Option<Id>,
    pub employee: Option<Id>,
    pub name: String,
    pub witness: Option<String>,
    pub witness_employee: Option<Id>,
    pub file: Option<Id>,
    pub at: At,
}

impl Signature {
    fn read(r: &Row) -> Result<Signature> {
        let bad = || Problem::Internal("a signature of an unknown kind".into());
        Ok(Signature {
            id: r.id("id")?,
            kind: Signer::parse(&r.text("kind")?).ok_or_else(bad)?,
            digest: r.text("digest")?,
            how: How::parse(&r.text("how")?).ok_or_else(bad)?,
            person: r.opt_id("person_id")?,
            employee: r.opt_id("employee_id")?,
            name: r.text("name")?,
            witness: r.opt_text("witness_name")?,
            witness_employee: r.opt_id("witness_employee_id")?,
            file: r.opt_id("file_id")?,
            at: r.at("at")?,
        })
    }
}

/// Sets a signature now. The caller records the event.
///
/// # Errors
/// `signature_witness` for a thumbprint without a witness, `signature_scan` for one drawn or on paper without its picture, `signature_name` without a name.
pub async fn sign(tx: &mut Tx, env: &Env, s: NewSignature) -> Result<Id> {
    if s.name.trim().is_empty() {
        return Err(Problem::refused("signature_name"));
    }
    if s.how == How::Thumbprint && s.witness.as_deref().is_none_or(|w| w.trim().is_empty()) && s.witness_employee.is_none() {
        return Err(Problem::refused("signature_witness"));
    }
    if matches!(s.how, How::Drawn | How::Paper) && s.file.is_none() {
        return Err(Problem::refused("signature_scan"));
    }
    let id = env.id();
    let a =
        args![id, s.object, s.object_id, s.kind.code(), s.digest, s.how.code(), s.person, s.employee, s.name, s.witness, s.witness_employee, s.file, env.now()];
    tx.run(store::SIGN, a).await?;
    Ok(id)
}

/// Every signature ever set on this, oldest first. Those of another digest than the present one no longer count.
pub async fn signatures(q: &mut impl Query, object: &str, object_id: Id) -> Result<Vec<Signature>> {
    q.all(store::SIGNATURES, args![object_id, object]).await?.iter().map(Signature::read).collect()
}
