//! The association's words in official documents (C4, T4): by kind and language, by version, with built-in ones to begin with.

pub mod check;
pub mod frame;
pub mod kinds;
pub mod logo;
pub mod save;

pub use frame::{Frame, Signatory, frame, frame_version};
pub use kinds::{KINDS, Kind, all_variables, kind};
pub use logo::{Logo, logo};

use db::{Query, settings};
use i18n::Lang;
use kernel::{Problem, Result};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::LazyLock};

/// What is stored of a text; each field may hold variables, but for the signatory's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    pub subject: String,
    pub opening: String,
    /// Paragraphs parted by blank lines.
    pub body: String,
    pub closing: String,
    pub signatory_title: String,
    pub signatory_name: String,
}

/// One text as it stands: the association's newest version, or the built-in one (version 0).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub kind: &'static str,
    pub lang: Lang,
    pub version: i64,
    pub subject: String,
    pub opening: String,
    /// Paragraphs parted by blank lines.
    pub body: String,
    pub closing: String,
    /// This kind's own signatory, else the frame's; empty where neither is set.
    pub signatory_title: String,
    pub signatory_name: String,
}

/// A text with its values put in: plain text, nothing escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    pub subject: String,
    pub opening: String,
    /// Each without blank lines; a single line break inside a paragraph stands for itself (a list of documents).
    pub body: Vec<String>,
    pub closing: String,
    pub signatory_title: String,
    pub signatory_name: String,
}

/// The setting's name: `paper:decision_accept:ar`.
pub fn setting(kind: &str, lang: Lang) -> String {
    format!("paper:{kind}:{}", lang.code())
}

type Built = BTreeMap<String, Words>;
static BUILT_IN: LazyLock<(Built, Built)> = LazyLock::new(|| {
    let read = |text: &str| toml::from_str(text).unwrap_or_default();
    (read(include_str!("../../texts/ar.toml")), read(include_str!("../../texts/en.toml")))
});

/// The words a kind begins with.
pub fn built_in(kind: &str, lang: Lang) -> Words {
    let all = match lang {
        Lang::Ar => &BUILT_IN.0,
        Lang::En => &BUILT_IN.1,
    };
    all.get(kind).cloned().unwrap_or_default()
}

impl Text {
    fn of(kind: &'static Kind, lang: Lang, version: i64, w: Words) -> Text {
        let Words { subject, opening, body, closing, signatory_title, signatory_name } = w;
        Text { kind: kind.code, lang, version, subject, opening, body, closing, signatory_title, signatory_name }
    }
    /// A text just typed, to be looked at.
    pub(crate) fn given(kind: &'static Kind, lang: Lang, words: &Words) -> Text {
        Text::of(kind, lang, 0, words.clone())
    }
    pub fn words(&self) -> Words {
        Words {
            subject: self.subject.clone(),
            opening: self.opening.clone(),
            body: self.body.clone(),
            closing: self.closing.clone(),
            signatory_title: self.signatory_title.clone(),
            signatory_name: self.signatory_name.clone(),
        }
    }
    fn signed(mut self, frame: &Frame) -> Text {
        if self.signatory_title.is_empty() && self.signatory_name.is_empty() {
            let s = frame.signatory(self.lang);
            (self.signatory_title, self.signatory_name) = (s.title.clone(), s.name.clone());
        }
        self
    }
}

/// The words in force for a kind of document. A stored text that cannot be read gives way to the built-in one: no paper waits for it.
///
/// # Errors
/// [`Problem::NotFound`] for a kind that is not in [`KINDS`]; else only the database's.
pub async fn text(q: &mut impl Query, kind_code: &str, lang: Lang) -> Result<Text> {
    let k = kind(kind_code).ok_or(Problem::NotFound)?;
    let frame = frame(q).await?;
    Ok(own(q, k, lang).await?.signed(&frame))
}

/// The same without the frame's signatory, as the editor shows it.
pub(crate) async fn own(q: &mut impl Query, k: &'static Kind, lang: Lang) -> Result<Text> {
    let stored = settings::latest(q, &setting(k.code, lang)).await?;
    let (version, words) = match stored {
        Some((v, json)) => match serde_json::from_str(&json) {
            Ok(w) => (v, w),
            Err(_) => {
                tracing::error!(kind = k.code, version = v, "a stored text cannot be read; the built-in one stands in");
                (v, built_in(k.code, lang))
            }
        },
        None => (0, built_in(k.code, lang)),
    };
    Ok(Text::of(k, lang, version, words))
}

/// The words of one version, for a paper issued under it; version 0 is the built-in one.
pub async fn text_version(q: &mut impl Query, kind_code: &str, lang: Lang, version: i64) -> Result<Option<Text>> {
    let k = kind(kind_code).ok_or(Problem::NotFound)?;
    if version == 0 {
        return Ok(Some(Text::of(k, lang, 0, built_in(k.code, lang))));
    }
    let Some(json) = settings::version(q, &setting(k.code, lang), version).await? else { return Ok(None) };
    Ok(serde_json::from_str(&json).ok().map(|w| Text::of(k, lang, version, w)))
}

/// Puts the values in. Names that are not given are empty.
///
/// # Errors
/// [`Problem::Internal`] where the text is broken; use [`render_or_default`] where a paper must go out.
pub fn render(text: &Text, vars: &[(&str, String)]) -> Result<Rendered> {
    let values = check::values(vars.iter().map(|(k, v)| (*k, v.as_str())));
    let fill = |source: &str| {
        let out = check::fill(source, &values).map_err(|e| Problem::Internal(format!("the text of {} does not render: {e}", text.kind)))?;
        Ok::<_, Problem>(out.trim().to_string())
    };
    Ok(Rendered {
        subject: one_line(&fill(&text.subject)?),
        opening: one_line(&fill(&text.opening)?),
        body: paragraphs(&fill(&text.body)?),
        closing: fill(&text.closing)?,
        signatory_title: text.signatory_title.clone(),
        signatory_name: text.signatory_name.clone(),
    })
}

/// The same, and never fails: a broken text gives way to the built-in one, and that to its bare words.
pub fn render_or_default(text: &Text, vars: &[(&str, String)]) -> Rendered {
    render(text, vars).unwrap_or_else(|e| {
        tracing::error!(kind = text.kind, version = text.version, "{e}");
        let built = Text { signatory_title: text.signatory_title.clone(), signatory_name: text.signatory_name.clone(), ..built_text(text) };
        render(&built, vars).unwrap_or_else(|_| Rendered {
            subject: built.subject.clone(),
            opening: built.opening.clone(),
            body: paragraphs(&built.body),
            closing: built.closing.clone(),
            signatory_title: built.signatory_title.clone(),
            signatory_name: built.signatory_name.clone(),
        })
    })
}

fn built_text(t: &Text) -> Text {
    let w = built_in(t.kind, t.lang);
    Text { version: 0, subject: w.subject, opening: w.opening, body: w.body, closing: w.closing, ..t.clone() }
}

fn one_line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Parts at blank lines; each line trimmed, empty paragraphs left out.
pub fn paragraphs(s: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for line in s.lines().map(str::trim) {
        if line.is_empty() {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            if !last.is_empty() {
                last.push('\n');
            }
            last.push_str(line);
        }
    }
    out.retain(|p| !p.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_words_in_both_languages_that_pass_their_own_check() {
        for k in KINDS {
            for lang in [Lang::Ar, Lang::En] {
                let w = built_in(k.code, lang);
                for (field, s) in [("subject", &w.subject), ("opening", &w.opening), ("body", &w.body), ("closing", &w.closing)] {
                    assert!(!s.trim().is_empty(), "{} {field}", k.code);
                    assert_eq!(check::check(s, k.variables), Ok(()), "{} {field}", k.code);
                }
                let t = Text::of(k, lang, 0, w);
                // With everything, with nothing: no braces, no empty paragraphs, no doubled stops.
                let full: Vec<(&str, String)> = k.variables.iter().map(|v| (*v, format!("[{v}]"))).collect();
                for vars in [full, vec![]] {
                    let r = render(&t, &vars).unwrap();
                    let all = [vec![r.subject.clone(), r.opening.clone(), r.closing.clone()], r.body.clone()].concat();
                    assert!(all.iter().all(|p| !p.contains("{{") && !p.contains("{%") && !p.trim().is_empty()), "{all:?}");
                }
            }
        }
        assert_eq!(BUILT_IN.0.len(), KINDS.len());
        assert_eq!(BUILT_IN.1.len(), KINDS.len());
    }

    #[test]
    fn decisions_state_reasons_and_the_way_to_object_and_the_receipt_its_promise() {
        for k in KINDS.iter().filter(|k| k.code.starts_with("decision_")) {
            for lang in [Lang::Ar, Lang::En] {
                let body = built_in(k.code, lang).body;
                assert!(body.contains("{{ reasons }}") && body.contains("{{ objection_until }}"), "{}", k.code);
            }
        }
        assert!(built_in("receipt", Lang::Ar).body.contains("أسبوعين على الأقل") && built_in("receipt", Lang::En).body.contains("at least two weeks"));
    }

    #[test]
    fn a_broken_text_never_stops_a_paper() {
        let k = kind("decision_refuse").unwrap();
        let broken = Words { body: "{% if reasons %}".into(), subject: "{{ name".into(), ..Words::default() };
        let t = Text { signatory_name: "م".into(), ..Text::of(k, Lang::Ar, 9, broken) };
        assert!(render(&t, &[]).is_err());
        let r = render_or_default(&t, &[("reasons", "دخل الأسرة أعلى من الحد".into())]);
        assert!(r.body.iter().any(|p| p.contains("دخل الأسرة أعلى من الحد")));
        assert_eq!(r.signatory_name, "م");
    }

    #[test]
    fn paragraphs_part_at_blank_lines() {
        assert_eq!(paragraphs("\n a \n b\n\n\n  \nc\n"), ["a\nb", "c"]);
        assert!(paragraphs(" \n ").is_empty());
    }
}
