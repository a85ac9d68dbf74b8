/// An enum whose values have a code each, as kept and sent: `ALL`, `code()`, `parse()`.
///
/// ```
/// kernel::codes! {
///     /// Where a thing stands.
///     pub Stage { Open = "open", Closed = "closed" }
/// }
/// assert_eq!(Stage::parse("closed"), Some(Stage::Closed));
/// assert_eq!(Stage::ALL[0].code(), "open");
/// ```
#[macro_export]
macro_rules! codes {
    ($(#[$m:meta])* $vis:vis $name:ident { $($v:ident = $code:literal),* $(,)? }) => {
        $(#[$m])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        $vis enum $name { $($v),* }
        impl $name {
            $vis const ALL: &'static [$name] = &[$($name::$v),*];
            $vis fn code(self) -> &'static str {
                match self { $($name::$v => $code),* }
            }
            $vis fn parse(s: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|x| x.code() == s)
            }
        }
    };
}
