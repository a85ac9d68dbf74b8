//! Conditions the association writes itself: CEL over [`crate::Facts`], checked when saved, judged when a request is looked at.
//! Only comparisons, "and / or / not", membership, sums and sizes pass: no loops, so a condition costs no more than its length.

use crate::facts::{Facts, Holds, VARIABLES};
use cel::{
    Value,
    common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, SourceInfo, operators as op},
    parser::Parser,
};
use i18n::Lang;
use kernel::FieldError;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// Longest condition, in characters.
pub const MAX_CHARS: usize = 500;
/// Deepest nesting of brackets and operators.
const MAX_DEPTH: u16 = 40;

/// A condition that passed every check.
#[derive(Debug)]
pub struct Condition(IdedExpr);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Type {
    Number,
    Text,
    YesNo,
    Texts,
}

impl From<Holds> for Type {
    fn from(h: Holds) -> Type {
        match h {
            Holds::Number | Holds::Riyals => Type::Number,
            Holds::Text => Type::Text,
            Holds::YesNo => Type::YesNo,
            Holds::Texts => Type::Texts,
        }
    }
}

/// Reads and checks a condition.
///
/// # Errors
/// `cel_long` {max} · `cel_invalid` {at}: not an expression, at that character · `cel_unknown` {name, at}: no such fact ·
/// `cel_unsupported` {at}: a loop, a function or a kind of value that conditions do not have · `cel_types` {at}: two sides that cannot be
/// compared · `cel_code` {code, at}: a code its list does not have · `cel_not_bool`: the whole is not a yes or no.
pub fn compile(source: &str) -> Result<Condition, FieldError> {
    if source.chars().count() > MAX_CHARS {
        return Err(FieldError::new("cel_long").arg("max", MAX_CHARS));
    }
    let (expr, info) = Parser::new().max_recursion_depth(MAX_DEPTH).parse_with_source_info(source).map_err(|e| {
        let at = e.errors.first().map_or(1, |e| e.pos.1.max(1));
        FieldError::new("cel_invalid").arg("at", at)
    })?;
    match (Check { info: &info, source }).of(&expr)? {
        Type::YesNo => Ok(Condition(expr)),
        _ => Err(FieldError::new("cel_not_bool")),
    }
}

struct Check<'a> {
    info: &'a SourceInfo,
    source: &'a str,
}

impl Check<'_> {
    fn at(&self, e: &IdedExpr) -> usize {
        let byte = self.info.offset_for(e.id).map_or(0, |(start, _)| start as usize);
        self.source.char_indices().take_while(|(i, _)| *i < byte).count() + 1
    }
    fn fail<T>(&self, code: &'static str, e: &IdedExpr) -> Result<T, FieldError> {
        Err(FieldError::new(code).arg("at", self.at(e)))
    }
    fn is(&self, e: &IdedExpr, want: Type) -> Result<(), FieldError> {
        if self.of(e)? == want { Ok(()) } else { self.fail("cel_types", e) }
    }
    /// A code that its list does not have would make a condition that never holds.
    fn known(&self, named: &IdedExpr, value: &IdedExpr) -> Result<(), FieldError> {
        let list = match name_of(named) {
            Some("dwelling") => crate::DWELLINGS,
            Some("income_sources") => crate::INCOME_SOURCES,
            Some("categories") => crate::CATEGORIES,
            _ => return Ok(()),
        };
        match &value.expr {
            Expr::Literal(LiteralValue::String(s)) if !list.contains(&s.inner()) => {
                Err(FieldError::new("cel_code").arg("code", s.inner()).arg("at", self.at(value)))
            }
            Expr::List(items) => items.elements.iter().try_for_each(|i| self.known(named, i)),
            _ => Ok(()),
        }
    }
    fn of(&self, e: &IdedExpr) -> Result<Type, FieldError> {
        match &e.expr {
            Expr::Ident(name) => match VARIABLES.iter().find(|v| v.name == name) {
                Some(v) => Ok(v.holds.into()),
                None => Err(FieldError::new("cel_unknown").arg("name", name).arg("at", self.at(e))),
            },
            Expr::Literal(LiteralValue::Boolean(_)) => Ok(Type::YesNo),
            Expr::Literal(LiteralValue::Int(_)) => Ok(Type::Number),
            Expr::Literal(LiteralValue::String(_)) => Ok(Type::Text),
            Expr::List(list) => {
                for item in &list.elements {
                    self.is(item, Type::Text)?;
                }
                Ok(Type::Texts)
            }
            Expr::Call(call) => self.call(e, call),
            _ => self.fail("cel_unsupported", e),
        }
    }
    fn call(&self, e: &IdedExpr, call: &CallExpr) -> Result<Type, FieldError> {
        let args: Vec<&IdedExpr> = call.target.iter().map(AsRef::as_ref).chain(&call.args).collect();
        match (call.func_name.as_str(), args.as_slice()) {
            (op::LOGICAL_AND | op::LOGICAL_OR, [a, b]) => {
                self.is(a, Type::YesNo)?;
                self.is(b, Type::YesNo)?;
                Ok(Type::YesNo)
            }
            (op::LOGICAL_NOT, [a]) => self.is(a, Type::YesNo).map(|()| Type::YesNo),
            (op::EQUALS | op::NOT_EQUALS, [a, b]) => {
                let left = self.of(a)?;
                if left == Type::Texts {
                    return self.fail("cel_types", a);
                }
                self.is(b, left)?;
                self.known(a, b)?;
                self.known(b, a).map(|()| Type::YesNo)
            }
            (op::GREATER | op::GREATER_EQUALS | op::LESS | op::LESS_EQUALS, [a, b]) => {
                self.is(a, Type::Number)?;
                self.is(b, Type::Number).map(|()| Type::YesNo)
            }
            (op::ADD | op::SUBSTRACT | op::MULTIPLY | op::DIVIDE, [a, b]) => {
                self.is(a, Type::Number)?;
                self.is(b, Type::Number).map(|()| Type::Number)
            }
            (op::NEGATE, [a]) => self.is(a, Type::Number).map(|()| Type::Number),
            (op::IN, [a, b]) => {
                self.is(a, Type::Text)?;
                self.is(b, Type::Texts)?;
                self.known(a, b)?;
                self.known(b, a).map(|()| Type::YesNo)
            }
            ("size", [a]) => self.is(a, Type::Texts).map(|()| Type::Number),
            (op::CONDITIONAL, [test, a, b]) => {
                self.is(test, Type::YesNo)?;
                let kind = self.of(a)?;
                self.is(b, kind).map(|()| kind)
            }
            _ => self.fail("cel_unsupported", e),
        }
    }
}

/// Reading an expression costs far more than judging it, and a page judges the same dozens again and again.
fn cached(source: &str) -> Option<Arc<Condition>> {
    static SEEN: OnceLock<Mutex<HashMap<String, Arc<Condition>>>> = OnceLock::new();
    let seen = SEEN.get_or_init(Mutex::default);
    if let Some(c) = seen.lock().unwrap_or_else(PoisonError::into_inner).get(source) {
        return Some(c.clone());
    }
    let c = Arc::new(compile(source).ok()?);
    let mut map = seen.lock().unwrap_or_else(PoisonError::into_inner);
    if map.len() >= 2_000 {
        map.clear();
    }
    map.insert(source.to_string(), c.clone());
    Some(c)
}

/// Whether a condition holds; `None` where it cannot be judged (a division by zero, a text that no longer passes the checks).
pub fn holds(source: &str, facts: &Facts) -> Option<bool> {
    let condition = cached(source)?;
    match Value::resolve(&condition.0, &facts.to_cel()) {
        Ok(Value::Bool(b)) => Some(b),
        _ => None,
    }
}

/// A condition in words: « نوع السكن: مستأجر، و عدد الأفراد أكثر من 5 ». `None` where it cannot be read.
pub fn words(lang: Lang, source: &str) -> Option<String> {
    Some(say(lang, &cached(source)?.0, ""))
}

/// A condition that held, as a reason told to whoever answered: « لأن السكن مستأجر ». `None` where it cannot be read or has no plain words.
pub fn reason(lang: Lang, source: &str) -> Option<String> {
    let why = why(lang, &cached(source)?.0, "")?;
    Some(i18n::ta(lang, "services-because-why", &[("why", why.into())]))
}

/// One part of a reason, as a clause that stands after "because". `within`: the joining word it stands in; mixed ones have no plain words.
fn why(lang: Lang, e: &IdedExpr, within: &str) -> Option<String> {
    let key = |key: &str, value: String| i18n::ta(lang, key, &[("value", value.into())]);
    let Expr::Call(call) = &e.expr else {
        return (name_of(e) == Some("has_debts")).then(|| i18n::t(lang, "services-why-debts"));
    };
    let args: Vec<&IdedExpr> = call.target.iter().map(AsRef::as_ref).chain(&call.args).collect();
    let joined = |word: &str, join: &str, a: &IdedExpr, b: &IdedExpr| {
        let text = i18n::ta(lang, join, &[("a", why(lang, a, word)?.into()), ("b", why(lang, b, word)?.into())]);
        (within.is_empty() || within == word).then_some(text)
    };
    match (call.func_name.as_str(), args.as_slice()) {
        (op::LOGICAL_AND, [a, b]) => joined(op::LOGICAL_AND, "services-cel-and", a, b),
        (op::LOGICAL_OR, [a, b]) => joined(op::LOGICAL_OR, "services-cel-or", a, b),
        (op::LOGICAL_NOT, [a]) => match &a.expr {
            Expr::Ident(name) if name == "has_debts" => Some(i18n::t(lang, "services-why-no-debts")),
            Expr::Call(inner) if inner.func_name == op::IN && inner.args.get(1).and_then(name_of) == Some("income_sources") => {
                Some(key("services-why-no-income", inside(lang, inner.args.first()?, "income_sources")))
            }
            _ => None,
        },
        (op::IN, [a, b]) => match (name_of(a), name_of(b), &b.expr) {
            (_, Some("income_sources"), _) => Some(key("services-why-income", inside(lang, a, "income_sources"))),
            (_, Some("categories"), _) => Some(key("services-why-category", inside(lang, a, "categories"))),
            (Some("dwelling"), _, Expr::List(list)) => {
                let all: Vec<String> = list.elements.iter().map(|x| inside(lang, x, "dwelling")).collect();
                Some(key("services-why-dwelling", all.join(&i18n::t(lang, "services-why-or"))))
            }
            _ => None,
        },
        (op::EQUALS, [a, b]) if name_of(a) == Some("dwelling") => Some(key("services-why-dwelling", inside(lang, b, "dwelling"))),
        (op::GREATER, [a, b]) if name_of(a) == Some("children") && is_int(b, 0) => Some(i18n::t(lang, "services-why-children")),
        (op::GREATER, [a, b]) if name_of(a) == Some("members") && is_int(b, 1) => Some(i18n::t(lang, "services-why-several")),
        (op::GREATER, [a, b]) if name_of(a) == Some("amount_asked") && is_int(b, 0) => Some(i18n::t(lang, "services-why-amount")),
        (op::GREATER | op::GREATER_EQUALS | op::LESS | op::LESS_EQUALS, [a, b]) => numbers(lang, &call.func_name, a, b),
        _ => None,
    }
}

/// A fact against a number, as a clause with a verb.
fn numbers(lang: Lang, operator: &str, a: &IdedExpr, b: &IdedExpr) -> Option<String> {
    let (fact, value) = if flipped(a, b) { (b, a) } else { (a, b) };
    let name = name_of(fact)?;
    let more = matches!(operator, op::GREATER | op::GREATER_EQUALS) != flipped(a, b);
    let how = match (more, matches!(operator, op::GREATER | op::LESS)) {
        (true, true) => "more",
        (false, true) => "less",
        (true, false) => "at-least",
        (false, false) => "at-most",
    };
    let of = if counted(fact) { "people" } else { "sum" };
    let value = term(lang, value, name);
    Some(i18n::ta(lang, &format!("services-why-{of}-{how}"), &[("fact", fact_word(lang, name).into()), ("value", value.into())]))
}

/// A value's word inside a sentence: in English without its capital.
fn inside(lang: Lang, e: &IdedExpr, about: &str) -> String {
    let word = term(lang, e, about);
    let mut rest = word.chars();
    match (lang, rest.next()) {
        (Lang::En, Some(first)) => first.to_lowercase().chain(rest).collect(),
        _ => word,
    }
}

/// `within`: the joining word this part stands in, so that like parts need no brackets.
fn say(lang: Lang, e: &IdedExpr, within: &str) -> String {
    let Expr::Call(call) = &e.expr else {
        return match &e.expr {
            Expr::Ident(name) if fact(name).is_some_and(|v| v.holds == Holds::YesNo) => {
                i18n::ta(lang, "services-cel-yes", &[("fact", fact_word(lang, name).into())])
            }
            _ => term(lang, e, ""),
        };
    };
    let args: Vec<&IdedExpr> = call.target.iter().map(AsRef::as_ref).chain(&call.args).collect();
    let two = |key: &str, a: &IdedExpr, b: &IdedExpr| {
        let (l, r) = if flipped(a, b) { (b, a) } else { (a, b) };
        i18n::ta(lang, key, &[("fact", term(lang, l, "").into()), ("value", term(lang, r, name_of(l).unwrap_or_default()).into())])
    };
    let joined = |word: &str, key: &str, a: &IdedExpr, b: &IdedExpr| {
        let text = i18n::ta(lang, key, &[("a", say(lang, a, word).into()), ("b", say(lang, b, word).into())]);
        if within.is_empty() || within == word { text } else { format!("({text})") }
    };
    match (call.func_name.as_str(), args.as_slice()) {
        (op::LOGICAL_AND, [a, b]) => joined(op::LOGICAL_AND, "services-cel-and", a, b),
        (op::LOGICAL_OR, [a, b]) => joined(op::LOGICAL_OR, "services-cel-or", a, b),
        (op::LOGICAL_NOT, [a]) => match &a.expr {
            Expr::Ident(name) => i18n::ta(lang, "services-cel-no", &[("fact", fact_word(lang, name).into())]),
            Expr::Call(inner) if inner.func_name == op::IN && inner.args.get(1).is_some_and(|b| name_of(b).is_some()) => {
                let about = inner.args.get(1).and_then(name_of).unwrap_or_default();
                let value = inner.args.first().map(|v| term(lang, v, about)).unwrap_or_default();
                i18n::ta(lang, "services-cel-has-not", &[("fact", fact_word(lang, about).into()), ("value", value.into())])
            }
            _ => i18n::ta(lang, "services-cel-not", &[("a", say(lang, a, "").into())]),
        },
        (op::NOT_EQUALS, [a, b]) => two("services-cel-is-not", a, b),
        (op::GREATER, [a, b]) if counted(a) && is_zero(b) => i18n::ta(lang, "services-cel-some", &[("fact", term(lang, a, "").into())]),
        (op::EQUALS, [a, b]) if counted(a) && is_zero(b) => i18n::ta(lang, "services-cel-none", &[("fact", term(lang, a, "").into())]),
        (op::EQUALS, [a, b]) => two("services-cel-is", a, b),
        (op::GREATER, [a, b]) => two(if flipped(a, b) { "services-cel-less" } else { "services-cel-more" }, a, b),
        (op::GREATER_EQUALS, [a, b]) => two(if flipped(a, b) { "services-cel-at-most" } else { "services-cel-at-least" }, a, b),
        (op::LESS, [a, b]) => two(if flipped(a, b) { "services-cel-more" } else { "services-cel-less" }, a, b),
        (op::LESS_EQUALS, [a, b]) => two(if flipped(a, b) { "services-cel-at-least" } else { "services-cel-at-most" }, a, b),
        (op::IN, [a, b]) => {
            let about = name_of(b).or_else(|| name_of(a)).unwrap_or_default();
            let (left, right) = if name_of(b).is_some() { (term(lang, b, ""), term(lang, a, about)) } else { (term(lang, a, ""), term(lang, b, about)) };
            let key = if name_of(b).is_some() { "services-cel-has" } else { "services-cel-one-of" };
            i18n::ta(lang, key, &[("fact", left.into()), ("value", right.into())])
        }
        _ => term(lang, e, ""),
    }
}

/// A number of people, whose "more than 0" reads better as "one or more".
fn counted(e: &IdedExpr) -> bool {
    name_of(e).and_then(fact).is_some_and(|v| v.holds == Holds::Number)
}
fn is_zero(e: &IdedExpr) -> bool {
    is_int(e, 0)
}
fn is_int(e: &IdedExpr, wanted: i64) -> bool {
    matches!(&e.expr, Expr::Literal(LiteralValue::Int(n)) if *n.inner() == wanted)
}
fn fact(name: &str) -> Option<&'static crate::facts::Variable> {
    VARIABLES.iter().find(|v| v.name == name)
}
fn fact_word(lang: Lang, name: &str) -> String {
    crate::word(lang, "fact", name)
}
fn name_of(e: &IdedExpr) -> Option<&str> {
    match &e.expr {
        Expr::Ident(n) => Some(n),
        _ => None,
    }
}
/// A number first and the fact after it: `5 < members`.
fn flipped(a: &IdedExpr, b: &IdedExpr) -> bool {
    name_of(a).is_none() && name_of(b).is_some()
}

/// A value as words; `about` is the fact it is compared with, which says what a code or a number means.
fn term(lang: Lang, e: &IdedExpr, about: &str) -> String {
    match &e.expr {
        Expr::Ident(name) => fact_word(lang, name),
        Expr::Literal(LiteralValue::Boolean(b)) => i18n::t(lang, if *b.inner() { "services-yes" } else { "services-no" }),
        Expr::Literal(LiteralValue::Int(n)) => match fact(about).map(|v| v.holds) {
            Some(Holds::Riyals) => i18n::numbers::money_line(lang, kernel::Money::riyals(*n.inner())),
            _ => i18n::numbers::count(lang, *n.inner()),
        },
        Expr::Literal(LiteralValue::String(s)) => match about {
            "dwelling" => crate::word(lang, "dwelling", s.inner()),
            "income_sources" => crate::word(lang, "income", s.inner()),
            "categories" => crate::word(lang, "category", s.inner()),
            _ => s.inner().to_string(),
        },
        Expr::List(list) => list.elements.iter().map(|x| term(lang, x, about)).collect::<Vec<_>>().join(if lang == Lang::Ar { "، " } else { ", " }),
        Expr::Call(call) => {
            let args: Vec<String> = call.target.iter().map(AsRef::as_ref).chain(&call.args).map(|x| term(lang, x, about)).collect();
            let sign = match call.func_name.as_str() {
                op::ADD => " + ",
                op::SUBSTRACT => " − ",
                op::MULTIPLY => " × ",
                op::DIVIDE => " ÷ ",
                "size" => return i18n::ta(lang, "services-cel-size", &[("fact", args.concat().into())]),
                op::NEGATE => return format!("−{}", args.concat()),
                _ => return say(lang, e, "?"),
            };
            args.join(sign)
        }
        _ => String::new(),
    }
}
