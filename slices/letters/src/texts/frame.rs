//! What stands around every official document: head, foot, who signs, where the stamp goes. A setting by versions.

use db::{Query, settings};
use i18n::Lang;
use kernel::{Id, Result};
use serde::{Deserialize, Serialize};

pub const SETTING: &str = "paper:frame";
/// Most lines of a head or a foot, and the longest of them in characters.
pub const MOST_LINES: usize = 6;
pub const LONGEST_LINE: usize = 120;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signatory {
    pub title: String,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Frame {
    /// 0 while nobody has changed it.
    #[serde(skip)]
    pub version: i64,
    /// Empty lists take the letterhead's lines; see [`frame`].
    pub header_ar: Vec<String>,
    pub header_en: Vec<String>,
    pub footer_ar: Vec<String>,
    pub footer_en: Vec<String>,
    /// Who signs where a text names nobody itself.
    pub signatory_ar: Signatory,
    pub signatory_en: Signatory,
    /// Whether a place for the stamp is drawn.
    pub stamp: bool,
    /// Whether head and foot are printed; off for paper that has them already.
    pub letterhead: bool,
    /// The logo in the head ([`super::logo()`]); without one a plain star stands there.
    pub logo: Option<Id>,
}

impl Default for Frame {
    fn default() -> Frame {
        Frame {
            version: 0,
            header_ar: vec![],
            header_en: vec![],
            footer_ar: vec![],
            footer_en: vec![],
            signatory_ar: Signatory { title: "مدير الجمعية".into(), name: String::new() },
            signatory_en: Signatory { title: "Director".into(), name: String::new() },
            stamp: true,
            letterhead: true,
            logo: None,
        }
    }
}

impl Frame {
    pub fn header(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::Ar => &self.header_ar,
            Lang::En => &self.header_en,
        }
    }
    pub fn footer(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::Ar => &self.footer_ar,
            Lang::En => &self.footer_en,
        }
    }
    pub fn signatory(&self, lang: Lang) -> &Signatory {
        match lang {
            Lang::Ar => &self.signatory_ar,
            Lang::En => &self.signatory_en,
        }
    }
    pub(crate) fn filled(mut self, head: &staff::Letterhead) -> Frame {
        let kept = |lines: Vec<String>| lines.into_iter().filter(|l| !l.is_empty()).collect::<Vec<_>>();
        let licence = |word: &str| if head.licence_number.is_empty() { String::new() } else { format!("{word} {}", head.licence_number) };
        let name_en = if head.name_en.is_empty() { head.name_ar.clone() } else { head.name_en.clone() };
        if self.header_ar.is_empty() {
            self.header_ar = kept(vec![head.name_ar.clone(), head.regulator_ar.clone(), licence("ترخيص رقم")]);
        }
        if self.header_en.is_empty() {
            self.header_en = kept(vec![name_en, licence("Licence")]);
        }
        if self.footer_ar.is_empty() {
            self.footer_ar = kept(vec![head.city_ar.clone(), head.mobile.clone(), head.email.clone()]);
        }
        if self.footer_en.is_empty() {
            self.footer_en = kept(vec![head.mobile.clone(), head.email.clone()]);
        }
        self
    }
}

/// As stored, the letterhead's lines not put in. One that cannot be read gives way to the first.
pub(crate) async fn own(q: &mut impl Query) -> Result<Frame> {
    Ok(match settings::latest(q, SETTING).await? {
        Some((version, json)) => Frame { version, ..serde_json::from_str(&json).unwrap_or_default() },
        None => Frame::default(),
    })
}

/// The frame in force; where the association wrote no lines of its own, the letterhead's stand.
pub async fn frame(q: &mut impl Query) -> Result<Frame> {
    let head = staff::letterhead(q).await?;
    Ok(own(q).await?.filled(&head))
}

/// One version, for a paper issued under it; 0 and unknown versions give the built-in one. Lines left empty are the present letterhead's.
pub async fn frame_version(q: &mut impl Query, version: i64) -> Result<Frame> {
    let head = staff::letterhead(q).await?;
    let stored = settings::version(q, SETTING, version).await?;
    let frame = stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    Ok(Frame { version, ..frame }.filled(&head))
}
