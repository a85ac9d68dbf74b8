//! A text as it will stand on paper, with invented values: what the association looks at before it publishes its words. Nothing is kept.

use crate::{
    Kind, compose,
    gather::{Draft, Number, Signers},
};
use i18n::Lang;
use kernel::{Id, Problem};
use letters::texts;
use web::{Answer, Cx};

/// `/papers/preview/{kind}?lang=en`: `kind` is one of [`texts::KINDS`].
pub async fn preview(cx: Cx) -> Answer {
    let text = texts::kind(cx.param("kind")?).ok_or(Problem::NotFound)?;
    let kind = if text.code.starts_with("decision_") { Kind::Decision } else { Kind::parse(text.code).ok_or(Problem::NotFound)? };
    let lang = Lang::parse(cx.query("lang")).unwrap_or(cx.lang);
    let sample = |v: &&'static str| (*v, i18n::t(lang, &format!("choice-paper-sample-{}", v.replace('_', "-"))));
    let vars: Vec<(&'static str, String)> = text.variables.iter().map(sample).collect();
    // A value of several lines is the list.
    let items = vars.iter().find(|(_, v)| v.contains('\n')).map(|(_, v)| v.lines().map(str::to_string).collect()).unwrap_or_default();
    let letter = matches!(kind, Kind::Decision | Kind::MissingList | Kind::Deferral);
    let draft = Draft {
        kind,
        lang,
        text: text.code,
        object: "preview",
        object_id: Id::NIL,
        request: None,
        file: None,
        branch: Id::NIL,
        number: Number::Given(String::new()),
        facts: vec![],
        private: false,
        letter,
        attachments: letter.then_some(0),
        vars,
        items,
        card: vec![],
        body: vec![],
        signers: Signers::Signatory,
    };
    let dress = compose::dress(&mut cx.reader(), text.code, lang).await?;
    let paper = compose::paper(&draft, &dress, "0000/0", "0000000000000000", cx.now());
    let pdf = tokio::task::spawn_blocking(move || typeset::pdf(&paper)).await.map_err(Problem::internal)?.map_err(Problem::internal)?;
    web::download("application/pdf", &format!("preview-{}.pdf", text.code), true, pdf)
}
