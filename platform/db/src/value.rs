use kernel::{At, Day, Id, Money};

/// One bound parameter. Typed even when absent: PostgreSQL refuses a text NULL in a number's place.
#[derive(Clone, Debug)]
pub enum Value {
    Int(i64),
    NoInt,
    Text(String),
    NoText,
    Blob(Vec<u8>),
}

pub type Args = Vec<Value>;

/// `args![id, "text", 5, None::<Day>]`: the parameters `$1…` of a statement, in order.
#[macro_export]
macro_rules! args {
    ($($v:expr),* $(,)?) => { vec![$($crate::Value::from($v)),*] };
}

macro_rules! text {
    ($($t:ty),*) => {$(
        impl From<$t> for Value { fn from(v: $t) -> Value { Value::Text(v.to_string()) } }
        impl From<Option<$t>> for Value { fn from(v: Option<$t>) -> Value { v.map_or(Value::NoText, |v| Value::Text(v.to_string())) } }
    )*};
}
text!(Id, &Id, Day, &str, &String);

macro_rules! int {
    ($($t:ty => $f:expr),*) => {$(
        impl From<$t> for Value { fn from(v: $t) -> Value { Value::Int($f(v)) } }
        impl From<Option<$t>> for Value { fn from(v: Option<$t>) -> Value { v.map_or(Value::NoInt, |v| Value::Int($f(v))) } }
    )*};
}
int!(i64 => |v| v, i32 => i64::from, bool => i64::from, At => |v: At| v.0, Money => |v: Money| v.0);

impl From<String> for Value {
    fn from(v: String) -> Value {
        Value::Text(v)
    }
}
impl From<Option<String>> for Value {
    fn from(v: Option<String>) -> Value {
        v.map_or(Value::NoText, Value::Text)
    }
}
impl From<Vec<u8>> for Value {
    fn from(v: Vec<u8>) -> Value {
        Value::Blob(v)
    }
}
