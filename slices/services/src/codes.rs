//! The closed lists a service is described with. Words: `choice-services-{list}-{code}`.

/// Declares an enum stored and sent by its code.
macro_rules! codes {
    ($(#[$m:meta])* $name:ident { $($(#[$vm:meta])* $v:ident = $code:literal),* $(,)? }) => {
        $(#[$m])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vm])* #[serde(rename = $code)] $v),* }
        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$v),*];
            pub fn code(self) -> &'static str {
                match self { $($name::$v => $code),* }
            }
            pub fn parse(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|x| x.code() == code)
            }
        }
    };
}

codes! {
    /// What the help is, for grouping the list.
    Kind {
        CashOnce = "cash_once",
        CashMonthly = "cash_monthly",
        Food = "food",
        Clothing = "clothing",
        Housing = "housing",
        Bills = "bills",
        Household = "household",
        Health = "health",
        Education = "education",
        Empowerment = "empowerment",
        Sponsorship = "sponsorship",
        Marriage = "marriage",
        Debt = "debt",
        Seasonal = "seasonal",
        Other = "other",
    }
}

codes! {
    Gives { Money = "money", Goods = "goods" }
}

codes! {
    HowOften { Once = "once", Monthly = "monthly", Yearly = "yearly", Season = "season", AsNeeded = "as_needed" }
}

codes! {
    /// The study a request for this service goes through before it is decided.
    Study { None = "none", Desk = "desk", Field = "field" }
}

codes! {
    Decider {
        Committee = "committee",
        /// A named role below an amount; the committee from that amount on.
        Delegate = "delegate",
    }
}

codes! {
    /// For whom a document is asked.
    Per {
        Household = "household",
        Applicant = "applicant",
        Spouse = "spouse",
        EachMember = "each_member",
        /// Eighteen and older.
        EachAdult = "each_adult",
        /// Younger than eighteen.
        EachChild = "each_child",
        /// From fifteen on a person holds an identity card of his own.
        EachWithCard = "each_with_card",
        /// From six to twenty-four.
        EachStudent = "each_student",
    }
}

codes! {
    /// A way of matching a document against the original. Word of mouth is not among them.
    Way {
        OriginalAtDesk = "original_at_desk",
        OnVisit = "on_visit",
        WithIssuer = "with_issuer",
        CertifiedCopy = "certified_copy",
    }
}

codes! {
    Fund { Zakat = "zakat", Sadaqa = "sadaqa", Restricted = "restricted" }
}

/// Categories of beneficiaries, as the register knows them.
pub const CATEGORIES: &[&str] = &[
    "widow",
    "divorced",
    "orphan",
    "elderly",
    "disabled",
    "sick",
    "prisoner_family",
    "abandoned",
    "low_income",
    "debtor",
    "getting_married",
    "individual",
    "household",
];
pub const DWELLINGS: &[&str] = &["owned", "rented", "traditional", "with_family", "endowment", "public_housing", "employer", "inherited", "temporary", "other"];
pub const INCOME_SOURCES: &[&str] =
    &["salary", "pension", "social_insurance", "social_security", "citizen_account", "disability_aid", "relatives", "own_work", "alimony", "other"];
/// Roles that may be a service's delegate.
pub const DELEGATES: &[&str] = &["manager", "research_lead", "branch_delegate", "committee_chair"];

/// Document types known unless `app` says otherwise ([`crate::know_documents`]).
pub const DOCUMENTS: &[&str] = &[
    "national_id",
    "family_record",
    "birth_certificate",
    "salary_statement",
    "social_security_statement",
    "retirement_statement",
    "insurance_statement",
    "unemployment_statement",
    "rent_contract",
    "ownership_deed",
    "electricity_bill",
    "national_address",
    "iban_certificate",
    "death_certificate",
    "heirs_deed",
    "support_deed",
    "divorce_deed",
    "desertion_statement",
    "guardianship_deed",
    "medical_report",
    "disability_card",
    "school_statement",
    "prison_statement",
    "debt_proof",
    "court_order",
    "price_quotation",
    "damage_photos",
    "vehicle_registration",
    "other_proof",
];
