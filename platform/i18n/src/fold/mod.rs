//! Spellings of one Arabic name made equal, for search, for sorting and for noticing the same person twice.
//!
//! [`fold_name`] gives the tokens to index a name under, many on purpose (joined and apart, with and without the article);
//! [`query_tokens`] gives the few tokens of a query. A name is found when every query token is the beginning of one of its
//! index tokens. Tokens are letters and digits only, so they go as they are into `"token"*` and `token:*`.

mod compound;
mod letters;

use compound::{Head, is_latin, is_link, is_tail, joined, one_spelling, tailed};
use letters::{bare, join, words};
pub use letters::{is_mark, letters};
use std::collections::BTreeSet;

/// One word in its folded form: letters and digits only, all else dropped. For codes and file numbers; names go through [`fold_name`].
pub fn fold_token(s: &str) -> String {
    letters(s).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The index tokens of a name, sorted, each once. Empty for a text without letters or digits.
pub fn fold_name(name: &str) -> Vec<String> {
    let all = words(name);
    let mut out = BTreeSet::new();
    for (i, word) in all.iter().enumerate() {
        if is_link(word) {
            continue;
        }
        index_word(word, &mut out);
        let Some(next) = all.get(i + 1).filter(|n| !is_link(n)) else { continue };
        if let Some(head) = Head::of(word) {
            index_pair(head, bare(word), next, &mut out);
            // أبو عبد الله: the second half is itself written apart.
            if let (Some(Head::Abd), Some(third)) = (Head::of(next), all.get(i + 2).filter(|n| !is_link(n))) {
                index_pair(head, bare(word), &join(next, third), &mut out);
            }
        }
        if is_tail(next) {
            let pair = join(word, next);
            out.insert(bare(&pair).to_owned());
            out.insert(pair);
        }
    }
    if out.is_empty() {
        out.extend(all);
    }
    out.into_iter().collect()
}

fn index_word(word: &str, out: &mut BTreeSet<String>) {
    if word.is_empty() || !out.insert(word.to_owned()) {
        return;
    }
    let stem = bare(word);
    index_word(stem, out);
    if let Some((head, rest)) = joined(word) {
        index_pair(head, head.canonical(is_latin(word)), &rest, out);
    }
    if let Some((stem, tail)) = tailed(word) {
        index_word(&stem, out);
        index_word(tail, out);
    }
}

/// A head and its second half, however they were written.
fn index_pair(head: Head, as_written: &str, rest: &str, out: &mut BTreeSet<String>) {
    let latin = is_latin(rest);
    out.extend(head.spellings(latin).iter().map(|s| (*s).to_owned()));
    for half in [rest, bare(rest)] {
        out.insert(join(as_written, half));
        out.insert(join(head.canonical(latin), half));
        out.insert(one_spelling(head, half));
    }
    index_word(rest, out);
}

/// The tokens of a query: a name is found when each is the beginning of one of its index tokens. `بن` and the like are dropped
/// unless nothing else was typed, for then they may be the beginning of بندر.
pub fn query_tokens(query: &str) -> Vec<String> {
    let all = words(query);
    let mut out: Vec<String> = vec![];
    let mut add = |t: String| {
        if !out.contains(&t) {
            out.push(t);
        }
    };
    for unit in units(&all) {
        add(unit);
    }
    if out.is_empty() {
        out = all;
    }
    // An article begun says nothing beside another word; alone it is all there is.
    if out.len() > 1 {
        out.retain(|t| !matches!(t.as_str(), "ال" | "al" | "el"));
    }
    out
}

/// The words of a query or a key in their one spelling, in order.
fn units(all: &[String]) -> Vec<String> {
    let mut out = vec![];
    let mut i = 0;
    while let Some(word) = all.get(i) {
        i += 1;
        if is_link(word) {
            continue;
        }
        let next = |at: usize| all.get(at).filter(|n| !is_link(n));
        match (Head::of(word), next(i)) {
            (Some(head), Some(second)) if head.joins(second) => {
                i += 1;
                let mut rest = second.clone();
                if head != Head::Abd
                    && Head::of(second) == Some(Head::Abd)
                    && let Some(third) = next(i).filter(|t| Head::Abd.joins(t))
                {
                    i += 1;
                    rest = join("عبد", third);
                }
                out.push(one_spelling(head, &rest));
            }
            _ => unit(word, &mut out),
        }
    }
    out
}

fn unit(word: &str, out: &mut Vec<String>) {
    let word = bare(word);
    if let Some((head, rest)) = joined(word) {
        out.push(one_spelling(head, &rest));
    } else if let Some((stem, tail)) = tailed(word) {
        out.push(stem);
        out.push(bare(tail).to_owned());
    } else {
        out.push(word.to_owned());
    }
}

/// A key to sort and group names by: the words of the name in one spelling, in order, without articles and `بن`.
pub fn key(name: &str) -> String {
    let all = words(name);
    let found = units(&all);
    if found.is_empty() { all.join(" ") } else { found.join(" ") }
}

/// Whether two names are the same but for spelling. Two empty names are not.
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (key(a).replace(' ', ""), key(b).replace(' ', ""));
    !a.is_empty() && a == b
}

/// Whether a query finds a name: what the database's search does, for lists already in memory and for tests.
pub fn finds(query: &str, name: &str) -> bool {
    let index = fold_name(name);
    let tokens = query_tokens(query);
    !tokens.is_empty() && tokens.iter().all(|t| index.iter().any(|i| i.starts_with(t.as_str())))
}

#[cfg(test)]
mod tests;
