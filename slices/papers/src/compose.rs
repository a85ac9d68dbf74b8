//! Puts a draft, the association's words and its letterhead together.

use crate::{
    gather::{CardLine, Draft, Signers},
    words::{both, t},
};
use db::{Query, settings};
use i18n::{Arg, Lang, dates};
use kernel::{At, Result};
use letters::{Frame, Rendered, Text};
use staff::Letterhead;
use typeset::{Block, Fact, Head, Paper, Picture, Signer, Verify, ltr, own};

/// Staff keeps it under this name.
const LETTERHEAD: &str = "letterhead";

/// What stands around the facts, with the versions it was taken from.
pub(crate) struct Dress {
    pub head: Letterhead,
    pub head_version: i64,
    pub frame: Frame,
    pub text: Text,
    /// As the frame names it; `None` also where it is not there any more.
    pub logo: Option<Picture>,
    /// Without a slash at the end; empty until the association has set it.
    pub base_url: String,
}

pub(crate) async fn dress(q: &mut impl Query, kind: &str, lang: Lang) -> Result<Dress> {
    let frame = letters::frame(q).await?;
    let logo = match frame.logo {
        Some(id) => letters::logo(q, id).await?.map(|l| if l.kind == files::Kind::Jpeg { Picture::Jpeg(l.bytes) } else { Picture::Png(l.bytes) }),
        None => None,
    };
    Ok(Dress {
        head: staff::letterhead(q).await?,
        head_version: settings::latest(q, LETTERHEAD).await?.map_or(0, |(v, _)| v),
        frame,
        text: letters::text(q, kind, lang).await?,
        logo,
        base_url: messages::settings::house(q).await?.base_url.trim_end_matches('/').to_string(),
    })
}

/// The address of a code's confirmation; empty while the association has set none.
fn address(base_url: &str, code: &str) -> String {
    if base_url.is_empty() { String::new() } else { format!("{base_url}/v/{code}") }
}

fn two_names(head: &Letterhead, lang: Lang) -> (String, String) {
    match lang {
        Lang::En if !head.name_en.is_empty() => (head.name_en.clone(), head.name_ar.clone()),
        _ => (head.name_ar.clone(), head.name_en.clone()),
    }
}

/// Paragraphs as blocks; the one that is the list itself is set as a list.
fn paragraphs(rendered: &Rendered, items: &[String]) -> Vec<Block> {
    let list = items.join("\n");
    rendered.body.iter().map(|p| if !items.is_empty() && *p == list { Block::Numbered(items.to_vec()) } else { Block::Text(p.clone()) }).collect()
}

/// Values the text already says are not said twice; direction marks do not count.
fn card(lines: &[CardLine], said: &Rendered) -> Option<Block> {
    let bare = |s: &str| s.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}') && !c.is_whitespace()).collect::<String>();
    let all = bare(&said.body.concat());
    let rows: Vec<Fact> = lines.iter().filter(|l| l.always || !all.contains(&bare(&l.value))).map(|l| Fact::new(l.label.clone(), l.value.clone())).collect();
    (!rows.is_empty()).then_some(Block::Facts { rows, boxed: true })
}

/// The paper as it will be set. `number`, `code`: what it was given.
pub(crate) fn paper(d: &Draft, dress: &Dress, number: &str, code: &str, at: At) -> Paper {
    let (lang, day) = (d.lang, at.day());
    let (name, other_name) = two_names(&dress.head, lang);
    let mut vars = d.vars.clone();
    vars.extend([("association", own(&name)), ("today", both(lang, day)), ("phone", ltr(&dress.head.mobile)), ("email", ltr(&dress.head.email))]);
    let said = letters::render_or_default(&dress.text, &vars);
    let kind = t(lang, &d.kind.key());

    let mut body = paragraphs(&said, &d.items);
    if let Some(c) = card(&d.card, &said) {
        body.insert(1.min(body.len()), c);
    }
    let opening = Block::Text(said.opening.clone());
    let before = if d.letter {
        vec![Block::Strong(said.opening.clone())]
    } else {
        body.insert(0, opening);
        vec![]
    };
    body.extend(d.body.iter().cloned());
    body.push(Block::Text(said.closing.clone()));
    let signatory = Signer { role: said.signatory_title.clone(), name: own(&said.signatory_name), signed: String::new() };
    let stamp = if dress.frame.stamp { t(lang, "papers-stamp") } else { String::new() };
    match &d.signers {
        Signers::Signatory => body.push(Block::Signatures { signers: vec![signatory], stamp }),
        Signers::SignatoryAnd(more) => body.push(Block::Signatures { signers: [vec![signatory], more.clone()].concat(), stamp }),
        Signers::Only(these) => body.push(Block::Signatures { signers: these.clone(), stamp: String::new() }),
        Signers::Named if !said.signatory_name.is_empty() => body.push(Block::Signatures { signers: vec![signatory], stamp: String::new() }),
        Signers::Named | Signers::Nobody => {}
    }

    let dual = dates::dual(lang, day);
    let mut reference = vec![(t(lang, "papers-number"), ltr(number)), (t(lang, "web-letter-date"), dual.first)];
    if !dual.second.is_empty() {
        reference.push((t(lang, "papers-corresponding"), dual.second));
    }
    if let Some(n) = d.attachments {
        let n = if n == 0 { t(lang, "papers-no-attachments") } else { n.to_string() };
        reference.push((t(lang, "papers-attachments"), n));
    }

    // The frame's first line is the name, which stands larger by itself.
    let lines = dress.frame.header(lang).iter().filter(|l| **l != name && **l != other_name).cloned().collect();
    let printed = dress.frame.letterhead;
    let address = address(&dress.base_url, code);
    let words = if dress.base_url.is_empty() {
        i18n::ta(lang, "papers-verify-by-code", &[("code", Arg::from(ltr(&crate::code::grouped(code))))])
    } else {
        t(lang, "papers-verify")
    };
    Paper {
        lang,
        title: said.subject.clone(),
        author: name.clone(),
        head: Head {
            mark_alt: i18n::ta(lang, "papers-logo-alt", &[("name", Arg::from(name.clone()))]),
            name,
            other_name,
            lines,
            mark: dress.logo.clone(),
            printed,
        },
        reference,
        running: format!("{kind} · {}", ltr(number)),
        opening: before,
        body,
        verify: Some(Verify { address, words, alt: t(lang, "papers-code-alt") }),
        foot: if printed { dress.frame.footer(lang).iter().map(|l| own(l)).collect() } else { vec![] },
        page_words: t(lang, "papers-pages"),
        at,
    }
}
