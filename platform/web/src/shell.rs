use crate::{Cx, assets};
use i18n::{Lang, dates};
use kernel::{At, Day, FieldError, FieldErrors, Money};
use std::collections::BTreeMap;

/// One choice of a select or a group of radios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opt {
    pub value: String,
    pub label: String,
    pub selected: bool,
    /// A line under the label; empty for none.
    pub hint: String,
}

impl Opt {
    pub fn new(value: impl Into<String>, label: impl Into<String>, selected: bool) -> Opt {
        Opt { value: value.into(), label: label.into(), selected, hint: String::new() }
    }
    pub fn hint(mut self, hint: impl Into<String>) -> Opt {
        self.hint = hint.into();
        self
    }
}

/// An entry of the navigation as drawn.
#[derive(Clone, Debug)]
pub struct NavLink {
    pub href: String,
    pub label: String,
    pub icon: &'static str,
    pub current: bool,
    pub count: Option<i64>,
}

/// An instant for a page: both dates and the hour in Riyadh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DualAt {
    pub first: String,
    pub second: String,
    pub weekday: String,
    pub time: String,
    pub iso: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyText {
    pub number: String,
    pub unit: String,
}

/// The errors of a form in the user's words, in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Errors(Vec<(String, String)>);

impl Errors {
    pub fn new(lang: Lang, errors: &FieldErrors) -> Errors {
        Errors(errors.0.iter().map(|(f, e)| (f.clone(), error_text(lang, e))).collect())
    }
    pub fn none() -> Errors {
        Errors::default()
    }
    pub fn get(&self, field: &str) -> Option<String> {
        self.0.iter().find(|(f, _)| f == field).map(|(_, m)| m.clone())
    }
    pub fn list(&self) -> &[(String, String)] {
        &self.0
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// A message that belongs to no field of the form's own.
    pub fn general(mut self, message: String) -> Errors {
        self.0.push((String::new(), message));
        self
    }
}

pub(crate) fn with_args(lang: Lang, key: &str, args: &BTreeMap<&'static str, String>) -> String {
    let args: Vec<(&str, i18n::Arg)> = args.iter().map(|(k, v)| (*k, v.parse::<i64>().map_or_else(|_| i18n::Arg::from(v.as_str()), i18n::Arg::from))).collect();
    i18n::ta(lang, key, &args)
}

pub(crate) fn error_text(lang: Lang, e: &FieldError) -> String {
    with_args(lang, &format!("error-{}", e.code), &e.args)
}

/// A whole number as templates pass it: by value or, as askama does with fields, by reference.
pub trait Whole {
    fn whole(self) -> i64;
}
macro_rules! whole {
    ($($t:ty),*) => {$(
        impl Whole for $t {
            fn whole(self) -> i64 {
                i64::try_from(self).unwrap_or(i64::MAX)
            }
        }
        impl Whole for &$t {
            fn whole(self) -> i64 {
                (*self).whole()
            }
        }
    )*};
}
whole!(i64, i32, u8, u32, u64, usize);

/// The frame of every page: words, navigation, form tokens. Templates reach all of it as `shell`.
#[derive(Clone)]
pub struct Shell {
    pub lang: Lang,
    pub dir: &'static str,
    pub theme: Option<&'static str>,
    pub density: &'static str,
    pub title: String,
    pub nav: Vec<NavLink>,
    pub tools: Vec<NavLink>,
    pub org_name: String,
    pub actor_name: Option<String>,
    pub actor_role: String,
    pub initials: String,
    pub csrf: String,
    pub once: String,
    pub flash: Option<String>,
    pub path: String,
    pub today: dates::Dual,
    pub demo: bool,
    /// Whether this page shows a form's errors: the title says so.
    pub invalid: bool,
    /// The address of the navigation entry this page belongs to.
    pub section: String,
    /// How the association is registered and reached: the foot of public pages.
    pub org: std::sync::Arc<crate::OrgNames>,
    pub mark: Option<std::sync::Arc<crate::Mark>>,
    /// Who is signed in by the portal.
    pub outside_name: Option<String>,
    may: std::sync::Arc<BTreeMap<String, kernel::Reach>>,
}

impl Shell {
    pub(crate) fn of(cx: &Cx, title: String, nav: &str) -> Shell {
        let who = cx.signed_in();
        let lang = cx.lang;
        let links = |tool: bool| {
            cx.app
                .nav
                .iter()
                .filter(|n| who.is_some() && n.tool == tool && (n.any_of.is_empty() || n.any_of.iter().any(|p| cx.can(*p))))
                .map(|n| NavLink { href: n.href.into(), label: i18n::t(lang, n.key), icon: n.icon, current: n.href == nav, count: None })
                .collect()
        };
        let org = cx.app.org();
        Shell {
            lang,
            dir: lang.dir(),
            theme: cx.entry.theme,
            density: "staff",
            title,
            nav: links(false),
            tools: links(true),
            org_name: if lang == Lang::En && !org.en.is_empty() { org.en.clone() } else { org.ar.clone() },
            actor_name: who.map(|w| w.name(lang).to_string()),
            actor_role: who.map(|w| format!("role-{}", w.role.replace('_', "-"))).filter(|k| i18n::has(lang, k)).map(|k| i18n::t(lang, &k)).unwrap_or_default(),
            initials: who.map(|w| initials(w.name(lang))).unwrap_or_default(),
            csrf: cx.app.secrets.csrf(&cx.entry.bound_to),
            once: crate::session_token(),
            flash: cx.entry.flash.as_ref().map(|k| i18n::t(lang, k)),
            path: cx.entry.path.clone(),
            today: dates::dual(lang, cx.today()),
            demo: cx.app.demo,
            invalid: false,
            section: nav.to_string(),
            org,
            mark: cx.app.mark(),
            outside_name: cx.maybe_outside().map(|o| if o.shared || o.actor.name.is_empty() { i18n::t(lang, "web-public-mine") } else { o.actor.name.clone() }),
            may: std::sync::Arc::new(who.map(|w| w.actor.may.clone()).unwrap_or_default()),
        }
    }

    pub fn invalid(mut self) -> Shell {
        self.invalid = true;
        self
    }
    pub fn t(&self, key: &str) -> String {
        i18n::t(self.lang, key)
    }
    pub fn ta(&self, key: &str, name: &str, value: impl Into<i18n::Arg>) -> String {
        i18n::ta(self.lang, key, &[(name, value.into())])
    }
    /// The same under the name the shared macros use.
    pub fn ta1(&self, key: &str, name: &str, value: impl Into<i18n::Arg>) -> String {
        self.ta(key, name, value)
    }
    /// A sentence with a number in it.
    pub fn tn(&self, key: &str, n: impl Whole) -> String {
        i18n::ta(self.lang, key, &[("n", i18n::Arg::from(n.whole()))])
    }
    /// A word of a family: `shell.code("state", "draft")` is the message `state-draft`.
    pub fn code(&self, family: &str, code: &str) -> String {
        i18n::t(self.lang, &format!("{family}-{}", code.replace(['.', '_'], "-")))
    }
    pub fn can(&self, permission: &str) -> bool {
        self.may.contains_key(permission)
    }
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }
    pub fn date(&self, d: Day) -> dates::Dual {
        dates::dual(self.lang, d)
    }
    pub fn at(&self, at: At) -> DualAt {
        let d = dates::dual(self.lang, at.day());
        let (h, m) = at.hour_minute();
        DualAt { first: d.first, second: d.second, weekday: d.weekday.to_string(), time: format!("{h:02}:{m:02}"), iso: at.rfc3339() }
    }
    pub fn money(&self, m: Money) -> MoneyText {
        let (number, unit) = i18n::numbers::money_text(self.lang, m);
        MoneyText { number, unit: unit.to_string() }
    }
    pub fn count(&self, n: impl Whole) -> String {
        i18n::numbers::count(self.lang, n.whole())
    }
    /// The public header's entries: address and locale key.
    pub fn public_nav(&self) -> [(&'static str, &'static str); 4] {
        [("/help", "web-public-services"), ("/how", "web-public-how"), ("/my", "web-public-mine"), ("/contact", "web-public-contact")]
    }
    /// Leads to the same page in the other language, without a form: what anonymous visitors see may then be kept by their browser.
    pub fn lang_link(&self) -> String {
        format!("/lang/{}?next={}", i18n::t(self.lang, "web-lang-other-code"), self.path)
    }
    /// Whether the public header's entry `href` is the one this page belongs to.
    pub fn in_section(&self, href: &str) -> bool {
        self.section == href || (href != "/" && self.section.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
    }
    pub fn theme_is(&self, name: &str) -> bool {
        self.theme.unwrap_or("auto") == name
    }
}

/// Two letters for the round badge: the first of the first two words, « ال » skipped.
pub(crate) fn initials(name: &str) -> String {
    let letter = |w: &str| w.strip_prefix("ال").filter(|r| r.chars().count() > 1).unwrap_or(w).chars().next();
    let mut words = name.split_whitespace();
    let (first, last) = (words.next().and_then(letter), words.next_back().and_then(letter));
    first.into_iter().chain(last).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn initials_skip_the_article() {
        assert_eq!(super::initials("نورة الحماد"), "نح");
        assert_eq!(super::initials("سارة"), "س");
        assert_eq!(super::initials(""), "");
    }
}
