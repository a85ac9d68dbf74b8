//! What was seen when it was signed (H4). A submission is frozen as canonical JSON; signatures bind to its digest.

use super::canonical::{NotCanonical, canonical, digest_hex};
use kernel::{At, Day, Id};
use serde_json::{Map, Value, json};

/// A document as it lay before the signers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SnapshotDocument {
    pub id: Id,
    pub document_type: String,
    /// Whose it is: the file or the person.
    pub owner: Id,
    pub number: String,
    pub issuer: String,
    pub issued: Option<Day>,
    pub expires: Option<Day>,
    /// SHA-256 (hex) of each plain scan, in page order.
    pub files: Vec<String>,
}

/// Collects what a submission consists of. Documents may be added in any order.
#[derive(Clone, PartialEq, Debug)]
pub struct SnapshotDoc {
    pub request: Id,
    /// Versions of the form's questions, of the declaration's wording, and of the service's rules.
    pub form_version: i64,
    pub declaration_version: i64,
    pub service: String,
    pub service_version: i64,
    applicant: Map<String, Value>,
    household: Vec<Value>,
    answers: Map<String, Value>,
    documents: Vec<SnapshotDocument>,
}

impl SnapshotDoc {
    pub fn new(request: Id, form_version: i64, declaration_version: i64, service: impl Into<String>, service_version: i64) -> SnapshotDoc {
        SnapshotDoc {
            request,
            form_version,
            declaration_version,
            service: service.into(),
            service_version,
            applicant: Map::new(),
            household: vec![],
            answers: Map::new(),
            documents: vec![],
        }
    }
    /// A fact about the applicant (name, identity number, birth day …).
    #[must_use]
    pub fn applicant(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.applicant.insert(key.into(), value.into());
        self
    }
    /// A member of the household, in the household's order.
    #[must_use]
    pub fn member(mut self, facts: Value) -> Self {
        self.household.push(facts);
        self
    }
    /// An answer of the form; amounts in halalas.
    #[must_use]
    pub fn answer(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.answers.insert(key.into(), value.into());
        self
    }
    #[must_use]
    pub fn document(mut self, document: SnapshotDocument) -> Self {
        self.documents.push(document);
        self
    }
    pub fn value(&self) -> Value {
        let mut documents: Vec<&SnapshotDocument> = self.documents.iter().collect();
        documents.sort_by(|a, b| (&a.document_type, a.id).cmp(&(&b.document_type, b.id)));
        let day = |d: Option<Day>| d.map_or(Value::Null, |d| Value::String(d.to_string()));
        json!({
            "request": self.request.to_string(),
            "form_version": self.form_version,
            "declaration_version": self.declaration_version,
            "service": self.service,
            "service_version": self.service_version,
            "applicant": self.applicant,
            "household": self.household,
            "answers": self.answers,
            "documents": documents.iter().map(|d| json!({
                "id": d.id.to_string(),
                "type": d.document_type,
                "owner": d.owner.to_string(),
                "number": d.number,
                "issuer": d.issuer,
                "issued": day(d.issued),
                "expires": day(d.expires),
                "files": d.files,
            })).collect::<Vec<_>>(),
        })
    }
    /// Canonical text to store, and its digest to sign.
    pub fn freeze(&self) -> Result<Frozen, NotCanonical> {
        let text = canonical(&self.value())?;
        let digest = digest_hex(text.as_bytes());
        Ok(Frozen { text, digest })
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frozen {
    pub text: String,
    /// SHA-256 of `text`, hex.
    pub digest: String,
}

impl Frozen {
    /// Read back from storage; `None` if the text is not what the digest says.
    pub fn stored(text: String, digest: &str) -> Option<Frozen> {
        (digest_hex(text.as_bytes()) == digest).then(|| Frozen { text, digest: digest.to_owned() })
    }
}

/// The digest a researcher signs: his study beside the snapshot he studied. A changed snapshot voids it as well.
pub fn study_digest(snapshot_digest: &str, study: &Value) -> Result<String, NotCanonical> {
    Ok(digest_hex(canonical(&json!({ "snapshot": snapshot_digest, "study": study }))?.as_bytes()))
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SignatureKind {
    Applicant,
    Officer,
    Researcher,
}

impl SignatureKind {
    pub const ALL: [SignatureKind; 3] = [SignatureKind::Applicant, SignatureKind::Officer, SignatureKind::Researcher];
    pub fn code(self) -> &'static str {
        match self {
            SignatureKind::Applicant => "applicant",
            SignatureKind::Officer => "officer",
            SignatureKind::Researcher => "researcher",
        }
    }
    pub fn parse(code: &str) -> Option<SignatureKind> {
        SignatureKind::ALL.into_iter().find(|k| k.code() == code)
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    pub kind: SignatureKind,
    /// Of the snapshot (applicant, officer) or of the study ([`study_digest`]).
    pub digest: String,
    /// The employee, or the applicant's person.
    pub by: Id,
    pub at: At,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignatureState {
    Valid,
    /// What was signed has changed since.
    Void,
}

pub fn signature_state(signature: &Signature, current_digest: &str) -> SignatureState {
    if !current_digest.is_empty() && signature.digest == current_digest { SignatureState::Valid } else { SignatureState::Void }
}

/// Whether a signature of this kind holds for the current digest.
pub fn signed(signatures: &[Signature], kind: SignatureKind, current_digest: &str) -> bool {
    signatures.iter().any(|s| s.kind == kind && signature_state(s, current_digest) == SignatureState::Valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(n: u128, kind: &str) -> SnapshotDocument {
        SnapshotDocument {
            id: Id::from_u128(n),
            document_type: kind.into(),
            owner: Id::from_u128(9),
            number: "77".into(),
            issuer: String::new(),
            issued: "2026-01-01".parse().ok(),
            expires: None,
            files: vec!["ab".into()],
        }
    }
    fn base() -> SnapshotDoc {
        SnapshotDoc::new(Id::from_u128(1), 1, 1, "rent", 3).applicant("name", "مزنة").answer("rent", 1_200_000)
    }

    #[test]
    fn the_order_of_adding_does_not_matter_the_content_does() {
        let a = base().document(document(1, "lease")).document(document(2, "id")).freeze().unwrap();
        let b = base().document(document(2, "id")).document(document(1, "lease")).freeze().unwrap();
        assert_eq!(a, b);
        for other in [
            base().freeze().unwrap(),
            base().document(document(2, "id")).document(document(3, "lease")).freeze().unwrap(),
            base().answer("rent", 1_200_001).document(document(1, "lease")).document(document(2, "id")).freeze().unwrap(),
        ] {
            assert_ne!(a.digest, other.digest);
        }
        assert!(Frozen::stored(a.text.clone(), &a.digest).is_some());
        assert!(Frozen::stored(a.text.replace("1200000", "1200001"), &a.digest).is_none());
    }

    #[test]
    fn changing_what_was_signed_voids_the_signature() {
        let before = base().freeze().unwrap();
        let after = base().answer("debts", 5).freeze().unwrap();
        let s = Signature { kind: SignatureKind::Applicant, digest: before.digest.clone(), by: Id::from_u128(4), at: At(0) };
        assert_eq!(signature_state(&s, &before.digest), SignatureState::Valid);
        assert_eq!(signature_state(&s, &after.digest), SignatureState::Void);
        assert!(signed(std::slice::from_ref(&s), SignatureKind::Applicant, &before.digest));
        assert!(!signed(std::slice::from_ref(&s), SignatureKind::Officer, &before.digest));
        assert_eq!(signature_state(&Signature { digest: String::new(), ..s }, ""), SignatureState::Void);
        let study = json!({"needs": ["rent"]});
        assert_ne!(study_digest(&before.digest, &study), study_digest(&after.digest, &study));
    }
}
