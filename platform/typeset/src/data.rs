//! A paper as the template reads it: JSON, every text cleaned and in pieces.

use crate::{
    clean::{pieces, text},
    paper::{Block, Fact, Paper, Picture, Signer},
};
use serde_json::{Value, json};

/// Writes for one direction.
#[derive(Clone, Copy)]
struct Pen {
    rtl: bool,
}

impl Pen {
    fn w(self, s: &str) -> Value {
        pieces(s, self.rtl)
    }
    fn all<'s>(self, list: impl IntoIterator<Item = &'s String>) -> Vec<Value> {
        list.into_iter().filter(|s| !s.trim().is_empty()).map(|s| self.w(s)).collect()
    }
    fn fact(self, f: &Fact) -> Value {
        json!({ "label": self.w(&f.label), "value": f.value.as_deref().map(|v| self.w(v)) })
    }
    fn signer(self, s: &Signer) -> Value {
        json!({ "role": self.w(&s.role), "name": self.w(&s.name), "signed": self.w(&s.signed) })
    }

    fn block(self, b: &Block) -> Value {
        match b {
            Block::Heading(level, t) => json!({ "k": "heading", "level": level.clamp(&2, &3), "text": self.w(t) }),
            Block::Text(t) => json!({ "k": "text", "text": self.w(t) }),
            Block::Strong(t) => json!({ "k": "strong", "text": self.w(t) }),
            Block::Small(t) => json!({ "k": "small", "text": self.w(t) }),
            Block::Notice { title, text, note } => json!({ "k": "notice", "title": self.w(title), "text": self.w(text), "note": self.w(note) }),
            Block::Facts { rows, boxed } => json!({ "k": "facts", "rows": rows.iter().map(|f| self.fact(f)).collect::<Vec<_>>(), "boxed": boxed }),
            Block::List(items) => json!({ "k": "list", "items": self.all(items) }),
            Block::Numbered(items) => json!({ "k": "numbered", "items": self.all(items) }),
            Block::Table { caption, columns, rows, total } => {
                // A row too short or too long would break the table.
                let row = |r: &Vec<String>| (0..columns.len()).map(|i| self.w(r.get(i).map_or("", |s| s))).collect::<Vec<_>>();
                json!({
                    "k": "table",
                    "caption": self.w(caption),
                    "labels": columns.iter().map(|c| self.w(&c.label)).collect::<Vec<_>>(),
                    "shares": columns.iter().map(|c| c.share.max(1)).collect::<Vec<_>>(),
                    "ends": columns.iter().map(|c| c.end).collect::<Vec<_>>(),
                    "rows": rows.iter().map(row).collect::<Vec<_>>(),
                    "total": total,
                })
            }
            Block::Lines { label, count } => json!({ "k": "lines", "label": self.w(label), "count": count }),
            Block::Ticks { label, items } => json!({ "k": "ticks", "label": self.w(label), "items": self.all(items) }),
            Block::Signatures { signers, stamp } => {
                json!({ "k": "signatures", "signers": signers.iter().map(|s| self.signer(s)).collect::<Vec<_>>(), "stamp": self.w(stamp) })
            }
        }
    }
    fn blocks(self, all: &[Block]) -> Vec<Value> {
        all.iter().filter(|b| !empty(b)).map(|b| self.block(b)).collect()
    }
}

/// The data, and the letterhead's picture.
pub(crate) fn of(p: &Paper) -> (String, Option<Vec<u8>>) {
    let (mark, format) = match &p.head.mark {
        Some(Picture::Png(b)) => (Some(b.clone()), "png"),
        Some(Picture::Jpeg(b)) => (Some(b.clone()), "jpg"),
        None => (None, ""),
    };
    let pen = Pen { rtl: p.lang == i18n::Lang::Ar };
    // The last block signs, and the code stands beside it.
    let (body, signs) = match p.body.split_last() {
        Some((last @ Block::Signatures { .. }, rest)) if !empty(last) => (rest, Some(pen.block(last))),
        _ => (p.body.as_slice(), None),
    };
    // With its closing words, which are not left behind on the page before.
    let (body, lead) = match body.split_last() {
        Some((last @ (Block::Text(_) | Block::Small(_)), rest)) if !empty(last) => (rest, Some(pen.block(last))),
        _ => (body, None),
    };
    let data = json!({
        "lang": p.lang.code(),
        "title": pen.w(&p.title),
        // The file's own title is a plain line.
        "plain": plain(&p.title),
        "author": plain(&p.author),
        "printed": p.head.printed,
        "head": {
            "name": pen.w(&p.head.name),
            "other": pen.w(&p.head.other_name),
            "lines": pen.all(&p.head.lines),
            "mark": format,
            "alt": plain(if p.head.mark_alt.trim().is_empty() { &p.author } else { &p.head.mark_alt }),
        },
        "reference": p.reference.iter().map(|(l, v)| json!([pen.w(l), pen.w(v)])).collect::<Vec<_>>(),
        "running": pen.w(&p.running),
        "opening": pen.blocks(&p.opening),
        "body": pen.blocks(body),
        "signs": signs,
        "lead": lead,
        "verify": p.verify.as_ref().map(|v| json!({
            "address": parts(&v.address),
            "link": if v.address.starts_with("https://") || v.address.starts_with("http://") { v.address.as_str() } else { "" },
            "words": pen.w(&v.words),
            "alt": plain(&v.alt),
        })),
        "foot": pen.all(&p.foot),
        "pages": text(&p.page_words),
    });
    (data.to_string(), mark)
}

/// An address up to its last part, which is not to be broken.
fn parts(address: &str) -> [String; 2] {
    let whole = plain(address);
    match whole.rfind('/') {
        Some(i) => [whole[..=i].to_string(), whole[i + 1..].to_string()],
        None => [String::new(), whole],
    }
}

fn plain(s: &str) -> String {
    text(s).chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200b}' | '\n')).collect()
}

/// A list without items, a table without columns: nothing to set.
fn empty(b: &Block) -> bool {
    match b {
        Block::Heading(_, t) | Block::Text(t) | Block::Strong(t) | Block::Small(t) => t.trim().is_empty(),
        Block::Facts { rows, .. } => rows.is_empty(),
        Block::List(items) | Block::Numbered(items) | Block::Ticks { items, .. } => items.iter().all(|i| i.trim().is_empty()),
        Block::Table { columns, rows, .. } => columns.is_empty() || rows.is_empty(),
        Block::Lines { count, .. } => *count == 0,
        Block::Signatures { signers, .. } => signers.is_empty(),
        Block::Notice { .. } => false,
    }
}
