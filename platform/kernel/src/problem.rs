use std::collections::BTreeMap;

pub type Result<T, E = Problem> = std::result::Result<T, E>;

/// What is wrong with one field: a code (the locale key is `error-{code}`) and the values its sentence needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub code: &'static str,
    pub args: BTreeMap<&'static str, String>,
}

impl FieldError {
    pub fn new(code: &'static str) -> FieldError {
        FieldError { code, args: BTreeMap::new() }
    }
    pub fn arg(mut self, key: &'static str, value: impl ToString) -> FieldError {
        self.args.insert(key, value.to_string());
        self
    }
}

/// Errors by field name, in the order they were found (which is the order of the form).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(pub Vec<(String, FieldError)>);

impl FieldErrors {
    pub fn add(&mut self, field: impl Into<String>, error: FieldError) {
        self.0.push((field.into(), error));
    }
    pub fn code(&mut self, field: impl Into<String>, code: &'static str) {
        self.add(field, FieldError::new(code));
    }
    pub fn get(&self, field: &str) -> Option<&FieldError> {
        self.0.iter().find(|(f, _)| f == field).map(|(_, e)| e)
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// `Ok(value)` if nothing was found, else the errors as a [`Problem`].
    pub fn ok<T>(self, value: T) -> Result<T> {
        if self.is_empty() { Ok(value) } else { Err(Problem::Invalid(self)) }
    }
    pub fn one(field: impl Into<String>, code: &'static str) -> FieldErrors {
        let mut e = FieldErrors::default();
        e.code(field, code);
        e
    }
}

/// Every way an action can end other than well. Pages and the API each have their words for it.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// No such record, or none within reach: the same answer, so that nothing is learnt. 404.
    #[error("not found")]
    NotFound,
    /// May not, where no record is named. 403.
    #[error("forbidden")]
    Forbidden,
    /// Input that can be mended at the field. 422.
    #[error("invalid input: {0:?}")]
    Invalid(FieldErrors),
    /// A rule says no: a code (locale key `refusal-{code}`) and its values. 422.
    #[error("refused: {code}")]
    Refused { code: &'static str, args: BTreeMap<&'static str, String> },
    /// Someone else was first; says what is there now (a code the locale knows, `conflict-{code}`). 409.
    #[error("conflict: {code}")]
    Conflict { code: &'static str, args: BTreeMap<&'static str, String> },
    /// Too many tries. 429, with seconds to wait.
    #[error("too many tries")]
    TooMany { wait_seconds: i64 },
    /// Ours. 500 with a report number; the text goes to the log only and must hold no personal data.
    #[error("internal: {0}")]
    Internal(String),
}

impl Problem {
    pub fn refused(code: &'static str) -> Problem {
        Problem::Refused { code, args: BTreeMap::new() }
    }
    pub fn conflict(code: &'static str) -> Problem {
        Problem::Conflict { code, args: BTreeMap::new() }
    }
    pub fn with(mut self, key: &'static str, value: impl ToString) -> Problem {
        if let Problem::Refused { args, .. } | Problem::Conflict { args, .. } = &mut self {
            args.insert(key, value.to_string());
        }
        self
    }
    pub fn field(field: impl Into<String>, code: &'static str) -> Problem {
        Problem::Invalid(FieldErrors::one(field, code))
    }
    pub fn internal(e: impl std::fmt::Display) -> Problem {
        Problem::Internal(e.to_string())
    }
}
