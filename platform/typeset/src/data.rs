//! A paper as the template reads it: JSON, every text cleaned.

use crate::{
    clean::text,
    paper::{Block, Fact, Paper, Picture, Signer},
};
use serde_json::{Value, json};

fn texts(all: &[String]) -> Vec<String> {
    all.iter().filter(|s| !s.trim().is_empty()).map(|s| text(s)).collect()
}

fn fact(f: &Fact) -> Value {
    json!({ "label": text(&f.label), "value": f.value.as_deref().map(text) })
}

fn signer(s: &Signer) -> Value {
    json!({ "role": text(&s.role), "name": text(&s.name), "signed": text(&s.signed) })
}

fn block(b: &Block) -> Value {
    match b {
        Block::Heading(level, t) => json!({ "k": "heading", "level": level.clamp(&2, &3), "text": text(t) }),
        Block::Text(t) => json!({ "k": "text", "text": text(t) }),
        Block::Strong(t) => json!({ "k": "strong", "text": text(t) }),
        Block::Small(t) => json!({ "k": "small", "text": text(t) }),
        Block::Notice { title, text: t, note } => json!({ "k": "notice", "title": text(title), "text": text(t), "note": text(note) }),
        Block::Facts { rows, boxed } => json!({ "k": "facts", "rows": rows.iter().map(fact).collect::<Vec<_>>(), "boxed": boxed }),
        Block::List(items) => json!({ "k": "list", "items": texts(items) }),
        Block::Numbered(items) => json!({ "k": "numbered", "items": texts(items) }),
        Block::Table { caption, columns, rows, total } => {
            let wide = columns.len();
            json!({
                "k": "table",
                "caption": text(caption),
                "labels": columns.iter().map(|c| text(&c.label)).collect::<Vec<_>>(),
                "shares": columns.iter().map(|c| c.share.max(1)).collect::<Vec<_>>(),
                "ends": columns.iter().map(|c| c.end).collect::<Vec<_>>(),
                // A row too short or too long would break the table.
                "rows": rows.iter().map(|r| (0..wide).map(|i| r.get(i).map(|s| text(s)).unwrap_or_default()).collect::<Vec<_>>()).collect::<Vec<_>>(),
                "total": total,
            })
        }
        Block::Lines { label, count } => json!({ "k": "lines", "label": text(label), "count": count }),
        Block::Ticks { label, items } => json!({ "k": "ticks", "label": text(label), "items": texts(items) }),
        Block::Signatures { signers, stamp } => {
            json!({ "k": "signatures", "signers": signers.iter().map(signer).collect::<Vec<_>>(), "stamp": text(stamp) })
        }
    }
}

/// The data, and the letterhead's picture.
pub(crate) fn of(p: &Paper) -> (String, Option<Vec<u8>>) {
    let (mark, format) = match &p.head.mark {
        Some(Picture::Png(b)) => (Some(b.clone()), "png"),
        Some(Picture::Jpeg(b)) => (Some(b.clone()), "jpg"),
        Some(Picture::Svg(b)) => (Some(b.clone()), "svg"),
        None => (None, ""),
    };
    let blocks = |all: &[Block]| all.iter().filter(|b| !empty(b)).map(block).collect::<Vec<_>>();
    let data = json!({
        "lang": p.lang.code(),
        "dir": crate::dir(p.lang),
        "title": text(&p.title),
        // The file's own title is a plain line.
        "plain": plain(&p.title),
        "author": plain(&p.head.name),
        "head": {
            "name": text(&p.head.name),
            "other": text(&p.head.other_name),
            "lines": texts(&p.head.lines),
            "mark": format,
        },
        "reference": p.reference.iter().map(|(l, v)| json!([text(l), text(v)])).collect::<Vec<_>>(),
        "running": text(&p.running),
        "opening": blocks(&p.opening),
        "body": blocks(&p.body),
        "verify": p.verify.as_ref().map(|v| json!({ "address": text(&v.address), "link": v.address, "words": text(&v.words), "alt": plain(&v.alt) })),
        "foot": texts(&p.foot),
        "pages": text(&p.page_words),
    });
    (data.to_string(), mark)
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
