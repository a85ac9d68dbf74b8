//! The form a person is entered with: raw texts to a checked [`NewPerson`], or what is wrong field by field.

use crate::{Birth, CHANNELS, IdentityKind, LANGUAGES, MobileLine, NewPerson, Person, Sex, identity_key, rules};
use askama::Template;
use i18n::dates::Precision;
use kernel::{Day, FieldError, FieldErrors, Problem, Result};
use web::{DateRaw, Errors, Form, Opt, Shell};

/// Codes of this form beside those of [`rules::ERROR_CODES`].
pub(crate) const ERROR_CODES: &[&str] = &["identity_taken", "identity_other", "date_future", "date_order", "birth_too_old", "sex_differs", "mobile_twice"];

/// The longest a name, a place or a short note may be, in characters.
const SHORT: usize = 120;

/// Which parts of the form a page shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldSet {
    /// Everything: the head of a file, an applicant.
    Whole,
    /// Name, identity, birth, sex and one mobile: a member of a household.
    Member,
}

/// What was typed, kept as typed. Field names are the form's: `as_written first father grandfather family latin identity_kind identity
/// birth_{day,month,year,cal} sex mobile mobile_answers mobile2 mobile2_answers channel language short_address city district iban bank_name`.
#[derive(Clone, Debug, Default)]
pub struct PersonForm {
    pub as_written: String,
    pub first: String,
    pub father: String,
    pub grandfather: String,
    pub family: String,
    pub latin: String,
    /// `national` (ten digits, checked), `other`, `none`.
    pub identity_kind: String,
    pub identity: String,
    pub birth: DateRaw,
    pub sex: String,
    pub mobile: String,
    pub mobile_answers: String,
    pub mobile2: String,
    pub mobile2_answers: String,
    pub channel: String,
    pub language: String,
    pub short_address: String,
    pub city: String,
    pub district: String,
    pub iban: String,
    pub bank_name: String,
}

impl PersonForm {
    pub fn of(form: &Form) -> PersonForm {
        let t = |name: &str| form.text(name).to_owned();
        PersonForm {
            as_written: t("as_written"),
            first: t("first"),
            father: t("father"),
            grandfather: t("grandfather"),
            family: t("family"),
            latin: t("latin"),
            identity_kind: t("identity_kind"),
            identity: t("identity"),
            birth: DateRaw::of(form, "birth"),
            sex: t("sex"),
            mobile: t("mobile"),
            mobile_answers: t("mobile_answers"),
            mobile2: t("mobile2"),
            mobile2_answers: t("mobile2_answers"),
            channel: t("channel"),
            language: t("language"),
            short_address: t("short_address"),
            city: t("city"),
            district: t("district"),
            iban: t("iban"),
            bank_name: t("bank_name"),
        }
    }

    /// A person of the register, to be changed.
    pub fn filled(p: &Person) -> PersonForm {
        let o = |s: &Option<String>| s.clone().unwrap_or_default();
        let line = |i: usize| p.mobiles.get(i).map(|m| (m.number.clone(), m.answers.clone().unwrap_or_default())).unwrap_or_default();
        let (mobile, mobile_answers) = line(0);
        let (mobile2, mobile2_answers) = line(1);
        let (identity_kind, identity) = match &p.identity {
            None => ("none", String::new()),
            Some((IdentityKind::Other, n)) => ("other", n.clone()),
            Some((_, n)) => ("national", n.clone()),
        };
        PersonForm {
            as_written: p.as_written.clone(),
            first: p.first.clone(),
            father: o(&p.father),
            grandfather: o(&p.grandfather),
            family: p.family.clone(),
            latin: o(&p.latin),
            identity_kind: identity_kind.into(),
            identity,
            birth: p.birth.map(|b| DateRaw::given(b.day, b.calendar, b.precision)).unwrap_or_default(),
            sex: p.sex.map(|s| s.code().to_owned()).unwrap_or_default(),
            mobile,
            mobile_answers,
            mobile2,
            mobile2_answers,
            channel: o(&p.preferred_channel),
            language: o(&p.preferred_language),
            short_address: o(&p.short_address),
            city: o(&p.city),
            district: o(&p.district),
            iban: o(&p.iban),
            bank_name: o(&p.bank_name),
        }
    }

    /// The checked person. What the form does not ask (day of death, branch) is empty.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with every field at fault, in the order of the form. Codes: [`rules::ERROR_CODES`], `required`, `choice`, `too_long`,
    /// `identity_other`, `date_impossible`, `date_unreadable`, `date_future`, `birth_too_old`, `sex_differs`, `mobile_twice`.
    pub fn check(&self, today: Day) -> Result<NewPerson> {
        self.parse(today).map_err(Problem::Invalid)
    }

    /// As [`PersonForm::check`], for forms that have more to say.
    pub fn parse(&self, today: Day) -> std::result::Result<NewPerson, FieldErrors> {
        let mut e = FieldErrors::default();
        let mut out = self.names(&mut e);
        out.identity = self.identity(&mut e);
        out.birth = self.birth_date(today, &mut e);
        out.sex = Sex::parse(&self.sex);
        if out.sex.is_none() && !self.sex.is_empty() {
            e.code("sex", "choice");
        }
        out.mobiles = self.mobiles(&mut e);
        out.preferred_channel = one_of(&self.channel, CHANNELS, "channel", &mut e);
        out.preferred_language = one_of(&self.language, LANGUAGES, "language", &mut e);
        if !self.short_address.is_empty() {
            match rules::address::parse(&self.short_address) {
                Ok(a) => out.short_address = Some(a.as_str().to_owned()),
                Err(f) => e.add("short_address", f),
            }
        }
        out.city = short(&self.city, "city", &mut e);
        out.district = short(&self.district, "district", &mut e);
        if !self.iban.is_empty() {
            match rules::iban::parse(&self.iban) {
                Ok(i) => {
                    out.bank_name = i.bank().map(|b| b.ar.to_owned());
                    out.iban = Some(i.as_str().to_owned());
                }
                Err(f) => e.add("iban", f),
            }
        }
        if let Some(bank) = short(&self.bank_name, "bank_name", &mut e) {
            out.bank_name = Some(bank);
        }
        if e.is_empty() { Ok(out) } else { Err(e) }
    }

    fn names(&self, e: &mut FieldErrors) -> NewPerson {
        let mut out = NewPerson::default();
        let boxes = [("first", &self.first), ("father", &self.father), ("grandfather", &self.grandfather), ("family", &self.family)];
        if boxes.iter().all(|(_, v)| v.is_empty()) {
            if self.as_written.is_empty() {
                e.code("as_written", "required");
                return out;
            }
            match rules::name::parse(&self.as_written) {
                Ok(n) => out = NewPerson::named(&n),
                Err(f) => e.add("as_written", f),
            }
        } else {
            for (field, value) in boxes {
                if value.chars().any(|c| c.is_ascii_digit() || c.is_numeric()) {
                    e.code(field, "name_letters");
                }
            }
            for (field, value) in [boxes[0], boxes[3]] {
                if value.is_empty() {
                    e.code(field, "required");
                }
            }
            let tidy = |s: &str| rules::clean(s);
            let some = |s: &str| Some(tidy(s)).filter(|s| !s.is_empty());
            out.first = tidy(&self.first);
            out.father = some(&self.father);
            out.grandfather = some(&self.grandfather);
            out.family = tidy(&self.family);
            out.as_written = tidy(&self.as_written);
        }
        for (field, value) in
            [("as_written", &self.as_written), ("first", &self.first), ("father", &self.father), ("grandfather", &self.grandfather), ("family", &self.family)]
        {
            short(value, field, e);
        }
        out.latin = short(&self.latin, "latin", e);
        out
    }

    fn identity(&self, e: &mut FieldErrors) -> Option<(IdentityKind, String)> {
        match self.identity_kind.as_str() {
            "none" => None,
            "other" => {
                let key = identity_key(&self.identity);
                // Ten digits that pass as a national number are one: a second copy under another kind would never be found.
                if let Ok(n) = rules::identity::parse(&self.identity) {
                    return Some((kind(&n), n.as_str().to_owned()));
                }
                if key.chars().count() < 4 || key.chars().count() > 30 {
                    e.code("identity", "identity_other");
                    return None;
                }
                Some((IdentityKind::Other, key))
            }
            _ => {
                if self.identity.is_empty() {
                    e.code("identity", "required");
                    return None;
                }
                match rules::identity::parse(&self.identity) {
                    Ok(n) => Some((kind(&n), n.as_str().to_owned())),
                    Err(f) => {
                        e.add("identity", f);
                        None
                    }
                }
            }
        }
    }

    fn birth_date(&self, today: Day, e: &mut FieldErrors) -> Option<Birth> {
        match self.birth.parse() {
            Ok(None) => None,
            Ok(Some(p)) if p.day > today => {
                e.code("birth", "date_future");
                None
            }
            Ok(Some(p)) if p.day.years_until(today) > 120 => {
                e.code("birth", "birth_too_old");
                None
            }
            Ok(Some(p)) => Some(Birth::from(&p)),
            Err(f) => {
                e.add("birth", f);
                None
            }
        }
    }

    fn mobiles(&self, e: &mut FieldErrors) -> Vec<MobileLine> {
        let mut out: Vec<MobileLine> = vec![];
        for (field, raw, who_field, who) in
            [("mobile", &self.mobile, "mobile_answers", &self.mobile_answers), ("mobile2", &self.mobile2, "mobile2_answers", &self.mobile2_answers)]
        {
            let answers = short(who, who_field, e);
            if raw.is_empty() {
                continue;
            }
            match rules::mobile::parse(raw) {
                Ok(m) if out.iter().any(|o| o.number == m.as_str()) => e.code(field, "mobile_twice"),
                Ok(m) => out.push(MobileLine { number: m.as_str().to_owned(), answers, primary: out.is_empty() }),
                Err(f) => e.add(field, f),
            }
        }
        out
    }
}

fn kind(n: &rules::IdentityNumber) -> IdentityKind {
    match n.kind() {
        rules::Identity::Citizen => IdentityKind::Citizen,
        rules::Identity::Resident => IdentityKind::Resident,
    }
}

fn one_of(value: &str, codes: &[&str], field: &str, e: &mut FieldErrors) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    if !codes.contains(&value) {
        e.code(field, "choice");
        return None;
    }
    Some(value.to_owned())
}

fn short(value: &str, field: &str, e: &mut FieldErrors) -> Option<String> {
    let value = rules::clean(value);
    if value.is_empty() {
        return None;
    }
    if value.chars().count() > SHORT {
        e.add(field, FieldError::new("too_long").arg("n", SHORT));
        return None;
    }
    Some(value)
}

#[derive(Template)]
#[template(path = "person_fields.html")]
struct Fields<'a> {
    shell: &'a Shell,
    errors: &'a Errors,
    f: &'a PersonForm,
    whole: bool,
    kinds: Vec<Opt>,
    sexes: Vec<Opt>,
    channels: Vec<Opt>,
    languages: Vec<Opt>,
}

/// The fields of the form as trusted HTML, to be put inside a page's own `<form>` with `|safe`.
pub fn fields_html(shell: &Shell, errors: &Errors, f: &PersonForm, set: FieldSet) -> Result<String> {
    let opts = |family: &str, codes: &[&str], chosen: &str| codes.iter().map(|c| Opt::new(*c, shell.code(family, c), *c == chosen)).collect::<Vec<_>>();
    let chosen = if f.identity_kind.is_empty() { "national" } else { &f.identity_kind };
    let page = Fields {
        shell,
        errors,
        f,
        whole: set == FieldSet::Whole,
        kinds: opts("choice-identity-kind", &["national", "other", "none"], chosen),
        sexes: opts("choice-sex", Sex::CODES, &f.sex),
        channels: opts("choice-preferred-channel", CHANNELS, &f.channel),
        languages: opts("choice-spoken-language", LANGUAGES, &f.language),
    };
    page.render().map_err(Problem::internal)
}

impl Birth {
    /// The date as it was given, then the other calendar's where a whole day is known: («18 رجب 1400هـ», «31 مايو 1980م»).
    pub fn texts(&self, lang: i18n::Lang) -> (String, String) {
        let given = i18n::dates::given_text(lang, self.day, self.calendar, self.precision);
        if self.precision == Precision::YearOnly {
            return (given, String::new());
        }
        let other = match self.calendar {
            i18n::dates::Calendar::Hijri => i18n::dates::gregorian_text(lang, self.day),
            i18n::dates::Calendar::Gregorian => i18n::dates::hijri_text(lang, self.day),
        };
        if other == given { (given, String::new()) } else { (given, other) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        "2026-11-22".parse().unwrap()
    }
    fn form(pairs: &[(&str, &str)]) -> PersonForm {
        PersonForm::of(&Form::of(pairs))
    }

    #[test]
    fn a_whole_name_or_its_parts() {
        let p = form(&[("as_written", "هيلة بنت سليمان محمد المرشود"), ("identity_kind", "none")]).check(today()).unwrap();
        assert_eq!((p.first.as_str(), p.father.as_deref(), p.family.as_str()), ("هيلة", Some("سليمان"), "المرشود"));
        let p = form(&[("first", "هيلة"), ("family", "المرشود"), ("identity_kind", "none")]).check(today()).unwrap();
        assert_eq!((p.father, p.as_written.as_str()), (None, ""));
    }

    #[test]
    fn every_fault_at_its_field() {
        let f = form(&[
            ("first", "هيلة2"),
            ("identity", "1409546115"),
            ("birth_day", "30"),
            ("birth_month", "2"),
            ("birth_year", "1980"),
            ("birth_cal", "gregorian"),
            ("sex", "x"),
            ("mobile", "0500000187"),
            ("mobile2", "+966 50 000 0187"),
            ("short_address", "R1"),
            ("iban", "SA1"),
            ("channel", "pigeon"),
        ]);
        let e = f.parse(today()).unwrap_err();
        let found: Vec<(&str, &str)> = e.0.iter().map(|(f, e)| (f.as_str(), e.code)).collect();
        assert_eq!(
            found,
            [
                ("first", "name_letters"),
                ("family", "required"),
                ("identity", "id_check_digit"),
                ("birth", "date_impossible"),
                ("sex", "choice"),
                ("mobile2", "mobile_twice"),
                ("channel", "choice"),
                ("short_address", "short_address"),
                ("iban", "iban_length"),
            ]
        );
    }

    #[test]
    fn birth_by_year_and_never_in_the_future() {
        let born =
            |y: &str, cal: &str| form(&[("as_written", "هيلة المرشود"), ("identity_kind", "none"), ("birth_year", y), ("birth_cal", cal)]).parse(today());
        let b = born("1365", "hijri").unwrap().birth.unwrap();
        assert_eq!(b.texts(i18n::Lang::Ar), ("1365هـ".into(), String::new()));
        assert_eq!(born("2027", "gregorian").unwrap_err().get("birth").unwrap().code, "date_future");
        assert_eq!(born("1900", "gregorian").unwrap_err().get("birth").unwrap().code, "birth_too_old");
    }

    #[test]
    fn other_documents_and_national_numbers_among_them() {
        let kind = |n: &str| form(&[("as_written", "هيلة المرشود"), ("identity_kind", "other"), ("identity", n)]).parse(today()).map(|p| p.identity.unwrap());
        assert_eq!(kind("ab 12-34٥").unwrap(), (IdentityKind::Other, "AB12345".into()));
        assert_eq!(kind("١٤٠٩٥٤٦١١٤").unwrap(), (IdentityKind::Citizen, "1409546114".into()));
        assert_eq!(kind("12").unwrap_err().get("identity").unwrap().code, "identity_other");
    }
}
