//! A hand-over as typed, with the picture that proves it looked at.

use crate::{actions::Proof, rules};
use base64::{Engine, engine::general_purpose::STANDARD};
use kernel::{FieldError, FieldErrors};
use requests::rules::delivery::What;
use web::Form;

/// The hand-over as typed.
#[derive(Clone, Debug, Default)]
pub struct HandForm {
    pub receiver: String,
    pub relation: String,
    pub proof: String,
    pub drawn: String,
    pub witness: String,
}

/// A hand-over's checked answers with the picture that proves it.
pub struct HandChecked {
    pub proof: Proof,
    pub bytes: Vec<u8>,
    pub mime: &'static str,
}

impl HandForm {
    pub fn of(form: &Form) -> HandForm {
        let t = |name: &str| form.text(name).to_string();
        HandForm { receiver: t("receiver"), relation: t("relation"), proof: t("proof"), drawn: t("sign"), witness: t("sign_witness") }
    }

    /// # Errors
    /// At the fields: `required`, `choice`, `too_long`, `proof_missing`, `scan_*`.
    pub async fn parse(&self, form: &Form, what: &What) -> Result<HandChecked, FieldErrors> {
        let mut e = FieldErrors::default();
        if self.receiver.is_empty() {
            e.code("receiver", "required");
        } else if self.receiver.chars().count() > 200 {
            e.add("receiver", FieldError::new("too_long").arg("n", 200));
        }
        if !rules::RECEIVERS.contains(&self.relation.as_str()) {
            e.code("relation", "choice");
        }
        if !rules::proof_fits(what, &self.proof) {
            e.code("proof", "choice");
        }
        let scan = |field: &str| form.file(field).map(|u| u.bytes.to_vec());
        let (field, proof, bytes) = match self.proof.as_str() {
            "signature" => {
                let drawn = drawing(&self.drawn);
                let witness = self.witness.chars().take(200).collect();
                ("sign", Proof::Signature { drawn: drawn.is_some(), witness }, drawn.or_else(|| scan("sign_paper")))
            }
            "photo_of_goods" => ("scan", Proof::Photo, scan("scan")),
            _ => ("scan", Proof::Receipt, scan("scan")),
        };
        let mut checked = None;
        match bytes {
            // Which proof is to come first; its place is shown then.
            None if e.0.iter().any(|(f, _)| f == "proof") => {}
            None => e.code(field, "proof_missing"),
            Some(bytes) => match files::sniff(bytes).await {
                // A PDF is no photo.
                Ok((s, _)) if matches!(proof, Proof::Photo) && !s.kind.is_image() => e.code(field, "scan_type"),
                Ok((s, bytes)) => checked = Some(HandChecked { proof, bytes, mime: s.kind.mime() }),
                Err(refusal) => e.code(field, refusal.code()),
            },
        }
        match checked {
            Some(c) if e.is_empty() => Ok(c),
            _ => Err(e),
        }
    }
}

/// The picture of a data URL the signature pad sends.
fn drawing(url: &str) -> Option<Vec<u8>> {
    STANDARD.decode(url.strip_prefix("data:image/png;base64,")?.as_bytes()).ok().filter(|b| !b.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Money;

    #[tokio::test]
    async fn a_proof_is_asked_for_and_looked_at() {
        let money = What::Amount(Money(1));
        let faults = async |fields: &[(&str, &str)]| {
            let f = Form::of(fields);
            HandForm::of(&f).parse(&f, &money).await.err().unwrap().0.into_iter().map(|(f, e)| format!("{f}:{}", e.code)).collect::<Vec<_>>()
        };
        assert_eq!(faults(&[("receiver", "سارة"), ("relation", "self"), ("proof", "signature")]).await, ["sign:proof_missing"]);
        assert_eq!(faults(&[("proof", "photo_of_goods")]).await, ["receiver:required", "relation:choice", "proof:choice"]);
        assert_eq!(
            faults(&[("receiver", "سارة"), ("relation", "self"), ("proof", "signature"), ("sign", "data:image/png;base64,AAAA")]).await,
            ["sign:scan_type"]
        );
        let drawn = format!("data:image/png;base64,{}", STANDARD.encode(testkit::png()));
        let f = Form::of(&[("receiver", "سارة"), ("relation", "self"), ("proof", "signature"), ("sign", &drawn)]);
        let c = HandForm::of(&f).parse(&f, &money).await.ok().unwrap();
        assert!(matches!(c.proof, Proof::Signature { drawn: true, .. }) && c.mime == "image/png");
    }
}
