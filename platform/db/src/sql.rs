use std::borrow::Cow;

/// A named statement. Named so that a test can walk all of them and have both databases plan each.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    pub name: &'static str,
    pub text: &'static str,
}

/// What [`crate::Query`] takes: a named statement, or one built for a filtered list (see [`built`]).
pub struct Statement(pub(crate) Cow<'static, str>);

impl From<Sql> for Statement {
    fn from(s: Sql) -> Statement {
        Statement(Cow::Borrowed(s.text))
    }
}

/// A statement put together at run time. Only from constants of the program: values always go through `args!`.
pub fn built(text: String) -> Statement {
    Statement(Cow::Owned(text))
}

/// Declares the named statements of a store, and `STATEMENTS`, the list the test walks.
///
/// ```ignore
/// db::statements! {
///     pub FIND = "SELECT id FROM thing WHERE id = $1";
/// }
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$m:meta])* $v:vis $name:ident = $text:expr;)*) => {
        $($(#[$m])* $v const $name: $crate::Sql = $crate::Sql { name: concat!(module_path!(), "::", stringify!($name)), text: $text };)*
        pub const STATEMENTS: &[$crate::Sql] = &[$($name),*];
    };
}
