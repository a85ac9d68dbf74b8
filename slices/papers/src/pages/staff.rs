//! A paper for an employee: what he may open anyway, as a PDF.

use crate::{Kind, Parts, perm, store};
use beneficiaries::perm::{READ_HEALTH, READ_INCOME};
use i18n::Lang;
use kernel::{Event, Id, Problem, Result};
use web::{Answer, Cx};

/// Whether he may read a form with everything in it: as the pages judge, so the paper.
pub(crate) fn sees_all(cx: &Cx) -> bool {
    cx.can(READ_INCOME) && cx.can(READ_HEALTH)
}

/// The subject if the record it belongs to is within this employee's reach and open to him; and whether he sees all of it.
async fn within(cx: &Cx, kind: Kind, id: Id) -> Result<bool> {
    let q = &mut cx.reader();
    let permit = |p| cx.permit_for(p).ok_or(Problem::NotFound);
    match kind {
        Kind::RequestFormBlank => services::in_force_one(q, id, cx.now()).await.map(|_| true),
        Kind::FileSummary => beneficiaries::find(q, &permit(beneficiaries::perm::OPEN)?, id).await.map(|_| sees_all(cx)),
        Kind::DisbursementOrder | Kind::DeliveryReceipt => {
            if kind == Kind::DisbursementOrder && !cx.can(perm::READ_ORDERS) {
                return Err(Problem::NotFound);
            }
            let permit = permit(delivery::perm::READ)?;
            let l = delivery::find(q, id).await?.filter(|l| permit.scope.covers(l.branch, None)).ok_or(Problem::NotFound)?;
            requests::find(q, &permit, l.request).await.map(|_| true)
        }
        Kind::RequestForm | Kind::Receipt | Kind::MissingList | Kind::Decision | Kind::Deferral => {
            let request = match kind {
                Kind::Decision => store::request_of_reply(q, id).await?.unwrap_or(id),
                _ => id,
            };
            let r = requests::find(q, &permit(requests::perm::OPEN)?, request).await?;
            // Whoever writes the form down has it signed too.
            Ok(sees_all(cx) || (r.state.is_editable() && cx.can(requests::perm::EDIT)))
        }
    }
}

/// `/papers/{kind}/{id}?lang=en&save=1`: shown in the browser, or saved.
pub async fn paper(cx: Cx) -> Answer {
    let kind = Kind::parse(cx.param("kind")?).ok_or(Problem::NotFound)?;
    let id = cx.id("id")?;
    let lang = Lang::parse(cx.query("lang")).unwrap_or(cx.lang);
    let full = within(&cx, kind, id).await?;
    let paper = crate::issue(Parts::of(&cx), cx.actor()?, kind, id, lang, full).await?;
    let pdf = crate::bytes(cx.files(), &paper).await?;
    let event = Event::new("paper.opened", "paper", paper.id).fact("kind", kind.code());
    cx.opened(if let Some(f) = paper.file { event.file(f) } else { event }).await?;
    web::download("application/pdf", &paper.file_name(), cx.query("save").is_empty(), pdf)
}
